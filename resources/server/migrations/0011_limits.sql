-- SPDX-License-Identifier: GPL-2.0-or-later
-- What the web's own login may take of the database before others go without.
--
-- How many connections it may open, nobody but an administrator can change. The time limits are
-- what it starts with, and can set otherwise for itself: they stop a slip, not a thief.

DO $$
BEGIN
    -- Enough for the web workers of 16 processors; an administrator's own number stands.
    IF (SELECT rolconnlimit FROM pg_roles WHERE rolname = 'village_internet_writer') < 0 THEN
        ALTER ROLE village_internet_writer CONNECTION LIMIT 64;
    END IF;
    EXECUTE format(
        'ALTER ROLE village_internet_writer IN DATABASE %I SET statement_timeout = ''120s''',
        current_database()
    );
    EXECUTE format(
        'ALTER ROLE village_internet_writer IN DATABASE %I'
        ' SET idle_in_transaction_session_timeout = ''120s''',
        current_database()
    );
END
$$;
