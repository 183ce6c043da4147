# SPDX-License-Identifier: GPL-2.0-or-later
"""The valid position nearest to a hotspot's: where it would have to move to be right.

What the place rules leave of a village is cut out as polygons, whose nearest points are the exact
candidates: the foot of the perpendicular on a boundary, a point of the office's circle or of a
neighbour's, or where two of them cross. Each is then judged by the rules themselves, nearest first;
the first they find nothing on is the answer. When they reject what geometry offered, places deeper
inside are tried, at last rings around the start.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, WARNING, Finding
from village_internet_plugin.domain.languages import Words, length_text
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import destinations
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.plane import Plane
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.allowed_ground import PLACE_RULES, AllowedGround

Judge = Callable[[LonLat], Sequence[Finding]]
"""Gives the findings the hotspot would have at a position; a candidate is asked about once."""

REACHES_M = (1_500.0, 5_000.0, 15_000.0)
"""How far villages are looked at when any will do: each step only when the one before had none."""
_VILLAGE_RULES = ("VI601",)
_PARTS = 8
_DEEPER_M = (0.0, 1.0, 20.0)
_RINGS_M = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0)
_DIRECTIONS = 16
_MOST_JUDGED = 400
_DECIMALS = 7
"""Those a position is published with: what is offered is what the server will judge."""

_NONE_IN_VILLAGE = Words(
    "No place in {village} satisfies the rules for this hotspot.",
    "Tidak ada tempat di {village} yang memenuhi aturan untuk titik ini.",
)
_NONE_AROUND = Words(
    "No valid place was found within {reach_m} of here.",
    "Tidak ditemukan tempat yang memenuhi aturan dalam {reach_m} dari sini.",
)


@dataclass(frozen=True)
class ValidPlace:
    """A position without an unwaived error that moving could mend.

    `findings` are what remains there; `is_clean` tells that none of them is a warning of a place
    rule.
    """

    position: LonLat
    distance_m: float
    findings: tuple[Finding, ...]
    is_clean: bool


@dataclass(frozen=True)
class NearestValid:
    """The answer: the place, or None with a sentence that says how far was looked."""

    place: ValidPlace | None
    judged: int
    none_found: str = ""


Search = Generator[None, None, NearestValid]
"""A search in slices of a few milliseconds; its return value is the answer."""


def find_nearest_valid(search: Search) -> NearestValid:
    """Run a search to its end."""
    while True:
        try:
            next(search)
        except StopIteration as end:
            answer: NearestValid = end.value
            return answer


def search_nearest_valid(
    start: LonLat,
    ground: AllowedGround,
    reference: Reference,
    judge: Judge,
    village_code: str | None = None,
    language: str = "en",
) -> Search:
    """Look for the valid position nearest to `start` (degrees), in slices.

    With `village_code` in that village only, as a hotspot declared there must stay; without, in
    whichever village is nearest, as a new point takes the village it falls in. A place without
    warnings of the place rules is preferred to a nearer one with some. Lengths are geodesic and
    right to some centimetres up to 10 km. The same question always gets the same answer.
    """
    if not start.is_finite():
        sentence = _NONE_AROUND.say(language, reach_m=length_text(0.0, language))
        return NearestValid(None, 0, sentence)
    trial = _Trial(start, judge, takes_any_village=village_code is None)
    yield
    if trial.accepts(start, clean=True):
        return trial.answer()
    for clean in (True, False):
        areas = _Areas(start, ground, reference, village_code, clean)
        for candidate in areas.candidates():
            if candidate is not None and trial.accepts(candidate, clean):
                return trial.answer()
            if trial.is_exhausted:
                break
            yield
    for candidate in _rings(start):
        if trial.is_exhausted:
            break
        if trial.accepts(candidate, clean=False):
            return trial.answer()
        yield
    return NearestValid(None, trial.judged, _none_found(reference, village_code, language))


def is_curable(finding: Finding, takes_any_village: bool = False) -> bool:
    """Tell whether a finding is an error or a warning that another position could be without.

    A hotspot that takes the village it falls in is cured of having none, too.
    """
    alarms = finding.severity in (ERROR, WARNING) and not finding.waived
    return alarms and finding.rule in (*PLACE_RULES, *(_VILLAGE_RULES * takes_any_village))


class _Trial:
    """Judges candidates and remembers what was said, so that none is judged twice."""

    def __init__(self, start: LonLat, judge: Judge, takes_any_village: bool) -> None:
        self._start, self._judge = start, judge
        self._takes_any_village = takes_any_village
        self._known: dict[LonLat, tuple[Finding, ...]] = {}
        self._incurable = frozenset(
            finding.rule
            for finding in self._findings(start)
            if _is_error(finding) and not is_curable(finding, takes_any_village)
        )
        """Errors of other rules at the start: no move mends them, and none is to add any."""
        self._place: ValidPlace | None = None

    @property
    def judged(self) -> int:
        return len(self._known)

    @property
    def is_exhausted(self) -> bool:
        return len(self._known) >= _MOST_JUDGED

    def accepts(self, candidate: LonLat, clean: bool) -> bool:
        """Tell whether a candidate is valid, with `clean` also without curable warnings."""
        findings = self._findings(candidate)
        if any(_is_error(one) and one.rule not in self._incurable for one in findings):
            return False
        is_clean = not any(is_curable(one, self._takes_any_village) for one in findings)
        if clean and not is_clean:
            return False
        metres = float(length_m(*self._start, *candidate))
        self._place = ValidPlace(candidate, metres, findings, is_clean)
        return True

    def answer(self) -> NearestValid:
        return NearestValid(self._place, self.judged)

    def _findings(self, position: LonLat) -> tuple[Finding, ...]:
        if position not in self._known:
            self._known[position] = tuple(self._judge(position))
        return self._known[position]


class _Areas:
    """The allowed ground around a start, village by village, and its nearest points."""

    def __init__(
        self,
        start: LonLat,
        ground: AllowedGround,
        reference: Reference,
        village_code: str | None,
        clean: bool,
    ) -> None:
        self._start, self._ground, self._reference = start, ground, reference
        self._code, self._clean = village_code, clean
        self._plane = Plane(start)

    def candidates(self) -> Iterator[LonLat | None]:
        """Yield positions, nearest first; None where a slice of work gave none."""
        if self._code is not None:
            area = self._ground.of_village(self._code, self._plane, self._clean)
            yield None
            yield from self._nearest_points([area], np.inf)
            return
        areas: dict[str, Any] = {}
        for reach_m in REACHES_M:
            codes = self._reference.villages.around(self._start, reach_m)
            for code in codes:
                self._reference.villages.shapes([code])  # read now, a slice each, and kept
                yield None
            for code, others in _with_those_before(codes):
                if code not in areas:
                    areas[code] = self._ground.of_village(code, self._plane, self._clean, others)
                    yield None
            yield from self._nearest_points(areas.values(), reach_m)

    def _nearest_points(self, areas: Iterable[Any], reach_m: float) -> Iterator[LonLat]:
        """Yield the nearest point of each part of the areas, then of what lies deeper in them."""
        parts = shapely.get_parts(shapely.get_parts(list(areas)))
        origin = shapely.Point(0.0, 0.0)
        metres = shapely.distance(parts, origin)
        near = np.flatnonzero(metres <= reach_m)
        parts = parts[near[np.argsort(metres[near], kind="stable")][:_PARTS]]
        for deeper_m in _DEEPER_M:
            for part in parts:
                inner = part.buffer(-deeper_m) if deeper_m else part
                if not inner.is_empty:
                    x, y = shapely.get_coordinates(shapely.shortest_line(origin, inner))[1]
                    yield _rounded(self._plane.lonlat(x, y))


def _with_those_before(codes: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield villages, each with those that win where they overlap."""
    for place, code in enumerate(codes):
        yield code, codes[:place]


def _rings(start: LonLat) -> Iterator[LonLat]:
    azimuths = np.arange(_DIRECTIONS) * (360.0 / _DIRECTIONS)
    for radius_m in _RINGS_M:
        for lon, lat in zip(*destinations(start, azimuths, radius_m)):
            yield _rounded(LonLat(float(lon), float(lat)))


def _rounded(position: LonLat) -> LonLat:
    return LonLat(round(position.lon, _DECIMALS), round(position.lat, _DECIMALS))


def _is_error(finding: Finding) -> bool:
    return finding.severity in (ERROR, NOT_CHECKED) and not finding.waived


def _none_found(reference: Reference, village_code: str | None, language: str) -> str:
    if village_code is None:
        return _NONE_AROUND.say(language, reach_m=length_text(REACHES_M[-1], language))
    village = reference.villages.by_code([village_code])[0]
    return _NONE_IN_VILLAGE.say(language, village=village.name if village else village_code)
