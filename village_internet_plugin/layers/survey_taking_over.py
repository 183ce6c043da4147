# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes over into a plan's file what a survey brought, and tells what that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.geopackage import ogr_call, plan_transaction
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.pull_taking_over import is_other
from village_internet_plugin.sharing.delta import Delta, delta_between
from village_internet_plugin.sharing.merging import Clash, Merge, settle_all
from village_internet_plugin.sharing.survey import Survey, merge_survey

_UNDECIDED = Words(
    "What was changed in the plan and in the package was not decided; nothing was taken over.",
    "Yang diubah di rencana dan di paket belum diputuskan; tidak ada yang diambil alih.",
)
_OTHER_PLAN = Words(
    "{path} was made from another plan ({found}; this one is {plan_id}). Nothing was taken over: "
    "choose the plan it was exported from.",
    "{path} dibuat dari rencana lain ({found}; rencana ini {plan_id}). Tidak ada yang diambil "
    "alih: pilih rencana asalnya.",
)


class SurveyMerge(NamedTuple):
    """A plan merged with a survey, what both sides changed, and what taking it over would do."""

    merge: Merge
    delta: Delta
    gone: tuple[Hotspot, ...]
    """The plan's hotspots that the survey removes, as they stand in the plan."""


def merged_survey(plan: Plan, survey: Survey, package: Path, side: str | None) -> SurveyMerge:
    """Return the plan and the survey as one; with `side`, every clash is decided for that side.

    `side` is ``ours`` for the plan or ``theirs`` for the package. Raises InputError when the
    package is of another plan, or when a hotspot has no id or one that another has too.
    """
    if survey.plan_id != plan.plan_id:
        found = repr(survey.plan_id[:80])
        raise InputError(_OTHER_PLAN.filled(path=package, found=found, plan_id=plan.plan_id))
    merge = merge_survey(survey, plan.hotspots)
    if side is not None:
        merge = Merge(settle_all(merge.hotspots, dict.fromkeys(merge.clashes, side)), ())
    delta = delta_between(plan.hotspots, merge.hotspots)
    gone = tuple(row for row in plan.hotspots if row.hotspot_id in set(delta.removed))
    return SurveyMerge(merge, delta, gone)


def take_over_survey(plan_path: Path, plan: Plan, merged: SurveyMerge) -> None:
    """Write the merged hotspots in one transaction: the plan has all of them, or is as it was.

    `plan` is what the file held when it was merged. Raises InputError when the file cannot be
    written or holds something else by now, ProgramFault while a clash is not decided.
    """
    if merged.merge.clashes:
        raise ProgramFault(_UNDECIDED)
    with plan_transaction(plan_path) as dataset:
        # Takes SQLite's write lock: nobody saves between the look and the writing.
        ogr_call(plan_path, dataset.ExecuteSQL, "UPDATE plan SET value = value WHERE key IS NULL")
        if is_other(plan_path, plan):
            raise _was_edited(plan_path)
        write_hotspots(plan_path, plan.hotspots, merged.merge.hotspots)


def survey_record(
    merged: SurveyMerge, conflicts: Collection[Clash], package: str
) -> dict[str, Any]:
    """Return the whole merge for a report: what changes, and both sides of what clashes."""
    return {
        "package": package,
        "added": [_named(hotspot) for hotspot in merged.delta.added],
        "changed": [_named(hotspot) for hotspot in merged.delta.changed],
        "removed": [_named(hotspot) for hotspot in merged.gone],
        "conflicts": [asdict(clash) for clash in conflicts],
    }


def conflict_sentences(plan: Plan, conflicts: Collection[Clash]) -> list[str]:
    """Return a sentence for each clash: what both sides changed, and to what."""
    names = {hotspot.hotspot_id: hotspot.label for hotspot in plan.hotspots}
    return [_sentence(asdict(clash), names) for clash in conflicts]


def _sentence(clash: dict[str, Any], names: dict[str, str]) -> str:
    hotspot_id = clash["hotspot_id"]
    told = {"name": f"{names.get(hotspot_id, '')} ({hotspot_id})".strip()}
    if clash.get("removed_by") == "ours":
        words = QCoreApplication.translate(
            "VillageInternet", "Hotspot {name}: removed from the plan, changed in the package."
        )
    elif "removed_by" in clash:
        words = QCoreApplication.translate(
            "VillageInternet", "Hotspot {name}: changed in the plan, removed from the package."
        )
    else:
        words = QCoreApplication.translate(
            "VillageInternet",
            "Hotspot {name}, {field}: {ours} in the plan, {theirs} in the package.",
        )
        told["field"] = clash["field"]
        told.update((side, _value(clash[side])) for side in ("ours", "theirs"))
    return words.format(**told)


def _value(value: Any) -> str:
    if value is None or value == "":
        return QCoreApplication.translate("VillageInternet", "nothing")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _named(hotspot: Hotspot) -> dict[str, str | None]:
    return {"hotspot_id": hotspot.hotspot_id, "name": hotspot.name}


def _was_edited(plan_path: Path) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{path} was edited while the package was merged. Nothing was taken over, and what was "
        "saved stands. Merge again.",
    )
    return InputError(sentence.format(path=plan_path))
