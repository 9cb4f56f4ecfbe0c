-- +goose Up
-- What stands in forms that were not sent, of each person (0 where one person
-- works alone) and place.

CREATE TABLE drafts (
	person_id INTEGER NOT NULL,
	place     TEXT    NOT NULL CHECK (place <> ''),
	at        INTEGER NOT NULL, -- unix milliseconds
	body      TEXT    NOT NULL,
	PRIMARY KEY (person_id, place)
) STRICT, WITHOUT ROWID;
