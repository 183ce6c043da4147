# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap of the sample as people get it: every page, its words, its maps, and its failures."""

from __future__ import annotations

import getpass
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from qgis.PyQt.QtGui import QImage
from running_algorithms import Algorithms, Failed, Heard, rows

from village_internet_plugin.domain.languages import rupiah_text
from village_internet_plugin.layers.plan_file import open_layer

pytestmark = pytest.mark.qgis

PAGE_WORDS = {"en": "Page {0} of {1}", "id": "Halaman {0} dari {1}"}
DRAFT = {"en": "DRAFT", "id": "DRAF"}
CONTENTS = {"en": "Contents", "id": "Daftar isi"}
A4 = re.compile(r"Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts \(A4\)")


def told(*command: object) -> str:
    given = [str(part) for part in command]
    return subprocess.run(given, capture_output=True, text=True, check=True).stdout


def pages_of(pdf: Path) -> list[str]:
    return told("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def pixels(pdf: Path, page: int, folder: Path, dots_per_inch: int = 50) -> np.ndarray:
    stem = folder / f"page{page}"
    told("pdftoppm", "-r", dots_per_inch, "-f", page, "-l", page, "-singlefile", "-png", pdf, stem)
    image = QImage(str(stem.with_suffix(".png"))).convertToFormat(QImage.Format.Format_RGB32)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bits, np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]


@pytest.fixture(scope="module")
def sample_plan(_sample_plan: Path) -> Path:
    """The sample as all tests here read it; none writes to it."""
    return _sample_plan


