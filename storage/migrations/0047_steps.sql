-- +goose Up
-- What the last steps changed, as it was before, so that they can be taken
-- back. seq is the number of the step's last entry in the history.

CREATE TABLE steps (
	seq       INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
	at        INTEGER NOT NULL, -- unix milliseconds
	who       TEXT    NOT NULL,
	verb      TEXT    NOT NULL,
	entity    TEXT    NOT NULL,
	entity_id INTEGER NOT NULL,
	undone    INTEGER NOT NULL CHECK (undone IN (0, 1)),
	body      TEXT    NOT NULL -- JSON: images, movements
) STRICT;
