package desk

import "aftercare/domain"

// EraseVerb is the verb of an erasure in the history. Its fact "entries" names
// the entries whose facts went with it.
const EraseVerb = "customer.erase"

// Erased is what an erasure left behind to be done.
type Erased struct {
	Files   []string `json:"files"`   // photos and files that nothing names any more, by content
	Entries []int64  `json:"entries"` // of the history, whose facts are gone
}

// EraseEntry is the entry of an erasure in the history.
func EraseEntry(customer domain.ID, e Erased) domain.Entry {
	entries := e.Entries
	if entries == nil {
		entries = []int64{}
	}
	return domain.Entry{Verb: EraseVerb, Entity: "customer", ID: customer, Facts: domain.Args{"entries": entries, "files": len(e.Files)}}
}
