package desk

import (
	"context"
	"slices"
	"time"

	"aftercare/domain"
)

// LogQuery asks for a page of the log, newest first. What it leaves empty is
// not asked for.
type LogQuery struct {
	Who    string    `json:"who"`
	Verb   string    `json:"verb"`   // a verb, or a family of verbs: "repair.*"
	Entity string    `json:"entity"` // with ID: one record
	ID     domain.ID `json:"id"`
	From   time.Time `json:"from"`
	Until  time.Time `json:"until"` // the first moment after
	Offset int       `json:"offset"`
	Limit  int       `json:"limit"`
}

// LogRow is one entry of the log.
type LogRow struct {
	Seq int64 `json:"seq"`
	domain.Entry
}

// LogHead is the end of the chain: its number and its hash. Written down
// elsewhere, it shows later that nothing was cut off or changed.
type LogHead struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"` // in hexadecimal
}

// LogTx reads the log across all records.
type LogTx interface {
	LogPage(q LogQuery) ([]LogRow, error)
	LogCount(q LogQuery) (int, error)
	LogHead() (LogHead, error)
	LogWho() ([]string, error) // everybody whom it names, by name
	LogReader
}

// LogView is a page of the log, how many entries the question has, who stands
// in the log, and its end.
type LogView struct {
	Rows  []LogRow `json:"rows"`
	Count int      `json:"count"`
	Who   []string `json:"who"`
	Head  LogHead  `json:"head"`
}

// Log is a page of who did what, for the owner and the books.
//
// Errors: right.refused.
func (d *Desk) Log(ctx context.Context, q LogQuery) (LogView, error) {
	var out LogView
	q.Limit = limited(q.Limit)
	err := d.view(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("log.list"); err != nil {
			return err
		}
		var err error
		if out.Rows, err = tx.LogPage(q); err != nil {
			return err
		}
		if out.Count, err = tx.LogCount(q); err != nil {
			return err
		}
		if out.Who, err = tx.LogWho(); err != nil {
			return err
		}
		out.Head, err = tx.LogHead()
		return err
	})
	return out, err
}

// Logged lists what the log can be asked for: each verb that writes, by name.
func Logged() []string {
	var out []string
	for verb := range rights {
		if writes(verb) {
			out = append(out, verb)
		}
	}
	slices.Sort(out)
	return out
}

// reading are the last words of verbs that write nothing.
var reading = []string{"show", "list", "judge", "look", "preview", "today", "figures", "search", "outstanding", "register", "mappings", "of_case", "replacements", "losses", "report", "receipts", "retention", "judge_work", "watched", "check", "day", "*"}

func writes(verb string) bool {
	last := verb
	for i := len(verb) - 1; i >= 0; i-- {
		if verb[i] == '.' {
			last = verb[i+1:]
			break
		}
	}
	return !slices.Contains(reading, last)
}

func logVerbs() []Verb {
	return []Verb{verbOf("log.list", (*Desk).Log), verbOf("log.check", (*Desk).CheckLog), verbOf("log.day", (*Desk).LogOfDay)}
}
