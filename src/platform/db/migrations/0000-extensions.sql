-- Trigram indexes for finding near-identical texts; in public, so that every room finds its operators.
create extension if not exists pg_trgm with schema public;
-- Exclusion constraints over intervals (a responsibility, a closed day) together with plain keys.
create extension if not exists btree_gist with schema public;
