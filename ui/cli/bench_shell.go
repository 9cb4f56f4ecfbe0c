package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The yardsticks of the bench: the sqlite3 shell, SQLite in C, on the very files
// of the shop.

// byShell is the time that the sqlite3 shell takes to load the very rows that
// the import made, into the same tables and indexes, in one transaction; 0 where
// there is no such shell, or the store is no file.
func byShell(store, dir string) (time.Duration, error) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return 0, nil
	}
	tables := []string{"channels", "policies", "products", "customers", "orders", "notes", "search_keys"}
	run := func(file, script string) (string, error) {
		c := exec.Command(shell, file)
		c.Stdin = strings.NewReader(script)
		out, err := c.Output()
		return string(out), err
	}
	columns, err := run(store, "SELECT group_concat(name, ', ') FROM pragma_table_xinfo('orders') WHERE hidden = 0;\n")
	if err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	dump, load := ".mode csv\n", "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -131072;\n.mode csv\nBEGIN;\n"
	for _, t := range tables {
		what := "*"
		if t == "orders" {
			what = strings.TrimSpace(columns)
		}
		file := filepath.Join(dir, "shell-"+t+".csv")
		dump += fmt.Sprintf(".once '%s'\nSELECT %s FROM %s;\n", file, what, t)
		load += fmt.Sprintf(".import '%s' %s\n", file, t)
	}
	if _, err := run(store, dump); err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	schema, err := run(store, ".schema\n")
	if err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	other := filepath.Join(dir, "shell.db")
	defer os.Remove(other)
	if _, err := run(other, strings.ReplaceAll(schema, "CREATE TABLE sqlite_sequence(name,seq);", "")); err != nil {
		return 0, fmt.Errorf("sqlite3: %w", err)
	}
	began := time.Now()
	_, err = run(other, load+"COMMIT;\n")
	return time.Since(began), err
}

// What a view of the desk reads before its own: the moment it sees, who works
// here, and the settings.
const everyView = `SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1;
SELECT body FROM shop WHERE id = 1; SELECT body FROM people ORDER BY id; SELECT body FROM channels ORDER BY id; SELECT body FROM holidays ORDER BY region;
`

// The statements of the work queue, and a search as a program without keys
// would do it.
const (
	queueByShell = "BEGIN; " + everyView + `SELECT n FROM tallies WHERE name = 'orders.changes';
SELECT o.id, o.number, o.channel_id, o.customer_name, o.what, o.lines, o.state, o.placed, o.total, o.currency, o.changed,
o.waiting, o.held, o.first_at, o.first_day, o.first_why, o.force_at, o.force_day, o.force_why, o.shipped_at, p.k1, p.k2
FROM (SELECT id, force_at AS k1, id AS k2 FROM orders WHERE waiting = 1 AND force_at IS NOT NULL ORDER BY k1, k2 LIMIT 50) p
JOIN orders o ON o.id = p.id ORDER BY p.k1, p.k2; COMMIT;
`
	likeByShell = "SELECT id FROM customers WHERE folded LIKE '%zq%' ORDER BY id DESC LIMIT 20;\n"
)

// statementByShell is the time of statements in the shell: that of many, by
// which that of one, with the shell's start in it, was longer; 0 where there is
// no shell. The least of three.
func statementByShell(store, statement string, times int) (time.Duration, error) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return 0, nil
	}
	run := func(n int) (least time.Duration, err error) {
		for range 3 {
			c := exec.Command(shell, "-batch", store)
			c.Stdin = strings.NewReader(".output /dev/null\nPRAGMA cache_size = -32768;\n" + strings.Repeat(statement, n))
			began := time.Now()
			if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
				return 0, fmt.Errorf("sqlite3: %w %.200s", err, out)
			}
			if took := time.Since(began); least == 0 || took < least {
				least = took
			}
		}
		return least, nil
	}
	one, err := run(1)
	if err != nil {
		return 0, err
	}
	many, err := run(1 + times)
	return max(many-one, time.Microsecond) / time.Duration(times), err
}
