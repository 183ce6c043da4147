# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything the plugin says in QGIS, it says in Bahasa Indonesia too, and with the same values."""

from __future__ import annotations

import re
import string
from collections import Counter
from pathlib import Path

import pytest

from tools.translatable_texts import CONTEXT, translatable_texts, untranslatable_calls
from tools.translation_file import Translation, read_translations
from tools.update_translations import updated

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "village_internet_plugin"
INDONESIAN = REPOSITORY / "resources" / "i18n" / "village_internet_id.ts"
TRANSLATIONS = read_translations(INDONESIAN)
KEPT = re.compile(r"\b[A-Z][A-Z_]{3,}\b|\.gpkg|https://|EPSG:\d+")
"""What a user types, or reads elsewhere, in these very letters: parameters, endings, codes."""


def begins(translation: Translation) -> str:
    return translation.source[:40]


def test_every_text_of_the_code_is_in_the_file_once_and_no_other() -> None:
    listed = Counter(each.source for each in TRANSLATIONS)
    wanted = Counter(translatable_texts())
    assert sorted(wanted - listed) == [], "missing; run `make translations` and translate them"
    assert sorted(listed - wanted) == [], "no longer in the code; run `make translations`"


def test_the_file_is_as_make_translations_writes_it() -> None:
    listed = [each.source for each in TRANSLATIONS]
    assert updated(INDONESIAN, listed) == INDONESIAN.read_text(encoding="utf-8")


@pytest.mark.parametrize("translation", TRANSLATIONS, ids=begins)
class TestTranslation:
    def test_is_finished_and_where_qt_looks_for_it(self, translation: Translation) -> None:
        assert translation.context == CONTEXT
        assert translation.state == "", "unfinished, vanished or only guessed: translate it"
        assert translation.text == translation.text.strip() != ""

    def test_has_the_places_of_its_source(self, translation: Translation) -> None:
        assert places(translation.text) == places(translation.source)

    def test_keeps_what_is_typed_letter_by_letter(self, translation: Translation) -> None:
        assert set(KEPT.findall(translation.source)) == set(KEPT.findall(translation.text))

    def test_ends_as_its_source(self, translation: Translation) -> None:
        ending = translation.source[-1]
        if not ending.isalnum():
            assert translation.text.endswith(ending)

    def test_quotes_another_text_by_its_own_translation(self, translation: Translation) -> None:
        known = {each.source: each.text for each in TRANSLATIONS}
        quoted = re.findall("“([^”]*)”", translation.source)
        for text in quoted:
            assert f"“{known.get(text, text)}”" in translation.text


def places(text: str) -> Counter[str]:
    """Return how often each {place} stands in `text`; doubled braces are none."""
    return Counter(place for _, place, _, _ in string.Formatter().parse(text) if place is not None)


def test_places_are_compared_by_name_and_number() -> None:
    assert places("{a} of {b}, {a}") == places("{b}: {a} {a}")
    assert places("{a} of {b}") != places("{a} dari {c}")
    assert places('{{"crs": 1}}') != places('{"crs": 1}')


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_no_text_of_the_code_is_out_of_a_translations_reach(path: Path) -> None:
    assert untranslatable_calls(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ('QCoreApplication.translate("VillageInternet", f"{n} rows")', "made at run time"),
        ('QCoreApplication.translate("VillageInternet", "a" + name)', "made at run time"),
        ('QCoreApplication.translate("VillageInternet", SENTENCE)', "made at run time"),
        ('QCoreApplication.translate("VillageInternet", "")', "made at run time"),
        ('QCoreApplication.translate("Plan", "Rows")', "context"),
        ('QCoreApplication.translate(CONTEXT, "Rows")', "context"),
        ('QCoreApplication.translate("VillageInternet", "Rows", "of a table")', "itself alone"),
        ('QApplication.translate("VillageInternet", "Rows")', "elsewhere"),
        ('self.tr("Rows")', "elsewhere"),
        ('tr("Rows")', "elsewhere"),
        ('translate("VillageInternet", "Rows")', "elsewhere"),
    ],
)
def test_a_call_whose_text_would_stay_english_is_found(call: str, fault: str) -> None:
    (sentence,) = untranslatable_calls(f"def speak():\n    return {call}\n")
    assert sentence.startswith("line 2: ")
    assert fault in sentence


def test_a_call_that_runs_before_the_translation_is_there_is_found() -> None:
    call = 'QCoreApplication.translate("VillageInternet", "Rows")'
    (sentence,) = untranslatable_calls(f"LABEL = {call}\n")
    assert "runs on import" in sentence


@pytest.mark.parametrize(
    "call",
    [
        'QCoreApplication.translate("VillageInternet", "Rows")',
        'QCoreApplication.translate(\n        "VillageInternet",\n        "Rows " "taken",\n    )',
        "text.translate(TABLE)",
        "area.translate(1.0, 0.0)",
    ],
)
def test_other_calls_are_left_alone(call: str) -> None:
    assert untranslatable_calls(f"def speak():\n    return {call}\n") == []


class TestUpdating:
    """On a file with one translated text."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "village_internet_id.ts"
        file.write_text(
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
            '<TS version="2.1" language="id_ID" sourcelanguage="en">\n<context>\n'
            "    <name>VillageInternet</name>\n    <message>\n        <source>Plan</source>\n"
            "        <translation>Rencana</translation>\n    </message>\n</context>\n</TS>\n",
            encoding="utf-8",
        )
        return file

    def test_keeps_what_is_translated_and_brings_new_texts_unfinished(self, file: Path) -> None:
        strange = 'Say "{{a}}" \\ or “b”,\nthe plan\'s <i>own</i> & more'
        file.write_text(updated(file, ["Plan", strange]), encoding="utf-8")
        assert read_translations(file) == [
            Translation(CONTEXT, "Plan", "Rencana", ""),
            Translation(CONTEXT, strange, "", "unfinished"),
        ]

    def test_drops_what_is_gone_and_names_no_place(self, file: Path) -> None:
        document = updated(file, ["Receipt"])
        assert "Rencana" not in document
        assert "location" not in document

    def test_changes_nothing_when_nothing_changed(self, file: Path) -> None:
        assert updated(file, ["Plan"]) == file.read_text(encoding="utf-8")
