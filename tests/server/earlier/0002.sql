-- What a server at migration 2 may hold besides.
INSERT INTO village_internet.reference_files (reference_sha256, file_sha256, geopackage)
    VALUES (repeat('a', 64), repeat('b', 64), '\x00');
INSERT INTO village_internet.rule_sets (rule_set_version, document) VALUES ('2026.1', '{}');
UPDATE village_internet.in_force SET reference_sha256 = repeat('a', 64), rule_set_version = '2026.1';
INSERT INTO village_internet.villages (village_code, name, kind, geom) VALUES ('64.01.06.2023', 'Muara Adang',
    'desa', ST_GeomFromText('MULTIPOLYGON(((116 -2, 116.1 -2, 116.1 -1.9, 116 -1.9, 116 -2)))', 4326));
