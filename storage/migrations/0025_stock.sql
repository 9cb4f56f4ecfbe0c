-- +goose Up
-- A movement knows the deed that it is part of, and whether it takes that deed
-- back; the unit that moved, where it has a serial number; why a person changed
-- stock by hand; and what somebody answered where the books said that there was
-- none.
ALTER TABLE movements ADD COLUMN deed TEXT NOT NULL DEFAULT '';
ALTER TABLE movements ADD COLUMN back INTEGER NOT NULL DEFAULT 0 CHECK (back IN (0, 1));
ALTER TABLE movements ADD COLUMN serial TEXT NOT NULL DEFAULT '';
ALTER TABLE movements ADD COLUMN unit TEXT NOT NULL DEFAULT ''; -- the serial number, folded
ALTER TABLE movements ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE movements ADD COLUMN answer TEXT NOT NULL DEFAULT '';
CREATE INDEX movements_document ON movements (document, id);
CREATE INDEX movements_unit ON movements (unit, id) WHERE unit <> '';
