# SPDX-License-Identifier: GPL-2.0-or-later
"""What the README and its neighbours promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "resources/sample/README.md"),
    *("docs/server.md", "docs/server.id.md", "docs/other-doors.md"),
)


def _commands_of(makefile: Path) -> set[str]:
    text = makefile.read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*##", text, re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_command_a_document_names_exists(repository: Path, name: str) -> None:
    text = (repository / name).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE))
    assert named <= _commands_of(repository / "Makefile")


def test_the_readme_names_the_two_commands(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_into_the_repository_leads_somewhere(repository: Path, name: str) -> None:
    document = repository / name
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_the_readme_lists_every_floor_in_the_order_that_is_checked(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    ([a-z]+)/ ", readme, re.MULTILINE)
    contract = (repository / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"layers = \[(.*?)\]", contract, re.DOTALL)
    assert layers is not None
    from_below = [name for name in re.findall(r'"([a-z]+)"', layers.group(1)) if name != "plugin"]
    assert shown == from_below[::-1]


def test_the_build_machine_runs_the_test_command_of_the_readme(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert "make --no-print-directory test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
