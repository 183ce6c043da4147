-- What a server at migration 3 may hold besides: one published plan, its document filled in by the test.
INSERT INTO village_internet.plans (plan_id, agency, head_revision) VALUES ('old-plan', 'Kabupaten Paser', 1);
INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision, village_code, name,
        site_kind, funding_source_id, year, status, maintainer, notes, geom)
    VALUES ('old-point', 'old-plan', 'Kabupaten Paser', 1, 1, '64.01.06.2023', 'Kantor desa', 'village_office',
        'old-source', 2026, 'proposed', 'Pak RT', 'a note', ST_SetSRID(ST_MakePoint(116.05, -1.95), 4326));
INSERT INTO village_internet.revisions (revision_id, plan_id, agency, revision, base_revision, published_at,
        published_by, content_sha256, document, receipt)
    VALUES ('old-revision', 'old-plan', 'Kabupaten Paser', 1, 0, now(), 'paser.old', :sha, :document,
        jsonb_build_object('content_sha256', :sha, 'hotspots', 1, 'added', 1, 'changed', 0, 'removed', 0));
