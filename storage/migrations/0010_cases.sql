-- +goose Up
-- What a list of cases is narrowed by, and what their reports are made of: one
-- row for each clock, retention offer, compensation and lesson of a case.

ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'after_sales';
ALTER TABLE cases ADD COLUMN channel_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN step TEXT NOT NULL DEFAULT ''; -- the one that is now
ALTER TABLE cases ADD COLUMN actor TEXT NOT NULL DEFAULT ''; -- who does it
DROP INDEX cases_open;
DROP INDEX cases_done;
CREATE INDEX cases_open ON cases (due, id, parcel, kind, channel_id, actor, step) WHERE done = 0;
CREATE INDEX cases_done ON cases (id, parcel, kind, channel_id, actor) WHERE done = 1;

CREATE TABLE case_facts (
	case_id    INTEGER NOT NULL REFERENCES cases (id),
	n          INTEGER NOT NULL CHECK (n > 0),
	sort       TEXT    NOT NULL CHECK (sort IN ('clock', 'retention', 'compensation', 'lesson')),
	code       TEXT    NOT NULL, -- which clock, what was offered, given, to be changed
	kind       TEXT    NOT NULL,
	channel_id INTEGER NOT NULL,
	sku        TEXT    NOT NULL, -- of a lesson
	began      INTEGER NOT NULL,
	due        INTEGER,
	ended      INTEGER, -- when a clock was answered, a lesson learnt
	yes        INTEGER NOT NULL CHECK (yes IN (0, 1)), -- kept
	amount     INTEGER NOT NULL,
	currency   TEXT    NOT NULL,
	who        TEXT    NOT NULL,
	words      TEXT    NOT NULL,
	PRIMARY KEY (case_id, n)
) STRICT;
CREATE INDEX case_facts_sort ON case_facts (sort, began, code, kind, channel_id, due, ended);
CREATE INDEX case_facts_sku ON case_facts (sku, began) WHERE sort = 'lesson' AND ended IS NULL;
