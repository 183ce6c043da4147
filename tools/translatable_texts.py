# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the texts that the plugin has translated, and calls whose text no translation would reach.

pylupdate5 passes over a call that ends in a comma, which is how long calls are formatted here, and
it says nothing of a text that is made at run time. So the code itself is read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.stage import PACKAGE, REPOSITORY

CONTEXT = "VillageInternet"
"""Under which all texts are filed; QTranslator finds a text under its own context alone."""

_CALL = f'QCoreApplication.translate("{CONTEXT}", "the text itself")'


def translatable_texts(package: Path = REPOSITORY / PACKAGE) -> list[str]:
    """Return every text of `package` that is translated, each once, sorted."""
    found = set()
    for path in package.rglob("*.py"):
        for call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            if _fault(call) is None:
                found.add(ast.literal_eval(call.args[1]))
    return sorted(found, key=lambda text: (text.casefold(), text))


def untranslatable_calls(code: str) -> list[str]:
    """Return a sentence for each call in `code` whose text would stay English, by its line."""
    tree = ast.parse(code)
    sentences = []
    in_functions = {id(call) for function in _functions(tree) for call in _calls(function)}
    for call in _calls(tree):
        fault = _fault(call)
        if fault is None and id(call) not in in_functions:
            fault = "it runs on import, before the translation is there; call it in a function"
        if fault is not None:
            sentences.append(f"line {call.lineno}: {fault}")
    return sentences


def _functions(tree: ast.AST) -> Iterator[ast.AST]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in `tree` that are meant to translate, written well or not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_meant_to_translate(node):
            yield node


def _is_meant_to_translate(call: ast.Call) -> bool:
    """Tell Qt's translate and tr apart from `str.translate` and the translating of a shape."""
    if isinstance(call.func, ast.Name):
        return call.func.id in ("tr", "translate")
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "tr":
        return True
    is_of_qt = isinstance(call.func.value, ast.Name) and call.func.value.id == "QCoreApplication"
    return call.func.attr == "translate" and (is_of_qt or _begins_with_two_texts(call))


def _begins_with_two_texts(call: ast.Call) -> bool:
    return len(call.args) > 1 and isinstance(_literal(call.args[0]), str)


def _fault(call: ast.Call) -> str | None:
    """Return why the text of `call` would not be translated, None when it is."""
    function = ast.unparse(call.func)
    if function != "QCoreApplication.translate":
        return f"{function}(…) files its text elsewhere; write {_CALL}"
    if len(call.args) != 2 or call.keywords:
        return f"a text is found by its context and itself alone; write {_CALL}"
    if _literal(call.args[0]) != CONTEXT:
        return f"its context is not the literal {CONTEXT!r}; write {_CALL}"
    text = _literal(call.args[1])
    if not isinstance(text, str) or not text:
        return f"its text is made at run time; write {_CALL} and fill it in with .format"
    return None


def _literal(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None
