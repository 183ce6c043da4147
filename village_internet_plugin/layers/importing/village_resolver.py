# SPDX-License-Identifier: GPL-2.0-or-later
"""Which village a row means: by its code, else by its name, with its position to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from village_internet_plugin.domain.identifiers import dotted_village_code, is_village_code
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.importing.problems import VILLAGE, Choice, Mend, Unreadable
from village_internet_plugin.layers.importing.village_codes import (
    read_village_code,
    require_kemendagri_form,
)
from village_internet_plugin.layers.importing.village_names import (
    NamedVillage,
    VillageNames,
    are_alike,
    likeness_of,
    name_key,
)

Holding = Callable[[LonLat], Sequence[str]]
"""Gives the codes of the loaded villages that hold a position."""

_CONTRADICTION = Words(
    "The code {code} is {by_code}, but the name “{name}” is {by_name}.",
    "Kode {code} adalah {by_code}, tetapi nama “{name}” adalah {by_name}.",
)
_CHOOSE_ONE = Words("Correct the code or the name.", "Perbaiki kode atau namanya.")
_NOT_LOADED = Words(
    "No loaded village has the code “{value}”; it may be a code of BPS.",
    "Tidak ada desa yang dimuat dengan kode “{value}”; mungkin itu kode BPS.",
)
_NO_SUCH_NAME = Words(
    "No loaded village is called “{value}”.", "Tidak ada desa yang dimuat bernama “{value}”."
)
_WRITE_CODE = Words("Write its village code.", "Tulis kode desanya.")
_DOUBTFUL = Words(
    "“{value}” may be {candidates}; the name alone does not decide it.",
    "“{value}” mungkin {candidates}; namanya saja tidak cukup memastikan.",
)
_WRITE_ONE = Words("Write the code of the right one.", "Tulis kode yang benar.")
_NOTHING_LOADED = Words(
    "The village “{value}” cannot be found by name before villages are loaded.",
    "Desa “{value}” tidak dapat dicari menurut nama sebelum desa dimuat.",
)
_LOAD_FIRST = Words("Import the villages first.", "Impor data desa lebih dahulu.")


def row_words(code: str, name: str, district: str) -> str:
    """Return what a row says of its village, in one text: by it the user's answer is found."""
    return ", ".join(part for part in (code, name, district) if part)


class VillageResolver:
    """Finds villages for rows and counts how: ``name``, ``position``, ``unknown_code``.

    With no villages loaded, codes are taken by their form alone.
    """

    def __init__(
        self,
        villages: VillageNames,
        holding: Holding,
        decided: Mapping[str, str] | None = None,
    ) -> None:
        """`decided`: the user's own answers, from what a row says (`row_words`) to a code."""
        self._villages, self._holding = villages, holding
        self._decided = decided or {}
        self._ranked: dict[tuple[str, str], list[NamedVillage]] = {}
        self.counts: Counter[str] = Counter()

    def resolve(self, code: str, name: str, district: str, position: LonLat | None) -> str | None:
        """Return the dotted code of the village a row means; None when the row says nothing.

        `code`, `name` and `district` are as the row has them, empty for none. Raises Unreadable
        when they contradict each other, or leave more than one village possible; it offers the
        villages to choose from.
        """
        words = row_words(code, name, district)
        if words in self._decided:
            self.counts["decided"] += 1
            return self._decided[words]
        try:
            if code:
                return self._by_code(code, name, district, position)
            if name:
                return self._by_name(name, district, position).village_code
        except Unreadable as problem:
            if len(self._villages):
                problem.offering(
                    Mend(VILLAGE, words, self._choices(code, name, district, position))
                )
            raise
        holding = self._holding(position) if position is not None else ()
        if len(holding) != 1:
            return None
        self.counts["position"] += 1
        return holding[0]

    def _choices(
        self, code: str, name: str, district: str, position: LonLat | None
    ) -> tuple[Choice, ...]:
        """Return the villages a row may mean: that of its code, those at its place, those alike."""
        held = set(self._holding(position)) if position is not None else set()
        dotted = dotted_village_code(code) if code else None
        first = [
            village
            for village in map(
                self._villages.by_code, [*([dotted] if dotted else []), *sorted(held)]
            )
            if village is not None
        ]
        asked = (name, district)
        if asked not in self._ranked:
            self._ranked[asked] = [found.village for found in self._villages.ranked(*asked)]
        alike = self._ranked[asked]
        choices = [
            Choice(
                village.village_code,
                village.name,
                village.district or "",
                likeness_of(name_key(name), name_key(village.name)) if name else 0.0,
                village.village_code in held,
            )
            for village in dict.fromkeys((*first, *alike))
        ]
        return tuple(sorted(choices, key=lambda choice: (-choice.holds_position, -choice.likeness)))

    def _by_code(self, text: str, name: str, district: str, position: LonLat | None) -> str:
        code = read_village_code(text)
        if not len(self._villages):
            require_kemendagri_form(code, text)
            return code
        village = self._villages.by_code(code)
        if village is not None:
            self._require_agreement(village, name, district)
            return code
        if is_village_code(text):
            # The dots say whose code it is; that the plan lacks it is VI601's to say.
            self.counts["unknown_code"] += 1
            return code
        if name:
            return self._by_name(name, district, position).village_code
        raise Unreadable(_NOT_LOADED, _WRITE_CODE, value=text)

    def _require_agreement(self, village: NamedVillage, name: str, district: str) -> None:
        """Raise Unreadable when the name belongs to another village than the code does.

        A name no village has is let pass: names are respelled from year to year, codes are not.
        """
        if not name or are_alike(name, village.name):
            return
        named = self._villages.exact(name, district)
        if len(named) == 1:
            raise Unreadable(
                _CONTRADICTION,
                _CHOOSE_ONE,
                code=village.village_code,
                by_code=village.label(),
                name=name,
                by_name=named[0].label(),
            )

    def _by_name(self, name: str, district: str, position: LonLat | None) -> NamedVillage:
        if not len(self._villages):
            raise Unreadable(_NOTHING_LOADED, _LOAD_FIRST, value=name)
        self.counts["name"] += 1
        exact = self._villages.exact(name, district)
        if len(exact) == 1:
            return exact[0]
        candidates = exact or self._villages.similar(name, district)
        confirmed = self._confirmed_by_position(name, candidates, position)
        if confirmed is not None:
            return confirmed
        if not candidates:
            raise Unreadable(_NO_SUCH_NAME, _WRITE_CODE, value=name)
        listed = "; ".join(village.label() for village in candidates[:5])
        raise Unreadable(_DOUBTFUL, _WRITE_ONE, value=name, candidates=listed)

    def _confirmed_by_position(
        self, name: str, candidates: Sequence[NamedVillage], position: LonLat | None
    ) -> NamedVillage | None:
        """Return the one village that holds the position and has a name alike, if there is one."""
        if position is None:
            return None
        held = [self._villages.by_code(code) for code in self._holding(position)]
        fitting = [
            village
            for village in held
            if village is not None and (village in candidates or are_alike(name, village.name))
        ]
        return fitting[0] if len(fitting) == 1 else None
