# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes small plans with the plugin as it was in each released version, for the tests of upgrades.

The code of a version is taken from git and run in a QGIS of its own. The plans hold three villages
of the sample, what is known of them, their hotspots, a waiver and settings of every kind.
"""

from __future__ import annotations

import csv
import json
import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.make_sample import SAMPLE
from tools.stage import REPOSITORY

PLANS = REPOSITORY / "tests" / "upgrade" / "plans"
RELEASES = {"0.1.0": "2efbbaf", "0.2.0": "7ef6f9a", "0.3.0": "37a8cd1", "0.4.0": "5861fae"}
"""The commit of each version; a new one is added when it is released."""

_VILLAGES = {"64.01.08.2020", "64.01.08.2011", "64.01.01.2009"}
_SHEETS = {
    "OFFICES": "kantor_desa.csv",
    "BLANK_SPOTS": "blank_spot_2021.csv",
    "SETTLEMENTS": "permukiman.csv",
    "EXISTING": "hotspot_eksisting.csv",
    "NODES": "simpul_jaringan.csv",
    "FUNDING": "sumber_dana.csv",
    "HOTSPOTS": "titik_hotspot_paser_2025.csv",
}
_MAKES_A_PLAN = """
import json, sqlite3, sys
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
application = QgsApplication([], False, sys.argv[1])
application.initQgis()
from village_internet_plugin.plugin import VillageInternetPlugin
plugin = VillageInternetPlugin(None)
plugin.initProcessing()
told = json.loads(sys.argv[2])
registry = QgsApplication.processingRegistry()
def run(name, **parameters):
    algorithm = registry.createAlgorithmById("village_internet:" + name)
    feedback = QgsProcessingFeedback()
    results, well = algorithm.run(parameters, QgsProcessingContext(), feedback)
    if not well:
        sys.exit(feedback.textLog())
    return results
hotspots = told["SOURCES"].pop("HOTSPOTS")
plan = told["PLAN"]
run("createplan", **told["SOURCES"], AGENCY="Kabupaten Paser", TITLE="Internet Desa", PLAN=plan)
taken = run("importlayer", PLAN=plan, ROLE="hotspots", SOURCE=hotspots)
if taken["ACCEPTED"] != 3:
    sys.exit(f"Three hotspots were to be taken: {taken}")
connection = sqlite3.connect(plan)
hall = connection.execute("SELECT hotspot_id FROM hotspots WHERE site_kind = 'public_space'")
connection.execute(
    "INSERT INTO waivers (rule, subject, reason, author, made_at) VALUES (?, ?, ?, ?, ?)",
    ("VI304", hall.fetchone()[0], "Kantor desa dibangun", "Camat", "2025-06-01T00:00:00Z"),
)
connection.execute("INSERT OR REPLACE INTO plan (key, value) VALUES ('server', 'https://desa.id')")
connection.commit()
connection.execute("VACUUM")
connection.close()
plugin.unload()
application.exitQgis()
"""


def main() -> None:
    """Make the plan of each version anew, and say how large it is."""
    PLANS.mkdir(parents=True, exist_ok=True)
    for version, commit in RELEASES.items():
        with tempfile.TemporaryDirectory() as folder:
            plan = _made_by(commit, Path(folder))
            packed = PLANS / f"plan-{version}.gpkg.xz"
            packed.write_bytes(lzma.compress(plan.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
            print(f"{packed.name}: {packed.stat().st_size / 1000:.0f} kB")


def _made_by(commit: str, folder: Path) -> Path:
    archive = subprocess.run(
        ["git", "archive", commit], cwd=REPOSITORY, check=True, capture_output=True
    ).stdout
    code, profile, plan = folder / "code", folder / "profile", folder / "plan.gpkg"
    code.mkdir()
    subprocess.run(["tar", "-x"], cwd=code, input=archive, check=True)
    told = json.dumps({"PLAN": str(plan), "SOURCES": _sources(folder)})
    subprocess.run(
        [sys.executable, "-c", _MAKES_A_PLAN, str(profile), told],
        cwd=code,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    return plan


def _sources(folder: Path) -> dict[str, str]:
    """Write the sample's rows of the three villages; return the files by what they are."""
    shapes = json.loads((SAMPLE / "batas_desa_ilustrasi.geojson").read_text(encoding="utf-8"))
    shapes["features"] = [
        each
        for each in shapes["features"]
        if _VILLAGES.intersection(map(str, each["properties"].values()))
    ]
    (folder / "villages.geojson").write_text(json.dumps(shapes), encoding="utf-8")
    found = {"VILLAGES": str(folder / "villages.geojson")}
    for name, file in _SHEETS.items():
        # Written back as it was read: some sheets of the sample are of an old Windows, some UTF-8.
        text = (SAMPLE / file).read_text(encoding="latin-1")
        (folder / file).write_text(_rows_of_the_villages(text), encoding="latin-1")
        found[name] = str(folder / file)
    return found


def _rows_of_the_villages(text: str) -> str:
    """Keep the head, and the rows of the three villages or of no village at all."""
    head, *rows = text.splitlines(keepends=True)
    mark = max(";,\t", key=head.count)
    codes = {code.replace(".", "") for code in _VILLAGES}
    known = {row[:2] for row in codes}
    kept = [head]
    for row in rows:
        cells = {cell.replace(".", "") for cell in next(csv.reader([row], delimiter=mark))}
        coded = {cell for cell in cells if len(cell) == 10 and cell.isdigit() and cell[:2] in known}
        if not coded or coded & codes:
            kept.append(row)
    return "".join(kept)


if __name__ == "__main__":
    main()
