-- +goose Up
-- When a job was opened and when its item went home, as instants: what a
-- day's receipts and the reports of a period are picked by. 0 is not yet.

ALTER TABLE jobs ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN back INTEGER NOT NULL DEFAULT 0;

-- only sqlite
UPDATE jobs SET opened = CAST(strftime('%s', json_extract(body, '$.opened')) AS INTEGER) * 1000,
	back = COALESCE((SELECT MAX(CAST(strftime('%s', json_extract(s.value, '$.at')) AS INTEGER)) * 1000
		FROM json_each(body, '$.steps') s WHERE json_extract(s.value, '$.event') = 'give_back'), 0);
-- only postgres
UPDATE jobs SET opened = CAST(EXTRACT(EPOCH FROM CAST(CAST(body AS json) ->> 'opened' AS timestamptz)) AS bigint) * 1000,
	back = COALESCE((SELECT MAX(CAST(EXTRACT(EPOCH FROM CAST(s ->> 'at' AS timestamptz)) AS bigint)) * 1000
		FROM json_array_elements(CASE json_typeof(CAST(body AS json) -> 'steps') WHEN 'array' THEN CAST(body AS json) -> 'steps' ELSE CAST('[]' AS json) END) s WHERE s ->> 'event' = 'give_back'), 0);
-- both

CREATE INDEX jobs_opened ON jobs (opened, id);
CREATE INDEX jobs_back ON jobs (back, id) WHERE back > 0;
