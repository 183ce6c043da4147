# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishes a plan file as it is saved, and brings to an end what was cut off."""

from __future__ import annotations

from pathlib import Path

from village_internet_plugin.layers.plan_file import read_setting, write_setting
from village_internet_plugin.layers.plan_rule_set import plan_rule_set
from village_internet_plugin.layers.server_terms import reference_sha256
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import PublishAnswer
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import (
    PublishingServer,
    Told,
    dry_run,
    publish,
    tell_nobody,
)


def publish_plan_file(
    plan_path: Path,
    server: PublishingServer,
    is_trial: bool,
    told: Told = tell_nobody,
    reason: str = "",
) -> PublishAnswer:
    """Publish what the plan's file holds now, or with `is_trial` only ask what would come of it.

    `reason` is why, in the planner's words.
    Raises as `sharing.publishing.publish` does.
    """
    send = dry_run if is_trial else publish
    return send(
        read_plan(plan_path),
        OutboxFile(plan_path),
        server,
        rule_set_version=plan_rule_set(plan_path).version,
        reference_sha256=reference_sha256(plan_path),
        reason=reason,
        told=told,
    )


def base_revision(plan_path: Path) -> int:
    """Return the revision the plan is based on, 0 for none."""
    return read_plan(plan_path).base_revision


def remember_server(plan_path: Path, address: str) -> None:
    """Have the plan know the server it is published to."""
    if read_setting(plan_path, "server") != address:
        write_setting(plan_path, "server", address)
