-- +goose Up
-- Long lists of the books are read from an index alone, wherever their bar was
-- dragged to: rows with their bodies are long to walk over. The register's
-- settled entries stand in their own order, as the open ones do.
CREATE INDEX refunds_ids ON refunds (id);
CREATE INDEX goodwill_ids ON goodwill (id);
CREATE INDEX claims_done ON claims (id) WHERE open = 0;
