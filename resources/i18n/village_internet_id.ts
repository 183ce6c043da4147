<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>VillageInternet</name>
    <message>
        <source>A layer package is a GeoPackage: let its name end in .gpkg, not {name}.</source>
        <translation>Paket layer berupa GeoPackage: akhiri namanya dengan .gpkg, bukan {name}.</translation>
    </message>
    <message>
        <source>A plan is a GeoPackage: let its name end in .gpkg, not {name}.</source>
        <translation>Rencana berupa GeoPackage: akhiri namanya dengan .gpkg, bukan {name}.</translation>
    </message>
    <message>
        <source>A plan needs the name of the agency that makes it.</source>
        <translation>Rencana memerlukan nama instansi yang menyusunnya.</translation>
    </message>
    <message>
        <source>Agency that plans</source>
        <translation>Instansi penyusun rencana</translation>
    </message>
    <message>
        <source>Blank spots</source>
        <translation>Blank spot</translation>
    </message>
    <message>
        <source>Brings the hotspots that other agencies have published and the funding sources of the plan&apos;s agency, and merges what colleagues changed in this plan with what was changed here, field by field. Where both changed the same field, the plan keeps its own value, and the report lists both: settle these before you publish. CHANGES counts the hotspots that were added, changed or removed. It says so when the server judges by another rule set or by other villages than the plan; with ADOPT they are taken over.</source>
        <translation>Mengambil titik hotspot yang sudah diterbitkan instansi lain dan sumber dana milik instansi penyusun, lalu menggabungkan perubahan rekan pada rencana ini dengan perubahan di sini, per isian. Bila keduanya mengubah isian yang sama, rencana tetap memakai nilainya sendiri dan laporan memuat keduanya: selesaikan dulu sebelum menerbitkan. CHANGES adalah jumlah titik hotspot yang ditambah, diubah, atau dihapus. Bila server menilai dengan kumpulan aturan atau data desa yang berbeda dari rencana, hal itu diberitahukan; dengan ADOPT, milik server yang dipakai.</translation>
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
        <source>Certificate authority of the server, if QGIS does not trust it</source>
        <translation>Otoritas sertifikat server, bila belum dipercaya QGIS</translation>
    </message>
    <message>
        <source>Changed on both sides</source>
        <translation>Diubah di kedua pihak</translation>
    </message>
    <message>
        <source>Check plan</source>
        <translation>Periksa rencana</translation>
    </message>
    <message>
        <source>Columns (JSON)</source>
        <translation>Kolom (JSON)</translation>
    </message>
    <message>
        <source>Create plan</source>
        <translation>Buat rencana</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Kesalahan</translation>
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
        <source>Findings</source>
        <translation>Temuan</translation>
    </message>
    <message>
        <source>Funding source {subject} is not as on the server, which has {theirs}. Only its agency&apos;s steward can change it there; anyone else enters the server&apos;s values to publish.</source>
        <translation>Sumber dana {subject} berbeda dari server, yang mencatat {theirs}. Hanya pengelola data (steward) instansinya yang dapat mengubahnya di sana; pengguna lain perlu mengisikan nilai dari server agar dapat menerbitkan.</translation>
    </message>
    <message>
        <source>Funding source {subject}: {what} was changed here and on the server; the plan keeps its own.</source>
        <translation>Sumber dana {subject}: {what} diubah di sini dan di server; rencana tetap memakai miliknya sendiri.</translation>
    </message>
    <message>
        <source>Funding sources</source>
        <translation>Sumber dana</translation>
    </message>
    <message>
        <source>Hotspot {subject}: {what} was changed here and on the server; the plan keeps its own.</source>
        <translation>Titik hotspot {subject}: {what} diubah di sini dan di server; rencana tetap memakai miliknya sendiri.</translation>
    </message>
    <message>
        <source>Hotspots changed</source>
        <translation>Titik hotspot yang berubah</translation>
    </message>
    <message>
        <source>Import layer into plan</source>
        <translation>Impor layer ke rencana</translation>
    </message>
    <message>
        <source>it</source>
        <translation>data ini</translation>
    </message>
    <message>
        <source>its format is not known</source>
        <translation>formatnya tidak dikenal</translation>
    </message>
    <message>
        <source>Judges every hotspot of a plan by the plan&apos;s own rule set, or by the one given as a JSON file. Each finding says what was measured, the limit, and how to fix it. An error, or a rule that could not be checked, blocks publishing until it is mended or waived; warnings and notices inform. The report is JSON for programs or HTML for people, as its name ends. The plan itself is not changed.</source>
        <translation>Menilai setiap titik hotspot dalam rencana dengan kumpulan aturan rencana itu sendiri, atau dengan kumpulan aturan dari berkas JSON. Setiap temuan menyebutkan hasil ukur, batas, dan cara memperbaikinya. Kesalahan dan aturan yang tidak dapat diperiksa menahan penerbitan sampai dibereskan atau dikecualikan; peringatan dan catatan bersifat informasi. Laporan berupa JSON untuk program atau HTML untuk dibaca, sesuai akhiran namanya. Rencana itu sendiri tidak diubah.</translation>
    </message>
    <message>
        <source>Language of the findings</source>
        <translation>Bahasa temuan</translation>
    </message>
    <message>
        <source>Layer package</source>
        <translation>Paket layer</translation>
    </message>
    <message>
        <source>Layer “{layer}” has no column {column}; it is not checked. Bring the column back, or open table {table} of the plan.</source>
        <translation>Layer “{layer}” tidak punya kolom {column}, jadi tidak diperiksa. Kembalikan kolom itu, atau buka tabel {table} dari rencana.</translation>
    </message>
    <message>
        <source>Layer “{layer}” is in {system}, but a plan is in EPSG:{epsg}; it is not checked. Set the layer back to EPSG:{epsg}, or open table {table} of the plan.</source>
        <translation>Layer “{layer}” memakai {system}, padahal rencana memakai EPSG:{epsg}, jadi tidak diperiksa. Kembalikan layer ke EPSG:{epsg}, atau buka tabel {table} dari rencana.</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>garis</translation>
    </message>
    <message>
        <source>Makes a plan: one GeoPackage that holds the villages, what is known about them, and later the hotspots. Each source may be a layer or a file (GeoPackage, Shapefile, CSV, spreadsheet). Columns are recognised by their names in English and Indonesian; codes, decimal commas, degrees and minutes, and projected coordinates are understood. Rows that cannot be taken are listed with file, row, field and reason in the report; left empty, it is written beside the plan. An existing plan is never overwritten.</source>
        <translation>Membuat rencana: satu GeoPackage yang memuat desa, data tentang desa, dan kemudian titik hotspot. Setiap sumber boleh berupa layer atau berkas (GeoPackage, Shapefile, CSV, lembar kerja). Kolom dikenali dari namanya dalam bahasa Inggris dan Indonesia; kode, koma desimal, derajat dan menit, serta koordinat terproyeksi dapat dibaca. Baris yang tidak dapat diterima dicantumkan dalam laporan dengan berkas, baris, isian, dan alasannya; bila dikosongkan, laporan ditulis di samping rencana. Rencana yang sudah ada tidak pernah ditimpa.</translation>
    </message>
    <message>
        <source>MAPPING is no JSON object. Write it like {example}.</source>
        <translation>MAPPING bukan objek JSON. Tulis seperti {example}.</translation>
    </message>
    <message>
        <source>No plan was made, for {source} has no row that can be taken as a village. {first}</source>
        <translation>Rencana tidak dibuat, karena {source} tidak memuat satu baris pun yang dapat diterima sebagai desa. {first}</translation>
    </message>
    <message>
        <source>no reference system</source>
        <translation>tanpa sistem referensi</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Tidak diperiksa</translation>
    </message>
    <message>
        <source>Not published: a colleague published first, and the server is at revision {head}. Pull the plan, look at what changed, and publish again.</source>
        <translation>Belum diterbitkan: rekan Anda lebih dulu menerbitkan, dan server sudah di revisi {head}. Ambil dulu dari server, lihat perubahannya, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>Not published: the server refused the plan. {message}</source>
        <translation>Belum diterbitkan: server menolak rencana ini. {message}</translation>
    </message>
    <message>
        <source>Not published: the server&apos;s check found {errors} errors, and {not_checked} rules could not be checked. Mend or waive them, and publish again.</source>
        <translation>Belum diterbitkan: pemeriksaan server menemukan {errors} kesalahan, dan {not_checked} aturan tidak dapat diperiksa. Bereskan atau beri pengecualian, lalu terbitkan lagi.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Only try: store nothing</source>
        <translation>Uji coba saja: tidak ada yang disimpan</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Packs a plan into one GeoPackage: its layers with their styles, a project that shows them as a map (Project, Open From, GeoPackage), the findings, and a manifest that says whose plan it is, which revision, and by which rules it was checked. It opens styled in QGIS and QField without this plugin. Names of persons and notes, sign-ins and the outbox stay out. Keep the file&apos;s name: the project finds the layers by it.</source>
        <translation>Mengemas rencana menjadi satu GeoPackage: layer beserta gayanya, proyek yang menampilkannya sebagai peta (Proyek, Buka Dari, GeoPackage), temuan, dan keterangan tentang milik siapa rencana itu, revisi berapa, dan dengan aturan mana diperiksa. Paket terbuka lengkap dengan gayanya di QGIS dan QField tanpa plugin ini. Nama orang, catatan, akun, dan kotak keluar tidak disertakan. Jangan ubah nama berkas: proyek menemukan layer lewat nama itu.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Rencana</translation>
    </message>
    <message>
        <source>points</source>
        <translation>titik</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>poligon</translation>
    </message>
    <message>
        <source>Publish plan</source>
        <translation>Terbitkan rencana</translation>
    </message>
    <message>
        <source>Published as revision {revision}; the plan now has {hotspots} hotspots on the server.</source>
        <translation>Diterbitkan sebagai revisi {revision}; rencana ini sekarang memiliki {hotspots} titik hotspot di server.</translation>
    </message>
    <message>
        <source>Publishing would succeed. Nothing was stored.</source>
        <translation>Penerbitan akan berhasil. Tidak ada yang disimpan.</translation>
    </message>
    <message>
        <source>Pull from server</source>
        <translation>Ambil dari server</translation>
    </message>
    <message>
        <source>QGIS has no sign-in “{auth_id}”, so nothing was sent. Choose one, or make one under Settings, Options, Authentication.</source>
        <translation>QGIS tidak memiliki akun “{auth_id}”, jadi tidak ada yang dikirim. Pilih yang ada, atau buat baru lewat Pengaturan, Opsi, Autentikasi.</translation>
    </message>
    <message>
        <source>QGIS&apos;s store of sign-ins is locked, so nothing was sent. Enter its master password; without a window, name a file that holds it in QGIS_AUTH_PASSWORD_FILE.</source>
        <translation>Penyimpanan akun QGIS terkunci, jadi tidak ada yang dikirim. Masukkan kata sandi utamanya; bila tanpa jendela, sebutkan berkas yang memuatnya dalam QGIS_AUTH_PASSWORD_FILE.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Tanda terima</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Baris yang ditolak</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Revision on the server</source>
        <translation>Revisi di server</translation>
    </message>
    <message>
        <source>Role in the plan</source>
        <translation>Peran dalam rencana</translation>
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
        <source>Rule set (the plan&apos;s own if empty)</source>
        <translation>Kumpulan aturan (milik rencana bila kosong)</translation>
    </message>
    <message>
        <source>Sends what changed in a plan since it was last published. The server checks it by the same rules and stores it whole or not at all. OUTCOME is published, dry_run, conflict (a colleague published first: pull, then publish again), rejected (errors stand that nobody waived) or refused. The receipt is believed only after the server has been asked what it stored; left empty, it is written beside the plan. After an interruption run it again: the same revision is never stored twice. The sign-in is an authentication configuration of QGIS, the user&apos;s name with a token as password.</source>
        <translation>Mengirim perubahan rencana sejak terakhir diterbitkan. Server memeriksanya dengan aturan yang sama dan menyimpan seluruhnya atau tidak sama sekali. OUTCOME berisi published (diterbitkan), dry_run (uji coba), conflict (rekan lebih dulu menerbitkan: ambil dari server, lalu terbitkan lagi), rejected (masih ada kesalahan tanpa pengecualian), atau refused (ditolak). Tanda terima baru dipercaya setelah server ditanya kembali apa yang disimpannya; bila dikosongkan, tanda terima ditulis di samping rencana. Bila terputus, silakan jalankan lagi: revisi yang sama tidak pernah disimpan dua kali. Akun adalah konfigurasi autentikasi QGIS: nama pengguna, dengan token sebagai kata sandi.</translation>
    </message>
    <message>
        <source>Server (the plan&apos;s own if empty)</source>
        <translation>Server (milik rencana bila kosong)</translation>
    </message>
    <message>
        <source>Settlements</source>
        <translation>Permukiman</translation>
    </message>
    <message>
        <source>Sign-in (QGIS authentication)</source>
        <translation>Akun (autentikasi QGIS)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Sumber</translation>
    </message>
    <message>
        <source>Take over what the server judges by</source>
        <translation>Pakai kumpulan aturan dan data acuan server</translation>
    </message>
    <message>
        <source>Takes a layer, a table or a file into a plan. The role says what its rows are: villages, village_offices, blank_spots, settlements, existing_hotspots, network_nodes, hotspots or funding_sources. Columns are recognised by their names; where they are not, give a mapping as JSON, the plan&apos;s column first: {&quot;village_code&quot;: &quot;KODE&quot;, &quot;lat&quot;: &quot;Lintang&quot;}. It may also hold &quot;constants&quot;, &quot;values&quot;, &quot;crs&quot;, &quot;zone&quot;, &quot;layer&quot; and &quot;corrections&quot;. Rows that cannot be taken are listed in the report with file, row, field and reason; the others are taken.</source>
        <translation>Memasukkan layer, tabel, atau berkas ke dalam rencana. Peran menyatakan apa isi barisnya: villages (desa), village_offices (kantor desa), blank_spots (blank spot), settlements (permukiman), existing_hotspots (titik hotspot yang sudah ada), network_nodes (simpul jaringan), hotspots (titik hotspot), atau funding_sources (sumber dana). Kolom dikenali dari namanya; bila tidak dikenali, berikan pemetaan berupa JSON, kolom rencana lebih dulu: {&quot;village_code&quot;: &quot;KODE&quot;, &quot;lat&quot;: &quot;Lintang&quot;}. Pemetaan juga boleh memuat &quot;constants&quot;, &quot;values&quot;, &quot;crs&quot;, &quot;zone&quot;, &quot;layer&quot;, dan &quot;corrections&quot;. Baris yang tidak dapat diterima dicantumkan dalam laporan dengan berkas, baris, isian, dan alasannya; baris lainnya diterima.</translation>
    </message>
    <message>
        <source>The certificate file {path} cannot be read ({reason}). Give the PEM file that the server&apos;s administrator handed out.</source>
        <translation>Berkas sertifikat {path} tidak dapat dibaca ({reason}). Berikan berkas PEM yang dibagikan administrator server.</translation>
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
        <source>The import was cancelled; the plan is as it was.</source>
        <translation>Impor dibatalkan; rencana tetap seperti semula.</translation>
    </message>
    <message>
        <source>The map could not be written to {path}. Choose a folder that you may write to.</source>
        <translation>Peta tidak dapat ditulis ke {path}. Pilih folder yang boleh Anda tulisi.</translation>
    </message>
    <message>
        <source>The mapping's system “{crs}” is not known. Write one such as EPSG:32750.</source>
        <translation>Sistem koordinat “{crs}” dalam pemetaan tidak dikenal. Tulis misalnya EPSG:32750.</translation>
    </message>
    <message>
        <source>The plan does not know its server yet. Give its address, which begins https://.</source>
        <translation>Rencana ini belum memiliki alamat server. Isikan alamatnya, yang diawali https://.</translation>
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
        <source>The plugin met an error of its own ({kind}: {text}); the plan is as it was. Please report it with this log.</source>
        <translation>Terjadi kesalahan pada plugin sendiri ({kind}: {text}); rencana tetap seperti semula. Mohon laporkan bersama log ini.</translation>
    </message>
    <message>
        <source>The rule set {path} cannot be read ({reason}). Give a JSON file in UTF-8.</source>
        <translation>Kumpulan aturan {path} tidak dapat dibaca ({reason}). Berikan berkas JSON dalam UTF-8.</translation>
    </message>
    <message>
        <source>The server judges by other villages, offices or blank spots (reference {theirs}…) than this plan holds ({ours}…), so the server would refuse it. Pull again with “Take over what the server judges by” (ADOPT), which replaces them, check the plan, then publish.</source>
        <translation>Server menilai dengan desa, kantor desa, atau blank spot (data acuan {theirs}…) yang berbeda dari isi rencana ini ({ours}…), jadi server akan menolaknya. Ambil lagi dari server dengan “Pakai kumpulan aturan dan data acuan server” (ADOPT), yang menggantikan data itu, periksa rencana, lalu terbitkan.</translation>
    </message>
    <message>
        <source>The server judges by rule set {theirs}, this plan is checked by {ours}, so the server would refuse it. Pull again with “Take over what the server judges by” (ADOPT), check the plan, then publish.</source>
        <translation>Server menilai dengan kumpulan aturan {theirs}, sedangkan rencana ini diperiksa dengan {ours}, jadi server akan menolaknya. Ambil lagi dari server dengan “Pakai kumpulan aturan dan data acuan server” (ADOPT), periksa rencana, lalu terbitkan.</translation>
    </message>
    <message>
        <source>The table {table} of {path} could not be opened. Open the file in QGIS&apos;s browser to see what is wrong with it.</source>
        <translation>Tabel {table} dari {path} tidak dapat dibuka. Buka berkas itu di Peramban QGIS untuk melihat masalahnya.</translation>
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
        <source>There is no plan file {path}. Create the plan first.</source>
        <translation>Berkas rencana {path} tidak ada. Buat rencananya dulu.</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>berkasnya tidak ada</translation>
    </message>
    <message>
        <source>Title of the plan</source>
        <translation>Judul rencana</translation>
    </message>
    <message>
        <source>Village Internet Planner</source>
        <translation>Perencana Internet Desa</translation>
    </message>
    <message>
        <source>Village offices</source>
        <translation>Kantor desa</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>Desa dan kelurahan</translation>
    </message>
    <message>
        <source>Waived findings</source>
        <translation>Temuan yang dikecualikan</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Peringatan</translation>
    </message>
    <message>
        <source>{count} more rows were rejected; the report (REPORT) lists all.</source>
        <translation>{count} baris lain juga ditolak; laporan (REPORT) memuat semuanya.</translation>
    </message>
    <message>
        <source>{file}, row {row}, {field}: {reason} {correction}</source>
        <translation>{file}, baris {row}, {field}: {reason} {correction}</translation>
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
        <source>{path} is the plan itself and is not overwritten. Choose another file to write to.</source>
        <translation>{path} adalah rencana itu sendiri dan tidak ditimpa. Pilih berkas lain sebagai tujuan.</translation>
    </message>
    <message>
        <source>{role}: {accepted} rows taken, {rejected} rejected</source>
        <translation>{role}: {accepted} baris diterima, {rejected} ditolak</translation>
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
        <source>{value} is not a layer that can be read. Choose another.</source>
        <translation>{value} bukan layer yang dapat dibaca. Silakan pilih yang lain.</translation>
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
        <source>“{role}” is not a role of a plan. The roles are: {roles}.</source>
        <translation>“{role}” bukan peran dalam rencana. Peran yang ada: {roles}.</translation>
    </message>
</context>
</TS>
