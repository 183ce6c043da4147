-- SPDX-License-Identifier: GPL-2.0-or-later
-- What every plan is judged by: reference files, rule sets, and which of them are in force.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

CREATE TABLE reference_files (
    -- Over the content of the reference tables; what verdicts and revision documents name.
    reference_sha256 text PRIMARY KEY CHECK (reference_sha256 ~ '^[0-9a-f]{64}$'),
    -- Over the bytes of the file; what a worker checks its cached copy with.
    file_sha256      text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
    geopackage       bytea NOT NULL,
    loaded_at        timestamptz NOT NULL DEFAULT now()
);
-- A GeoPackage gains little from compression and would be slow to send with it.
ALTER TABLE reference_files ALTER COLUMN geopackage SET STORAGE EXTERNAL;

CREATE TABLE rule_sets (
    rule_set_version text PRIMARY KEY,
    document         jsonb NOT NULL,
    loaded_at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE in_force (
    only_row         boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    reference_sha256 text REFERENCES reference_files,
    rule_set_version text REFERENCES rule_sets
);
INSERT INTO in_force DEFAULT VALUES;

-- The villages and blank spots of the reference in force, for the collections only: verdicts are
-- measured on the reference file itself, by the code the desktop uses.
CREATE TABLE villages (
    village_code text PRIMARY KEY,
    name         text NOT NULL,
    kind         text,
    district     text,
    regency      text,
    province     text,
    population   bigint,
    households   bigint,
    geom         geometry(MultiPolygon, 4326)
);
CREATE INDEX villages_geom ON villages USING gist (geom);

CREATE TABLE blank_spots (
    blank_spot_id text PRIMARY KEY,
    village_code  text,
    name          text,
    signal        text,
    technology    text,
    people        bigint,
    observed_on   text,
    source        text,
    geom          geometry(MultiPolygon, 4326)
);
CREATE INDEX blank_spots_geom ON blank_spots USING gist (geom);

GRANT SELECT ON reference_files, rule_sets, in_force TO village_internet_writer;
