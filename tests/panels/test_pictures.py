# SPDX-License-Identifier: GPL-2.0-or-later
"""The comparing of pictures itself: it forgives a soft edge and sees a word that is another."""

from __future__ import annotations

from pathlib import Path

import pictures
import pytest
from pictures import assert_looks_like
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter

pytestmark = pytest.mark.qgis


def drawing(left: float = 20.0, mark: bool = True) -> QImage:
    """A page with a slanted soft line, and a mark of 12 x 12 pixels that may be missing."""
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("navy"))
    painter.drawLine(int(left), 10, int(left) + 120, 60)
    if mark:
        painter.fillRect(150, 70, 12, 12, QColor("firebrick"))
    painter.end()
    return image


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "STORED", tmp_path / "stored")
    monkeypatch.setattr(pictures, "BUILT", tmp_path / "built")
    monkeypatch.setenv(pictures.RENEW, "1")
    assert_looks_like(drawing(), "page")
    monkeypatch.delenv(pictures.RENEW)


def test_the_same_picture_passes_and_one_shifted_by_a_pixel_too() -> None:
    assert_looks_like(drawing(), "page")
    assert_looks_like(drawing(left=21), "page")


def test_a_missing_mark_fails_and_both_pictures_are_left_to_look_at() -> None:
    # 12 x 12 of 200 x 100 pixels, without the rim that the neighbours forgive: 0.5 %.
    with pytest.raises(AssertionError, match=r"page differs in 0\.\d\d%"):
        assert_looks_like(drawing(mark=False), "page", share=0.004)
    assert (pictures.BUILT / "page-actual.png").is_file()
    difference = QImage(str(pictures.BUILT / "page-difference.png"))
    assert difference.pixelColor(155, 75).red() == 220


def test_another_size_fails() -> None:
    with pytest.raises(AssertionError, match="page is 190 x 100, the stored picture 200 x 100"):
        assert_looks_like(drawing().copy(0, 0, 190, 100), "page")


def test_an_unknown_picture_fails_and_is_left_to_look_at() -> None:
    with pytest.raises(AssertionError, match="no picture other is stored"):
        assert_looks_like(drawing(), "other")
    assert (pictures.BUILT / "other-actual.png").is_file()


def test_an_empty_picture_fails_even_where_it_would_be_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(pictures.RENEW, "1")
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    with pytest.raises(AssertionError, match="as good as empty"):
        assert_looks_like(image, "empty")


def test_with_other_fonts_only_the_size_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    (pictures.STORED / "made-with.json").write_text('{"font": "another"}', "utf-8")
    assert_looks_like(drawing(mark=False).copy(0, 0, 190, 100), "page")
    with pytest.raises(AssertionError, match="page is 90 x 100"):
        assert_looks_like(drawing().copy(0, 0, 90, 100), "page")
