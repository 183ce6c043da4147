# SPDX-License-Identifier: GPL-2.0-or-later
"""The curves of a suggestion as two charts: people against points, and against rupiah."""

from __future__ import annotations

from typing import Callable, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.suggest.curve_view import CIRCLE, DIAMOND, Chart, Mark
from village_internet_plugin.panels.suggest.nice_ticks import nice_ticks
from village_internet_plugin.reports.funding_words import short_rupiah
from village_internet_plugin.siting.curve import Curves, Line
from village_internet_plugin.siting.today import Today

_TICKS = 4
Write = Callable[[float], str]


class Charts(NamedTuple):
    """What a `CurvesView` shows."""

    titles: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()


def charts_of(curves: Curves, today: Today, language: str) -> Charts:
    """Return both charts; a line without any place is left out."""

    def rupiah(amount: float) -> str:
        return short_rupiah(round(amount), language)

    def points(count: float) -> str:
        return number_text(count, language)

    told = _told(today, language)
    suggested, now = curves.suggested, today.mark
    asked = (
        (
            QCoreApplication.translate("VillageInternet", "People against points"),
            curves.by_points,
            _marks((now.points, now.people), (suggested.points, suggested.people)),
            QCoreApplication.translate("VillageInternet", "points"),
            points,
        ),
        (
            QCoreApplication.translate("VillageInternet", "People against rupiah"),
            curves.by_money,
            _marks((now.idr, now.people), (suggested.idr, suggested.people)),
            QCoreApplication.translate("VillageInternet", "rupiah over the term"),
            rupiah,
        ),
    )
    shown = [
        (title, _chart(line, marks, x_title, write, told, language))
        for title, line, marks, x_title, write in asked
        if len(line.at) > 1
    ]
    return Charts(tuple(title for title, _ in shown), tuple(chart for _, chart in shown))


def _chart(
    line: Line,
    marks: tuple[Mark, ...],
    x_title: str,
    write: Write,
    told: str,
    language: str,
) -> Chart:
    text = QCoreApplication.translate(
        "VillageInternet", "{x}: {people} more people; no plan reaches more than {most}"
    )
    places = list(zip(line.at.tolist(), line.lower.tolist(), line.upper.tolist()))
    ticks = nice_ticks(float(max([line.at[-1], *(mark.x for mark in marks)])), _TICKS, whole=True)
    return Chart(
        points=tuple((float(x), float(lower)) for x, lower, _ in places),
        upper=tuple((float(x), float(upper)) for x, _, upper in places),
        marks=marks,
        x_title=x_title,
        y_title=QCoreApplication.translate("VillageInternet", "More people reached"),
        x_texts=tuple(write(tick) for tick in ticks),
        x_ticks=ticks,
        tips=tuple(
            text.format(
                x=write(x), people=number_text(lower, language), most=number_text(upper, language)
            )
            for x, lower, upper in places
        ),
        told=told,
    )


def _marks(now: tuple[int, int], suggested: tuple[int, int]) -> tuple[Mark, ...]:
    names = (
        QCoreApplication.translate("VillageInternet", "as it is"),
        QCoreApplication.translate("VillageInternet", "suggested"),
    )
    places = ((now, DIAMOND), (suggested, CIRCLE))
    return tuple(
        Mark(float(x), float(people), shape, name)
        for ((x, people), shape), name in zip(places, names)
    )


def _told(today: Today, language: str) -> str:
    text = QCoreApplication.translate(
        "VillageInternet",
        "Solid: the best plans at hand with so much. Dashed: what no plan can exceed.",
    )
    return " ".join([text, *(one.say(language) for one in today.sentences)])
