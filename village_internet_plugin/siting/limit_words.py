# SPDX-License-Identifier: GPL-2.0-or-later
"""The limits of a suggestion in words: what stands in the way of a site, and of whom."""

from __future__ import annotations

from collections.abc import Iterable

from village_internet_plugin.domain.languages import Words, number_words, rupiah_text

NO_QUOTA, NO_VILLAGE, OVER_BUDGET = "no_quota", "no_village", "over_budget"
"""Words of limits that were used up before this plan, and of a budget beyond."""
BAN, PAYER, QUOTA, BUDGET = "ban", "payer", "quota", "budget"
VILLAGE, OFFICE, SPACING, AGENCY = "village", "office", "spacing", "agency"

LIMIT_WORDS = {
    BAN: Words("{site} was ruled out by you.", "{site} Anda kecualikan."),
    PAYER: Words("{source} may not pay for {site}.", "{source} tidak boleh membiayai {site}."),
    QUOTA: Words(
        "{source} has no point left for {site}: this plan uses all of its {limit}.",
        "{source} tidak punya titik lagi untuk {site}: rencana ini memakai semua {limit} titiknya.",
    ),
    NO_QUOTA: Words(
        "{source} had no point left to give.", "{source} sudah tidak punya titik untuk diberikan."
    ),
    BUDGET: Words(
        "{source} has {left} left; {site} costs {cost}, {short} more.",
        "Sisa anggaran {source} {left}; {site} berbiaya {cost}, kurang {short}.",
    ),
    VILLAGE: Words(
        "This plan gives {village} all the further points its population allows ({limit}).",
        "Rencana ini sudah memberi {village} semua titik tambahan yang sesuai penduduknya "
        "({limit}).",
    ),
    NO_VILLAGE: Words(
        "{village} may get no further point: its population allows no more.",
        "{village} tidak boleh mendapat titik lagi: penduduknya tidak memungkinkan lebih banyak.",
    ),
    OVER_BUDGET: Words(
        "{source} is over its budget already, by {over}, before {site} ({cost}).",
        "{source} sudah melampaui anggarannya sebesar {over}, sebelum {site} ({cost}).",
    ),
    OFFICE: Words(
        "The first point of {village} must be at its office; {office} is not chosen.",
        "Titik pertama {village} harus di kantor desa; {office} tidak terpilih.",
    ),
    SPACING: Words("{site} is too near to {other}.", "{site} terlalu dekat dengan {other}."),
    AGENCY: Words(
        "{other} in {village} is paid for by {agency} in {year} already; {source} may not "
        "pay there in the same year.",
        "{other} di {village} sudah didanai {agency} tahun {year}; {source} tidak boleh ikut "
        "mendanai pada tahun yang sama.",
    ),
}


def rupiah_words(amount_idr: float) -> Words:
    """Return an amount of money as each of the languages writes it."""
    return Words(rupiah_text(amount_idr, "en"), rupiah_text(amount_idr, "id"))


_PERSON = Words("1 person", "1 jiwa")
_PEOPLE = Words("{count} people", "{count} jiwa")


def people_words(count: int) -> Words:
    """Return a number of people."""
    return _PERSON if count == 1 else _PEOPLE.filled(count=number_words(count))


_AND = Words("{most} and {last}", "{most} dan {last}")
_MORE = Words("{some} and {count} more", "{some} dan {count} lainnya")
_MOST_NAMES = 4


def joined(names: Iterable[str]) -> Words:
    """Return names as a list for people; beyond four it counts the rest."""
    every = list(names)
    if len(every) > _MOST_NAMES:
        some = ", ".join(every[: _MOST_NAMES - 1])
        return _MORE.filled(some=some, count=number_words(len(every) - _MOST_NAMES + 1))
    if len(every) > 1:
        return _AND.filled(most=", ".join(every[:-1]), last=every[-1])
    return Words(*(every or [""]) * 2)
