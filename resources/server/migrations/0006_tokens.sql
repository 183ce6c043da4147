-- SPDX-License-Identifier: GPL-2.0-or-later
-- Tokens of their own: several for an account, each with its end; and what administrators did.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

CREATE TABLE tokens (
    token_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account      text NOT NULL REFERENCES accounts,
    -- The token itself is shown once and kept nowhere; 256 random bits need no slow hash.
    token_sha256 bytea NOT NULL UNIQUE CHECK (octet_length(token_sha256) = 32),
    purpose      text NOT NULL DEFAULT '',
    made_at      timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz
);
CREATE INDEX tokens_account ON tokens (account);

INSERT INTO tokens (account, token_sha256, made_at, expires_at, revoked_at)
    SELECT account, token_sha256, made_at, expires_at, revoked_at FROM accounts
    ORDER BY made_at, account;
-- What is left of an account ends only by being revoked, and then all its tokens with it.
ALTER TABLE accounts DROP COLUMN token_sha256, DROP COLUMN expires_at;
-- The web's own login signs people in by functions (0007) and need not see who else there is.
REVOKE SELECT ON accounts FROM village_internet_writer;

-- What was done by the administrator's command; never a token, never a password.
CREATE TABLE administration (
    entry   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    done_at timestamptz NOT NULL DEFAULT now(),
    done_by name NOT NULL DEFAULT session_user,
    command text NOT NULL,
    subject text NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON administration
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting_history();
