-- SPDX-License-Identifier: GPL-2.0-or-later
-- What any GIS program may read: views in a schema of their own, for the read-only role.
--
-- `id` is the feature's id (pygeoapi takes it out of the properties); the column it comes from is
-- kept beside it under its own name.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet_open, village_internet, public;

CREATE VIEW village_internet_open.hotspots AS
    SELECT hotspot_id AS id, hotspot_id, village_code, name, site_kind, funding_source_id, year,
        status, technology, provider, bandwidth_mbps, power, power_hours, site_consent, maintainer,
        capex_idr, opex_idr_per_month, service_months, priority, notes, agency, plan_id, revision,
        geom
    FROM village_internet.hotspots;

CREATE VIEW village_internet_open.villages AS
    SELECT village_code AS id, village_code, name, kind, district, regency, province, population,
        households, geom
    FROM village_internet.villages;

CREATE VIEW village_internet_open.blank_spots AS
    SELECT blank_spot_id AS id, blank_spot_id, village_code, name, signal, technology, people,
        observed_on, source, geom
    FROM village_internet.blank_spots;

CREATE VIEW village_internet_open.funding_sources AS
    SELECT funding_source_id AS id, funding_source_id, agency, programme, fiscal_year,
        budget_round, point_quota, budget_idr, service_months, village_kinds, used_points, used_idr
    FROM village_internet.funding_sources;

-- Without the account that published: that is for the agencies (changes-since), not for maps.
CREATE VIEW village_internet_open.revisions AS
    SELECT revision_id AS id, revision_id, plan_id, agency, revision, base_revision, published_at,
        content_sha256, (receipt ->> 'hotspots')::bigint AS hotspots,
        (receipt ->> 'added')::bigint AS added, (receipt ->> 'changed')::bigint AS changed,
        (receipt ->> 'removed')::bigint AS removed
    FROM village_internet.revisions;

GRANT USAGE ON SCHEMA village_internet_open TO village_internet_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA village_internet_open TO village_internet_reader;
