# SPDX-License-Identifier: GPL-2.0-or-later
"""The views of the suggest dock, filled as a suggestion on the sample would fill them."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from fed_views import MakeView
from village_internet_plugin.domain.finding import NOTICE, OK
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.scenario import Scenario
from village_internet_plugin.panels.suggest.curve_view import (
    CIRCLE,
    DIAMOND,
    Chart,
    CurveView,
    Mark,
)
from village_internet_plugin.panels.suggest.curves_view import CurvesView
from village_internet_plugin.panels.suggest.more_view import MoreView
from village_internet_plugin.panels.suggest.scenario_rows import scenario_row, today_row
from village_internet_plugin.panels.suggest.scenarios_view import ScenariosView
from village_internet_plugin.panels.suggest.site_lines import GOES, NEW, STAYS, SiteLine
from village_internet_plugin.panels.suggest.sites_view import SitesView
from village_internet_plugin.panels.suggest.suggest_view import SuggestView
from village_internet_plugin.panels.suggest.ties_view import TiesView
from village_internet_plugin.panels.suggest.why_not_view import WhyNotView
from village_internet_plugin.panels.suggest.wishes_view import SourceChoice, WishesView

_EN, _ID = "en", "id"
WHY = {
    _EN: "Kantor Desa <b>Long Kali</b> reaches 3,412 people (0 of them in blank spots), 3,412 of "
    "whom the sites named before it do not. Without it, 3,412 people would be reached by no site "
    "of this plan. It costs KALTIM-2025 Rp66,600,000: Rp19,519 for each person it reaches.",
    _ID: "Kantor Desa <b>Long Kali</b> menjangkau 3.412 jiwa (0 di antaranya di blank spot), 3.412 "
    "di antaranya belum terjangkau titik yang disebut sebelumnya. Tanpa titik ini, 3.412 jiwa "
    "tidak terjangkau titik mana pun dalam rencana ini. Biayanya Rp66.600.000 dari KALTIM-2025: "
    "Rp19.519 per jiwa yang terjangkau.",
}
RESULT = {
    _EN: (
        (OK, "6 new hotspots for Rp400 m reach 12,418 more people, 1,204 of them in blank spots."),
        (
            OK,
            "With everything that stands or is planned, 31,902 of 308,043 people are reached "
            "(10.4\u00a0%); today it is 19,484.",
        ),
        (OK, "Proven: no plan within these limits is better."),
    ),
    _ID: (
        (OK, "6 titik baru seharga Rp400 jt menjangkau 12.418 jiwa lagi, 1.204 di blank spot."),
        (
            OK,
            "Dengan semua yang ada atau direncanakan, 31.902 dari 308.043 jiwa terjangkau "
            "(10,4\u00a0%); saat ini 19.484.",
        ),
        (NOTICE, "Tidak ada rencana dalam batas ini yang lebih baik dari 1,2 %."),
    ),
}
FIRST = {_EN: "The plan suggested first", _ID: "Rencana yang diusulkan pertama"}
INSTEAD = {
    _EN: "<b>Permukiman pesisir</b> Tanjung Aru (KALTIM-2025) in the place of Balai pesisir: "
    "Rp1,200,000 dearer.",
    _ID: "<b>Permukiman pesisir</b> Tanjung Aru (KALTIM-2025) menggantikan Balai pesisir: lebih "
    "mahal Rp1.200.000.",
}
_PLACE = LonLat(116.05, -1.92)


def sources(language: str) -> list[SourceChoice]:
    """Return two sources: one that has nothing left, one with a long name."""
    used = {_EN: "0 of 26 points, Rp12.5 m left", _ID: "0 dari 26 titik, sisa Rp12,5 jt"}
    left = {_EN: "6 of 6 points, Rp400 m left", _ID: "6 dari 6 titik, sisa Rp400 jt"}
    return [
        SourceChoice("PASER-2025", "Titik hotspot kabupaten 2025", used[language], False),
        SourceChoice("KALTIM-2025", "<b>Internet desa</b> provinsi 2025", left[language], True),
    ]


def lines(language: str) -> list[SiteLine]:
    """Return a site to add, one that gives way, and one that stays."""
    jiwa = {_EN: "+{} people", _ID: "+{} jiwa"}[language]
    people = [jiwa.format(number_text(count, language)) for count in (3_412, 2_105, 998)]
    return [
        SiteLine(
            "a", NEW, "Kantor Desa <b>Long Kali</b>",
            f"{people[0]} · Long Kali · KALTIM-2025 · Rp66,6 jt", WHY[language], _PLACE, "office:a",
        ),
        SiteLine("b", NEW, "Dusun Lawas", f"{people[1]} · Riwang · KALTIM-2025 · Rp66,6 jt"),
        SiteLine("c", GOES, "Puskesmas Adang", "64.01.06.2023 · PASER-2025"),
        SiteLine("d", STAYS, "SDN 004", f"{people[2]} · Adang Jaya · PASER-2025"),
    ]  # fmt: skip


def charts(language: str) -> tuple[tuple[str, ...], tuple[Chart, ...]]:
    """Return the two curves."""
    write = partial(number_text, language=language)
    points = tuple(
        (float(count), people)
        for count, people in enumerate((19_484.0, 23_900, 26_800, 29_000, 30_300, 31_200, 31_902))
    )
    words = {
        _EN: ("People against points", "People reached", "points added", "as it is", "suggested"),
        _ID: ("Jiwa per titik", "Jiwa terjangkau", "titik ditambah", "saat ini", "usulan"),
    }[language]
    upper = tuple((x, people + 400.0 * min(x, 6.0 - x)) for x, people in points)
    marks = (Mark(0, 19_484, DIAMOND, words[3]), Mark(6, 31_902, CIRCLE, words[4]))
    tips = tuple(f"{write(x)}: {write(people)}" for x, people in points)
    ticks = (0.0, 2.0, 4.0, 6.0)
    told = {_EN: "The sixth point brings 702 people.", _ID: "Titik keenam menambah 702 jiwa."}
    chart = Chart(
        points, marks, words[2], words[1], tuple(write(x) for x in ticks), ticks, tips,
        told[language], upper,
    )  # fmt: skip
    return (words[0], "Rp"), (chart, chart)


def rows(language: str) -> list:
    """Return the table of scenarios."""
    added = tuple(Hotspot(f"h{number}", _PLACE) for number in range(6))
    scenarios = (
        Scenario("Skenario 1", "", added, people=31_902, idr=399_600_000, is_proven=True),
        Scenario(
            "<b>Adil</b> per kecamatan",
            "",
            added,
            ("x",),
            people=30_100,
            idr=380_000_000,
            gap=0.013,
        ),
    )
    return [today_row(19_484, language), *(scenario_row(one, language) for one in scenarios)]


def layer_choice() -> QComboBox:
    """Return what offers layers."""
    choice = QComboBox()
    choice.addItems(["", "Sekolah <b>Kaltim</b>"])
    return choice


def suggest_view(language: str) -> SuggestView:
    """Return the whole dock with a result."""
    view = SuggestView(layer_choice(), language)
    view.show_nothing("")
    view.wishes.show_sources(sources(language))
    view.show_ability(True, "")
    view.show_result(RESULT[language], ("HiGHS", "<b>…</b>"))
    view.show_sites_part(True)
    view.sites.show_lines(lines(language))
    view.curves.show_charts(*charts(language))
    view.why_not.show_places([("office:b", "Kantor Desa Biu (Biu)")])
    view.scenarios.show_rows(rows(language))
    return view


def _wishes_view(language: str) -> QWidget:
    view = WishesView(layer_choice(), language)
    view.show_sources(sources(language))
    view.more.set_open(True)
    return view


def _sites_view(language: str) -> QWidget:
    view = SitesView(language)
    view.show_lines(lines(language))
    return view


def _curve_view(language: str) -> QWidget:
    view = CurveView(partial(number_text, language=language))
    view.show_chart(charts(language)[1][0])
    return view


def _curves_view(language: str) -> QWidget:
    view = CurvesView(language)
    view.show_charts(*charts(language))
    return view


def _scenarios_view(language: str) -> QWidget:
    view = ScenariosView()
    view.show_rows(rows(language))
    return view


def _why_not_view(language: str) -> QWidget:
    view = WhyNotView()
    view.show_places([("office:b", "Kantor Desa <b>Biu</b> (Biu)")])
    view.place.setCurrentIndex(0)
    view.ask.click()
    view.show_answer(WHY[language], can_prove=True)
    view.show_proof(WHY[language])
    return view


def _ties_view(language: str) -> QWidget:
    view = TiesView(language)
    view.show_told([WHY[language]])
    view.show_plans([FIRST[language], *(INSTEAD[language],) * 2], 0)
    view.plans.setCurrentRow(1)
    view.show_problem(FIRST[language])
    return view


def _more_view(_language: str) -> QWidget:
    view = MoreView()
    view.show_next(["<b>KALTIM-2025</b>: …"])
    view.show_told(["…"])
    return view


FED: dict[str, MakeView] = {
    "more_view": _more_view,
    "curve_view": _curve_view,
    "curves_view": _curves_view,
    "scenarios_view": _scenarios_view,
    "sites_view": _sites_view,
    "suggest_view": suggest_view,
    "ties_view": _ties_view,
    "why_not_view": _why_not_view,
    "wishes_view": _wishes_view,
}
