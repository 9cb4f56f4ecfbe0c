package storage

import "testing"

func TestTranslate(t *testing.T) {
	const text = "CREATE TABLE a (\n\tid INTEGER PRIMARY KEY,\n\tname TEXT,\n\tINTEGERS BLOB\n) STRICT, WITHOUT ROWID;\n" +
		"CREATE TABLE b (c TEXT) STRICT;\n-- only sqlite\nx;\n-- only postgres\ny;\n-- both\nz;\n"
	for engine, want := range map[string]string{
		"sqlite": "CREATE TABLE a (\n\tid INTEGER PRIMARY KEY,\n\tname TEXT,\n\tINTEGERS BLOB\n) STRICT, WITHOUT ROWID;\n" +
			"CREATE TABLE b (c TEXT) STRICT;\nx;\nz;\n",
		"postgres": "CREATE TABLE a (\n\tid BIGINT PRIMARY KEY,\n\tname TEXT COLLATE \"C\",\n\tINTEGERS BYTEA\n);\n" +
			"CREATE TABLE b (c TEXT COLLATE \"C\");\ny;\nz;\n",
	} {
		if got := translate(text, engine); got != want {
			t.Errorf("translate for %s: got\n%s\nwant\n%s", engine, got, want)
		}
	}
}
