# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample's reference data as a GeoPackage, imported by the plugin itself.

Imported and not copied: a plan made from the sample then names the same reference hash.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.stage import REPOSITORY

SAMPLE = REPOSITORY / "resources" / "sample"
KEPT = REPOSITORY / "build" / "sample_reference.gpkg"
SOURCES = {
    "villages": "batas_desa_ilustrasi.geojson",
    "village_offices": "kantor_desa.csv",
    "blank_spots": "blank_spot_2021.csv",
    "settlements": "permukiman.csv",
    "existing_hotspots": "hotspot_eksisting.csv",
    "network_nodes": "simpul_jaringan.csv",
}
"""The sample's file for each role of the reference."""


def sample_reference() -> Path:
    """Return the sample's reference, made anew when the sample or the importing code changed.

    QGIS runs for it in a process of its own; subprocess.CalledProcessError when that fails.
    """
    made_from = [
        *SAMPLE.iterdir(),
        *(REPOSITORY / "village_internet_plugin").glob("layers/**/*.py"),
    ]
    newest = max(path.stat().st_mtime for path in made_from)
    if not KEPT.is_file() or KEPT.stat().st_mtime < newest:
        KEPT.parent.mkdir(exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "tools.trial_server.sample_reference", str(KEPT)],
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
        )
    return KEPT


def main(target: Path) -> None:
    """Import the sample into a new plan at `target`; QGIS is started for it."""
    from tools.qgis_session import running_qgis
    from village_internet_plugin.rules.rule_set_document import standard_rule_set

    # In a folder of its own, in which another server that starts just now writes nothing.
    with (
        TemporaryDirectory(prefix="sample-reference-", dir=target.parent) as folder,
        running_qgis(),
    ):
        from village_internet_plugin.layers.importing.import_source import import_source
        from village_internet_plugin.layers.plan_file import create_plan_file

        unfinished = Path(folder) / target.name
        create_plan_file(unfinished, "Kabupaten Paser", "Data acuan", standard_rule_set())
        for role, name in SOURCES.items():
            import_source(unfinished, role, str(SAMPLE / name), None, None)
        unfinished.replace(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
