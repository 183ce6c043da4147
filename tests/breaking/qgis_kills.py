# SPDX-License-Identifier: GPL-2.0-or-later
"""The moments at which QGIS is killed: chosen ones at each step of the outbox, and random ones."""

from __future__ import annotations

import random
from typing import Any

from breaking.cutting_proxy import DOWN, UP
from breaking.killed_qgis import Kill
from breaking.postgres_proxy import TO_SERVER, TO_WORKER

_PACKAGE = "village_internet_plugin"


def _call(name: str, place: str, after: bool = False, delay_s: float = 0.0) -> Kill:
    inside: dict[str, Any] = {"call": f"{_PACKAGE}.{place}", "after": after, "delay_s": delay_s}
    return Kill(name, inside=inside)


def _statement(name: str, beginning: str, nth: int = 1) -> Kill:
    inside = {"statement": beginning, "nth": nth, "file": "rencana.gpkg"}
    return Kill(name, inside=inside)


_OUTBOX = "sharing.outbox_file:OutboxFile"
PUBLISHING = (
    _call("before anything of it", "layers.plan_publishing:publish_plan_file"),
    _call("as the document is made", "sharing.publishing:make_revision_document"),
    _call("before the document is kept", f"{_OUTBOX}.keep"),
    _statement("before its row is written", "INSERT INTO outbox"),
    _call("kept, not yet marked as sent", f"{_OUTBOX}.keep", after=True),
    _statement("as it is marked as sent", "UPDATE outbox SET state = 'sent'"),
    _call("marked as sent, not yet sent", f"{_OUTBOX}.mark_sent", after=True),
    Kill("within the TLS handshake", cut=(UP, 0.02)),
    Kill("a quarter of all its bytes sent", cut=(UP, 0.25)),
    Kill("two fifths of all its bytes sent", cut=(UP, 0.4)),
    Kill("two thirds of all its bytes sent", cut=(UP, 0.66)),
    Kill("the server about to COMMIT", commit=(TO_SERVER, False)),
    Kill("the server's COMMIT on its way", commit=(TO_SERVER, True)),
    Kill("the server has committed", commit=(TO_WORKER, True)),
    Kill("three fifths of all its bytes come", cut=(DOWN, 0.6)),
    Kill("nine tenths of all its bytes come", cut=(DOWN, 0.9)),
    _call("answered, receipt not yet verified", "sharing.publishing:verify_receipt"),
    _call("read back, not yet compared", "sharing.publishing:verify_read_back"),
    _call("before it is marked as published", f"{_OUTBOX}.mark_published"),
    _statement("as it is marked as published", "UPDATE outbox SET state = 'published'"),
    _call("marked, its base not yet written", "sharing.outbox_file:_write_base"),
    _call("base written, not yet committed", "sharing.outbox_file:_write_base", after=True),
    _call("marked as published", f"{_OUTBOX}.mark_published", after=True),
    _call("before the server is remembered", "layers.plan_publishing:remember_server"),
    _call("before the receipt is written", "processing.publish_plan:write_json"),
)
"""Of a publish, in their order."""
_TAKING = "layers.pull_taking_over"
PULLING = (
    _call("before anything of it", "sharing.pulling:pull"),
    Kill("half asked", cut=(UP, 0.5)),
    Kill("half answered", cut=(DOWN, 0.5)),
    _call("all answered", "sharing.pulling:pull", after=True),
    _call("before the plan is locked", f"{_TAKING}:plan_transaction"),
    _call("the plan locked", f"{_TAKING}:is_other"),
    _call("before the hotspots", f"{_TAKING}:write_hotspots"),
    _call("the hotspots written", f"{_TAKING}:write_hotspots", after=True),
    _call("the others' hotspots written", f"{_TAKING}:replace_published_hotspots", after=True),
    _call("all written, not yet committed", f"{_TAKING}:write_settings", after=True),
    *(
        _call(f"{1_000 * delay:g} ms later", f"{_TAKING}:write_settings", True, delay)
        for delay in (0.001, 0.004, 0.01, 0.02)
    ),
    _call("taken over", f"{_TAKING}:take_over", after=True),
)
"""Of a pull, in their order; those with a delay fall into the COMMIT, or just after it."""


def random_kills(seed: int, count: int) -> list[Kill]:
    """Return moments by the clock, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    # QGIS's own start is a large part of the run; of the plugin's work there is nothing in it yet.
    shares = [chance.uniform(0.55, 1.0) for _ in range(count)]
    return [Kill(f"after {share:.0%} of its time", share_of_run=share) for share in shares]
