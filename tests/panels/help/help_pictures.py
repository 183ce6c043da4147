# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the pictures of the help pages: one function a picture, on the sample's plan."""

from __future__ import annotations

from typing import Callable

from panels.help.help_desk import HelpDesk
from qgis.core import QgsProject
from qgis.gui import QgsAttributeDialog, QgsLocatorWidget
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QTreeView, QWidget

from village_internet_plugin.domain.finding import ERROR
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.layers.column_words import COLUMN_WORDS
from village_internet_plugin.panels import settings

WINDOW = (1100, 640)
MAP = (760, 560)


def of_index(desk: HelpDesk) -> QImage:
    """The map with its badges and the findings beside it."""
    badges = _badges(desk)
    panel = _findings_panel(desk)
    desk.main.resize(*WINDOW)
    dock = desk.dock(panel.windowTitle(), panel)
    desk.show_map(*WINDOW)
    image = desk.main.grab().toImage()
    panel.let_go()
    desk.main.removeDockWidget(dock)
    dock.deleteLater()
    badges()
    return image


def of_plan(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.plan import plan_summary
    from village_internet_plugin.panels.plan.plan_panel import PlanPanel

    # Kept from the first time on: a QGIS does not change its language while it runs.
    plan_summary._rule_set_words.cache_clear()
    panel = PlanPanel(desk.window)
    image = desk.shown(panel.view, height=700).grab().toImage()
    panel.let_go()
    return image


def of_import(desk: HelpDesk) -> QImage:
    from village_internet_plugin.domain.resources import resource_path
    from village_internet_plugin.panels.plan.import_session import ImportSession
    from village_internet_plugin.panels.plan.sources import Meant, given_files

    sheet = resource_path("sample", "titik_usulan_kotor.csv")
    session = ImportSession(
        desk.plan, desk.told, Meant("hotspots", given_files([str(sheet)])[0]), desk.main
    )
    session.begin()
    desk.wait(lambda: not session.is_busy)
    session.view.tabs.setCurrentIndex(2)
    image = desk.shown(session.view, 820, 520).grab().toImage()
    session.let_go()
    return image


def of_placing(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.placing.placing_tool import PlacingTool

    settings.arrow_step_m.forget()
    # The small window takes the left of it.
    desk.show_map(1000, 530, around=moved(desk.office, -400.0, -700.0))
    tool = PlacingTool(desk.canvas, desk.plan, desk.told)
    desk.canvas.setMapTool(tool)
    far = moved(desk.office, 1_100.0, -1_500.0)
    # As one types it: the small window gives way to a ghost that is moved by keys.
    tool.view.typed.emit(f"{far.lat:.6f}, {far.lon:.6f}")
    desk.wait(lambda: tool.ghost.better is not None)
    desk.wait_for_map()
    image = desk.main.grab().toImage()
    desk.canvas.unsetMapTool(tool)
    tool.deleteLater()
    return image


def of_findings(desk: HelpDesk) -> QImage:
    panel = _findings_panel(desk)
    image = desk.shown(panel).grab().toImage()
    panel.let_go()
    return image


def of_funding(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.funding.funding_panel import FundingPanel

    panel = FundingPanel(desk.window)
    desk.shown(panel.view, height=720)
    desk.wait(lambda: not panel.is_busy)
    image = desk.shown(panel.view, height=720).grab().toImage()
    panel.view.let_go()
    return image


def of_suggest(desk: HelpDesk) -> QImage:
    """Map and dock after a suggestion: rings where hotspots would be added."""
    from qgis.PyQt.QtCore import QCoreApplication

    from village_internet_plugin.panels.suggest.suggest_panel import SuggestPanel

    panel = SuggestPanel(desk.window)
    desk.main.resize(*WINDOW)
    dock = desk.dock(QCoreApplication.translate("VillageInternet", "Suggest"), panel.view)
    desk.show_map(*WINDOW)
    desk.wait(lambda: not panel.is_busy)
    panel.suggest()
    desk.wait(lambda: not panel.is_busy)
    desk.turn()
    desk.wait_for_map()
    # Until the places have flashed.
    QTest.qWait(1500)
    desk.turn()
    image = desk.main.grab().toImage()
    panel.view.let_go()
    desk.main.removeDockWidget(dock)
    dock.deleteLater()
    return image


def of_share(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.share.share_view import ShareView
    from village_internet_plugin.panels.share.state_lines import (
        TOLD,
        ServerState,
        ShareState,
        state_lines,
    )
    from village_internet_plugin.sharing.standing import Standing

    account = QComboBox()
    account.addItem("paser.sari (Basic)")
    view = ShareView(account, desk.language)
    server = ServerState(TOLD, "peta.kaltimprov.go.id", 13, "paser.sari", "2026-11-23T08:30:00Z")
    counts = {ERROR: 2, "warning": 14}
    state = ShareState(Standing(12, 4, 1), counts=counts, is_checked=True, server=server)
    view.show_plan(is_open=True)
    view.receipts_box.setVisible(False)
    view.show_server("peta.kaltimprov.go.id", is_ready=True)
    view.account.show_choice("https://peta.kaltimprov.go.id", "", "")
    view.show_state(state_lines(state, desk.language))
    view.show_abilities(state.may_be_published, can_ask=True)
    return desk.shown(view, height=600).grab().toImage()


def of_conflicts(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.share.conflict_rows import ConflictRow
    from village_internet_plugin.panels.share.conflict_view import ConflictView
    from village_internet_plugin.sharing.merging import FieldClash

    name, bandwidth = (
        COLUMN_WORDS[column].say(desk.language) for column in ("name", "bandwidth_mbps")
    )
    base, mine, theirs = "Kantor Desa Riwang", "Balai Desa Riwang", "SDN 004 Riwang"
    clash = FieldClash("h-1", "name", base, mine, theirs)
    places = (desk.office, moved(desk.office, 90.0, 0.0), moved(desk.office, 0.0, 140.0))
    view = ConflictView(
        [
            ConflictRow(clash, base, name, base, mine, theirs, places),
            ConflictRow(
                FieldClash("h-2", "bandwidth_mbps", 20, 50, 100),
                *("Puskesmas Lolo", bandwidth, "20", "50", "100", places),
            ),
        ],
        desk.language,
    )
    return desk.shown(view, 760, 380).grab().toImage()


def of_history(desk: HelpDesk) -> QImage:
    from fed_views.share import told_history

    view = told_history(desk.language, "{}")
    return desk.shown(view, 420, 620).grab().toImage()


def of_map(desk: HelpDesk) -> QImage:
    badges = _badges(desk)
    desk.show_map(*MAP, around=desk.office)
    image = desk.main.grab().toImage()
    badges()
    return image


def of_forms(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.forms.part import add_forms

    desk.show_map(*MAP)
    undo = add_forms(desk.window)
    QTest.qWait(300)
    form = QgsAttributeDialog(desk.hotspots, desk.feature(), False, desk.main)
    desk.shown(form, 520, 460)
    QTest.qWait(500)
    image = form.grab().toImage()
    form.close()
    form.deleteLater()
    undo()
    return image


def of_locator(desk: HelpDesk) -> QImage:
    """The search field with its list, which is a window of its own, put together."""
    from village_internet_plugin.panels.locator.plan_filter import PlanFilter
    from village_internet_plugin.panels.locator.village_search import VillageSearch

    desk.show_map(320, 420)
    widget = QgsLocatorWidget(desk.main)
    plan_filter = PlanFilter(desk.plan, desk.canvas, desk.told, VillageSearch())
    widget.locator().registerFilter(plan_filter)
    desk.main.statusBar().addWidget(widget)
    desk.turn()
    widget.search("adang")
    QTest.qWait(1500)
    desk.wait(lambda: not widget.locator().isRunning())
    lists = [
        view
        for top in (desk.main, *QApplication.topLevelWidgets())
        for view in top.findChildren(QTreeView)
        if view.isVisible()
    ]
    lists[0].window().resize(540, lists[0].window().height())
    desk.turn()
    image = _above(lists[0], widget)
    widget.locator().deregisterFilter(plan_filter)
    desk.main.statusBar().removeWidget(widget)
    return image


def of_options(desk: HelpDesk) -> QImage:
    from village_internet_plugin.panels.options.options_page import OptionsPage

    settings.server.set("https://peta.kaltimprov.go.id")
    page = OptionsPage(desk.told, desk.language)
    image = desk.shown(page, 560, 600).grab().toImage()
    page.deleteLater()
    settings.server.set("")
    return image


def _above(upper: QTreeView, lower: QWidget) -> QImage:
    """Put the list, as far as it is filled, above the field it belongs to."""
    last = upper.model().index(upper.model().rowCount() - 1, 0)
    filled = upper.visualRect(last).bottom() + upper.fontMetrics().lineSpacing()
    top, bottom = upper.grab().toImage(), lower.grab().toImage()
    top = top.copy(0, 0, top.width(), filled)
    whole = QImage(max(top.width(), bottom.width()), top.height() + bottom.height(), top.format())
    whole.fill(QApplication.palette().window().color())
    painter = QPainter(whole)
    painter.drawImage(QPoint(0, 0), top)
    painter.drawImage(QPoint(0, top.height()), bottom)
    painter.end()
    return whole


def _badges(desk: HelpDesk) -> Callable[[], object]:
    from village_internet_plugin.panels.map_badges.badges import VerdictBadges

    badges = VerdictBadges(desk.plan, QgsProject.instance(), desk.told.fail)
    desk.turn()
    desk.wait(lambda: not badges.is_busy)
    return badges.close


def _findings_panel(desk: HelpDesk) -> QWidget:
    from qgis.PyQt.QtCore import QCoreApplication

    from village_internet_plugin.panels.findings.findings_panel import FindingsPanel

    panel = FindingsPanel(desk.window)
    panel.setWindowTitle(QCoreApplication.translate("VillageInternet", "Findings"))
    desk.shown(panel)
    panel.finish()
    # Under the header of the first group, the one of the hotspot that is too far away.
    panel.view.table.setCurrentIndex(panel.view.model.index(1, 0))
    return panel


PICTURES: dict[str, Callable[[HelpDesk], QImage]] = {
    name[3:]: draw for name, draw in list(globals().items()) if name.startswith("of_")
}
"""By the name of the picture: the page, or what the page shows besides."""
