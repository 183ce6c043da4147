# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences on what failed on the way to the shared server and back, in both languages."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words

NO_ANSWER = Words(
    "The server {host} did not answer in time. Your plan is as it was; try again later, what was "
    "sent is kept and will not be stored twice.",
    "Server {host} tidak menjawab pada waktunya. Rencana tidak berubah; coba lagi nanti, yang "
    "sudah dikirim tersimpan dan tidak akan disimpan dua kali.",
)
PROXY = Words(
    "The proxy on the way to {host} let nothing through. Your plan is as it was; check the proxy "
    "in the network settings and try again.",
    "Proksi menuju {host} tidak meneruskan apa pun. Rencana tidak berubah; periksa proksi di "
    "pengaturan jaringan, lalu coba lagi.",
)
NOT_REACHED = Words(
    "The server {host} is not reached. Your plan is as it was; check the network and the "
    "server's address, then try again.",
    "Server {host} tidak terjangkau. Rencana tidak berubah; periksa jaringan dan alamat server, "
    "lalu coba lagi.",
)
NOT_MADE = Words(
    "The request to {host} could not be made ({kind}). Your plan is as it was; check "
    "the server's address and the authentication settings.",
    "Permintaan ke {host} tidak dapat dibuat ({kind}). Rencana tidak berubah; periksa alamat "
    "server dan pengaturan autentikasi.",
)
CUT_SHORT = Words(
    "The connection to {host} was cut in the middle of the answer. Your plan is as it was; try "
    "again, what was sent is kept and will not be stored twice.",
    "Sambungan ke {host} terputus di tengah jawaban. Rencana tidak berubah; coba lagi, yang sudah "
    "dikirim tersimpan dan tidak akan disimpan dua kali.",
)
TOO_SLOW = Words(
    "The answer of {host} was not whole after {seconds} seconds. Your plan is as it was; try "
    "again over a better connection.",
    "Jawaban {host} belum utuh setelah {seconds} detik. Rencana tidak berubah; coba lagi dengan "
    "sambungan yang lebih baik.",
)
TOO_LARGE = Words(
    "The answer of {host} is larger than {size} MB and was not taken. Your plan is as it was; "
    "check that the address is that of a village Internet planner's server.",
    "Jawaban {host} lebih besar dari {size} MB dan tidak diterima. Rencana tidak berubah; "
    "pastikan alamatnya milik server perencana Internet desa.",
)
NOT_UNDERSTOOD = Words(
    "The answer of {host} cannot be understood: {reason}. Your plan is as it was; check the "
    "server's address, and whether a network's sign-in page or a proxy stands in between.",
    "Jawaban {host} tidak dapat dipahami: {reason}. Rencana tidak berubah; periksa alamat server, "
    "dan apakah ada halaman masuk jaringan atau proksi di antaranya.",
)
BADLY_PACKED = Words(
    "it is not packed as it claims to be", "kemasannya tidak seperti yang disebutkan"
)
SENT_ON = Words(
    "The server {host} sends requests on to another address, which is not followed, since "
    "your sign-in would go there too. Your plan is as it was; ask its administrator for its "
    "present address and enter that.",
    "Server {host} mengalihkan permintaan ke alamat lain; itu tidak diikuti, karena akun Anda "
    "akan ikut terkirim ke sana. Rencana tidak berubah; tanyakan alamat terbarunya kepada "
    "administrator, lalu isikan.",
)
BUSY = Words(
    "The server {host} cannot serve at the moment ({status}). Your plan is as it was; try again "
    "in a few minutes.",
    "Server {host} sedang tidak dapat melayani ({status}). Rencana tidak berubah; coba lagi "
    "beberapa menit lagi.",
)
FAILED = Words(
    "The server {host} failed while it worked on the request ({status}). Your plan is as it was "
    "and what was sent is kept; try again, and tell the server's administrator if it "
    "happens twice.",
    "Server {host} mengalami kegagalan saat mengerjakan permintaan ({status}). Rencana tidak "
    "berubah dan yang sudah dikirim tersimpan; coba lagi, dan beri tahu administrator server bila "
    "terjadi lagi.",
)
NOT_TRUSTED = Words(
    "The server {host} is not trusted: {reason}. Nothing was sent; check the address, or give "
    "the certificate file (CA) that the server's administrator handed out.",
    "Server {host} tidak dipercaya: {reason}. Tidak ada yang dikirim; periksa alamatnya, atau "
    "berikan berkas sertifikat (CA) yang dibagikan administrator server.",
)
CLOCK = Words(
    "The server {host} is not trusted: by this computer's clock, which says {today}, {reason}. "
    "Nothing was sent; set the clock if it is wrong, else tell the server's administrator.",
    "Server {host} tidak dipercaya: menurut jam komputer ini, yang menunjukkan {today}, {reason}. "
    "Tidak ada yang dikirim; betulkan jam bila salah, atau beri tahu administrator server.",
)
OTHER_NAME = Words("its certificate is made out to another name", "sertifikatnya atas nama lain")
EXPIRED = Words("its certificate has expired", "sertifikatnya sudah kedaluwarsa")
NOT_YET = Words("its certificate is not valid yet", "sertifikatnya belum berlaku")
UNKNOWN_ISSUER = Words(
    "its certificate comes from nobody this computer trusts",
    "penerbit sertifikatnya tidak dipercaya komputer ini",
)
NO_ENCRYPTION = Words(
    "the encrypted connection could not be set up", "sambungan terenkripsi tidak dapat dibuat"
)
REFUSALS = {
    401: Words(
        "The server {host} did not accept your sign-in (401). Nothing was changed; check user and "
        "token in the authentication settings, or ask the administrator for a new token.",
        "Server {host} tidak menerima akun Anda (401). Tidak ada yang berubah; periksa nama "
        "pengguna dan token di pengaturan autentikasi, atau minta token baru kepada administrator.",
    ),
    403: Words(
        "Your account may not do this on the server {host} (403). Nothing was changed; ask the "
        "administrator for the role that may.",
        "Akun Anda tidak berhak melakukan ini di server {host} (403). Tidak ada yang berubah; "
        "minta peran yang sesuai kepada administrator.",
    ),
    404: Words(
        "The server {host} is not a village Internet planner's server: it does not know what was "
        "asked for (404). Check the server's address.",
        "Server {host} bukan server perencana Internet desa: yang diminta tidak dikenalnya (404). "
        "Periksa alamat server.",
    ),
    413: Words(
        "The server {host} takes no request of this size (413). Nothing was changed; publish the "
        "plan in smaller steps, or ask the administrator to raise the limit.",
        "Server {host} tidak menerima permintaan sebesar ini (413). Tidak ada yang berubah; "
        "terbitkan rencana sedikit demi sedikit, atau minta administrator menaikkan batasnya.",
    ),
    429: Words(
        "The server {host} has had too many requests from you (429). Nothing was changed; try "
        "again in a few minutes.",
        "Server {host} menerima terlalu banyak permintaan dari Anda (429). Tidak ada yang berubah; "
        "coba lagi beberapa menit lagi.",
    ),
    507: Words(
        "The disk of the server {host} is full (507). Nothing was changed there and what was sent "
        "is kept; tell its administrator, and try again once there is room.",
        "Disk server {host} penuh (507). Tidak ada yang berubah di sana dan yang sudah dikirim "
        "tersimpan; beri tahu administratornya, lalu coba lagi setelah ada ruang.",
    ),
}
"""By the status of the answer."""
OTHER_REFUSAL = Words(
    "The server {host} refused the request ({status}). Nothing was changed; check that the address "
    "is that of a planner's server and that this plugin is up to date.",
    "Server {host} menolak permintaan ini ({status}). Tidak ada yang berubah; pastikan alamatnya "
    "milik server perencana dan plugin ini versi terbaru.",
)
EXPLAINED = Words(
    "{sentence} The server says: {explanation}", "{sentence} Kata server: {explanation}"
)
