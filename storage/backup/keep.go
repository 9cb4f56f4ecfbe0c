package backup

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"time"
)

// The backups that are kept: all of the last days, then one of each of the
// last days, weeks and months that have any.
const (
	keepAll     = 2
	keepDaily   = 12
	keepWeekly  = 10
	keepMonthly = 9
)

// surplus are the backups that may go. It counts days that have backups and
// never looks at a clock: one that jumps ten years ahead makes one more day,
// and takes no backup away. Which of two backups is newer, their serials say.
func surplus(all []About) []About {
	newest := slices.Clone(all)
	slices.SortFunc(newest, func(a, b About) int { return cmp.Compare(b.Serial, a.Serial) })
	kept := map[int64]bool{}
	// span keeps the newest of each of the last n spans, and with all set
	// whatever else is of them.
	span := func(n int, of func(About) string, all bool) {
		seen := map[string]bool{}
		for _, a := range newest {
			name := of(a)
			switch {
			case seen[name] && all:
				kept[a.Serial] = true
			case !seen[name] && len(seen) < n:
				seen[name], kept[a.Serial] = true, true
			}
		}
	}
	if len(newest) == 0 {
		return nil
	}
	day := func(a About) string { return a.Day }
	span(keepAll, day, true)
	span(keepDaily, day, false)
	span(keepWeekly, func(a About) string { return week(a.Day) }, false)
	span(keepMonthly, func(a About) string { return a.Day[:7] }, false)
	return slices.DeleteFunc(newest, func(a About) bool { return kept[a.Serial] })
}

// week is the week of a day, as ISO 8601 counts them.
func week(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	year, n := at.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, n)
}

// thin removes the shop's own backups that need not be kept, and with them the
// files that no other backup needs. Where another shop keeps its copies too,
// what names no shop may be that one's and stays.
func (v *Vault) thin(ctx context.Context, f folder) error {
	all, err := v.Settings().listOf(f)
	if err != nil {
		return err
	}
	shared := slices.ContainsFunc(all, func(b Backup) bool { return b.Other })
	var good []About
	where := map[int64][]string{} // a copy may lie there under two names
	for _, b := range all {
		if b.Fault == nil && !b.Other && !(shared && b.Shop == "") {
			good = append(good, b.About)
			where[b.Serial] = append(where[b.Serial], b.Path)
		}
	}
	gone := surplus(good)
	for _, a := range gone {
		for _, path := range where[a.Serial] {
			if err := os.Remove(path); err != nil {
				return fault("remove backup", err)
			}
		}
		delete(where, a.Serial)
	}
	if len(gone) == 0 {
		return nil
	}
	return v.prune(ctx, f)
}
