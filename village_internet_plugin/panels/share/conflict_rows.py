# SPDX-License-Identifier: GPL-2.0-or-later
"""Clashes of a pull as rows to choose in: whom and what they are about, and each side's value.

Pure Qt and our own floors, as the view that shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import length_text, number_text, rupiah_text
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS
from village_internet_plugin.sharing.funding_source_merging import (
    FundingFieldClash,
    FundingRemovalClash,
)
from village_internet_plugin.sharing.merging import POSITION, FieldClash, RemovalClash
from village_internet_plugin.sharing.settling import AnyClash
from village_internet_plugin.sharing.three_way import OURS
from village_internet_plugin.sharing.waiver_merging import WaiverClash


@dataclass(frozen=True)
class ConflictRow:
    """One clash in words, with the positions there are (EPSG:4326) for the map."""

    clash: AnyClash
    subject: str
    field: str
    base: str
    ours: str
    theirs: str
    positions: tuple[LonLat | None, LonLat | None, LonLat | None]
    """Before, mine, theirs."""


def conflict_rows(
    clashes: Sequence[AnyClash], ours: Mapping[str, Hotspot], language: str
) -> list[ConflictRow]:
    """Return the clashes as rows; `ours` are the plan's hotspots by id."""
    return [_row(clash, ours, language) for clash in clashes]


def value_text(name: str, value: object, language: str) -> str:
    """Return a value of column `name` as people read it."""
    if value is None or value == "":
        return QCoreApplication.translate("VillageInternet", "(empty)")
    if isinstance(value, LonLat):
        return position_text(value, language)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        words = VALUE_WORDS.get(str(value))
        return words.say(language) if words is not None else str(value)
    if name.endswith("_idr") or name == "opex_idr_per_month":
        return rupiah_text(value, language)
    if name.endswith("year"):
        return str(value)
    return number_text(value, language, 0 if float(value).is_integer() else 1)


def position_text(position: LonLat, language: str) -> str:
    """Return a position in degrees to the metre: 1.91235° S, 116.19123° E."""
    south, north = ("LS", "LU") if language == "id" else ("S", "N")
    west, east = ("BB", "BT") if language == "id" else ("W", "E")
    lat = number_text(abs(position.lat), language, 5)
    lon = number_text(abs(position.lon), language, 5)
    lat_side = south if position.lat < 0 else north
    lon_side = west if position.lon < 0 else east
    return f"{lat}° {lat_side}, {lon}° {lon_side}"


def _row(clash: AnyClash, ours: Mapping[str, Hotspot], language: str) -> ConflictRow:
    if isinstance(clash, FieldClash):
        own = ours.get(clash.hotspot_id)
        subject = own.label if own is not None else clash.hotspot_id[:8]
        return _field_row(clash, subject, own, language)
    if isinstance(clash, RemovalClash):
        return _removal_row(clash, clash.kept.label, language)
    if isinstance(clash, WaiverClash):
        return _waiver_row(clash, ours)
    source = QCoreApplication.translate("VillageInternet", "Funding source {name}")
    subject = source.format(name=clash.funding_source_id)
    if isinstance(clash, FundingFieldClash):
        return _field_row(clash, subject, None, language)
    return _removal_row(clash, subject, language)


def _field_row(
    clash: FieldClash | FundingFieldClash, subject: str, own: Hotspot | None, language: str
) -> ConflictRow:
    if clash.field == POSITION:
        return _position_row(clash, subject, language)
    words = COLUMN_WORDS.get(clash.field)
    base, mine, theirs = (
        value_text(clash.field, value, language) for value in (clash.base, clash.ours, clash.theirs)
    )
    place = own.position if own is not None else None
    return ConflictRow(
        clash,
        subject,
        words.say(language) if words is not None else clash.field,
        base,
        mine,
        theirs,
        (None, place, None),
    )


def _position_row(
    clash: FieldClash | FundingFieldClash, subject: str, language: str
) -> ConflictRow:
    base, ours, theirs = (
        value if isinstance(value, LonLat) else None
        for value in (clash.base, clash.ours, clash.theirs)
    )
    theirs_text = value_text(POSITION, theirs, language)
    if ours is not None and theirs is not None:
        away = QCoreApplication.translate("VillageInternet", "{place} ({length} from yours)")
        length = length_text(float(length_m(*ours, *theirs)), language)
        theirs_text = away.format(place=theirs_text, length=length)
    return ConflictRow(
        clash,
        subject,
        QCoreApplication.translate("VillageInternet", "Position"),
        value_text(POSITION, base, language),
        value_text(POSITION, ours, language),
        theirs_text,
        (base, ours, theirs),
    )


def _waiver_row(clash: WaiverClash, ours: Mapping[str, Hotspot]) -> ConflictRow:
    own = ours.get(clash.subject)
    base, mine, theirs = map(_waiver_text, (clash.base, clash.ours, clash.theirs))
    field = QCoreApplication.translate("VillageInternet", "Waiver of {rule}")
    return ConflictRow(
        clash,
        own.label if own is not None else clash.subject,
        field.format(rule=clash.rule),
        base,
        mine,
        theirs,
        (None, own.position if own is not None else None, None),
    )


def _waiver_text(waiver: Waiver | None) -> str:
    if waiver is None:
        return QCoreApplication.translate("VillageInternet", "(no waiver)")
    return f"{waiver.reason} ({waiver.author})"


def _removal_row(
    clash: RemovalClash | FundingRemovalClash, subject: str, language: str
) -> ConflictRow:
    removed = QCoreApplication.translate("VillageInternet", "Removed")
    kept = _changes_text(clash.base, clash.kept, language)
    is_ours = clash.removed_by == OURS
    places: list[LonLat | None] = [None, None, None]
    if isinstance(clash, RemovalClash):
        places[0] = clash.base.position
        places[2 if is_ours else 1] = clash.kept.position
    return ConflictRow(
        clash,
        subject,
        QCoreApplication.translate("VillageInternet", "Whole row"),
        QCoreApplication.translate("VillageInternet", "As published"),
        removed if is_ours else kept,
        kept if is_ours else removed,
        (places[0], places[1], places[2]),
    )


def _changes_text(
    base: Hotspot | FundingSource, kept: Hotspot | FundingSource, language: str
) -> str:
    """Return what was changed in the row that one side kept: "Kept, with Name: Balai"."""
    changed = []
    for each in fields(kept):
        value: Any = getattr(kept, each.name)
        if value == getattr(base, each.name):
            continue
        words = COLUMN_WORDS.get(each.name)
        name = words.say(language) if words is not None else each.name
        if each.name == POSITION:
            name = QCoreApplication.translate("VillageInternet", "Position")
        changed.append(f"{name}: {value_text(each.name, value, language)}")
    text = QCoreApplication.translate("VillageInternet", "Kept, with {changes}")
    return text.format(changes="; ".join(changed))
