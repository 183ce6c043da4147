# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a large source are let go of in parts: all at once, the window would stand still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from village_internet_plugin.layers.importing import import_source as importing
from village_internet_plugin.layers.importing import preview as previewing

_ROWS = 5_000
_MOST_AT_ONCE = 1_000


class Watched(list):  # type: ignore[type-arg]
    """A list that notes how many of its things are let go of in one step."""

    def __init__(self, things: list[Any]) -> None:
        super().__init__(things)
        self.parts: list[int] = []

    def __delitem__(self, place: Any) -> None:
        self.parts.append(len(self[place]))
        super().__delitem__(place)


@pytest.mark.parametrize(
    ("module", "door"),
    [(previewing, previewing.preview_import), (importing, importing.import_source)],
    ids=["preview", "import"],
)
def test_rows_go_in_parts(
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    door: Callable[..., Any],
) -> None:
    lines = [f"T{n},-1.{n % 900:03},116.{n % 1000:03}" for n in range(_ROWS)]
    sheet = tmp_path / "a.csv"
    sheet.write_text("\n".join(["nama,lat,lon", *lines]), encoding="utf-8")
    read: list[Watched] = []
    read_rows = module.read_rows

    def watched(*arguments: Any) -> Any:
        found = read_rows(*arguments)
        read.append(Watched(found.rows))
        return found._replace(rows=read[-1])

    monkeypatch.setattr(module, "read_rows", watched)
    assert door(plan, "settlements", sheet, language="en").accepted == _ROWS
    (rows,) = read
    assert rows == []
    assert sum(rows.parts) == _ROWS
    assert max(rows.parts) <= _MOST_AT_ONCE
