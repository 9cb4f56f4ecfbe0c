-- +goose Up
-- How long the number of a parcel took from its hand-over: one row for each parcel
-- that the shop handed over itself, worked out of the order's body.
CREATE TABLE order_clocks (
	order_id   INTEGER NOT NULL REFERENCES orders (id),
	n          INTEGER NOT NULL CHECK (n > 0),
	code       TEXT    NOT NULL,
	channel_id INTEGER NOT NULL,
	began      INTEGER NOT NULL, -- unix milliseconds
	due        INTEGER NOT NULL,
	ended      INTEGER,
	PRIMARY KEY (order_id, n)
) STRICT;
CREATE INDEX order_clocks_began ON order_clocks (began, order_id, n, code, channel_id, due, ended);

-- Cases that a program of before kept lack what lists and reports are made of,
-- which no SQL can work out of their bodies: the program does at its next start.
INSERT INTO settings (key, value, version)
	SELECT 'derive.catch_up', 'true', 1 WHERE EXISTS (SELECT 1 FROM cases WHERE channel_id = 0);
