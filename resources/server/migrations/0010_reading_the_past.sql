-- SPDX-License-Identifier: GPL-2.0-or-later
-- What a plan's history is told with: how its funding sources were changed, and what villages are
-- called. The web workers read both; nobody but the trigger of 0008 writes the first.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

GRANT SELECT ON funding_source_changes TO village_internet_writer;
GRANT SELECT (village_code, name) ON villages TO village_internet_writer;
CREATE INDEX funding_source_changes_agency ON funding_source_changes (agency, changed_at);
