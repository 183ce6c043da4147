# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a plan from its GeoPackage, without QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.schema import (
    FUNDING_SOURCES,
    HOTSPOTS,
    PLAN,
    PUBLISHED_HOTSPOTS,
    WAIVERS,
)
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.reference.geopackage import GeoPackage
from village_internet_plugin.reference.number_columns import require_numbers_in
from village_internet_plugin.reference.plan_version import require_known_version

_NOT_A_PLAN = Words(
    "{path} is a GeoPackage but not a plan: its table plan names no plan_id. "
    "Open a plan made by this plugin, or create a new one.",
    "{path} berupa GeoPackage tetapi bukan rencana: tabel plan tidak memuat plan_id. "
    "Buka rencana yang dibuat dengan plugin ini, atau buat rencana baru.",
)
_NOT_WHOLE = Words(
    "Setting {key} of {path} should be a whole number, not {text}.",
    "Pengaturan {key} dalam {path} harus berupa bilangan bulat, bukan {text}.",
)


@garbage_left_lying(counts_as_old=True)
def read_plan(path: Path) -> Plan:
    """Return the plan in a plan GeoPackage; hotspots in the order they stand in the file.

    InputError when the file is none, is not a plan, or is one of a newer plugin.
    """
    file = GeoPackage(path)
    try:
        settings = _settings(file)
        require_numbers_in(file)
        return Plan(
            plan_id=settings["plan_id"],
            agency=settings.get("agency") or "",
            title=settings.get("title") or "",
            hotspots=tuple(_hotspots(file)),
            funding_sources=tuple(_funding_sources(file)),
            waivers=tuple(_waiver(row) for row in file.rows(WAIVERS)),
            published_hotspots=tuple(_published(file)),
            base_revision=_whole_number(settings, "base_revision", path),
            reference_sha256=settings.get("reference_sha256"),
        )
    finally:
        file.close()


def read_settings(path: Path) -> dict[str, str]:
    """Return the plan's settings (table `plan`); InputError as `read_plan`."""
    file = GeoPackage(path)
    try:
        return _settings(file)
    finally:
        file.close()


def _settings(file: GeoPackage) -> dict[str, str]:
    settings = dict(file.rows(PLAN)) if file.has(PLAN) else {}
    if not settings.get("plan_id"):
        raise InputError(_NOT_A_PLAN.filled(path=file.path))
    require_known_version(settings, file.path)
    return settings


def _whole_number(settings: dict[str, str], key: str, path: Path) -> int:
    text = settings.get(key) or "0"
    try:
        return int(text)
    except ValueError:
        raise InputError(_NOT_WHOLE.filled(key=key, path=path, text=repr(text))) from None


def _hotspots(file: GeoPackage) -> list[Hotspot]:
    rows = file.rows_with_geometry(HOTSPOTS)
    positions = file.points(HOTSPOTS, [row[-1] for row in rows])
    return [Hotspot(row[0] or "", position, *row[1:-1]) for row, position in zip(rows, positions)]


def _published(file: GeoPackage) -> list[PublishedHotspot]:
    published = []
    rows = file.rows_with_geometry(PUBLISHED_HOTSPOTS)
    positions = file.points(PUBLISHED_HOTSPOTS, [row[-1] for row in rows])
    for row, position in zip(rows, positions):
        identifier, *values, agency, plan_id, revision, _ = row
        hotspot = Hotspot(identifier or "", position, *values)
        published.append(PublishedHotspot(hotspot, agency or "", plan_id or "", revision or 0))
    return published


def _funding_sources(file: GeoPackage) -> list[FundingSource]:
    sources = []
    rows = file.rows(FUNDING_SOURCES)
    for row in rows:
        values: tuple[object, ...] = row
        named = dict(zip(FUNDING_SOURCES.names(), values))
        # What is not filled in yet is found by the rules (VI401), not refused here.
        for name in ("funding_source_id", "agency"):
            named[name] = named[name] or ""
        sources.append(FundingSource(**named))  # type: ignore[arg-type]
    return sources


def _waiver(row: tuple[Any, ...]) -> Waiver:
    """Return a row as a waiver; one that nobody filled in waives nothing."""
    rule, subject, reason, author, made_at = row
    return Waiver(rule or "", subject or "", reason or "", author or "", made_at)
