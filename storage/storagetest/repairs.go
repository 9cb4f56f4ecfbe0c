package storagetest

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/storage"
)

// repairDays finds jobs by the instant in which they were opened and in which
// their item went home, also those that an earlier program kept.
func repairDays(t *testing.T, where string) {
	db := Open(t, where)
	at := time.Date(2026, 11, 2, 1, 2, 3, 0, time.FixedZone("", 8*3600))
	jobs := []repair.Job{{Number: "J-1"}, {Number: "J-2"}, {Number: "J-3"}}
	do(t, db, func(tx desk.Tx) error {
		for i := range jobs {
			j := &jobs[i]
			j.Item, j.Problem, j.State, j.Currency, j.Opened = "耳機", "沒有聲音", repair.Closed, "HKD", at.AddDate(0, 0, i)
			if i > 0 {
				j.Steps = []repair.Step{{Event: repair.GiveBack, State: repair.Returned, At: at.AddDate(0, 0, i+4)}, {Event: repair.CloseIt, State: repair.Closed, At: at.AddDate(0, 1, 0)}}
			}
			if err := tx.PutJob(j); err != nil {
				return err
			}
		}
		return nil
	})
	found := func(what string) {
		t.Helper()
		look(t, db, func(tx desk.Tx) error {
			for name, c := range map[string]struct {
				find     func(from, to time.Time) ([]repair.Job, error)
				from, to time.Time
				want     []string
			}{
				"opened, all":            {tx.JobsOpened, time.Time{}, at.AddDate(1, 0, 0), []string{"J-1", "J-2", "J-3"}},
				"opened, to is excluded": {tx.JobsOpened, at.AddDate(0, 0, 1), at.AddDate(0, 0, 2), []string{"J-2"}},
				"back, all":              {tx.JobsBack, time.Time{}, at.AddDate(1, 0, 0), []string{"J-2", "J-3"}},
				"back, to is excluded":   {tx.JobsBack, at.AddDate(0, 0, 5), at.AddDate(0, 0, 6), []string{"J-2"}},
				"back, none":             {tx.JobsBack, at, at.AddDate(0, 0, 1), nil},
			} {
				all, err := c.find(c.from, c.to)
				if err != nil {
					return err
				}
				var got []string
				for _, j := range all {
					got = append(got, j.Number)
				}
				if !reflect.DeepEqual(got, c.want) {
					t.Errorf("%s, %s: got %v, want %v", what, name, got, c.want)
				}
			}
			return nil
		})
	}
	found("as put")
	Tamper(t, where, `UPDATE jobs SET opened = 0, back = 0`, backfill(t, where))
	found("as an earlier program kept them")
}

// backfill is what the migration does to the jobs of an earlier program.
func backfill(t *testing.T, where string) string {
	t.Helper()
	raw, err := os.ReadFile("migrations/0030_repair_days.sql")
	if err != nil {
		t.Fatal(err)
	}
	engine := "sqlite"
	if storage.IsServer(where) {
		engine = "postgres"
	}
	part := regexp.MustCompile(`(?s)-- only ` + engine + `\n(.*?)-- (only|both)`).FindSubmatch(raw)
	if part == nil {
		t.Fatal("the migration has no part for " + engine)
	}
	return strings.TrimSpace(string(part[1]))
}
