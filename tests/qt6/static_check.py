# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads code for what Qt 6 or PyQt6 no longer has; the truth is asked of the libraries themselves.

Names of Qt are looked up in PyQt6, names of QGIS in PyQGIS: `Qt.AlignLeft` is no attribute there,
and `QgsMapLayer.VectorLayer` is one of an enum that must be named. Both are never in one process,
so the check is run once with each: `python -m qt6.static_check FOLDER` uses PyQt6 where it can be
imported, PyQGIS else, and ends with 1 when it found something.
"""

from __future__ import annotations

import ast
import enum
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

GONE_METHODS = {
    "exec_": "exec",
    "print_": "print",
    "toTime_t": "toSecsSinceEpoch",
    "setMargin": "setContentsMargins",
    "globalPos": "globalPosition",
    "setCodec": "setEncoding",
}
MOVED_BY_QGIS = {"QAction", "QActionGroup", "QShortcut", "QUndoStack", "QUndoCommand", "QVariant"}
"""What qgis.PyQt offers in the module it had in Qt 5, and NULL-like names of its own."""
_OWN_OF_PYQT = {"pyqtSignal", "pyqtSlot", "pyqtProperty", "NULL", "QT_VERSION_STR", "sip"}
_OF_GDAL = {"ExecuteSQL", "StartTransaction", "CommitTransaction", "RollbackTransaction"}
"""GDAL's methods are written as values of enums are."""
_BINDINGS = ("PyQt5", "PyQt6", "PySide2", "PySide6", "sip")


class Trouble(NamedTuple):
    """One place that would fail."""

    line: int
    what: str


def has_qt6() -> bool:
    """Whether PyQt6 can be asked in this Python."""
    return importlib.util.find_spec("PyQt6") is not None


def troubles(source: str) -> list[Trouble]:
    """Return what is wrong in one module, as far as the library at hand can tell."""
    tree = ast.parse(source)
    known = _Known()
    found = set(known.read_imports(tree))
    known.read_aliases(tree)
    nodes = list(ast.walk(tree))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Attribute):
            found.update(_attribute_troubles(node, known, id(node) in called))
    return sorted(found)


class _Known:
    """The names a module imports from Qt or QGIS, and what they stand for."""

    def __init__(self) -> None:
        self._objects: dict[str, Any] = {}
        self.modules: set[str] = set()
        self.aliases: set[str] = set()
        """Small names given to classes, as in `buttons = QMessageBox.StandardButton`."""

    def read_imports(self, tree: ast.AST) -> Iterator[Trouble]:
        """Take in every import; yield those that would fail."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for name in node.names:
                    self.modules.add((name.asname or name.name).split(".")[0])
                    yield from _binding(node.lineno, name.name)
            elif isinstance(node, ast.ImportFrom) and node.module:
                self.modules.add(node.module.split(".")[0])
                yield from _binding(node.lineno, node.module)
                module = _library(node.module)
                for name in node.names:
                    yield from self._take(node, module, name)

    def read_aliases(self, tree: ast.AST) -> None:
        """Take in what a class is called for short; after the imports.

        A name that stands for something else in another function is left alone.
        """
        given: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                given.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                given.setdefault(node.target.id, []).extend([node.value] if node.value else [])
        for name, values in given.items():
            if any(_is_class(value) for value in values):
                self.aliases.add(name)
            if values and all(_is_class(value) for value in values):
                self._objects.setdefault(name, self.object(values[0]))

    def _take(
        self, node: ast.ImportFrom, module: ModuleType | None, name: ast.alias
    ) -> Iterator[Trouble]:
        called = name.asname or name.name
        if module is None:
            if called[0].islower():
                self.modules.add(called)
            return
        found = getattr(module, name.name, None)
        if found is not None:
            self._objects[called] = found
        elif name.name not in MOVED_BY_QGIS | _OWN_OF_PYQT:
            yield Trouble(node.lineno, f"{name.name} is not in {module.__name__}")

    def object(self, node: ast.expr) -> Any:
        """Return what an expression such as `Qt.AlignmentFlag` stands for; None if unknown."""
        if isinstance(node, ast.Name):
            return self._objects.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = self.object(node.value)
            return getattr(owner, node.attr, None) if isinstance(owner, type) else None
        return None


def _is_class(value: ast.expr) -> bool:
    """Whether it is written as classes are."""
    last = ast.unparse(value).rsplit(".", 1)[-1]
    return isinstance(value, (ast.Name, ast.Attribute)) and last[0].isupper()


def _binding(line: int, module: str) -> Iterator[Trouble]:
    if module.split(".")[0] in _BINDINGS:
        yield Trouble(line, f"{module}: take it from qgis.PyQt")


def _library(module: str) -> ModuleType | None:
    """Return the library that knows the names of this module; None where it cannot be asked."""
    if has_qt6():
        if not module.startswith("qgis.PyQt."):
            return None
        module = module.replace("qgis.PyQt", "PyQt6")
    elif module not in ("qgis.core", "qgis.gui", "qgis.analysis"):
        return None
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def _attribute_troubles(node: ast.Attribute, known: _Known, is_called: bool) -> Iterator[Trouble]:
    name = ast.unparse(node)
    if node.attr in GONE_METHODS:
        yield Trouble(node.lineno, f"{name}: {GONE_METHODS[node.attr]} in Qt 6")
    if node.attr == "width" and ast.unparse(node.value).lower().endswith("fontmetrics()"):
        yield Trouble(node.lineno, f"{name}: horizontalAdvance in Qt 6")
    owner = known.object(node.value)
    if isinstance(owner, type):
        yield from _member_troubles(node, name, owner)
    elif owner is None and not is_called and _is_read_of_an_instance(node, known):
        yield Trouble(node.lineno, f"{name}: name the class and its enum, not an instance")


def _member_troubles(node: ast.Attribute, name: str, owner: type) -> Iterator[Trouble]:
    if not hasattr(owner, node.attr):
        yield Trouble(node.lineno, f"{name} is not there")
        return
    member = getattr(owner, node.attr)
    if _is_enum_value(member) and type(member) is not owner:
        yield Trouble(node.lineno, f"{name}: write it with {type(member).__qualname__}")


def _is_enum_value(member: object) -> bool:
    """Whether it is a value of an enum: Python's own, or sip's, which is a kind of int."""
    kind = type(member)
    is_sips = isinstance(member, int) and kind is not int and kind is not bool
    return isinstance(member, enum.Enum) or is_sips


def _is_read_of_an_instance(node: ast.Attribute, known: _Known) -> bool:
    """Whether a name in capitals and small letters is read from something in small letters."""
    if not node.attr[0].isupper() or node.attr.isupper() or isinstance(node.ctx, ast.Store):
        return False
    if "osgeo" in known.modules or node.attr in _OF_GDAL:
        return False
    if isinstance(node.value, ast.Call):
        return True
    if _root(node.value) in known.modules | known.aliases:
        return False
    last = ast.unparse(node.value).rsplit(".", 1)[-1]
    return last.lstrip("_")[:1].islower()


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def main(folder: Path) -> int:
    """Print what is wrong in all modules below a folder; return 1 if anything is."""
    count = 0
    for path in sorted(folder.rglob("*.py")):
        for line, what in troubles(path.read_text("utf-8")):
            print(f"{path}:{line}: {what}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
