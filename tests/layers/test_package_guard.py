# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer package that could do harm is refused with a sentence, each kind of harm by itself."""

from __future__ import annotations

import sqlite3
import stat
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from layer_packages import embed, embedded_project, rows, zipped_project

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers import package_guard, package_project_guard
from village_internet_plugin.layers.package_guard import require_harmless
from village_internet_plugin.layers.package_reading import read_survey

pytestmark = pytest.mark.qgis


def test_a_package_as_it_was_made_is_let_in(package: Path) -> None:
    require_harmless(package)
    assert len(read_survey(package).now) == 26


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE VIEW more AS SELECT 1", "view more"),
        (
            "CREATE TRIGGER grow AFTER INSERT ON manifest BEGIN DELETE FROM waivers; END",
            "trigger grow",
        ),
        (
            "CREATE TRIGGER rtree_hotspots_geom_update9 AFTER UPDATE ON hotspots "
            "BEGIN UPDATE funding_sources SET budget_idr = 1; END",
            "trigger rtree_hotspots_geom_update9",
        ),
        (
            "CREATE TRIGGER count_more AFTER INSERT ON hotspots BEGIN "
            "INSERT INTO gpkg_ogr_contents SELECT writefile('a', 'b'), 1; END",
            "trigger count_more",
        ),
        (
            "CREATE TRIGGER twice AFTER INSERT ON hotspots BEGIN UPDATE gpkg_ogr_contents "
            "SET feature_count = 1; DELETE FROM hotspots; END",
            "trigger twice",
        ),
        ("CREATE VIRTUAL TABLE texts USING fts5(word)", "table texts"),
    ],
)
def test_code_in_the_database_is_refused(package: Path, statement: str, named: str) -> None:
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute(statement)
    with pytest.raises(InputError, match=f"its database holds the {named}"):
        require_harmless(package)


MAKES = {
    "macros": ("<properties>", "<Macros><pythonCode>import os</pythonCode></Macros>", "macros or"),
    "form code": ("</maplayer>", "<editforminitcode>import os</editforminitcode>", "Python code"),
    "form code source": (
        "</maplayer>",
        "<editforminitcodesource>2</editforminitcodesource>",
        "Python code",
    ),
    "form file": ("</maplayer>", "<editform>form.ui</editform>", "a form of its own"),
    "action": ("</maplayer>", '<actionsetting action="rm -r" type="1"/>', "an action"),
    "html in a form": (
        "</maplayer>",
        '<attributeEditorHtmlElement name="x"/>',
        "HTML in a form",
    ),
    "script": ("</maplayer>", "<mapTip>&lt;script&gt;a()&lt;/script&gt;</mapTip>", "a script"),
    "strange widget": ("</maplayer>", '<editWidget type="Shell"/>', "kind 'Shell'"),
    "remote layer": (
        "</maplayer>",
        "<datasource>type=xyz&amp;url=https://example.org/{z}</datasource>",
        "outside the package",
    ),
    "absolute layer": (
        "</maplayer>",
        "<datasource>/etc/secret.gpkg|layername=x</datasource>",
        "outside the package",
    ),
    "drive": ("</maplayer>", "<datasource>C:/secret.gpkg</datasource>", "outside the package"),
    "share": ("</maplayer>", r"<datasource>\\server\x.gpkg</datasource>", "outside the package"),
    "path escape": ("</maplayer>", "<datasource>../x.gpkg</datasource>", "outside the package"),
    "remote sign": (
        "</maplayer>",
        '<Option name="name" value="https://example.org/sign.svg"/>',
        "outside the package",
    ),
    "picture on the sheet": (
        "</Layouts>",
        '<LayoutItem file="file:///etc/passwd"/>',
        "outside the package",
    ),
    "database": (
        "</maplayer>",
        "<datasource>dbname='x' host=10.0.0.1</datasource>",
        "outside the package",
    ),
}


@pytest.mark.parametrize("kind", MAKES)
def test_what_a_project_would_run_or_fetch_is_refused(package: Path, kind: str) -> None:
    where, what, named = MAKES[kind]
    text = embedded_project(package)
    assert where in text
    added = f"{where}{what}" if where == "<properties>" else f"{what}{where}"
    embed(package, zipped_project(text.replace(where, added, 1)))
    with pytest.raises(InputError, match=named):
        require_harmless(package)


def test_entities_and_what_is_no_xml_are_refused(package: Path) -> None:
    bomb = '<!DOCTYPE qgis [<!ENTITY a "aaaa">]><qgis>&a;</qgis>'
    for text, named in ((bomb, "definitions of its own"), ("<qgis><a></qgis>", "no valid XML")):
        embed(package, zipped_project(text))
        with pytest.raises(InputError, match=named):
            require_harmless(package)


def test_a_style_that_runs_something_is_refused(package: Path) -> None:
    style = "<qgis><attributeactions><actionsetting action='x'/></attributeactions></qgis>"
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("UPDATE layer_styles SET styleQML = ?", (style,))
    with pytest.raises(InputError, match="an action"):
        require_harmless(package)


def zipped(name: str, content: bytes = b"<qgis/>", mode: int = 0) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        container.writestr(entry, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("packed", "named"),
    [
        (zipped("../plan.qgs"), "it holds the file"),
        (zipped("/etc/plan.qgs"), "it holds the file"),
        (zipped("run.py"), "it holds the file 'run.py'"),
        (zipped("plan.qgs", b"/etc/passwd", stat.S_IFLNK | 0o777), "it holds the file"),
        (b"no zip", "not packed as QGIS packs it"),
    ],
)
def test_an_archive_that_qgis_never_makes_is_refused(
    package: Path, packed: bytes, named: str
) -> None:
    embed(package, packed)
    with pytest.raises(InputError, match=named):
        require_harmless(package)


def test_a_bomb_is_not_unpacked(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_project_guard, "MAX_PROJECT_BYTES", 1_000_000)
    packed = zipped("plan.qgs", b" " * 5_000_000)
    assert len(packed) < 10_000
    told_small = packed.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    for content in (packed, told_small):
        embed(package, content)
        with pytest.raises(InputError, match=r"larger than|not packed as|no valid XML"):
            require_harmless(package)


def test_a_value_or_a_table_beyond_all_measure_is_refused(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_guard, "MAX_HOTSPOTS", 25)
    with pytest.raises(InputError, match="table hotspots holds 26 rows, more than 25"):
        require_harmless(package)
    monkeypatch.undo()
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("INSERT INTO manifest (key, value) VALUES ('x', ?)", ("x" * 100_001,))
    with pytest.raises(InputError, match=r"table manifest, row [0-9]+, holds a value of more than"):
        require_harmless(package)


def test_a_file_beyond_all_measure_is_not_opened(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_guard, "MAX_BYTES", 1_000)
    with pytest.raises(InputError, match="more than a layer package may"):
        require_harmless(package)


def test_what_is_no_geopackage_is_refused(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"PK whatever")
    with pytest.raises(InputError, match="is not a GeoPackage"):
        require_harmless(other)
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("PRAGMA application_id = 1")
    with pytest.raises(InputError, match="is not a GeoPackage"):
        require_harmless(package)
    with pytest.raises(InputError, match="is damaged"):
        require_harmless(tmp_path / "none.gpkg")


def test_damaged_pages_are_refused(package: Path) -> None:
    ((page,),) = rows(package, "SELECT rootpage FROM sqlite_master WHERE name = 'hotspots'")
    ((size,),) = rows(package, "PRAGMA page_size")
    with package.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(InputError, match="is damaged"):
        require_harmless(package)
