# SPDX-License-Identifier: GPL-2.0-or-later
"""One picture of the window as words: what is there, what has the keyboard, what the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

_OF_QGIS = ("m", "qt_", "/row")
"""How the names of QGIS's own buttons begin, which nobody looks for in a failed test."""


class Thing(NamedTuple):
    """Something on the screen that can be clicked."""

    name: str
    says: str
    value: str
    at: tuple[int, int]
    enabled: bool
    size: tuple[int, int]
    kind: str
    whole: tuple[int, int, int, int]
    """Left, top, width and height of all of it."""


class Seen:
    """What the driver inside QGIS published; empty before its first time."""

    def __init__(self, published: dict[str, Any]) -> None:
        self._published = published
        self.number: int = published.get("number", 0)
        self.window: int = published.get("window", 0)
        self.top_window: int = published.get("top_window", 0)
        self.bar: list[str] = published.get("bar", [])
        self.log: list[str] = published.get("log", [])
        self.errors: list[str] = published.get("errors", [])
        self.map: dict[str, Any] = published.get("map", {})
        self.plan: dict[str, Any] = published.get("plan", {})
        self.current_in_menu: str = published.get("current_in_menu", "")
        self.focus: dict[str, Any] | None = published.get("focus")

    def looks_like(self, other: Seen) -> bool:
        """Whether nothing has moved since the other picture, and the map is drawn."""
        ours, theirs = self._published, other._published
        is_drawn = not (self.map["drawing"] or other.map["drawing"])
        same = ours["things"] == theirs["things"] and self.map["extent"] == other.map["extent"]
        return bool(is_drawn and same)

    def things(self) -> Iterator[Thing]:
        """Go through everything that a modal dialog does not block."""
        for one in self._published.get("things", []):
            if not one["blocked"]:
                (x, y), (width, height) = one["at"], one["size"]
                whole = tuple(one.get("whole", (x, y, width, height)))
                where = ((x, y), one["enabled"], (width, height), one["kind"], whole)
                yield Thing(one["name"], one["says"], one.get("value", ""), *where)

    def thing(self, name: str, enabled: bool = True) -> Thing | None:
        """Return what has this object name, or else says this; by default what can be used."""
        usable = [one for one in self.things() if one.enabled or not enabled]
        for one in usable:
            if one.name == name:
                return one
        # The label of a field says the same as the field: the field is what is meant.
        saying = [one for one in usable if one.says == name]
        return next((one for one in saying if one.kind != "QLabel"), next(iter(saying), None))

    def value(self, name: str) -> str:
        """Return what stands in a field, "" when it is not there."""
        thing = self.thing(name, enabled=False)
        return thing.value if thing else ""

    def text(self) -> str:
        """Return all words on the screen, a line each."""
        return "\n".join(f"{one.says}\t{one.value}" for one in self.things())

    def has_keyboard(self, name: str) -> bool:
        """Whether what has this name or says this has the keyboard."""
        return self.focus is not None and name in (self.focus["name"], self.focus["says"])

    def told(self) -> str:
        """Return what a failed test should show."""
        lines = [
            f"{one.name!s:36} {one.says[:60]!r} {one.value[:60]!r}"
            for one in self.things()
            if not one.name.startswith(_OF_QGIS)
        ]
        return "\n".join(
            [
                *lines,
                f"keyboard: {self.focus}",
                f"message bar: {self.bar}",
                f"log: {self.log[-8:]}",
                f"map: {self.map}",
                f"plan: {self.plan}",
                *self.errors,
            ]
        )
