# SPDX-License-Identifier: GPL-2.0-or-later
"""The format of a plan's file: a plan of a newer plugin is never opened, hence never damaged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words

VERSION_KEY = "schema_version"
"""The setting (table `plan`) that names the format; the first plans have none."""
FIRST_VERSION = "1"
SCHEMA_VERSION = "1"
"""The format in which this plugin writes plans."""
KNOWN_VERSIONS = (SCHEMA_VERSION,)
"""The formats it can read and go on writing."""

_UNKNOWN = Words(
    "{path} was made by a newer version of this plugin (plan format {found}; this one knows "
    "{known}). It was not opened and nothing in it was changed; update the plugin.",
    "{path} dibuat dengan plugin versi lebih baru (format rencana {found}; versi ini mengenal "
    "{known}). Berkas itu tidak dibuka dan isinya tidak diubah; perbarui plugin.",
)


def require_known_version(settings: Mapping[str, str | None], path: Path) -> None:
    """Raise InputError unless the plan at `path`, with these settings, is of a known format."""
    found = settings.get(VERSION_KEY) or FIRST_VERSION
    if found not in KNOWN_VERSIONS:
        known = ", ".join(KNOWN_VERSIONS)
        raise InputError(_UNKNOWN.filled(path=path, found=found, known=known))
