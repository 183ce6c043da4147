# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding a village by the name people write: spelling, spaces and prefixes vary, codes do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

_SIMILAR = 0.75
"""From this likeness on two names may be one ("Rewang" and "Riwang": 0.83)."""
_WORTH_SHOWING = 0.5
"""From this likeness on a village is shown to choose from."""
_LETTERS_TYPED = 3
_CANDIDATES_COMPARED = 40
_RAREST_PAIRS = 5
_PREFIX = re.compile(
    r"(?:(?:kantor|balai|office of)\s+)?"
    r"(?:(?:kepala\s+desa|kepala\s+kampung|desa|ds|kelurahan|kel|lurah|kampung)\b\.?\s+)?"
)
_DISTRICT_PREFIX = re.compile(r"(?:kecamatan|kec)\b\.?\s+")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LAST_NUMBER = re.compile(r"(?<=\D)\s*\b(\d{1,2})$")


class NamedVillage(NamedTuple):
    """What is compared of a loaded village."""

    village_code: str
    name: str
    district: str | None = None

    def label(self) -> str:
        """Return how a sentence names it: ``Riwang (Batu Engau, 64.01.09.2005)``."""
        inside = f"{self.district}, {self.village_code}" if self.district else self.village_code
        return f"{self.name} ({inside})"


class RankedVillage(NamedTuple):
    """A village a name may mean, and how alike the names are (0 to 1)."""

    village: NamedVillage
    likeness: float


class VillageNames:
    """The loaded villages by code, by name, and by names alike."""

    def __init__(self, villages: Iterable[NamedVillage]) -> None:
        self._by_code = {village.village_code: village for village in villages}
        self._by_name: dict[str, list[NamedVillage]] = defaultdict(list)
        self._by_bare_name: dict[str, list[NamedVillage]] = defaultdict(list)
        self._names_with_pair: dict[str, set[str]] = defaultdict(set)
        for village in self._by_code.values():
            self._by_name[full_key(village.name)].append(village)
            self._by_bare_name[name_key(village.name)].append(village)
        for name in self._by_bare_name:
            for pair in _pairs(name):
                self._names_with_pair[pair].add(name)

    def __len__(self) -> int:
        return len(self._by_code)

    def by_code(self, village_code: str) -> NamedVillage | None:
        """Return the village with this dotted code, None when it is not loaded."""
        return self._by_code.get(village_code)

    def exact(self, name: str, district: str = "") -> list[NamedVillage]:
        """Return the villages of this name, apart from case, spaces, punctuation and prefixes.

        With a `district`, those in a district of a like name; a prefix that belongs to the name
        ("Kampung Baru") counts before one that does not.
        """
        found = self._by_name.get(full_key(name)) or self._by_bare_name.get(name_key(name)) or []
        return _in_district(found, district)

    def similar(self, name: str, district: str = "", limit: int = 3) -> list[NamedVillage]:
        """Return up to `limit` villages of a name alike, the most alike first."""
        wanted = name_key(name)
        likeness = {key: likeness_of(wanted, key) for key in self._keys_sharing_letters(wanted)}
        alike = sorted(
            (key for key, ratio in likeness.items() if ratio >= _SIMILAR),
            key=lambda key: (-likeness[key], key),
        )
        villages = [village for key in alike for village in self._by_bare_name[key]]
        return (_in_district(villages, district) or villages)[:limit]

    def ranked(self, name: str, district: str = "", limit: int = 6) -> list[RankedVillage]:
        """Return the villages a name may mean at all, the likeliest first, to choose from.

        Those of the named district come first; names that hold the other ("Pantuan", "Muara
        Pantuan") count as alike whatever their lengths. Nothing here decides.
        """
        wanted = name_key(name)
        if not wanted:
            return []
        keys = {*self._keys_sharing_letters(wanted), *self._keys_holding(wanted)}
        found = [
            RankedVillage(village, likeness_of(wanted, key))
            for key in keys
            for village in self._by_bare_name[key]
            if likeness_of(wanted, key) >= _WORTH_SHOWING or wanted in key or key in wanted
        ]
        near = {
            village.village_code for village in _in_district([r.village for r in found], district)
        }
        found.sort(
            key=lambda ranked: (
                ranked.village.village_code not in near,
                -ranked.likeness,
                ranked.village.village_code,
            )
        )
        return found[:limit]

    def _keys_holding(self, wanted: str) -> list[str]:
        """Return the names that hold `wanted`: what a person types who looks for a village."""
        if len(wanted) < _LETTERS_TYPED:
            return []
        return [key for key in self._by_bare_name if wanted in key]

    def _keys_sharing_letters(self, wanted: str) -> list[str]:
        """Return the names sharing most of the rarest pairs of letters; comparing all is slow."""
        pairs = sorted(
            (pair for pair in _pairs(wanted) if pair in self._names_with_pair),
            key=lambda pair: (len(self._names_with_pair[pair]), pair),
        )
        shared: dict[str, int] = defaultdict(int)
        for pair in pairs[:_RAREST_PAIRS]:
            for key in self._names_with_pair[pair]:
                shared[key] += 1
        ranked = sorted(shared, key=lambda key: (-shared[key], abs(len(key) - len(wanted)), key))
        return ranked[:_CANDIDATES_COMPARED]


def are_alike(name: str, other: str) -> bool:
    """Tell whether two names may be one, also when one holds the other (Pantuan, Muara Pantuan)."""
    one, two = name_key(name), name_key(other)
    return one in two or two in one or likeness_of(one, two) >= _SIMILAR


@lru_cache(maxsize=4096)
def likeness_of(one: str, other: str) -> float:
    """Return how alike two keys are, 0 to 1 (Ratcliff and Obershelp's measure)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def full_key(name: str) -> str:
    """Return a name in lower case with letters and digits alone; II and 2 are one."""
    lowered = name.casefold().strip()
    number = _LAST_NUMBER.search(lowered)
    if number and int(number[1]) < len(_ROMAN):
        lowered = lowered[: number.start()] + _ROMAN[int(number[1])]
    return re.sub(r"[\W_]+", "", lowered)


def name_key(name: str) -> str:
    """Return `full_key` without a prefix such as "Desa", "Kel." or "Kantor Kepala Desa"."""
    lowered = " ".join(name.casefold().split())
    return full_key(_PREFIX.sub("", lowered, count=1)) or full_key(name)


def _in_district(villages: Sequence[NamedVillage], district: str) -> list[NamedVillage]:
    if not district:
        return list(villages)
    wanted = _district_key(district)
    return [
        village
        for village in villages
        if not village.district or likeness_of(wanted, _district_key(village.district)) >= _SIMILAR
    ]


def _district_key(district: str) -> str:
    return full_key(_DISTRICT_PREFIX.sub("", district.casefold().strip(), count=1))


def _pairs(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}
