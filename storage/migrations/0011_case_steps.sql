-- +goose Up
-- Today counts the open cases by the step that is now.

CREATE INDEX cases_step ON cases (step) WHERE done = 0;
