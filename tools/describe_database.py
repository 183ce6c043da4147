# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes down what a database holds after all migrations: `python -m tools.describe_database`.

To be run after a migration is added. `check` compares a server's database with the file it writes,
resources/server/catalogue.json, and a test holds the file to the migrations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tools.stage import REPOSITORY
from tools.trial_server.cluster import Cluster
from village_internet_plugin.server.catalogue import Description, describe
from village_internet_plugin.server.database import connect
from village_internet_plugin.server.migrations import prepare

FILE = REPOSITORY / "resources" / "server" / "catalogue.json"


def main() -> None:
    """Make a database from nothing, look at it, and write the file."""
    cluster = Cluster.make()
    try:
        with connect(cluster.admin_conninfo()) as connection:
            prepare(connection)
            FILE.write_text(written(describe(connection)), encoding="utf-8")
    finally:
        cluster.remove()


def written(description: Description) -> str:
    """Return the file's text: a line for each object, so that a change is seen in one."""
    return f"{{\n{_lines(description)}\n}}\n"


def _lines(description: Mapping[str, Mapping[str, str]]) -> str:
    return ",\n".join(
        f"{json.dumps(thing)}: {json.dumps(dict(sorted(description[thing].items())))}"
        for thing in sorted(description)
    )


if __name__ == "__main__":
    main()
