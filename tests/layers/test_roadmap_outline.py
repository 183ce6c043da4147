# SPDX-License-Identifier: GPL-2.0-or-later
"""Bookmarks are added behind the pages as Qt wrote them; a file built otherwise stays as it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QPainter, QPdfWriter

from village_internet_plugin.layers.roadmap.outline import OutlineEntry, with_outline


def _document(path: Path, pages: int) -> bytes:
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(QPointF(500.0, 500.0), f"page {number + 1}")
    painter.end()
    return path.read_bytes()


def test_the_document_stays_whole_and_its_pages_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    plain = _document(path, 3)
    entries = [
        OutlineEntry("1 Dasar", 0, 0),
        OutlineEntry("Desa Sekuan Makmur (–)", 1, 1),
        OutlineEntry("2 Kondisi", 0, 2),
    ]
    marked = with_outline(plain, entries)
    assert marked.startswith(plain)
    path.write_bytes(marked)
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
    assert "Pages:           3" in told.stdout
    assert told.stderr == ""
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert [f"page {number}" in text.stdout for number in (1, 2, 3)] == [True] * 3
    for entry in entries:
        assert f"<FEFF{entry.title.encode('utf-16-be').hex().upper()}>".encode() in marked
    assert marked.count(b"/Count 2\n") == 1, "the root counts its two chapters"
    assert marked.count(b"/Count -1\n") == 1, "the first chapter is shut over its one village"


def test_what_is_not_built_as_qt_builds_it_is_left_alone() -> None:
    entries = [OutlineEntry("x", 0, 0)]
    for strange in (b"", b"%PDF-1.7\n", b"trailer\n<<\n/Size 3\n>>\nstartxref\n9\n%%EOF\n"):
        assert with_outline(strange, entries) == strange


def test_without_titles_nothing_is_added(tmp_path: Path) -> None:
    plain = _document(tmp_path / "a.pdf", 1)
    assert with_outline(plain, []) == plain
