# SPDX-License-Identifier: GPL-2.0-or-later
"""Imports and checks the sheet of planted faults for real, and writes down what that yields."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tools.make_sample import SAMPLE
from tools.qgis_session import running_qgis
from tools.stage import REPOSITORY
from village_internet_plugin.domain.finding import CheckReport, Finding
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

EXPECTED = SAMPLE / "expected_findings.json"
FAULTY_SHEET = "titik_usulan_kotor.csv"
SOURCES = {
    "villages": "batas_desa_ilustrasi.geojson",
    "village_offices": "kantor_desa.csv",
    "blank_spots": "blank_spot_2021.csv",
    "settlements": "permukiman.csv",
    "existing_hotspots": "hotspot_eksisting.csv",
    "network_nodes": "simpul_jaringan.csv",
    "funding_sources": "sumber_dana.csv",
}
"""The sample's file for each role of a plan but the hotspots themselves."""


def expected_findings(plan_path: Path) -> dict[str, Any]:
    """Make a plan at `plan_path` from the sample and the faulty sheet; return what comes of it.

    QGIS must be running. Hotspots are named by their names, since their ids are new each time.
    """
    from village_internet_plugin.layers.importing.import_source import import_source
    from village_internet_plugin.layers.plan_file import create_plan_file

    rule_set = standard_rule_set()
    create_plan_file(plan_path, "Kabupaten Paser", "Usulan dengan kesalahan", rule_set)
    for role, name in SOURCES.items():
        import_source(plan_path, role, str(SAMPLE / name), None, None)
    imported = import_source(plan_path, "hotspots", str(SAMPLE / FAULTY_SHEET), None, None)
    plan = read_plan(plan_path)
    with Reference.open(plan_path) as reference:
        report = check_plan(plan, reference, rule_set)
    return {
        "sheet": FAULTY_SHEET,
        "accepted": imported.accepted,
        "rejected": [
            {"row": row.row, "field": row.field, "value": row.value, "reason": row.reason}
            for row in imported.rejected
        ],
        "counts": report.counts(),
        "findings": _told(plan, report),
    }


def _told(plan: Plan, report: CheckReport) -> list[dict[str, Any]]:
    """Return the findings by rule and name of their subject, with what was measured.

    The sentences are left out: the rules' own tests hold their wording.
    """
    names = {hotspot.hotspot_id: hotspot.name or "-" for hotspot in plan.hotspots}

    def told(finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "severity": finding.severity,
            "subject": names.get(finding.subject, finding.subject),
            "measured": finding.measured,
            "limit": finding.limit,
            "unit": finding.unit,
        }

    return sorted(map(told, report.findings), key=lambda each: (each["rule"], each["subject"]))


def as_text(expected: dict[str, Any]) -> str:
    """Return the content of the file, one finding or row a line, so that differences read well."""
    parts = []
    for name, value in expected.items():
        if isinstance(value, list):
            lines = ",\n".join(f"    {_json(each)}" for each in value)
            parts.append(f'  "{name}": [\n{lines}\n  ]')
        else:
            parts.append(f'  "{name}": {_json(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write the expected findings anew."""
    with running_qgis(), tempfile.TemporaryDirectory() as folder:
        text = as_text(expected_findings(Path(folder) / "plan.gpkg"))
    EXPECTED.write_text(text, encoding="utf-8")
    print(EXPECTED.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
