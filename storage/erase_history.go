package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// eraseEntries takes the facts out of those entries of the history that may
// hold somebody's words. What stays is their salted hash.
func (t *Tx) eraseEntries(rows map[string][]domain.ID) ([]int64, error) {
	var found []Recorded
	for entity, ids := range rows {
		err := listIn(t, func(row Row) error {
			r, err := scanRecorded(row)
			found = append(found, r)
			return err
		}, `SELECT `+recordedColumns+` FROM history WHERE entity = $1 AND entity_id IN (%s)`, ids, entity)
		if err != nil {
			return nil, err
		}
	}
	done := map[int64]bool{}
	for _, r := range found {
		if done[r.Seq] || !hasWords(r.Facts) {
			continue
		}
		done[r.Seq] = true
		facts, err := canonicalJSON(domain.Args{erasedFact: hex.EncodeToString(r.commitment())})
		if err != nil {
			return nil, err
		}
		if _, err := t.Exec(`UPDATE history SET facts = $2, salt = NULL WHERE seq = $1`, r.Seq, facts); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(done)), nil
}

// hasWords says whether facts hold a text that is neither a code nor one of the
// shop's own numbers.
func hasWords(facts json.RawMessage) bool {
	r := &redaction{files: map[string]bool{}}
	body, err := r.body(string(facts))
	return err != nil || !bytes.Equal([]byte(body), facts)
}

// erasedFact is the only fact of an entry whose facts were erased: the salted
// hash of what they were.
const erasedFact = "erased"

// commitment is what the chain covers of an entry's facts: their hash with the
// salt, which says nothing of them once the salt is gone.
func (r *Recorded) commitment() []byte {
	if len(r.Salt) == 0 {
		if hash, ok := r.erased(); ok {
			return hash
		}
	}
	sum := sha256.New()
	sum.Write(r.Salt)
	sum.Write(r.Facts)
	return sum.Sum(nil)
}

// erased gives the commitment of an entry whose facts are gone.
func (r *Recorded) erased() ([]byte, bool) {
	var facts map[string]string
	if len(r.Salt) > 0 || json.Unmarshal(r.Facts, &facts) != nil || len(facts) != 1 {
		return nil, false
	}
	hash, err := hex.DecodeString(facts[erasedFact])
	return hash, err == nil && len(hash) == sha256.Size
}

// erasures follows the chain and sees that facts are gone only where an entry
// of an erasure says so.
type erasures struct{ gone, said map[int64]bool }

func (e *erasures) see(r *Recorded) error {
	if _, ok := r.erased(); ok {
		e.gone[r.Seq] = true
	}
	if r.Verb != desk.EraseVerb {
		return nil
	}
	var facts struct {
		Entries []int64 `json:"entries"`
	}
	if err := json.Unmarshal(r.Facts, &facts); err != nil {
		return fmt.Errorf("facts of an erasure: %w", err)
	}
	for _, seq := range facts.Entries {
		e.said[seq] = true
	}
	return nil
}

// unsaid are the entries whose facts are gone without a word.
func (e *erasures) unsaid() []int64 {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(e.gone)), func(seq int64) bool { return e.said[seq] })
}
