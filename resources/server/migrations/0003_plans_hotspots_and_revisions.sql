-- SPDX-License-Identifier: GPL-2.0-or-later
-- Plans at their head revision, their hotspots, and the history that is only ever added to.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

CREATE TABLE plans (
    plan_id       text PRIMARY KEY,
    agency        text NOT NULL REFERENCES agencies,
    head_revision bigint NOT NULL DEFAULT 0 CHECK (head_revision >= 0),
    made_at       timestamptz NOT NULL DEFAULT now()
);

-- Columns of `hotspots` in domain/schema.py, in its order. Values stand as they were published,
-- also wrong ones that somebody waived: judging them is the rules' work, not a CHECK's.
CREATE TABLE hotspots (
    hotspot_id         text PRIMARY KEY,
    plan_id            text NOT NULL REFERENCES plans,
    agency             text NOT NULL,
    -- The place in the plan's order; the excess over a quota falls on the last.
    placed             bigint NOT NULL,
    -- The revision that added the row or changed it last.
    revision           bigint NOT NULL,
    village_code       text,
    name               text,
    site_kind          text,
    funding_source_id  text,
    year               bigint,
    status             text,
    technology         text,
    provider           text,
    bandwidth_mbps     double precision,
    power              text,
    power_hours        double precision,
    site_consent       text,
    maintainer         text,
    capex_idr          bigint,
    opex_idr_per_month bigint,
    service_months     bigint,
    priority           bigint,
    notes              text,
    geom               geometry(Point, 4326),
    UNIQUE (plan_id, placed)
);
CREATE INDEX hotspots_village_code ON hotspots (village_code);
CREATE INDEX hotspots_funding_source_id ON hotspots (funding_source_id);
CREATE INDEX hotspots_geom ON hotspots USING gist (geom);

CREATE TABLE revisions (
    revision_id    text PRIMARY KEY,
    plan_id        text NOT NULL REFERENCES plans,
    agency         text NOT NULL REFERENCES agencies,
    revision       bigint NOT NULL,
    base_revision  bigint NOT NULL,
    published_at   timestamptz NOT NULL,
    published_by   text NOT NULL,
    content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    document       jsonb NOT NULL,
    receipt        jsonb NOT NULL,
    UNIQUE (plan_id, revision),
    CHECK (revision = base_revision + 1)
);
-- A first revision can hold a whole province: lz4 packs it in a fraction of the default's time.
ALTER TABLE revisions ALTER COLUMN document SET COMPRESSION lz4;

CREATE FUNCTION forbid_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of revisions is append-only: % is not allowed.', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revisions
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting_history();

GRANT SELECT, INSERT, UPDATE (head_revision) ON plans TO village_internet_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON hotspots TO village_internet_writer;
GRANT SELECT, INSERT ON revisions TO village_internet_writer;
