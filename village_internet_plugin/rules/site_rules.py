# SPDX-License-Identifier: GPL-2.0-or-later
"""VI201-VI205: the site itself, its power, consent, keeper, and the fields that must be filled."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import HOTSPOTS, Column
from village_internet_plugin.facts.columns import Booleans
from village_internet_plugin.facts.hotspot_facts import (
    HotspotFacts,
    blank_among,
    is_blank,
    status_order,
)
from village_internet_plugin.rules.parameters import (
    FIELDS_BY_STATUS,
    STATUS,
    Parameter,
    RowParameters,
)
from village_internet_plugin.rules.rule import FIELDS, HOURS, Judgement, Rule

_PROPOSED = ["hotspot_id", "name", "site_kind", "year", "status"]
_SURVEYED = [*_PROPOSED, "power", "technology"]
_APPROVED = [
    *_SURVEYED,
    "provider",
    "bandwidth_mbps",
    "capex_idr",
    "opex_idr_per_month",
    "service_months",
]
REQUIRED_FIELDS = {
    "proposed": _PROPOSED,
    "surveyed": _SURVEYED,
    "approved": _APPROVED,
    "installed": _APPROVED,
    "operating": _APPROVED,
    "suspended": _APPROVED,
}


def _site_public(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return Judgement(facts.active & (facts.texts("site_kind") == "private"))


def needs_solar(facts: HotspotFacts, limits: RowParameters) -> Booleans:
    """Tell where there is no power, or (unless it is solar) for too few hours a day."""
    power = facts.texts("power")
    short = (facts.numbers("power_hours") < limits.number("min_hours")) & (power != "solar")
    return np.asarray((power == "none") | short, dtype=np.bool_)


def _power(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    power, hours, least = (
        facts.texts("power"),
        facts.numbers("power_hours"),
        limits.number("min_hours"),
    )
    none, unnamed = power == "none", np.array([value is None for value in power], dtype=np.bool_)
    short = needs_solar(facts, limits) & ~none
    asked = unnamed & ~short & _is_past(facts, limits)
    failing = facts.active & (none | short | asked)
    if not failing.any():
        return Judgement(failing)
    return Judgement(
        failing,
        np.where(none, 0.0, np.where(short, hours, np.nan)),
        np.where(asked, np.nan, least),
        variants=np.where(none, "none", np.where(short, "short", "unnamed")),
        changes=lambda row: None if asked[row] else {"power": "solar"},
    )


def _consent(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    consent = facts.texts("site_consent")
    lacking = np.array([value in (None, "none") for value in consent], dtype=np.bool_)
    return Judgement(facts.active & lacking & _is_past(facts, limits))


def _maintainer(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return Judgement(facts.active & ~facts.given("maintainer") & _is_past(facts, limits))


def _required_fields(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    required = limits.values("fields")
    # A ghost is asked about alone, many times a second.
    suspects = [True] if len(facts) == 1 else _suspects(facts.hotspots, required)
    faults = [
        wrong_fields(hotspot, required[row]) if suspects[row] else []
        for row, hotspot in enumerate(facts.hotspots)
    ]
    counts = np.array([len(names) for names in faults], dtype=np.float64)
    return Judgement(
        facts.active & (counts > 0),
        counts,
        0.0,
        values=lambda row: {
            "fields": ", ".join(faults[row]),
            "status": facts.hotspots[row].status or "proposed",
        },
    )


def _suspects(
    hotspots: Sequence[Hotspot], required: Sequence[dict[str, list[str]]]
) -> Sequence[bool] | Booleans:
    """Tell in which of many hotspots a field may be wrong: none that has one is left out.

    Column by column, each value that occurs is looked at once.
    """
    sets = {
        id(names): names
        for names in map(_required_at, required, map(attrgetter("status"), hotspots))
    }
    ever_required = {name for names in sets.values() for name in names}
    suspects = np.zeros(len(hotspots), dtype=np.bool_)
    for column in HOTSPOTS.columns:
        is_free = not column.choices and column.least is None
        if is_free and column.name not in ever_required:
            continue
        values = list(map(attrgetter(column.name), hotspots))
        distinct = set(values)
        empty = {None, *blank_among(distinct)}
        faulty: set[object] = set()
        if not is_free:
            faulty = {value for value in distinct - empty if not _is_allowed(column, value)}
        if column.name in ever_required:
            faulty |= distinct & empty
        if faulty:
            suspects |= np.array([value in faulty for value in values], dtype=np.bool_)
    return suspects


def wrong_fields(hotspot: Hotspot, required: dict[str, list[str]]) -> list[str]:
    """Return the names of fields that are empty though required, or hold what is not allowed."""
    names = _required_at(required, hotspot.status)
    wrong = []
    for column in HOTSPOTS.columns:
        value = getattr(hotspot, column.name)
        if _is_empty(value):
            if column.name in names:
                wrong.append(column.name)
        elif not _is_allowed(column, value):
            wrong.append(column.name)
    return wrong


def _required_at(required: dict[str, list[str]], status: str | None) -> Sequence[str]:
    """Return the fields that a status requires; an unknown one is taken as proposed."""
    return required.get(status or "", required.get("proposed", ()))


def _is_empty(value: object) -> bool:
    return value is None or is_blank(value)


def _is_allowed(column: Column, value: object) -> bool:
    if column.choices:
        return value in column.choices
    if column.least is not None and isinstance(value, (int, float)):
        return value >= column.least
    return True


def _is_past(facts: HotspotFacts, limits: RowParameters) -> Booleans:
    """Tell which hotspots are at or past the status from which a rule asks."""
    statuses = limits.values("from_status")
    orders = {status: status_order(status) for status in set(statuses)}
    asked_from = np.array([orders[status] for status in statuses])
    return np.asarray(facts.status_order >= asked_from, dtype=np.bool_)


def _from_status(default: str) -> Parameter:
    return Parameter(
        "from_status",
        default,
        Words("Status from which it is asked for", "Status mulai ditanyakan"),
        "What only a later status needs is not asked of a proposed hotspot",
        STATUS,
    )


SITE_PUBLIC = Rule(
    code="VI201",
    name="site-public",
    severity=ERROR,
    unit=None,
    title=Words("Public site", "Fasilitas umum"),
    what=Words(
        "The site is a public facility, never a private house.",
        "Lokasi adalah fasilitas umum, bukan rumah pribadi.",
    ),
    why=Words(
        "Public money pays for public access; officials' houses are ruled out (Minister of "
        "Villages, 4 August 2020; BAKTI's criteria).",
        "Dana publik untuk akses publik; rumah kepala desa atau perangkat tidak diperbolehkan "
        "(Menteri Desa, 4 Agustus 2020; kriteria BAKTI).",
    ),
    how_to_fix=Words(
        "Choose a public facility nearby and move the point there.",
        "Pilih fasilitas umum terdekat dan pindahkan titiknya.",
    ),
    messages={
        "plain": Words("{hotspot} stands at a private site.", "{hotspot} berada di lokasi pribadi.")
    },
    judge=_site_public,
)

POWER = Rule(
    code="VI202",
    name="power",
    severity=WARNING,
    unit=HOURS,
    title=Words("Electricity", "Sumber listrik"),
    what=Words(
        "A source of power is named, and gives enough hours a day unless it is solar.",
        "Sumber listrik disebutkan dan cukup jam per hari, kecuali tenaga surya.",
    ),
    why=Words(
        "A hotspot without power is off; BAKTI checks electricity before it builds.",
        "Tanpa listrik titik mati; BAKTI memeriksa listrik sebelum membangun.",
    ),
    how_to_fix=Words(
        "Name the source of power; where there is too little, plan solar power.",
        "Isi sumber listrik; bila kurang, rencanakan tenaga surya.",
    ),
    messages={
        "none": Words(
            "{hotspot} has no power: it needs a solar supply.",
            "{hotspot} tidak berlistrik: perlu tenaga surya.",
        ),
        "short": Words(
            "{hotspot} has power for {measured} hours a day; below {limit} it needs a solar "
            "supply.",
            "{hotspot} berlistrik {measured} jam sehari; di bawah {limit} jam perlu tenaga surya.",
        ),
        "unnamed": Words(
            "{hotspot} names no source of power.", "{hotspot} belum menyebut sumber listrik."
        ),
    },
    judge=_power,
    parameters=(
        Parameter(
            "min_hours",
            12,
            Words("Hours of power a day", "Jam listrik per hari"),
            "No law gives a number; the agency sets it",
        ),
        _from_status("surveyed"),
    ),
)

CONSENT = Rule(
    code="VI203",
    name="consent",
    severity=WARNING,
    unit=None,
    title=Words("Consent of the owner", "Izin pemilik lokasi"),
    what=Words("The consent of the site's owner is recorded.", "Izin pemilik lokasi tercatat."),
    why=Words(
        "Devices without consent are taken down again.",
        "Perangkat tanpa izin akan dibongkar kembali.",
    ),
    how_to_fix=Words(
        "Record the consent: verbal, or better by letter.",
        "Catat izinnya: lisan, atau lebih baik dengan surat.",
    ),
    messages={
        "plain": Words(
            "No consent of the owner is recorded for {hotspot}.",
            "Izin pemilik lokasi {hotspot} belum tercatat.",
        )
    },
    judge=_consent,
    parameters=(_from_status("surveyed"),),
)

MAINTAINER = Rule(
    code="VI204",
    name="maintainer",
    severity=WARNING,
    unit=None,
    title=Words("Somebody looks after it", "Ada penanggung jawab"),
    what=Words("Someone is named to look after the hotspot.", "Penanggung jawab titik disebutkan."),
    why=Words(
        "Hotspots nobody looks after stay broken (Ombudsman on BAKTI).",
        "Titik tanpa penanggung jawab dibiarkan rusak (temuan Ombudsman tentang BAKTI).",
    ),
    how_to_fix=Words(
        "Name the office or person that looks after it.",
        "Isi kantor atau orang yang bertanggung jawab.",
    ),
    messages={
        "plain": Words(
            "Nobody is named to look after {hotspot}.",
            "Belum ada penanggung jawab untuk {hotspot}.",
        )
    },
    judge=_maintainer,
    parameters=(_from_status("approved"),),
)

REQUIRED = Rule(
    code="VI205",
    name="required-fields",
    severity=ERROR,
    unit=FIELDS,
    title=Words("Required fields", "Isian wajib"),
    what=Words(
        "The fields that the hotspot's status requires are filled, and every value is an allowed "
        "one.",
        "Isian yang diwajibkan status titik sudah lengkap, dan setiap nilai diperbolehkan.",
    ),
    why=Words(
        "The roadmap cannot be written from gaps; what only a later status needs is not asked.",
        "Peta jalan tidak dapat disusun dari data kosong; yang diperlukan kemudian belum diminta.",
    ),
    how_to_fix=Words(
        "Fill in or correct the named fields.", "Lengkapi atau perbaiki isian yang disebut."
    ),
    messages={
        "plain": Words(
            "{hotspot} ({status}) has empty or wrong fields: {fields}.",
            "{hotspot} ({status}) punya isian kosong atau salah: {fields}.",
        )
    },
    judge=_required_fields,
    parameters=(
        Parameter(
            "fields",
            REQUIRED_FIELDS,
            Words("Fields each status requires", "Isian wajib menurut status"),
            "What a proposal needs (synthesis of BAKTI's and Kaltim's practice)",
            FIELDS_BY_STATUS,
        ),
    ),
)

SITE_RULES = (SITE_PUBLIC, POWER, CONSENT, MAINTAINER, REQUIRED)
