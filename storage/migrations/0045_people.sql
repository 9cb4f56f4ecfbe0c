-- +goose Up
-- Who works in the shop: name, role, and what a PIN is compared with.

CREATE TABLE people (
	id      INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version INTEGER NOT NULL CHECK (version > 0),
	body    TEXT    NOT NULL
) STRICT;
