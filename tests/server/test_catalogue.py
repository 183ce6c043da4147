# SPDX-License-Identifier: GPL-2.0-or-later
"""`check` notices whatever disarms the database, names it, and calls nothing else a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from server.running import RunningServer
from tools.describe_database import FILE, written
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.catalogue import describe
from village_internet_plugin.server.checking import complaints, is_disarmed
from village_internet_plugin.server.database import connect
from village_internet_plugin.server.database_readers import add_database_reader
from village_internet_plugin.server.migrations import prepare

pytestmark = pytest.mark.server

Admin = psycopg.Connection[tuple[Any, ...]]

SILENT = "RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER"
DISARMING = [
    # Triggers
    ("ALTER TABLE hotspots DISABLE TRIGGER a_guard_updated",
     "trigger a_guard_updated on village_internet.hotspots", "'never'",
     "ALTER TABLE village_internet.hotspots ENABLE TRIGGER a_guard_updated"),
    ("ALTER TABLE revisions ENABLE REPLICA TRIGGER append_only",
     "trigger append_only on village_internet.revisions", "on replicas alone"),
    ("DROP TRIGGER move_head ON revisions",
     "trigger move_head on village_internet.revisions is missing", "0007_acting.sql"),
    ("DROP TRIGGER append_only ON administration; CREATE TRIGGER append_only BEFORE DELETE ON"
     " administration FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting_history()",
     "trigger append_only on village_internet.administration", "definition"),
    ("CREATE TRIGGER mine BEFORE INSERT ON tokens FOR EACH ROW"
     " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
     "trigger mine on village_internet.tokens is none of the server's"),
    ("ALTER TABLE hotspots DISABLE TRIGGER ALL", "constraint of_the_plans_agency on"
     " village_internet.hotspots", "fires"),
    ("CREATE RULE mine AS ON DELETE TO open_collections DO INSTEAD NOTHING",
     "rule mine on village_internet.open_collections is none"),
    # Row security
    ("ALTER TABLE plans DISABLE ROW LEVEL SECURITY", "table village_internet.plans",
     "'off'", "ALTER TABLE village_internet.plans ENABLE ROW LEVEL SECURITY"),
    ("DROP POLICY added ON revisions", "policy added on village_internet.revisions is missing"),
    ("ALTER POLICY entered ON funding_sources WITH CHECK (true)",
     "policy entered on village_internet.funding_sources", "CHECK is 'true'"),
    ("ALTER POLICY changed ON plans TO village_internet_reader",
     "policy changed on village_internet.plans", "roles"),
    ("CREATE POLICY mine ON plans FOR ALL USING (true) WITH CHECK (true)",
     "policy mine on village_internet.plans is none"),
    # Functions
    (f"CREATE OR REPLACE FUNCTION acts_for(whose text) {SILENT}"
     " SET search_path = village_internet, pg_temp AS 'SELECT true'",
     "function village_internet.acts_for(whose text)", "body", "0007_acting.sql"),
    ("ALTER FUNCTION acts_for RESET search_path", "acts_for(whose text)", "settings is 'none'"),
    ("ALTER FUNCTION guard_hotspots SECURITY INVOKER", "guard_hotspots()", "its caller"),
    ("ALTER FUNCTION seal OWNER TO postgres", "function village_internet.seal(who text)",
     "owner is 'postgres'", "OWNER TO village_internet_owner"),
    ("ALTER FUNCTION acting LEAKPROOF", "village_internet.acting()", "leakproof"),
    ("GRANT EXECUTE ON FUNCTION seal_account TO village_internet_writer",
     "village_internet_writer may do more on the function village_internet.seal_account",
     "REVOKE EXECUTE ON FUNCTION village_internet.seal_account(account text, agency text, role"
     " text) FROM village_internet_writer"),
    ("GRANT EXECUTE ON FUNCTION acting TO PUBLIC", "Everybody may do more", "FROM PUBLIC"),
    ("GRANT EXECUTE ON FUNCTION act_by_proxy TO village_internet_writer",
     "village_internet_writer may do more on the function village_internet.act_by_proxy"),
    ("CREATE FUNCTION cost_idr(text) RETURNS int LANGUAGE sql AS 'SELECT 0'",
     "function village_internet.cost_idr(text) is none"),
    ("CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';"
     "CREATE OPERATOR = (FUNCTION = same, LEFTARG = text, RIGHTARG = text)",
     "operator village_internet.= is none"),
    # Constraints and indexes
    ("ALTER TABLE funding_sources DROP CONSTRAINT within_quota",
     "constraint within_quota on village_internet.funding_sources is missing", "0004_funding"),
    ("ALTER TABLE funding_sources DROP CONSTRAINT within_budget, ADD CONSTRAINT within_budget"
     " CHECK (used_idr <= budget_idr * 2)", "constraint within_budget", "* 2"),
    ("ALTER TABLE tokens DROP CONSTRAINT tokens_token_sha256_key",
     "constraint tokens_token_sha256_key on village_internet.tokens is missing", "0006_tokens"),
    ("ALTER TABLE hotspots ALTER CONSTRAINT of_the_plans_agency DEFERRABLE",
     "constraint of_the_plans_agency on village_internet.hotspots", "DEFERRABLE"),
    ("DROP INDEX hotspots_village_code", "index hotspots_village_code on", "missing"),
    ("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'hotspots_geom'::regclass",
     "index hotspots_geom on village_internet.hotspots", "REINDEX"),
    # Tables, columns, sequences, schemas and their rights
    ("ALTER TABLE revisions OWNER TO postgres", "table village_internet.revisions",
     "ALTER TABLE village_internet.revisions OWNER TO village_internet_owner"),
    ("ALTER TABLE administration SET UNLOGGED",
     "table village_internet.administration", "SET LOGGED"),
    ("ALTER TABLE tokens ALTER expires_at DROP NOT NULL",
     "column village_internet.tokens.expires_at", "not null"),
    ("ALTER TABLE open_collections ALTER open SET DEFAULT true",
     "column village_internet.open_collections.open", "default true"),
    ("GRANT UPDATE ON revisions TO village_internet_writer",
     "REVOKE UPDATE ON TABLE village_internet.revisions FROM village_internet_writer"),
    ("GRANT UPDATE (plan_id) ON hotspots TO village_internet_writer",
     "REVOKE UPDATE (plan_id) ON TABLE village_internet.hotspots FROM village_internet_writer"),
    ("GRANT SELECT ON sealing_key TO village_internet_reader",
     "village_internet_reader may do more on the table village_internet.sealing_key"),
    ("GRANT SELECT ON revisions TO village_internet_writer WITH GRANT OPTION",
     "SELECT and may pass it on", "REVOKE SELECT ON TABLE village_internet.revisions"),
    ("REVOKE SELECT ON in_force FROM village_internet_writer", "village_internet_writer lacks",
     "GRANT SELECT ON TABLE village_internet.in_force TO village_internet_writer"),
    ("GRANT UPDATE ON SEQUENCE tokens_token_id_seq TO village_internet_writer",
     "REVOKE UPDATE ON SEQUENCE village_internet.tokens_token_id_seq"),
    ("GRANT CREATE ON SCHEMA village_internet TO village_internet_writer",
     "REVOKE CREATE ON SCHEMA village_internet FROM village_internet_writer"),
    ("ALTER DEFAULT PRIVILEGES FOR ROLE village_internet_owner IN SCHEMA village_internet"
     " GRANT ALL ON TABLES TO PUBLIC", "default rights of village_internet for what"),
    ("CREATE TABLE mine (number int)", "table village_internet.mine is none"),
    ("CREATE TABLE public.mine () INHERITS (village_internet.open_collections)",
     "table village_internet.open_collections", "public.mine"),
    # Views
    ("CREATE OR REPLACE VIEW village_internet_open.villages AS SELECT village_code AS id,"
     " village_code, name, kind, district, regency, province, population, 0::bigint AS households,"
     " geom FROM villages", "view village_internet_open.villages", "query"),
    ("CREATE VIEW village_internet_open.mine AS SELECT notes FROM hotspots",
     "view village_internet_open.mine is none"),
    ("ALTER VIEW last_backup SET (security_invoker = true)", "view village_internet.last_backup",
     "options"),
    ("GRANT UPDATE ON village_internet_open.villages TO village_internet_reader",
     "REVOKE UPDATE ON TABLE village_internet_open.villages"),
    # Roles
    ("ALTER ROLE village_internet_writer BYPASSRLS", "was made BYPASSRLS", "NOBYPASSRLS"),
    ("ALTER ROLE village_internet_reader SUPERUSER", "was made SUPERUSER"),
    ("ALTER ROLE village_internet_owner LOGIN", "Role village_internet_owner was made LOGIN"),
    ("GRANT village_internet_owner TO village_internet_writer",
     "Role village_internet_writer was made a member of village_internet_owner"),
    ("GRANT pg_read_server_files TO village_internet_reader",
     "REVOKE pg_read_server_files FROM village_internet_reader"),
    ("CREATE ROLE guest LOGIN IN ROLE village_internet_owner",
     "Role guest is a member of village_internet_owner"),
    ('CREATE ROLE "Guest; x" LOGIN; GRANT SELECT ON tokens TO "Guest; x"', 'FROM "Guest; x"'),
    ("GRANT CREATE ON SCHEMA public TO PUBLIC", "may make things in SCHEMA public"),
    ("ALTER ROLE village_internet_writer CONNECTION LIMIT -1", "any number of connections"),
    # Settings
    ("ALTER ROLE village_internet_writer SET session_replication_role = replica",
     "was given the setting session_replication_role", "RESET session_replication_role"),
    ("ALTER ROLE village_internet_writer SET statement_timeout = 0", "setting statement_timeout"),
    ("ALTER ROLE village_internet_reader IN DATABASE village_internet SET statement_timeout = 0",
     "village_internet_reader should have the setting statement_timeout = '60s'"),
    ("ALTER ROLE village_internet_writer IN DATABASE village_internet RESET ALL",
     "village_internet_writer should have the setting idle_in_transaction_session_timeout"),
    ("ALTER DATABASE village_internet SET search_path = mine, village_internet",
     "setting search_path", "for everybody"),
]  # fmt: skip
ALLOWED = [
    "ALTER ROLE village_internet_reader LOGIN PASSWORD 'x'",
    "ALTER ROLE village_internet_writer SET work_mem = '64MB'",
    "ALTER ROLE village_internet_writer CONNECTION LIMIT 20",
    "ALTER DATABASE village_internet SET random_page_cost = 1.1",
    "ALTER TABLE hotspots SET (autovacuum_vacuum_scale_factor = 0.05)",
    "CREATE ROLE office CREATEDB; CREATE ROLE ani LOGIN IN ROLE office;"
    " GRANT village_internet_owner TO ani; ALTER DATABASE village_internet OWNER TO office",
    "CREATE ROLE boss LOGIN SUPERUSER IN ROLE village_internet_owner",
    "CREATE SCHEMA office; CREATE VIEW office.mine AS SELECT * FROM village_internet_open.villages",
    "GRANT EXECUTE ON FUNCTION account_by_proxy, act_by_proxy TO village_internet_writer;"
    " INSERT INTO administration (command, subject) VALUES ('trust-proxy', 'on')",
]


@pytest.fixture(scope="module")
def shared_admin(running_server: RunningServer) -> Iterator[Admin]:
    with running_server.database() as connection:
        yield connection


@pytest.fixture
def admin(shared_admin: Admin) -> Iterator[Admin]:
    """A transaction that is taken back, in which names are those of the server's schema."""
    shared_admin.execute("SET LOCAL search_path = village_internet, public")
    shared_admin.execute("SET LOCAL allow_system_table_mods = on")
    yield shared_admin
    shared_admin.rollback()


