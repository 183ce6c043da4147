# SPDX-License-Identifier: GPL-2.0-or-later
"""From a new profile to a receipt by mouse: make, place, see why not, mend, undo, publish, pull."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.demo_server import DemoServer
from window import steps
from window.conftest import OpenQgis
from window.keeping import keep
from window.profile import Profile
from window.qgis_window import QgisWindow

pytestmark = [pytest.mark.qgis, pytest.mark.server]

OFFICE = (115.868, -1.893)
"""Kantor Desa Samurangau of the sample, in a village without a hotspot."""
BESIDE = (OFFICE[0] + 0.02, OFFICE[1] + 0.01)
"""2.5 km from it; a hotspot may be 1 km from its office."""
FAR = "m to Kantor Desa Samurangau"
AGENCY = "Kabupaten Paser"


def test_from_the_sample_to_a_receipt(
    open_qgis: OpenQgis, trial_server: DemoServer, tmp_path: Path
) -> None:
    profile = Profile(tmp_path / "profile")
    user, token = trial_server.planner(AGENCY)
    profile.store_account("Paser", user, token, trial_server.authority)
    with open_qgis(profile=profile) as window:
        steps.open_sample(window, tmp_path / "plans")
        keep(window, "plan")
        see_the_verdict_change(window)
        place_a_hotspot(window)
        mend_undo_and_mend_again(window)
        save(window)
        publish(window, trial_server)
        pull(window)


def see_the_verdict_change(window: QgisWindow) -> None:
    """The ghost says what is wrong before the click, and says it no more at the office."""
    steps.zoom_in(window, OFFICE, 4)
    window.click("VillageInternet.place_hotspot")
    window.move_to(window.on_map(*BESIDE))
    # To the metre it depends on the pixel, which differs between releases of QGIS.
    window.wait_for(lambda seen: "2,48" in seen.text() and FAR in seen.text(), "the distance")
    keep(window, "placing")
    window.move_to(window.on_map(*OFFICE))
    window.wait_for(
        lambda seen: FAR in seen.text() and "2,48" not in seen.text(),
        "another verdict at the office",
    )


def place_a_hotspot(window: QgisWindow) -> None:
    """A click places it and opens its form; the province pays."""
    window.click_at(window.on_map(*BESIDE))
    window.click("Funding")
    window.choose("funding_source_id", "KALTIM-2025")
    window.click("OK")
    window.wait_for(lambda seen: not seen.thing("OK"), "the form to close")
    window.press("Escape")
    window.wait_for(lambda seen: seen.plan["hotspots"] == 27, "27 hotspots")
    window.wait_for(lambda seen: "Placing" not in seen.map["tool"], "another map tool")


def mend_undo_and_mend_again(window: QgisWindow) -> None:
    """Each fix is one step of QGIS's own undo."""
    window.click("VillageInternet.findings.show")
    steps.choose_finding(window, "m from the office of Samurangau")
    keep(window, "findings")
    before = steps.errors(window.seen())
    window.click("findings.nearest")
    window.click("findings.takeOffer")
    window.wait_for(lambda seen: steps.errors(seen) < before, "fewer errors")
    steps.choose_layer(window, "Hotspots")
    window.click("mActionUndo")
    window.wait_for(lambda seen: steps.errors(seen) == before, "the errors of before")
    window.click("mActionRedo")
    window.wait_for(lambda seen: steps.errors(seen) < before, "fewer errors again")
    if steps.errors(window.seen()):
        steps.choose_finding(window, "is planned for 2026, but KALTIM-2025 pays in 2025")
        window.click("findings.fix")
    window.wait_for(lambda seen: steps.errors(seen) == 0, "no errors")


def save(window: QgisWindow) -> None:
    """The plan's own button saves all of its layers."""
    window.click("VillageInternet.funding.show")
    keep(window, "funding")
    window.click("VillageInternet.plan.show")
    window.click("plan.save")
    window.wait_for(lambda seen: not seen.thing("plan.save"), "nothing left to save")


def publish(window: QgisWindow, server: DemoServer) -> None:
    """Server, certificate and account are given once; the receipt is shown."""
    window.click("VillageInternet.share.show")
    window.write_into("Server", server.url)
    window.write_into("Certificate file, if you were given one", str(server.authority))
    window.choose("cmbConfigSelect", "Paser (Basic)")
    window.click("Test connection")
    window.wait_for(lambda seen: "the account was accepted" in seen.text(), "a tested account")
    window.click("Publish")
    window.wait_for(
        lambda seen: "Published as revision 1; the plan now has 27 hotspots" in seen.text(),
        "the receipt",
        steps.CHECK_SECONDS,
    )
    keep(window, "share")


def pull(window: QgisWindow) -> None:
    """Nothing new is on the server, and that is said."""
    window.click("Pull")
    window.wait_for(lambda seen: seen.thing("Pull"), "an answer", steps.CHECK_SECONDS)
