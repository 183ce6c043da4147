# SPDX-License-Identifier: GPL-2.0-or-later
"""What clashes, in words: the wanted sites, and each limit that stands in their way together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.limit_words import (
    AGENCY,
    BAN,
    BUDGET,
    OFFICE,
    PAYER,
    QUOTA,
    SPACING,
    VILLAGE,
    rupiah_words,
)
from village_internet_plugin.siting.pin_search import HeldLimit, PinSearch
from village_internet_plugin.siting.problem import Problem

NOT_FOUND = Words(
    "No way was found to pay for all wanted sites; there may be one.",
    "Tidak ditemukan cara membiayai semua titik yang diminta; mungkin saja ada.",
)
_BANNED = Words("{site} is wanted and ruled out at once.", "{site} diminta sekaligus dikecualikan.")
_NO_PAYER = Words(
    "{site} is wanted, but no funding source may pay for it.",
    "{site} diminta, tetapi tidak ada sumber dana yang boleh membiayainya.",
)
_TOO_NEAR = Words(
    "{site} and {other} are both wanted but stand too near to each other.",
    "{site} dan {other} sama-sama diminta, tetapi letaknya terlalu dekat.",
)
_CROWDED = Words(
    "{village} may get {limit} more points; wanted there (its office counted): {count}.",
    "{village} hanya boleh mendapat {limit} titik lagi; yang diminta di sana (termasuk kantor "
    "desa): {count}.",
)
_WANTED = Words(
    "All of these cannot be had together: {sites}.",
    "Semua ini tidak dapat dipenuhi bersama: {sites}.",
)
_ALONE = Words(
    "{site} is wanted, but cannot be had.", "{site} diminta, tetapi tidak dapat dipenuhi."
)
_LIMITS = {
    BAN: Words("{site} is ruled out.", "{site} dikecualikan."),
    PAYER: Words(
        "No funding source may pay for {site}.",
        "Tidak ada sumber dana yang boleh membiayai {site}.",
    ),
    SPACING: Words(
        "{site} and {other} stand too near to each other.", "{site} dan {other} terlalu berdekatan."
    ),
    VILLAGE: Words(
        "{village} may get {limit} more points.",
        "{village} hanya boleh mendapat {limit} titik lagi.",
    ),
    OFFICE: Words(
        "The first point of {village} has to be at its office.",
        "Titik pertama {village} harus di kantor desa.",
    ),
    QUOTA: Words("{source} has {limit} points left.", "{source} tinggal punya {limit} titik."),
    BUDGET: Words("{source} has {limit} left.", "{source} tinggal punya {limit}."),
    AGENCY: Words(
        "Two agencies may not pay in {village} in the same year.",
        "Dua instansi tidak boleh membiayai di {village} pada tahun yang sama.",
    ),
}
_MORE = Words("{some} and {count} more", "{some} dan {count} lainnya")
_MOST_NAMES = 10
_ABOUT_SITES, _ABOUT_VILLAGES = (BAN, PAYER, SPACING), (VILLAGE, OFFICE, AGENCY)


def clash_words(
    problem: Problem, search: PinSearch, pins: Sequence[int], limits: Sequence[HeldLimit]
) -> list[Words]:
    """Return the sentences for wanted sites and limits that cannot hold together."""
    names = [problem.sites[site].name for site in pins]
    kinds = [limit.kind for limit in limits]
    if kinds == [BAN] and limits[0].subject == tuple(pins):
        return [_BANNED.filled(site=names[0])]
    if kinds == [PAYER] and limits[0].subject == tuple(pins):
        return [_NO_PAYER.filled(site=names[0])]
    if kinds == [SPACING] and limits[0].subject == tuple(pins):
        return [_TOO_NEAR.filled(site=names[0], other=names[1])]
    if kinds in ([VILLAGE], [VILLAGE, OFFICE]):
        return [_crowded(problem, search, limits[0])]
    first = _ALONE.filled(site=names[0]) if len(names) == 1 else None
    first = first or _WANTED.filled(sites=_listed(names))
    return [first, *(_said(problem, limit) for limit in limits)]


def _listed(names: Sequence[str]) -> Words:
    """Return the names, of more than ten the first ones and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return Words(*(", ".join(names),) * 2)
    some = ", ".join(names[: _MOST_NAMES - 1])
    return _MORE.filled(some=some, count=number_words(len(names) - _MOST_NAMES + 1))


def _crowded(problem: Problem, search: PinSearch, limit: HeldLimit) -> Words:
    """Say how many are wanted in a village: more than the fewest that are too many."""
    village = limit.subject[0]
    own = np.flatnonzero(problem.pinned & (problem.village == village)).tolist()
    count = len(own) + len(search.villages_waiting(own))
    left = int(problem.village_points_left[village])
    return _CROWDED.filled(
        village=problem.village_names[village], limit=number_words(left), count=number_words(count)
    )


def _said(problem: Problem, limit: HeldLimit) -> Words:
    kind, subject = limit
    words = _LIMITS[kind]
    if kind in _ABOUT_SITES:
        names = [problem.sites[site].name for site in subject]
        return words.filled(site=names[0], other=names[-1])
    if kind in _ABOUT_VILLAGES:
        left = number_words(int(problem.village_points_left[subject[0]]))
        return words.filled(village=problem.village_names[subject[0]], limit=left)
    purse = problem.sources[subject[0]]
    if kind == QUOTA:
        return words.filled(source=purse.name, limit=number_words(purse.points_left or 0))
    return words.filled(source=purse.name, limit=rupiah_words(purse.idr_left or 0))
