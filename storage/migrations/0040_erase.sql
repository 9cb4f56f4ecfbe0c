-- +goose Up
-- A person may ask to be forgotten. The history stays one chain: an entry's
-- hash covers a salted hash of its facts, and once facts and salt are gone
-- nobody can guess them back, while the chain still shows that nothing else of
-- it was changed. Entries without salt are older and are hashed with their facts.
ALTER TABLE history ADD COLUMN salt BLOB;

-- Notes and history stay append-only, but for the one Update that erases: it
-- puts up the tally, and takes it down again before it commits.
-- only sqlite
DROP TRIGGER history_kept;
-- +goose StatementBegin
CREATE TRIGGER history_kept BEFORE UPDATE ON history
WHEN NOT EXISTS (SELECT 1 FROM tallies WHERE name = 'erasing')
	OR NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.who <> OLD.who OR NEW.verb <> OLD.verb
	OR NEW.entity <> OLD.entity OR NEW.entity_id <> OLD.entity_id OR NEW.prev <> OLD.prev OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- +goose StatementEnd
DROP TRIGGER notes_kept;
-- +goose StatementBegin
CREATE TRIGGER notes_kept BEFORE UPDATE ON notes
WHEN NOT EXISTS (SELECT 1 FROM tallies WHERE name = 'erasing')
BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
-- +goose StatementEnd
-- only postgres
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
	IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM tallies WHERE name = 'erasing') THEN RETURN NULL; END IF;
	RAISE EXCEPTION 'history is append-only';
END
$body$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION notes_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
	IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM tallies WHERE name = 'erasing') THEN RETURN NULL; END IF;
	RAISE EXCEPTION 'notes are append-only';
END
$body$;
-- +goose StatementEnd
DROP TRIGGER notes_kept ON notes;
CREATE TRIGGER notes_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON notes
	FOR EACH STATEMENT EXECUTE FUNCTION notes_append_only();
-- both

-- The list of customers, by name.
CREATE INDEX customers_name ON customers (name, id);
