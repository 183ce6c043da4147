# SPDX-License-Identifier: GPL-2.0-or-later
"""The rule set and the reference in force: loaded by an administrator, kept by each worker.

A worker must not fetch a country of villages for each publish: it keeps the reference file in a
private folder, under its hash, and holds it open until another one is put in force.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.geopackage import GeoPackage
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import read_rule_set
from village_internet_plugin.server.database import Connection


class NothingInForce(Exception):
    """No reference or no rule set has been loaded yet: the server cannot judge a plan."""


class Judgement(NamedTuple):
    """What a plan is judged by: a rule set, and a reference under its hash."""

    rule_set: RuleSet
    reference: Reference
    reference_sha256: str


class _KnownReference(Reference):
    """A reference whose hash the database knows: measuring it for each publish takes seconds."""

    def __init__(self, path: Path, known_sha256: str) -> None:
        """Open the file that was loaded under this hash."""
        super().__init__(GeoPackage(path))
        self._known_sha256 = known_sha256

    def sha256(self) -> str:
        """Return the hash under which the file was loaded."""
        return self._known_sha256


class InForce:
    """The judgement in force, as one single-threaded worker keeps it."""

    def __init__(self, cache_folder: Path) -> None:
        """Keep files in `cache_folder`, which is made when needed, for the server's user alone."""
        self._folder = cache_folder
        self._reference: tuple[str, Reference] | None = None
        self._rule_set: RuleSet | None = None

    def judgement(self, connection: Connection) -> Judgement:
        """Return what holds in this transaction; NothingInForce when there is nothing yet."""
        reference_sha256, version = versions(connection)
        rule_set = self._rule_set
        if rule_set is None or rule_set.version != version:
            rule_set = read_rule_set(rule_set_text(connection), f"rule set {version}")
            self._rule_set = rule_set
        if self._reference is None or self._reference[0] != reference_sha256:
            opened = _KnownReference(self.reference_file(connection), reference_sha256)
            if self._reference is not None:
                self._reference[1].close()
            self._reference = (reference_sha256, opened)
        return Judgement(rule_set, self._reference[1], reference_sha256)

    def reference_file(self, connection: Connection) -> Path:
        """Return the path of the reference in force, fetching it unless the folder has it whole."""
        row = connection.execute(
            "SELECT file_sha256 FROM village_internet.reference_files"
            " JOIN village_internet.in_force USING (reference_sha256)"
        ).fetchone()
        if row is None:
            raise NothingInForce
        path = self._folder / f"{row[0]}.gpkg"
        if not path.is_file() or _sha256(path.read_bytes()) != row[0]:
            self._fetch(connection, path, row[0])
        return path

    def _fetch(self, connection: Connection, path: Path, file_sha256: str) -> None:
        row = connection.execute(
            "SELECT geopackage FROM village_internet.reference_files WHERE file_sha256 = %s",
            (file_sha256,),
        ).fetchone()
        content: bytes = row[0] if row else b""
        if _sha256(content) != file_sha256:
            raise ProgramFault(
                "The reference file in the database does not match its hash; load it again with "
                "load-reference."
            )
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(unfinished).replace(path)


def versions(connection: Connection) -> tuple[str, str]:
    """Return (reference_sha256, rule_set_version) in force; NothingInForce when one is missing."""
    row = connection.execute(
        "SELECT reference_sha256, rule_set_version FROM village_internet.in_force"
    ).fetchone()
    if row is None or row[0] is None or row[1] is None:
        raise NothingInForce
    return row[0], row[1]


def rule_set_text(connection: Connection) -> str:
    """Return the rule set in force as JSON text; NothingInForce when there is none."""
    row = connection.execute(
        "SELECT document FROM village_internet.rule_sets"
        " JOIN village_internet.in_force USING (rule_set_version)"
    ).fetchone()
    if row is None:
        raise NothingInForce
    return json.dumps(row[0], ensure_ascii=False)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
