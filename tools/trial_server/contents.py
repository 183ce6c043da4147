# SPDX-License-Identifier: GPL-2.0-or-later
"""What a trial server starts with: agencies, accounts, funding sources, reference and rule set."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import psycopg

from tools.stage import REPOSITORY
from tools.trial_server.cluster import Cluster
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.server.accounts import add_account, add_agency
from village_internet_plugin.server.database import Connection, act_as_owner, connect
from village_internet_plugin.server.funding_rows import save_source
from village_internet_plugin.server.loading import load_reference, load_rule_set
from village_internet_plugin.server.migrations import prepare

ACCOUNTS = (
    # The agencies of the sample's sheets …
    ("paser.reader", "Kabupaten Paser", "reader"),
    ("paser.planner", "Kabupaten Paser", "planner"),
    ("paser.steward", "Kabupaten Paser", "steward"),
    ("kaltim.planner", "Provinsi Kalimantan Timur", "planner"),
    ("kaltim.steward", "Provinsi Kalimantan Timur", "steward"),
    # … the offices that do the work in them …
    ("diskominfo.paser.planner", "Diskominfo Kabupaten Paser", "planner"),
    ("diskominfo.paser.steward", "Diskominfo Kabupaten Paser", "steward"),
    ("diskominfo.kaltim.planner", "Diskominfo Provinsi Kalimantan Timur", "planner"),
    ("diskominfo.kaltim.steward", "Diskominfo Provinsi Kalimantan Timur", "steward"),
    # … and strangers to both.
    ("uji1.planner", "Instansi Uji 1", "planner"),
    ("uji2.planner", "Instansi Uji 2", "planner"),
    ("administrator", "Diskominfo Provinsi Kalimantan Timur", "administrator"),
)
"""Account, agency, role."""

_DAYS = 30


def fill(cluster: Cluster, passwords: dict[str, str], reference: Path | None) -> dict[str, Any]:
    """Prepare the database and return what server.json says of accounts and what is in force.

    `passwords` are those of the roles that log in, by role. Without `reference` the server starts
    with nothing to judge by.
    """
    with connect(cluster.admin_conninfo()) as connection:
        prepare(connection)
        _let_log_in(connection, passwords)
    with connect(cluster.admin_conninfo()) as connection:
        act_as_owner(connection)
        for agency in dict.fromkeys(agency for _, agency, _ in ACCOUNTS):
            add_agency(connection, agency)
        for source in _sample_funding_sources():
            save_source(connection, source)
        accounts = [
            {
                "user": name,
                "token": add_account(connection, name, agency, role, _DAYS),
                "role": role,
                "agency": agency,
            }
            for name, agency, role in ACCOUNTS
        ]
        rule_set_path = resource_path("rule_sets", "standard.json")
        version = load_rule_set(connection, rule_set_path.read_text("utf-8"), rule_set_path.name)
        loaded = load_reference(connection, reference) if reference else None
    return {"accounts": accounts, "rule_set_version": version, "reference_sha256": loaded}


def _let_log_in(connection: Connection, passwords: dict[str, str]) -> None:
    for role, password in passwords.items():
        connection.execute(
            psycopg.sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
                psycopg.sql.Identifier(role), psycopg.sql.Literal(password)
            )
        )


def _sample_funding_sources() -> list[FundingSource]:
    """Return the funding sources of the sample's sheet, as its import makes them."""
    rounds = {"murni": "initial", "perubahan": "revised"}
    sheet = REPOSITORY / "resources" / "sample" / "sumber_dana.csv"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return [
            FundingSource(
                funding_source_id=row["id_sumber_dana"],
                agency=row["instansi"],
                programme=row["program"] or None,
                fiscal_year=int(row["tahun_anggaran"]),
                budget_round=rounds.get(row["tahap_anggaran"]),
                point_quota=_count(row["kuota_titik"]),
                budget_idr=_count(row["pagu_rp"]),
                service_months=_count(row["bulan_layanan"]),
                village_kinds=row["jenis_desa"] or None,
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def _count(text: str) -> int | None:
    return int(text) if text else None
