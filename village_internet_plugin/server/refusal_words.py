# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences that refuse a document, in both languages; a code for programs stands beside."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words

DOCUMENT_CANNOT_BE_USED = Words(
    "The document cannot be used: {error}", "Dokumen tidak dapat dipakai: {error}"
)
DATABASE_DOES_NOT_LET = Words(
    "The database does not let this account write that; nothing was published.",
    "Basis data tidak mengizinkan akun ini menulisnya; tidak ada yang diterbitkan.",
)
ROLE_PUBLISHES_NOTHING = Words(
    "This account is a {role} now and publishes nothing; ask your agency's administrator.",
    "Akun ini sekarang {role} dan tidak menerbitkan apa pun; hubungi administrator instansi Anda.",
)
NOT_YOUR_PLAN = Words(
    "This account publishes plans of {own}; it cannot publish a plan of {other}.",
    "Akun ini menerbitkan rencana {own}; rencana {other} tidak dapat diterbitkannya.",
)
NOT_THE_PLANS_AGENCY = Words(
    "This account publishes plans of {own}; it cannot publish the plan of {other}.",
    "Akun ini menerbitkan rencana {own}; rencana {other} ini tidak dapat diterbitkannya.",
)
UNKNOWN_AGENCY = Words(
    "This server knows no agency {agency}.", "Server ini tidak mengenal instansi {agency}."
)
REVISION_ID_REUSED = Words(
    "Revision {revision_id} was published before with another content; publish this change as a "
    "new revision.",
    "Revisi {revision_id} pernah diterbitkan dengan isi lain; terbitkan perubahan ini sebagai "
    "revisi baru.",
)
NOTHING_IN_FORCE = Words(
    "This server has no reference data or no rule set yet; its administrator loads them with "
    "load-reference and load-rule-set.",
    "Server ini belum memiliki data acuan atau kumpulan aturan; administratornya memuatnya dengan "
    "load-reference dan load-rule-set.",
)
REFERENCE_MISMATCH = Words(
    "The plan was checked against other villages, offices or blank spots than those in force on "
    "this server. Bring the server's reference, check again, then publish.",
    "Rencana diperiksa terhadap desa, kantor, atau blank spot yang lain daripada yang berlaku di "
    "server ini. Ambil data acuan server, periksa lagi, lalu terbitkan.",
)
RULE_SET_MISMATCH = Words(
    "The plan was checked by rule set {own}; this server judges by {here}. Bring it, check again, "
    "then publish.",
    "Rencana diperiksa dengan kumpulan aturan {own}; server ini menilai dengan {here}. Ambil "
    "kumpulan itu, periksa lagi, lalu terbitkan.",
)
UNKNOWN_BASE = Words(
    "The change is based on revision {base}, but the last one this server has of this plan is "
    "{head}. Is it the right server?",
    "Perubahan ini berdasar pada revisi {base}, padahal revisi terakhir rencana ini di server "
    "adalah {head}. Apakah ini server yang benar?",
)
HOTSPOT_ID_TAKEN = Words(
    "A hotspot of the plan has the id of a hotspot in another plan ({detail}). Give the copied "
    "points new ids.",
    "Sebuah hotspot rencana ini memakai id hotspot di rencana lain ({detail}). Beri titik salinan "
    "itu id baru.",
)
SOURCE_OVERDRAWN = Words(
    "A funding source would be drawn on beyond its quota or budget; nothing was published. Check "
    "the plan again, or ask the source's steward.",
    "Sebuah sumber dana akan terpakai melebihi kuota atau pagunya; tidak ada yang diterbitkan. "
    "Periksa lagi rencana, atau hubungi pengelola sumber itu.",
)
VALUE_DOES_NOT_FIT = Words(
    "A value of the document does not fit the database: {detail}.",
    "Sebuah nilai dokumen tidak muat di basis data: {detail}.",
)
CONTENT_MISMATCH = Words(
    "The plan on the server would not be the plan that was sent: their hashes differ. Bring the "
    "plan's newest revision, then publish again.",
    "Rencana di server tidak akan sama dengan yang dikirim: nilai hash-nya berbeda. Ambil revisi "
    "terbaru rencana, lalu terbitkan lagi.",
)

