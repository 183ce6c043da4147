# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios: suggestions kept in the plan's file beside the plan, to be compared or taken later.

A scenario is what it changes, not a copy: hotspots to add, ids of those that give way, and figures
as they were when it was made. Table `plan` holds all of them under one key, as JSON.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.geopackage import (
    BUSY_TIMEOUT_S,
    connect_read_only,
    write_failed,
)
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import read_setting, write_setting
from village_internet_plugin.layers.scenario import Scenario, hotspots_with
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json, read_hotspot

KEY = "scenarios"
"""Of table `plan`."""


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Return the scenarios kept in a plan, the oldest first; InputError when they are not ours."""
    text = read_setting(path, KEY)
    if not text:
        return ()
    try:
        return tuple(_read(one) for one in json.loads(text))
    except (ValueError, TypeError, KeyError, InputError) as error:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The scenarios kept in {path} cannot be understood ({reason}). The plan itself is "
            "whole; keep new scenarios in a copy of it, made by Save as plan.",
        )
        raise InputError(sentence.format(path=path, reason=in_user_language(error))) from error


def keep_scenario(path: Path, scenario: Scenario) -> tuple[Scenario, ...]:
    """Keep a scenario in the plan's file, in place of one of the same name; return all."""
    others = [one for one in read_scenarios(path) if one.name != scenario.name]
    return _write(path, (*others, scenario))


def drop_scenario(path: Path, name: str) -> tuple[Scenario, ...]:
    """Take a scenario out of the plan's file, if it is there; return those that are left."""
    return _write(path, [one for one in read_scenarios(path) if one.name != name])


def save_as_plan(path: Path, scenario: Scenario, output: Path) -> None:
    """Write a copy of the plan at `path`, as it is saved, with the scenario in it.

    The copy is the same plan in another state: `compareplans` tells one from the other. It has no
    outbox and no scenarios of its own. Raises InputError when `output` exists or cannot be written;
    nothing is left of it then.
    """
    if output.exists():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} exists already and is left as it is. Choose another name for the new plan.",
        )
        raise InputError(sentence.format(path=output))
    unfinished = output.with_name(f".{output.stem}-{new_identifier()}.gpkg")
    try:
        plan = read_plan(path)
        _copy(path, unfinished, _copy_title(plan, scenario))
        write_hotspots(unfinished, plan.hotspots, hotspots_with(plan.hotspots, scenario))
        os.replace(unfinished, output)
    except (OSError, sqlite3.Error) as error:
        raise write_failed(output, in_user_language(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(path: Path, output: Path, title: str) -> None:
    """Copy the file through SQLite, which brings what is still in the write-ahead log."""
    with (
        closing(connect_read_only(path)) as source,
        closing(sqlite3.connect(output, timeout=BUSY_TIMEOUT_S)) as copy,
    ):
        source.backup(copy)
        with copy:
            copy.execute("DELETE FROM outbox")
            copy.execute("DELETE FROM plan WHERE key = ?", (KEY,))
            copy.execute("UPDATE plan SET value = ? WHERE key = 'title'", (title,))


def _copy_title(plan: Plan, scenario: Scenario) -> str:
    return f"{plan.title} – {scenario.name}" if plan.title else scenario.name


def _write(path: Path, scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    kept = tuple(scenarios)
    text = json.dumps([_to_json(one) for one in kept], ensure_ascii=False, allow_nan=False)
    write_setting(path, KEY, text)
    return kept


_FIGURES = ("people", "blank_people", "idr", "bound", "gap", "is_proven")


def _to_json(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "made_at": scenario.made_at,
        "added": [hotspot_to_json(one) for one in scenario.added],
        "removed": list(scenario.removed),
        "paid_by": [hotspot_to_json(one) for one in scenario.paid_by],
        "wishes": dict(scenario.wishes),
        **{name: getattr(scenario, name) for name in _FIGURES},
    }


def _read(data: Any) -> Scenario:
    return Scenario(
        name=str(data["name"]),
        made_at=str(data["made_at"]),
        added=tuple(read_hotspot(one) for one in data["added"]),
        removed=tuple(str(key) for key in data["removed"]),
        paid_by=tuple(read_hotspot(one) for one in data["paid_by"]),
        people=int(data["people"]),
        blank_people=int(data["blank_people"]),
        idr=int(data["idr"]),
        bound=float(data["bound"]),
        gap=None if data["gap"] is None else float(data["gap"]),
        is_proven=bool(data["is_proven"]),
        wishes=dict(data["wishes"]),
    )
