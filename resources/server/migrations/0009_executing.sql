-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who may run functions, and who has changed a funding source.
--
-- PostgreSQL lets everybody execute a new function. One that triggers run with the owner's rights
-- could so be hung on a table of somebody's own, and be made there to count what is not, and even to
-- run that somebody's code as the owner. Nothing of the schema is for everybody: what a role needs
-- is granted to it by name (0007); triggers that stand need no right to go on.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA village_internet FROM PUBLIC;

-- A change is signed by whoever acts when the transaction ends; nobody can step aside before that.
CREATE OR REPLACE FUNCTION remember_funding_source() RETURNS trigger LANGUAGE plpgsql
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
