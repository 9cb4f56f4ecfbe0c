-- +goose Up
-- Offers that were skipped in cases that a program of before kept stand in no list
-- of offers, which no SQL can work out of their bodies: the program does at its
-- next start.
INSERT INTO settings (key, value, version)
	SELECT 'derive.catch_up', 'true', 1 WHERE EXISTS (SELECT 1 FROM cases) AND NOT EXISTS (SELECT 1 FROM settings WHERE key = 'derive.catch_up');
