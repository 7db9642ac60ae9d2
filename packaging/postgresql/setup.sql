-- Databases for Regard on PostgreSQL 15, run by an administrator of the server:
--
--   psql -v password="'…'" -f setup.sql
--
-- Three databases: the data, the keys that open them, and the search index. Keys belong on an instance of their own with
-- its own short archive of the log, so that a destroyed key is gone once that archive has aged out; on one machine to
-- begin with they may stand beside the data. The index is derived: leave it out of backups.
-- C.UTF-8 because names are sealed: nothing is sorted by a language's rules in SQL.

CREATE ROLE regard LOGIN PASSWORD :password CONNECTION LIMIT 200;

CREATE DATABASE regard       OWNER regard TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
CREATE DATABASE regard_keys  OWNER regard TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
CREATE DATABASE regard_index OWNER regard TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';

REVOKE ALL ON DATABASE regard, regard_keys, regard_index FROM PUBLIC;

-- A write is durable when the browser hears of it; conflicting actions are run again, never half done.
ALTER ROLE regard SET synchronous_commit = on;
ALTER ROLE regard SET default_transaction_isolation = 'serializable';
ALTER ROLE regard SET statement_timeout = '30s';
ALTER ROLE regard SET idle_in_transaction_session_timeout = '60s';
-- The server's own log must not repeat what is bound to a statement.
ALTER ROLE regard SET log_min_error_statement = 'panic';
