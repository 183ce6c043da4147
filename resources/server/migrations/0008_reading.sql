-- SPDX-License-Identifier: GPL-2.0-or-later
-- What may be read by whom: collections opened to everybody, views without persons, and the history
-- of funding sources.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

-- Closed unless an administrator opened it: then it is read without signing in.
CREATE TABLE open_collections (
    collection text PRIMARY KEY,
    open       boolean NOT NULL DEFAULT false
);
GRANT SELECT ON open_collections TO village_internet_writer;

-- When a backup was made last, and nothing else of what administrators did.
CREATE VIEW last_backup AS
    SELECT max(done_at) AS done_at FROM administration WHERE command = 'backup';
GRANT SELECT ON last_backup TO village_internet_writer;

-- 1. Every change of a funding source, whoever made it and by whatever way

CREATE TABLE funding_source_changes (
    change_id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at        timestamptz NOT NULL DEFAULT now(),
    changed_by        text NOT NULL,
    funding_source_id text NOT NULL,
    agency            text NOT NULL,
    before            jsonb,
    after             jsonb
);
CREATE INDEX funding_source_changes_source ON funding_source_changes (funding_source_id, change_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON funding_source_changes
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting_history();

-- At COMMIT, and once: a publish sets limits aside while it stores hotspots, which is no change.
CREATE FUNCTION remember_funding_source() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
DECLARE
    source text := coalesce(NEW.funding_source_id, OLD.funding_source_id);
    was    jsonb;
    stands jsonb;
BEGIN
    SELECT after INTO was FROM funding_source_changes
        WHERE funding_source_id = source ORDER BY change_id DESC LIMIT 1;
    SELECT to_jsonb(known) - 'used_points' - 'used_idr' INTO stands
        FROM funding_sources AS known WHERE funding_source_id = source;
    IF was IS DISTINCT FROM stands THEN
        -- Signed by whoever acts when the transaction ends: nobody can step aside before that.
        IF acting() IS NULL AND NOT acts_as_owner() THEN
            RAISE EXCEPTION 'Funding source % is changed by somebody alone.', source
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO funding_source_changes (changed_by, funding_source_id, agency, before, after)
            VALUES (coalesce(acting() ->> 'account', session_user), source,
                coalesce(stands ->> 'agency', was ->> 'agency'), was, stands);
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION remember_funding_source FROM PUBLIC;
CREATE CONSTRAINT TRIGGER remember
    AFTER INSERT OR DELETE OR UPDATE OF funding_source_id, agency, programme, fiscal_year,
        budget_round, point_quota, budget_idr, service_months, village_kinds ON funding_sources
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION remember_funding_source();

INSERT INTO funding_source_changes (changed_by, funding_source_id, agency, after)
    SELECT session_user, funding_source_id, agency, to_jsonb(known) - 'used_points' - 'used_idr'
    FROM funding_sources AS known ORDER BY funding_source_id;

-- 2. Villages drawn small, as a background where there are no tiles

ALTER TABLE villages ADD COLUMN outline geometry(MultiPolygon, 4326);
UPDATE villages SET outline = ST_Multi(ST_SimplifyPreserveTopology(geom, 0.002));
CREATE INDEX villages_outline ON villages USING gist (outline);

CREATE VIEW village_internet_open.village_outlines AS
    SELECT village_code AS id, village_code, name, kind, district, regency, province,
        outline AS geom
    FROM village_internet.villages;

-- 3. Views without persons: who keeps a hotspot, and free text, are for its own agency

DROP VIEW village_internet_open.hotspots;
CREATE VIEW village_internet_open.hotspots AS
    SELECT hotspot_id AS id, hotspot_id, village_code, name, site_kind, funding_source_id, year,
        status, technology, provider, bandwidth_mbps, power, power_hours, capex_idr,
        opex_idr_per_month, service_months, priority, agency, plan_id, revision, geom
    FROM village_internet.hotspots;

-- Why a revision was published is told by who publishes it, for everybody who reads here.
CREATE OR REPLACE VIEW village_internet_open.revisions AS
    SELECT revision_id AS id, revision_id, plan_id, agency, revision, base_revision, published_at,
        content_sha256, (receipt ->> 'hotspots')::bigint AS hotspots,
        (receipt ->> 'added')::bigint AS added, (receipt ->> 'changed')::bigint AS changed,
        (receipt ->> 'removed')::bigint AS removed, document ->> 'reason' AS reason
    FROM village_internet.revisions;

-- The life of every hotspot, for readers by SQL; each row unpacks a revision, so it is no
-- collection that counts them all for a page.
CREATE VIEW village_internet_open.hotspot_changes AS
    SELECT concat_ws('/', revision.plan_id, revision.revision, change.hotspot_id) AS id,
        revision.plan_id, revision.agency, revision.revision, revision.published_at,
        change.hotspot_id, change.change, change.hotspot ->> 'status' AS status,
        change.hotspot ->> 'village_code' AS village_code,
        ST_SetSRID(ST_MakePoint((change.hotspot ->> 'lon')::double precision,
            (change.hotspot ->> 'lat')::double precision), 4326)::geometry(Point, 4326) AS geom
    FROM village_internet.revisions AS revision, LATERAL (
        SELECT hotspot ->> 'hotspot_id' AS hotspot_id, 'added' AS change, hotspot
            FROM jsonb_array_elements(revision.document -> 'added') AS hotspot
        UNION ALL
        SELECT hotspot ->> 'hotspot_id', 'changed', hotspot
            FROM jsonb_array_elements(revision.document -> 'changed') AS hotspot
        UNION ALL
        SELECT hotspot_id, 'removed', NULL
            FROM jsonb_array_elements_text(revision.document -> 'removed') AS hotspot_id
    ) AS change;

GRANT SELECT ON ALL TABLES IN SCHEMA village_internet_open TO village_internet_reader;