SOURCE_OF_ANOTHER_AGENCY = Words(
    'Funding source "{source}" has another agency, "{other}"; a revision of {agency} can enter and '
    "change its own alone. Set the source's agency, then publish again.",
    'Sumber dana "{source}" memuat instansi lain, "{other}"; revisi {agency} hanya dapat '
    "memasukkan dan mengubah sumbernya sendiri. Betulkan instansi sumber itu, lalu terbitkan lagi.",
)
SOURCE_BELONGS_TO = Words(
    'Funding source "{source}" belongs to {owner}; a revision of {agency} cannot change it. Bring '
    "the server's funding sources, then publish again.",
    'Sumber dana "{source}" milik {owner}; revisi {agency} tidak dapat mengubahnya. Ambil sumber '
    "dana server, lalu terbitkan lagi.",
)
SOURCE_FOR_STEWARD = Words(
    'Funding source "{source}" differs from the one on the server, and only the agency\'s steward '
    "may change it. Bring the server's funding sources, or ask the steward to publish.",
    'Sumber dana "{source}" berbeda dari yang di server, dan hanya pengelola dana instansinya yang '
    "boleh mengubahnya. Ambil sumber dana server, atau minta pengelola itu menerbitkan.",
)
POINTS_DO_NOT_FIT = Words(
    'Funding source "{source}" pays for {quota} points; other plans have published {others} of '
    "them, so the {own} of this plan do not fit. Use fewer, or ask its steward.",
    'Sumber dana "{source}" membiayai {quota} titik; rencana lain telah menerbitkan {others} di '
    "antaranya, sehingga {own} titik rencana ini tidak muat. Kurangi titik, atau hubungi "
    "pengelolanya.",
)
MONEY_DOES_NOT_FIT = Words(
    'Funding source "{source}" has {budget}; other plans have published points for {others}, so '
    "the {own} of this plan do not fit. Spend less, or ask its steward.",
    'Sumber dana "{source}" memiliki {budget}; rencana lain telah menerbitkan titik senilai '
    "{others}, sehingga {own} rencana ini tidak muat. Kurangi biaya, atau hubungi pengelolanya.",
)

WAIVER_OF_UNKNOWN_RULE = Words(
    'The waiver of {rule} for "{subject}" names a rule this server does not know; take it back, or '
    "update.",
    'Pengecualian {rule} untuk "{subject}" menyebut aturan yang tidak dikenal server ini; cabut, '
    "atau mutakhirkan pengaya.",
)
WAIVER_CANNOT_BE = Words(
    'The waiver of {rule} for "{subject}" cannot be: a quota and a budget bind whoever signs. Take '
    "it back, and use fewer points or another funding source.",
    'Pengecualian {rule} untuk "{subject}" tidak mungkin: kuota dan pagu mengikat siapa pun yang '
    "menandatangani. Cabut, lalu kurangi titik atau pakai sumber dana lain.",
)
WAIVER_OF_NOTHING = Words(
    'The waiver of {rule} for "{subject}" names nothing that it is for; take it back.',
    'Pengecualian {rule} untuk "{subject}" tidak menyebut untuk apa; cabutlah.',
)
WAIVER_UNSIGNED = Words(
    'The waiver of {rule} for "{subject}" needs who waived it and why; take it back and waive it '
    "anew.",
    'Pengecualian {rule} untuk "{subject}" harus memuat siapa yang memberikannya dan alasannya; '
    "cabut, lalu berikan lagi.",
)
WAIVER_AT_NO_TIME = Words(
    'The waiver of {rule} for "{subject}" was made at {made_at}; that should be a time with its '
    "time zone, and not in the future. Set the computer's clock, take it back and waive it anew.",
    'Pengecualian {rule} untuk "{subject}" dibuat pada {made_at}; itu seharusnya waktu beserta '
    "zona waktunya, dan tidak di masa depan. Setel jam komputer, cabut, lalu berikan lagi.",
)
NO_RULE = Words("no rule", "tanpa aturan")

HISTORY_OF_OTHERS = Words(
    "This account reads the history of plans of {own}; this is a plan of {other}. What it has "
    "published is in the collection hotspots.",
    "Akun ini membaca riwayat rencana {own}; ini rencana {other}. Yang telah diterbitkannya ada di "
    "koleksi hotspots.",
)
CHANGES_OF_OTHERS = Words(
    "This plan belongs to {other}; its history is for that agency. What everybody may read of it "
    "is in the collection hotspots.",
    "Rencana ini milik {other}; riwayatnya hanya untuk instansi itu. Yang boleh dibaca semua orang "
    "ada di koleksi hotspots.",
)
