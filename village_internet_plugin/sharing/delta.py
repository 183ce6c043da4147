# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two states of a plan's hotspots: made, and applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.sharing.canonical import same_content

_NO_ID = Words(
    'The hotspot "{label}" has no hotspot_id; give it one, in QGIS by the '
    "field calculator with uuid('WithoutBraces'), and try again.",
    "Titik hotspot “{label}” tidak memiliki hotspot_id; beri ID, di QGIS lewat kalkulator isian "
    "dengan uuid('WithoutBraces'), lalu coba lagi.",
)
_SAME_ID = Words(
    'Two hotspots of the plan have the same hotspot_id "{hotspot_id}" '
    '("{first}" and "{second}"); give one of them a new id and try again.',
    "Dua titik hotspot dalam rencana memiliki hotspot_id yang sama “{hotspot_id}” "
    "(“{first}” dan “{second}”); beri salah satunya ID baru, lalu coba lagi.",
)
_REMOVES_NONE = Words(
    "The revision removes hotspot {hotspot_id}, which is not in the plan; "
    "pull the plan's newest state, then publish again.",
    "Revisi ini menghapus titik hotspot {hotspot_id} yang tidak ada dalam rencana; "
    "ambil keadaan terbaru dari server, lalu terbitkan lagi.",
)
_CHANGES_NONE = Words(
    "The revision changes hotspot {hotspot_id}, which is not in the plan; "
    "pull the plan's newest state, then publish again.",
    "Revisi ini mengubah titik hotspot {hotspot_id} yang tidak ada dalam rencana; "
    "ambil keadaan terbaru dari server, lalu terbitkan lagi.",
)
_ADDS_AGAIN = Words(
    "The revision adds hotspot {hotspot_id}, which is in the plan already; "
    "pull the plan's newest state, then publish again.",
    "Revisi ini menambah titik hotspot {hotspot_id} yang sudah ada dalam rencana; "
    "ambil keadaan terbaru dari server, lalu terbitkan lagi.",
)


class DeltaDoesNotFit(InputError):
    """A delta speaks of a hotspot that the plan does not have, or adds one that it has.

    `hotspot_id` is the first such hotspot.
    """

    def __init__(self, message: Words, hotspot_id: str) -> None:
        super().__init__(message)
        self.hotspot_id = hotspot_id


@dataclass(frozen=True)
class Delta:
    """Hotspots added and changed (whole rows) and the ids of those removed."""

    added: tuple[Hotspot, ...] = ()
    changed: tuple[Hotspot, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.changed or self.removed)


def delta_between(base: Iterable[Hotspot], current: Iterable[Hotspot]) -> Delta:
    """Return what leads from `base` to `current`; rows alike in canonical form did not change.

    Raises InputError when a hotspot_id is missing or repeated: a delta could not tell the rows
    apart.
    """
    before, after = by_id(base), by_id(current)
    return Delta(
        added=tuple(row for key, row in after.items() if key not in before),
        changed=tuple(
            row
            for key, row in after.items()
            if key in before and not same_content(before[key], row)
        ),
        removed=tuple(key for key in before if key not in after),
    )


def apply_delta(hotspots: Iterable[Hotspot], delta: Delta) -> tuple[Hotspot, ...]:
    """Return the hotspots after the delta: removed dropped, changed in place, added at the end.

    Raises DeltaDoesNotFit when the delta was not made for these hotspots.
    """
    return apply_deltas(hotspots, (delta,))


def apply_deltas(hotspots: Iterable[Hotspot], deltas: Iterable[Delta]) -> tuple[Hotspot, ...]:
    """Return the hotspots after one delta upon another; each costs its own size.

    Raises DeltaDoesNotFit as `apply_delta` does.
    """
    rows = by_id(hotspots)
    for delta in deltas:
        _apply(rows, delta)
    return tuple(rows.values())


def _apply(rows: dict[str, Hotspot], delta: Delta) -> None:
    for hotspot_id in delta.removed:
        _require(hotspot_id in rows, _REMOVES_NONE, hotspot_id)
        del rows[hotspot_id]
    for hotspot in delta.changed:
        _require(hotspot.hotspot_id in rows, _CHANGES_NONE, hotspot.hotspot_id)
        rows[hotspot.hotspot_id] = hotspot
    for hotspot in delta.added:
        _require(hotspot.hotspot_id not in rows, _ADDS_AGAIN, hotspot.hotspot_id)
        rows[hotspot.hotspot_id] = hotspot


def by_id(hotspots: Iterable[Hotspot]) -> dict[str, Hotspot]:
    """Return the hotspots by their id, in their order; InputError when one is missing or repeated.

    A point drawn with QGIS's own tools has no id until somebody gives it one.
    """
    rows: dict[str, Hotspot] = {}
    for hotspot in hotspots:
        if not hotspot.hotspot_id.strip():
            raise InputError(_NO_ID.filled(label=hotspot.label))
        if hotspot.hotspot_id in rows:
            raise InputError(
                _SAME_ID.filled(
                    hotspot_id=hotspot.hotspot_id,
                    first=rows[hotspot.hotspot_id].label,
                    second=hotspot.label,
                )
            )
        rows[hotspot.hotspot_id] = hotspot
    return rows


def _require(fits: bool, otherwise: Words, hotspot_id: str) -> None:
    if not fits:
        raise DeltaDoesNotFit(otherwise.filled(hotspot_id=hotspot_id), hotspot_id)
