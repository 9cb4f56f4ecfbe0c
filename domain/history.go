package domain

import "time"

// Entry is what the history keeps of one change: who did what, when, to which
// aggregate, and the facts a reader needs, as codes and values. The store
// writes it in the change's own transaction and chains it by hash.
type Entry struct {
	At     time.Time
	Who    string
	Verb   string // the use case: "note.agree"
	Entity string // the kind of aggregate: "order"
	ID     ID
	Facts  Args // numbers, dates, codes, reasons of overrides
}
