# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 3: which places were chosen, by which rules, and what was not taken, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from village_internet_plugin.domain.languages import Words, number_text, number_words
from village_internet_plugin.domain.rule_set import RuleSetting
from village_internet_plugin.reports.roadmap.blocks import (
    PROPOSED,
    Block,
    Chapter,
    Heading,
    Map,
    Paragraph,
    Table,
)
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.existing import by_district
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import (
    DISTRICT,
    NAME,
    POINTS,
    REGENCY,
    TOTAL,
    VILLAGE,
    counted,
    stated,
    text,
    whole,
)
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.rule import Rule

_CHOSEN = Words(
    "{points} are planned in {villages}. They were judged by rule set {version}; its limits are in "
    "the table below.",
    "Direncanakan {points} di {villages}. Penilaian memakai kumpulan aturan {version}; batas yang "
    "berlaku ada pada tabel di bawah.",
)
_NO_POINTS = Words("The plan has no points yet.", "Rencana belum memiliki titik.")
_ASTRAY = Words(
    "{count} of them name no village that the reference data has; they are in no table by "
    "district and on no village's page, but in the list of points.",
    "{count} di antaranya tidak menyebut desa yang ada pada data acuan; titik itu tidak termasuk "
    "dalam tabel per kecamatan dan lembar desa, tetapi ada dalam daftar titik.",
)
_ONE_POINT, _MANY_POINTS = Words("1 point", "1 titik"), Words("{count} points", "{count} titik")
_ONE_VILLAGE = Words("1 village", "1 desa/kelurahan")
_MANY_VILLAGES = Words("{count} villages", "{count} desa/kelurahan")
_REST = Words(
    "{count} villages of those told of have neither a point that stands nor one in this plan. They "
    "remain for later rounds; their codes are in the annex.",
    "{count} desa/kelurahan dalam uraian ini belum memiliki titik yang melayani dan belum masuk "
    "rencana. Desa tersebut tersisa untuk tahap berikutnya; kodenya ada pada lampiran.",
)
_REFUSED = Words("refused in an earlier year", "ditolak pada tahun sebelumnya")
_REPLACED = Words("gave way to another point", "diganti dengan titik lain")
_NO_LIMIT = Words("none", "tanpa batas")
_OFF = Words("not judged", "tidak dinilai")


def sites(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 3."""
    return Chapter("3", Words("Site identification", "Identifikasi lokasi"), tuple(_blocks(inputs)))


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    if inputs.points:
        points = counted(len(inputs.points), _ONE_POINT, _MANY_POINTS)
        villages = counted(len(inputs.with_points), _ONE_VILLAGE, _MANY_VILLAGES)
        version = inputs.rule_set.version
        yield Paragraph(_CHOSEN.filled(points=points, villages=villages, version=version))
    else:
        yield Paragraph(_NO_POINTS)
    if inputs.astray:
        yield Paragraph(_ASTRAY.filled(count=number_words(len(inputs.astray))))
    yield Map(Words("Planned points", "Titik yang direncanakan"), kind=PROPOSED)
    if inputs.points:
        yield _points_by_district(inputs)
        yield _by_site_kind(inputs)
    yield Heading(Words("Rules of selection", "Kriteria pemilihan"))
    yield _rules(inputs)
    yield Heading(Words("Not taken, and waiting", "Tidak dipilih dan menunggu"))
    if "existing_hotspots" in inputs.loaded:
        waiting = sum(not state.points and not state.existing for state in inputs.states)
        yield Paragraph(_REST.filled(count=number_words(waiting)))
    yield _not_taken(inputs)


def _points_by_district(inputs: RoadmapInputs) -> Table:
    rows = tuple(
        (
            district.regency or None,
            district.district or None,
            sum(bool(state.points) for state in district.states),
            sum(len(state.points) for state in district.states),
        )
        for district in by_district(inputs.with_points)
    )
    astray = len(inputs.astray)
    extra = ((None, None, None, astray),) if astray else ()
    return Table(
        "points_by_district",
        Words("Planned points by district", "Titik rencana per kecamatan"),
        (
            text(REGENCY, 1.5),
            text(DISTRICT, 1.5),
            whole(Words("Villages with points", "Desa bertitik")),
            whole(POINTS),
        ),
        (*rows, *extra),
        (TOTAL, None, len(inputs.with_points), len(inputs.points)),
        NOT_KNOWN_NOTE,
    )


def _by_site_kind(inputs: RoadmapInputs) -> Table:
    counts = Counter(point.site_kind or "" for point in inputs.points)
    return Table(
        "points_by_site_kind",
        Words("Planned points by kind of site", "Titik rencana per jenis lokasi"),
        (text(Words("Kind of site", "Jenis lokasi"), 2), whole(POINTS)),
        tuple((stated(kind), number) for kind, number in counts.most_common()),
        (TOTAL, len(inputs.points)),
    )


def _rules(inputs: RoadmapInputs) -> Table:
    rows = []
    for rule in CATALOGUE:
        setting = inputs.rule_set.rules.get(rule.code)
        is_on = setting is not None and setting.enabled
        severity = SEVERITY_WORDS[setting.severity].one if setting and is_on else _OFF
        limits = _limits(rule, setting) if setting and is_on else None
        rows.append((rule.code, rule.what, limits or _NO_LIMIT, severity))
    return Table(
        "rules",
        Words("Rules and limits that hold", "Aturan dan batas yang berlaku"),
        (
            text(Words("Code", "Kode"), 0.6),
            text(Words("What is asked", "Ketentuan"), 3),
            text(Words("Limits", "Batas"), 1.8),
            text(Words("Weighs as", "Tingkat"), 0.9),
        ),
        tuple(rows),
    )


def _limits(rule: Rule, setting: RuleSetting) -> Words | None:
    """Return a rule's limits in general; which fields a status asks for is left out."""
    said = [
        (parameter.words, setting.parameters[parameter.name])
        for parameter in rule.parameters
        if parameter.name in setting.parameters
        and not isinstance(setting.parameters[parameter.name], dict)
    ]
    if not said:
        return None
    return Words(
        *(
            "; ".join(f"{words.say(each)}: {_shown(value, each)}" for words, value in said)
            for each in ("en", "id")
        )
    )


def _shown(value: object, language: str) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(each, language) for each in value)
    if isinstance(value, (int, float)):
        return number_text(value, language, 0 if value == int(value) else 1)
    return stated(value).say(language)


def _not_taken(inputs: RoadmapInputs) -> Table:
    rows = [
        (hotspot.label, *inputs.place_of(hotspot), _REPLACED)
        for hotspot in inputs.plan.hotspots
        if hotspot.is_replaced
    ]
    for one in inputs.refused:
        village = inputs.villages.get(one.village_code or "")
        if village is not None:
            label = one.name or one.hotspot_id[:8]
            rows.append((label, village.name, village.district, _REFUSED))
    return Table(
        "not_taken",
        Words("Places not taken", "Lokasi yang tidak dipilih"),
        (text(NAME, 2), text(VILLAGE, 1.3), text(DISTRICT, 1.3), text(Words("Why", "Alasan"), 1.5)),
        tuple(rows),
        note=Words(
            "The plan records no other places that were weighed.",
            "Rencana tidak mencatat lokasi lain yang dipertimbangkan.",
        ),
    )
