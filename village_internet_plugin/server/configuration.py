# SPDX-License-Identifier: GPL-2.0-or-later
"""pygeoapi's two files: its configuration, filled in from our template, and its API document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.position import INDONESIA, Region
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.server.database import Connection

_PLACE = re.compile(r"<(\w+)>(?=\s|$)")


class ConfigurationFiles(NamedTuple):
    """Where pygeoapi reads its configuration (PYGEOAPI_CONFIG) and API document (…_OPENAPI)."""

    configuration: Path
    openapi: Path


def write_configuration(reader: Connection, url: str, folder: Path) -> ConfigurationFiles:
    """Write pygeoapi's files into `folder` for a server that clients reach at `url`.

    `reader` is a connection of the read-only role; the collections will use its host, port,
    database and user. InputError when `url` is not an http(s) address; jsonschema's ValidationError
    when pygeoapi does not take the result.
    """
    # pygeoapi takes half a second to import; only this command and the server need it.
    from pygeoapi.config import validate_config
    from pygeoapi.openapi import get_oas
    from pygeoapi.util import yaml_load

    text = configuration_text(_values(reader, url, folder))
    files = ConfigurationFiles(folder / "pygeoapi.yml", folder / "openapi.json")
    files.configuration.write_text(text, encoding="utf-8")
    with files.configuration.open(encoding="utf-8") as written:
        configuration = yaml_load(written)
    validate_config(configuration)
    files.openapi.write_text(json.dumps(get_oas(configuration), default=str), encoding="utf-8")
    return files


def configuration_text(values: Mapping[str, object]) -> str:
    """Return the template with each <name> replaced by its value.

    Values are written as JSON, which YAML reads as it stands, whatever characters they hold.
    """

    def value_of(place: re.Match[str]) -> str:
        name = place.group(1)
        if name not in values:
            raise ProgramFault(f"resources/server/pygeoapi.yml names an unknown <{name}>.")
        return json.dumps(values[name])

    template = resource_path("server", "pygeoapi.yml").read_text(encoding="utf-8")
    lines = template.splitlines(keepends=True)
    return "".join(
        line if line.lstrip().startswith("#") else _PLACE.sub(value_of, line) for line in lines
    )


def _values(reader: Connection, url: str, folder: Path) -> Mapping[str, object]:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise InputError(f"{url!r} is not an address clients could use; give https://host[:port].")
    return {
        "host": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "url": url.rstrip("/"),
        "unused_folder": str(folder),
        "templates": str(resource_path("server", "web", "templates")),
        "static": str(resource_path("server", "web", "static")),
        "no_tiles": f"{url.rstrip('/')}/static/no-tiles/{{z}}/{{x}}/{{y}}.png",
        "bbox": list(_extent(reader)),
        "reader_host": reader.info.host,
        "reader_port": reader.info.port,
        "reader_dbname": reader.info.dbname,
        "reader_user": reader.info.user,
    }


def _extent(reader: Connection) -> Region:
    """Return the box of the reference's villages; Indonesia while there are none."""
    row = reader.execute(
        "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)"
        " FROM (SELECT ST_Extent(geom) AS box FROM village_internet_open.villages) AS all_villages"
    ).fetchone()
    return INDONESIA if row is None or row[0] is None else Region(*row)
