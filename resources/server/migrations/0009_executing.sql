-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who may run functions.
--
-- PostgreSQL lets everybody execute a new function. One that triggers run with the owner's rights
-- could so be hung on a table of somebody's own, and be made there to count what is not, and even to
-- run that somebody's code as the owner. Nothing of the schema is for everybody: what a role needs
-- is granted to it by name (0007); triggers that stand need no right to go on.

SET LOCAL ROLE village_internet_owner;
SET LOCAL search_path = village_internet, public;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA village_internet FROM PUBLIC;
