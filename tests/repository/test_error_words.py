# SPDX-License-Identifier: GPL-2.0-or-later
"""No failure that a user can meet is told in English alone.

What a floor without QGIS raises is given as Words; what a floor with QGIS raises goes through
`QCoreApplication.translate`, or is given as Words too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "village_internet_plugin"
PURE = (
    "domain",
    "geodesy",
    "reference",
    "facts",
    "rules",
    "siting",
    "infrastructure",
    "sharing",
    "reports",
)
"""The server's own floor is not among them: its sentences go to its log and its command line."""
WITH_QGIS = ("layers", "processing", "panels")
EXCEPTIONS = {
    "layers/network_adapter.py": "a call that only a mistake in our own client can make",
}
"""Files whose errors nobody but a programmer meets, and why."""


def _code(floors: tuple[str, ...]) -> list[Path]:
    return [path for floor in floors for path in sorted((PACKAGE / floor).rglob("*.py"))]


def _relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _error_classes() -> frozenset[str]:
    """Return the names of PlannerError and of all that are derived from it, at any depth."""
    bases: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    found = {"PlannerError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


ERRORS = _error_classes()


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _messages(code: str) -> Iterator[tuple[int, ast.expr]]:
    """Yield the arguments with which errors are made, and their lines."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _name(node.func) in ERRORS:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield node.lineno, argument


def _is_sentence(node: ast.expr) -> bool:
    """Tell whether an argument is a text written in the code, however it is put together."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value.strip()
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        return any(" " in str(part) for part in parts)
    if isinstance(node, ast.BinOp):
        return _is_sentence(node.left) or _is_sentence(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        made_of_text = node.func.attr in ("format", "join", "strip", "rstrip")
        return made_of_text and _is_sentence(node.func.value)
    return isinstance(node, ast.Call) and _name(node.func) in ("str", "repr")


def _assigned(code: str) -> dict[str, ast.expr]:
    """Return what names stand for, as far as a single assignment says it."""
    return {
        target.id: node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def english_only(code: str) -> list[int]:
    """Return the lines that make an error from a bare text."""
    assigned = _assigned(code)
    return [
        line
        for line, argument in _messages(code)
        if _is_sentence(assigned.get(_name(argument), argument))
    ]


def without_words(code: str) -> list[int]:
    """Return the lines of pure code that make an error whose message is not surely Words."""
    assigned = _assigned(code)
    lines = []
    for node in ast.walk(ast.parse(code)):
        if not (isinstance(node, ast.Call) and _name(node.func) in ERRORS and node.args):
            continue
        message = node.args[0]
        value = assigned.get(_name(message), message)
        is_given = isinstance(value, (ast.Name, ast.Attribute)) and not _is_sentence(value)
        is_filled = isinstance(value, ast.Call) and _name(value.func) in ("filled", "Words")
        if not is_given and not is_filled:
            lines.append(node.lineno)
    return lines


def test_the_errors_are_found() -> None:
    assert {"InputError", "ServerRefused", "NotReached", "WrongField", "SourceProblem"} <= ERRORS


@pytest.mark.parametrize("path", _code(PURE), ids=_relative)
def test_a_pure_floor_tells_its_errors_in_both_languages(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert english_only(code) + without_words(code) == []


@pytest.mark.parametrize("path", _code(WITH_QGIS), ids=_relative)
def test_a_floor_with_qgis_tells_no_error_in_english_alone(path: Path) -> None:
    if _relative(path) not in EXCEPTIONS:
        assert english_only(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_still_needed(name: str) -> None:
    assert english_only((PACKAGE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "call",
    [
        'InputError("The file is empty.")',
        'raise InputError(f"{path} is empty.")',
        'raise WrongField("a number is needed", path)',
        'raise InputError("{path} is empty.".format(path=path))',
        'raise InputError("The file " + name + " is empty.")',
        "raise InputError(str(error))",
        'raise failures.NotReached(message="The server is not reached.")',
        'sentence = f"{path} is empty."\nraise InputError(sentence)',
    ],
)
def test_an_error_in_english_alone_is_found(call: str) -> None:
    assert english_only(call)


@pytest.mark.parametrize(
    "call",
    [
        "raise InputError(_EMPTY)",
        "raise InputError(_EMPTY.filled(path=path))",
        'raise InputError(Words("It is empty.", "Kosong."))',
        "raise InputError(field_words.MISSING)",
        'raise ServerRefused(words, 404, "id")',
        'raise KeyError("no such thing")',
        "empty = _EMPTY.filled(path=path)\nraise InputError(empty)",
    ],
)
def test_an_error_in_words_is_left_alone(call: str) -> None:
    assert english_only(call) == []
    assert without_words(call) == []


def test_a_message_that_a_call_makes_is_not_surely_in_words() -> None:
    assert without_words("raise InputError(told(error))") == [1]
