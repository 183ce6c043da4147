-- What a server at migration 6 may hold besides: a second token, and a note of what was done.
INSERT INTO village_internet.tokens (account, token_sha256, purpose, expires_at)
    VALUES ('paser.old', sha256('second-token'), 'laptop', now() + '1 day');
INSERT INTO village_internet.administration (command, subject) VALUES ('new-token', 'paser.old laptop');
