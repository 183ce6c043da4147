# SPDX-License-Identifier: GPL-2.0-or-later
"""metadata.txt passes the gates of QGIS's plugin repository; the version stands in one place."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from tools.package import plugin_version
from village_internet_plugin.domain.version import VERSION

REQUIRED = (
    "name",
    "description",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "about",
    "tracker",
    "repository",
    "homepage",
)


@pytest.fixture(scope="module")
def metadata(repository: Path) -> configparser.SectionProxy:
    # With interpolation on, as the plugin repository reads it: a stray per cent sign fails here.
    parser = configparser.ConfigParser()
    parser.read(repository / "metadata.txt", encoding="utf-8")
    return parser["general"]


@pytest.mark.parametrize("field", REQUIRED)
def test_a_field_the_plugin_repository_demands_is_filled(
    metadata: configparser.SectionProxy, field: str
) -> None:
    assert metadata[field].strip()


def test_the_processing_provider_is_announced(metadata: configparser.SectionProxy) -> None:
    # Without it qgis_process does not even list the plugin.
    assert metadata["hasProcessingProvider"] == "yes"


def test_the_package_says_the_same_version(metadata: configparser.SectionProxy) -> None:
    assert VERSION == metadata["version"] == plugin_version()


def test_the_changelog_opens_with_this_version(repository: Path) -> None:
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == plugin_version()


def test_the_version_is_written_nowhere_else(repository: Path) -> None:
    assert "version =" not in (repository / "pyproject.toml").read_text(encoding="utf-8").replace(
        "python_version =", ""
    ).replace("target-version =", "")
