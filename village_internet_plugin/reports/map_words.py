# SPDX-License-Identifier: GPL-2.0-or-later
"""The words on a map of a plan: whose it is, how much it holds, how the check went."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS


class MapWords(NamedTuple):
    """What stands beside the map; `figures` and `verdicts` are one line each."""

    title: str
    subtitle: str
    figures: tuple[str, ...]
    verdicts: tuple[str, ...]
    footer: str


_UNTITLED = Words("Village Internet plan", "Rencana Internet desa")
_REVISION = Words("published as revision {revision}", "diterbitkan sebagai revisi {revision}")
_DRAFT = Words("not yet published", "belum diterbitkan")
_HOTSPOTS = Words("{count} hotspots", "{count} titik hotspot")
_ONE_HOTSPOT = Words("1 hotspot", "1 titik hotspot")
_VILLAGES = Words("in {count} villages", "di {count} desa")
_ONE_VILLAGE = Words("in 1 village", "di 1 desa")
_OTHERS = Words("{count} of other agencies", "{count} milik instansi lain")
_CHECKED_BY = Words("Checked by rule set {version}", "Diperiksa dengan kumpulan aturan {version}")
_UNCHECKED = Words("Not checked", "Belum diperiksa")
_MADE_WITH = Words("Drawn by the Village Internet Planner", "Digambar oleh Perencana Internet Desa")


def map_words(plan: Plan, report: CheckReport | None, language: str) -> MapWords:
    """Return the words for a map of `plan` in `language`; `report` None means not checked."""
    state = _REVISION if plan.base_revision else _DRAFT
    return MapWords(
        title=plan.title or _UNTITLED.say(language),
        subtitle=f"{plan.agency} · {state.say(language, revision=plan.base_revision)}",
        figures=_figures(plan, language),
        verdicts=_verdicts(report, language) if report is not None else (),
        footer=" · ".join((_check_text(report, language), _MADE_WITH.say(language))),
    )


def _figures(plan: Plan, language: str) -> tuple[str, ...]:
    active = [hotspot for hotspot in plan.hotspots if not hotspot.is_replaced]
    villages = {hotspot.village_code for hotspot in active if hotspot.village_code}
    lines = [
        _counted(len(active), _ONE_HOTSPOT, _HOTSPOTS, language),
        _counted(len(villages), _ONE_VILLAGE, _VILLAGES, language),
    ]
    if plan.published_hotspots:
        lines.append(_counted(len(plan.published_hotspots), _OTHERS, _OTHERS, language))
    return tuple(lines)


def _counted(count: int, one: Words, many: Words, language: str) -> str:
    words = one if count == 1 else many
    return words.say(language, count=number_text(count, language))


def _verdicts(report: CheckReport, language: str) -> tuple[str, ...]:
    counts = report.counts()
    return tuple(
        f"{words.many.say(language)}: {number_text(counts[severity], language)}"
        for severity, words in SEVERITY_WORDS.items()
    )


def _check_text(report: CheckReport | None, language: str) -> str:
    if report is None:
        return _UNCHECKED.say(language)
    return _CHECKED_BY.say(language, version=report.rule_set_version)
