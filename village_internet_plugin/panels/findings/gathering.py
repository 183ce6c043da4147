# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings the findings of a plan into the list: all of them in slices, changed ones at once."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Callable, Protocol

from qgis.PyQt.QtCore import QObject, pyqtSignal

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.layers.long_lived import building_long_lived
from village_internet_plugin.panels.findings.finding_groups import KINDS, Subject
from village_internet_plugin.panels.findings.finding_rows import FindingRows
from village_internet_plugin.panels.findings.findings_model import FindingsModel
from village_internet_plugin.panels.findings.groupings import (
    BY_FUNDER,
    BY_RULE,
    BY_VILLAGE,
    UNGROUPED,
    Directory,
    NoDirectory,
    group_of,
    search,
)
from village_internet_plugin.panels.slices import Slices

MOST_AT_ONCE = 100
"""Of more changed hotspots the list is gathered anew: row by row it would take too long."""
MOST_GROUPS = 5_000
"""More groups are put in order anew in slices."""
MOST_OPEN = 200
"""Up to so many findings all groups are open at first."""


class Source(Protocol):
    """Where the findings are."""

    def hotspot_ids(self) -> Sequence[str]:
        """Return the ids of all hotspots, in the plan's order."""

    def findings_of(self, hotspot_id: str) -> Iterable[Finding]:
        """Return the findings on a hotspot; none when there is none."""

    def findings_beside(self) -> Iterable[Finding]:
        """Return the findings that are not on hotspots."""


class NoSource:
    """Holds nothing: for while no plan is open."""

    def hotspot_ids(self) -> Sequence[str]:
        """Return nothing."""
        return ()

    def findings_of(self, hotspot_id: str) -> Iterable[Finding]:
        """Return nothing."""
        return ()

    def findings_beside(self) -> Iterable[Finding]:
        """Return nothing."""
        return ()


class Gathering(QObject):
    """Keeps a model's rows those of a source, by grouping and search text."""

    about_to_change = pyqtSignal()
    """Single rows of the model are about to come and go."""
    changed = pyqtSignal()
    """The model's rows are up to date again."""

    def __init__(
        self,
        model: FindingsModel,
        failed: Callable[[Exception], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._source: Source = NoSource()
        self._directory: Directory = NoDirectory()
        self._grouping, self._text = BY_RULE, ""
        self._kinds: tuple[str, ...] = KINDS[:-1]
        self._beside: dict[Subject, list[Finding]] = {}
        self._late: set[str] = set()
        self._moved_late = False
        self._whole, self._moves = Slices(failed, self), Slices(failed, self)

    @property
    def is_running(self) -> bool:
        """Whether the rows are being gathered anew."""
        return self._whole.is_running

    def finish(self) -> None:
        """Bring what is under way to its end at once."""
        self._whole.finish()
        self._moves.finish()

    def stop(self) -> None:
        """Drop what is under way."""
        self._whole.stop()
        self._moves.stop()

    def follow(self, source: Source, directory: Directory) -> None:
        """Take the findings from here from now on."""
        self._source, self._directory = source, directory
        self.gather()

    def group_by(self, grouping: str) -> None:
        """Group the rows otherwise."""
        if grouping != self._grouping:
            self._grouping = grouping
            self.gather()

    def search(self, text: str) -> None:
        """Keep what holds all words of `text`."""
        if text.split() != self._text.split():
            self._text = text
            self.gather()

    def show(self, kinds: Iterable[str]) -> None:
        """Show findings of these kinds alone."""
        self._kinds = tuple(kinds)
        if self.is_running or self._model.group_count() > MOST_GROUPS:
            self.gather()
            return
        self._model.show_kinds(self._kinds)
        self.changed.emit()

    def gather(self) -> None:
        """Gather all rows anew; those there are stay until the new ones are ready."""
        self._moves.stop()
        self._late.clear()
        self._moved_late = False
        self._whole.run(self._gathering())

    def take(self, hotspot_ids: Iterable[str], beside: bool) -> None:
        """Take over what is found of these hotspots now and, with `beside`, of all else."""
        ids = set(hotspot_ids)
        if len(ids) > MOST_AT_ONCE:
            self.gather()
            return
        if self.is_running:
            self._late |= ids
        self.about_to_change.emit()
        for hotspot_id in ids:
            self._model.update(("hotspot", hotspot_id), self._source.findings_of(hotspot_id))
        if beside:
            self._take_beside()
        self.changed.emit()

    def look_for_moves(self) -> None:
        """Move to its group what names another village or funding source, its findings the same."""
        if self._grouping not in (BY_VILLAGE, BY_FUNDER):
            return
        if self.is_running:
            # Of rows gathered already some may stand in the group they have just left.
            self._moved_late = True
        else:
            self._moves.run(self._moving())

    def _gathering(self) -> Iterator[None]:
        with building_long_lived():
            rows = yield from self._new_rows()
            old = self._model.take_over(rows, self._grouping, self._directory)
            del rows
            self._take_beside()
        self.changed.emit()
        yield
        yield from old.dissolve()
        if self._moved_late:
            self._moves.run(self._moving())

    def _new_rows(self) -> Generator[None, None, FindingRows]:
        rows = FindingRows(
            group_of(self._grouping, self._directory),
            self._kinds,
            search(self._text, self._directory, self._model.language),
            headers=self._grouping != UNGROUPED,
        )
        self._beside = _by_subject(self._source.findings_beside())
        for subject, findings in self._beside.items():
            rows.put(subject, findings)
            yield
        for hotspot_id in dict.fromkeys(self._source.hotspot_ids()):
            rows.put(("hotspot", hotspot_id), self._source.findings_of(hotspot_id))
            yield
        for hotspot_id in self._late:
            rows.update(("hotspot", hotspot_id), self._source.findings_of(hotspot_id))
        rows.expanded_by_default = bool(self._text.split()) or rows.shown_count <= MOST_OPEN
        yield from rows.settling()
        return rows

    def _take_beside(self) -> None:
        before, self._beside = self._beside, _by_subject(self._source.findings_beside())
        for subject in {**before, **self._beside}:
            findings = self._beside.get(subject, [])
            if findings != before.get(subject, []):
                self._model.update(subject, findings)

    def _moving(self) -> Iterator[None]:
        of = group_of(self._grouping, self._directory)
        for hotspot_id in dict.fromkeys(self._source.hotspot_ids()):
            subject = ("hotspot", hotspot_id)
            groups = self._model.groups_of(subject)
            if groups:
                findings = self._source.findings_of(hotspot_id)
                if any(of(finding) not in groups for finding in findings):
                    self.take([hotspot_id], beside=False)
            yield


def _by_subject(findings: Iterable[Finding]) -> dict[Subject, list[Finding]]:
    subjects: dict[Subject, list[Finding]] = {}
    for finding in findings:
        subjects.setdefault((finding.subject_kind, finding.subject), []).append(finding)
    return subjects
