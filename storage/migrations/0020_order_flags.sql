-- +goose Up
-- Why an order is looked for besides its ship-by: a parcel without news, a
-- proposed delay without an answer, an agreed date that is not entered on the
-- platform, an agreement, a loss. Worked out of the order's body each time it is
-- kept, so that no list searches through all orders.
CREATE TABLE order_flags (
	order_id INTEGER NOT NULL REFERENCES orders (id),
	flag     TEXT    NOT NULL CHECK (flag <> ''),
	at       INTEGER NOT NULL, -- unix milliseconds
	PRIMARY KEY (order_id, flag)
) STRICT;
CREATE INDEX order_flags_due ON order_flags (flag, at, order_id);
INSERT INTO order_flags (order_id, flag, at) SELECT order_id, 'agreement', min(at) FROM notes WHERE kind = 'agreement' GROUP BY order_id;
INSERT INTO order_flags (order_id, flag, at)
	SELECT n.order_id, 'enter', max(n.at) FROM notes n JOIN orders o ON o.id = n.order_id WHERE n.kind = 'agreement' AND o.waiting = 1 GROUP BY n.order_id;
