package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// VerifyHistory recomputes the whole chain and gives the number of entries and
// the last hash, up to the first that is not sound.
//
// Errors: history.broken; its Args name seq, the first entry that is missing,
// changed or moved.
func (db *DB) VerifyHistory(ctx context.Context) (n int64, head []byte, err error) {
	err = db.View(ctx, func(tx *Tx) error {
		var breaks []desk.LogBreak
		if n, head, breaks, err = tx.readChain(); err == nil && len(breaks) > 0 {
			return &domain.Error{Kind: domain.Damaged, Code: "history.broken", Args: domain.Args{"seq": breaks[0].Seq}}
		}
		return err
	})
	return n, head, err
}

// mostBreaks is how many places are named where a chain breaks.
const mostBreaks = 50

// readChain recomputes the chain. Behind a break it goes on with what stands
// there, so that each place where something was done is named, and not only
// the first. sound and head are of the entries up to the first break.
func (t *Tx) readChain() (sound int64, head []byte, breaks []desk.LogBreak, err error) {
	prev, next := make([]byte, sha256.Size), int64(1)
	meant := prev // what the hash before would be, had it not been changed
	head = prev
	gone := &erasures{map[int64]bool{}, map[int64]bool{}}
	found := func(b desk.LogBreak) {
		if len(breaks) < mostBreaks {
			breaks = append(breaks, b)
		}
	}
	err = t.Each(func(row Row) error {
		r, err := scanRecorded(row)
		if err != nil {
			return err
		}
		sum, unreadable := r.sum(), gone.see(&r) != nil
		switch {
		case r.Seq != next:
			found(desk.LogBreak{Seq: next, Kind: "missing", Next: r.Seq})
		case !bytes.Equal(r.Prev, prev) && !bytes.Equal(r.Prev, meant) || !bytes.Equal(r.Hash, sum) || unreadable:
			found(desk.LogBreak{Seq: r.Seq, Kind: "changed"})
		}
		if len(breaks) == 0 {
			sound, head = r.Seq, r.Hash
		}
		prev, meant, next = r.Hash, sum, r.Seq+1
		return nil
	}, `SELECT `+t.db.recordedColumns()+` FROM history ORDER BY seq`)
	if err != nil {
		return sound, head, breaks, err
	}
	// The chain alone does not know its own end; the numbers given out do.
	given := int64(1)
	if _, err := t.QueryRow([]any{&given}, `SELECT next FROM sequences WHERE name = 'history'`); err != nil {
		return sound, head, breaks, err
	}
	if given != next {
		found(desk.LogBreak{Seq: next, Kind: "missing"})
	}
	for _, seq := range gone.unsaid() {
		found(desk.LogBreak{Seq: seq, Kind: "erased"})
	}
	return sound, head, breaks, nil
}

// ReadLog is readChain in the words of the desk.
func (t *Tx) ReadLog() (desk.LogCheck, error) {
	n, head, breaks, err := t.readChain()
	return desk.LogCheck{Entries: n, Head: desk.LogHead{Seq: n, Hash: hex.EncodeToString(head)}, Breaks: breaks}, err
}

// LogHash is the hash of one entry, in hexadecimal.
func (t *Tx) LogHash(seq int64) (string, bool, error) {
	var hash []byte
	found, err := t.QueryRow([]any{&hash}, `SELECT hash FROM history WHERE seq = $1`, seq)
	return hex.EncodeToString(hash), found, err
}

// LogCounts sums up the entries of [from, until) and gives the first and the
// last of them.
func (t *Tx) LogCounts(from, until time.Time) (counts []desk.LogCount, first, last int64, err error) {
	counts, err = All(t, func(r Row) (desk.LogCount, error) {
		var c desk.LogCount
		var low, high int64
		err := r.Scan(&c.Who, &c.Verb, &c.Count, &low, &high)
		if first == 0 || low < first {
			first = low
		}
		last = max(last, high)
		return c, err
	}, `SELECT who, verb, COUNT(*), MIN(seq), MAX(seq) FROM history WHERE at >= $1 AND at < $2 GROUP BY who, verb ORDER BY who, verb`,
		from.UnixMilli(), until.UnixMilli())
	return counts, first, last, err
}

// LogHeadBefore is the last entry that was written before a moment.
func (t *Tx) LogHeadBefore(until time.Time) (desk.LogHead, error) {
	h, hash := desk.LogHead{}, make([]byte, sha256.Size)
	_, err := t.QueryRow([]any{&h.Seq, &hash}, `SELECT seq, hash FROM history WHERE at < $1 ORDER BY seq DESC LIMIT 1`, until.UnixMilli())
	h.Hash = hex.EncodeToString(hash)
	return h, err
}
