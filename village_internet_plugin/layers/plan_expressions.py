# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's functions in QGIS's expressions: what a new hotspot's columns begin with.

They answer from the plan that is open, NULL when none is; nothing they meet is raised into QGIS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, NamedTuple, Protocol

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionFunction,
    QgsGeometry,
    QgsMessageLog,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.user_language import in_user_language

if TYPE_CHECKING:
    from village_internet_plugin.domain.hotspot import Hotspot
    from village_internet_plugin.layers.current_plan import CurrentPlan

GROUP = "Village Internet"
_COLUMNS = (
    *("village_code", "name", "site_kind", "funding_source_id", "year", "technology"),
    "service_months",
)
_NAMES = {column: f"new_hotspot_{column}" for column in _COLUMNS}

Undo = Callable[[], object]


class NewHotspots(Protocol):
    """Tells what a hotspot at a position begins with."""

    def at(self, position: LonLat) -> Hotspot:
        """Return the hotspot; raises PlannerError when it cannot be told."""


ReadPlan = Callable[["CurrentPlan"], NewHotspots]
"""Looks at a plan as it is now."""


class FirstValue(NamedTuple):
    """An expression for a column of a new hotspot, and whether it needs the plugin's functions."""

    expression: str
    by_plugin: bool


FIRST_VALUES = {
    "hotspot_id": FirstValue("uuid('WithoutBraces')", False),
    "status": FirstValue("'proposed'", False),
    **{column: FirstValue(f"{name}($geometry)", True) for column, name in _NAMES.items()},
}
"""By column: what a form, a paste and QGIS's own tools put into a hotspot that has no value."""

_registered: list[list[_Function]] = []
"""QGIS does not own what it is given: without this, it would ask functions that are gone."""


def register_functions(plan: CurrentPlan, read_plan: ReadPlan | None = None) -> Undo:
    """Offer the functions in all of QGIS's expressions; returns what takes them out again.

    `read_plan` gives what tells how hotspots of the plan begin; by default what placing one on the
    map asks (`layers.new_hotspot`).
    """
    beginnings = _Beginnings(plan, read_plan)
    functions = [_Function(column, beginnings) for column in _COLUMNS]
    for function in functions:
        # One of that name can only be left over from an unload that was cut short.
        QgsExpression.unregisterFunction(function.name())
        QgsExpression.registerFunction(function)
    _registered.append(functions)

    def unregister() -> None:
        for function in functions:
            QgsExpression.unregisterFunction(function.name())
        _registered.remove(functions)
        beginnings.close()

    return unregister


class _Beginnings:
    """What a hotspot at a position begins with, asked once for all of its columns."""

    def __init__(self, plan: CurrentPlan, read_plan: ReadPlan | None) -> None:
        self._plan, self._read_plan = plan, read_plan
        self._new_hotspots: NewHotspots | None = None
        """What tells it; the plan is not read again for each row of a paste."""
        self._last: tuple[LonLat, Hotspot] | None = None
        self._signals = (plan.opened, plan.closed, plan.edited, plan.changed)
        for signal in self._signals:
            signal.connect(self._forget)

    def at(self, position: LonLat) -> Hotspot | None:
        """Return the hotspot; None when no plan is open, or off the main thread."""
        if not self._plan.is_open or not _is_main_thread():
            return None
        if self._last is None or self._last[0] != position:
            if self._new_hotspots is None:
                self._new_hotspots = self._reader()(self._plan)
            self._last = (position, self._new_hotspots.at(position))
        return self._last[1]

    def close(self) -> None:
        """Stop listening to the plan."""
        for signal in self._signals:
            signal.disconnect(self._forget)
        self._forget()

    def _forget(self, *_: object) -> None:
        self._last = self._new_hotspots = None

    def _reader(self) -> ReadPlan:
        if self._read_plan is not None:
            return self._read_plan
        # Imports Shapely: not before a plan is open.
        from village_internet_plugin.layers.new_hotspot import new_hotspots

        return new_hotspots


class _Function(QgsExpressionFunction):
    """``new_hotspot_<column>(geometry)``."""

    def __init__(self, column: str, beginnings: _Beginnings) -> None:
        parameter = QgsExpressionFunction.Parameter("geometry")
        super().__init__(_NAMES[column], [parameter], GROUP, _help(column))
        self._column, self._beginnings = column, beginnings

    def func(self, values: Any, *_: object) -> Any:
        """Return the column's value for a point; NULL where there is none."""
        try:
            position = _position(values[0])
            hotspot = None if position is None else self._beginnings.at(position)
            return None if hotspot is None else getattr(hotspot, self._column)
        except PlannerError:
            # The plan is not checked yet, or cannot be: the panels say so.
            return None
        except Exception as error:  # noqa: BLE001 - one raised into QGIS ends the form
            text = f"{self.name()}: {type(error).__name__}: {in_user_language(error)}"
            QgsMessageLog.logMessage(text, GROUP)
            return None


def _position(value: Any) -> LonLat | None:
    """Return a point geometry's position; None for anything else."""
    if not isinstance(value, QgsGeometry) or value.isEmpty():
        return None
    if QgsWkbTypes.flatType(value.wkbType()) != QgsWkbTypes.Type.Point:
        return None
    point = value.constGet()
    return LonLat(point.x(), point.y())


def _is_main_thread() -> bool:
    """Tell whether the plan's reference may be asked: it belongs to the main thread."""
    return QThread.currentThread() == QgsApplication.instance().thread()


def _help(column: str) -> str:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "<p>Returns what a new hotspot at a point (EPSG:4326) begins with in column "
        "<b>{column}</b>, from the villages, offices and funding sources of the plan that is open. "
        "NULL when no plan is open.</p><p>Example: <code>{name}($geometry)</code></p>",
    )
    return sentence.format(column=column, name=_NAMES[column])
