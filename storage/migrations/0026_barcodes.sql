-- +goose Up
-- A product is found by the barcode that stands on it. Products from before are
-- found once they are saved again.
ALTER TABLE products ADD COLUMN barcode TEXT NOT NULL DEFAULT '';
CREATE INDEX products_barcode ON products (barcode) WHERE barcode <> '';
