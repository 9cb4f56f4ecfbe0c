-- +goose Up
-- What every chapter stands on: numbers that are given out, settings, and the
-- history of who did what.

CREATE TABLE sequences (
	name TEXT    NOT NULL PRIMARY KEY CHECK (name <> ''),
	next INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	key     TEXT    NOT NULL PRIMARY KEY CHECK (key <> ''),
	value   TEXT    NOT NULL, -- JSON
	version INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
	seq       INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
	at        INTEGER NOT NULL, -- unix milliseconds
	who       TEXT    NOT NULL,
	verb      TEXT    NOT NULL CHECK (verb <> ''),
	entity    TEXT    NOT NULL,
	entity_id INTEGER NOT NULL,
	facts     TEXT    NOT NULL, -- canonical JSON
	prev      BLOB    NOT NULL CHECK (length(prev) = 32),
	hash      BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX history_entity ON history (entity, entity_id, seq);

-- only sqlite
-- +goose StatementBegin
CREATE TRIGGER history_kept BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER history_whole BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- +goose StatementEnd
-- only postgres
-- +goose StatementBegin
CREATE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION 'history is append-only'; END
$body$;
-- +goose StatementEnd
CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON history
	FOR EACH STATEMENT EXECUTE FUNCTION history_append_only();
-- both
