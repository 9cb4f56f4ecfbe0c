-- +goose Up
-- The books. A refund needs no case when the platform made it by itself; it
-- says in which book it stands, until when its money is expected, and when it
-- last moved. Beside it stand what is paid outside an order's own refund, what
-- is asked of carriers, what an exchange leaves owed, what the shop bears, and
-- the payout files that were laid beside the books.

CREATE TABLE refunds_anew (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	case_id  INTEGER REFERENCES cases (id),
	order_id INTEGER NOT NULL REFERENCES orders (id),
	state    TEXT    NOT NULL,
	open     INTEGER NOT NULL CHECK (open IN (0, 1)),
	book     TEXT    NOT NULL CHECK (book IN ('direct', 'platform')),
	due      TEXT    NOT NULL, -- the last day on which its money is expected, '' for none
	moved    INTEGER, -- when it was paid, else when it was filed
	amount   INTEGER NOT NULL CHECK (amount > 0),
	currency TEXT    NOT NULL CHECK (length(currency) = 3),
	body     TEXT    NOT NULL
) STRICT;
-- only sqlite
INSERT INTO refunds_anew (id, version, case_id, order_id, state, open, book, due, moved, amount, currency, body)
	SELECT id, version, case_id, order_id, state, open, CASE WHEN json_extract(body, '$.paid_by') = 'platform' THEN 'platform' ELSE 'direct' END,
		COALESCE(json_extract(body, '$.expected_to'), ''),
		CAST(strftime('%s', COALESCE(json_extract(body, '$.paid'), json_extract(body, '$.filed'))) AS INTEGER) * 1000, amount, currency, body FROM refunds;
-- only postgres
INSERT INTO refunds_anew (id, version, case_id, order_id, state, open, book, due, moved, amount, currency, body)
	SELECT id, version, case_id, order_id, state, open, CASE WHEN body::json->>'paid_by' = 'platform' THEN 'platform' ELSE 'direct' END,
		COALESCE(body::json->>'expected_to', ''),
		CAST(EXTRACT(EPOCH FROM CAST(COALESCE(body::json->>'paid', body::json->>'filed') AS TIMESTAMPTZ)) AS BIGINT) * 1000, amount, currency, body FROM refunds;
-- both
DROP TABLE refunds;
ALTER TABLE refunds_anew RENAME TO refunds;
CREATE INDEX refunds_open ON refunds (id) WHERE open = 1;
CREATE INDEX refunds_order ON refunds (order_id, id);
CREATE INDEX refunds_case ON refunds (case_id, id);
CREATE INDEX refunds_filed ON refunds (due, id, book, currency, amount) WHERE state = 'filed';
CREATE INDEX refunds_moved ON refunds (moved, id, book, state, currency, amount) WHERE moved IS NOT NULL;

CREATE TABLE goodwill (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	number   TEXT    NOT NULL UNIQUE CHECK (number <> ''),
	order_id INTEGER NOT NULL REFERENCES orders (id),
	case_id  INTEGER REFERENCES cases (id),
	state    TEXT    NOT NULL,
	open     INTEGER NOT NULL CHECK (open IN (0, 1)),
	day      TEXT    NOT NULL, -- of its payout list, '' before it is verified
	moved    INTEGER, -- when it was paid, else when it was verified
	amount   INTEGER NOT NULL CHECK (amount > 0),
	currency TEXT    NOT NULL CHECK (length(currency) = 3),
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX goodwill_open ON goodwill (id) WHERE open = 1;
CREATE INDEX goodwill_order ON goodwill (order_id, id);
CREATE INDEX goodwill_case ON goodwill (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX goodwill_day ON goodwill (day, id) WHERE day <> '';
CREATE INDEX goodwill_moved ON goodwill (moved, id) WHERE moved IS NOT NULL;

CREATE TABLE claims (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	number   TEXT    NOT NULL UNIQUE CHECK (number <> ''),
	order_id INTEGER REFERENCES orders (id),
	case_id  INTEGER REFERENCES cases (id),
	party    TEXT    NOT NULL,
	state    TEXT    NOT NULL,
	open     INTEGER NOT NULL CHECK (open IN (0, 1)),
	due      TEXT    NOT NULL, -- the last day of the answer, '' while none is due
	moved    INTEGER, -- when it was paid
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX claims_open ON claims (due, id) WHERE open = 1;
CREATE INDEX claims_order ON claims (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX claims_case ON claims (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX claims_moved ON claims (moved, id) WHERE moved IS NOT NULL;

CREATE TABLE owed (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	order_id INTEGER NOT NULL REFERENCES orders (id),
	case_id  INTEGER NOT NULL REFERENCES cases (id),
	state    TEXT    NOT NULL,
	open     INTEGER NOT NULL CHECK (open IN (0, 1)),
	moved    INTEGER, -- when it was settled
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX owed_open ON owed (id) WHERE open = 1;
CREATE INDEX owed_case ON owed (case_id, id);
CREATE INDEX owed_moved ON owed (moved, id) WHERE moved IS NOT NULL;

CREATE TABLE losses (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	once     TEXT    NOT NULL UNIQUE CHECK (once <> ''), -- the deed that caused it
	order_id INTEGER NOT NULL REFERENCES orders (id),
	cause    TEXT    NOT NULL,
	at       INTEGER NOT NULL,
	amount   INTEGER NOT NULL CHECK (amount > 0),
	currency TEXT    NOT NULL CHECK (length(currency) = 3),
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX losses_order ON losses (order_id, id);
CREATE INDEX losses_at ON losses (at, id);

CREATE TABLE reconciliations (
	id      INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version INTEGER NOT NULL CHECK (version > 0),
	book    TEXT    NOT NULL,
	at      INTEGER NOT NULL,
	body    TEXT    NOT NULL
) STRICT;
