# SPDX-License-Identifier: GPL-2.0-or-later
"""The help pages of the rules say what the rules that judge say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.make_rule_help import HELP, rule_page, write_rule_pages
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.rules.catalogue import CATALOGUE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_rules_has_not_drifted_from_the_catalogue(language: str) -> None:
    written = (HELP / language / "rules.md").read_text(encoding="utf-8")
    assert written == rule_page(language), "run `make rule-help`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_section_with_a_fix(language: str) -> None:
    page = rule_page(language)
    for rule in CATALOGUE:
        assert f'<a id="{rule.code.lower()}"></a>' in page
        assert rule.how_to_fix.say(language) in page
        for limit in rule.parameters:
            assert f"`{limit.name}`" in page


def test_there_are_24_rules_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in CATALOGUE]
    assert len(codes) == 24
    assert codes == sorted(codes)


def test_no_place_for_a_value_is_left_open_in_a_page() -> None:
    for language in LANGUAGES:
        prose = [line for line in rule_page(language).splitlines() if not line.startswith("|")]
        assert not any("{" in line for line in prose)


def test_the_pages_can_be_written_anywhere(tmp_path: Path) -> None:
    pages = write_rule_pages(tmp_path)
    assert [page.parent.name for page in pages] == list(LANGUAGES)
    assert all(page.read_text(encoding="utf-8").startswith("<!--") for page in pages)
