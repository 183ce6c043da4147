# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip that QGIS installs is whole, what is staged, and the same wherever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.package import build_package
from tools.stage import PACKAGE, stage, staged_files

BUILT_FROM = (PACKAGE, "resources", "tools", "metadata.txt", "LICENSE", "CHANGELOG.md")
"""All that a build reads."""
ELSEWHERE = {"TZ": "Asia/Makassar", "LC_ALL": "C", "LANG": "id_ID.UTF-8", "PYTHONHASHSEED": "7"}
BUILDS = """
import os, sys
from pathlib import Path
os.umask(0o077)
from tools.package import build_package
build_package(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("package") / "plugin.zip")


def test_another_folder_clock_umask_and_language_build_the_same_bytes(
    package: Path, repository: Path, tmp_path: Path
) -> None:
    for name in BUILT_FROM:
        source, copy = repository / name, tmp_path / "sources" / name
        if source.is_dir():
            shutil.copytree(source, copy, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, copy)
    for path in (tmp_path / "sources").rglob("*.py"):
        path.chmod(0o700)
    build_years_later(tmp_path / "sources", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == package.read_bytes()


def build_years_later(sources: Path, destination: Path) -> None:
    """Build in a copy of the sources, where each file has another date, in the year 2031."""
    command = [sys.executable, "-c", BUILDS, str(destination)]
    if shutil.which("faketime") is not None:
        command = ["faketime", "2031-02-03 04:05:06", *command]
    subprocess.run(command, cwd=sources, env={**os.environ, **ELSEWHERE}, check=True, timeout=120)


def test_the_zip_holds_what_qgis_asks_for_in_one_folder(package: Path) -> None:
    names = zipfile.ZipFile(package).namelist()
    assert names[0].startswith(f"{PACKAGE}/")
    assert {name.split("/")[0] for name in names} == {PACKAGE}
    for needed in ("LICENSE", "metadata.txt", "__init__.py", "resources/icons/icon.png"):
        assert f"{PACKAGE}/{needed}" in names


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
