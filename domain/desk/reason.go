package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"aftercare/domain"
	"aftercare/domain/casefile"
)

// reasonsKey is where the owner's own reasons stand among the settings.
const reasonsKey = "case.reasons"

func ownReasons(tx Tx) ([]casefile.Reason, error) {
	var own []casefile.Reason
	_, err := tx.Setting(reasonsKey, &own)
	return own, err
}

// ReasonTree is all reasons: the built-in ones, whose codes never change, and
// the owner's own below them.
type ReasonTree struct {
	BuiltIn []casefile.Reason `json:"built_in"`
	Own     []casefile.Reason `json:"own"`
}

// Below are the owner's own reasons below a built-in one that are in use.
func (t ReasonTree) Below(code string) []casefile.Reason {
	var out []casefile.Reason
	for _, r := range t.Own {
		if r.Parent == code && !r.Archived {
			out = append(out, r)
		}
	}
	return out
}

// Named is an owner's own reason, nil for one that nobody knows.
func (t ReasonTree) Named(code string) *casefile.Reason {
	for i := range t.Own {
		if t.Own[i].Code == code {
			return &t.Own[i]
		}
	}
	return nil
}

// All are the reasons as a tree: below each built-in one the owner's own, those
// that are no longer offered too.
func (t ReasonTree) All() []casefile.Reason {
	var out []casefile.Reason
	for _, r := range t.BuiltIn {
		out = append(out, r)
		for _, own := range t.Own {
			if own.Parent == r.Code {
				out = append(out, own)
			}
		}
	}
	return out
}

// Reasons lists the reasons of cases (R6).
func (d *Desk) Reasons(ctx context.Context) (ReasonTree, error) {
	t := ReasonTree{BuiltIn: casefile.Reasons()}
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		t.Own, err = ownReasons(tx)
		return err
	})
	return t, err
}

// SaveReason keeps an owner's own reason below a built-in one, new or changed
// by its code; a new one without a code gets one of its parent's. One that is
// archived is offered no more; cases keep it.
//
// Errors: those of casefile.Reason.Adopt.
func (d *Desk) SaveReason(ctx context.Context, r casefile.Reason) (casefile.Reason, error) {
	var out casefile.Reason
	err := d.update(ctx, func(tx Tx, s setting) error {
		own, err := ownReasons(tx)
		if err != nil {
			return err
		}
		if r.Code == "" && r.Parent != "" {
			r.Code = freeCode(r.Parent, own)
		}
		if out, err = r.Adopt(); err != nil {
			return err
		}
		i, known := slices.BinarySearchFunc(own, out.Code, func(x casefile.Reason, code string) int { return cmp.Compare(x.Code, code) })
		if known {
			own[i] = out
		} else {
			own = slices.Insert(own, i, out)
		}
		if err := tx.PutSetting(reasonsKey, own); err != nil {
			return err
		}
		return s.record(tx, "reason.save", "shop", 1, domain.Args{"code": out.Code, "parent": out.Parent})
	})
	return out, err
}

// freeCode is the first code below a parent that no reason has: wrong_size.1.
func freeCode(parent string, own []casefile.Reason) string {
	for n := 1; ; n++ {
		code := fmt.Sprintf("%s.%d", parent, n)
		if !slices.ContainsFunc(own, func(r casefile.Reason) bool { return r.Code == code }) {
			return code
		}
	}
}
