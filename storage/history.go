package storage

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"aftercare/domain"
)

// Recorded is one entry of the history as it is stored.
type Recorded struct {
	Seq    int64
	At     time.Time // UTC, to the millisecond
	Who    string
	Verb   string
	Entity string
	ID     domain.ID
	Facts  json.RawMessage // canonical JSON of the entry's facts
	Prev   []byte          // the hash of the entry before; zeros for the first
	Hash   []byte
	Salt   []byte // hides the facts in what the chain covers of them; nil for old entries and erased ones
}

// sum is the entry's hash: SHA-256 over "aftercare history 2" and a newline,
// then seq, at (unix milliseconds) and entity id as eight bytes each, most
// significant first, then who, verb and entity, each after its length in bytes
// as eight bytes, then the SHA-256 of salt and facts, then the hash before.
// Lengths keep two different entries from being the same bytes. An entry
// without salt is of the first kind, "aftercare history 1", with its facts after
// their length in the place of their hash.
func (r *Recorded) sum() []byte {
	_, erased := r.erased()
	salted := len(r.Salt) > 0 || erased
	var b bytes.Buffer
	number := func(n int64) { _ = binary.Write(&b, binary.BigEndian, n) } // a Buffer takes everything
	text := func(s string) {
		number(int64(len(s)))
		b.WriteString(s)
	}
	if salted {
		b.WriteString("aftercare history 2\n")
	} else {
		b.WriteString("aftercare history 1\n")
	}
	number(r.Seq)
	number(r.At.UnixMilli())
	number(int64(r.ID))
	for _, s := range []string{r.Who, r.Verb, r.Entity} {
		text(s)
	}
	if salted {
		b.Write(r.commitment())
	} else {
		text(string(r.Facts))
	}
	b.Write(r.Prev)
	hash := sha256.Sum256(b.Bytes())
	return hash[:]
}

// Record writes an entry of the history, in this Update, chained to the one
// before, and tells the listeners after the commit. An entry without a moment
// gets the Update's own. Facts hold codes, numbers and dates, no personal
// data; where a person's words got into them, EraseCustomer takes them out.
func (t *Tx) Record(e domain.Entry) error {
	if e.At.IsZero() {
		e.At = t.now
	}
	if e.Facts == nil {
		e.Facts = domain.Args{}
	}
	facts, err := canonicalJSON(e.Facts)
	if err != nil {
		return fmt.Errorf("facts of %s: %w", e.Verb, err)
	}
	r := Recorded{At: e.At, Who: e.Who, Verb: e.Verb, Entity: e.Entity, ID: e.ID, Facts: json.RawMessage(facts), Salt: make([]byte, 16)}
	if _, err := rand.Read(r.Salt); err != nil {
		return fmt.Errorf("salt of %s: %w", e.Verb, err)
	}
	if r.Seq, err = t.Take("history", 1); err != nil {
		return err
	}
	if _, r.Prev, err = t.HistoryHead(); err != nil {
		return err
	}
	r.Hash = r.sum()
	_, err = t.Exec(`INSERT INTO history (seq, at, who, verb, entity, entity_id, facts, prev, hash, salt)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		r.Seq, r.At.UnixMilli(), r.Who, r.Verb, r.Entity, r.ID, facts, r.Prev, r.Hash, r.Salt)
	if err == nil {
		t.entries = append(t.entries, r.Seq)
		t.lastEntry = e
		t.Changed(Change{Verb: e.Verb, Entity: e.Entity, ID: e.ID})
	}
	return err
}

// HistoryHead is the number and hash of the last entry: 0 and zeros before
// the first. Kept elsewhere, it shows later that nothing was cut off.
func (t *Tx) HistoryHead() (seq int64, hash []byte, err error) {
	found, err := t.QueryRow([]any{&seq, &hash}, `SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1`)
	if !found {
		hash = make([]byte, sha256.Size)
	}
	return seq, hash, err
}

// recordedColumns are what scanRecorded reads.
const recordedColumns = `seq, at, who, verb, entity, entity_id, facts, prev, hash, salt`

// salted is the version since which entries have a salt.
const salted = 40

// recordedColumns are those of a store of any version.
func (db *DB) recordedColumns() string {
	if db.version < salted {
		return strings.Replace(recordedColumns, "salt", "NULL", 1)
	}
	return recordedColumns
}

func scanRecorded(row Row) (Recorded, error) {
	var r Recorded
	var facts string
	err := row.Scan(&r.Seq, Moment(&r.At), &r.Who, &r.Verb, &r.Entity, &r.ID, &facts, &r.Prev, &r.Hash, &r.Salt)
	r.Facts = json.RawMessage(facts)
	return r, err
}

// HistoryOf gives at most limit entries of one aggregate, newest first, older
// than the entry before; before 0 starts with the newest.
func (t *Tx) HistoryOf(entity string, id domain.ID, before int64, limit int) ([]Recorded, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	return All(t, scanRecorded, `SELECT `+recordedColumns+` FROM history
		WHERE entity = $1 AND entity_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4`, entity, id, before, limit)
}
