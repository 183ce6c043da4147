# SPDX-License-Identifier: GPL-2.0-or-later
"""A dock of findings filled from a list, without a plan: for tests and for pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.findings_view import FindingsView
from village_internet_plugin.panels.findings.gathering import Gathering


class Listed:
    """A source and a directory over findings that a test can change."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.of: dict[str, list[Finding]] = {}
        self.beside: list[Finding] = []
        self.villages: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        for finding in findings:
            if finding.subject_kind == "hotspot":
                self.of.setdefault(finding.subject, []).append(finding)
            else:
                self.beside.append(finding)

    def hotspot_ids(self) -> Sequence[str]:
        return list(self.of)

    def findings_of(self, hotspot_id: str) -> Sequence[Finding]:
        return self.of.get(hotspot_id, ())

    def findings_beside(self) -> Sequence[Finding]:
        return self.beside

    def village_of(self, hotspot_id: str) -> str:
        return self.villages.get(hotspot_id, "")

    def funding_source_of(self, hotspot_id: str) -> str:
        return self.sources.get(hotspot_id, "")

    def hotspot_name(self, hotspot_id: str) -> str:
        return hotspot_id.title()

    def village_name(self, village_code: str) -> str:
        return {"64.01.06.2023": "Adang Jaya", "64.01.09.2005": "Riwang"}.get(village_code, "")

    def funding_source_name(self, funding_source_id: str) -> str:
        return f"Program {funding_source_id}"

    def counts(self) -> Counter[str]:
        found = [*self.beside, *(one for found in self.of.values() for one in found)]
        return Counter(one.counted_as for one in found)


class Dock:
    """The view, its list kept by a gathering, as the panel joins them."""

    def __init__(self, findings: Iterable[Finding], language: str = "en") -> None:
        self.source = Listed(findings)
        self.failures: list[Exception] = []
        self.view = FindingsView(language)
        self.gathering = Gathering(self.view.model, self.failures.append, self.view)
        self.gathering.about_to_change.connect(self.view.table.keep_place)
        self.gathering.changed.connect(self._changed)
        self.view.search_changed.connect(self.gathering.search)
        self.view.grouping_changed.connect(self.gathering.group_by)
        self.view.kinds_changed.connect(self.gathering.show)
        self.gathering.follow(self.source, self.source)
        self.gathering.finish()

    @property
    def model(self):
        return self.view.model

    def texts(self) -> list[str]:
        return [self.model.data(self.model.index(row, 0)) for row in range(self.model.rowCount())]

    def change(self, hotspot_id: str, *findings: Finding) -> None:
        self.source.of[hotspot_id] = list(findings)
        self.gathering.take([hotspot_id], beside=False)

    def _changed(self) -> None:
        self.view.table.find_place()
        counts = self.source.counts()
        self.view.show_counts(counts)
        self.view.show_list(sum(counts.values()))
