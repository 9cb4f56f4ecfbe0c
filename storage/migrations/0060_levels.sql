-- +goose Up
-- How many units of a product are at each place: the sum of the ledger's
-- movements, kept with each of them, so that neither a booking nor the list of
-- what is sold twice reads the whole ledger.

CREATE TABLE levels (
	sku      TEXT    NOT NULL,
	place    TEXT    NOT NULL,
	quantity INTEGER NOT NULL,
	PRIMARY KEY (sku, place)
) STRICT;

CREATE INDEX levels_claimed ON levels (sku) WHERE quantity > 0 AND place IN ('reserved', 'for_repair');

INSERT INTO levels (sku, place, quantity)
SELECT sku, place, CAST(SUM(n) AS BIGINT)
FROM (SELECT sku, to_place AS place, quantity AS n FROM movements WHERE to_place <> ''
	UNION ALL SELECT sku, from_place AS place, -quantity AS n FROM movements WHERE from_place <> '') AS moved
GROUP BY sku, place;
