# SPDX-License-Identifier: GPL-2.0-or-later
"""Offers the nearest valid position of a hotspot: drawn on the map, taken only when wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtGui import QColor

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import length_text
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.layers.finding_fixes import move_hotspot
from village_internet_plugin.panels.findings.details_view import DetailsView
from village_internet_plugin.panels.findings.map_showing import zoom_to
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.window import Window
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS

if TYPE_CHECKING:
    from village_internet_plugin.siting.nearest_valid import NearestValid, ValidPlace

_COLOUR = SEVERITY_SIGNS["ok"].colour


class NearestOffer(QObject):
    """At most one offer at a time; it goes when the plan changes under it."""

    def __init__(self, window: Window, details: DetailsView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._plan, self._details = window, window.plan, details
        self._search = Slices(window.messages.fail, self)
        self._sought: tuple[Finding, LonLat | None] | None = None
        """The finding a place is sought or offered for, and where its hotspot stood then."""
        self._offered: LonLat | None = None
        self._drawn: list[Any] = []

    def seek(self, finding: Finding) -> None:
        """Look for the nearest valid position of a finding's hotspot; the map is not held up."""
        self.withdraw()
        hotspot = self._plan.hotspot(finding.subject)
        self._sought = (finding, hotspot.position if hotspot is not None else None)
        self._search.run(self._seeking(finding))

    def finish(self) -> None:
        """Bring the search to its end at once."""
        self._search.finish()

    def take(self) -> Finding | None:
        """Move the hotspot to the place offered, in one undo step; return what that is to mend."""
        if self._sought is None or self._offered is None:
            return None
        finding, position = self._sought[0], self._offered
        self.withdraw()
        move_hotspot(self._plan, finding.subject, position)
        return finding

    def look_again(self) -> None:
        """Withdraw an offer the plan has gone past; begin a search under way anew."""
        if self._sought is None:
            return
        finding, start = self._sought
        hotspot = self._plan.hotspot(finding.subject)
        moved = hotspot is None or hotspot.position != start
        if moved or finding not in self._plan.findings_of(finding.subject):
            self.withdraw()
        elif self._search.is_running:
            self.seek(finding)

    def withdraw(self) -> None:
        """Take the offer, and what shows it, away."""
        self._search.stop()
        self._sought = self._offered = None
        self._details.show_offer("")
        drawn, self._drawn = self._drawn, []
        canvas = self._window.iface.mapCanvas()
        for item in drawn:
            if not sip.isdeleted(item):
                canvas.scene().removeItem(item)

    def _seeking(self, finding: Finding) -> Iterator[None]:
        from village_internet_plugin.layers.valid_places import search_for_hotspot

        answer = yield from search_for_hotspot(self._plan, finding.subject)
        if self._sought is not None and self._sought[1] is not None:
            self._offer(self._sought[1], answer)

    def _offer(self, start: LonLat, answer: NearestValid) -> None:
        place = answer.place
        if place is None:
            self._window.messages.inform(answer.none_found)
            return
        if place.position == start:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "It stands at a valid position already: no error here can be mended by moving it.",
            )
            self._window.messages.inform(sentence)
            return
        self._offered = place.position
        self._draw(start, place.position)
        self._details.show_offer(_sentence(place, self._plan.language))

    def _draw(self, start: LonLat, end: LonLat) -> None:
        """Draw the way from where the hotspot is, and a ring where it would be."""
        canvas = self._window.iface.mapCanvas()
        points = [QgsPointXY(start.lon, start.lat), QgsPointXY(end.lon, end.lat)]
        if not zoom_to(canvas, points):
            return
        transform = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem.fromEpsgId(EPSG),
            canvas.mapSettings().destinationCrs(),
            QgsProject.instance().transformContext(),
        )
        places = [transform.transform(point) for point in points]
        way = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        way.setToGeometry(QgsGeometry.fromPolylineXY(places), None)
        goal = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PointGeometry)
        goal.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        goal.setIconSize(14)
        goal.setToGeometry(QgsGeometry.fromPointXY(places[1]), None)
        for band, width in ((way, 3), (goal, 4)):
            band.setColor(QColor(_COLOUR))
            band.setSecondaryStrokeColor(QColor(255, 255, 255, 200))
            band.setWidth(width)
            self._drawn.append(band)


def _sentence(place: ValidPlace, language: str) -> str:
    if place.is_clean:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{distance} from here it would stand right; the map shows where.",
        )
    else:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{distance} from here no error would stand, only warnings; the map shows where.",
        )
    return sentence.format(distance=length_text(place.distance_m, language))
