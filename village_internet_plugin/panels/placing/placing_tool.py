# SPDX-License-Identifier: GPL-2.0-or-later
"""The map tool that places hotspots: mouse, keys and typed coordinates move a ghost."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsPointLocator
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsSnapIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from village_internet_plugin.domain.coordinate_text import read_coordinates
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import INDONESIA, LonLat, Region
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.placing.geographic_canvas import GeographicCanvas
from village_internet_plugin.panels.placing.ghost import Ghost, why_not_placing
from village_internet_plugin.panels.placing.ghost_picture import GhostPicture
from village_internet_plugin.panels.placing.placing_view import PlacingView
from village_internet_plugin.panels.placing.showing import hint_text, state_of
from village_internet_plugin.panels.settings import arrow_step_m

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FASTER = 10
"""How many times as far an arrow moves with Shift."""
_STILL_PIXELS = 8
"""After the keyboard the mouse must move this far before the ghost follows it again."""


class PlacingTool(QgsMapTool):
    """Active, it shows a ghost with its verdict; `placed` tells the fid of each hotspot put."""

    placed = pyqtSignal(int)
    ended = pyqtSignal()
    """The user left it; whoever made it gives the canvas its tool of before."""

    def __init__(self, canvas: QgsMapCanvas, plan: CurrentPlan, messages: Messages) -> None:
        super().__init__(canvas)
        self.ghost: Ghost | None = None
        self.view: PlacingView | None = None
        self.picture: GhostPicture | None = None
        self._plan, self._messages = plan, messages
        self._place = GeographicCanvas(canvas)
        self._snap: QgsSnapIndicator | None = None
        self._filter: _CanvasKeys | None = None
        self._mouse: QPoint | None = None
        self._held_at: QPoint | None = None
        self._is_view_right = self._is_second_click = False
        self._connections = Connections(messages.fail)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def why_not(self) -> str:
        """Return why it cannot be used now, as a sentence; empty when it can."""
        if not self._place.is_placed:
            return QCoreApplication.translate(
                "VillageInternet",
                "The map has no coordinate reference system, so its places are not known. "
                "Choose one in the lower right corner of QGIS, for example EPSG:4326.",
            )
        return "" if self._plan.is_open else why_not_placing(self._plan)

    def activate(self) -> None:
        """Show the ghost in the middle of the map; from there mouse or keys lead it on."""
        super().activate()
        canvas, language = self._place.canvas, self._plan.language
        self._take_down()
        ghost = Ghost(self._plan, self._messages.fail, self)
        view = PlacingView(hint_text(arrow_step_m.get(), language), canvas)
        self.ghost, self.view = ghost, view
        self.picture = GhostPicture(self._place, ghost, language)
        self._snap = QgsSnapIndicator(canvas)
        self._filter = _CanvasKeys(self._key, self._messages.guard, self)
        canvas.installEventFilter(self._filter)
        connect = self._connections.connect
        connect(ghost, "changed", self._show)
        connect(view, "typed", self._go_to_text)
        connect(view, "place_wanted", self._put)
        connect(view, "better_wanted", self._go_to_better)
        connect(view, "left", lambda: canvas.setFocus())
        connect(canvas, "extentsChanged", self._show)
        connect(canvas, "destinationCrsChanged", self._crs_changed)
        connect(self._plan, "closed", self.ended.emit)
        canvas.setFocus()
        self._hold(self._place.lonlat(canvas.center()))
        view.show()
        self._show()

    def deactivate(self) -> None:
        """Take everything off the map again."""
        self._take_down()
        super().deactivate()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Have the ghost follow the mouse, snapped as the project says."""
        self._messages.guard(self._follow)(event)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Place a hotspot, or go to the better place when that was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        is_second, self._is_second_click = self._is_second_click, False
        if not is_second:
            self._messages.guard(self._click)(event)

    def canvasPressEvent(self, _event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Begin a click of its own; a double click has none for its second half."""
        self._is_second_click = False

    def canvasDoubleClickEvent(self, _event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Take a double click for one: its second half would place another hotspot on the first."""
        self._is_second_click = True

    def _follow(self, event: QgsMapMouseEvent) -> None:
        self._mouse = event.pos()
        if self._held_at is not None:
            if (event.pos() - self._held_at).manhattanLength() < _STILL_PIXELS:
                return
            self._held_at = None
        if self.ghost is not None and self.view is not None:
            self.ghost.move_to(self._snapped(event))
            self.view.show_answer("", is_wrong=False)

    def _snapped(self, event: QgsMapMouseEvent) -> LonLat | None:
        point = event.snapPoint()
        if self._snap is not None:
            self._snap.setMatch(event.mapPointMatch())
        return self._place.lonlat(point)

    def _click(self, event: QgsMapMouseEvent) -> None:
        if self.ghost is None or self.picture is None:
            return
        better = self.picture.better_pixel()
        if better is not None:
            away = better.toPoint() - event.pos()
            if away.manhattanLength() <= 1.5 * self.picture.sign_radius():
                self._go_to_better()
                return
        is_held = self._held_at is not None and (
            (event.pos() - self._held_at).manhattanLength() < _STILL_PIXELS
        )
        if not is_held:
            self._held_at = None
            self.ghost.move_to(self._snapped(event))
        self._put()

    def _key(self, key: int, shift: bool, text: str, control: bool) -> bool:
        """Do what a key means here; False leaves it to the canvas."""
        if self.ghost is None or self.view is None:
            return False
        if control:
            if key != Qt.Key.Key_L:
                return False
            self.view.take_keyboard()
        elif key in _ARROWS:
            self._step(*_ARROWS[Qt.Key(key)], _FASTER if shift else 1)
        elif key in _ENTER:
            self._put()
        elif key == Qt.Key.Key_Escape:
            self.ended.emit()
        elif key == Qt.Key.Key_V:
            self._go_to_better()
        elif text and (text.isdigit() or text in "-+"):
            self.view.take_keyboard(text)
        else:
            return False
        return True

    def _step(self, east: int, north: int, times: int) -> None:
        from village_internet_plugin.geodesy.directions import moved

        if self.ghost is None or self.ghost.position is None:
            return
        metres = arrow_step_m.get() * times
        self._hold(moved(self.ghost.position, east * metres, north * metres))

    def _go_to_better(self) -> None:
        better = self.ghost.better if self.ghost is not None else None
        if better is not None and better.place is not None:
            self._hold(better.place.position)

    def _go_to_text(self, text: str) -> None:
        if self.view is None:
            return
        try:
            read = read_coordinates(text, self._plan.language, self._region())
        except InputError as error:
            self.view.show_answer(in_user_language(error), is_wrong=True)
            return
        self._hold(read.position)
        self.view.show_answer(read.note, is_wrong=False)
        self._place.canvas.setFocus()

    def _region(self) -> Region:
        if not self._plan.is_checked:
            return INDONESIA
        margin = self._plan.rule_set().rules["VI101"].parameter("margin_deg")
        return self._plan.reference().region.widened(float(margin))

    def _hold(self, position: LonLat | None) -> None:
        """Put the ghost somewhere else than under the mouse, and have it stay there."""
        self._held_at = self._mouse if self._mouse is not None else self._place.canvas.mouseLastXY()
        if self._snap is not None:
            self._snap.setMatch(QgsPointLocator.Match())
        if self.ghost is None:
            return
        if position is not None:
            self._place.show(position)
        self.ghost.move_to(position)
        self.ghost.flush()
        if position is not None:
            self._clear_ghost_of_view(position)

    def _put(self) -> None:
        if self.ghost is None:
            return
        hotspot, fid = self.ghost.place()
        placed = QCoreApplication.translate("VillageInternet", "Placed: {name}")
        if self.view is not None:
            self.view.show_answer(placed.format(name=hotspot.label), is_wrong=False)
        self.placed.emit(fid)

    def _show(self) -> None:
        if self.ghost is None or self.view is None or self.picture is None:
            return
        self.view.show_state(state_of(self.ghost, self._plan))
        self._put_view_aside()
        self.picture.update()

    def _put_view_aside(self) -> None:
        """Keep the window in the upper left corner, or in the right one when it was sent there."""
        if self.view is None:
            return
        canvas, gap = self._place.canvas, self._gap()
        x = canvas.width() - self.view.width() - gap if self._is_view_right else gap
        self.view.move(max(x, 0), gap)

    def _clear_ghost_of_view(self, position: LonLat) -> None:
        """Send the window to the other corner when it would lie on a ghost put there by keys.

        It never gives way to the mouse: who goes for its buttons would chase it.
        """
        pixel = self._place.pixel(position)
        if self.view is None or pixel is None:
            return
        reach = self.view.width() + 4 * self._gap()
        is_high = pixel.y() < self.view.height() + 4 * self._gap()
        if is_high and pixel.x() < reach:
            self._is_view_right = True
        elif is_high and pixel.x() > self._place.canvas.width() - reach:
            self._is_view_right = False
        self._put_view_aside()

    def _gap(self) -> int:
        return self.view.fontMetrics().height() // 2 if self.view is not None else 0

    def _crs_changed(self) -> None:
        reason = self.why_not()
        if reason:
            self._messages.warn(reason)
            self.ended.emit()

    def _take_down(self) -> None:
        self._connections.close()
        canvas = self._place.canvas
        if self._filter is not None and not sip.isdeleted(canvas):
            canvas.removeEventFilter(self._filter)
        if self.ghost is not None:
            self.ghost.close()
            self.ghost.deleteLater()
        if self.view is not None and not sip.isdeleted(self.view):
            self.view.hide()
            self.view.setParent(None)
            self.view.deleteLater()
        if self.picture is not None and not sip.isdeleted(self.picture):
            canvas.scene().removeItem(self.picture)
        if self._snap is not None:
            self._snap.setMatch(QgsPointLocator.Match())
        self.ghost = self.view = self.picture = self._snap = self._filter = None
        self._mouse = self._held_at = None


class _CanvasKeys(QObject):
    """Takes the keys the tool knows before the canvas pans by them and before QGIS's shortcuts."""

    def __init__(
        self,
        key: Callable[[int, bool, str, bool], bool],
        guard: Callable[[Callable[..., object]], Callable[..., None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._key, self._guard = key, guard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take a key of the tool's; anything else goes its way."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or not _is_ours(event):
            return False
        taken: list[bool] = []
        self._guard(lambda: taken.append(self._press(event)))()
        return taken != [False]

    def _press(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        return self._key(
            event.key(),
            bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            event.text(),
            bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        )


def _is_ours(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return False
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return event.key() == Qt.Key.Key_L
    known = (*_ARROWS, *_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_V)
    text = event.text()
    return event.key() in known or (len(text) == 1 and (text.isdigit() or text in "-+"))