@pytest.mark.parametrize("case", DISARMING, ids=lambda case: case[0][:60])
def test_whatever_disarms_the_database_is_told(admin: Admin, case: tuple[str, ...]) -> None:
    statement, *words = case
    admin.execute(statement.encode())
    told = "\n".join(complaints(admin))
    for word in words:
        assert word in told
    assert "Find out who" in told


@pytest.mark.parametrize("statement", ALLOWED, ids=lambda statement: statement[:60])
def test_what_an_administrator_may_do_is_no_fault(admin: Admin, statement: str) -> None:
    admin.execute(statement.encode())
    assert complaints(admin) == []


def test_a_login_made_for_reading_is_no_fault(admin: Admin) -> None:
    add_database_reader(admin, "peta_paser")
    assert complaints(admin) == []


def test_a_proxy_that_is_trusted_no_more_must_not_be(admin: Admin) -> None:
    for word in ("on", "off"):
        admin.execute(
            "INSERT INTO administration (command, subject) VALUES ('trust-proxy', %s)", (word,)
        )
    admin.execute("GRANT EXECUTE ON FUNCTION act_by_proxy TO village_internet_writer")
    assert "act_by_proxy" in complaints(admin)[0]


def test_looking_leaves_the_search_path_as_it_was(admin: Admin) -> None:
    before = admin.execute("SHOW search_path").fetchone()
    describe(admin)
    assert admin.execute("SHOW search_path").fetchone() == before


@pytest.mark.parametrize("role", ["writer", "admin"])
def test_the_webs_own_login_sees_whether_the_database_is_armed(
    running_server: RunningServer, role: str
) -> None:
    with running_server.database(role) as connection:
        assert not is_disarmed(connection)


def test_the_description_is_what_the_migrations_make(running_server: RunningServer) -> None:
    """If this fails after a migration was added: `python -m tools.describe_database`."""
    admin = running_server.description["database"]["admin"]
    name = f"fresh_{new_identifier().replace('-', '')}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    with connect(make_conninfo(admin, dbname=name)) as connection:
        prepare(connection)
        assert written(describe(connection)) == FILE.read_text("utf-8")
