# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells strangers all of the open collections, and of what is closed not even its name.

pygeoapi answers from one description of everything. A stranger's request is answered from a smaller
one, as if there were nothing else here.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from werkzeug.local import LocalProxy

_FOR_ALL = frozenset({"/", "/openapi", "/conformance", "/collections"})
"""Paths of the OpenAPI document that are no collection's and that a stranger may ask for."""


class Shown:
    """pygeoapi's description of itself, whole or as a stranger sees it."""

    def __init__(self, whole: Any, opened_to: Callable[[], frozenset[str] | None]) -> None:
        """Hide of `whole`, a pygeoapi API, what `opened_to` does not name; None: nothing is hid."""
        self._whole = whole
        self._opened_to = opened_to
        self._names: frozenset[str] | None = None
        self._part: Any = None

    def __call__(self) -> Any:
        """Return the API that answers the request at hand."""
        names = self._opened_to()
        if names is None:
            return self._whole
        if names != self._names:
            self._part, self._names = part_of(self._whole, names), names
        return self._part


def hide_from_strangers(opened_to: Callable[[], frozenset[str] | None]) -> None:
    """Have pygeoapi answer each request from what `opened_to` names, once and for all."""
    from pygeoapi import flask_app

    flask_app.api_ = LocalProxy(Shown(flask_app.api_, opened_to))


def part_of(whole: Any, names: frozenset[str]) -> Any:
    """Return a pygeoapi API that knows the collections in `names` and no process."""
    part = copy.copy(whole)
    part.config = _only(whole.config, names)
    part.tpl_config = _only(whole.tpl_config, names)
    part.openapi = _document_part(whole.openapi, names)
    return part


def _only(config: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    kept = {name: one for name, one in config["resources"].items() if name in names}
    return {**config, "resources": kept}


def _document_part(document: dict[str, Any] | str, names: frozenset[str]) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(document) if isinstance(document, str) else document
    paths = {
        path: said
        for path, said in whole["paths"].items()
        if path in _FOR_ALL or _of(path) in names
    }
    used = {tag for said in paths.values() for one in said.values() for tag in one.get("tags", ())}
    tags = [tag for tag in whole["tags"] if tag["name"] in used]
    return {**whole, "paths": paths, "tags": tags}


def _of(path: str) -> str:
    """Return the collection a path belongs to; empty for another path."""
    parts = path.split("/")
    return parts[2] if parts[1] == "collections" and len(parts) > 2 else ""
