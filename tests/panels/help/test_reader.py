# SPDX-License-Identifier: GPL-2.0-or-later
"""The window of the help: one window, a way back, links that stay inside, and nothing left over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QImage, QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit, QMainWindow

from village_internet_plugin.panels.help.reader import close_reader, open_reader, show_page
from village_internet_plugin.panels.help.reader_view import ReaderView

pytestmark = pytest.mark.qgis
LONG = "\n\n".join(f"Paragraph {number} of many." for number in range(200))


@pytest.fixture
def main(qgis_app: object) -> Iterator[QMainWindow]:
    window = QMainWindow()
    window.show()
    yield window
    close_reader(window)
    window.close()
    window.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, word in (("en", "One"), ("id", "Satu")):
        (tmp_path / language).mkdir()
        pages = {
            "index": f"# {word}\n\n[on](plan.md), [out](https://qgis.org/)",
            "plan": f'# Plan {word}\n\n{LONG}\n\n<a id="there"></a>\n\n## There\n\n{LONG}',
            "rules": "# Rules\n\n[other](../en/plan.md#there) ![a](../images/wide.png)",
        }
        for name, text in pages.items():
            (tmp_path / language / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "images").mkdir()
    picture = QImage(3_000, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "images" / "wide.png"))
    return tmp_path


@pytest.fixture
def reader(folder: Path, qgis_app: object) -> Iterator[ReaderView]:
    view = ReaderView("id", None, folder)
    view.show()
    view.show_page("index")
    QCoreApplication.processEvents()
    yield view
    view.close()
    view.deleteLater()


def scrolled(reader: ReaderView) -> int:
    return int(reader.browser.verticalScrollBar().value())


def follow(reader: ReaderView, link: str) -> None:
    reader.browser.anchorClicked.emit(QUrl(link))


def turn() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def test_there_is_one_window_and_it_holds_nothing_up(main: QMainWindow) -> None:
    show_page("plan", "en", main)
    reader = open_reader(main)
    assert reader is not None
    assert not reader.isModal()
    assert reader.page == "plan"
    show_page("findings", "en", main)
    assert open_reader(main) is reader
    assert reader.page == "findings"
    assert reader.list.currentItem().text() == "Findings"


def test_another_language_makes_another_window(main: QMainWindow) -> None:
    show_page("plan", "en", main)
    show_page("plan", "id", main)
    turn()
    readers = main.findChildren(ReaderView)
    assert [reader.language for reader in readers] == ["id"]


def test_esc_closes_it_and_leaves_nothing(main: QMainWindow) -> None:
    show_page("plan", "en", main)
    reader = open_reader(main)
    assert reader is not None
    QTest.keyClick(reader.browser, Qt.Key.Key_Escape)
    turn()
    assert open_reader(main) is None


def test_it_goes_with_the_plugin(main: QMainWindow) -> None:
    show_page("plan", "en", main)
    close_reader(main)
    assert open_reader(main) is None
    close_reader(main)


def test_links_lead_to_pages_and_back_leads_where_one_was(reader: ReaderView) -> None:
    assert not reader.back.isEnabled()
    follow(reader, "plan.md")
    assert reader.page == "plan"
    reader.browser.verticalScrollBar().setValue(500)
    follow(reader, "rules.md")
    assert reader.page == "rules"
    reader.back.click()
    assert (reader.page, scrolled(reader)) == ("plan", 500)
    reader.activateWindow()
    turn()
    QTest.keyClick(reader.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    # A button pressed by its keys is seen to go down and up.
    QTest.qWait(250)
    assert reader.page == "index"
    assert not reader.back.isEnabled()
    reader.go_back()
    assert reader.page == "index"


def test_an_anchor_is_gone_to_on_the_page_and_from_another(reader: ReaderView) -> None:
    follow(reader, "plan.md#there")
    there = scrolled(reader)
    assert there > 1_000
    reader.browser.verticalScrollBar().setValue(0)
    follow(reader, "#there")
    assert scrolled(reader) == there
    follow(reader, "plan.md#nowhere")
    assert scrolled(reader) == 0


def test_a_page_of_the_other_language_is_shown_and_left_again(reader: ReaderView) -> None:
    follow(reader, "rules.md")
    follow(reader, "../en/plan.md#there")
    assert "Plan One" in reader.browser.toPlainText()
    reader.list.setCurrentRow(0)
    assert "Satu" in reader.browser.toPlainText()


def test_the_list_of_pages_is_gone_through_by_keyboard(reader: ReaderView) -> None:
    reader.list.setFocus()
    QTest.keyClick(reader.list, Qt.Key.Key_Down)
    assert reader.page == "plan"


def test_a_web_address_opens_outside_and_nothing_else_does(
    reader: ReaderView, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("https://qgis.org/", "http://qgis.org/", "file:///etc/passwd", "javascript:1"):
        follow(reader, link)
    assert opened == ["https://qgis.org/"]
    assert reader.page == "index"


def test_pictures_come_from_the_help_alone_and_fit_the_page(
    reader: ReaderView, tmp_path: Path
) -> None:
    follow(reader, "rules.md")
    browser: Any = reader.browser
    picture = QTextDocument.ResourceType.ImageResource
    shown = browser.loadResource(int(picture), QUrl("../images/wide.png"))
    assert 0 < shown.width() <= browser.viewport().width()
    QImage(9, 9, QImage.Format.Format_RGB32).save(str(tmp_path.parent / "outside.png"))
    for address in (
        "../../../outside.png",
        str(tmp_path.parent / "outside.png"),
        (tmp_path / "images" / "wide.png").as_uri(),
        "https://example.org/a.png",
    ):
        assert browser.loadResource(int(picture), QUrl(address)) is None


def test_a_narrower_window_makes_pictures_narrower(reader: ReaderView) -> None:
    follow(reader, "rules.md")
    reader.resize(500, 400)
    QTest.qWait(250)
    assert reader.browser.document().idealWidth() <= reader.browser.viewport().width()
    assert not reader.browser.horizontalScrollBar().isVisible()


def test_without_a_line_to_write_in_no_key_is_lost(reader: ReaderView) -> None:
    assert reader.findChildren(QLineEdit) == []
    assert reader.focusWidget() is reader.browser
