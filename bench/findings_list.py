# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the window stands still while the dock lists the findings of 50,000 hotspots."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Callable

from bench.figure import Figure
from village_internet_plugin.domain.finding import SEVERITIES, Finding, Fix

HOTSPOTS, RULES = 50_000, 7
BUDGET_MS = 50.0
_VILLAGES, _SOURCES = 30_000, 50


class MadeUp:
    """350,000 findings, and names for their subjects."""

    def __init__(self) -> None:
        self.of = {f"hotspot-{number}": _findings(number) for number in range(HOTSPOTS)}

    def hotspot_ids(self) -> Sequence[str]:
        """Return the ids of all hotspots."""
        return list(self.of)

    def findings_of(self, hotspot_id: str) -> Sequence[Finding]:
        """Return the findings on a hotspot."""
        return self.of.get(hotspot_id, ())

    def findings_beside(self) -> Sequence[Finding]:
        """Return nothing."""
        return ()

    def village_of(self, hotspot_id: str) -> str:
        """Return one of 30,000 villages."""
        return f"64.01.{int(hotspot_id[8:]) % _VILLAGES:05d}"

    def funding_source_of(self, hotspot_id: str) -> str:
        """Return one of fifty funding sources."""
        return f"source-{int(hotspot_id[8:]) % _SOURCES}"

    def hotspot_name(self, hotspot_id: str) -> str:
        """Return its id."""
        return hotspot_id

    village_name = funding_source_name = hotspot_name


def measure() -> Iterator[Figure]:
    """Yield the longest turn of the event loop while findings are listed, grouped, searched."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.PyQt.QtWidgets import QApplication

    from village_internet_plugin.panels.findings.findings_view import FindingsView
    from village_internet_plugin.panels.findings.gathering import Gathering

    application = QApplication.instance() or QApplication([])
    source, failures = MadeUp(), list[Exception]()
    # The findings themselves belong to the plan, which keeps the collector off them.
    gc.collect()
    gc.freeze()
    view = FindingsView("en")
    gathering = Gathering(view.model, failures.append, view)
    gathering.about_to_change.connect(view.table.keep_place)
    gathering.changed.connect(view.table.find_place)
    view.resize(340, 640)
    view.show()
    total = HOTSPOTS * RULES

    def longest_ms(begin: Callable[[], object]) -> float:
        turns = [_milliseconds(begin)]
        while gathering.is_running:
            turns.append(_milliseconds(application.processEvents))
        return max([*turns, _milliseconds(application.processEvents)])

    def edit() -> None:
        source.of["hotspot-25000"] = _findings(3)[:4]
        gathering.take(["hotspot-25000"], beside=False)

    for what, begin in (
        ("listed by rule", lambda: gathering.follow(source, source)),
        ("shown after an edit, by rule", edit),
        ("opened, all groups", lambda: view.model.expand_all(opened=True)),
        ("grouped by village", lambda: gathering.group_by("village")),
        ("shown after an edit, by village", edit),
        ("grouped by funding source", lambda: gathering.group_by("funding_source")),
        ("not grouped", lambda: gathering.group_by("none")),
        ("chosen, all of them", view.table.selectAll),
        ("shown after an edit, all chosen", edit),
        ("searched", lambda: gathering.search("hotspot 49")),
        ("searched no more", lambda: gathering.search("")),
    ):
        yield Figure(f"{total:,} findings {what}: longest turn", longest_ms(begin), "ms", BUDGET_MS)
    view.hide()
    gc.unfreeze()
    if failures:
        raise failures[0]


def _findings(number: int) -> list[Finding]:
    return [
        Finding(
            *(f"VI{101 + rule + 100 * (number % 3)}", SEVERITIES[(number + rule) % 4]),
            *("hotspot", f"hotspot-{number}"),
            f"Hotspot {number} is {number * 7 % 1500} m from the office; 1,000 m are the most.",
            Fix("Move it."),
            *(float(number), 1000.0, "m"),
        )
        for rule in range(RULES)
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return 1000.0 * (perf_counter() - began)
