-- SPDX-License-Identifier: GPL-2.0-or-later
-- Funding sources with counters of what is used: the second lock on quotas and budgets.
--
-- The rules judge one plan; two plans may draw on one source. Whatever a program believes, the
-- CHECKs below refuse a transaction that would use more than there is.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

CREATE TABLE funding_sources (
    funding_source_id text PRIMARY KEY,
    agency            text NOT NULL REFERENCES agencies,
    programme         text,
    fiscal_year       bigint NOT NULL,
    budget_round      text,
    point_quota       bigint CHECK (point_quota >= 0),
    budget_idr        bigint CHECK (budget_idr >= 0),
    service_months    bigint CHECK (service_months >= 0),
    village_kinds     text,
    used_points       bigint NOT NULL DEFAULT 0 CHECK (used_points >= 0),
    used_idr          numeric NOT NULL DEFAULT 0,
    CONSTRAINT within_quota CHECK (used_points <= point_quota),
    CONSTRAINT within_budget CHECK (used_idr <= budget_idr)
);
CREATE INDEX funding_sources_agency ON funding_sources (agency);

-- The same sum as `cost_idr` in domain/funding_source.py; numeric, since bigint could overflow.
CREATE FUNCTION cost_idr(capex bigint, opex_per_month bigint, months bigint, source_months bigint)
RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(capex, 0)
        + coalesce(opex_per_month, 0)::numeric * coalesce(months, source_months, 0)
$$;

-- By statement, not by row: a plan of 50,000 points counts once. Sources are locked in the order
-- of their ids before anything is added up, so that writers who skip the publish process can
-- neither lose a count nor lock each other out.
CREATE FUNCTION count_out() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, public, pg_temp AS $$
BEGIN
    PERFORM FROM funding_sources
        WHERE funding_source_id IN (SELECT gone.funding_source_id FROM gone)
        ORDER BY funding_source_id FOR UPDATE;
    UPDATE funding_sources AS source
        SET used_points = used_points - sum.points, used_idr = used_idr - sum.idr
        FROM (
            SELECT funding_source_id, count(*) AS points, sum(cost_idr(
                gone.capex_idr, gone.opex_idr_per_month, gone.service_months, paying.service_months
            )) AS idr
            FROM gone JOIN funding_sources AS paying USING (funding_source_id)
            WHERE gone.status IS DISTINCT FROM 'replaced'
            GROUP BY funding_source_id
        ) AS sum
        WHERE source.funding_source_id = sum.funding_source_id;
    RETURN NULL;
END
$$;

CREATE FUNCTION count_in() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, public, pg_temp AS $$
BEGIN
    PERFORM FROM funding_sources
        WHERE funding_source_id IN (SELECT come.funding_source_id FROM come)
        ORDER BY funding_source_id FOR UPDATE;
    UPDATE funding_sources AS source
        SET used_points = used_points + sum.points, used_idr = used_idr + sum.idr
        FROM (
            SELECT funding_source_id, count(*) AS points, sum(cost_idr(
                come.capex_idr, come.opex_idr_per_month, come.service_months, paying.service_months
            )) AS idr
            FROM come JOIN funding_sources AS paying USING (funding_source_id)
            WHERE come.status IS DISTINCT FROM 'replaced'
            GROUP BY funding_source_id
        ) AS sum
        WHERE source.funding_source_id = sum.funding_source_id;
    RETURN NULL;
END
$$;

-- On an update what was is counted out before what is now is counted in (triggers fire in the
-- order of their names), so that no CHECK sees a row twice.
CREATE TRIGGER count_1_out_deleted AFTER DELETE ON hotspots
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_out();
CREATE TRIGGER count_1_out_updated AFTER UPDATE ON hotspots
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_out();
CREATE TRIGGER count_2_in_inserted AFTER INSERT ON hotspots
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_in();
CREATE TRIGGER count_2_in_updated AFTER UPDATE ON hotspots
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_in();

-- A source that is made after its points, or whose term changes, is counted anew. By row: the
-- sources of an agency are a handful, and only a BEFORE trigger can set the row's own columns.
CREATE FUNCTION count_anew() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = village_internet, public, pg_temp AS $$
BEGIN
    SELECT count(*), coalesce(sum(cost_idr(
            capex_idr, opex_idr_per_month, service_months, NEW.service_months)), 0)
        INTO NEW.used_points, NEW.used_idr
        FROM hotspots
        WHERE funding_source_id = NEW.funding_source_id AND status IS DISTINCT FROM 'replaced';
    RETURN NEW;
END
$$;
CREATE TRIGGER count_anew BEFORE INSERT OR UPDATE OF service_months ON funding_sources
    FOR EACH ROW EXECUTE FUNCTION count_anew();

-- The counters are not among the columns the publish process may write.
GRANT SELECT,
    INSERT (funding_source_id, agency, programme, fiscal_year, budget_round, point_quota,
            budget_idr, service_months, village_kinds),
    UPDATE (programme, fiscal_year, budget_round, point_quota, budget_idr, service_months,
            village_kinds)
    ON funding_sources TO village_internet_writer;
