-- What a server at migration 1 may hold.
INSERT INTO village_internet.agencies (agency, agency_key) VALUES
    ('Kabupaten Paser', 'kabupaten paser'), ('Provinsi Kalimantan Timur', 'provinsi kalimantan timur');
INSERT INTO village_internet.accounts (account, agency, role, token_sha256, expires_at, revoked_at) VALUES
    ('paser.old', 'Kabupaten Paser', 'planner', sha256('old-token'), now() + '1 day', NULL),
    ('paser.past', 'Kabupaten Paser', 'planner', sha256('past-token'), now() - interval '1 day', NULL),
    ('paser.gone', 'Kabupaten Paser', 'planner', sha256('gone-token'), now() + '1 day', now());
