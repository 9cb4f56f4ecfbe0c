-- +goose Up
-- Orders that a program of before kept are not found by the few digits that stand
-- behind the letters of their numbers, as in LS-10001: the program works them out
-- beside the day's work, from this id on.
INSERT INTO settings (key, value, version)
	SELECT 'derive.order_ends', '0', 1 WHERE EXISTS (SELECT 1 FROM orders);
