-- What a server at migration 4 may hold besides.
INSERT INTO village_internet.funding_sources (funding_source_id, agency, fiscal_year, point_quota)
    VALUES ('old-source', 'Kabupaten Paser', 2026, 9);
