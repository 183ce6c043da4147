# SPDX-License-Identifier: GPL-2.0-or-later
"""The help pages say what the panels say: each bold word is a word of the code, each key a key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tools.stage import PACKAGE, REPOSITORY
from tools.translatable_texts import translatable_texts
from tools.translation_file import read_translations
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.panels.help.pages import INDEX, PAGES, contents, read_page

HELP = REPOSITORY / "resources" / "help"
PANELS = REPOSITORY / PACKAGE / "panels"
GENERATED = "rules"
OWN_PAGES = [name for name in PAGES if name != GENERATED]
LANGUAGES_AND_PAGES = [(language, name) for language in LANGUAGES for name in OWN_PAGES]
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEYS = re.compile(r"`((?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z][a-z]*|F\d|[-+]))`")
_OF_QT_AND_QGIS = {
    *("Tab", "Ctrl+K", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+A", "Ctrl+C", "Alt+Left", "F2"),
    *("Shift", "-", "+", "Ctrl+L"),
}
"""Keys that Qt's own widgets and QGIS know, or that the code knows by their letter."""
_QT_NAMES = {"Return": "Enter", "Escape": "Esc"}


def text_of(name: str, language: str) -> str:
    return (HELP / language / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_with_a_title(language: str) -> None:
    titles = dict(contents(language))
    assert tuple(titles) == PAGES
    assert len(set(titles.values())) == len(PAGES)
    assert {path.stem for path in (HELP / language).glob("*.md")} == set(PAGES)


def test_every_dock_has_its_page() -> None:
    docks = set()
    for path in PANELS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "window.docks.add":
                given = node.args[0]
                docks.add(
                    given.value if isinstance(given, ast.Constant) else _constant(path, given)
                )
    assert {"plan", "findings", "funding", "share"} <= docks <= set(PAGES)


def _constant(path: Path, name: ast.expr) -> str:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == ast.unparse(name):
            return str(ast.literal_eval(node.value))
    raise AssertionError(f"{path}: {ast.unparse(name)} is no constant of the module")


@pytest.mark.parametrize(("language", "name"), LANGUAGES_AND_PAGES)
def test_every_link_and_picture_leads_somewhere(language: str, name: str) -> None:
    folder = HELP / language
    for is_picture, words, target in _LINK.findall(text_of(name, language)):
        assert words, f"nothing is said of {target}"
        path, _, anchor = target.partition("#")
        assert "://" not in target, "the help is read without a network"
        assert (folder / path).is_file(), target
        if is_picture:
            assert Path(path).parent.parts == ("..", "images", language)
        elif anchor:
            assert anchor in read_page(Path(path).stem, language).headings


@pytest.mark.parametrize(("language", "name"), LANGUAGES_AND_PAGES)
def test_every_page_but_that_of_the_keys_has_a_picture(language: str, name: str) -> None:
    pictures = [
        target for is_picture, _, target in _LINK.findall(text_of(name, language)) if is_picture
    ]
    assert f"../images/{language}/{name}.png" in pictures or name == "keys"


def test_every_picture_is_on_a_page() -> None:
    for language in LANGUAGES:
        shown = {
            Path(target).name
            for name in OWN_PAGES
            for is_picture, _, target in _LINK.findall(text_of(name, language))
            if is_picture
        }
        assert {path.name for path in (HELP / "images" / language).iterdir()} == shown


@pytest.mark.parametrize(("language", "name"), LANGUAGES_AND_PAGES)
def test_every_bold_word_is_a_word_of_the_plugin(language: str, name: str) -> None:
    known = _known(language)
    unknown = [
        bold
        for bold in _BOLD.findall(text_of(name, language))
        if not any(pattern.fullmatch(bold) for pattern in known)
    ]
    assert unknown == []


@pytest.mark.parametrize("name", OWN_PAGES)
def test_both_languages_have_the_same_headings_pictures_links_and_bold_words(name: str) -> None:
    shapes = [
        (
            re.findall(r"^#+", text, re.MULTILINE),
            [
                (sign, target.replace(f"/{language}/", "/"))
                for sign, _, target in _LINK.findall(text)
            ],
            len(_BOLD.findall(text)),
            _KEYS.findall(text),
        )
        for language in LANGUAGES
        for text in [text_of(name, language)]
    ]
    assert shapes[0] == shapes[1]


def test_the_page_of_findings_leads_to_the_rules() -> None:
    for language in LANGUAGES:
        assert "(rules.md)" in text_of("findings", language)
        assert read_page(GENERATED, language).headings["vi103"].startswith("VI103")


def test_every_page_can_be_come_to_from_another() -> None:
    linked = {
        Path(target.partition("#")[0]).stem
        for name in OWN_PAGES
        for _, _, target in _LINK.findall(text_of(name, "en"))
    }
    # The contents at the left have all; these two are the ones nobody would look for elsewhere.
    assert {"plan", "placing", "findings", "funding", "share", "forms", "keys", "rules"} <= linked


def test_every_key_on_a_page_is_one_of_the_code() -> None:
    known = _keys_of_the_code() | _OF_QT_AND_QGIS
    for language in LANGUAGES:
        for name in OWN_PAGES:
            assert set(_KEYS.findall(text_of(name, language))) <= known, name


def test_every_key_of_the_code_is_on_the_page_of_keys() -> None:
    for language in LANGUAGES:
        told = set(_KEYS.findall(text_of("keys", language)))
        assert _keys_of_the_code() - told == set()


@cache
def _keys_of_the_code() -> set[str]:
    """Return the keys that the panels themselves know, as the pages write them."""
    found = set()
    for path in PANELS.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("Qt.Key.Key_"):
                found.add(node.attr[len("Key_") :])
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SHORTCUT":
                found.add(str(ast.literal_eval(node.value)))
    named = {_QT_NAMES.get(key, key) for key in found}
    # Control and L are one key to whoever presses them.
    return (named - {"L"}) | ({"Ctrl+L"} if "L" in named else set())


@cache
def _known(language: str) -> list[re.Pattern[str]]:
    translated = {
        one.source: one.text
        for one in read_translations(REPOSITORY / "resources" / "i18n" / "village_internet_id.ts")
    }
    texts = {
        text if language == "en" else translated.get(text, "") for text in translatable_texts()
    }
    place = LANGUAGES.index(language)
    texts |= {words[place] for words in _pairs_of_words()}
    return [_pattern(text) for text in texts if re.sub(r"\{[^}]*\}|\W", "", text)]


def _pairs_of_words() -> Iterator[tuple[str, str]]:
    """Give the texts that the pure floors have in both languages."""
    for path in (REPOSITORY / PACKAGE).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "Words":
                continue
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if len(given) == len(LANGUAGES) and all(isinstance(a, ast.Constant) for a in given):
                yield ast.literal_eval(given[0]), ast.literal_eval(given[1])


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", text)
    return re.compile(".+".join(map(re.escape, parts)), re.IGNORECASE)


def test_an_unknown_page_or_language_still_shows_something() -> None:
    assert read_page("nothing_like_it", "en").name == INDEX
    assert read_page("../en/plan", "en").name == INDEX
    assert read_page("plan", "jv").text == read_page("plan", "en").text


def test_a_folder_with_english_alone_does(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.md").write_text("# Only this\n\nIt does.\n", encoding="utf-8")
    assert read_page("plan", "id", tmp_path).title == "Only this"
    assert contents("id", tmp_path) == [(INDEX, "Only this")]
