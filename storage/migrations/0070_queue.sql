-- +goose Up
-- Customers whom a program of before kept are not found by the initials of their
-- names, which no SQL can work out: the program does at its next start.
INSERT INTO settings (key, value, version)
	SELECT 'derive.names', 'true', 1 WHERE EXISTS (SELECT 1 FROM customers);

-- The queue is read in its own order, however many orders wait: by the promise
-- in force first, and whether one is held is looked at on the way.

DROP INDEX orders_queue;
CREATE INDEX orders_queue ON orders (force_at, id, held, force_day, first_at, channel_id, stage) WHERE waiting = 1;
