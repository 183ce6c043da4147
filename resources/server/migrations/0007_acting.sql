-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who acts: a transaction gains an account's rights by showing a token, and loses them at its end.
--
-- The web's login alone may write nothing. `act_by_token` looks the token up and leaves the account
-- in a setting of the transaction, beside a seal over it and the transaction's own number. Settings
-- can be written by anybody, the seal only with a key that no login may read: a forged one, or one
-- carried over from another transaction, makes nobody act. Policies and triggers ask `acts_for`.
--
-- Functions that see more than their caller name the schemas they look in, themselves.

DO $$
BEGIN
    -- Tokens reach the functions as parameters, which logging by duration would write down.
    EXECUTE format(
        'ALTER ROLE village_internet_writer IN DATABASE %I SET log_parameter_max_length = 0',
        current_database()
    );
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Set log_parameter_max_length = 0 in postgresql.conf.';
END
$$;

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

-- 1. The seal

CREATE TABLE sealing_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    key      bytea NOT NULL CHECK (octet_length(key) = 32)
);
INSERT INTO sealing_key (key)
    VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

CREATE FUNCTION seal(who text) RETURNS bytea LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
    SELECT sha256(key || sha256(
        key || convert_to(pg_current_xact_id()::text || E'\n' || who, 'UTF8')))
    FROM sealing_key
$$;

CREATE FUNCTION acting() RETURNS jsonb LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
DECLARE
    who   text := current_setting('village_internet.acting', true);
    shown text := current_setting('village_internet.seal', true);
BEGIN
    -- Hashed once more, so that the time a comparison takes tells nothing of the seal.
    IF coalesce(who, '') = '' OR shown IS NULL
        OR sha256(convert_to(encode(seal(who), 'hex'), 'UTF8'))
            <> sha256(convert_to(shown, 'UTF8')) THEN
        RETURN NULL;
    END IF;
    RETURN who::jsonb;
END
$$;

