package storage

import (
	"encoding/hex"
	"strings"
	"time"

	"aftercare/domain/desk"
)

// logWhere is the condition of a question and its values. What is not asked for
// is true of every entry, so that one text is prepared.
const logWhere = ` WHERE ($1 = '' OR who = $1) AND ($2 = '' OR verb = $2 OR verb LIKE $3) AND ($4 = '' OR entity = $4)
	AND (CAST($5 AS BIGINT) = 0 OR entity_id = $5) AND at >= $6 AND at < $7`

func logValues(q desk.LogQuery) []any {
	family := ""
	if f, ok := strings.CutSuffix(q.Verb, "*"); ok {
		family = strings.NewReplacer(`%`, ``, `_`, `_`).Replace(f) + "%"
	}
	until := q.Until
	if until.IsZero() {
		until = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	from := int64(-1 << 62)
	if !q.From.IsZero() {
		from = q.From.UnixMilli()
	}
	return []any{q.Who, q.Verb, family, q.Entity, q.ID, from, until.UnixMilli()}
}

// LogPage is a page of the log, newest first.
func (t *Tx) LogPage(q desk.LogQuery) ([]desk.LogRow, error) {
	return All(t, func(r Row) (desk.LogRow, error) {
		stored, err := scanRecorded(r)
		if err != nil {
			return desk.LogRow{}, err
		}
		e, err := stored.entry()
		return desk.LogRow{Seq: stored.Seq, Entry: e}, err
	}, `SELECT `+t.db.recordedColumns()+` FROM history`+logWhere+` ORDER BY seq DESC LIMIT $8 OFFSET $9`, append(logValues(q), q.Limit, q.Offset)...)
}

// LogCount is how many entries a question has.
func (t *Tx) LogCount(q desk.LogQuery) (n int, err error) {
	_, err = t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM history`+logWhere, logValues(q)...)
	return n, err
}

// LogHead is the end of the chain.
func (t *Tx) LogHead() (desk.LogHead, error) {
	seq, hash, err := t.HistoryHead()
	return desk.LogHead{Seq: seq, Hash: hex.EncodeToString(hash)}, err
}

// LogWho is everybody whom the log names.
func (t *Tx) LogWho() ([]string, error) {
	return All(t, func(r Row) (who string, err error) { return who, r.Scan(&who) }, `SELECT DISTINCT who FROM history ORDER BY who`)
}
