package main

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

// rawCode is what a fact looks like that nobody put into words.
var rawCode = regexp.MustCompile(`\b[a-z]+_[a-z_]+\b`)

// Whoever reads the log of a whole shop reads words: no fact of it shows a key
// or a code of the program.
func TestHouse_logInWords(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	db, err := storage.Open(ctx, h.sampleShop(t), storage.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	facts, raw := map[string]bool{}, map[string]bool{}
	err = db.View(ctx, func(tx *storage.Tx) error {
		for q := (desk.LogQuery{Limit: 200}); ; q.Offset += q.Limit {
			rows, err := tx.LogPage(q)
			for _, r := range rows {
				for fact := range r.Facts {
					facts[fact] = true
				}
				for _, lang := range text.Langs() {
					for _, found := range rawCode.FindAllString(present.FactsLine(h.catalogue.In(lang, time.UTC), r.Entity, r.Facts), -1) {
						raw[r.Verb+": "+found] = true
					}
				}
			}
			if err != nil || len(rows) < q.Limit {
				return err
			}
		}
	})
	if err != nil || len(facts) < 20 {
		t.Fatalf("the log holds %d facts, %v: the test looks at too little", len(facts), err)
	}
	if len(raw) > 0 {
		t.Errorf("read in the log: %q", slices.Sorted(maps.Keys(raw)))
	}
}
