-- +goose Up
-- The shop itself. Each aggregate is one row: its body is the whole of it as
-- JSON, and the columns beside it are what is looked up, sorted, joined or
-- counted. Instants are unix milliseconds, days are 2026-11-02, money is minor
-- units, a yes is 1.

CREATE TABLE shop (
	id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	version INTEGER NOT NULL CHECK (version > 0),
	body    TEXT    NOT NULL
) STRICT;

CREATE TABLE channels (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	name     TEXT    NOT NULL,
	archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
	body     TEXT    NOT NULL
) STRICT;

CREATE TABLE policies (
	channel_id INTEGER NOT NULL REFERENCES channels (id),
	version    INTEGER NOT NULL CHECK (version > 0),
	body       TEXT    NOT NULL,
	PRIMARY KEY (channel_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE holidays (
	region TEXT NOT NULL PRIMARY KEY CHECK (region <> ''),
	body   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checklists (
	category TEXT NOT NULL PRIMARY KEY CHECK (category <> ''),
	body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
	id      INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version INTEGER NOT NULL CHECK (version > 0),
	key     TEXT    NOT NULL UNIQUE CHECK (key <> ''),
	name    TEXT    NOT NULL, -- as lists show it
	folded  TEXT    NOT NULL, -- for a search that finds no key
	body    TEXT    NOT NULL
) STRICT;

CREATE TABLE orders (
	id            INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version       INTEGER NOT NULL CHECK (version > 0),
	channel_id    INTEGER NOT NULL REFERENCES channels (id),
	customer_id   INTEGER REFERENCES customers (id),
	number        TEXT    NOT NULL CHECK (number <> ''),
	customer_name TEXT    NOT NULL, -- the customer's, so that a list can be sorted by it
	what          TEXT    NOT NULL, -- the first line's title
	lines         INTEGER NOT NULL CHECK (lines >= 0),
	state         TEXT    NOT NULL CHECK (state IN ('placed', 'paid', 'shipped', 'delivered', 'completed', 'cancelled')),
	stage         INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 6), -- the state's place in an order's life
	placed        INTEGER NOT NULL,
	total         INTEGER NOT NULL CHECK (total >= 0),
	currency      TEXT    NOT NULL CHECK (length(currency) = 3),
	changed       INTEGER NOT NULL CHECK (changed IN (0, 1)),
	waiting       INTEGER NOT NULL CHECK (waiting IN (0, 1)),
	held          INTEGER NOT NULL CHECK (held IN (0, 1)),
	first_at      INTEGER, -- the first promise: its instant, its day, where it comes from
	first_day     TEXT    NOT NULL,
	first_why     TEXT    NOT NULL,
	force_at      INTEGER, -- the promise in force
	force_day     TEXT    NOT NULL,
	force_why     TEXT    NOT NULL,
	shipped_at    INTEGER,
	marks         TEXT    NOT NULL, -- the tracking and serial numbers that a search knows it by
	body          TEXT    NOT NULL,
	CHECK (waiting = 0 OR state <> 'cancelled')
) STRICT;

-- One index for each column that a list is sorted by. It holds all that a page
-- is picked by, so that a page deep in the list never reads rows to skip them.
CREATE UNIQUE INDEX orders_number ON orders (number, channel_id);
CREATE INDEX orders_placed ON orders (placed, id, channel_id, stage);
CREATE INDEX orders_customer ON orders (customer_name, id, channel_id, stage);
CREATE INDEX orders_channel ON orders (channel_id, id, stage);
CREATE INDEX orders_stage ON orders (stage, id, channel_id);
CREATE INDEX orders_ship_by ON orders (force_at, id, channel_id, stage);
CREATE INDEX orders_total ON orders (total, id, channel_id, stage);
CREATE INDEX orders_of_customer ON orders (customer_id, id);
-- The work queue: what is to be shipped. It stays small however many orders
-- there have been, and answers the counts of the Orders page by itself.
CREATE INDEX orders_queue ON orders (held, force_at, id, force_day, first_at, channel_id, stage) WHERE waiting = 1;
CREATE INDEX orders_changed ON orders (id) WHERE changed = 1;

CREATE TABLE notes (
	order_id INTEGER NOT NULL REFERENCES orders (id),
	no       INTEGER NOT NULL CHECK (no > 0),
	at       INTEGER NOT NULL,
	who      TEXT    NOT NULL,
	kind     TEXT    NOT NULL,
	body     TEXT    NOT NULL,
	PRIMARY KEY (order_id, no)
) STRICT, WITHOUT ROWID;

-- What is counted too often to count it, and how often the orders changed.
CREATE TABLE tallies (
	name TEXT    NOT NULL PRIMARY KEY CHECK (name <> ''),
	n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
	id          INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version     INTEGER NOT NULL CHECK (version > 0),
	number      TEXT    NOT NULL UNIQUE CHECK (number <> ''),
	return_no   TEXT    UNIQUE,
	order_id    INTEGER NOT NULL REFERENCES orders (id),
	state       TEXT    NOT NULL,
	parcel      TEXT    NOT NULL,
	done        INTEGER NOT NULL CHECK (done IN (0, 1)),
	due         INTEGER, -- of the step that is now
	tracking    TEXT    NOT NULL,
	body        TEXT    NOT NULL
) STRICT;
CREATE INDEX cases_open ON cases (due, id, parcel) WHERE done = 0;
CREATE INDEX cases_done ON cases (id, parcel) WHERE done = 1;
CREATE INDEX cases_order ON cases (order_id, id);
CREATE INDEX cases_tracking ON cases (tracking, id) WHERE tracking <> '';

CREATE TABLE parcels (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	number   TEXT    NOT NULL CHECK (number <> ''),
	code     TEXT    NOT NULL, -- what was scanned, folded
	tracking TEXT    NOT NULL,
	state    TEXT    NOT NULL,
	arrived  INTEGER NOT NULL,
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX parcels_number ON parcels (number, id);
CREATE INDEX parcels_code ON parcels (code, id);
CREATE INDEX parcels_tracking ON parcels (tracking, id) WHERE tracking <> '';
CREATE INDEX parcels_state ON parcels (state, id);

CREATE TABLE parcel_cases (
	case_id   INTEGER NOT NULL REFERENCES cases (id),
	parcel_id INTEGER NOT NULL REFERENCES parcels (id),
	PRIMARY KEY (case_id, parcel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_cases_parcel ON parcel_cases (parcel_id);

CREATE TABLE refunds (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	case_id  INTEGER NOT NULL REFERENCES cases (id),
	order_id INTEGER NOT NULL REFERENCES orders (id),
	state    TEXT    NOT NULL,
	open     INTEGER NOT NULL CHECK (open IN (0, 1)),
	amount   INTEGER NOT NULL CHECK (amount > 0),
	currency TEXT    NOT NULL CHECK (length(currency) = 3),
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX refunds_open ON refunds (id) WHERE open = 1;
CREATE INDEX refunds_order ON refunds (order_id, id);
CREATE INDEX refunds_case ON refunds (case_id, id);

CREATE TABLE jobs (
	id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version  INTEGER NOT NULL CHECK (version > 0),
	number   TEXT    NOT NULL UNIQUE CHECK (number <> ''),
	order_id INTEGER REFERENCES orders (id),
	state    TEXT    NOT NULL,
	closed   INTEGER NOT NULL CHECK (closed IN (0, 1)),
	due      TEXT    NOT NULL, -- a day, 9999-12-31 for none
	body     TEXT    NOT NULL
) STRICT;
CREATE INDEX jobs_open ON jobs (due, id, state) WHERE closed = 0;
CREATE INDEX jobs_closed ON jobs (id, state) WHERE closed = 1;
CREATE INDEX jobs_order ON jobs (order_id, id);

CREATE TABLE job_serials (
	serial TEXT    NOT NULL CHECK (serial <> ''), -- folded
	job_id INTEGER NOT NULL REFERENCES jobs (id),
	PRIMARY KEY (serial, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_serials_job ON job_serials (job_id);

CREATE TABLE products (
	id      INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	version INTEGER NOT NULL CHECK (version > 0),
	sku     TEXT    NOT NULL UNIQUE CHECK (sku <> ''),
	body    TEXT    NOT NULL
) STRICT;

CREATE TABLE movements (
	id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
	sku        TEXT    NOT NULL CHECK (sku <> ''),
	quantity   INTEGER NOT NULL CHECK (quantity > 0),
	from_place TEXT    NOT NULL,
	to_place   TEXT    NOT NULL,
	cause      TEXT    NOT NULL CHECK (cause <> ''),
	document   TEXT    NOT NULL,
	once       TEXT    NOT NULL UNIQUE CHECK (once <> ''),
	at         INTEGER NOT NULL,
	who        TEXT    NOT NULL,
	CHECK (from_place <> '' OR to_place <> '')
) STRICT;
CREATE INDEX movements_sku ON movements (sku, id);

-- What a search finds things by. Rank 0 is the whole of a number, 1 the end of
-- one or the beginning of a name, 2 what stands further inside.
CREATE TABLE search_keys (
	key    TEXT    NOT NULL CHECK (key <> ''),
	rank   INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 2),
	entity TEXT    NOT NULL CHECK (entity IN ('order', 'case', 'parcel', 'repair', 'customer')),
	id     INTEGER NOT NULL,
	PRIMARY KEY (key, rank, entity, id)
) STRICT, WITHOUT ROWID;

-- only sqlite
-- +goose StatementBegin
CREATE TRIGGER notes_kept BEFORE UPDATE ON notes
BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER notes_whole BEFORE DELETE ON notes
BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER movements_kept BEFORE UPDATE ON movements
BEGIN SELECT RAISE(ABORT, 'movements are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER movements_whole BEFORE DELETE ON movements
BEGIN SELECT RAISE(ABORT, 'movements are append-only'); END;
-- +goose StatementEnd
-- only postgres
-- +goose StatementBegin
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION 'notes and movements are append-only'; END
$body$;
-- +goose StatementEnd
CREATE TRIGGER notes_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON notes
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER movements_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON movements
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
-- both
