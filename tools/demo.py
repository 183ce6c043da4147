# SPDX-License-Identifier: GPL-2.0-or-later
"""The body of `make demo`: the planner's whole job on the sample, for real, one line a step.

A shared server is started from nothing. The province publishes its six sites; then the regency
makes its plan from its offices' sheets, sees that one of its villages is paid for twice, mends
that, publishes, and delivers the layer package. Every step runs the algorithm a user would run, by
`qgis_process`. The exit code is 0 only if all of it went well; the server is stopped in any case.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from tools import demo_mending
from tools.demo_server import DemoServer, running_server
from tools.make_expected_findings import EXPECTED, FAULTY_SHEET
from tools.make_sample import SAMPLE
from tools.qgis_process import AlgorithmFailed, QgisProcess
from tools.qgis_session import keep_sign_in, running_qgis_of
from tools.sample_facts import PROVINCE, REGENCY
from tools.stage import REPOSITORY

RESULTS = REPOSITORY / "build" / "demo"
SOURCES = {
    "VILLAGES": "batas_desa_ilustrasi.geojson",
    "OFFICES": "kantor_desa.csv",
    "BLANK_SPOTS": "blank_spot_2021.csv",
    "SETTLEMENTS": "permukiman.csv",
    "EXISTING": "hotspot_eksisting.csv",
    "NODES": "simpul_jaringan.csv",
    "FUNDING": "sumber_dana.csv",
}
"""The sample's file for each source that `createplan` takes."""


class StepFailed(Exception):
    """A step did not end as it should; the text says how it ended."""


class Planner(NamedTuple):
    """An agency at work: its QGIS, its plan, and how it signs in to the server."""

    agency: str
    plan: Path
    process: QgisProcess
    server: DemoServer
    sign_in: str

    def run(self, algorithm: str, **parameters: object) -> dict[str, Any]:
        """Run an algorithm on this planner's plan."""
        return self.process.run(algorithm, PLAN=self.plan, **parameters)

    def ask_server(self, algorithm: str, **parameters: object) -> dict[str, Any]:
        """Run an algorithm that speaks with the server."""
        return self.run(
            algorithm,
            SERVER=self.server.url,
            AUTH=self.sign_in,
            CA=self.server.authority,
            **parameters,
        )


def say(step: str, sentence: str) -> None:
    """Print one line of the story at once, also when the output is a file."""
    print(f"{step:<10} {sentence}", flush=True)


def count(number: float, noun: str) -> str:
    """Return a number with its noun: 1 row, 2 rows."""
    return f"{number:.0f} {noun}" if number == 1 else f"{number:.0f} {noun}s"


def make_plan(planner: Planner, title: str) -> None:
    """Make a plan from the sample's sheets."""
    sources = {name: SAMPLE / file for name, file in SOURCES.items()}
    report = planner.plan.with_suffix(".sources.json")
    planner.run("createplan", **sources, AGENCY=planner.agency, TITLE=title, REPORT=report)
    imported = json.loads(report.read_text(encoding="utf-8"))["sources"]
    report.unlink()
    taken = ", ".join(f"{each['accepted']} {each['role'].replace('_', ' ')}" for each in imported)
    refused = sum(len(each["rejected"]) for each in imported)
    say("Plan", f"{planner.agency}: {taken}; {count(refused, 'row')} refused.")


def place_hotspots(planner: Planner, sheet: str) -> None:
    """Import the agency's sheet of hotspots; every row must be taken."""
    outcome = planner.run("importlayer", ROLE="hotspots", SOURCE=SAMPLE / sheet)
    if outcome["REJECTED"]:
        raise StepFailed(f"{count(outcome['REJECTED'], 'row')} of {sheet} could not be taken.")
    say("Hotspots", f"{planner.agency}: {count(outcome['ACCEPTED'], 'point')} taken from {sheet}.")


def check(planner: Planner, report_path: Path) -> dict[str, Any]:
    """Check the plan, tell the errors in words, and return the report."""
    planner.run("checkplan", REPORT=report_path)
    report: dict[str, Any] = json.loads(report_path.read_text(encoding="utf-8"))
    counts = report["counts"]
    told = ", ".join(count(counts[key], key) for key in ("error", "warning", "notice"))
    say("Check", f"{planner.agency}: {told}, {count(counts['not_checked'], 'rule')} not checked.")
    return report


def tell_errors(report: dict[str, Any]) -> None:
    """Say what is wrong and how to mend it, in the words of the findings."""
    for finding in report["findings"]:
        if finding["severity"] == "error":
            say("", f"  {finding['rule']}: {finding['message']} {finding['fix']['words']}")


def publish(planner: Planner, receipt_path: Path) -> dict[str, Any]:
    """Try without storing anything, then publish; return the receipt."""
    trial_path = receipt_path.with_suffix(".trial.json")
    trial = planner.ask_server("publishplan", DRY_RUN=True, RECEIPT=trial_path)
    trial_path.unlink(missing_ok=True)
    if trial["OUTCOME"] != "dry_run":
        raise StepFailed(f"The server would not take the plan: {trial['OUTCOME']}.")
    say("Dry run", f"{planner.agency}: the server checked the plan itself and would take it.")
    outcome = planner.ask_server("publishplan", DRY_RUN=False, RECEIPT=receipt_path)
    receipt: dict[str, Any] = json.loads(receipt_path.read_text(encoding="utf-8"))
    if outcome["OUTCOME"] != "published":
        raise StepFailed(f"The server answered {outcome['OUTCOME']}: {receipt}")
    say(
        "Publish",
        f"{planner.agency}: revision {receipt['revision']} with {receipt['hotspots']} hotspots; "
        f"receipt {receipt['receipt_id']}.",
    )
    return receipt


