# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishing and pulling in the window against a real server: told in words, nothing lost."""

from __future__ import annotations

import pytest
from sharing_desks import (
    OpenDesk,
    outbox_states,
)

from village_internet_plugin.panels import settings
from village_internet_plugin.panels.share.state_lines import state_lines

pytestmark = [pytest.mark.qgis, pytest.mark.server]


def said(desk: OpenDesk) -> str:
    """Return the state before acting as it is shown."""
    return "\n".join(line.text for line in state_lines(desk.desk.state(), "en"))


def published(desk: OpenDesk) -> None:
    desk.desk.publish()
    desk.wait()
    assert "Published as revision" in desk.sentence(), desk.desk.outcome


def test_a_plan_is_tried_published_and_then_as_the_server_has_it(open_desk: OpenDesk) -> None:
    assert "Never published: 3 added" in said(open_desk)
    open_desk.desk.publish(is_trial=True)
    open_desk.wait()
    assert open_desk.sentence() == "Publishing would succeed. Nothing was stored."
    assert outbox_states(open_desk.plan.path) == []
    published(open_desk)
    assert "Nothing to publish: the plan is as in revision 1." in said(open_desk)
    assert "Based on revision 1, the newest on the server." in said(open_desk)
    (receipt,) = open_desk.desk.looking.look.receipts
    assert (receipt.revision, receipt.added) == (1, 3)
    open_desk.desk.publish()
    open_desk.wait()
    assert open_desk.sentence() == "Nothing new to publish: revision 1 holds all of it."
    assert open_desk.plan.settings()["server"] == settings.server.get()
