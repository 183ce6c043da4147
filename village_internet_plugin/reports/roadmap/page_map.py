# SPDX-License-Identifier: GPL-2.0-or-later
"""A map of the plan as SVG for a page that opens offline: villages, blank spots, points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, NamedTuple

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.reports.charts import printable
from village_internet_plugin.reports.roadmap.blocks import EXISTING
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs, VillageState

WIDTH = 1000.0
"""Units of the drawing; a detail smaller than one of them is left out."""
_TALLEST = 1400.0
_MARGIN = 12.0
_POINT, _STANDING, _SPOT, _WITH_POINTS = (
    Words("planned point", "titik rencana"),
    Words("point that stands", "titik eksisting"),
    Words("blank spot", "blank spot"),
    Words("village with planned points", "desa dengan titik rencana"),
)
_NO_SHAPES = Words("No shape to draw is known.", "Tidak ada bentuk yang dapat digambar.")


class PageMaps(NamedTuple):
    """What maps are drawn from: read once, drawn for each kind and language."""

    inputs: RoadmapInputs
    paths: tuple[tuple[VillageState, str], ...]
    spots: tuple[str, ...]
    frame: _Frame | None


class _Frame(NamedTuple):
    """From degrees to the drawing: longitudes are shortened as at the middle latitude."""

    west: float
    north: float
    across: float
    """Units to a degree of longitude."""
    up: float
    width: float
    height: float

    def at(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Return where a position (or arrays of them) is drawn."""
        return (
            _MARGIN + (lon - self.west) * self.across,
            _MARGIN + (self.north - lat) * self.up,
        )


def read_page_maps(inputs: RoadmapInputs, reference: Reference) -> PageMaps:
    """Read the shapes of the villages told of, and of their blank spots."""
    states = {state.village.village_code: state for state in inputs.states}
    kept = [
        (states[village.village_code], shape)
        for batch in reference.village_batches()
        for village, shape in batch
        if shape is not None and village.village_code in states
    ]
    frame = _frame([shape for _, shape in kept], inputs)
    if frame is None:
        return PageMaps(inputs, (), (), None)
    spots = [spot.shape for state in inputs.states for spot in state.blank_spots]
    return PageMaps(
        inputs,
        tuple((state, _path(shape, frame)) for state, shape in kept),
        tuple(_path(shape, frame) for shape in spots),
        frame,
    )


def page_map(maps: PageMaps, kind: str, language: str) -> str:
    """Return a map of a kind of `blocks.Map` as an SVG element of a page in `language`."""
    frame = maps.frame
    if frame is None:
        return f"<p>{escape(_NO_SHAPES.say(language))}</p>"
    parts = [_village(state, path, language) for state, path in maps.paths]
    parts += [f'<path class="spot" d="{path}"/>' for path in maps.spots if path]
    parts += _standing(maps.inputs, frame)
    if kind != EXISTING:
        parts += _points(maps.inputs, frame)
    parts += _legend(frame, kind, language)
    size = f"{frame.width:.0f} {frame.height + 40:.0f}"
    return f'<svg class="map" role="img" viewBox="0 0 {size}">\n' + "\n".join(parts) + "\n</svg>"


def _frame(shapes: list[Any], inputs: RoadmapInputs) -> _Frame | None:
    bounds = shapely.bounds(np.array(shapes, dtype=object)) if shapes else np.empty((0, 4))
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    places = [[p.lon, p.lat, p.lon, p.lat] for p in _positions(inputs)]
    # Where villages have shapes, a point with a slip in its position must not shrink the map.
    if not len(bounds):
        bounds = np.array(places, dtype=np.float64).reshape(-1, 4)
    if not len(bounds):
        return None
    west, south = bounds[:, :2].min(axis=0).tolist()
    east, north = bounds[:, 2:].max(axis=0).tolist()
    narrowing = max(0.1, math.cos(math.radians((south + north) / 2)))
    wide, high = max((east - west) * narrowing, 1e-4), max(north - south, 1e-4)
    up = min((WIDTH - 2 * _MARGIN) / wide, (_TALLEST - 2 * _MARGIN) / high)
    return _Frame(west, north, up * narrowing, up, wide * up + 2 * _MARGIN, high * up + 2 * _MARGIN)


def _positions(inputs: RoadmapInputs) -> Iterator[LonLat]:
    for point in inputs.points:
        if point.position is not None and point.position.is_finite():
            yield point.position


def _path(shape: Any, frame: _Frame) -> str:
    """Return an area as the commands of a path, without what is too small to be seen."""
    simple = shapely.simplify(shape, 0.5 / frame.up, preserve_topology=True)
    parts = []
    for polygon in shapely.get_parts(simple):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            across, down = frame.at(*np.asarray(ring.coords)[:, :2].T)
            steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down))
            parts.append(f"M{steps}Z")
    return "".join(parts)


def _village(state: VillageState, path: str, language: str) -> str:
    village = state.village
    kind = "planned" if state.points else "village"
    name = ", ".join(part for part in (village.name, village.district) if part)
    shape = f'<path class="{kind}" d="{path}"><title>{_text(name)}</title></path>'
    if not state.points:
        return shape
    return f'<a href="#{village_anchor(village.village_code)}">{shape}</a>'


def village_anchor(village_code: str) -> str:
    """Return the name of a village's place in the page; codes are made safe for a link."""
    return "desa-" + "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in village_code
    )


def _standing(inputs: RoadmapInputs, frame: _Frame) -> Iterator[str]:
    for state in inputs.states:
        for one in state.existing:
            if one.position.is_finite():
                x, y = frame.at(*one.position)
                title = _text(one.name or one.hotspot_id[:8])
                yield (
                    f'<rect class="standing" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8">'
                    f"<title>{title}</title></rect>"
                )


def _points(inputs: RoadmapInputs, frame: _Frame) -> Iterator[str]:
    for point in inputs.points:
        if point.position is None or not point.position.is_finite():
            continue
        x, y = frame.at(*point.position)
        place = [part for part in inputs.place_of(point) if part]
        title = f"<title>{_text(', '.join((point.label, *place)))}</title>"
        yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="5">{title}</circle>'


def _legend(frame: _Frame, kind: str, language: str) -> Iterator[str]:
    """Give the signs in one row below the map."""
    down = frame.height + 20
    signs: Iterable[tuple[str, Words]] = (
        ('<rect class="standing" x="{x}" y="{top}" width="8" height="8"/>', _STANDING),
        ('<rect class="spot" x="{x}" y="{top}" width="16" height="10"/>', _SPOT),
        ('<rect class="planned" x="{x}" y="{top}" width="16" height="10"/>', _WITH_POINTS),
    )
    if kind != EXISTING:
        circle = '<circle class="point" cx="{x}" cy="{down}" r="5"/>'
        signs = ((circle, _POINT), *signs)
    left = _MARGIN + 6
    for sign, words in signs:
        yield sign.format(x=left, top=down - 5, down=down)
        said = words.say(language)
        yield f'<text x="{left + 22}" y="{down + 5}">{escape(said)}</text>'
        left += 40 + 8 * len(said)


def _text(text: str) -> str:
    return escape(printable(text))
