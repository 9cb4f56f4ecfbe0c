package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// LogBreak is a place where the log is not as it was written. Kind says how:
// changed (the entry, or the one before it, is another than was chained),
// missing (entries are gone from here on), erased (its facts are gone and no
// erasure says so), rewritten (the entries up to here are not those of a backup
// that was made of them).
type LogBreak struct {
	Seq  int64  `json:"seq"`
	Kind string `json:"kind"`
	Next int64  `json:"next,omitempty"` // of missing ones: the entry that stands there now, 0 at the end
}

// LogQuestion is an end of the chain that somebody wrote down: on a day sheet, in
// a letter. Without a number only the log itself is looked at.
type LogQuestion struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"` // in hexadecimal, its first 8 digits at least; spaces do not count
}

// LogCheck is what the whole log says of itself.
type LogCheck struct {
	Entries int64      `json:"entries"` // that are sound, from the first on
	Head    LogHead    `json:"head"`    // the last of those
	Breaks  []LogBreak `json:"breaks"`
	Given   string     `json:"given,omitempty"` // of the end that was asked about: same, other, missing
}

// leastDigits is how many digits of a hash tell one end of the chain from
// another.
const leastDigits = 8

// CheckLog reads the whole log, compares it with what the backups know of it,
// and with an end of the chain that somebody wrote down.
//
// Errors: log.head when that is none, right.refused.
func (d *Desk) CheckLog(ctx context.Context, q LogQuestion) (LogCheck, error) {
	var out LogCheck
	hash := strings.ToLower(strings.Join(strings.Fields(q.Hash), ""))
	if q.Seq < 0 || q.Seq > 0 && (len(hash) < leastDigits || strings.Trim(hash, "0123456789abcdef") != "") {
		return out, domain.Wrong("hash", "log.head", domain.Args{"limit": leastDigits})
	}
	var backups []Backup
	if d.Backups != nil {
		state, err := d.Backups.State(ctx)
		if err != nil {
			return out, err
		}
		backups = state.Backups
	}
	err := d.view(ctx, func(tx Tx, s setting) error {
		err := s.allowed("log.check")
		if err != nil {
			return err
		}
		if out, err = tx.ReadLog(); err != nil {
			return err
		}
		if err := compareBackups(tx, backups, &out); err != nil || q.Seq == 0 {
			return err
		}
		is, found, err := tx.LogHash(q.Seq)
		switch {
		case !found:
			out.Given = "missing"
		case strings.HasPrefix(is, hash):
			out.Given = "same"
		default:
			out.Given = "other"
		}
		return err
	})
	return out, err
}

// compareBackups adds where the log is another than the one that a backup was
// made of. A backup that was made before an older one was restored knows
// entries that the log never had again: the entry of the restore says so.
func compareBackups(tx Tx, backups []Backup, out *LogCheck) error {
	restores, err := tx.LogPage(LogQuery{Verb: RestoreVerb, Limit: mostRestores})
	if err != nil {
		return err
	}
	for _, b := range backups {
		if b.Fault != nil || b.Head == "" || b.Entries == 0 {
			continue
		}
		is, found, err := tx.LogHash(b.Entries)
		if err != nil {
			return err
		}
		since := slices.ContainsFunc(restores, func(r LogRow) bool { return !r.At.Before(b.Made) })
		if !since && (!found || is != b.Head) {
			out.Breaks = append(out.Breaks, LogBreak{Seq: b.Entries, Kind: "rewritten"})
		}
	}
	slices.SortFunc(out.Breaks, func(a, b LogBreak) int { return int(a.Seq - b.Seq) })
	out.Breaks = slices.Compact(out.Breaks)
	return nil
}

// mostRestores is how many restores are looked through, newest first.
const mostRestores = 1000

// LogCount is how often one person did one thing.
type LogCount struct {
	Who   string `json:"who"`
	Verb  string `json:"verb"`
	Count int    `json:"count"`
}

// DayLog sums a day of the log up: who did what how often, and the chain's end
// as it was when the day was over. On paper it shows later that nothing of the
// day was changed.
type DayLog struct {
	Day    calendar.Date `json:"day"`
	Counts []LogCount    `json:"counts"` // by person, then by deed
	First  int64         `json:"first"`  // of the day's entries, 0 for none
	Last   int64         `json:"last"`
	Head   LogHead       `json:"head"` // the last entry of the day, or of a day before
	Over   bool          `json:"over"` // the day is: nothing comes to it any more
}

// DayQuestion names a day, "" for today.
type DayQuestion struct {
	Day calendar.Date `json:"day"`
}

// LogOfDay sums a day up.
//
// Errors: date.not_a_date, right.refused.
func (d *Desk) LogOfDay(ctx context.Context, q DayQuestion) (DayLog, error) {
	out := DayLog{Day: q.Day}
	err := d.view(ctx, func(tx Tx, s setting) error {
		err := s.allowed("log.day")
		if err != nil {
			return err
		}
		if out.Day == "" {
			out.Day = calendar.DateOf(s.now, s.zone)
		}
		if !out.Day.Valid() {
			return domain.Wrong("day", "date.not_a_date", domain.Args{"value": string(out.Day)})
		}
		from, until := out.Day.Start(s.zone), out.Day.End(s.zone)
		out.Over = !s.now.Before(until)
		if out.Counts, out.First, out.Last, err = tx.LogCounts(from, until); err != nil {
			return err
		}
		out.Head, err = tx.LogHeadBefore(until)
		return err
	})
	return out, err
}

// LogReader reads the log whole, and sums it up.
type LogReader interface {
	// ReadLog recomputes the chain, as far as it can be read.
	ReadLog() (LogCheck, error)
	// LogHash is the hash of one entry, in hexadecimal.
	LogHash(seq int64) (hash string, found bool, err error)
	// LogCounts sums up the entries of [from, until) and gives the first and the
	// last of them.
	LogCounts(from, until time.Time) (counts []LogCount, first, last int64, err error)
	// LogHeadBefore is the last entry that was written before a moment.
	LogHeadBefore(until time.Time) (LogHead, error)
}