CREATE FUNCTION seal_account(account text, agency text, role text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
DECLARE
    who text := jsonb_build_object('account', account, 'agency', agency, 'role', role)::text;
BEGIN
    PERFORM set_config('village_internet.acting', who, true),
        set_config('village_internet.seal', encode(seal(who), 'hex'), true);
END
$$;

-- 2. Signing in, and acting

CREATE FUNCTION account_by_token(shown text) RETURNS TABLE (account text, agency text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
    SELECT account, agency, role FROM tokens JOIN accounts USING (account)
    WHERE token_sha256 = sha256(convert_to(shown, 'UTF8')) AND expires_at > now()
        AND tokens.revoked_at IS NULL AND accounts.revoked_at IS NULL
$$;

-- By the word of a proxy that has signed the person in; no token is asked for.
CREATE FUNCTION account_by_proxy(named text) RETURNS TABLE (account text, agency text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
    SELECT account, agency, role FROM accounts WHERE account = named AND revoked_at IS NULL
$$;

CREATE FUNCTION act_by_token(shown text) RETURNS TABLE (account text, agency text, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT found.* FROM account_by_token(shown) AS found,
        LATERAL (SELECT seal_account(found.account, found.agency, found.role)) AS sealed;
END
$$;

CREATE FUNCTION act_by_proxy(named text) RETURNS TABLE (account text, agency text, role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT found.* FROM account_by_proxy(named) AS found,
        LATERAL (SELECT seal_account(found.account, found.agency, found.role)) AS sealed;
END
$$;

-- The owner's own people (migrations, the administrator's command, a restore) act for everybody.
CREATE FUNCTION acts_as_owner() RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(session_user, 'village_internet_owner', 'MEMBER')
$$;

CREATE FUNCTION acts_for(whose text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
    SELECT acts_as_owner() OR coalesce((
        SELECT who ->> 'role' = 'administrator'
            OR (who ->> 'role' IN ('planner', 'steward') AND who ->> 'agency' = whose)
        FROM acting() AS who), false)
$$;

CREATE FUNCTION acts_as_steward(whose text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
    SELECT acts_for(whose) AND (acts_as_owner()
        OR coalesce((acting() ->> 'role') IN ('steward', 'administrator'), false))
$$;

REVOKE ALL ON FUNCTION seal, acting, seal_account, account_by_token, account_by_proxy,
    act_by_token, act_by_proxy, acts_as_owner, acts_for, acts_as_steward FROM PUBLIC;
-- A proxy's word is believed only once `trust-proxy on` was run: those two functions then follow.
GRANT EXECUTE ON FUNCTION account_by_token, act_by_token, acting, acts_for, acts_as_steward
    TO village_internet_writer;

-- 3. Plans, revisions, funding sources: row security (the owner is exempt)

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON plans FOR SELECT USING (true);
CREATE POLICY entered ON plans FOR INSERT WITH CHECK (acts_for(agency));
-- SELECT … FOR UPDATE asks for the USING of an update too: whoever may read may lock, and sees
-- what others have taken of a funding source.
CREATE POLICY changed ON plans FOR UPDATE USING (true) WITH CHECK (acts_for(agency));

ALTER TABLE revisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON revisions FOR SELECT USING (true);
CREATE POLICY added ON revisions FOR INSERT
    WITH CHECK (acts_for(agency) AND published_by = (SELECT acting() ->> 'account'));

ALTER TABLE funding_sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON funding_sources FOR SELECT USING (true);
CREATE POLICY entered ON funding_sources FOR INSERT WITH CHECK (acts_as_steward(agency));
CREATE POLICY changed ON funding_sources FOR UPDATE
    USING (true) WITH CHECK (acts_as_steward(agency));

-- 4. A head moves by a stored revision, and by nothing else

REVOKE INSERT ON plans FROM village_internet_writer;
GRANT INSERT (plan_id, agency) ON plans TO village_internet_writer;

-- The writer keeps UPDATE (head_revision), which SELECT … FOR UPDATE asks for, but cannot use it.
CREATE FUNCTION head_by_revision_only() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'village_internet_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'A head moves by a stored revision alone.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER head_by_revision_only BEFORE UPDATE ON plans
    FOR EACH ROW EXECUTE FUNCTION head_by_revision_only();

ALTER TABLE plans ADD CONSTRAINT plans_of_agencies UNIQUE (plan_id, agency);
ALTER TABLE revisions ADD CONSTRAINT of_the_plans_agency
    FOREIGN KEY (plan_id, agency) REFERENCES plans (plan_id, agency);

CREATE FUNCTION move_head() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
DECLARE
    previous timestamptz := (SELECT published_at FROM revisions
        WHERE plan_id = NEW.plan_id AND revision = NEW.revision - 1);
BEGIN
    UPDATE plans SET head_revision = NEW.revision
        WHERE plan_id = NEW.plan_id AND head_revision = NEW.revision - 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Revision % does not follow the head of plan %.', NEW.revision, NEW.plan_id
            USING ERRCODE = 'check_violation';
    END IF;
    -- Neither back-dated nor dated ahead, and never before the one it follows; a clock that was set
    -- back does not stop publishing.
    IF NOT acts_as_owner() AND NEW.published_at NOT BETWEEN
        greatest(clock_timestamp() - interval '5 minutes', previous)
        AND greatest(clock_timestamp(), previous + interval '1 second')
    THEN
        RAISE EXCEPTION 'A revision is dated by the clock of the database.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER move_head AFTER INSERT ON revisions FOR EACH ROW EXECUTE FUNCTION move_head();

-- 5. Hotspots change with a revision of their plan's agency, and never without one
--
-- They are copied in, which row security does not allow: a trigger by statement guards them. It
-- notes that the plan's next revision is promised; at COMMIT the promise must have been kept.

CREATE TABLE promised_revisions (
    plan_id  text NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (plan_id, revision),
    FOREIGN KEY (plan_id, revision) REFERENCES revisions (plan_id, revision)
        DEFERRABLE INITIALLY DEFERRED
);

ALTER TABLE hotspots ADD CONSTRAINT of_the_plans_agency
    FOREIGN KEY (plan_id, agency) REFERENCES plans (plan_id, agency);
-- Both columns are always given: the constraint above says all of this one.
ALTER TABLE hotspots DROP CONSTRAINT hotspots_plan_id_fkey;

CREATE FUNCTION guard_hotspots() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, pg_temp AS $$
DECLARE
    plan record;
BEGIN
    IF acts_as_owner() THEN
        RETURN NULL;
    END IF;
    -- Locked, so that nobody else's revision can stand in for the promised one.
    FOR plan IN
        SELECT plan_id, agency, head_revision FROM plans
        WHERE plan_id IN (SELECT touched.plan_id FROM touched) ORDER BY plan_id FOR UPDATE
    LOOP
        IF NOT acts_for(plan.agency) THEN
            RAISE EXCEPTION 'Plan % is published by its own agency alone.', plan.plan_id
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF TG_OP <> 'DELETE' AND EXISTS (
            SELECT FROM touched
            WHERE touched.plan_id = plan.plan_id AND touched.revision <> plan.head_revision + 1
        ) THEN
            RAISE EXCEPTION 'A hotspot of plan % changes with the next revision alone.',
                plan.plan_id USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO promised_revisions VALUES (plan.plan_id, plan.head_revision + 1)
            ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN NULL;
END
$$;
-- Rights before counts: triggers fire in the order of their names (count_… follow).
CREATE TRIGGER a_guard_inserted AFTER INSERT ON hotspots
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION guard_hotspots();
CREATE TRIGGER a_guard_updated AFTER UPDATE ON hotspots
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION guard_hotspots();
CREATE TRIGGER a_guard_deleted AFTER DELETE ON hotspots
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION guard_hotspots();

-- A hotspot stays in its plan, and in its place there.
REVOKE UPDATE ON hotspots FROM village_internet_writer;
GRANT UPDATE (revision, village_code, name, site_kind, funding_source_id, year, status, technology,
    provider, bandwidth_mbps, power, power_hours, site_consent, maintainer, capex_idr,
    opex_idr_per_month, service_months, priority, notes, geom) ON hotspots
    TO village_internet_writer;
