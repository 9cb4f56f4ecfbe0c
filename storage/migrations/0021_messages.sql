-- +goose Up
-- What was sent to customers and platforms, and what came from them. Only ever
-- added to.
CREATE TABLE messages (
	id        INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	entity    TEXT    NOT NULL CHECK (entity <> ''), -- order, case, refund, repair
	entity_id INTEGER NOT NULL CHECK (entity_id > 0),
	order_id  INTEGER NOT NULL DEFAULT 0, -- 0: none
	case_id   INTEGER NOT NULL DEFAULT 0,
	at        INTEGER NOT NULL, -- unix milliseconds
	body      TEXT    NOT NULL
) STRICT;
CREATE INDEX messages_entity ON messages (entity, entity_id, at);
CREATE INDEX messages_order ON messages (order_id, at) WHERE order_id > 0;
CREATE INDEX messages_case ON messages (case_id, at) WHERE case_id > 0;
