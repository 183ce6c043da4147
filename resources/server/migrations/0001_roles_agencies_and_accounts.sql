-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who may do what: the three database roles, the agencies, and the accounts that sign in.
--
-- The roles are made without login. Whoever runs the database gives the writer and the reader a
-- password of their own (`ALTER ROLE … LOGIN`, then `\password …` in psql).

CREATE EXTENSION IF NOT EXISTS postgis;

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'village_internet_owner',   -- owns the tables; migrations and the admin command
        'village_internet_writer',  -- the publish process
        'village_internet_reader'   -- the collections
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
END
$$;

DO $$
BEGIN
    -- A map client that asks for too much is cut off; others wait on the same database.
    EXECUTE format(
        'ALTER ROLE village_internet_reader IN DATABASE %I SET statement_timeout = ''60s''',
        current_database()
    );
END
$$;

GRANT village_internet_owner TO CURRENT_USER;
CREATE SCHEMA village_internet_open AUTHORIZATION village_internet_owner;
ALTER SCHEMA village_internet OWNER TO village_internet_owner;
ALTER TABLE village_internet.migrations OWNER TO village_internet_owner;
SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

CREATE TABLE agencies (
    agency     text PRIMARY KEY,
    -- The name with case and white space levelled, so that one agency is not entered twice.
    agency_key text NOT NULL UNIQUE,
    made_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE accounts (
    account      text PRIMARY KEY,
    agency       text NOT NULL REFERENCES agencies,
    role         text NOT NULL CHECK (role IN ('reader', 'planner', 'steward', 'administrator')),
    -- The token itself is shown once and kept nowhere; 256 random bits need no slow hash.
    token_sha256 bytea NOT NULL UNIQUE CHECK (octet_length(token_sha256) = 32),
    made_at      timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz
);

GRANT USAGE ON SCHEMA village_internet TO village_internet_writer;
GRANT SELECT ON agencies, accounts, migrations TO village_internet_writer;
