# SPDX-License-Identifier: GPL-2.0-or-later
"""The staged plugin speaks the language QGIS is set to, and falls silent again when unloaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import translation_file
from tools.stage import PACKAGE, stage, staged_files
from tools.translation_file import compile_translations

SPEAKS = """
import json, sys
from qgis.core import QgsApplication, QgsSettings
folder, profile, language = sys.argv[1:]
application = QgsApplication([], False, profile)
application.initQgis()
# Only now: what is set before, QGIS 3.40 has forgotten by here.
QgsSettings().setValue("locale/overrideFlag", True)
QgsSettings().setValue("locale/userLocale", language)
sys.path.insert(0, folder)
from village_internet_plugin.plugin import VillageInternetPlugin
from village_internet_plugin.processing.create_plan import CreatePlan
plugin = VillageInternetPlugin(None)
plugin.initProcessing()
provider = QgsApplication.processingRegistry().providerById("village_internet")
told = {
    "provider": provider.name(),
    "algorithms": {each.name(): each.displayName() for each in provider.algorithms()},
    "help": provider.algorithm("createplan").shortHelpString(),
    "agency": provider.algorithm("createplan").parameterDefinition("AGENCY").description(),
}
plugin.unload()
told["unloaded"] = CreatePlan().displayName()
print(json.dumps(told))
application.exitQgis()
"""


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stage(tmp_path_factory.mktemp("staged") / PACKAGE)


def spoken(staged: Path, profile: Path, language: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", SPEAKS, str(staged.parent), str(profile), language],
        cwd=profile,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


@pytest.mark.qgis
@pytest.mark.parametrize("locale", ["id", "id_ID"])
def test_in_indonesian(staged: Path, tmp_path: Path, locale: str) -> None:
    told = spoken(staged, tmp_path, locale)
    assert told["provider"] == "Perencana Internet Desa"
    assert told["algorithms"] == {
        "createplan": "Buat rencana",
        "importlayer": "Impor layer ke rencana",
        "checkplan": "Periksa rencana",
        "measurecoverage": "Ukur jangkauan",
        "suggesthotspots": "Usulkan titik hotspot",
        "rephaseplan": "Susun ulang tahapan rencana",
        "planinfrastructure": "Rencanakan infrastruktur",
        "publishplan": "Terbitkan rencana",
        "pullplan": "Ambil dari server",
        "planrevision": "Revisi terdahulu rencana",
        "comparerevisions": "Bandingkan revisi rencana",
        "compareplans": "Bandingkan rencana",
        "exportlayerpackage": "Ekspor paket layer",
        "mergepackage": "Gabungkan paket layer",
        "roadmapreport": "Peta jalan teknis",
    }
    assert told["help"].startswith("Membuat rencana: satu GeoPackage")
    assert told["agency"] == "Instansi penyusun rencana"
    assert told["unloaded"] == "Create plan"


@pytest.mark.qgis
def test_in_english_where_there_is_no_translation(staged: Path, tmp_path: Path) -> None:
    told = spoken(staged, tmp_path, "ms")
    assert told["provider"] == "Village Internet Planner"
    assert told["algorithms"]["createplan"] == "Create plan"


def test_the_plugin_carries_the_compiled_translations_alone(staged: Path) -> None:
    names = [path.name for path in staged_files(staged / "resources" / "i18n")]
    assert names == ["village_internet_id.qm"]


def test_an_unfinished_translation_is_not_shown(tmp_path: Path, repository: Path) -> None:
    source = (repository / "resources" / "i18n" / "village_internet_id.ts").read_text("utf-8")
    draft = source.replace(
        "<translation>Judul rencana<", '<translation type="unfinished">Judul rencana<'
    )
    assert draft != source
    (tmp_path / "draft.ts").write_text(draft, encoding="utf-8")
    compile_translations(tmp_path, tmp_path)
    compiled = (tmp_path / "draft.qm").read_bytes()
    assert "Judul rencana".encode("utf-16-be") not in compiled
    assert "Periksa rencana".encode("utf-16-be") in compiled


def test_a_missing_compiler_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_file, "_LRELEASE", tmp_path / "lrelease")
    with pytest.raises(FileNotFoundError, match="make setup"):
        compile_translations(tmp_path, tmp_path)
