<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>VillageInternet</name>
    <message>
        <source>(empty)</source>
        <translation>(kosong)</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(tanpa nama)</translation>
    </message>
    <message>
        <source>(no waiver)</source>
        <translation>(tanpa pengecualian)</translation>
    </message>
    <message>
        <source>+{people} people</source>
        <translation>+{people} jiwa</translation>
    </message>
    <message>
        <source>&lt;p&gt;Returns what a new hotspot at a point (EPSG:4326) begins with in column &lt;b&gt;{column}&lt;/b&gt;, from the villages, offices and funding sources of the plan that is open. NULL when no plan is open.&lt;/p&gt;&lt;p&gt;Example: &lt;code&gt;{name}($geometry)&lt;/code&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;Memberi isi awal kolom &lt;b&gt;{column}&lt;/b&gt; untuk titik hotspot baru pada sebuah titik (EPSG:4326), dari desa, kantor desa, dan sumber dana rencana yang sedang dibuka. NULL bila tidak ada rencana yang dibuka.&lt;/p&gt;&lt;p&gt;Contoh: &lt;code&gt;{name}($geometry)&lt;/code&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A hotspot reaches</source>
        <translation>Jangkauan satu titik</translation>
    </message>
    <message>
        <source>A hotspot without an id cannot be waived; give it one first.</source>
        <translation>Titik tanpa id tidak dapat dikecualikan; beri id terlebih dahulu.</translation>
    </message>
    <message>
        <source>A layer package is a GeoPackage: let its name end in .gpkg, not {name}.</source>
        <translation>Paket layer berupa GeoPackage: akhiri namanya dengan .gpkg, bukan {name}.</translation>
    </message>
    <message>
        <source>A person in a blank spot counts</source>
        <translation>Bobot warga blank spot</translation>
    </message>
    <message>
        <source>A person in a blank spot counts so often</source>
        <translation>Berapa kali warga di blank spot dihitung</translation>
    </message>
    <message>
        <source>A plan is a GeoPackage: let its name end in .gpkg, not {name}.</source>
        <translation>Rencana berupa GeoPackage: akhiri namanya dengan .gpkg, bukan {name}.</translation>
    </message>
    <message>
        <source>A plan is one file with your villages, their offices, the money there is, and the hotspots you place. Every hotspot is checked while you place it.</source>
        <translation>Rencana adalah satu berkas berisi desa, kantor desa, sumber dana, dan titik hotspot yang Anda tempatkan. Setiap titik diperiksa saat ditempatkan.</translation>
    </message>
    <message>
        <source>A plan needs the name of the agency that makes it.</source>
        <translation>Rencana memerlukan nama instansi yang menyusunnya.</translation>
    </message>
    <message>
        <source>A plan that was published keeps its own server. The account&apos;s password stays in QGIS&apos;s own encrypted store.</source>
        <translation>Rencana yang sudah diterbitkan tetap memakai servernya sendiri. Kata sandi akun tetap di penyimpanan terenkripsi milik QGIS.</translation>
    </message>
    <message>
        <source>A point of layer “{layer}” cannot be brought to longitude and latitude. See that the layer's coordinate system is the right one, or choose another layer.</source>
        <translation>Satu titik lapisan “{layer}” tidak dapat diubah ke bujur dan lintang. Pastikan sistem koordinat lapisan itu benar, atau pilih lapisan lain.</translation>
    </message>
    <message>
        <source>A quota or a budget cannot be waived: the shared server holds to it. Take back points, or have the funding source changed.</source>
        <translation>Kuota dan anggaran tidak dapat dikecualikan: server bersama tetap menegakkannya. Tarik titik, atau mintalah sumber dananya diubah.</translation>
    </message>
    <message>
        <source>A revision of {time} was left unfinished in this plan. Open the panel “Share” and pull or publish: either finishes it first, and it is never stored twice.</source>
        <translation>Revisi {time} belum selesai di rencana ini. Buka panel “Bagikan”, lalu ambil dari server atau terbitkan: revisi itu diselesaikan dulu dan tidak disimpan dua kali.</translation>
    </message>
    <message>
        <source>A revision of {time} was left unfinished in this plan; it is being finished now.</source>
        <translation>Revisi {time} belum selesai di rencana ini; sekarang sedang diselesaikan.</translation>
    </message>
    <message>
        <source>A village, an office, a settlement</source>
        <translation>Desa, kantor, atau permukiman</translation>
    </message>
    <message>
        <source>About the finding chosen</source>
        <translation>Tentang temuan yang dipilih</translation>
    </message>
    <message>
        <source>Accept {added} suggested hotspots</source>
        <translation>Terima {added} titik hotspot usulan</translation>
    </message>
    <message>
        <source>Accept {added} suggested hotspots in place of {removed}</source>
        <translation>Terima {added} titik hotspot usulan sebagai pengganti {removed}</translation>
    </message>
    <message>
        <source>Accept {count} ticked</source>
        <translation>Terima {count} tercentang</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>Disetujui oleh</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Akun</translation>
    </message>
    <message>
        <source>Add a funding source…</source>
        <translation>Tambah sumber dana…</translation>
    </message>
    <message>
        <source>Add the funding source {source}</source>
        <translation>Tambah sumber dana {source}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Adds a layer with a sign at each hotspot that differs: between the two chosen rows, or between the chosen one and the plan as it is.</source>
        <translation>Menambah lapisan dengan tanda di setiap titik yang berbeda: antara dua baris yang dipilih, atau antara baris yang dipilih dan rencana saat ini.</translation>
    </message>
    <message>
        <source>Adds the hotspots as they were published with the chosen revision, as a layer beside the plan&apos;s own.</source>
        <translation>Menambahkan titik hotspot seperti saat diterbitkan dengan revisi terpilih, sebagai layer di samping layer rencana.</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Agency of new plans</source>
        <translation>Instansi untuk rencana baru</translation>
    </message>
    <message>
        <source>Agency that plans</source>
        <translation>Instansi penyusun rencana</translation>
    </message>
    <message>
        <source>Agency:</source>
        <translation>Instansi:</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>all over the village</source>
        <translation>tersebar di seluruh desa</translation>
    </message>
    <message>
        <source>All {all} are chosen.</source>
        <translation>Semua {all} sudah dipilih.</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Selalu</translation>
    </message>
    <message>
        <source>Always: {names}.</source>
        <translation>Selalu: {names}.</translation>
    </message>
    <message>
        <source>Another system…</source>
        <translation>Sistem lain…</translation>
    </message>
    <message>
        <source>Another village…</source>
        <translation>Desa lain…</translation>
    </message>
    <message>
        <source>Antenna at the hotspot, metres above the ground</source>
        <translation>Antena pada titik, meter di atas tanah</translation>
    </message>
    <message>
        <source>Antenna at the tower, metres above the ground</source>
        <translation>Antena pada menara, meter di atas tanah</translation>
    </message>
    <message>
        <source>around the village office</source>
        <translation>di sekitar kantor desa</translation>
    </message>
    <message>
        <source>Arrow keys: {step} m, with Shift ten times as far. Enter places, Esc leaves, Ctrl+L types coordinates.</source>
        <translation>Tombol panah: {step} m, dengan Shift sepuluh kali lebih jauh. Enter menempatkan, Esc keluar, Ctrl+L mengetik koordinat.</translation>
    </message>
    <message>
        <source>as above</source>
        <translation>seperti di atas</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>saat ini</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Seperti diterbitkan</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Tanya</translation>
    </message>
    <message>
        <source>Ask server</source>
        <translation>Tanya server</translation>
    </message>
    <message>
        <source>Asking the server …</source>
        <translation>Bertanya kepada server …</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Bertanya ke server…</translation>
    </message>
    <message>
        <source>Asking why not</source>
        <translation>Mencari alasannya</translation>
    </message>
    <message>
        <source>Asking {host} …</source>
        <translation>Bertanya kepada {host} …</translation>
    </message>
    <message>
        <source>Asks the server for the revisions of this plan.</source>
        <translation>Meminta daftar revisi rencana ini dari server.</translation>
    </message>
    <message>
        <source>Asks the server how far the plan is there.</source>
        <translation>Menanyakan kepada server sampai revisi berapa rencana ini di sana.</translation>
    </message>
    <message>
        <source>Asks the server what publishing would give; stores nothing.</source>
        <translation>Menanyakan kepada server hasil penerbitan; tidak menyimpan apa pun.</translation>
    </message>
    <message>
        <source>At most so many metres from the office (the rule set&apos;s if empty)</source>
        <translation>Paling jauh sekian meter dari kantor desa (menurut kumpulan aturan bila kosong)</translation>
    </message>
    <message>
        <source>at most, from the office</source>
        <translation>paling jauh dari kantor</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Based on revision {base}, but the server knows only {head}: is it the server this plan was published to? Ask its administrator.</source>
        <translation>Berdasar pada revisi {base}, tetapi server baru mengenal revisi {head}: apakah ini server tempat rencana diterbitkan? Tanyakan kepada administratornya.</translation>
    </message>
    <message>
        <source>Based on revision {base}, the newest on the server.</source>
        <translation>Berdasar pada revisi {base}, yang terbaru di server.</translation>
    </message>
    <message>
        <source>Based on revision {base}; the server has {head}, published by {who} on {time}. Pull before you publish.</source>
        <translation>Berdasar pada revisi {base}; server sudah di revisi {head}, diterbitkan {who} pada {time}. Ambil dari server dulu sebelum menerbitkan.</translation>
    </message>
    <message>
        <source>Based on revision {base}; the server has {head}. Pull before you publish.</source>
        <translation>Berdasar pada revisi {base}; server sudah di revisi {head}. Ambil dari server dulu sebelum menerbitkan.</translation>
    </message>
    <message>
        <source>Based on revision {base}; the server was not asked yet.</source>
        <translation>Berdasar pada revisi {base}; server belum ditanya.</translation>
    </message>
    <message>
        <source>Be content with this gap (fraction; 0 for proof)</source>
        <translation>Cukup bila selisihnya sebesar ini (pecahan; 0 untuk bukti)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Besides: {counts}. Click for the list.</source>
        <translation>Selain itu: {counts}. Klik untuk daftarnya.</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Selisih</translation>
    </message>
    <message>
        <source>Blank spots</source>
        <translation>Blank spot</translation>
    </message>
    <message>
        <source>Bound on the objective of any choice</source>
        <translation>Batas atas sasaran pilihan mana pun</translation>
    </message>
    <message>
        <source>Bound on the objective of any plan</source>
        <translation>Batas atas nilai rencana mana pun</translation>
    </message>
    <message>
        <source>Bring again</source>
        <translation>Muat ulang riwayat</translation>
    </message>
    <message>
        <source>Bring history</source>
        <translation>Ambil riwayat</translation>
    </message>
    <message>
        <source>Bringing colleagues' changes …</source>
        <translation>Mengambil perubahan rekan …</translation>
    </message>
    <message>
        <source>Bringing what other agencies published …</source>
        <translation>Mengambil terbitan instansi lain …</translation>
    </message>
    <message>
        <source>Bringing what the server judges by …</source>
        <translation>Mengambil dasar penilaian server …</translation>
    </message>
    <message>
        <source>Brings back into a plan the hotspots of a layer package that was edited in the field, in QGIS or QField: moved, changed, added and deleted. They are merged hotspot by hotspot and field by field with what was changed in the plan since the package was made. Where both changed the same, somebody has to decide: nothing is taken over then, the report lists both sides, and the run ends with an error; run again with SETTLE, which decides all of them for the plan (ours) or the package (theirs). Columns that stayed out of the package, such as notes, stay as the plan has them. Other tables of the package are not looked at. A package that is damaged, or that brings programs or links to elsewhere, is refused. CHANGES counts the hotspots that were added, changed or removed.</source>
        <translation>Membawa kembali ke rencana titik hotspot dari paket layer yang disunting di lapangan, dengan QGIS atau QField: dipindahkan, diubah, ditambah, dan dihapus. Titik digabungkan satu per satu dan isian demi isian dengan perubahan dalam rencana sejak paket dibuat. Jika keduanya mengubah hal yang sama, seseorang harus memutuskan: tidak ada yang diambil alih, laporan memuat kedua sisi, dan proses berakhir dengan galat; jalankan lagi dengan SETTLE, yang memutuskan semuanya untuk rencana (ours) atau paket (theirs). Kolom yang tidak ikut dalam paket, misalnya catatan, tetap seperti dalam rencana. Tabel lain dalam paket tidak dibaca. Paket yang rusak, atau yang membawa program atau tautan ke luar, ditolak. CHANGES menghitung titik hotspot yang ditambah, diubah, atau dihapus.</translation>
    </message>
    <message>
        <source>Brings the hotspots of a plan as they were published with one of its revisions, as a layer. The server gives them to the plan&apos;s own agency alone, and they are taken only if their hash is the one of the receipt. PUBLISHED and REASON say when and why; WAIVERS and SOURCES hold the waivers published with it and the funding sources as they were then, as JSON. The plan itself is not changed.</source>
        <translation>Mengambil titik hotspot suatu rencana seperti saat diterbitkan pada salah satu revisinya, sebagai layer. Server hanya memberikannya kepada instansi pemilik rencana, dan titik hanya diterima bila hash-nya sama dengan pada tanda terima. PUBLISHED dan REASON menyebutkan kapan dan mengapa; WAIVERS dan SOURCES memuat pengecualian yang diterbitkan bersamanya dan sumber dana seperti saat itu, sebagai JSON. Rencana sendiri tidak diubah.</translation>
    </message>
    <message>
        <source>Brings the hotspots that other agencies have published and the funding sources of the plan&apos;s agency, and merges what colleagues changed in this plan with what was changed here, field by field. Where both changed the same, somebody has to decide: nothing is taken over then, the report lists both sides, and the run ends with an error. Settle them side by side in the share panel, or run again with SETTLE, which decides all of them for one side. CHANGES counts the hotspots that were added, changed or removed. It says so when the server judges by another rule set or by other villages than the plan; with ADOPT they are taken over.</source>
        <translation>Mengambil titik hotspot yang diterbitkan instansi lain dan sumber dana instansi rencana ini, lalu menggabungkan perubahan rekan kerja dalam rencana ini dengan perubahan di sini, isian demi isian. Bila keduanya mengubah hal yang sama, seseorang harus memutuskan: saat itu tidak ada yang diambil alih, laporan memuat kedua pihak, dan proses berakhir dengan galat. Putuskan berdampingan di panel Bagikan, atau jalankan lagi dengan SETTLE, yang memutuskan semuanya untuk satu pihak. CHANGES menghitung titik hotspot yang ditambah, diubah, atau dihapus. Diberitahukan bila server menilai dengan perangkat aturan atau desa lain daripada rencana; dengan ADOPT keduanya diambil alih.</translation>
    </message>
    <message>
        <source>Brings the ticked lines into the plan as one step that can be undone; nothing is saved yet.</source>
        <translation>Memasukkan baris yang tercentang ke rencana sebagai satu langkah yang dapat diurungkan; belum disimpan.</translation>
    </message>
    <message>
        <source>Brings what others published and what colleagues changed in this plan.</source>
        <translation>Mengambil yang diterbitkan pihak lain dan yang diubah rekan pada rencana ini.</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Oleh</translation>
    </message>
    <message>
        <source>By funding source</source>
        <translation>Per sumber dana</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>Per aturan</translation>
    </message>
    <message>
        <source>By this computer&apos;s clock the certificate of {host} does not hold today, so nothing was sent. Set the clock if it is wrong, else tell the server&apos;s administrator.</source>
        <translation>Menurut jam komputer ini, sertifikat {host} tidak berlaku hari ini, jadi tidak ada yang dikirim. Betulkan jam bila salah, atau beri tahu administrator server.</translation>
    </message>
    <message>
        <source>By village</source>
        <translation>Per desa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Cancelled. If the revision was on its way already, it waits in the plan&apos;s outbox; publish again, and the server will not store it twice.</source>
        <translation>Dibatalkan. Bila revisi sudah telanjur dikirim, revisi itu menunggu di kotak keluar rencana; silakan terbitkan lagi, server tidak akan menyimpannya dua kali.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written; run it again when you like.</source>
        <translation>Dibatalkan. Tidak ada yang ditulis; silakan jalankan lagi kapan saja.</translation>
    </message>
    <message>
        <source>Cancelled. What was on its way is kept in the plan; pull or publish, and it is finished first and never stored twice.</source>
        <translation>Dibatalkan. Yang sedang dikirim tetap tersimpan di dalam rencana; ambil dari server atau terbitkan, maka itu diselesaikan dulu dan tidak disimpan dua kali.</translation>
    </message>
    <message>
        <source>Certificate authority of the server, if QGIS does not trust it</source>
        <translation>Otoritas sertifikat server, bila belum dipercaya QGIS</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Berkas sertifikat</translation>
    </message>
    <message>
        <source>Certificate file, if you were given one</source>
        <translation>Berkas sertifikat, bila Anda menerimanya</translation>
    </message>
    <message>
        <source>Changed here and on the server</source>
        <translation>Diubah di sini dan di server</translation>
    </message>
    <message>
        <source>Changed here and on the server: {count}. Nothing is taken over before you have chosen for each.</source>
        <translation>Diubah di sini dan di server: {count}. Tidak ada yang diambil alih sebelum Anda memilih untuk masing-masing.</translation>
    </message>
    <message>
        <source>Changed here and on the server: {count}. Nothing was taken over, and the plan is as it was. Settle these side by side in the share panel, or run again with SETTLE set to ours or theirs.</source>
        <translation>Diubah di sini dan di server: {count}. Tidak ada yang diambil alih, dan rencana tidak berubah. Putuskan berdampingan di panel Bagikan, atau jalankan lagi dengan SETTLE diisi ours atau theirs.</translation>
    </message>
    <message>
        <source>Changed in the plan and in the package: {count}. Nothing was taken over, and the plan is as it was. The log and the report tell both sides; run again with SETTLE set to ours (the plan&apos;s values) or theirs (the package&apos;s).</source>
        <translation>Diubah di rencana dan di paket: {count}. Tidak ada yang diambil alih dan rencana tidak berubah. Log dan laporan memuat kedua sisi; jalankan lagi dengan SETTLE ours (nilai rencana) atau theirs (nilai paket).</translation>
    </message>
    <message>
        <source>Changed on both sides</source>
        <translation>Diubah di kedua pihak</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Perubahan</translation>
    </message>
    <message>
        <source>Check plan</source>
        <translation>Periksa rencana</translation>
    </message>
    <message>
        <source>Checking the plan</source>
        <translation>Memeriksa rencana</translation>
    </message>
    <message>
        <source>checking {percent} %</source>
        <translation>memeriksa {percent} %</translation>
    </message>
    <message>
        <source>Choose a file for the plan.</source>
        <translation>Pilih berkas untuk rencana.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Pilih berkas…</translation>
    </message>
    <message>
        <source>Choose a finding to read about it.</source>
        <translation>Pilih sebuah temuan untuk membaca penjelasannya.</translation>
    </message>
    <message>
        <source>Choose certificate file</source>
        <translation>Pilih berkas sertifikat</translation>
    </message>
    <message>
        <source>Choose the columns below.</source>
        <translation>Pilih kolomnya di bawah.</translation>
    </message>
    <message>
        <source>Choose the file of the plan</source>
        <translation>Pilih berkas rencana</translation>
    </message>
    <message>
        <source>Choose the village…</source>
        <translation>Pilih desanya…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Pilih…</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>dipilih</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>pilihan Anda</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>Tutup semua kelompok</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Column of the source</source>
        <translation>Kolom sumber</translation>
    </message>
    <message>
        <source>Column with the fault</source>
        <translation>Kolom yang salah</translation>
    </message>
    <message>
        <source>Column {header} is read as</source>
        <translation>Kolom {header} dibaca sebagai</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Columns (JSON)</source>
        <translation>Kolom (JSON)</translation>
    </message>
    <message>
        <source>Columns and what they are read as</source>
        <translation>Kolom dan artinya</translation>
    </message>
    <message>
        <source>Columns and words are read as you chose them last time.</source>
        <translation>Kolom dan kata dibaca seperti pilihan Anda yang lalu.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Bandingkan</translation>
    </message>
    <message>
        <source>Compare on the map</source>
        <translation>Bandingkan di peta</translation>
    </message>
    <message>
        <source>Compare plans</source>
        <translation>Bandingkan rencana</translation>
    </message>
    <message>
        <source>Compare revisions of a plan</source>
        <translation>Bandingkan revisi rencana</translation>
    </message>
    <message>
        <source>Compare the chosen revision</source>
        <translation>Bandingkan revisi terpilih</translation>
    </message>
    <message>
        <source>Connected to “{title}”; the account was accepted.</source>
        <translation>Terhubung ke “{title}”; akun diterima.</translation>
    </message>
    <message>
        <source>Content hash</source>
        <translation>Hash isi</translation>
    </message>
    <message>
        <source>Content within</source>
        <translation>Cukup bila selisih</translation>
    </message>
    <message>
        <source>Coordinates or map link</source>
        <translation>Koordinat atau tautan peta</translation>
    </message>
    <message>
        <source>Coordinates:</source>
        <translation>Koordinat:</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy receipt</source>
        <translation>Salin tanda terima</translation>
    </message>
    <message>
        <source>Counting what changed …</source>
        <translation>Menghitung yang berubah …</translation>
    </message>
    <message>
        <source>Counts the people whom hotspots reach: those that stand or that other agencies have published, and with them the plan&apos;s own. Everybody is counted once, however many hotspots reach them. UNSERVED shows on the map who is not reached yet. A hotspot reaches as far as RADIUS_M, or as its technology&apos;s radius in RADII (JSON, such as {&quot;fibre&quot;: 300, &quot;satellite&quot;: 150}), along the ellipsoid; left empty, as rule VI301 of the plan&apos;s rule set says. People live at the settlements that were loaded. Those of blank spots without a settlement are spread over the blank spot, and a village without settlements has its population spread as SPREAD says: around_office (at most WITHIN_M from the village office, else from a point inside), whole_village, or none. The log names every assumption with its numbers. The plan itself is not changed.</source>
        <translation>Menghitung penduduk yang terjangkau hotspot: yang sudah ada atau diterbitkan instansi lain, lalu bersama hotspot rencana ini. Setiap orang dihitung sekali, berapa pun hotspot yang menjangkaunya. UNSERVED menunjukkan di peta siapa yang belum terjangkau. Jangkauan hotspot adalah RADIUS_M, atau radius teknologinya dalam RADII (JSON, misalnya {&quot;fibre&quot;: 300, &quot;satellite&quot;: 150}), diukur pada elipsoid; bila kosong, mengikuti aturan VI301 dalam kumpulan aturan rencana. Penduduk tinggal di permukiman yang dimuat. Penduduk blank spot tanpa permukiman disebar di blank spot itu, dan penduduk desa tanpa permukiman disebar menurut SPREAD: around_office (paling jauh WITHIN_M dari kantor desa, atau dari sebuah titik di dalam desa), whole_village, atau none. Log menyebutkan setiap asumsi beserta angkanya. Rencananya sendiri tidak diubah.</translation>
    </message>
    <message>
        <source>Coverage of districts</source>
        <translation>Jangkauan per kecamatan</translation>
    </message>
    <message>
        <source>Coverage of villages</source>
        <translation>Jangkauan per desa</translation>
    </message>
    <message>
        <source>Create plan</source>
        <translation>Buat rencana</translation>
    </message>
    <message>
        <source>Days without sun that the battery lasts</source>
        <translation>Hari tanpa matahari yang ditanggung baterai</translation>
    </message>
    <message>
        <source>Delete duplicate</source>
        <translation>Hapus titik ganda</translation>
    </message>
    <message>
        <source>Delete this duplicate</source>
        <translation>Hapus titik ganda ini</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Rincian</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Perbedaan</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Buang</translation>
    </message>
    <message>
        <source>District of the village</source>
        <translation>Kecamatan desa</translation>
    </message>
    <message>
        <source>Double-click the value (or press F2) to write it anew; the file stays as it is.</source>
        <translation>Klik dua kali nilainya (atau tekan F2) untuk menulis ulang; berkasnya tidak berubah.</translation>
    </message>
    <message>
        <source>Doubtful villages</source>
        <translation>Desa yang meragukan</translation>
    </message>
    <message>
        <source>Earlier revision of a plan</source>
        <translation>Revisi terdahulu rencana</translation>
    </message>
    <message>
        <source>Easting (m)</source>
        <translation>Timur / X (m)</translation>
    </message>
    <message>
        <source>Edits not saved yet: {count}</source>
        <translation>Suntingan yang belum disimpan: {count}</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>Mengakhiri…</translation>
    </message>
    <message>
        <source>Ends the seeking and takes the best plan found so far.</source>
        <translation>Mengakhiri pencarian dan memakai rencana terbaik yang sudah ditemukan.</translation>
    </message>
    <message>
        <source>EPSG:4326 – longitude and latitude (GPS)</source>
        <translation>EPSG:4326 – bujur dan lintang (GPS)</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Kesalahan</translation>
    </message>
    <message>
        <source>errors: {count}</source>
        <translation>kesalahan: {count}</translation>
    </message>
    <message>
        <source>Everything is loaded and nothing stands in the way of publishing.</source>
        <translation>Semua data sudah dimuat dan tidak ada yang menghalangi penerbitan.</translation>
    </message>
    <message>
        <source>Everything is loaded. Mend the errors in the findings: {count}.</source>
        <translation>Semua data sudah dimuat. Perbaiki kesalahan pada temuan: {count}.</translation>
    </message>
    <message>
        <source>Exchange latitude and longitude</source>
        <translation>Tukar lintang dan bujur</translation>
    </message>
    <message>
        <source>Existing hotspots</source>
        <translation>Titik hotspot yang sudah ada</translation>
    </message>
    <message>
        <source>Export layer package</source>
        <translation>Ekspor paket layer</translation>
    </message>
    <message>
        <source>Fibre nodes and towers</source>
        <translation>Simpul serat optik dan menara</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Isian</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>File of the plan</source>
        <translation>Berkas rencana</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Berkas:</translation>
    </message>
    <message>
        <source>Files and layers can be dragged here. Nothing is written before you have seen how it is read.</source>
        <translation>Berkas dan layer dapat diseret ke sini. Tidak ada yang ditulis sebelum Anda melihat cara membacanya.</translation>
    </message>
    <message>
        <source>Finding out what changed …</source>
        <translation>Mencari yang berubah …</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Temuan</translation>
    </message>
    <message>
        <source>Findings listed, for spreadsheets</source>
        <translation>Temuan dalam daftar, untuk lembar kerja</translation>
    </message>
    <message>
        <source>Findings of the server&apos;s check</source>
        <translation>Temuan pemeriksaan server</translation>
    </message>
    <message>
        <source>Finishing what was under way …</source>
        <translation>Menyelesaikan pengiriman yang tertunda …</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Baris pertama</translation>
    </message>
    <message>
        <source>First rows as they will be read</source>
        <translation>Baris pertama seperti yang akan dibaca</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Nilai pertama</translation>
    </message>
    <message>
        <source>Fix all of this rule</source>
        <translation>Perbaiki semua untuk aturan ini</translation>
    </message>
    <message>
        <source>Fix it</source>
        <translation>Perbaiki</translation>
    </message>
    <message>
        <source>Fix {rules}</source>
        <translation>Perbaiki {rules}</translation>
    </message>
    <message>
        <source>Folder for the sample&apos;s plan</source>
        <translation>Folder untuk rencana contoh</translation>
    </message>
    <message>
        <source>Follow {name} instead</source>
        <translation>Ikuti {name} saja</translation>
    </message>
    <message>
        <source>for example Kabupaten Paser</source>
        <translation>misalnya Kabupaten Paser</translation>
    </message>
    <message>
        <source>for example Village Internet 2026</source>
        <translation>misalnya Internet Desa 2026</translation>
    </message>
    <message>
        <source>For these names it is not certain which village is meant. Rows without a choice are left out.</source>
        <translation>Untuk nama berikut belum pasti desa mana yang dimaksud. Baris tanpa pilihan tidak diambil.</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Frequency of links to towers (GHz)</source>
        <translation>Frekuensi tautan ke menara (GHz)</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Dari berkas…</translation>
    </message>
    <message>
        <source>From a loaded layer</source>
        <translation>Dari layer yang terbuka</translation>
    </message>
    <message>
        <source>From revision</source>
        <translation>Dari revisi</translation>
    </message>
    <message>
        <source>From revision {before} to the plan as it is saved here</source>
        <translation>Dari revisi {before} ke rencana yang tersimpan di sini</translation>
    </message>
    <message>
        <source>From revision {before} to {after}</source>
        <translation>Dari revisi {before} ke {after}</translation>
    </message>
    <message>
        <source>From the empty plan to revision {after}</source>
        <translation>Dari rencana kosong ke revisi {after}</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Sumber dana</translation>
    </message>
    <message>
        <source>Funding source that has less</source>
        <translation>Sumber dana yang menyusut</translation>
    </message>
    <message>
        <source>Funding source {name}</source>
        <translation>Sumber dana {name}</translation>
    </message>
    <message>
        <source>Funding source {subject} is not as on the server, which has {theirs}. Only its agency&apos;s steward can change it there; anyone else enters the server&apos;s values to publish.</source>
        <translation>Sumber dana {subject} berbeda dari server, yang mencatat {theirs}. Hanya pengelola data (steward) instansinya yang dapat mengubahnya di sana; pengguna lain perlu mengisikan nilai dari server agar dapat menerbitkan.</translation>
    </message>
    <message>
        <source>Funding source {told}</source>
        <translation>Sumber dana {told}</translation>
    </message>
    <message>
        <source>Funding sources</source>
        <translation>Sumber dana</translation>
    </message>
    <message>
        <source>Funding sources (JSON)</source>
        <translation>Sumber dana (JSON)</translation>
    </message>
    <message>
        <source>Funding sources changed</source>
        <translation>Sumber dana yang berubah</translation>
    </message>
    <message>
        <source>Funding sources that pay (all if empty)</source>
        <translation>Sumber dana yang membiayai (semua bila kosong)</translation>
    </message>
    <message>
        <source>Funding sources were brought up to date.</source>
        <translation>Sumber dana sudah diperbarui.</translation>
    </message>
    <message>
        <source>funding sources: {count}</source>
        <translation>sumber dana: {count}</translation>
    </message>
    <message>
        <source>Further public sites</source>
        <translation>Fasilitas umum lain</translation>
    </message>
    <message>
        <source>Gap (fraction)</source>
        <translation>Selisih (pecahan)</translation>
    </message>
    <message>
        <source>Give new hotspots their own ID</source>
        <translation>Beri titik baru ID sendiri</translation>
    </message>
    <message>
        <source>Give the name of who accepts this.</source>
        <translation>Tuliskan nama yang menyetujui.</translation>
    </message>
    <message>
        <source>Give the plan a title.</source>
        <translation>Beri judul rencana.</translation>
    </message>
    <message>
        <source>Give the reason.</source>
        <translation>Tuliskan alasannya.</translation>
    </message>
    <message>
        <source>gives way</source>
        <translation>dilepas</translation>
    </message>
    <message>
        <source>Goes with the revision and stays in its history; everybody who reads the server can read it. Name no private persons.</source>
        <translation>Dikirim bersama revisi dan tersimpan dalam riwayatnya; terbaca oleh semua pembaca server. Jangan menyebut nama orang pribadi.</translation>
    </message>
    <message>
        <source>Group findings</source>
        <translation>Kelompokkan temuan</translation>
    </message>
    <message>
        <source>Guess anew</source>
        <translation>Tebak ulang</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
    <message>
        <source>Help for the Village Internet Planner</source>
        <translation>Bantuan Perencana Internet Desa</translation>
    </message>
    <message>
        <source>Help for what you are doing (F1 in a panel)</source>
        <translation>Bantuan tentang yang sedang Anda kerjakan (F1 di dalam panel)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>Hotspot {name}</source>
        <translation>Titik hotspot {name}</translation>
    </message>
    <message>
        <source>Hotspot {name}, {field}: {ours} in the plan, {theirs} in the package.</source>
        <translation>Titik hotspot {name}, {field}: {ours} dalam rencana, {theirs} dalam paket.</translation>
    </message>
    <message>
        <source>Hotspot {name}: changed in the plan, removed from the package.</source>
        <translation>Titik hotspot {name}: diubah dalam rencana, dihapus dari paket.</translation>
    </message>
    <message>
        <source>Hotspot {name}: removed from the plan, changed in the package.</source>
        <translation>Titik hotspot {name}: dihapus dari rencana, diubah dalam paket.</translation>
    </message>
    <message>
        <source>Hotspots</source>
        <translation>Titik hotspot</translation>
    </message>
    <message>
        <source>Hotspots added</source>
        <translation>Titik ditambah</translation>
    </message>
    <message>
        <source>Hotspots by fibre</source>
        <translation>Titik lewat serat optik</translation>
    </message>
    <message>
        <source>Hotspots by satellite</source>
        <translation>Titik lewat satelit</translation>
    </message>
    <message>
        <source>Hotspots by wireless</source>
        <translation>Titik lewat nirkabel</translation>
    </message>
    <message>
        <source>Hotspots changed</source>
        <translation>Titik hotspot yang berubah</translation>
    </message>
    <message>
        <source>Hotspots may stand at</source>
        <translation>Titik boleh berada di</translation>
    </message>
    <message>
        <source>Hotspots nobody has room for</source>
        <translation>Titik yang tidak tertampung</translation>
    </message>
    <message>
        <source>Hotspots of other agencies: {added} new, {changed} changed, {removed} gone.</source>
        <translation>Titik hotspot instansi lain: {added} baru, {changed} berubah, {removed} tidak ada lagi.</translation>
    </message>
    <message>
        <source>Hotspots of the revision</source>
        <translation>Titik hotspot revisi itu</translation>
    </message>
    <message>
        <source>Hotspots of the source</source>
        <translation>Titik hotspot sumber dana</translation>
    </message>
    <message>
        <source>Hotspots of unknown technology</source>
        <translation>Titik yang teknologinya tidak diketahui</translation>
    </message>
    <message>
        <source>Hotspots of “{source}”, which is not among the sources: {count}.</source>
        <translation>Titik dengan “{source}”, yang tidak ada di daftar sumber dana: {count}.</translation>
    </message>
    <message>
        <source>Hotspots paid for later</source>
        <translation>Titik yang dibiayai kemudian</translation>
    </message>
    <message>
        <source>Hotspots removed</source>
        <translation>Titik dihapus</translation>
    </message>
    <message>
        <source>Hotspots that stay</source>
        <translation>Titik yang tetap</translation>
    </message>
    <message>
        <source>Hotspots that stay in any case (hotspot_id)</source>
        <translation>Titik yang pasti tetap (hotspot_id)</translation>
    </message>
    <message>
        <source>Hotspots then</source>
        <translation>Jumlah titik hotspot</translation>
    </message>
    <message>
        <source>Hotspots whose costs are not whole</source>
        <translation>Titik yang biayanya belum lengkap</translation>
    </message>
    <message>
        <source>Hotspots without a funding source: {count}.</source>
        <translation>Titik tanpa sumber dana: {count}.</translation>
    </message>
    <message>
        <source>Hotspots, {revision}</source>
        <translation>Titik hotspot, {revision}</translation>
    </message>
    <message>
        <source>How it was found</source>
        <translation>Cara menemukannya</translation>
    </message>
    <message>
        <source>How many findings are listed</source>
        <translation>Jumlah temuan yang ditampilkan</translation>
    </message>
    <message>
        <source>How much a better plan could reach is not known yet.</source>
        <translation>Belum diketahui berapa yang dapat dijangkau rencana yang lebih baik.</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Kepastian</translation>
    </message>
    <message>
        <source>How to fix it</source>
        <translation>Cara memperbaiki</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>Import as:</source>
        <translation>Impor sebagai:</translation>
    </message>
    <message>
        <source>Import into the plan</source>
        <translation>Impor ke rencana</translation>
    </message>
    <message>
        <source>Import into the plan – {number} of {count}</source>
        <translation>Impor ke rencana – {number} dari {count}</translation>
    </message>
    <message>
        <source>Import layer into plan</source>
        <translation>Impor layer ke rencana</translation>
    </message>
    <message>
        <source>Import {count} rows</source>
        <translation>Impor {count} baris</translation>
    </message>
    <message>
        <source>Importing {source}</source>
        <translation>Mengimpor {source}</translation>
    </message>
    <message>
        <source>In all {count} rows like it</source>
        <translation>Pada semua {count} baris serupa</translation>
    </message>
    <message>
        <source>In this plan, by colleagues: {added} added, {changed} changed, {removed} removed.</source>
        <translation>Di rencana ini, oleh rekan: {added} ditambah, {changed} diubah, {removed} dihapus.</translation>
    </message>
    <message>
        <source>Infrastructure scheme</source>
        <translation>Skema infrastruktur</translation>
    </message>
    <message>
        <source>It means this</source>
        <translation>Itu artinya</translation>
    </message>
    <message>
        <source>It stands at a valid position already: no error here can be mended by moving it.</source>
        <translation>Titik ini sudah di posisi yang sah: kesalahan di sini tidak dapat diperbaiki dengan memindahkannya.</translation>
    </message>
    <message>
        <source>It was stopped before anything was found; the plan is as it was.</source>
        <translation>Dihentikan sebelum ada yang ditemukan; rencana tetap seperti semula.</translation>
    </message>
    <message>
        <source>It was stopped before every exchange was tried.</source>
        <translation>Dihentikan sebelum semua pertukaran dicoba.</translation>
    </message>
    <message>
        <source>Its budget from now on (rupiah)</source>
        <translation>Anggarannya sejak sekarang (rupiah)</translation>
    </message>
    <message>
        <source>its format is not known</source>
        <translation>formatnya tidak dikenal</translation>
    </message>
    <message>
        <source>Its quota from now on (points)</source>
        <translation>Kuotanya sejak sekarang (titik)</translation>
    </message>
    <message>
        <source>Its tables as a workbook</source>
        <translation>Tabelnya sebagai buku kerja</translation>
    </message>
    <message>
        <source>Judges every hotspot of a plan by the plan&apos;s own rule set, or by the one given as a JSON file. Each finding says what was measured, the limit, and how to fix it. An error, or a rule that could not be checked, blocks publishing until it is mended or waived; warnings and notices inform. The report is JSON for programs or HTML for people, as its name ends. The plan itself is not changed.</source>
        <translation>Menilai setiap titik hotspot dalam rencana dengan kumpulan aturan rencana itu sendiri, atau dengan kumpulan aturan dari berkas JSON. Setiap temuan menyebutkan hasil ukur, batas, dan cara memperbaikinya. Kesalahan dan aturan yang tidak dapat diperiksa menahan penerbitan sampai dibereskan atau dikecualikan; peringatan dan catatan bersifat informasi. Laporan berupa JSON untuk program atau HTML untuk dibaca, sesuai akhiran namanya. Rencana itu sendiri tidak diubah.</translation>
    </message>
    <message>
        <source>Judging …</source>
        <translation>Sedang dinilai …</translation>
    </message>
    <message>
        <source>kbit/s that each of them needs</source>
        <translation>kbit/s yang diperlukan masing-masing</translation>
    </message>
    <message>
        <source>Keep as scenario</source>
        <translation>Simpan sebagai skenario</translation>
    </message>
    <message>
        <source>Keep the technology and bandwidth the plan names</source>
        <translation>Pertahankan teknologi dan kecepatan yang disebut rencana</translation>
    </message>
    <message>
        <source>Keep them and add these</source>
        <translation>Pertahankan dan tambahkan yang ini</translation>
    </message>
    <message>
        <source>Keep them and add these; {count} with a known key are updated</source>
        <translation>Pertahankan dan tambahkan yang ini; {count} dengan kunci yang sama diperbarui</translation>
    </message>
    <message>
        <source>Keep them; a village&apos;s new office replaces its old one</source>
        <translation>Pertahankan; kantor baru suatu desa menggantikan yang lama</translation>
    </message>
    <message>
        <source>Keeps the whole suggestion in the plan&apos;s file, beside the plan, to compare it with others.</source>
        <translation>Menyimpan seluruh usulan di berkas rencana, di samping rencananya, untuk dibandingkan dengan yang lain.</translation>
    </message>
    <message>
        <source>Kept, with {changes}</source>
        <translation>Tetap ada, dengan {changes}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Language of the findings</source>
        <translation>Bahasa temuan</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Lintang</translation>
    </message>
    <message>
        <source>Latitude and longitude in one</source>
        <translation>Lintang dan bujur dalam satu kolom</translation>
    </message>
    <message>
        <source>Latitude, longitude</source>
        <translation>Lintang, bujur</translation>
    </message>
    <message>
        <source>Layer package</source>
        <translation>Paket layer</translation>
    </message>
    <message>
        <source>Layer package from the field</source>
        <translation>Paket layer dari lapangan</translation>
    </message>
    <message>
        <source>Layer “{layer}” cannot be edited. Check that the plan's file is not write-protected or open in another program.</source>
        <translation>Layer “{layer}” tidak dapat disunting. Periksa apakah berkas rencana terkunci atau sedang dibuka program lain.</translation>
    </message>
    <message>
        <source>Layer “{layer}” could not be read to its end: {reason}. Look whether its file is still there and free, then try again.</source>
        <translation>Layer “{layer}” tidak dapat dibaca sampai akhir: {reason}. Periksa apakah berkasnya masih ada dan tidak sedang terkunci, lalu coba lagi.</translation>
    </message>
    <message>
        <source>Layer “{layer}” has a filter that hides rows in a way the planner cannot read; the plan is not checked. Clear the filter, or write it as a condition on columns.</source>
        <translation>Layer “{layer}” memakai filter yang menyembunyikan baris dengan cara yang tidak dapat dibaca perencana ini; rencana tidak diperiksa. Hapus filter itu, atau tulis sebagai syarat pada kolom.</translation>
    </message>
    <message>
        <source>Layer “{layer}” has no column {column}; it is not checked. Bring the column back, or open table {table} of the plan.</source>
        <translation>Layer “{layer}” tidak punya kolom {column}, jadi tidak diperiksa. Kembalikan kolom itu, atau buka tabel {table} dari rencana.</translation>
    </message>
    <message>
        <source>Layer “{layer}” is being edited. Nothing was taken over, and your edits are still there. Save them, and pull again.</source>
        <translation>Layer “{layer}” sedang disunting. Tidak ada yang diambil alih, dan suntingan Anda masih ada. Simpan suntingan itu, lalu ambil lagi dari server.</translation>
    </message>
    <message>
        <source>Layer “{layer}” is in {system}, but a plan is in EPSG:{epsg}; it is not checked. Set the layer back to EPSG:{epsg}, or open table {table} of the plan.</source>
        <translation>Layer “{layer}” memakai {system}, padahal rencana memakai EPSG:{epsg}, jadi tidak diperiksa. Kembalikan layer ke EPSG:{epsg}, atau buka tabel {table} dari rencana.</translation>
    </message>
    <message>
        <source>Layer “{layer}” refused the edit; nothing was changed. Look in QGIS's message log, tab “{layer}”, for the reason.</source>
        <translation>Layer “{layer}” menolak suntingan; tidak ada yang berubah. Lihat alasannya di log pesan QGIS, tab “{layer}”.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Biarkan</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Sisa</translation>
    </message>
    <message>
        <source>Life of the hotspot</source>
        <translation>Perjalanan titik</translation>
    </message>
    <message>
        <source>Life of {name}</source>
        <translation>Perjalanan {name}</translation>
    </message>
    <message>
        <source>likely: the name is cut off</source>
        <translation>mungkin: namanya terpotong</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Batas</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>batas {limit}</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>garis</translation>
    </message>
    <message>
        <source>List all findings</source>
        <translation>Tampilkan semua temuan</translation>
    </message>
    <message>
        <source>List these findings: {kind}</source>
        <translation>Tampilkan temuan ini: {kind}</translation>
    </message>
    <message>
        <source>Lists what differs, and adds a layer with a sign at each hotspot that was added, changed or removed.</source>
        <translation>Mendaftar yang berbeda, dan menambahkan layer bertanda pada setiap titik yang ditambah, diubah, atau dihapus.</translation>
    </message>
    <message>
        <source>Load the funding sources: they say how many hotspots may be planned and what they may cost.</source>
        <translation>Muat sumber dana: di situ tercantum jumlah titik dan biaya yang diperbolehkan.</translation>
    </message>
    <message>
        <source>Load the village offices: the distance of a hotspot to its office is measured to them.</source>
        <translation>Muat kantor desa: jarak titik hotspot diukur ke kantor desanya.</translation>
    </message>
    <message>
        <source>Load the villages first: without them nothing can be judged.</source>
        <translation>Muat data desa lebih dahulu: tanpa itu tidak ada yang dapat dinilai.</translation>
    </message>
    <message>
        <source>Load {role}</source>
        <translation>Muat {role}</translation>
    </message>
    <message>
        <source>Load {role}, or say that there are none: a plan that was not wholly judged cannot be published.</source>
        <translation>Muat {role}, atau nyatakan bahwa memang tidak ada: rencana yang belum dinilai seluruhnya tidak dapat diterbitkan.</translation>
    </message>
    <message>
        <source>Load {role}…</source>
        <translation>Muat {role}…</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>sudah dimuat</translation>
    </message>
    <message>
        <source>loaded, there are none</source>
        <translation>sudah dimuat, memang tidak ada</translation>
    </message>
    <message>
        <source>Loaded: there are none.</source>
        <translation>Sudah dimuat: memang tidak ada.</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Muat…</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Bujur</translation>
    </message>
    <message>
        <source>Look for plans as good</source>
        <translation>Cari rencana yang setara</translation>
    </message>
    <message>
        <source>Looking at what was dropped</source>
        <translation>Melihat berkas yang diseret</translation>
    </message>
    <message>
        <source>Looking for a valid place nearby …</source>
        <translation>Mencari tempat yang sesuai di sekitar …</translation>
    </message>
    <message>
        <source>Looking for plans as good</source>
        <translation>Mencari rencana yang setara</translation>
    </message>
    <message>
        <source>Make or open a plan first; then files and layers can be dropped.</source>
        <translation>Buat atau buka rencana lebih dahulu; setelah itu berkas dan layer dapat diseret ke sini.</translation>
    </message>
    <message>
        <source>Make the plan</source>
        <translation>Buat rencana</translation>
    </message>
    <message>
        <source>Makes a plan: one GeoPackage that holds the villages, what is known about them, and later the hotspots. Each source may be a layer or a file (GeoPackage, Shapefile, CSV, spreadsheet). Columns are recognised by their names in English and Indonesian; codes, decimal commas, degrees and minutes, and projected coordinates are understood. Rows that cannot be taken are listed with file, row, field and reason in the report; left empty, it is written beside the plan. An existing plan is never overwritten.</source>
        <translation>Membuat rencana: satu GeoPackage yang memuat desa, data tentang desa, dan kemudian titik hotspot. Setiap sumber boleh berupa layer atau berkas (GeoPackage, Shapefile, CSV, lembar kerja). Kolom dikenali dari namanya dalam bahasa Inggris dan Indonesia; kode, koma desimal, derajat dan menit, serta koordinat terproyeksi dapat dibaca. Baris yang tidak dapat diterima dicantumkan dalam laporan dengan berkas, baris, isian, dan alasannya; bila dikosongkan, laporan ditulis di samping rencana. Rencana yang sudah ada tidak pernah ditimpa.</translation>
    </message>
    <message>
        <source>Making the plan</source>
        <translation>Membuat rencana</translation>
    </message>
    <message>
        <source>Making the sample&apos;s plan</source>
        <translation>Membuat rencana contoh</translation>
    </message>
    <message>
        <source>MAPPING is no JSON object. Write it like {example}.</source>
        <translation>MAPPING bukan objek JSON. Tulis seperti {example}.</translation>
    </message>
    <message>
        <source>Measure coverage</source>
        <translation>Ukur jangkauan</translation>
    </message>
    <message>
        <source>Merge layer package</source>
        <translation>Gabungkan paket layer</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Milik saya</translation>
    </message>
    <message>
        <source>Mine for all</source>
        <translation>Milik saya untuk semua</translation>
    </message>
    <message>
        <source>Mine for selected</source>
        <translation>Milik saya untuk yang terpilih</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>belum ada</translation>
    </message>
    <message>
        <source>Missing. No rule needs these now; suggestions and reports use them.</source>
        <translation>Belum ada. Saat ini tidak diperlukan aturan mana pun; dipakai untuk saran dan laporan.</translation>
    </message>
    <message>
        <source>Missing. Not judged without these: {rules}.</source>
        <translation>Belum ada. Tanpa ini tidak dinilai: {rules}.</translation>
    </message>
    <message>
        <source>Missing. Without these no hotspot can pass: {rules}.</source>
        <translation>Belum ada. Tanpa ini tidak ada titik yang lolos: {rules}.</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Tindakan lainnya</translation>
    </message>
    <message>
        <source>More people reached</source>
        <translation>Tambahan jiwa terjangkau</translation>
    </message>
    <message>
        <source>More wishes</source>
        <translation>Keinginan lain</translation>
    </message>
    <message>
        <source>Move it there</source>
        <translation>Pindahkan ke sana</translation>
    </message>
    <message>
        <source>Move to the nearest valid position</source>
        <translation>Pindahkan ke posisi sah terdekat</translation>
    </message>
    <message>
        <source>Name of the village</source>
        <translation>Nama desa</translation>
    </message>
    <message>
        <source>Name or code of the village</source>
        <translation>Nama atau kode desa</translation>
    </message>
    <message>
        <source>Name under waivers</source>
        <translation>Nama pada pengecualian</translation>
    </message>
    <message>
        <source>Nearest place without errors: {length} (V)</source>
        <translation>Tempat terdekat tanpa kesalahan: {length} (V)</translation>
    </message>
    <message>
        <source>Nearest valid place: {length} (V)</source>
        <translation>Tempat sesuai terdekat: {length} (V)</translation>
    </message>
    <message>
        <source>Nearest valid position</source>
        <translation>Posisi sah terdekat</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jangan</translation>
    </message>
    <message>
        <source>Never published, and nothing to publish yet.</source>
        <translation>Belum pernah diterbitkan, dan belum ada yang dapat diterbitkan.</translation>
    </message>
    <message>
        <source>Never published: {changes}.</source>
        <translation>Belum pernah diterbitkan: {changes}.</translation>
    </message>
    <message>
        <source>Never: {names}.</source>
        <translation>Jangan: {names}.</translation>
    </message>
    <message>
        <source>New funding source</source>
        <translation>Sumber dana baru</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>Rencana baru</translation>
    </message>
    <message>
        <source>New plan…</source>
        <translation>Rencana baru…</translation>
    </message>
    <message>
        <source>No account is chosen. Choose one, or make one with +: your user name, with the token you were given as password.</source>
        <translation>Belum ada akun yang dipilih. Pilih satu, atau buat dengan +: nama pengguna Anda, dengan token yang Anda terima sebagai kata sandi.</translation>
    </message>
    <message>
        <source>No candidate is called so: type a part of its name.</source>
        <translation>Tidak ada calon bernama itu: ketik sebagian namanya.</translation>
    </message>
    <message>
        <source>No connection to {host}: what you do is kept and can be published later.</source>
        <translation>Tidak ada koneksi ke {host}: pekerjaan Anda tetap tersimpan dan dapat diterbitkan nanti.</translation>
    </message>
    <message>
        <source>No errors and no warnings.</source>
        <translation>Tidak ada kesalahan dan tidak ada peringatan.</translation>
    </message>
    <message>
        <source>No errors, no warnings</source>
        <translation>Tanpa kesalahan, tanpa peringatan</translation>
    </message>
    <message>
        <source>No errors; warnings {warnings}, which do not stand in the way.</source>
        <translation>Tidak ada kesalahan; peringatan {warnings}, tidak menghalangi penerbitan.</translation>
    </message>
    <message>
        <source>No findings: the plan can be published.</source>
        <translation>Tidak ada temuan: rencana dapat diterbitkan.</translation>
    </message>
    <message>
        <source>No findings: the plan has no hotspots yet. Place the first on the map.</source>
        <translation>Tidak ada temuan: rencana belum punya titik hotspot. Tempatkan yang pertama di peta.</translation>
    </message>
    <message>
        <source>No funding source named</source>
        <translation>Sumber dana tidak disebut</translation>
    </message>
    <message>
        <source>No hotspot can be added that reaches anybody new within these quotas, budgets and rules.</source>
        <translation>Tidak ada titik yang dapat ditambah dan menjangkau warga baru dalam kuota, pagu, dan aturan ini.</translation>
    </message>
    <message>
        <source>No plan is open. Open one, or begin a new one, in the plan panel.</source>
        <translation>Belum ada rencana yang terbuka. Buka atau mulai yang baru di panel rencana.</translation>
    </message>
    <message>
        <source>No plan is open. Open one, or make a new one, in the Plan panel.</source>
        <translation>Belum ada rencana yang dibuka. Buka atau buat rencana di panel Rencana.</translation>
    </message>
    <message>
        <source>No plan was made, for {source} has no row that can be taken as a village. {first}</source>
        <translation>Rencana tidak dibuat, karena {source} tidak memuat satu baris pun yang dapat diterima sebagai desa. {first}</translation>
    </message>
    <message>
        <source>No plan within these limits can be better by more than {gap}. Seek longer to know more.</source>
        <translation>Tidak ada rencana dalam batas ini yang lebih baik dari {gap}. Cari lebih lama untuk kepastian.</translation>
    </message>
    <message>
        <source>no reference system</source>
        <translation>tanpa sistem referensi</translation>
    </message>
    <message>
        <source>No scenario is kept yet. Suggest, and press Keep as scenario, to compare suggestions with one another and with today&apos;s plan.</source>
        <translation>Belum ada skenario. Mintalah usulan, lalu tekan Simpan sebagai skenario, untuk membandingkan usulan satu sama lain dan dengan rencana saat ini.</translation>
    </message>
    <message>
        <source>No single click mends this; read above how to fix it.</source>
        <translation>Tidak bisa diperbaiki dengan satu klik; baca cara memperbaikinya di atas.</translation>
    </message>
    <message>
        <source>No village named</source>
        <translation>Desa tidak disebut</translation>
    </message>
    <message>
        <source>None of the plan&apos;s {count} findings is listed: search and switches leave all out.</source>
        <translation>Dari {count} temuan rencana ini tidak satu pun ditampilkan: semuanya tersaring oleh pencarian dan tombol jenis.</translation>
    </message>
    <message>
        <source>None yet: place them on the map, or load a list.</source>
        <translation>Belum ada: tempatkan di peta, atau muat daftarnya.</translation>
    </message>
    <message>
        <source>Northing (m)</source>
        <translation>Utara / Y (m)</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Tidak diperiksa</translation>
    </message>
    <message>
        <source>not checked: {count}</source>
        <translation>tidak diperiksa: {count}</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>tidak dipilih</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Tanpa kelompok</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nanti saja</translation>
    </message>
    <message>
        <source>not published yet</source>
        <translation>belum diterbitkan</translation>
    </message>
    <message>
        <source>Not published yet.</source>
        <translation>Belum pernah diterbitkan.</translation>
    </message>
    <message>
        <source>Not published. The server&apos;s check found: errors {errors}, not checked {not_checked}. Mend or waive them, and publish again.</source>
        <translation>Belum diterbitkan. Hasil pemeriksaan server: kesalahan {errors}, tidak diperiksa {not_checked}. Bereskan atau beri pengecualian, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: a colleague published first, and the server is at revision {head}. Pull the plan, look at what changed, and publish again.</source>
        <translation>Belum diterbitkan: rekan Anda lebih dulu menerbitkan, dan server sudah di revisi {head}. Ambil dulu dari server, lihat perubahannya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: a funding source differs from the server&apos;s, and only its agency&apos;s steward may change it there. Pull, and enter the server&apos;s values, or ask the steward.</source>
        <translation>Belum diterbitkan: sebuah sumber dana berbeda dari server, dan hanya pengelola data (steward) instansinya yang boleh mengubahnya di sana. Ambil dari server dan isikan nilai server, atau minta bantuan pengelola data.</translation>
    </message>
    <message>
        <source>Not published: a hotspot has the id of one in another plan. Delete it, place it anew, and publish again.</source>
        <translation>Belum diterbitkan: ID sebuah titik hotspot sudah dipakai di rencana lain. Hapus titik itu, pasang lagi, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: others have taken what was left of a funding source. Pull to see what is left, and choose fewer points or another source.</source>
        <translation>Belum diterbitkan: sisa suatu sumber dana sudah terpakai pihak lain. Ambil dari server untuk melihat sisanya, lalu kurangi titik atau pilih sumber lain.</translation>
    </message>
    <message>
        <source>Not published: the server does not accept a waiver of this plan. Take it back or mend it as the details say, and publish again.</source>
        <translation>Tidak terbit: server tidak menerima suatu pengecualian dalam rencana ini. Cabut atau perbaiki sesuai rinciannya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: the server does not know the plan&apos;s agency. Ask its administrator to enter it.</source>
        <translation>Belum diterbitkan: server belum mengenal instansi penyusun rencana. Minta administrator mendaftarkannya.</translation>
    </message>
    <message>
        <source>Not published: the server has no villages or rules yet. Ask its administrator.</source>
        <translation>Belum diterbitkan: server belum memiliki data desa atau aturan. Tanyakan kepada administratornya.</translation>
    </message>
    <message>
        <source>Not published: the server judges by another rule set. Pull, take it over, look at the findings, and publish again.</source>
        <translation>Belum diterbitkan: server menilai dengan kumpulan aturan lain. Ambil dari server, pakai aturannya, lihat temuannya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: the server judges by other villages, offices or blank spots. Pull, take them over, look at the findings, and publish again.</source>
        <translation>Belum diterbitkan: server menilai dengan desa, kantor desa, atau blank spot yang berbeda. Ambil dari server, pakai datanya, lihat temuannya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: the server knows this plan only up to revision {head}. Check that it is the server this plan was published to, and ask its administrator.</source>
        <translation>Belum diterbitkan: server mengenal rencana ini hanya sampai revisi {head}. Pastikan ini server tempat rencana diterbitkan, dan tanyakan kepada administratornya.</translation>
    </message>
    <message>
        <source>Not published: the server refused the plan. Pull, and publish again; if it is refused once more, tell the administrator the details.</source>
        <translation>Belum diterbitkan: server menolak rencana ini. Ambil dari server, lalu terbitkan lagi; bila masih ditolak, sampaikan rinciannya kepada administrator.</translation>
    </message>
    <message>
        <source>Not published: the server&apos;s check found {errors} errors, and {not_checked} rules could not be checked. Mend or waive them, and publish again.</source>
        <translation>Belum diterbitkan: pemeriksaan server menemukan {errors} kesalahan, dan {not_checked} aturan tidak dapat diperiksa. Bereskan atau beri pengecualian, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: what was free here was taken on the server meanwhile. Pull to see by whom, then choose other places or another funding source.</source>
        <translation>Belum diterbitkan: yang di sini masih tersedia sudah terpakai di server. Ambil dari server untuk melihat oleh siapa, lalu pilih tempat atau sumber dana lain.</translation>
    </message>
    <message>
        <source>Not published: your account belongs to another agency than this plan. Choose the account of the plan&apos;s agency.</source>
        <translation>Belum diterbitkan: akun Anda milik instansi lain. Pilih akun instansi penyusun rencana.</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>tidak ditetapkan</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Tidak disebut</translation>
    </message>
    <message>
        <source>Not understood: {why}</source>
        <translation>Tidak dipahami: {why}</translation>
    </message>
    <message>
        <source>Notes ({count})</source>
        <translation>Catatan ({count})</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>Nothing new to publish: revision {revision} holds all of it.</source>
        <translation>Tidak ada yang baru untuk diterbitkan: revisi {revision} sudah memuat semuanya.</translation>
    </message>
    <message>
        <source>Nothing to publish: the plan is as in revision {revision}.</source>
        <translation>Tidak ada yang perlu diterbitkan: rencana sama dengan revisi {revision}.</translation>
    </message>
    <message>
        <source>Nothing was changed: none of the findings chosen still stands with values that would mend it. Read how to fix it below the list.</source>
        <translation>Tidak ada yang diubah: tidak satu pun temuan yang dipilih masih berlaku dengan nilai yang dapat memperbaikinya. Baca cara memperbaikinya di bawah daftar.</translation>
    </message>
    <message>
        <source>Nothing was changed: the plan has changed since this was found, and it no longer stands.</source>
        <translation>Tidak ada yang diubah: rencana sudah berubah sejak temuan ini, dan temuan itu tidak berlaku lagi.</translation>
    </message>
    <message>
        <source>Nothing was sent: a funding source was changed here and on the server too. Pull, choose which is to hold, and publish again.</source>
        <translation>Tidak ada yang dikirim: sebuah sumber dana diubah di sini dan juga di server. Ambil dari server, pilih yang berlaku, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Nothing was sent: errors stand in the plan. Mend or waive them, and publish again.</source>
        <translation>Tidak ada yang dikirim: masih ada kesalahan di rencana. Bereskan atau beri pengecualian, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Nothing was taken over: the plan is as it was. Pull again when you want to choose.</source>
        <translation>Tidak ada yang diambil alih: rencana tidak berubah. Ambil lagi dari server bila Anda ingin memilih.</translation>
    </message>
    <message>
        <source>Nothing was waived: give a reason and a name.</source>
        <translation>Tidak ada yang dikecualikan: tuliskan alasan dan nama.</translation>
    </message>
    <message>
        <source>Nothing was waived: quotas, budgets and hotspots without an id cannot be waived.</source>
        <translation>Tidak ada yang dikecualikan: kuota, anggaran, dan titik tanpa id tidak dapat dikecualikan.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Noting that there are none</source>
        <translation>Mencatat bahwa memang tidak ada</translation>
    </message>
    <message>
        <source>nowhere: leave them out</source>
        <translation>tidak di mana pun: abaikan</translation>
    </message>
    <message>
        <source>Number of hotspots</source>
        <translation>Jumlah titik hotspot</translation>
    </message>
    <message>
        <source>Objective: people kept by the choice, weighted</source>
        <translation>Sasaran: jiwa yang dipertahankan pilihan, berbobot</translation>
    </message>
    <message>
        <source>Objective: people, weighted</source>
        <translation>Nilai: jiwa, berbobot</translation>
    </message>
    <message>
        <source>On the map:</source>
        <translation>Di peta:</translation>
    </message>
    <message>
        <source>One fiscal year after the other</source>
        <translation>Tahun anggaran demi tahun anggaran</translation>
    </message>
    <message>
        <source>Only try: store nothing</source>
        <translation>Uji coba saja: tidak ada yang disimpan</translation>
    </message>
    <message>
        <source>Open a plan before placing hotspots.</source>
        <translation>Buka rencana dahulu sebelum menempatkan titik hotspot.</translation>
    </message>
    <message>
        <source>Open a plan, or make a new one, to share it.</source>
        <translation>Buka rencana, atau buat yang baru, untuk membagikannya.</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>Buka semua kelompok</translation>
    </message>
    <message>
        <source>Open plan</source>
        <translation>Buka rencana</translation>
    </message>
    <message>
        <source>Open plan…</source>
        <translation>Buka rencana…</translation>
    </message>
    <message>
        <source>Open the form when a hotspot was placed</source>
        <translation>Buka formulir setelah titik ditempatkan</translation>
    </message>
    <message>
        <source>Open {path}</source>
        <translation>Buka {path}</translation>
    </message>
    <message>
        <source>Opens {path}; the layers of the plan that is open now leave the project, its file stays as it is.</source>
        <translation>Membuka {path}; layer rencana yang sekarang terbuka dikeluarkan dari proyek, berkasnya tetap seperti semula.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>outside of every village</source>
        <translation>di luar semua desa</translation>
    </message>
    <message>
        <source>Packs a plan into one GeoPackage: its layers with their styles, a project that shows them as a map (Project, Open From, GeoPackage), the findings, and a manifest that says whose plan it is, which revision, and by which rules it was checked. It opens styled in QGIS and QField without this plugin. Names of persons and notes, sign-ins and the outbox stay out. Keep the file&apos;s name: the project finds the layers by it.</source>
        <translation>Mengemas rencana menjadi satu GeoPackage: layer beserta gayanya, proyek yang menampilkannya sebagai peta (Proyek, Buka Dari, GeoPackage), temuan, dan keterangan tentang milik siapa rencana itu, revisi berapa, dan dengan aturan mana diperiksa. Paket terbuka lengkap dengan gayanya di QGIS dan QField tanpa plugin ini. Nama orang, catatan, akun, dan kotak keluar tidak disertakan. Jangan ubah nama berkas: proyek menemukan layer lewat nama itu.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Halaman</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Halaman-halaman</translation>
    </message>
    <message>
        <source>Paid each month, in rupiah</source>
        <translation>Dibayar setiap bulan, dalam rupiah</translation>
    </message>
    <message>
        <source>Paid once, in rupiah</source>
        <translation>Dibayar sekali, dalam rupiah</translation>
    </message>
    <message>
        <source>Peak sun hours a day</source>
        <translation>Jam matahari puncak per hari</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Penduduk</translation>
    </message>
    <message>
        <source>People against points</source>
        <translation>Jiwa per titik</translation>
    </message>
    <message>
        <source>People against rupiah</source>
        <translation>Jiwa per rupiah</translation>
    </message>
    <message>
        <source>People in blank spots</source>
        <translation>Penduduk di blank spot</translation>
    </message>
    <message>
        <source>People in blank spots reached</source>
        <translation>Penduduk blank spot yang terjangkau</translation>
    </message>
    <message>
        <source>People newly reached</source>
        <translation>Jiwa yang baru terjangkau</translation>
    </message>
    <message>
        <source>People nobody reaches</source>
        <translation>Penduduk yang belum terjangkau</translation>
    </message>
    <message>
        <source>People of whom no settlement is known live</source>
        <translation>Warga yang permukimannya tidak diketahui tinggal</translation>
    </message>
    <message>
        <source>People reached with all there is</source>
        <translation>Jiwa terjangkau oleh semua titik</translation>
    </message>
    <message>
        <source>People reached with the plan</source>
        <translation>Penduduk terjangkau dengan rencana ini</translation>
    </message>
    <message>
        <source>People reached without the plan</source>
        <translation>Penduduk terjangkau tanpa rencana ini</translation>
    </message>
    <message>
        <source>People reached: {before} → {after}.</source>
        <translation>Jiwa terjangkau: {before} → {after}.</translation>
    </message>
    <message>
        <source>People who wait after all later years</source>
        <translation>Jiwa yang menunggu setelah semua tahun berikutnya</translation>
    </message>
    <message>
        <source>People who wait in the source&apos;s year</source>
        <translation>Jiwa yang menunggu pada tahun sumber dana</translation>
    </message>
    <message>
        <source>Place a hotspot</source>
        <translation>Tempatkan titik</translation>
    </message>
    <message>
        <source>Place here</source>
        <translation>Tempatkan</translation>
    </message>
    <message>
        <source>Place hotspot</source>
        <translation>Tempatkan titik hotspot</translation>
    </message>
    <message>
        <source>Place hotspot “{name}”</source>
        <translation>Tempatkan titik hotspot “{name}”</translation>
    </message>
    <message>
        <source>Place hotspots on the map, or load a list of them.</source>
        <translation>Tempatkan titik hotspot di peta, atau muat daftarnya.</translation>
    </message>
    <message>
        <source>Place hotspots on the map; the verdict shows before the click ({shortcut})</source>
        <translation>Tempatkan titik hotspot di peta; putusannya tampak sebelum klik ({shortcut})</translation>
    </message>
    <message>
        <source>Placed: {name}</source>
        <translation>Ditempatkan: {name}</translation>
    </message>
    <message>
        <source>Placing a hotspot</source>
        <translation>Penempatan titik hotspot</translation>
    </message>
    <message>
        <source>Placing hotspots</source>
        <translation>Penempatan titik hotspot</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Rencana</translation>
    </message>
    <message>
        <source>Plan after</source>
        <translation>Rencana sesudah</translation>
    </message>
    <message>
        <source>Plan as it is</source>
        <translation>Rencana saat ini</translation>
    </message>
    <message>
        <source>Plan before</source>
        <translation>Rencana sebelum</translation>
    </message>
    <message>
        <source>Plan the infrastructure</source>
        <translation>Rencanakan infrastruktur</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Rencana</translation>
    </message>
    <message>
        <source>Plans as good</source>
        <translation>Rencana yang setara</translation>
    </message>
    <message>
        <source>plans can be opened, checked, bettered by suggestions and delivered</source>
        <translation>rencana dapat dibuka, diperiksa, diperbaiki dengan saran, dan diserahkan</translation>
    </message>
    <message>
        <source>plans can be published to the shared server and brought from there</source>
        <translation>rencana dapat diterbitkan ke server bersama dan diambil dari sana</translation>
    </message>
    <message>
        <source>Point at a place on the map, or type its coordinates, first.</source>
        <translation>Tunjuk dahulu suatu tempat di peta, atau ketik koordinatnya.</translation>
    </message>
    <message>
        <source>Point at a place on the map, or type its coordinates.</source>
        <translation>Tunjuk suatu tempat di peta, atau ketik koordinatnya.</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Titik</translation>
    </message>
    <message>
        <source>points</source>
        <translation>titik</translation>
    </message>
    <message>
        <source>Points of a layer</source>
        <translation>Titik dari lapisan</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>poligon</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posisi</translation>
    </message>
    <message>
        <source>Preparing the planner</source>
        <translation>Menyiapkan perencana</translation>
    </message>
    <message>
        <source>Price list</source>
        <translation>Daftar harga</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Proposed hotspots may give way</source>
        <translation>Titik usulan boleh dilepas</translation>
    </message>
    <message>
        <source>Prove by solving</source>
        <translation>Buktikan dengan penyelesaian</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>terbukti</translation>
    </message>
    <message>
        <source>Proven: no plan within these limits is better.</source>
        <translation>Terbukti: tidak ada rencana dalam batas ini yang lebih baik.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Publish now</source>
        <translation>Terbitkan sekarang</translation>
    </message>
    <message>
        <source>Publish plan</source>
        <translation>Terbitkan rencana</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Diterbitkan</translation>
    </message>
    <message>
        <source>Published as revision {revision}; the plan now has {hotspots} hotspots on the server.</source>
        <translation>Diterbitkan sebagai revisi {revision}; rencana ini sekarang memiliki {hotspots} titik hotspot di server.</translation>
    </message>
    <message>
        <source>Published at (UTC)</source>
        <translation>Diterbitkan pada (UTC)</translation>
    </message>
    <message>
        <source>Publishing would succeed. Nothing was stored.</source>
        <translation>Penerbitan akan berhasil. Tidak ada yang disimpan.</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Ambil dari server</translation>
    </message>
    <message>
        <source>Pull from server</source>
        <translation>Ambil dari server</translation>
    </message>
    <message>
        <source>Pull now</source>
        <translation>Ambil sekarang</translation>
    </message>
    <message>
        <source>Pulled: no news. The plan stands on revision {revision}.</source>
        <translation>Sudah diambil: tidak ada yang baru. Rencana berdasar pada revisi {revision}.</translation>
    </message>
    <message>
        <source>Pulled: the plan now stands on revision {revision}.</source>
        <translation>Sudah diambil: rencana sekarang berdasar pada revisi {revision}.</translation>
    </message>
    <message>
        <source>QGIS has no sign-in “{auth_id}”, so nothing was sent. Choose one, or make one under Settings, Options, Authentication.</source>
        <translation>QGIS tidak memiliki akun “{auth_id}”, jadi tidak ada yang dikirim. Pilih yang ada, atau buat baru lewat Pengaturan, Opsi, Autentikasi.</translation>
    </message>
    <message>
        <source>QGIS speaks with the server by https alone, on this very computer too, so that your sign-in is never sent readable. Enter {address} instead.</source>
        <translation>QGIS hanya berhubungan dengan server lewat https, juga di komputer ini sendiri, supaya akun Anda tidak pernah terkirim tanpa sandi. Isikan {address} sebagai gantinya.</translation>
    </message>
    <message>
        <source>QGIS will ask for the master password of its store of sign-ins, which is locked.</source>
        <translation>QGIS akan meminta kata sandi utama, karena penyimpanan akunnya terkunci.</translation>
    </message>
    <message>
        <source>QGIS&apos;s store of sign-ins is locked, so nothing was sent. Enter its master password; without a window, name a file that holds it in QGIS_AUTH_PASSWORD_FILE.</source>
        <translation>Penyimpanan akun QGIS terkunci, jadi tidak ada yang dikirim. Masukkan kata sandi utamanya; bila tanpa jendela, sebutkan berkas yang memuatnya dalam QGIS_AUTH_PASSWORD_FILE.</translation>
    </message>
    <message>
        <source>Radii by technology (JSON)</source>
        <translation>Radius per teknologi (JSON)</translation>
    </message>
    <message>
        <source>Radius (m)</source>
        <translation>Radius (m)</translation>
    </message>
    <message>
        <source>Radius of a hotspot in metres (the rule set&apos;s if empty)</source>
        <translation>Radius hotspot dalam meter (menurut kumpulan aturan bila kosong)</translation>
    </message>
    <message>
        <source>Reach of each funder</source>
        <translation>Jangkauan tiap penyandang dana</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Dibaca sebagai</translation>
    </message>
    <message>
        <source>Reading back what was stored …</source>
        <translation>Membaca kembali yang disimpan server …</translation>
    </message>
    <message>
        <source>Reading the plan</source>
        <translation>Membaca rencana</translation>
    </message>
    <message>
        <source>Reading the plan …</source>
        <translation>Membaca rencana …</translation>
    </message>
    <message>
        <source>Reading {source}</source>
        <translation>Membaca {source}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>alasan</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Tanda terima</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Tanda terima</translation>
    </message>
    <message>
        <source>Recent plans</source>
        <translation>Rencana terakhir</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Reference hash</source>
        <translation>Hash data acuan</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>ditolak</translation>
    </message>
    <message>
        <source>Rejected ({count})</source>
        <translation>Ditolak ({count})</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Baris yang ditolak</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Remove a funding source</source>
        <translation>Hapus sumber dana</translation>
    </message>
    <message>
        <source>Remove all {count} and keep only those of this source</source>
        <translation>Hapus semua {count} dan simpan hanya yang dari sumber ini</translation>
    </message>
    <message>
        <source>Remove the chosen funding source</source>
        <translation>Hapus sumber dana yang dipilih</translation>
    </message>
    <message>
        <source>Remove the funding source {source}</source>
        <translation>Hapus sumber dana {source}</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Dihapus</translation>
    </message>
    <message>
        <source>Rephase a plan</source>
        <translation>Susun ulang tahapan rencana</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Report on the whole plan</source>
        <translation>Laporan seluruh rencana</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revisi</translation>
    </message>
    <message>
        <source>Revision on the server</source>
        <translation>Revisi di server</translation>
    </message>
    <message>
        <source>Revision {revision} was published by {account} at {time}. {reason}</source>
        <translation>Revisi {revision} diterbitkan oleh {account} pada {time}. {reason}</translation>
    </message>
    <message>
        <source>Revision {revision}, {time}</source>
        <translation>Revisi {revision}, {time}</translation>
    </message>
    <message>
        <source>Revision {revision}, {who}, {time}: {added} added, {changed} changed, {removed} removed</source>
        <translation>Revisi {revision}, {who}, {time}: {added} ditambah, {changed} diubah, {removed} dihapus</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Daftar revisi</translation>
    </message>
    <message>
        <source>Roadmap</source>
        <translation>Peta jalan</translation>
    </message>
    <message>
        <source>Role in the plan</source>
        <translation>Peran dalam rencana</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Row of the source</source>
        <translation>Baris sumber</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Rows rejected</source>
        <translation>Jumlah baris ditolak</translation>
    </message>
    <message>
        <source>Rows taken</source>
        <translation>Jumlah baris diterima</translation>
    </message>
    <message>
        <source>Rule set</source>
        <translation>Kumpulan aturan</translation>
    </message>
    <message>
        <source>Rule set (the plan&apos;s own if empty)</source>
        <translation>Kumpulan aturan (milik rencana bila kosong)</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Aturan</translation>
    </message>
    <message>
        <source>Running costs to the end of the term ({year})</source>
        <translation>Biaya langganan sampai akhir masa layanan ({year})</translation>
    </message>
    <message>
        <source>Rupiah</source>
        <translation>Rupiah</translation>
    </message>
    <message>
        <source>Rupiah of the new hotspots</source>
        <translation>Rupiah untuk titik baru</translation>
    </message>
    <message>
        <source>rupiah over the term</source>
        <translation>rupiah selama masa layanan</translation>
    </message>
    <message>
        <source>Rupiah the source saves</source>
        <translation>Rupiah yang dihemat sumber dana</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Simpan dan lanjutkan</translation>
    </message>
    <message>
        <source>Save as plan…</source>
        <translation>Simpan sebagai rencana…</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Simpan suntingan</translation>
    </message>
    <message>
        <source>Save findings</source>
        <translation>Simpan temuan</translation>
    </message>
    <message>
        <source>Save findings as…</source>
        <translation>Simpan temuan sebagai…</translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation>Simpan baris yang ditolak</translation>
    </message>
    <message>
        <source>Save rejected rows…</source>
        <translation>Simpan baris yang ditolak…</translation>
    </message>
    <message>
        <source>Save the changes to the funding sources</source>
        <translation>Simpan perubahan sumber dana</translation>
    </message>
    <message>
        <source>Save the scenario as a plan</source>
        <translation>Simpan skenario sebagai rencana</translation>
    </message>
    <message>
        <source>Saved as {path}: the plan as it is saved, with the scenario in it. Open it in the Plan panel, or compare it with Compare plans.</source>
        <translation>Tersimpan sebagai {path}: rencana yang tersimpan, ditambah skenarionya. Buka di panel Rencana, atau bandingkan dengan Bandingkan rencana.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Tersimpan: {path}</translation>
    </message>
    <message>
        <source>Saving the report of findings</source>
        <translation>Menyimpan laporan temuan</translation>
    </message>
    <message>
        <source>Say under More wishes where hotspots may stand: offices, settlements, or the points of a layer.</source>
        <translation>Tentukan di Keinginan lain tempat titik boleh berada: kantor, permukiman, atau titik dari lapisan.</translation>
    </message>
    <message>
        <source>Say what “{word}” means in {column}:</source>
        <translation>Tentukan arti “{word}” pada {column}:</translation>
    </message>
    <message>
        <source>Says for each hotspot what joins it to the network, what powers it, how many Mbps its people need and what that costs, with the evidence and how sure it is. Fibre and towers within reach are those of rule VI501. With TERRAIN, a raster of heights in metres in any reference system, the nearest towers are looked at until one is in sight: over the ground raised by the earth&apos;s bulge (k = 4/3), FRESNEL_SHARE of the first Fresnel zone must be free (ITU-R P.526). Without it, that is not looked at, and the evidence says so. Satellite where neither is. Solar supplies are sized, where rule VI202 asks for one, from the load, PEAK_SUN_HOURS and AUTONOMY_DAYS. PRICES is a table with the columns item, unit (hotspot, m, Wp, Wh or Mbps), applies_to (any, a technology or a power), capex_idr, opex_idr_per_month, year and source; without it, the table price_list of the plan&apos;s file, if there is one, else a list to begin with, most of which is assumed and to be replaced. With KEEP_PLANNED, technology and bandwidth that the plan names are what is costed. REPORT has every line of cost. APPLY writes technology, power, bandwidth and costs into the plan, all of it or nothing; with KEEP_PLANNED only where nothing stands yet.</source>
        <translation>Menjelaskan untuk setiap titik: apa yang menghubungkannya ke jaringan, sumber listriknya, berapa Mbps yang diperlukan warganya, dan biayanya, beserta bukti dan tingkat kepastiannya. Serat optik dan menara dalam jangkauan mengikuti aturan VI501. Dengan TERRAIN, raster ketinggian dalam meter dengan sistem referensi apa pun, menara terdekat diperiksa sampai ada yang terlihat: di atas tanah yang dinaikkan oleh lengkung bumi (k = 4/3), FRESNEL_SHARE dari zona Fresnel pertama harus bebas (ITU-R P.526). Tanpa raster itu, hal tersebut tidak diperiksa, dan buktinya menyebutkannya. Satelit bila keduanya tidak ada. Tenaga surya, bila diminta aturan VI202, dihitung dari beban, PEAK_SUN_HOURS, dan AUTONOMY_DAYS. PRICES adalah tabel dengan kolom item, unit (hotspot, m, Wp, Wh, atau Mbps), applies_to (any, teknologi, atau sumber listrik), capex_idr, opex_idr_per_month, year, dan source; tanpa tabel itu dipakai tabel price_list dalam berkas rencana bila ada, selain itu daftar awal, yang sebagian besar berupa asumsi untuk diganti. Dengan KEEP_PLANNED, yang dihitung biayanya adalah teknologi dan kecepatan yang disebut rencana. REPORT memuat setiap baris biaya. APPLY menulis teknologi, sumber listrik, kecepatan, dan biaya ke rencana, semuanya atau tidak sama sekali; dengan KEEP_PLANNED hanya di tempat yang masih kosong.</translation>
    </message>
    <message>
        <source>Says what becomes of the hotspots of FUNDING_SOURCE when it has BUDGET_IDR rupiah and POINT_QUOTA points from now on (left empty, a limit stays as it is). What is installed, operating or suspended stays, and what PINNED names (hotspot_id with commas between). Of the others those stay that keep most people reached in the source&apos;s year, each counted once and those in blank spots BLANK_SPOT_WEIGHT times; of equally good choices the one that moves fewest. The others go to the later budget rounds and years of the same agency, as far as their quotas, budgets and kinds of village allow; what none of them has room for is kept with status replaced, counted nowhere. PEOPLE_WAITING are those who would have been reached in that year and are not, PEOPLE_LEFT_OUT those who still are not when all later sources have taken theirs. BOUND is never below what the best choice keeps, GAP is the fraction between, 0 when it is proven best. OUTPUT has each hotspot of the source, REPORT all of it as JSON. APPLY writes the new limits and the hotspots into the plan, all of it or nothing.</source>
        <translation>Menjelaskan nasib titik hotspot dari FUNDING_SOURCE bila sejak sekarang dananya BUDGET_IDR rupiah dan kuotanya POINT_QUOTA titik (bila dikosongkan, batas itu tetap). Yang terpasang, beroperasi, atau dihentikan sementara tetap, juga yang disebut PINNED (hotspot_id dipisahkan koma). Dari yang lain, yang tetap adalah yang mempertahankan paling banyak jiwa terjangkau pada tahun sumber itu, masing-masing dihitung satu kali dan warga blank spot BLANK_SPOT_WEIGHT kali; di antara pilihan yang sama baik, diambil yang paling sedikit memindahkan. Sisanya pindah ke tahap anggaran dan tahun berikutnya dari instansi yang sama, sejauh kuota, anggaran, dan jenis desanya memungkinkan; yang tidak tertampung tetap tersimpan dengan status replaced (diganti), tidak dihitung di mana pun. PEOPLE_WAITING adalah mereka yang semula terjangkau pada tahun itu dan kini tidak, PEOPLE_LEFT_OUT yang tetap tidak terjangkau setelah semua sumber berikutnya mengambil bagiannya. BOUND tidak pernah di bawah yang dipertahankan pilihan terbaik, GAP adalah selisihnya sebagai pecahan, 0 bila terbukti terbaik. OUTPUT memuat setiap titik dari sumber itu, REPORT semuanya sebagai JSON. APPLY menulis batas baru dan titik-titiknya ke rencana, semuanya atau tidak sama sekali.</translation>
    </message>
    <message>
        <source>Says what changed in a plan from REVISION_A to REVISION_B: each hotspot that was added, changed or removed with its fields and how far it moved, and points and rupiah of each village and funding source before and after (rows without a place), each revision priced by the funding sources as they were then; what became of waivers and of the agency&apos;s funding sources, too. Revision 0 is the plan before it was first published; with REVISION_B left empty, the plan is compared as it is saved here.</source>
        <translation>Menyebutkan perubahan rencana dari REVISION_A ke REVISION_B: setiap titik hotspot yang ditambah, diubah, atau dihapus beserta isian dan jarak pergeserannya, serta jumlah titik dan rupiah setiap desa dan sumber dana sebelum dan sesudah (baris tanpa lokasi), masing-masing revisi dihitung menurut sumber dana seperti saat itu; juga apa yang terjadi pada pengecualian dan pada sumber dana instansi. Revisi 0 adalah rencana sebelum pertama kali diterbitkan; bila REVISION_B dikosongkan, yang dibandingkan adalah rencana seperti tersimpan di sini.</translation>
    </message>
    <message>
        <source>Says what differs from PLAN_A to PLAN_B: each hotspot that was added, changed or removed with its fields and how far it moved, and points and rupiah of each village and funding source before and after (rows without a place), each plan priced by its own funding sources; what became of waivers and of the agency&apos;s funding sources, too. A hotspot is the same one when it has the same id, so compare two versions of one plan, or a plan with its copy.</source>
        <translation>Menyebutkan perbedaan dari PLAN_A ke PLAN_B: setiap titik hotspot yang ditambah, diubah, atau dihapus beserta isian dan jarak pergeserannya, serta jumlah titik dan rupiah setiap desa dan sumber dana sebelum dan sesudah (baris tanpa lokasi), masing-masing rencana dihitung menurut sumber dananya sendiri; juga apa yang terjadi pada pengecualian dan pada sumber dana instansi. Titik dianggap sama bila ID-nya sama, jadi bandingkan dua versi satu rencana, atau rencana dengan salinannya.</translation>
    </message>
    <message>
        <source>Says what one more point and Rp100 million more of each funding source would bring: the suggestion is solved again for each.</source>
        <translation>Menunjukkan hasil satu titik lagi dan tambahan Rp100 juta dari setiap sumber dana: usulan diselesaikan ulang untuk masing-masing.</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Skenario</translation>
    </message>
    <message>
        <source>Scenario {name}, as it was kept.</source>
        <translation>{name}, seperti saat disimpan.</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Skenario</translation>
    </message>
    <message>
        <source>Search findings</source>
        <translation>Cari temuan</translation>
    </message>
    <message>
        <source>Seek at most</source>
        <translation>Cari paling lama</translation>
    </message>
    <message>
        <source>Seek at most so many seconds</source>
        <translation>Cari paling lama sekian detik</translation>
    </message>
    <message>
        <source>Seek at most so many seconds for each source</source>
        <translation>Cari paling lama sekian detik untuk setiap sumber dana</translation>
    </message>
    <message>
        <source>Seeking the best plan</source>
        <translation>Mencari rencana terbaik</translation>
    </message>
    <message>
        <source>Seeks the best plan that has this place, and says what that plan loses.</source>
        <translation>Mencari rencana terbaik yang memuat tempat ini dan menyebutkan apa yang hilang dari rencana itu.</translation>
    </message>
    <message>
        <source>Seeks the hotspots that reach the most people within quota and budget of every funding source and the rules of the plan, and proves how much better any other plan could be: BOUND is never below the best possible OBJECTIVE (people, with those in blank spots counted BLANK_SPOT_WEIGHT times), GAP is the fraction between them, 0 when the plan is proven best. The seeking ends at MAX_GAP or after TIME_LIMIT seconds, whichever comes first. PEOPLE_REACHED are those whom the suggested hotspots reach and nothing else does, each counted once. Hotspots of the plan stay; with REPLAN, proposed ones may give way. FUNDING_SOURCES names who pays (ids with commas between; all if empty), CANDIDATES is a layer of further public sites. EQUITY makes the worst-served district&apos;s share as large as possible first. BY_YEAR seeks the best of each fiscal year in turn, what the years before have paid for counting as reached; the log says for the end of each year how far any plan could be better, and BOUND and GAP are of all years at once. OUTPUT has each site with its reasons, REPORT all of it as JSON. Of the plans that reach as many the cheapest is taken, offices before other sites, then the lower id; the log and REPORT say how, and whether it is proven. To see the others and take one of them, use the Suggest panel. APPLY writes the suggestion into the plan, all of it or nothing.</source>
        <translation>Mencari titik yang menjangkau warga terbanyak dalam kuota dan pagu setiap sumber dana serta aturan rencana, dan membuktikan seberapa jauh rencana lain dapat lebih baik: BOUND tidak pernah di bawah OBJECTIVE terbaik yang mungkin (jiwa, dengan warga di blank spot dihitung BLANK_SPOT_WEIGHT kali), GAP adalah pecahan selisihnya, 0 bila rencana terbukti terbaik. Pencarian berakhir pada MAX_GAP atau setelah TIME_LIMIT detik, mana yang lebih dulu. PEOPLE_REACHED ialah jiwa yang dijangkau titik usulan dan tidak dijangkau yang lain, masing-masing dihitung satu kali. Titik rencana tetap; dengan REPLAN, titik usulan boleh dilepas. FUNDING_SOURCES menyebut siapa yang membiayai (id dipisah koma; semua bila kosong), CANDIDATES ialah lapisan fasilitas umum lain. EQUITY lebih dulu memperbesar bagian kecamatan yang paling tertinggal. BY_YEAR mencari yang terbaik untuk setiap tahun anggaran secara berurutan, dengan yang dibiayai tahun-tahun sebelumnya dihitung terjangkau; log menyebutkan untuk akhir setiap tahun seberapa jauh rencana lain dapat lebih baik, sedangkan BOUND dan GAP berlaku untuk semua tahun sekaligus. OUTPUT berisi setiap tempat dengan alasannya, REPORT semuanya sebagai JSON. Di antara rencana yang menjangkau sama banyak diambil yang termurah, kantor sebelum tempat lain, lalu id yang lebih awal; log dan REPORT menyebutkan caranya, dan apakah itu terbukti. Untuk melihat rencana lain dan mengambil salah satunya, pakailah panel Usulkan. APPLY menulis usulan ke rencana, semuanya atau tidak sama sekali.</translation>
    </message>
    <message>
        <source>Select one hotspot on the map first, or choose one in the list of differences.</source>
        <translation>Pilih dahulu satu titik di peta, atau satu titik dalam daftar perbedaan.</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Mengirim …</translation>
    </message>
    <message>
        <source>Sends what changed in a plan since it was last published. The server checks it by the same rules and stores it whole or not at all. OUTCOME is published, dry_run, conflict (a colleague published first: pull, then publish again), rejected (errors stand that nobody waived) or refused. The receipt is believed only after the server has been asked what it stored; left empty, it is written beside the plan. After an interruption run it again: the same revision is never stored twice. The sign-in is an authentication configuration of QGIS, the user&apos;s name with a token as password.</source>
        <translation>Mengirim perubahan rencana sejak terakhir diterbitkan. Server memeriksanya dengan aturan yang sama dan menyimpan seluruhnya atau tidak sama sekali. OUTCOME berisi published (diterbitkan), dry_run (uji coba), conflict (rekan lebih dulu menerbitkan: ambil dari server, lalu terbitkan lagi), rejected (masih ada kesalahan tanpa pengecualian), atau refused (ditolak). Tanda terima baru dipercaya setelah server ditanya kembali apa yang disimpannya; bila dikosongkan, tanda terima ditulis di samping rencana. Bila terputus, silakan jalankan lagi: revisi yang sama tidak pernah disimpan dua kali. Akun adalah konfigurasi autentikasi QGIS: nama pengguna, dengan token sebagai kata sandi.</translation>
    </message>
    <message>
        <source>Sends what changed; the server checks it and stores all of it or nothing.</source>
        <translation>Mengirim yang berubah; server memeriksanya dan menyimpan seluruhnya atau tidak sama sekali.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Server (the plan&apos;s own if empty)</source>
        <translation>Server (milik rencana bila kosong)</translation>
    </message>
    <message>
        <source>Server and account</source>
        <translation>Server dan akun</translation>
    </message>
    <message>
        <source>Server: {host}</source>
        <translation>Server: {host}</translation>
    </message>
    <message>
        <source>Settlements</source>
        <translation>Permukiman</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Bagikan</translation>
    </message>
    <message>
        <source>Share of the array&apos;s energy that reaches the battery</source>
        <translation>Bagian energi panel yang sampai ke baterai</translation>
    </message>
    <message>
        <source>Share of the battery that may be used</source>
        <translation>Bagian baterai yang boleh dipakai</translation>
    </message>
    <message>
        <source>Share of the first Fresnel zone that must be free</source>
        <translation>Bagian zona Fresnel pertama yang harus bebas</translation>
    </message>
    <message>
        <source>Share of the people in reach who use it at once</source>
        <translation>Bagian warga dalam jangkauan yang memakai sekaligus</translation>
    </message>
    <message>
        <source>Shared server</source>
        <translation>Server bersama</translation>
    </message>
    <message>
        <source>Sheet or layer:</source>
        <translation>Lembar atau layer:</translation>
    </message>
    <message>
        <source>Shift by 360°</source>
        <translation>Geser 360°</translation>
    </message>
    <message>
        <source>Show as layer</source>
        <translation>Tampilkan sebagai layer</translation>
    </message>
    <message>
        <source>Show findings</source>
        <translation>Tampilkan temuan</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Tampilkan di peta</translation>
    </message>
    <message>
        <source>Show the findings</source>
        <translation>Lihat temuan</translation>
    </message>
    <message>
        <source>Show them on the map</source>
        <translation>Tampilkan titik ini di peta</translation>
    </message>
    <message>
        <source>Shows its sites, why each of them, and where it stands on the curve, to be accepted; nothing comes into the plan yet.</source>
        <translation>Menampilkan titik-titiknya, alasan tiap titik, dan letaknya pada kurva untuk diterima; belum ada yang masuk ke rencana.</translation>
    </message>
    <message>
        <source>Shows the scenario&apos;s sites above, to be accepted.</source>
        <translation>Menampilkan tempat-tempat skenario di atas, untuk diterima.</translation>
    </message>
    <message>
        <source>Sign-in (QGIS authentication)</source>
        <translation>Akun (autentikasi QGIS)</translation>
    </message>
    <message>
        <source>Since revision {revision}: {changes}.</source>
        <translation>Sejak revisi {revision}: {changes}.</translation>
    </message>
    <message>
        <source>Sites ruled out (site_id)</source>
        <translation>Tempat yang dikecualikan (site_id)</translation>
    </message>
    <message>
        <source>Sites suggested</source>
        <translation>Tempat yang diusulkan</translation>
    </message>
    <message>
        <source>Sites wanted in any case (site_id)</source>
        <translation>Tempat yang selalu diminta (site_id)</translation>
    </message>
    <message>
        <source>Solid: the best plans at hand with so much. Dashed: what no plan can exceed.</source>
        <translation>Garis utuh: rencana terbaik yang tersedia dengan sebanyak itu. Garis putus: yang tidak dapat dilampaui rencana mana pun.</translation>
    </message>
    <message>
        <source>Solve again with more</source>
        <translation>Selesaikan ulang dengan tambahan</translation>
    </message>
    <message>
        <source>Solving again with more</source>
        <translation>Menyelesaikan ulang dengan tambahan</translation>
    </message>
    <message>
        <source>Solving again with this place</source>
        <translation>Menyelesaikan ulang dengan tempat ini</translation>
    </message>
    <message>
        <source>Some of the plan shown is accepted already. Undo that, or suggest again; then another one can be taken.</source>
        <translation>Sebagian rencana yang ditampilkan sudah diterima. Urungkan dahulu, atau minta usulan lagi; lalu rencana lain dapat diambil.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Sumber</translation>
    </message>
    <message>
        <source>Source:</source>
        <translation>Sumber:</translation>
    </message>
    <message>
        <source>Standard rules</source>
        <translation>Aturan standar</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>tetap</translation>
    </message>
    <message>
        <source>Step of the arrow keys</source>
        <translation>Langkah tombol panah</translation>
    </message>
    <message>
        <source>Still being checked: {percent} %</source>
        <translation>Masih diperiksa: {percent} %</translation>
    </message>
    <message>
        <source>Still to choose: {left} of {all}</source>
        <translation>Belum dipilih: {left} dari {all}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Objek</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Usulkan</translation>
    </message>
    <message>
        <source>Suggest hotspots</source>
        <translation>Usulkan titik hotspot</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>usulan</translation>
    </message>
    <message>
        <source>Suggested sites</source>
        <translation>Tempat yang diusulkan</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Usulan</translation>
    </message>
    <message>
        <source>sure: the name is known</source>
        <translation>pasti: namanya dikenal</translation>
    </message>
    <message>
        <source>Tables and layers</source>
        <translation>Tabel dan layer</translation>
    </message>
    <message>
        <source>Take back corrections ({count})</source>
        <translation>Batalkan perbaikan ({count})</translation>
    </message>
    <message>
        <source>Take back waiver</source>
        <translation>Cabut pengecualian</translation>
    </message>
    <message>
        <source>Take back waivers</source>
        <translation>Cabut pengecualian</translation>
    </message>
    <message>
        <source>Take out: {name}</source>
        <translation>Keluarkan: {name}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Pakai</translation>
    </message>
    <message>
        <source>Take over what the server judges by</source>
        <translation>Pakai kumpulan aturan dan data acuan server</translation>
    </message>
    <message>
        <source>Take the best candidate where it is clear ({count})</source>
        <translation>Ambil calon terbaik yang jelas ({count})</translation>
    </message>
    <message>
        <source>Take this plan instead</source>
        <translation>Ambil rencana ini</translation>
    </message>
    <message>
        <source>Take up</source>
        <translation>Ambil</translation>
    </message>
    <message>
        <source>Taken instead of the plan suggested first: {difference}</source>
        <translation>Diambil sebagai ganti rencana yang diusulkan pertama: {difference}</translation>
    </message>
    <message>
        <source>Taken over from the package: {added} hotspots added, {changed} changed, {removed} removed. Check the plan before you publish it.</source>
        <translation>Diambil alih dari paket: {added} titik hotspot ditambah, {changed} diubah, {removed} dihapus. Periksa rencana sebelum menerbitkannya.</translation>
    </message>
    <message>
        <source>Taken over. The plan is checked anew: look at the findings.</source>
        <translation>Sudah dipakai. Rencana diperiksa ulang: lihat temuannya.</translation>
    </message>
    <message>
        <source>Takes a layer, a table or a file into a plan. The role says what its rows are: villages, village_offices, blank_spots, settlements, existing_hotspots, network_nodes, hotspots or funding_sources. Columns are recognised by their names; where they are not, give a mapping as JSON, the plan&apos;s column first: {&quot;village_code&quot;: &quot;KODE&quot;, &quot;lat&quot;: &quot;Lintang&quot;}. It may also hold &quot;constants&quot;, &quot;values&quot;, &quot;villages&quot;, &quot;cells&quot;, &quot;ignored&quot;, &quot;crs&quot;, &quot;zone&quot;, &quot;layer&quot;, &quot;corrections&quot; and &quot;replace&quot;. Rows that cannot be taken are listed in the report with file, row, field and reason; the others are taken.</source>
        <translation>Memasukkan layer, tabel, atau berkas ke dalam rencana. Peran menyatakan apa isi barisnya: villages (desa), village_offices (kantor desa), blank_spots (blank spot), settlements (permukiman), existing_hotspots (titik hotspot yang sudah ada), network_nodes (simpul jaringan), hotspots (titik hotspot), atau funding_sources (sumber dana). Kolom dikenali dari namanya; bila tidak dikenali, berikan pemetaan berupa JSON, kolom rencana lebih dulu: {&quot;village_code&quot;: &quot;KODE&quot;, &quot;lat&quot;: &quot;Lintang&quot;}. Pemetaan juga boleh memuat &quot;constants&quot;, &quot;values&quot;, &quot;villages&quot;, &quot;cells&quot;, &quot;ignored&quot;, &quot;crs&quot;, &quot;zone&quot;, &quot;layer&quot;, &quot;corrections&quot;, dan &quot;replace&quot;. Baris yang tidak dapat diterima dicantumkan dalam laporan dengan berkas, baris, isian, dan alasannya; baris lainnya diterima.</translation>
    </message>
    <message>
        <source>Takes the scenario out of the plan&apos;s file.</source>
        <translation>Menghapus skenario dari berkas rencana.</translation>
    </message>
    <message>
        <source>Takes the suggestion away; the plan stays as it is.</source>
        <translation>Membuang usulan; rencana tetap seperti semula.</translation>
    </message>
    <message>
        <source>Taking another plan</source>
        <translation>Mengambil rencana lain</translation>
    </message>
    <message>
        <source>Technical roadmap</source>
        <translation>Peta jalan teknis</translation>
    </message>
    <message>
        <source>Tells what became of one hotspot, revision by revision: the one chosen in the list below, else the one selected on the map.</source>
        <translation>Menceritakan perjalanan satu titik, revisi demi revisi: titik yang dipilih di daftar di bawah, atau yang dipilih di peta.</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Ketentuan</translation>
    </message>
    <message>
        <source>Terrain (heights in metres)</source>
        <translation>Ketinggian permukaan (meter)</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Uji koneksi</translation>
    </message>
    <message>
        <source>The account chosen before is no longer in QGIS&apos;s store of sign-ins. Choose another.</source>
        <translation>Akun yang dipilih sebelumnya sudah tidak ada di penyimpanan akun QGIS. Pilih akun lain.</translation>
    </message>
    <message>
        <source>The answer of {host} could not be understood; the plan is as it was. Check the address, and tell the administrator if it happens twice.</source>
        <translation>Jawaban {host} tidak dapat dipahami; rencana tidak berubah. Periksa alamatnya, dan beri tahu administrator bila terjadi lagi.</translation>
    </message>
    <message>
        <source>The certificate file {path} cannot be read ({reason}). Give the PEM file that the server&apos;s administrator handed out.</source>
        <translation>Berkas sertifikat {path} tidak dapat dibaca ({reason}). Berikan berkas PEM yang dibagikan administrator server.</translation>
    </message>
    <message>
        <source>The change was made, but {count} of these findings stand still.</source>
        <translation>Perubahan sudah dibuat, tetapi {count} dari temuan ini masih berlaku.</translation>
    </message>
    <message>
        <source>The change was made, but {rule} still finds: {message}</source>
        <translation>Perubahan sudah dibuat, tetapi {rule} masih menemukan: {message}</translation>
    </message>
    <message>
        <source>The check of the merged plan finds what must be mended or waived before publishing: {count}.</source>
        <translation>Pemeriksaan rencana gabungan menemukan yang harus diperbaiki atau dikecualikan sebelum terbit: {count}.</translation>
    </message>
    <message>
        <source>The check of the plan was cancelled, so the findings may be those of before. It begins again by itself.</source>
        <translation>Pemeriksaan rencana dibatalkan, jadi temuan mungkin masih yang lama. Pemeriksaan dimulai lagi dengan sendirinya.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off or was too slow; what was sent is kept and never stored twice. Try again.</source>
        <translation>Koneksi ke {host} terputus atau terlalu lambat; yang dikirim tetap tersimpan dan tidak akan disimpan dua kali. Coba lagi.</translation>
    </message>
    <message>
        <source>The disk of {host} is full (507): nothing was changed there, and what was sent is kept. Tell its administrator, and publish again once there is room.</source>
        <translation>Disk {host} penuh (507): tidak ada yang berubah di sana, dan yang sudah dikirim tersimpan. Beri tahu administratornya, lalu terbitkan lagi setelah ada ruang.</translation>
    </message>
    <message>
        <source>The edits of layer “{layer}” could not be saved, and are still there: {reasons}. Mend that, save the layer, and try again.</source>
        <translation>Suntingan layer “{layer}” tidak dapat disimpan dan masih ada: {reasons}. Bereskan, simpan layernya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The figure {caption} cannot be drawn, so no roadmap was written. Please report it with the plan.</source>
        <translation>Gambar {caption} tidak dapat dibuat sehingga peta jalan tidak ditulis. Laporkan hal ini beserta rencananya.</translation>
    </message>
    <message>
        <source>The file has several sheets or layers. Choose above which to read.</source>
        <translation>Berkas ini memuat beberapa lembar atau layer. Pilih di atas mana yang dibaca.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}). Choose a folder that you may write to.</source>
        <translation>Berkas {path} tidak dapat ditulis ({reason}). Pilih folder yang boleh Anda tulisi.</translation>
    </message>
    <message>
        <source>The file {path} holds no certificate. Give the PEM file that the server&apos;s administrator handed out.</source>
        <translation>Berkas {path} tidak memuat sertifikat. Berikan berkas PEM yang dibagikan administrator server.</translation>
    </message>
    <message>
        <source>The findings are being listed.</source>
        <translation>Temuan sedang didaftar.</translation>
    </message>
    <message>
        <source>The findings may be out of date. {problem}</source>
        <translation>Temuan mungkin sudah tidak mutakhir. {problem}</translation>
    </message>
    <message>
        <source>The funding sources are saved.</source>
        <translation>Sumber dana sudah disimpan.</translation>
    </message>
    <message>
        <source>The hotspot has no position to start from; place it on the map, or type its coordinates.</source>
        <translation>Titik ini belum punya koordinat sebagai titik awal; tempatkan di peta, atau ketik koordinatnya.</translation>
    </message>
    <message>
        <source>The import was cancelled; the plan is as it was.</source>
        <translation>Impor dibatalkan; rencana tetap seperti semula.</translation>
    </message>
    <message>
        <source>the last change</source>
        <translation>perubahan terakhir</translation>
    </message>
    <message>
        <source>The layer of hotspots is not in the project. Open the plan again to bring it back.</source>
        <translation>Layer titik hotspot tidak ada di proyek. Buka kembali rencananya untuk memunculkannya.</translation>
    </message>
    <message>
        <source>The layer “{layer}” was added: {count} hotspots, not to be edited.</source>
        <translation>Layer “{layer}” sudah ditambahkan: {count} titik, hanya untuk dilihat.</translation>
    </message>
    <message>
        <source>The map could not be written to {path}. Choose a folder that you may write to.</source>
        <translation>Peta tidak dapat ditulis ke {path}. Pilih folder yang boleh Anda tulisi.</translation>
    </message>
    <message>
        <source>The map has no coordinate reference system, so its places are not known. Choose one in the lower right corner of QGIS, for example EPSG:4326.</source>
        <translation>Peta tidak punya sistem referensi koordinat, jadi letaknya tidak diketahui. Pilih satu di sudut kanan bawah QGIS, misalnya EPSG:4326.</translation>
    </message>
    <message>
        <source>The map of village {number} cannot be drawn, so no roadmap was written. Please report it with the plan.</source>
        <translation>Peta desa ke-{number} tidak dapat dibuat sehingga peta jalan tidak ditulis. Laporkan hal ini beserta rencananya.</translation>
    </message>
    <message>
        <source>The mapping's system “{crs}” is not known. Write one such as EPSG:32750.</source>
        <translation>Sistem koordinat “{crs}” dalam pemetaan tidak dikenal. Tulis misalnya EPSG:32750.</translation>
    </message>
    <message>
        <source>The merged plan is being checked; publish once that has ended.</source>
        <translation>Rencana gabungan sedang diperiksa; terbitkan setelah selesai.</translation>
    </message>
    <message>
        <source>The next suggestion goes without it.</source>
        <translation>Usulan berikutnya tanpa tempat ini.</translation>
    </message>
    <message>
        <source>The next suggestion has this site in any case.</source>
        <translation>Usulan berikutnya selalu memuat tempat ini.</translation>
    </message>
    <message>
        <source>The page cannot be written to {path}: {reason}. Choose another folder, or free the file.</source>
        <translation>Halaman tidak dapat ditulis ke {path}: {reason}. Pilih folder lain, atau bebaskan berkas itu.</translation>
    </message>
    <message>
        <source>The plan could not be checked</source>
        <translation>Rencana tidak dapat diperiksa</translation>
    </message>
    <message>
        <source>The plan does not know its server yet. Give its address, which begins https://.</source>
        <translation>Rencana ini belum memiliki alamat server. Isikan alamatnya, yang diawali https://.</translation>
    </message>
    <message>
        <source>The plan has edits that are not saved: {count}. Save them and go on?</source>
        <translation>Rencana memuat suntingan yang belum disimpan: {count}. Simpan lalu lanjutkan?</translation>
    </message>
    <message>
        <source>The plan has no funding source yet. Add one here, or import a table of them in the Plan panel.</source>
        <translation>Rencana ini belum punya sumber dana. Tambahkan di sini, atau impor tabelnya di panel Rencana.</translation>
    </message>
    <message>
        <source>The plan has no funding source {name}. Name some of these, with commas between: {known}.</source>
        <translation>Rencana tidak punya sumber dana {name}. Sebutkan sebagian dari ini, dipisah koma: {known}.</translation>
    </message>
    <message>
        <source>The plan has rows of {role} already: {count}.</source>
        <translation>Rencana sudah memuat baris {role}: {count}.</translation>
    </message>
    <message>
        <source>The plan is being checked</source>
        <translation>Rencana sedang diperiksa</translation>
    </message>
    <message>
        <source>The plan is being checked …</source>
        <translation>Rencana sedang diperiksa …</translation>
    </message>
    <message>
        <source>The plan is being checked; hotspots can be suggested then.</source>
        <translation>Rencana sedang diperiksa; titik dapat diusulkan setelahnya.</translation>
    </message>
    <message>
        <source>The plan is being checked; its sources are shown then.</source>
        <translation>Rencana sedang diperiksa; sumber dananya ditampilkan setelah itu.</translation>
    </message>
    <message>
        <source>The plan is being opened.</source>
        <translation>Rencana sedang dibuka.</translation>
    </message>
    <message>
        <source>The plan is still being checked; hotspots can be placed as soon as that is done.</source>
        <translation>Rencana masih diperiksa; titik hotspot dapat ditempatkan setelah selesai.</translation>
    </message>
    <message>
        <source>The plan now has the server&apos;s rule set {version}. Check it again.</source>
        <translation>Rencana sekarang memakai kumpulan aturan {version} dari server. Silakan periksa lagi.</translation>
    </message>
    <message>
        <source>The plan now has the server&apos;s villages, offices and blank spots. Check it again.</source>
        <translation>Rencana sekarang memakai desa, kantor desa, dan blank spot dari server. Silakan periksa lagi.</translation>
    </message>
    <message>
        <source>The plan on the map could not be checked ({reason}); the plan itself is as it was. It is tried again with the next edit.</source>
        <translation>Rencana di peta tidak dapat diperiksa ({reason}); rencana itu sendiri tidak berubah. Pemeriksaan diulang pada suntingan berikutnya.</translation>
    </message>
    <message>
        <source>The plan suggested first</source>
        <translation>Rencana yang diusulkan pertama</translation>
    </message>
    <message>
        <source>The plan was changed since; suggest again to have it counted.</source>
        <translation>Rencana berubah sejak itu; mintalah usulan lagi agar ikut dihitung.</translation>
    </message>
    <message>
        <source>The plan&apos;s file could not be looked at ({kind}).</source>
        <translation>Berkas rencana tidak dapat dibaca ({kind}).</translation>
    </message>
    <message>
        <source>The plan's layer “{table}” is no longer in the project; nothing was changed. Open the plan again to have it back.</source>
        <translation>Layer rencana “{table}” tidak ada lagi dalam proyek; tidak ada yang diubah. Buka lagi rencananya agar layer itu kembali.</translation>
    </message>
    <message>
        <source>The planner follows QGIS and speaks {language}. QGIS&apos;s language is set on the page General of these options.</source>
        <translation>Perencana mengikuti QGIS dan memakai {language}. Bahasa QGIS diatur di halaman Umum pada pilihan ini.</translation>
    </message>
    <message>
        <source>The plugin met an error of its own ({kind}); the plan is as it was. Please report it with the details.</source>
        <translation>Terjadi kesalahan pada plugin ({kind}); rencana tidak berubah. Mohon laporkan beserta rinciannya.</translation>
    </message>
    <message>
        <source>The plugin met an error of its own ({kind}: {text}); the plan is as it was. Please report it with this log.</source>
        <translation>Terjadi kesalahan pada plugin sendiri ({kind}: {text}); rencana tetap seperti semula. Mohon laporkan bersama log ini.</translation>
    </message>
    <message>
        <source>the point lies in it</source>
        <translation>titiknya di dalam desa ini</translation>
    </message>
    <message>
        <source>The price list {table} has no column {wanted}; it has {columns}. Add the column or choose another table.</source>
        <translation>Daftar harga {table} tidak memiliki kolom {wanted}; kolomnya: {columns}. Tambahkan kolom itu atau pilih tabel lain.</translation>
    </message>
    <message>
        <source>The project has no other layer</source>
        <translation>Proyek ini tidak memuat layer lain</translation>
    </message>
    <message>
        <source>The Python library {library} is not installed; with it, {gain}. Nothing was changed. Install {library} {wanted} or newer for the Python that QGIS uses (on Windows in the OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), then restart QGIS.</source>
        <translation>Pustaka Python {library} belum terpasang; dengannya, {gain}. Tidak ada yang diubah. Pasang {library} {wanted} atau lebih baru untuk Python yang dipakai QGIS (di Windows lewat OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), lalu mulai ulang QGIS.</translation>
    </message>
    <message>
        <source>The raster “{raster}” has three or more bands: it is a picture, not terrain. Choose a raster of heights in metres.</source>
        <translation>Raster “{raster}” memiliki tiga saluran atau lebih: itu gambar, bukan data ketinggian. Pilih raster ketinggian dalam meter.</translation>
    </message>
    <message>
        <source>The reason is too long; {count} characters are the most.</source>
        <translation>Alasan terlalu panjang; paling banyak {count} karakter.</translation>
    </message>
    <message>
        <source>The report with {count} findings was saved in {file}.</source>
        <translation>Laporan dengan {count} temuan disimpan di {file}.</translation>
    </message>
    <message>
        <source>The revision of {time} waits in the plan and was not sent yet. Pull or publish to send it; it is never stored twice.</source>
        <translation>Revisi {time} menunggu di rencana dan belum dikirim. Ambil dari server atau terbitkan untuk mengirimnya; tidak akan disimpan dua kali.</translation>
    </message>
    <message>
        <source>The revision of {time} was sent, but no answer came. Pull or publish to finish it; it is never stored twice.</source>
        <translation>Revisi {time} sudah dikirim, tetapi belum ada jawaban. Ambil dari server atau terbitkan untuk menyelesaikannya; tidak akan disimpan dua kali.</translation>
    </message>
    <message>
        <source>The roadmap as a web page</source>
        <translation>Peta jalan sebagai halaman web</translation>
    </message>
    <message>
        <source>The rule set {path} cannot be read ({reason}). Give a JSON file in UTF-8.</source>
        <translation>Kumpulan aturan {path} tidak dapat dibaca ({reason}). Berikan berkas JSON dalam UTF-8.</translation>
    </message>
    <message>
        <source>The sample is Kabupaten Paser with 144 villages and 26 hotspots; it takes a few seconds and needs no network.</source>
        <translation>Contohnya Kabupaten Paser dengan 144 desa dan 26 titik hotspot; hanya beberapa detik dan tanpa jaringan.</translation>
    </message>
    <message>
        <source>The scenarios kept in {path} cannot be understood ({reason}). The plan itself is whole; keep new scenarios in a copy of it, made by Save as plan.</source>
        <translation>Skenario yang disimpan di {path} tidak dapat dipahami ({reason}). Rencananya sendiri utuh; simpan skenario baru di salinannya, yang dibuat dengan Simpan sebagai rencana.</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>server</translation>
    </message>
    <message>
        <source>The server checks and stores the plan …</source>
        <translation>Server memeriksa dan menyimpan rencana …</translation>
    </message>
    <message>
        <source>The server checks the plan …</source>
        <translation>Server memeriksa rencana …</translation>
    </message>
    <message>
        <source>The server does not have this plan yet.</source>
        <translation>Rencana ini belum ada di server.</translation>
    </message>
    <message>
        <source>The server has revision {head}.</source>
        <translation>Server memiliki revisi {head}.</translation>
    </message>
    <message>
        <source>The server judges by other villages, offices or blank spots (reference {theirs}…) than this plan holds ({ours}…), so the server would refuse it. Pull again with “Take over what the server judges by” (ADOPT), which replaces them, check the plan, then publish.</source>
        <translation>Server menilai dengan desa, kantor desa, atau blank spot (data acuan {theirs}…) yang berbeda dari isi rencana ini ({ours}…), jadi server akan menolaknya. Ambil lagi dari server dengan “Pakai kumpulan aturan dan data acuan server” (ADOPT), yang menggantikan data itu, periksa rencana, lalu terbitkan.</translation>
    </message>
    <message>
        <source>The server judges by other villages, offices or blank spots than this plan.</source>
        <translation>Server menilai dengan desa, kantor desa, atau blank spot yang berbeda dari rencana ini.</translation>
    </message>
    <message>
        <source>The server judges by other villages, offices or blank spots than this plan. Pull, and take the server&apos;s over.</source>
        <translation>Server menilai dengan desa, kantor desa, atau blank spot yang berbeda dari rencana ini. Ambil dari server, dan pakai milik server.</translation>
    </message>
    <message>
        <source>The server judges by rule set {theirs}, this plan by {ours}.</source>
        <translation>Server menilai dengan kumpulan aturan {theirs}, rencana ini dengan {ours}.</translation>
    </message>
    <message>
        <source>The server judges by rule set {theirs}, this plan by {ours}. Pull, and take the server&apos;s over.</source>
        <translation>Server menilai dengan kumpulan aturan {theirs}, rencana ini dengan {ours}. Ambil dari server, dan pakai milik server.</translation>
    </message>
    <message>
        <source>The server judges by rule set {theirs}, this plan is checked by {ours}, so the server would refuse it. Pull again with “Take over what the server judges by” (ADOPT), check the plan, then publish.</source>
        <translation>Server menilai dengan kumpulan aturan {theirs}, sedangkan rencana ini diperiksa dengan {ours}, jadi server akan menolaknya. Ambil lagi dari server dengan “Pakai kumpulan aturan dan data acuan server” (ADOPT), periksa rencana, lalu terbitkan.</translation>
    </message>
    <message>
        <source>The server runs version {theirs}, this plugin is {ours}: they may judge differently. Update the plugin, or ask the administrator to update the server.</source>
        <translation>Server memakai versi {theirs}, plugin ini {ours}: penilaiannya bisa berbeda. Perbarui plugin, atau minta administrator memperbarui server.</translation>
    </message>
    <message>
        <source>The server says: {message}</source>
        <translation>Kata server: {message}</translation>
    </message>
    <message>
        <source>The server was not asked yet.</source>
        <translation>Server belum ditanya.</translation>
    </message>
    <message>
        <source>The server&apos;s address was not changed: {reason}</source>
        <translation>Alamat server tidak diubah: {reason}</translation>
    </message>
    <message>
        <source>The server&apos;s check: warnings {warnings}, notices {notices}.</source>
        <translation>Pemeriksaan server: peringatan {warnings}, catatan {notices}.</translation>
    </message>
    <message>
        <source>The server&apos;s receipt is not for what was sent, so the plan is not taken as published; it waits in the plan. Tell the server&apos;s administrator the details.</source>
        <translation>Tanda terima server tidak cocok dengan yang dikirim, jadi rencana belum dianggap terbit; revisinya menunggu di dalam rencana. Sampaikan rinciannya kepada administrator server.</translation>
    </message>
    <message>
        <source>The source could not be read.</source>
        <translation>Sumber tidak dapat dibaca.</translation>
    </message>
    <message>
        <source>The source does not say in which coordinate system its positions are. Choose it above: ask whoever made the file rather than guess.</source>
        <translation>Sumber tidak menyebutkan sistem koordinat posisinya. Pilih di atas: tanyakan kepada pembuat berkas, jangan menebak.</translation>
    </message>
    <message>
        <source>The source says</source>
        <translation>Tertulis di sumber</translation>
    </message>
    <message>
        <source>The table of funding sources is not in the project, so it can only be looked at. Open the plan again to edit it.</source>
        <translation>Tabel sumber dana tidak ada dalam proyek, jadi hanya dapat dilihat. Buka rencana sekali lagi untuk mengubahnya.</translation>
    </message>
    <message>
        <source>The table {table} of {path} could not be opened. Open the file in QGIS&apos;s browser to see what is wrong with it.</source>
        <translation>Tabel {table} dari {path} tidak dapat dibuka. Buka berkas itu di Peramban QGIS untuk melihat masalahnya.</translation>
    </message>
    <message>
        <source>The tables cannot be written to {path}: {reason}. Close the file where it is open, or choose another folder.</source>
        <translation>Tabel tidak dapat ditulis ke {path}: {reason}. Tutup berkas itu di tempat ia terbuka, atau pilih folder lain.</translation>
    </message>
    <message>
        <source>The terrain raster “{raster}” cannot be read. Choose a raster of heights that QGIS shows on the map.</source>
        <translation>Raster ketinggian “{raster}” tidak dapat dibaca. Pilih raster ketinggian yang ditampilkan QGIS di peta.</translation>
    </message>
    <message>
        <source>The terrain raster “{raster}” does not say which reference system it is in. Set it in the layer's properties.</source>
        <translation>Raster ketinggian “{raster}” tidak menyebut sistem referensinya. Tetapkan di properti layer.</translation>
    </message>
    <message>
        <source>The whole plan</source>
        <translation>Seluruh rencana</translation>
    </message>
    <message>
        <source>The whole plan is being checked.</source>
        <translation>Seluruh rencana sedang diperiksa.</translation>
    </message>
    <message>
        <source>The worst-served district that can be helped has {share} of its people reached; the Gini index of all districts is {gini}.</source>
        <translation>Di kecamatan paling tertinggal yang dapat dibantu, {share} warganya terjangkau; indeks Gini semua kecamatan {gini}.</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Milik rekan</translation>
    </message>
    <message>
        <source>Theirs for all</source>
        <translation>Milik rekan untuk semua</translation>
    </message>
    <message>
        <source>Theirs for selected</source>
        <translation>Milik rekan untuk yang terpilih</translation>
    </message>
    <message>
        <source>There are none</source>
        <translation>Memang tidak ada</translation>
    </message>
    <message>
        <source>There is no folder {folder} to put the package in. Create it first.</source>
        <translation>Folder {folder} untuk menaruh paket tidak ada. Buat foldernya dulu.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to put the plan in. Create it first.</source>
        <translation>Folder {folder} untuk menaruh rencana tidak ada. Buat foldernya dulu.</translation>
    </message>
    <message>
        <source>There is no place to show: no hotspot of this finding has a usable position.</source>
        <translation>Tidak ada tempat untuk ditampilkan: tidak satu pun titik temuan ini punya posisi yang dapat dipakai.</translation>
    </message>
    <message>
        <source>There is no plan file {path}. Create the plan first.</source>
        <translation>Berkas rencana {path} tidak ada. Buat rencananya dulu.</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>berkasnya tidak ada</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Folder itu tidak ada.</translation>
    </message>
    <message>
        <source>This finding is about the whole plan, not about a place.</source>
        <translation>Temuan ini tentang seluruh rencana, bukan tentang suatu tempat.</translation>
    </message>
    <message>
        <source>This hotspot has no position on the map yet.</source>
        <translation>Titik ini belum punya posisi di peta.</translation>
    </message>
    <message>
        <source>This hotspot is no longer in the plan.</source>
        <translation>Titik ini sudah tidak ada dalam rencana.</translation>
    </message>
    <message>
        <source>This project shows hotspots of another plan too: {others}. Only {followed} is followed: findings, numbers and publishing are of it alone.</source>
        <translation>Proyek ini juga menampilkan titik hotspot rencana lain: {others}. Yang diikuti hanya {followed}: temuan, angka, dan penerbitan berasal dari rencana itu saja.</translation>
    </message>
    <message>
        <source>This village has no boundary.</source>
        <translation>Desa ini tidak punya batas.</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Centang semua</translation>
    </message>
    <message>
        <source>Tick at least one funding source that pays.</source>
        <translation>Centang sedikitnya satu sumber dana yang membiayai.</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>Hapus centang</translation>
    </message>
    <message>
        <source>Title of the plan</source>
        <translation>Judul rencana</translation>
    </message>
    <message>
        <source>Title:</source>
        <translation>Judul:</translation>
    </message>
    <message>
        <source>To mend or waive before publishing: {what}.</source>
        <translation>Perlu dibereskan atau diberi pengecualian sebelum terbit: {what}.</translation>
    </message>
    <message>
        <source>To revision (the plan as it is saved if empty)</source>
        <translation>Ke revisi (kosong: rencana yang tersimpan)</translation>
    </message>
    <message>
        <source>To the page before ({shortcut})</source>
        <translation>Ke halaman sebelumnya ({shortcut})</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Jumlah</translation>
    </message>
    <message>
        <source>Trees and houses that the terrain leaves out (metres)</source>
        <translation>Pohon dan bangunan yang tidak termasuk dalam data ketinggian (meter)</translation>
    </message>
    <message>
        <source>Tries every exchange of one site for another, then solves again for other plans that reach as many people.</source>
        <translation>Mencoba setiap pertukaran satu titik, lalu menyelesaikan ulang untuk mencari rencana lain yang menjangkau warga sama banyak.</translation>
    </message>
    <message>
        <source>Try with the sample…</source>
        <translation>Coba dengan contoh…</translation>
    </message>
    <message>
        <source>Try without storing</source>
        <translation>Uji coba tanpa menyimpan</translation>
    </message>
    <message>
        <source>Type or paste a position: degrees (-1.9214, 116.0512 or 1°55'17&quot; LS 116°3'4&quot; BT), UTM (50S 506789 9786543) or the link of a map. Enter moves the hotspot there.</source>
        <translation>Ketik atau tempel koordinat: derajat (-1,9214 116,0512 atau 1°55'17&quot; LS 116°3'4&quot; BT), UTM (50S 506789 9786543) atau tautan peta. Enter memindahkan titik ke sana.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>tidak dikenal</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>Suntingan belum disimpan</translation>
    </message>
    <message>
        <source>Unsaved edits: {count}. Only what is saved is shared. Save them and go on?</source>
        <translation>Suntingan belum disimpan: {count}. Hanya yang sudah disimpan yang dibagikan. Simpan lalu lanjutkan?</translation>
    </message>
    <message>
        <source>Unsaved edits: {count}. What was pulled is taken over only after they are saved. Save them and go on?</source>
        <translation>Suntingan belum disimpan: {count}. Data dari server baru diambil alih setelah suntingan disimpan. Simpan lalu lanjutkan?</translation>
    </message>
    <message>
        <source>Unsaved edits: {count}. You are asked to save them first.</source>
        <translation>Suntingan belum disimpan: {count}. Anda akan diminta menyimpannya dulu.</translation>
    </message>
    <message>
        <source>Until the plan is judged by the same, the server will refuse it. Take the server&apos;s over?</source>
        <translation>Selama dasar penilaiannya berbeda, server akan menolak rencana ini. Pakai milik server?</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Terpakai</translation>
    </message>
    <message>
        <source>Used is what is installed, operating or suspended; planned is every other hotspot of this source that was not replaced.</source>
        <translation>Terpakai berarti sudah terpasang, beroperasi, atau dihentikan sementara; rencana berarti semua titik lain dari sumber dana ini yang tidak diganti.</translation>
    </message>
    <message>
        <source>UTM zone</source>
        <translation>Zona UTM</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Village Internet</source>
        <translation>Internet Desa</translation>
    </message>
    <message>
        <source>Village Internet Planner</source>
        <translation>Perencana Internet Desa</translation>
    </message>
    <message>
        <source>Village meant by {words}</source>
        <translation>Desa yang dimaksud oleh {words}</translation>
    </message>
    <message>
        <source>Village offices</source>
        <translation>Kantor desa</translation>
    </message>
    <message>
        <source>Village that is meant</source>
        <translation>Desa yang dimaksud</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>Desa dan kelurahan</translation>
    </message>
    <message>
        <source>Villages and hotspots of the plan</source>
        <translation>Desa dan titik hotspot rencana</translation>
    </message>
    <message>
        <source>Villages to review ({count})</source>
        <translation>Desa untuk ditinjau ({count})</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>Kecualikan</translation>
    </message>
    <message>
        <source>Waive findings</source>
        <translation>Kecualikan temuan</translation>
    </message>
    <message>
        <source>Waived findings</source>
        <translation>Temuan yang dikecualikan</translation>
    </message>
    <message>
        <source>Waiver of {rule}</source>
        <translation>Pengecualian {rule}</translation>
    </message>
    <message>
        <source>Waiver of {rule} for {name}</source>
        <translation>Pengecualian {rule} untuk {name}</translation>
    </message>
    <message>
        <source>Waivers (JSON)</source>
        <translation>Pengecualian (JSON)</translation>
    </message>
    <message>
        <source>Waivers changed</source>
        <translation>Pengecualian yang berubah</translation>
    </message>
    <message>
        <source>Waivers were brought up to date.</source>
        <translation>Pengecualian sudah diperbarui.</translation>
    </message>
    <message>
        <source>waivers: {count}</source>
        <translation>pengecualian: {count}</translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation>Kecualikan…</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Peringatan</translation>
    </message>
    <message>
        <source>What is asked for cannot be: these limits clash.</source>
        <translation>Permintaan ini mustahil: batas-batas berikut saling bertentangan.</translation>
    </message>
    <message>
        <source>What is best</source>
        <translation>Yang terbaik</translation>
    </message>
    <message>
        <source>What more would bring</source>
        <translation>Hasil bila ditambah</translation>
    </message>
    <message>
        <source>What the package changes</source>
        <translation>Perubahan dari paket</translation>
    </message>
    <message>
        <source>What the plan has</source>
        <translation>Isi rencana</translation>
    </message>
    <message>
        <source>What the rule asks</source>
        <translation>Yang diminta aturan</translation>
    </message>
    <message>
        <source>What the word means</source>
        <translation>Arti kata</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Yang perlu dilakukan</translation>
    </message>
    <message>
        <source>What to see of the curve</source>
        <translation>Yang ditampilkan kurva</translation>
    </message>
    <message>
        <source>What was on its way from last time is finished.</source>
        <translation>Pengiriman yang tertunda dari waktu lalu sudah selesai.</translation>
    </message>
    <message>
        <source>What was published last is not known here; the next pull or publish finds it out.</source>
        <translation>Isi terbitan terakhir tidak tercatat di sini; akan diketahui saat mengambil atau menerbitkan berikutnya.</translation>
    </message>
    <message>
        <source>Where both sides changed the same</source>
        <translation>Bila kedua pihak mengubah hal yang sama</translation>
    </message>
    <message>
        <source>Where people of villages without settlements live</source>
        <translation>Tempat tinggal penduduk desa tanpa permukiman</translation>
    </message>
    <message>
        <source>Which village is meant?</source>
        <translation>Desa mana yang dimaksud?</translation>
    </message>
    <message>
        <source>Who changed what, when and why: the server keeps every revision of this plan.</source>
        <translation>Siapa mengubah apa, kapan, dan mengapa: server menyimpan setiap revisi rencana ini.</translation>
    </message>
    <message>
        <source>Who is not reached yet</source>
        <translation>Yang belum terjangkau</translation>
    </message>
    <message>
        <source>Who pays</source>
        <translation>Siapa yang membiayai</translation>
    </message>
    <message>
        <source>Who plans</source>
        <translation>Perencana</translation>
    </message>
    <message>
        <source>Whole row</source>
        <translation>Seluruh baris</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Alasannya</translation>
    </message>
    <message>
        <source>Why (kept in the history, read by all)</source>
        <translation>Alasan (tersimpan di riwayat, terbaca semua orang)</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Alasan (boleh kosong)</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>Alasan ditolak</translation>
    </message>
    <message>
        <source>Why not here?</source>
        <translation>Mengapa tidak di sini?</translation>
    </message>
    <message>
        <source>Why this is right all the same; it is published with the plan</source>
        <translation>Mengapa ini tetap benar; ikut diterbitkan bersama rencana</translation>
    </message>
    <message>
        <source>Why this revision is published</source>
        <translation>Alasan revisi ini diterbitkan</translation>
    </message>
    <message>
        <source>With everything that stands or is planned, {people} of {total} people are reached ({share}); today it is {today}.</source>
        <translation>Dengan semua yang ada atau direncanakan, {people} dari {total} jiwa terjangkau ({share}); saat ini {today}.</translation>
    </message>
    <message>
        <source>with the plan as it is saved here</source>
        <translation>dengan rencana yang tersimpan di sini</translation>
    </message>
    <message>
        <source>with the revision before</source>
        <translation>dengan revisi sebelumnya</translation>
    </message>
    <message>
        <source>with {revision}</source>
        <translation>dengan {revision}</translation>
    </message>
    <message>
        <source>Worst-served district first</source>
        <translation>Kecamatan tertinggal dahulu</translation>
    </message>
    <message>
        <source>Write both numbers with a semicolon between: -1.8935; 115.8684</source>
        <translation>Tulis kedua angka dengan titik koma di antaranya: -1,8935; 115,8684</translation>
    </message>
    <message>
        <source>Write the changes into the plan</source>
        <translation>Tulis perubahannya ke rencana</translation>
    </message>
    <message>
        <source>Write the scheme into the plan</source>
        <translation>Tulis skema ke rencana</translation>
    </message>
    <message>
        <source>Write the suggestion into the plan</source>
        <translation>Tulis usulan ke rencana</translation>
    </message>
    <message>
        <source>Write whose plan it is.</source>
        <translation>Tulis instansi pemilik rencana.</translation>
    </message>
    <message>
        <source>Writes a copy of the saved plan with the scenario in it, to open or to compare with Compare plans.</source>
        <translation>Menulis salinan rencana yang tersimpan beserta skenarionya, untuk dibuka atau dibandingkan dengan Bandingkan rencana.</translation>
    </message>
    <message>
        <source>Writes the technical roadmap of a plan as a PDF, and if you like its tables as a workbook and all of it as a web page that opens offline: cover and contents, the existing state, the sites and the rules they were chosen by, infrastructure, operation, phasing and funding, risks and indicators, and annexes with every point and a page with a map for each village. Each number comes from the plan, its check and its reference data; rule set, reference and revision stand on each page. While the check has findings that block publishing, or the plan is not yet published, it says that it is a draft. The plan itself is not changed.</source>
        <translation>Menulis peta jalan teknis sebuah rencana sebagai PDF, dan bila diinginkan tabelnya sebagai buku kerja serta seluruhnya sebagai halaman web yang terbuka tanpa internet: sampul dan daftar isi, kondisi eksisting, lokasi beserta aturan pemilihannya, infrastruktur, pengelolaan, pentahapan dan pendanaan, risiko dan indikator, serta lampiran dengan setiap titik dan satu halaman berpeta untuk tiap desa. Setiap angka berasal dari rencana, hasil pemeriksaan, dan data acuannya; kumpulan aturan, data acuan, dan revisi tercantum di setiap halaman. Selama pemeriksaan masih memiliki temuan yang menghalangi penerbitan, atau rencana belum diterbitkan, dokumen menyatakan diri sebagai draf. Rencananya sendiri tidak diubah.</translation>
    </message>
    <message>
        <source>Writing into the plan …</source>
        <translation>Menulis ke dalam rencana …</translation>
    </message>
    <message>
        <source>You and a colleague changed the same. Choose for each what the plan is to have; nothing is overwritten before that.</source>
        <translation>Anda dan rekan mengubah hal yang sama. Pilih untuk masing-masing nilai yang dipakai rencana; sebelum itu tidak ada yang ditimpa.</translation>
    </message>
    <message>
        <source>Your account may not do this on {host} (403), and nothing was changed. Ask the administrator for the role that may.</source>
        <translation>Akun Anda tidak berhak melakukan ini di {host} (403), dan tidak ada yang berubah. Minta peran yang sesuai kepada administrator.</translation>
    </message>
    <message>
        <source>{accepted} rows accepted, {rejected} rejected</source>
        <translation>{accepted} baris diterima, {rejected} ditolak</translation>
    </message>
    <message>
        <source>{added} added, {changed} changed, {removed} removed</source>
        <translation>{added} ditambah, {changed} diubah, {removed} dihapus</translation>
    </message>
    <message>
        <source>{count} added</source>
        <translation>{count} ditambah</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} diubah</translation>
    </message>
    <message>
        <source>{count} error</source>
        <translation>{count} kesalahan</translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation>{count} kesalahan</translation>
    </message>
    <message>
        <source>{count} findings are accepted as they are, for one reason.</source>
        <translation>{count} temuan diterima apa adanya, dengan satu alasan.</translation>
    </message>
    <message>
        <source>{count} findings are chosen.</source>
        <translation>{count} temuan dipilih.</translation>
    </message>
    <message>
        <source>{count} findings were saved in {file}.</source>
        <translation>{count} temuan disimpan di {file}.</translation>
    </message>
    <message>
        <source>{count} hotspots are paid by {source}. Without it each of them has an error until it gets another funding source. Remove it?</source>
        <translation>{count} titik dibiayai oleh {source}. Tanpa sumber ini setiap titik mendapat kesalahan sampai diberi sumber dana lain. Hapus?</translation>
    </message>
    <message>
        <source>{count} hotspots were mended in one undo step.</source>
        <translation>{count} titik diperbaiki dalam satu langkah undo.</translation>
    </message>
    <message>
        <source>{count} more exchanges, none of them cheaper, are not listed here.</source>
        <translation>{count} pertukaran lain, tidak ada yang lebih murah, tidak dicantumkan di sini.</translation>
    </message>
    <message>
        <source>{count} more rows were rejected; the report (REPORT) lists all.</source>
        <translation>{count} baris lain juga ditolak; laporan (REPORT) memuat semuanya.</translation>
    </message>
    <message>
        <source>{count} more: compare with the revision before.</source>
        <translation>{count} lagi: bandingkan dengan revisi sebelumnya.</translation>
    </message>
    <message>
        <source>{count} more: they are in the layer.</source>
        <translation>{count} lagi: semuanya ada di layer.</translation>
    </message>
    <message>
        <source>{count} moved</source>
        <translation>{count} dipindah</translation>
    </message>
    <message>
        <source>{count} names fit no village; probably the wrong column is read as the village. The first {shown} are shown.</source>
        <translation>{count} nama tidak cocok dengan desa mana pun; mungkin kolom desanya keliru. Ditampilkan {shown} yang pertama.</translation>
    </message>
    <message>
        <source>{count} new hotspots for {rupiah} reach {people} more people, {blank} of them in blank spots.</source>
        <translation>{count} titik baru seharga {rupiah} menjangkau {people} jiwa lagi, {blank} di antaranya di blank spot.</translation>
    </message>
    <message>
        <source>{count} new hotspots for {rupiah}, {stay} of the plan stay, {gone} give way: they reach {people} people whom nothing else reaches, {blank} of them in blank spots.</source>
        <translation>{count} titik baru seharga {rupiah}, {stay} titik rencana tetap, {gone} dilepas: semuanya menjangkau {people} jiwa yang tidak dijangkau yang lain, {blank} di antaranya di blank spot.</translation>
    </message>
    <message>
        <source>{count} notice</source>
        <translation>{count} catatan</translation>
    </message>
    <message>
        <source>{count} notices</source>
        <translation>{count} catatan</translation>
    </message>
    <message>
        <source>{count} of them are in the plan now, and the check finds no error on them. Save the plan to keep them.</source>
        <translation>{count} di antaranya kini ada di rencana, dan pemeriksaan tidak menemukan kesalahan padanya. Simpan rencana agar tidak hilang.</translation>
    </message>
    <message>
        <source>{count} of them are in the plan now; the check finds errors on {wrong}: see the Findings panel.</source>
        <translation>{count} di antaranya kini ada di rencana; pemeriksaan menemukan kesalahan pada {wrong} titik: lihat panel Temuan.</translation>
    </message>
    <message>
        <source>{count} removed</source>
        <translation>{count} dihapus</translation>
    </message>
    <message>
        <source>{count} rule not checked</source>
        <translation>{count} aturan belum diperiksa</translation>
    </message>
    <message>
        <source>{count} rules not checked</source>
        <translation>{count} aturan belum diperiksa</translation>
    </message>
    <message>
        <source>{count} waived finding</source>
        <translation>{count} temuan dikecualikan</translation>
    </message>
    <message>
        <source>{count} waived findings</source>
        <translation>{count} temuan dikecualikan</translation>
    </message>
    <message>
        <source>{count} warning</source>
        <translation>{count} peringatan</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} peringatan</translation>
    </message>
    <message>
        <source>{distance} from here it would stand right; the map shows where.</source>
        <translation>{distance} dari sini posisinya sudah benar; lihat tempatnya di peta.</translation>
    </message>
    <message>
        <source>{distance} from here no error would stand, only warnings; the map shows where.</source>
        <translation>{distance} dari sini tidak ada lagi kesalahan, hanya peringatan; lihat tempatnya di peta.</translation>
    </message>
    <message>
        <source>{file}, row {row}, {field}: {reason} {correction}</source>
        <translation>{file}, baris {row}, {field}: {reason} {correction}</translation>
    </message>
    <message>
        <source>{host} could not show that it is the server, so nothing was sent. Check the address, or choose the certificate file that its administrator handed out.</source>
        <translation>{host} tidak dapat membuktikan bahwa ia server yang benar, jadi tidak ada yang dikirim. Periksa alamatnya, atau pilih berkas sertifikat yang dibagikan administratornya.</translation>
    </message>
    <message>
        <source>{host} did not accept the sign-in (401), and nothing was changed. Choose another account, or ask the administrator for a new token.</source>
        <translation>{host} tidak menerima akun ini (401), dan tidak ada yang berubah. Pilih akun lain, atau minta token baru kepada administrator.</translation>
    </message>
    <message>
        <source>{host} had too many requests from you (429), and nothing was changed. Try again in a few minutes.</source>
        <translation>{host} menerima terlalu banyak permintaan dari Anda (429), dan tidak ada yang berubah. Coba lagi beberapa menit lagi.</translation>
    </message>
    <message>
        <source>{host} is busy at the moment; the plan is as it was. Try again in a few minutes.</source>
        <translation>{host} sedang sibuk; rencana tidak berubah. Coba lagi beberapa menit lagi.</translation>
    </message>
    <message>
        <source>{host} is no village Internet planner&apos;s server (404). Check the address.</source>
        <translation>{host} bukan server perencana Internet desa (404). Periksa alamatnya.</translation>
    </message>
    <message>
        <source>{host} refused the request ({status}), and nothing was changed. Check the address, and whether this plugin is up to date.</source>
        <translation>{host} menolak permintaan ({status}), dan tidak ada yang berubah. Periksa alamatnya, dan apakah plugin ini versi terbaru.</translation>
    </message>
    <message>
        <source>{host} takes no request of this size (413), and nothing was changed. Ask the administrator to raise the limit.</source>
        <translation>{host} tidak menerima permintaan sebesar ini (413), dan tidak ada yang berubah. Minta administrator menaikkan batasnya.</translation>
    </message>
    <message>
        <source>{length} to the nearest hotspot</source>
        <translation>{length} ke titik hotspot terdekat</translation>
    </message>
    <message>
        <source>{length} to the nearest hotspot (at least {limit})</source>
        <translation>{length} ke titik hotspot terdekat (paling dekat {limit})</translation>
    </message>
    <message>
        <source>{length} to {office}</source>
        <translation>{length} ke {office}</translation>
    </message>
    <message>
        <source>{length} to {office} (limit {limit})</source>
        <translation>{length} ke {office} (batas {limit})</translation>
    </message>
    <message>
        <source>{measured} (limit {limit})</source>
        <translation>{measured} (batas {limit})</translation>
    </message>
    <message>
        <source>{name} ({label}) cannot be {value}.</source>
        <translation>{name} ({label}) tidak boleh berisi {value}.</translation>
    </message>
    <message>
        <source>{name} ({label}) is missing.</source>
        <translation>{name} ({label}) belum diisi.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}). Give a GeoPackage, Shapefile, GeoJSON, KML, CSV or XLSX.</source>
        <translation>{name} tidak dapat dibaca ({reason}). Berikan GeoPackage, Shapefile, GeoJSON, KML, CSV, atau XLSX.</translation>
    </message>
    <message>
        <source>{name} exists already and is left as it is: choose another.</source>
        <translation>{name} sudah ada dan dibiarkan apa adanya: pilih nama lain.</translation>
    </message>
    <message>
        <source>{name} is kept in the plan&apos;s file.</source>
        <translation>{name} disimpan di berkas rencana.</translation>
    </message>
    <message>
        <source>{name} was never published from this plan.</source>
        <translation>{name} belum pernah diterbitkan dari rencana ini.</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>{name} dihapus.</translation>
    </message>
    <message>
        <source>{name}: {points} hotspots; with the plan {people} people are reached, {blank} of them in blank spots.</source>
        <translation>{name}: {points} titik; bersama rencana, {people} jiwa terjangkau, {blank} di antaranya di blank spot.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another place.</source>
        <translation>{path} tidak dapat ditulis: {reason}. Pilih tempat lain.</translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}. Close other programs that edit it and try again.</source>
        <translation>{path} tidak dapat dibaca: {reason}. Tutup program lain yang sedang menyuntingnya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}. The plan on the map is not checked until it can be. Close other programs that edit it.</source>
        <translation>{path} tidak dapat dibaca: {reason}. Rencana di peta tidak diperiksa sampai berkas itu terbaca. Tutup program lain yang menyuntingnya.</translation>
    </message>
    <message>
        <source>{path} could not be written and is unchanged: {reason}. Close other programs that edit it, see that the disk has room, and try again.</source>
        <translation>{path} tidak dapat ditulis dan tidak berubah: {reason}. Tutup program lain yang sedang menyuntingnya, pastikan ruang disk cukup, lalu coba lagi.</translation>
    </message>
    <message>
        <source>{path} exists already and is left as it is. Choose another name for the new plan.</source>
        <translation>{path} sudah ada dan dibiarkan apa adanya. Pilih nama lain untuk rencana baru.</translation>
    </message>
    <message>
        <source>{path} exists already, and a plan is never overwritten. Choose another name, or delete that file first.</source>
        <translation>{path} sudah ada, dan rencana tidak pernah ditimpa. Pilih nama lain, atau hapus dulu berkas itu.</translation>
    </message>
    <message>
        <source>{path} exists and is not a layer package; it is not overwritten. Choose another name for the package.</source>
        <translation>{path} sudah ada dan bukan paket layer, jadi tidak ditimpa. Pilih nama lain untuk paket.</translation>
    </message>
    <message>
        <source>{path} holds several layers or not the one asked for. Name one in the mapping (&quot;layer&quot;): {names}.</source>
        <translation>{path} memuat beberapa layer, atau tidak memuat layer yang diminta. Sebutkan salah satu dalam pemetaan (&quot;layer&quot;): {names}.</translation>
    </message>
    <message>
        <source>{path} is not a plan file ({reason}). Choose a plan GeoPackage.</source>
        <translation>{path} bukan berkas rencana ({reason}). Pilih GeoPackage rencana.</translation>
    </message>
    <message>
        <source>{path} is not there any more: it was moved, renamed or deleted. Do not save your edits now, they would be lost: put the file back first, or export the edited layer.</source>
        <translation>{path} sudah tidak ada: dipindahkan, diganti nama, atau dihapus. Jangan simpan suntingan sekarang karena akan hilang: kembalikan dulu berkasnya, atau ekspor layer yang disunting.</translation>
    </message>
    <message>
        <source>{path} is the plan itself and is not overwritten. Choose another file to write to.</source>
        <translation>{path} adalah rencana itu sendiri dan tidak ditimpa. Pilih berkas lain sebagai tujuan.</translation>
    </message>
    <message>
        <source>{path} was edited while the package was merged. Nothing was taken over, and what was saved stands. Merge again.</source>
        <translation>{path} disunting saat paket digabungkan. Tidak ada yang diambil alih dan yang sudah disimpan tetap ada. Gabungkan lagi.</translation>
    </message>
    <message>
        <source>{path} was edited while the pull was under way. Nothing was taken over, and what was saved stands. Pull again.</source>
        <translation>{path} diubah selama penarikan berlangsung. Tidak ada yang diambil alih, dan yang sudah disimpan tetap ada. Tarik lagi.</translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation>kemiripan {percent} %</translation>
    </message>
    <message>
        <source>{place} ({length} from yours)</source>
        <translation>{place} ({length} dari milik Anda)</translation>
    </message>
    <message>
        <source>{plan} (shown now)</source>
        <translation>{plan} (sedang ditampilkan)</translation>
    </message>
    <message>
        <source>{role}: {accepted} rows taken, {rejected} rejected</source>
        <translation>{role}: {accepted} baris diterima, {rejected} ditolak</translation>
    </message>
    <message>
        <source>{role}: {state}, rows: {count}</source>
        <translation>{role}: {state}, jumlah baris: {count}</translation>
    </message>
    <message>
        <source>{shown} of {total} findings are listed</source>
        <translation>{shown} dari {total} temuan ditampilkan</translation>
    </message>
    <message>
        <source>{source} (columns named in row {row})</source>
        <translation>{source} (judul kolom di baris {row})</translation>
    </message>
    <message>
        <source>{source} does not say where its rows are: there is no column of latitude and longitude among {headers}. Name the columns in the mapping.</source>
        <translation>{source} tidak menyebutkan letak barisnya: tidak ada kolom lintang dan bujur di antara {headers}. Sebutkan kolomnya dalam pemetaan.</translation>
    </message>
    <message>
        <source>{source} does not say which coordinate reference system it is in. Set it in the layer&apos;s properties, or name it in the mapping, for example {{&quot;crs&quot;: &quot;EPSG:32750&quot;}}.</source>
        <translation>{source} tidak menyebutkan sistem referensi koordinatnya. Atur dalam properti layer, atau sebutkan dalam pemetaan, misalnya {{&quot;crs&quot;: &quot;EPSG:32750&quot;}}.</translation>
    </message>
    <message>
        <source>{source} has no areas, and {table} needs them. Import the layer with the polygons first; this table can add to it then.</source>
        <translation>{source} tidak memiliki area, padahal {table} memerlukannya. Impor dulu layer poligonnya; setelah itu tabel ini dapat melengkapinya.</translation>
    </message>
    <message>
        <source>{source} has no column for the required {column}; its columns are: {headers}. Name the column in the mapping.</source>
        <translation>{source} tidak memiliki kolom untuk {column} yang wajib; kolomnya: {headers}. Sebutkan kolomnya dalam pemetaan.</translation>
    </message>
    <message>
        <source>{source} has several columns “{header}”, and which of them is {column} cannot be told. Rename or delete all but one of them.</source>
        <translation>{source} memiliki beberapa kolom “{header}”, dan tidak jelas mana yang berisi {column}. Sisakan satu; ganti nama atau hapus yang lain.</translation>
    </message>
    <message>
        <source>{source} holds {found}, but {table} needs {wanted}. Choose another layer or convert it in QGIS, for example with “Point on surface” or “Buffer”.</source>
        <translation>{source} berisi {found}, padahal {table} memerlukan {wanted}. Pilih layer lain atau ubah di QGIS, misalnya dengan “Point on surface” atau “Buffer”.</translation>
    </message>
    <message>
        <source>{source}: change “{column}”</source>
        <translation>{source}: ubah “{column}”</translation>
    </message>
    <message>
        <source>{subject}, {field}: before {base}; mine {ours}; theirs {theirs}.</source>
        <translation>{subject}, {field}: sebelumnya {base}; milik saya {ours}; milik rekan {theirs}.</translation>
    </message>
    <message>
        <source>{subject}, {field}: {ours} here, {theirs} on the server.</source>
        <translation>{subject}, {field}: {ours} di sini, {theirs} di server.</translation>
    </message>
    <message>
        <source>{subject}: changed here, removed on the server.</source>
        <translation>{subject}: diubah di sini, dihapus di server.</translation>
    </message>
    <message>
        <source>{subject}: removed here, changed on the server.</source>
        <translation>{subject}: dihapus di sini, diubah di server.</translation>
    </message>
    <message>
        <source>{table}, row {row} ({name}): “{field}” cannot be published as it is. Mend it and publish again.</source>
        <translation>{table}, baris {row} ({name}): “{field}” belum dapat diterbitkan. Perbaiki, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>{table}, row {row} ({name}): “{field}” is empty. Fill it in, or delete the row, and publish again.</source>
        <translation>{table}, baris {row} ({name}): “{field}” masih kosong. Isilah, atau hapus barisnya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>{technology} reaches</source>
        <translation>Jangkauan {technology}</translation>
    </message>
    <message>
        <source>{text} (by {account}, {time})</source>
        <translation>{text} (oleh {account}, {time})</translation>
    </message>
    <message>
        <source>{title}: hotspots, waivers and funding sources are the same.</source>
        <translation>{title}: titik, pengecualian, dan sumber dananya sama.</translation>
    </message>
    <message>
        <source>{title}: nothing differs.</source>
        <translation>{title}: tidak ada yang berbeda.</translation>
    </message>
    <message>
        <source>{value} is not a layer that can be read. Choose another.</source>
        <translation>{value} bukan layer yang dapat dibaca. Silakan pilih yang lain.</translation>
    </message>
    <message>
        <source>{x}: {people} more people; no plan reaches more than {most}</source>
        <translation>{x}: {people} jiwa lagi; tidak ada rencana yang menjangkau lebih dari {most}</translation>
    </message>
    <message>
        <source>– choose –</source>
        <translation>– pilih –</translation>
    </message>
    <message>
        <source>– leave these rows out –</source>
        <translation>– baris ini tidak diambil –</translation>
    </message>
    <message>
        <source>– not read –</source>
        <translation>– tidak dibaca –</translation>
    </message>
    <message>
        <source>“{algorithm}” needs the Python library {library} {wanted} or newer; QGIS has none. Nothing was changed. Install it for the Python that QGIS uses (on Windows in the OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), then restart QGIS.</source>
        <translation>“{algorithm}” memerlukan pustaka Python {library} {wanted} atau lebih baru; QGIS belum memilikinya. Tidak ada yang diubah. Pasang untuk Python yang dipakai QGIS (di Windows lewat OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), lalu mulai ulang QGIS.</translation>
    </message>
    <message>
        <source>“{algorithm}” needs the Python library {library} {wanted} or newer; QGIS has {found}. Nothing was changed. Install it for the Python that QGIS uses (on Windows in the OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), then restart QGIS.</source>
        <translation>“{algorithm}” memerlukan pustaka Python {library} {wanted} atau lebih baru; QGIS memiliki {found}. Tidak ada yang diubah. Pasang untuk Python yang dipakai QGIS (di Windows lewat OSGeo4W Shell: python -m pip install &quot;{library}&gt;={wanted}&quot;), lalu mulai ulang QGIS.</translation>
    </message>
    <message>
        <source>“{name}” is no vector layer or table of this project. Add it to the project first, or choose a file.</source>
        <translation>“{name}” bukan layer vektor atau tabel dalam proyek ini. Tambahkan ke proyek lebih dahulu, atau pilih berkas.</translation>
    </message>
    <message>
        <source>“{role}” is not a role of a plan. The roles are: {roles}.</source>
        <translation>“{role}” bukan peran dalam rencana. Peran yang ada: {roles}.</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… dan {count} lagi</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>… dan {count} lagi.</translation>
    </message>
</context>
</TS>
