# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that write the files by which the server is run."""

from __future__ import annotations

import argparse
from pathlib import Path

from village_internet_plugin.server.commands.speaking import tell
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.configuration import write_configuration
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.deploying import write_deploy_files

_TLS = Path("/etc/village-internet/tls")
_FOLDER_HELP = "the folder to write them to"


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    configure = commands.add_parser(
        "configure", help="write pygeoapi's files (connect as the reader role for it)"
    )
    configure.add_argument("--url", required=True, help="the address clients use")
    configure.add_argument("--folder", type=Path, required=True, help=_FOLDER_HELP)
    # The collections will read as the role that is connected here.
    configure.set_defaults(run=_configure, as_owner=False)
    deploy = commands.add_parser(
        "deploy-files", help="write the files of nginx, systemd and PostgreSQL (no database needed)"
    )
    deploy.add_argument("--url", required=True, help="the address clients use: https://its.name")
    deploy.add_argument("--folder", type=Path, required=True, help=_FOLDER_HELP)
    deploy.add_argument(
        "--certificate",
        type=Path,
        default=_TLS / "server.pem",
        help="where nginx finds its certificate (%(default)s)",
    )
    deploy.add_argument(
        "--certificate-key",
        type=Path,
        default=_TLS / "server.key",
        help="where nginx finds the certificate's key (%(default)s)",
    )
    deploy.set_defaults(run_alone=_write_deploy_files)


def _configure(connection: Connection, given: argparse.Namespace) -> int:
    files = write_configuration(connection, given.url, given.folder)
    tell(f"PYGEOAPI_CONFIG={files.configuration}\nPYGEOAPI_OPENAPI={files.openapi}")
    return 0


def _write_deploy_files(given: argparse.Namespace) -> int:
    written = write_deploy_files(given.url, given.certificate, given.certificate_key, given.folder)
    tell("\n".join(map(str, written)))
    return 0
