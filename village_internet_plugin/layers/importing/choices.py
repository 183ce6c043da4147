# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of daily use for the fixed values of a plan: kantor desa, PLN, tenaga surya, murni."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.problems import WORD, Choice, Mend, Unreadable

_STATUS = {
    "proposed": "usulan; diusulkan; rencana; direncanakan; planned; proposal; calon",
    "surveyed": "survei; survey; disurvei; sudah survei; sudah disurvei",
    "approved": "disetujui; setuju; ditetapkan; disahkan",
    "installed": "terpasang; dipasang; sudah terpasang; sudah dipasang",
    "operating": "aktif; beroperasi; operasional; berfungsi; online; on air; active; operational",
    "suspended": "nonaktif; non aktif; tidak aktif; dihentikan; mati; offline; rusak; inactive",
    "replaced": "diganti; digantikan; dialihkan; dipindah; dipindahkan",
    "refused": "ditolak; tidak disetujui; tidak layak; rejected",
}
_SITE_KIND = {
    "village_office": (
        "kantor desa; kantor kepala desa; kantor kelurahan; kantor lurah; kantor kampung; "
        "balai desa; balai kampung; kelurahan; office"
    ),
    "health_post": (
        "puskesmas; pustu; puskesmas pembantu; posyandu; polindes; poskesdes; klinik; "
        "rumah sakit; fasilitas kesehatan; faskes; kesehatan; clinic; health"
    ),
    "school": (
        "sekolah; sd; sdn; smp; smpn; sma; sman; smk; smkn; tk; paud; mi; mts; ma; madrasah; "
        "pesantren; pendidikan"
    ),
    "market": "pasar; pasar desa; pasar rakyat",
    "worship": (
        "masjid; mushola; musholla; musala; langgar; gereja; pura; vihara; tempat ibadah; "
        "rumah ibadah; mosque; church"
    ),
    "public_space": (
        "ruang publik; ruang terbuka; ruang terbuka hijau; rth; taman; alun alun; lapangan; "
        "balai pertemuan; park"
    ),
    "tourism": "wisata; tempat wisata; objek wisata; obyek wisata; desa wisata; pariwisata",
    "other_public": (
        "fasilitas umum; fasum; lainnya; lain lain; kantor pemerintah; kantor camat; "
        "kantor kecamatan; bumdes; blk; pelabuhan; dermaga; terminal; other"
    ),
    "private": (
        "rumah; rumah pribadi; rumah warga; rumah kades; rumah kepala desa; pribadi; swasta; "
        "private house"
    ),
}
_SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "status": _STATUS,
    "site_kind": _SITE_KIND,
    "technology": {
        "fibre": "fiber; fo; fiber optik; fiber optic; serat optik; ftth; kabel",
        "wireless": "nirkabel; radio; radio link; microwave; seluler; 4g; lte; orbit",
        "satellite": "satelit; vsat; starlink",
    },
    "power": {
        # "solar" in Indonesian is diesel fuel, but alone in a column it is our own word.
        "grid": "pln; listrik pln; listrik; jaringan pln",
        "solar": "surya; tenaga surya; plts; panel surya; solar panel; solar cell",
        "generator": "genset; generator set; diesel; genset diesel; genset solar; pltd",
        "none": "tidak ada; belum ada; tanpa listrik; no",
    },
    "site_consent": {
        "none": "belum; belum ada; tidak ada; no",
        "verbal": "lisan; secara lisan; oral",
        "letter": (
            "surat; ada surat; tertulis; surat persetujuan; surat pernyataan; berita acara; written"
        ),
    },
    "signal": {
        "none": "tidak ada; tidak ada sinyal; tanpa sinyal; blank spot; no signal; nihil; 0",
        "weak": "lemah; sinyal lemah; low signal; weak signal; low; 2g; edge",
    },
    "kind": {
        "desa": "desa adat; kampung; gampong; nagari; pekon; village; 1",
        "kelurahan": "kel; 2",
        "fibre": "fiber; fo; serat optik; fiber optik; odp; odc; fat; fdt; pop",
        "tower": "menara; bts; menara bts; tower bts; menara telekomunikasi",
    },
    "budget_round": {
        "initial": "murni; apbd murni; induk; apbd induk",
        "revised": "perubahan; apbd perubahan; apbd p; apbdp; abt",
    },
}
_BETWEEN_WORDS = re.compile(r"[,;/&]|\b(?:dan|and)\b", re.IGNORECASE)
_UNKNOWN = Words("“{value}” is not a known value.", "“{value}” bukan nilai yang dikenal.")
_CHOOSE = Words("Write one of: {choices}.", "Tulis salah satu dari: {choices}.")


def read_choice(
    text: str, column: str, choices: Sequence[str], own_words: Mapping[str, str]
) -> str:
    """Return which of `choices` a word means in `column`; case and punctuation do not count.

    `own_words` are the user's additions to the words known here. Raises Unreadable with the list of
    choices for any other word.
    """
    word = _bare(text)
    for own, choice in own_words.items():
        if _bare(own) == word and choice in choices:
            return choice
    for choice in choices:
        if word in _words(column, choice):
            return choice
    mend = Mend(WORD, text, tuple(Choice(choice) for choice in choices))
    raise Unreadable(_UNKNOWN, _CHOOSE, value=text, choices=", ".join(choices)).offering(mend)


def read_choices(
    text: str, column: str, choices: Sequence[str], own_words: Mapping[str, str]
) -> str:
    """Return which of `choices` a list of words means, with a comma and a space between them.

    Words are separated by comma, semicolon, slash, ``&``, ``dan`` or ``and``. Raises Unreadable
    when one of them is not known.
    """
    words = [word for word in _BETWEEN_WORDS.split(text) if _bare(word)]
    return ", ".join(read_choice(word.strip(), column, choices, own_words) for word in words)


@cache
def _words(column: str, choice: str) -> frozenset[str]:
    listed = _SYNONYMS.get(column, {}).get(choice, "").split(";")
    return frozenset(_bare(word) for word in (choice, *listed)) - {""}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
