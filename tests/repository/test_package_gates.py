# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's plugin repository would take the zip: its own programs and rules find nothing in it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import package as building
from tools.package import build_package
from tools.package_gates import GateBroken, faults_by_gate
from tools.package_rules import LARGEST_BYTES, package_faults

METADATA = """[general]
name=Small
description=Small
version=1.0.0
qgisMinimumVersion=3.22
about=Small
author=Nobody
email=nobody@example.org
license=GPL-2.0-or-later
homepage=https://example.org/small
tracker=https://example.org/small/issues
repository=https://example.org/small
icon=icon.png
changelog=1.0.0 Small
"""
SMALL = {
    "small/__init__.py": b'"""Small."""\n',
    "small/LICENSE": b"GPL",
    "small/icon.png": b"\x89PNG",
    "small/metadata.txt": METADATA.encode(),
}
"""The least that the repository takes."""

MakeZip = Callable[..., Path]


@pytest.fixture
def make_zip(tmp_path: Path) -> MakeZip:
    """Zip the small plugin with other or further files; None leaves one out."""

    def make(changed: dict[str, bytes | None], mode: int = 0o644) -> Path:
        path = tmp_path / "small.zip"
        with zipfile.ZipFile(path, "w") as package:
            for name, content in {**SMALL, **changed}.items():
                if content is not None:
                    entry = zipfile.ZipInfo(name)
                    entry.external_attr = (mode if name in changed else 0o644) << 16
                    package.writestr(entry, content)
        return path

    return make


def test_the_zip_passes_every_gate_of_the_plugin_repository(tmp_path: Path) -> None:
    found = faults_by_gate(build_package(tmp_path / "plugin.zip"))
    assert found == {
        "the repository's rules": [],
        "bandit": [],
        "detect-secrets": [],
        "flake8": [],
    }


def test_each_program_finds_what_it_is_there_for(make_zip: MakeZip) -> None:
    faulty = b"import os\n\n\ndef answer(text):\n    assert text\n    return eval(text)\n"
    secret = b"pass" + b"word = 'hunter2-correct-horse'\n"
    found = faults_by_gate(make_zip({"small/a.py": faulty, "small/server.conf": secret}))
    assert found["the repository's rules"] == []
    assert [fault.split()[1] for fault in found["bandit"]] == ["B101", "B307"]
    assert found["detect-secrets"] == ["small/server.conf:1: looks like a secret (Secret Keyword)"]
    assert [fault.split()[1] for fault in found["flake8"]] == ["F401"]


def test_a_file_that_bandit_cannot_read_is_no_good_file(make_zip: MakeZip) -> None:
    found = faults_by_gate(make_zip({"small/a.py": b"def (:\n"}))
    assert "syntax error" in found["bandit"][0]


def test_a_gate_that_does_not_run_is_not_a_gate_passed(
    make_zip: MakeZip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.package_gates.sys.executable", "/usr/bin/false")
    with pytest.raises(GateBroken, match=r"^bandit:"):
        faults_by_gate(make_zip({}))


def test_the_small_plugin_breaks_no_rule(make_zip: MakeZip) -> None:
    assert package_faults(make_zip({})) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"small/LICENSE": None}, "small/LICENSE is missing"),
        ({"small/__init__.py": None}, "small/__init__.py is missing"),
        ({"small/metadata.txt": None}, "small/metadata.txt is missing"),
        ({"other/a.py": b""}, "Everything must lie in one folder; found other, small"),
        ({"a.py": b""}, "Everything must lie in one folder"),
        ({"small/../a.py": b""}, "small/../a.py is no name below"),
        ({"/small/a.py": b""}, "one folder"),
        ({"small/.hidden": b""}, "small/.hidden is hidden"),
        ({"small/.git/config": b""}, "small/.git/config is hidden"),
        ({"small/__pycache__/a.py": b""}, "only one machine needs"),
        ({"small/a.pyc": b""}, "small/a.pyc is of a kind"),
        ({"small/run.SH": b""}, "small/run.SH is of a kind"),
        ({"small/picture.png": b"\x7fELF"}, "small/picture.png is a compiled program"),
        ({"small/empty/": b""}, "small/empty/ is no plain file"),
        ({"small/icon.png": None}, "The icon 'icon.png'"),
        ({"small/metadata.txt": b"\xff"}, "metadata.txt cannot be read"),
        ({"small/big.bin": b"\0" * LARGEST_BYTES}, "must have fewer than 5,000,000"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_broken_rule_is_told(
    make_zip: MakeZip, changed: dict[str, bytes | None], fault: str
) -> None:
    assert fault in "\n".join(package_faults(make_zip(changed)))


@pytest.mark.parametrize(
    ("line", "other", "fault"),
    [
        ("about=Small", "", "has no about"),
        ("about=Small", "about=", "has no about"),
        ("about=Small", "about=90 %", "metadata.txt cannot be read"),
        ("about=Small", "about=90 %%", "holds a per cent sign"),
        ("author=Nobody", "author=No/body", "has a slash"),
        ("version=1.0.0", "version=one", "version in metadata.txt is no version: one"),
        ("icon=icon.png", "icon=icon.png\nserver=maybe", "neither True nor False"),
        ("small/issues", "", "tracker in metadata.txt is no address of a page"),
        ("[general]", "[particular]", "metadata.txt cannot be read"),
    ],
)
def test_a_fault_in_the_metadata_is_told(
    make_zip: MakeZip, line: str, other: str, fault: str
) -> None:
    metadata = METADATA.replace(line, other).encode()
    assert fault in "\n".join(package_faults(make_zip({"small/metadata.txt": metadata})))


@pytest.mark.parametrize("mode", [0o755, 0o120777], ids=["may be executed", "is a link"])
def test_only_plain_files_are_taken(make_zip: MakeZip, mode: int) -> None:
    assert package_faults(make_zip({"small/a.py": b""}, mode=mode))


def test_a_damaged_zip_is_told(make_zip: MakeZip) -> None:
    path = make_zip({"small/a.txt": b"whole and sound"})
    path.write_bytes(path.read_bytes().replace(b"whole and sound", b"whole and found"))
    assert package_faults(path) == ["small/a.txt is damaged."]
    path.write_bytes(b"no zip")
    assert package_faults(path) == ["It cannot be unzipped: File is not a zip file."]


def test_building_says_what_the_gates_found_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"bandit": ["a.py:1: B101 assert"], "flake8": []}
    monkeypatch.setattr(building, "faults_by_gate", lambda package: found)
    assert building.main() == 1
    told = capsys.readouterr()
    assert "bandit: 1 fault\nflake8: no faults" in told.out
    assert "a.py:1: B101 assert" in told.err


def test_every_finding_set_aside_is_named_with_its_reason(repository: Path) -> None:
    command = ["git", "grep", "-n", "#.*nosec", "--", "village_internet_plugin", "resources"]
    set_aside = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    named = re.compile(r"# nosec B\d{3} - .{8}")
    bare = [line for line in set_aside.stdout.splitlines() if not named.search(line)]
    assert bare == []
