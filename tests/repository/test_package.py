# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip that QGIS installs is whole, clean, small and the same every time."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tools.package import LARGEST_BYTES, build_package
from tools.stage import PACKAGE, stage, staged_files

SUSPICIOUS = {".pyc", ".sh", ".bat", ".exe", ".dll", ".so", ".pem", ".key"}
"""Kinds of file that QGIS's plugin repository refuses or looks at twice."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("package") / "plugin.zip")


def test_two_builds_are_equal_byte_for_byte(package: Path, tmp_path: Path) -> None:
    again = build_package(tmp_path / "again.zip")
    assert again.read_bytes() == package.read_bytes()


def test_the_zip_holds_what_qgis_asks_for_in_one_folder(package: Path) -> None:
    names = zipfile.ZipFile(package).namelist()
    assert names[0].startswith(f"{PACKAGE}/")
    assert {name.split("/")[0] for name in names} == {PACKAGE}
    for needed in ("LICENSE", "metadata.txt", "__init__.py", "resources/icons/icon.png"):
        assert f"{PACKAGE}/{needed}" in names


def test_the_zip_holds_nothing_that_only_the_workshop_needs(package: Path) -> None:
    for name in zipfile.ZipFile(package).namelist():
        path = Path(name)
        assert path.suffix not in SUSPICIOUS, name
        assert not any(part.startswith(".") or part == "__pycache__" for part in path.parts), name
        assert ".." not in path.parts, name


def test_entries_are_plain_files_that_everyone_may_read(package: Path) -> None:
    for entry in zipfile.ZipFile(package).infolist():
        assert entry.external_attr >> 16 == 0o644, entry.filename


def test_the_zip_is_small(package: Path) -> None:
    assert package.stat().st_size < LARGEST_BYTES


def test_what_is_zipped_is_what_is_staged(package: Path, tmp_path: Path) -> None:
    staged = stage(tmp_path / PACKAGE)
    files = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in staged_files(staged)
    }
    with zipfile.ZipFile(package) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_staging_again_leaves_nothing_of_the_last_time(tmp_path: Path) -> None:
    folder = stage(tmp_path / PACKAGE)
    (folder / "left_over.py").write_text("", encoding="utf-8")
    assert not (stage(folder) / "left_over.py").exists()


def test_the_icon_named_in_the_metadata_is_in_the_zip(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        metadata = opened.read(f"{PACKAGE}/metadata.txt").decode()
        icon = re.search(r"^icon=(.+)$", metadata, re.MULTILINE)
        assert icon is not None
        assert f"{PACKAGE}/{icon.group(1)}" in opened.namelist()