@pytest.fixture(scope="module", params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def roadmap(
    language: str, _provider: None, sample_plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("roadmap") / "roadmap.pdf"
    ran = Algorithms().run("roadmapreport", PLAN=sample_plan, LANGUAGE=language, OUTPUT=path)
    assert ran == {"OUTPUT": str(path)}
    return path


def test_every_page_says_its_number_its_sources_and_that_it_is_a_draft(
    roadmap: Path, language: str, sample_plan: Path
) -> None:
    pages = pages_of(roadmap)
    reference = rows(sample_plan, "SELECT value FROM plan WHERE key = 'reference_sha256'")[0][0]
    count = len(pages)
    assert count > 20
    for number, text in enumerate(pages, start=1):
        assert reference[:12] in text, number
        assert "2026.1" in text, number
        if number > 1:
            assert PAGE_WORDS[language].format(number, count) in text
            assert DRAFT[language] in text.splitlines()[0]


def test_the_contents_name_the_page_that_each_chapter_begins(roadmap: Path, language: str) -> None:
    pages = pages_of(roadmap)
    assert CONTENTS[language] in pages[1]
    found = re.findall(r"^\s*([1-8A-D]) {1,3}(\S.*?)\s+(\d+)$", pages[1], re.MULTILINE)
    assert [number for number, _title, _page in found] == list("12345678ABCD")
    for number, title, page in found:
        text = " ".join(pages[int(page) - 1].split())
        assert f"{number} {' '.join(title.split())}" in text


def test_every_village_with_hotspots_has_a_page_with_its_map(
    roadmap: Path, sample_plan: Path, tmp_path: Path
) -> None:
    villages = rows(
        sample_plan,
        "SELECT DISTINCT village_code FROM hotspots WHERE village_code <> '' ORDER BY 1",
    )
    pages = pages_of(roadmap)
    assert len(villages) == 12
    for (code,) in villages:
        title = re.compile(rf"(Village code|Kode desa) +{re.escape(code)}")
        own = [number for number, text in enumerate(pages, start=1) if title.search(text)]
        assert len(own) == 1, code
        picture = pixels(roadmap, own[0], tmp_path)
        height, width = picture.shape[:2]
        in_map = picture[
            int(height * 0.2) : int(height * 0.5), int(width * 0.12) : int(width * 0.6)
        ]
        colours = np.unique(in_map.reshape(-1, 3), axis=0)
        assert len(colours) > 20, code


def test_the_sums_are_those_of_the_plan(roadmap: Path, language: str, sample_plan: Path) -> None:
    ((points, capital),) = rows(sample_plan, "SELECT count(*), sum(capex_idr) FROM hotspots")
    text = "\n".join(pages_of(roadmap))
    assert points == 26
    assert rupiah_text(capital, language) in text


def test_nothing_of_this_machine_is_in_the_file(roadmap: Path, sample_plan: Path) -> None:
    content = roadmap.read_bytes()
    text = "\n".join(pages_of(roadmap))
    for word in (str(sample_plan.parent), str(Path.home()), f"/{getpass.getuser()}/", "file:"):
        assert word.encode() not in content
        assert word.encode("utf-16-be") not in content
        assert word not in text
    described = told("pdfinfo", roadmap)
    assert A4.search(described), described
    assert "Titik hotspot 2025" in described
    assert "Author" not in described
    fonts = told("pdffonts", roadmap).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes (yes|no)  yes ", line) for line in fonts), fonts


def test_no_text_runs_over_the_edge_of_its_page(roadmap: Path) -> None:
    boxes = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        told("pdftotext", "-bbox", roadmap, "-"),
    )
    assert len(boxes) > 2_000
    left, top, right, bottom = np.array(boxes, dtype=float).T
    a4_width, margin = 595.3, 22.0 / 25.4 * 72
    # The legend beside a map is the one thing that QGIS sets: it, too, keeps off the edge.
    assert left.min() >= margin - 1.5
    assert right.max() <= a4_width - 20.0
    assert top.min() >= 0.0
    assert bottom.max() <= 841.9


def test_workbook_and_web_page_come_with_it_and_the_plan_is_left_as_it_was(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    names = {"OUTPUT": "roadmap.pdf", "TABLES": "roadmap.xlsx", "PAGE": "roadmap.html"}
    given = {key: tmp_path / name for key, name in names.items()}
    ran = algorithms.run("roadmapreport", PLAN=plan, LANGUAGE="id", **given)
    assert ran == {key: str(path) for key, path in given.items()}
    assert plan.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"plan.gpkg", *names.values()}
    assert given["TABLES"].read_bytes()[:2] == b"PK"
    assert "Muara Lambakan" in given["PAGE"].read_text(encoding="utf-8")


def test_hotspots_of_a_village_nobody_knows_and_without_a_place_are_told_of_all_the_same(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    layer = open_layer(plan, "hotspots")
    code, name = (layer.fields().indexOf(column) for column in ("village_code", "name"))
    changes = {1: {code: "99.99.99.9999"}, 2: {code: None}, 3: {name: "<b>Biu</b> & Co"}}
    assert layer.dataProvider().changeAttributeValues(changes)
    del layer
    output = tmp_path / "roadmap.pdf"
    algorithms.run("roadmapreport", PLAN=plan, OUTPUT=output, LANGUAGE="en")
    text = "\n".join(pages_of(output))
    assert "99.99.99.9999" in text
    assert "<b>Biu</b>" in text


@pytest.mark.parametrize("cancel_at", [10.0, 75.0])
def test_a_cancelled_roadmap_leaves_the_older_one(
    algorithms: Algorithms, plan: Path, tmp_path: Path, cancel_at: float
) -> None:
    folder = tmp_path / "to"
    folder.mkdir()
    output = folder / "roadmap.pdf"
    output.write_bytes(b"the older one")
    with pytest.raises(Failed, match="Cancelled"):
        algorithms.run("roadmapreport", Heard(cancel_at), PLAN=plan, OUTPUT=output)
    assert output.read_bytes() == b"the older one"
    assert [path.name for path in folder.iterdir()] == ["roadmap.pdf"]


def test_a_place_that_cannot_be_written_to_is_named_before_any_work(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    output = tmp_path / "nowhere" / "roadmap.pdf"
    with pytest.raises(Failed, match=re.escape(str(output))):
        algorithms.run("roadmapreport", PLAN=plan, OUTPUT=output)
    with pytest.raises(Failed, match="is the plan itself"):
        algorithms.run("roadmapreport", PLAN=plan, OUTPUT=plan)


def test_a_full_disk_leaves_the_older_one(
    algorithms: Algorithms, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from village_internet_plugin.layers import roadmap_pdf

    paint = roadmap_pdf._paint

    def cut_short(document: object, path: Path, feedback: object) -> None:
        paint(document, path, feedback)  # type: ignore[arg-type]
        path.write_bytes(path.read_bytes()[:9_000])

    monkeypatch.setattr(roadmap_pdf, "_paint", cut_short)
    output = tmp_path / "roadmap.pdf"
    output.write_bytes(b"the older one")
    with pytest.raises(Failed, match="No space left on device"):
        algorithms.run("roadmapreport", PLAN=plan, OUTPUT=output)
    assert output.read_bytes() == b"the older one"