def pull(planner: Planner) -> None:
    """Bring what others have published into the plan."""
    outcome = planner.ask_server("pullplan")
    say(
        "Pull",
        f"{planner.agency}: at revision {outcome['REVISION']:.0f}, "
        f"{count(outcome['CHANGES'], 'hotspot')} changed.",
    )


def mend(planner: Planner, report: dict[str, Any]) -> None:
    """Move the point that two agencies would pay for to where nobody is served yet."""
    doubly_funded = demo_mending.doubly_funded(report)
    if not doubly_funded:
        raise StepFailed("The check did not find that Muara Adang II is paid for twice.")
    names = demo_mending.move_points_to_new_place(planner.plan, doubly_funded)
    say("Mend", f"{', '.join(names)} gave way to {demo_mending.NEW_PLACE.name}, a blank spot.")


def deliver(planner: Planner, package: Path, picture: Path) -> None:
    """Write the layer package, and have QGIS draw the plan."""
    from qgis.core import QgsFeedback

    from village_internet_plugin.layers.map_image import draw_plan
    from village_internet_plugin.processing.plan_check import check_plan_file

    planner.run("exportlayerpackage", OUTPUT=package)
    say("Package", f"{package.name}, {package.stat().st_size / 1e6:.1f} MB, opens in any QGIS.")
    checked = check_plan_file(planner.plan, "en", QgsFeedback())
    draw_plan(planner.plan, picture, report=checked.report, language="en")
    say("Map", f"{picture.name} drawn by QGIS.")


def province_publishes(planner: Planner) -> None:
    """Let the province publish its six sites first, as it did."""
    make_plan(planner, "Internet desa 2025")
    place_hotspots(planner, "titik_hotspot_kaltim_2025.csv")
    publish(planner, planner.plan.with_suffix(".receipt.json"))


def faults_are_found(planner: Planner) -> None:
    """Import and check the sheet of planted faults: what is found must be what was planted."""
    make_plan(planner, "Usulan dengan kesalahan")
    outcome = planner.run("importlayer", ROLE="hotspots", SOURCE=SAMPLE / FAULTY_SHEET)
    taken, refused = count(outcome["ACCEPTED"], "row"), count(outcome["REJECTED"], "row")
    say("Faults", f"{FAULTY_SHEET}: {taken} taken, {refused} refused with the reason.")
    report = check(planner, planner.plan.with_suffix(".findings.json"))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    if report["counts"] != expected["counts"]:
        raise StepFailed(f"{FAULTY_SHEET} should yield {expected['counts']}.")


def regency_plans(planner: Planner, results: Path) -> None:
    """Do the regency's whole job, from its sheets to the layer package."""
    make_plan(planner, "Titik hotspot 2025")
    place_hotspots(planner, "titik_hotspot_paser_2025.csv")
    pull(planner)
    doubtful = check(planner, results / "findings-before-mending.json")
    tell_errors(doubtful)
    mend(planner, doubtful)
    report = check(planner, results / "findings.json")
    if report["counts"]["error"] or report["counts"]["not_checked"]:
        raise StepFailed("Errors stand after mending; see findings.json.")
    publish(planner, results / "receipt.json")
    pull(planner)
    deliver(planner, results / "layer-package.gpkg", results / "map.png")


def run_demo(results: Path, private: Path) -> None:
    """Run the whole story; `private` holds what must not be left behind."""
    profile = private / "qgis"
    profile.mkdir()
    process = QgisProcess(profile)
    with running_qgis_of(process), running_server(private) as server:
        say("Server", f"PostGIS and pygeoapi run at {server.url} with a certificate of their own.")
        sign_ins = {
            agency: keep_sign_in(agency, *server.planner(agency)) for agency in (PROVINCE, REGENCY)
        }
        province, draft, regency = (
            Planner(agency, plan, process, server, sign_ins[agency])
            for agency, plan in (
                (PROVINCE, private / "province.gpkg"),
                (REGENCY, private / "faults.gpkg"),
                (REGENCY, results / "plan.gpkg"),
            )
        )
        province_publishes(province)
        faults_are_found(draft)
        regency_plans(regency, results)
    say("Server", "stopped; nothing of it is left.")


@contextmanager
def _stopped_like_an_error() -> Iterator[None]:
    """Turn SIGTERM into an exception, so that it cleans up as Ctrl+C and errors do."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main(results: Path = RESULTS) -> int:
    """Run the demo; return 0 when all went well, 1 when a step failed, 130 when interrupted.

    `results` is emptied first.
    """
    began = time.monotonic()
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    try:
        with _stopped_like_an_error(), tempfile.TemporaryDirectory() as private:
            run_demo(results, Path(private))
    except (StepFailed, AlgorithmFailed, OSError) as failure:
        print(f"The demo stopped: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("The demo was interrupted; its server is stopped.", file=sys.stderr)
        return 130
    files = ", ".join(sorted(path.name for path in results.iterdir()))
    say("Done", f"in {time.monotonic() - began:.0f} s; {results} holds {files}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
