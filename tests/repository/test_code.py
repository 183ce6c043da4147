# SPDX-License-Identifier: GPL-2.0-or-later
"""The house rules of the code that no linter knows: sizes, headers, floors, links."""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "village_internet_plugin"
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LICENCE_LINE = "# SPDX-License-Identifier: GPL-2.0-or-later"
FLOORS_WITHOUT_QGIS = (
    "domain",
    "geodesy",
    "reference",
    "facts",
    "rules",
    "siting",
    "infrastructure",
    "sharing",
    "server",
    "reports",
)
CODE = sorted(
    path
    for folder in ("village_internet_plugin", "tools", "tests", "bench")
    for path in (REPOSITORY / folder).rglob("*.py")
)
MODULES_WITHOUT_QGIS = [
    ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
    for floor in FLOORS_WITHOUT_QGIS
    for path in sorted((PACKAGE / floor).rglob("*.py"))
]


def _relative(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", CODE, ids=_relative)
def test_a_file_says_its_licence_and_why_it_exists_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(LICENCE_LINE)
    assert len(text.splitlines()) <= LONGEST_FILE
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "no docstring"
    assert docstring.splitlines()[0].endswith((".", ":", "?"))


@pytest.mark.parametrize("path", CODE, ids=_relative)
def test_no_function_is_longer_than_a_page(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", [path for path in CODE if PACKAGE in path.parents], ids=_relative)
def test_the_package_has_no_assert_and_swallows_no_error(path: Path) -> None:
    # An assert vanishes under -O; an error that is passed over leaves the user with a wrong plan.
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Assert), f"assert in line {node.lineno}"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
            only_pass = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
            assert not only_pass, f"swallowed error in line {node.lineno}"


def test_every_folder_of_the_package_says_what_it_is() -> None:
    folders = {path.parent for path in CODE if PACKAGE in (path, *path.parents)}
    for folder in folders:
        opening = folder / "__init__.py"
        assert opening.is_file(), folder
        assert ast.get_docstring(ast.parse(opening.read_text(encoding="utf-8"))), folder


def test_the_repository_holds_no_links() -> None:
    # Windows checks a link out as a text file, and zips cannot carry one.
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, check=True, capture_output=True
    ).stdout
    for name in filter(None, listed.split(b"\0")):
        path = REPOSITORY / os.fsdecode(name)
        if path.is_symlink() or path.exists():
            assert not stat.S_ISLNK(path.lstat().st_mode), path


def test_the_upper_floors_run_in_plain_python() -> None:
    """Every module from domain to reports is imported with QGIS, Qt and GDAL out of reach."""
    program = (
        "import importlib, sys\n"
        "for name in ('qgis', 'osgeo', 'PyQt5', 'PyQt6'):\n"
        "    sys.modules[name] = None\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *MODULES_WITHOUT_QGIS],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr


def test_shapely_is_taken_where_it_is_bound_to_its_own_libraries() -> None:
    # Imported plainly by whichever module comes first, it ends QGIS later, in another thread.
    taken = [
        _relative(path)
        for path in CODE
        if PACKAGE in path.parents and path.name != "own_shapely.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(n.name.startswith("shapely") for n in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shapely"))
    ]
    assert taken == []


def test_the_floors_import_only_what_stands_above_them() -> None:
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
