-- SPDX-License-Identifier: GPL-2.0-or-later
-- What the database's own catalogue holds of the server's two schemas, a row for each property of
-- each object: object, property, value. Whoever may do what, and what stops him, is all in here.
--
-- Written so that PostgreSQL 15 to 17 tell the same of the same migrations, fresh, upgraded or
-- restored: no object's number, no order of columns, and a text PostgreSQL makes itself out of its
-- tree only where it is made alike (with search_path = pg_catalog, which names every schema). An
-- owner's own rights are left out: PostgreSQL 17 has one more. A view is told by the columns it
-- reads and by its text without the names before the dots, which 16 leaves out where 15 has them.
WITH ours AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname IN ('village_internet', 'village_internet_open')
),
relations AS (
    SELECT relation.oid, relation.relowner, relation.relacl, relation.relkind,
        ours.nspname || '.' || relation.relname AS name,
        CASE relation.relkind
            WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
            WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
            WHEN 'c' THEN 'type'
        END AS kind,
        relation.relrowsecurity, relation.relforcerowsecurity, relation.relpersistence,
        relation.reloptions
    FROM pg_class AS relation JOIN ours ON ours.oid = relation.relnamespace
    WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
),
functions AS (
    SELECT function.*, format('%s.%s(%s)', ours.nspname, function.proname,
            pg_get_function_identity_arguments(function.oid)) AS name
    FROM pg_proc AS function JOIN ours ON ours.oid = function.pronamespace
),
rights AS (
    SELECT 'schema ' || space.nspname AS object, space.nspowner AS owner,
        coalesce(space.nspacl, acldefault('n', space.nspowner)) AS list
    FROM pg_namespace AS space JOIN ours USING (oid)
    UNION ALL
    SELECT kind || ' ' || name, relowner, coalesce(relacl, acldefault(
        CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
    FROM relations WHERE relkind <> 'c'
    UNION ALL
    SELECT format('column %s.%s', name, attname), relowner, attacl
    FROM relations JOIN pg_attribute ON attrelid = relations.oid
    WHERE attnum > 0 AND NOT attisdropped AND attacl IS NOT NULL
    UNION ALL
    SELECT 'function ' || name, proowner, coalesce(proacl, acldefault('f', proowner))
    FROM functions
    UNION ALL
    SELECT 'default rights of ' || coalesce(ours.nspname, 'every schema') || ' for what '
        || pg_get_userbyid(defaclrole) || ' makes (' || defaclobjtype::text || ')', defaclrole,
        defaclacl
    FROM pg_default_acl LEFT JOIN ours ON ours.oid = defaclnamespace
    WHERE ours.oid IS NOT NULL
        OR (defaclnamespace = 0 AND pg_get_userbyid(defaclrole) = 'village_internet_owner')
),
told (object, property, value) AS (
    SELECT object, 'rights of '
            || CASE grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(grantee) END,
        string_agg(DISTINCT privilege_type
            || CASE WHEN is_grantable THEN ' and may pass it on' ELSE '' END, ', ')
    FROM rights, aclexplode(list)
    WHERE grantee <> owner
    GROUP BY object, grantee

    UNION ALL SELECT 'schema ' || nspname, 'owner', pg_get_userbyid(nspowner)
    FROM pg_namespace JOIN ours USING (oid, nspname)

    UNION ALL SELECT kind || ' ' || name, 'owner', pg_get_userbyid(relowner) FROM relations
    WHERE relkind <> 'c'
    UNION ALL SELECT kind || ' ' || name, 'row security',
        CASE WHEN relrowsecurity THEN 'on' ELSE 'off' END
        || CASE WHEN relforcerowsecurity THEN ', for its owner too' ELSE '' END
    FROM relations WHERE relkind IN ('r', 'p')
    UNION ALL SELECT kind || ' ' || name, 'persistence',
        CASE relpersistence WHEN 'p' THEN 'logged' WHEN 'u' THEN 'unlogged' ELSE 'temporary' END
    FROM relations WHERE relkind IN ('r', 'p', 'm', 'S')
    -- A table's options are its tuning; a view's say with whose rights it reads.
    UNION ALL SELECT kind || ' ' || name, 'options', array_to_string(reloptions, ', ')
    FROM relations WHERE relkind = 'v' AND reloptions IS NOT NULL
    UNION ALL SELECT kind || ' ' || name, 'kind', 'of its own' FROM relations WHERE relkind = 'c'
    UNION ALL SELECT kind || ' ' || name, 'inherited by', string_agg(inhrelid::regclass::text, ', ')
    FROM relations JOIN pg_inherits ON inhparent = relations.oid GROUP BY kind, name

    UNION ALL SELECT format('column %s.%s', name, attname), 'type', concat_ws(', ',
        format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'not null' END,
        CASE attidentity WHEN 'a' THEN 'always numbered' WHEN 'd' THEN 'numbered' END,
        CASE attgenerated WHEN 's' THEN 'computed' WHEN 'v' THEN 'computed when read' END,
        CASE WHEN adbin IS NOT NULL THEN 'default ' || pg_get_expr(adbin, adrelid) END)
    FROM relations JOIN pg_attribute ON attrelid = relations.oid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND attnum > 0 AND NOT attisdropped

    -- Of a constraint's own triggers only whether they fire: their names are numbers.
    UNION ALL SELECT format('constraint %I on %s', conname, name), property, value
    FROM relations JOIN pg_constraint AS held ON conrelid = relations.oid,
    LATERAL (VALUES
        ('definition', pg_get_constraintdef(held.oid)),
        ('holds for', CASE WHEN convalidated THEN 'every row' ELSE 'new rows' END),
        ('fires', (SELECT string_agg(DISTINCT CASE tgenabled WHEN 'O' THEN 'yes'
            WHEN 'D' THEN 'never' WHEN 'R' THEN 'on replicas alone' ELSE 'always' END, ', ')
            FROM pg_trigger WHERE tgconstraint = held.oid AND tgisinternal))
    ) AS properties (property, value)
    WHERE contype IN ('c', 'p', 'u', 'f', 'x') AND value IS NOT NULL

    UNION ALL SELECT format('index %s on %s', index.relname, name), property, value
    FROM relations JOIN pg_index ON indrelid = relations.oid
    JOIN pg_class AS index ON index.oid = indexrelid,
    LATERAL (VALUES
        ('definition', pg_get_indexdef(indexrelid)),
        ('usable', CASE WHEN indisvalid AND indisready THEN 'yes' ELSE 'no' END)
    ) AS properties (property, value)
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)

    UNION ALL SELECT format('trigger %I on %s', tgname, name), property, value
    FROM relations JOIN pg_trigger AS trigger ON tgrelid = relations.oid,
    LATERAL (VALUES
        ('definition', pg_get_triggerdef(trigger.oid)),
        ('fires', CASE tgenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'never'
            WHEN 'R' THEN 'on replicas alone' ELSE 'always' END)
    ) AS properties (property, value)
    WHERE NOT tgisinternal

    UNION ALL SELECT format('policy %I on %s', polname, name), property, value
    FROM relations JOIN pg_policy ON polrelid = relations.oid,
    LATERAL (VALUES
        ('for', CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
            || CASE WHEN polpermissive THEN '' ELSE ', restrictive' END),
        ('roles', (SELECT string_agg(CASE role WHEN 0 THEN 'everybody'
            ELSE pg_get_userbyid(role) END, ', ' ORDER BY role) FROM unnest(polroles) AS role)),
        ('USING', replace(pg_get_expr(polqual, polrelid), ' AS "?column?"', '')),
        ('CHECK', replace(pg_get_expr(polwithcheck, polrelid), ' AS "?column?"', ''))
    ) AS properties (property, value)
    WHERE value IS NOT NULL

    -- A restore gives constants a name they had not.
    UNION ALL SELECT kind || ' ' || name, 'query', regexp_replace(regexp_replace(
        regexp_replace(pg_get_viewdef(relations.oid), '\m[a-z_]+\.', '', 'g'),
        '(::\w+) AS \w+', '\1', 'g'), '[\s;]+', ' ', 'g')
    FROM relations WHERE relkind IN ('v', 'm')
    UNION ALL SELECT kind || ' ' || name, 'reads', string_agg(DISTINCT
        format('%s.%s', refobjid::regclass, attname), ', ')
    FROM relations JOIN pg_rewrite AS rule ON ev_class = relations.oid AND rulename = '_RETURN'
    JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = rule.oid
        AND refclassid = 'pg_class'::regclass AND refobjid <> relations.oid
    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid AND attnum > 0
    GROUP BY kind, name
    UNION ALL SELECT format('rule %I on %s', rulename, name), 'definition',
        pg_get_ruledef(rule.oid)
    FROM relations JOIN pg_rewrite AS rule ON ev_class = relations.oid
    WHERE rulename <> '_RETURN'

    UNION ALL SELECT 'function ' || name, property, value FROM functions, LATERAL (VALUES
        ('owner', pg_get_userbyid(proowner)::text),
        ('runs with the rights of', CASE WHEN prosecdef THEN 'its owner' ELSE 'its caller' END),
        ('settings', array_to_string(proconfig, '; ')),
        ('arguments', pg_get_function_arguments(oid)),
        ('returns', pg_get_function_result(oid)),
        ('language', (SELECT lanname::text FROM pg_language WHERE pg_language.oid = prolang)),
        ('manner', concat_ws(', ',
            CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE proparallel WHEN 's' THEN 'parallel safe' WHEN 'r' THEN 'parallel restricted' END,
            CASE WHEN proisstrict THEN 'strict' END, CASE WHEN proleakproof THEN 'leakproof' END,
            CASE prokind WHEN 'f' THEN NULL ELSE 'kind ' || prokind::text END)),
        ('body', CASE WHEN prosqlbody IS NULL THEN prosrc ELSE pg_get_functiondef(oid) END)
    ) AS properties (property, value)
    WHERE value IS NOT NULL

    UNION ALL SELECT format('type %s.%s', nspname, typname), 'kind', typtype::text
    FROM pg_type JOIN ours ON ours.oid = typnamespace
    WHERE typrelid = 0 AND typelem = 0
    UNION ALL SELECT format('operator %s.%s', nspname, oprname), 'function', oprcode::text
    FROM pg_operator JOIN ours ON ours.oid = oprnamespace
)
SELECT object, property, value FROM told ORDER BY object, property
