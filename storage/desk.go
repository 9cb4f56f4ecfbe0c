package storage

import (
	"context"

	"aftercare/domain/desk"
)

// Desk is a store as the desk asks for it:
//
//	d := desk.New(store.Desk(), clock)
//
// The methods of Tx that read and write the shop's aggregates stand in one
// file per aggregate. They keep the promises of desk.Tx.
type Desk struct{ db *DB }

// Desk is the store in the words of the desk.
func (db *DB) Desk() *Desk { return &Desk{db} }

var (
	_ desk.Store = (*Desk)(nil)
	_ desk.Tx    = deskTx{}
)

// View runs f on one moment of the store; see DB.View.
func (d *Desk) View(ctx context.Context, f func(desk.Tx) error) error {
	return d.db.View(ctx, func(t *Tx) error { return f(deskTx{t}) })
}

// Update runs f and keeps all that it wrote or nothing; see DB.Update.
func (d *Desk) Update(ctx context.Context, f func(desk.Tx) error) error {
	return d.db.Update(ctx, func(t *Tx) error { return f(deskTx{t}) })
}

// many is how many aggregates of one kind a commit changes before its
// listeners hear "many" and no longer each of them.
const many = 50

// Listen calls f after each commit with what it changed, each aggregate once.
func (d *Desk) Listen(f func([]desk.Change)) (stop func()) {
	return d.db.Listen(func(changes []Change) { f(news(changes)) })
}

// Hear looks for what other programs have committed; see DB.Hear.
func (d *Desk) Hear(ctx context.Context) error { return d.db.Hear(ctx) }

func news(changes []Change) []desk.Change {
	count := map[string]int{}
	seen := map[desk.Change]bool{}
	var each []desk.Change
	for _, c := range changes {
		one := desk.Change{Entity: c.Entity, ID: c.ID}
		if !seen[one] {
			seen[one] = true
			count[c.Entity]++
			each = append(each, one)
		}
	}
	var out []desk.Change
	for _, c := range each {
		if count[c.Entity] <= many {
			out = append(out, c)
			continue
		}
		if all := (desk.Change{Entity: c.Entity}); !seen[all] || c.ID == 0 {
			seen[all] = true
			out = append(out, all)
		}
	}
	return out
}

// deskTx is a Tx whose settings have no versions: the program's own small
// values, where the last one counts.
type deskTx struct{ *Tx }

// Setting reads a setting into a value; found is false when it was never put.
func (t deskTx) Setting(key string, into any) (found bool, err error) {
	_, found, err = t.Tx.Setting(key, into)
	return found, err
}

// PutSetting keeps a setting, whatever stood there before.
func (t deskTx) PutSetting(key string, value any) error {
	var old any
	version, _, err := t.Tx.Setting(key, &old)
	if err != nil {
		return err
	}
	return t.Tx.PutSetting(key, value, version)
}
