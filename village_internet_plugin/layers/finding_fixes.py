# SPDX-License-Identifier: GPL-2.0-or-later
"""Mends and waives findings in the edit buffers of a plan's layers, each time in one undo step.

Nothing is saved: what was done can be taken back with QGIS's own undo, layer by layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, WAIVERS
from village_internet_plugin.domain.waiver import UNWAIVABLE_RULES
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.feature_rows import fid_of_row
from village_internet_plugin.layers.hotspot_edits import add_row, change_hotspot, delete_row

_REPEATED_ID = ("VI106", "points")
"""Rule and unit of the finding that an id stands on several rows."""


def fix_findings(plan: CurrentPlan, findings: Iterable[Finding]) -> int:
    """Give hotspots the values that mend these findings; return how many hotspots changed.

    Findings without such values are passed over. Where two want different values in one field, the
    first has its way: the other, if it stands then, can be mended next. Raises InputError when
    nothing can be mended, and when the layer refuses; nothing is changed then.
    """
    changes: dict[int, dict[str, object]] = {}
    rules = set()
    for finding in findings:
        fid = _fid_to_fix(plan, finding)
        if fid is not None and finding.fix.changes is not None:
            rules.add(finding.rule)
            row = changes.setdefault(fid, {})
            if not set(row) & set(finding.fix.changes):
                row.update(finding.fix.changes)
    if not changes:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Nothing was changed: none of the findings chosen still stands with values that would "
            "mend it. Read how to fix it below the list.",
        )
        raise InputError(sentence)
    sentence = QCoreApplication.translate("VillageInternet", "Fix {rules}")
    _change_hotspots(plan, changes, sentence.format(rules=", ".join(sorted(rules))))
    return len(changes)


def move_hotspot(plan: CurrentPlan, hotspot_id: str, position: LonLat) -> None:
    """Move a hotspot; InputError when it is gone or the layer refuses."""
    fid = plan.fid_of(hotspot_id)
    if fid is None:
        raise _gone()
    sentence = QCoreApplication.translate("VillageInternet", "Move to the nearest valid position")
    _change_hotspots(plan, {fid: {"lon": position.lon, "lat": position.lat}}, sentence)


def delete_duplicate(plan: CurrentPlan, finding: Finding) -> None:
    """Delete the hotspot of a finding of VI106; of rows that share an id, the one placed last.

    Raises InputError when the finding no longer stands, or the layer refuses.
    """
    if finding not in plan.findings_of(finding.subject):
        raise _gone()
    if (finding.rule, finding.unit) == _REPEATED_ID:
        rows = [row for row, one in plan.hotspots().items() if one.hotspot_id == finding.subject]
        fid: int | None = fid_of_row(max(rows))
    else:
        fid = plan.fid_of(finding.subject)
    if fid is None:
        raise _gone()
    layer = _layer(plan, HOTSPOTS.name)
    with edit_step(layer, QCoreApplication.translate("VillageInternet", "Delete duplicate")):
        delete_row(layer, fid)
    layer.triggerRepaint()


def waive(plan: CurrentPlan, findings: Iterable[Finding], reason: str, author: str) -> int:
    """Accept findings for a reason, signed by `author`; return how many waivers that took.

    One waiver accepts all findings of a rule on a subject. Raises InputError for an empty reason
    or name, for what cannot be waived, and when the layer refuses; nothing is waived then.
    """
    if not reason.strip() or not author.strip():
        raise InputError(
            QCoreApplication.translate(
                "VillageInternet", "Nothing was waived: give a reason and a name."
            )
        )
    wanted = dict.fromkeys((one.rule, one.subject) for one in findings if not one.waived)
    if any(rule in UNWAIVABLE_RULES or not subject.strip() for rule, subject in wanted):
        raise InputError(
            QCoreApplication.translate(
                "VillageInternet",
                "Nothing was waived: quotas, budgets and hotspots without an id cannot be waived.",
            )
        )
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    signed = {"reason": reason.strip(), "author": author.strip(), "made_at": made_at}
    layer = _layer(plan, WAIVERS.name)
    if wanted:
        with edit_step(layer, QCoreApplication.translate("VillageInternet", "Waive findings")):
            for rule, subject in wanted:
                add_row(layer, {"rule": rule, "subject": subject, **signed})
    return len(wanted)


def take_back_waivers(plan: CurrentPlan, findings: Iterable[Finding]) -> int:
    """Delete the waivers of these findings; return how many there were.

    Raises InputError when the layer refuses; all stand then.
    """
    layer = _layer(plan, WAIVERS.name)
    waived = {(one.rule, one.subject) for one in findings if one.waived}
    fids = [row.id() for row in layer.getFeatures() if (row["rule"], row["subject"]) in waived]
    if fids:
        with edit_step(layer, QCoreApplication.translate("VillageInternet", "Take back waivers")):
            for fid in fids:
                delete_row(layer, fid)
    return len(fids)


def _change_hotspots(
    plan: CurrentPlan, changes: Mapping[int, Mapping[str, object]], text: str
) -> None:
    layer = _layer(plan, HOTSPOTS.name)
    with edit_step(layer, text):
        for fid, values in changes.items():
            change_hotspot(layer, fid, values)
    layer.triggerRepaint()


def _fid_to_fix(plan: CurrentPlan, finding: Finding) -> int | None:
    """Return the row a finding's values are for; None where there are none, or not surely."""
    if finding.fix.changes is None or finding.subject_kind != "hotspot":
        return None
    standing = plan.findings_of(finding.subject)
    # Of rows that share an id it is not known which one the finding is about.
    if finding not in standing or any((f.rule, f.unit) == _REPEATED_ID for f in standing):
        return None
    return plan.fid_of(finding.subject)


def _layer(plan: CurrentPlan, table: str) -> QgsVectorLayer:
    layer = plan.layer(table)
    if layer is None:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The plan's layer “{table}” is no longer in the project; nothing was changed. Open the "
            "plan again to have it back.",
        )
        raise InputError(sentence.format(table=table))
    return layer


def _gone() -> InputError:
    return InputError(
        QCoreApplication.translate(
            "VillageInternet",
            "Nothing was changed: the plan has changed since this was found, and it no longer "
            "stands.",
        )
    )
