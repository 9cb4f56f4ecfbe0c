package desk

import (
	"context"
	"strings"
	"time"

	"aftercare/domain"
)

// Step is one deed of a person as the desk may take it back.
type Step struct {
	Seq    int64     `json:"seq"` // of its last entry in the history
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	Verb   string    `json:"verb"`
	Entity string    `json:"entity"`
	ID     domain.ID `json:"id"`
	Made   bool      `json:"-"`             // it made something that was not there
	Lost   bool      `json:"-"`             // what it changed is no longer known
	Since  bool      `json:"-"`             // somebody has changed it since
	Why    string    `json:"why,omitempty"` // why it cannot be taken back: as Irreversible says, or changed; "" when it can
}

// UndoTx keeps what the last steps changed.
type UndoTx interface {
	// LastStep is the newest step of a person that was not taken back.
	LastStep(who string) (s Step, found bool, err error)
	// TakeBack gives all that a step changed the value of before; undo.changed
	// when somebody has changed it since.
	TakeBack(seq int64, who string, now time.Time) error
}

// reversible are the verbs that can be taken back: all that they do stays in
// the shop's own records. "repair.*" is each step of a repair.
var reversible = map[string]bool{
	"note.add": true, "note.agree": true, "note.see": true, "order.ship": true, "order.sign_off": true,
	"case.step": true, "case.skip": true, "case.agree": true, "case.decline": true, "case.withdraw": true, "case.sent_back": true, "case.close": true,
	"parcel.enter": true, "parcel.finish": true, "parcel.match": true,
	"repair.*": true, "product.save": true,
}

// irreversible says of the others why not, by verb or family.
var irreversible = map[string]string{
	"refund.*": "money", "goodwill.*": "money", "payout.*": "money", "reconcile.*": "money", "owed.*": "money", "claim.*": "money",
	"message.*": "sent", "import.*": "file", "order.import": "file", "order.update": "file",
	"shop.*": "settings", "channel.*": "settings", "calendar.*": "settings", "checklist.*": "settings", "carrier.*": "settings", "person.*": "settings", "template.*": "settings",
	"backup.*": "file", "customer.erase": "erased",
	"case.open": "made", "case.replace": "made", "repair.request": "made", "parcel.register": "made", "parcel.arrive": "made",
	"note.correct": "note",
}

// Irreversible says why a verb cannot be taken back, "" when it can: money,
// sent, file, settings, erased, made, note, other.
func Irreversible(verb string) string {
	family, _, _ := strings.Cut(verb, ".")
	if why := irreversible[verb]; why != "" {
		return why
	}
	if reversible[verb] {
		return ""
	}
	if why := irreversible[family+".*"]; why != "" {
		return why
	}
	if reversible[family+".*"] {
		return ""
	}
	return "other"
}

// LastStep is what the one who works did last, and whether it can be taken
// back.
//
// Errors: undo.nothing.
func (d *Desk) LastStep(ctx context.Context) (Step, error) {
	var out Step
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = lastStep(tx, s)
		return err
	})
	return out, err
}

func lastStep(tx Tx, s setting) (Step, error) {
	step, found, err := tx.LastStep(s.who())
	switch {
	case err != nil:
		return step, err
	case !found:
		return step, &domain.Error{Kind: domain.Refused, Code: "undo.nothing"}
	}
	step.Why = Irreversible(step.Verb)
	switch {
	case step.Why != "":
	case step.Made:
		step.Why = "made"
	case step.Lost:
		step.Why = "other"
	case step.Since:
		step.Why = "changed"
	}
	return step, nil
}

// Undo takes back what the one who works did last, as long as nobody has
// changed it since; called again, the step before that. It is an entry of the
// log like any other.
//
// Errors: undo.nothing, undo.no.<why> as Irreversible says, undo.changed,
// right.refused.
func (d *Desk) Undo(ctx context.Context) (Step, error) {
	var out Step
	err := d.update(ctx, func(tx Tx, s setting) error {
		var err error
		if out, err = lastStep(tx, s); err != nil {
			return err
		}
		switch out.Why {
		case "":
		case "changed":
			return &domain.Error{Kind: domain.Conflict, Code: "undo.changed"}
		default:
			return &domain.Error{Kind: domain.Refused, Code: "undo.no." + out.Why, Args: domain.Args{"verb_key": "log." + out.Verb}}
		}
		if err := s.allowed(out.Verb); err != nil {
			return err
		}
		if err := tx.TakeBack(out.Seq, s.who(), s.now); err != nil {
			return err
		}
		return s.record(tx, "undo", out.Entity, out.ID, domain.Args{"verb": out.Verb, "seq": out.Seq})
	})
	return out, err
}

func undoVerbs() []Verb {
	return []Verb{
		verbOf("undo", func(d *Desk, ctx context.Context, _ nothing) (Step, error) { return d.Undo(ctx) }),
		verbOf("undo.show", func(d *Desk, ctx context.Context, _ nothing) (Step, error) { return d.LastStep(ctx) }),
	}
}
