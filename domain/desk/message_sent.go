package desk

import (
	"cmp"
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// SendRequest asks to record a message that was sent, or came in.
type SendRequest struct {
	Entity   string    `json:"entity"`
	ID       domain.ID `json:"id"`
	In       bool      `json:"in"` // it came from the customer
	Way      string    `json:"way"`
	To       string    `json:"to"`
	Template string    `json:"template"`
	Language string    `json:"language"`
	Subject  string    `json:"subject"`
	Body     string    `json:"body"`
	At       time.Time `json:"at"` // now when nothing is said
}

// SendMessage records what was sent to a customer or a platform, or what came
// from them: it stands in the timeline of what it is about (R13).
//
// Errors: those of message.Message.Checked, message.in_future, missing.<entity>.
func (d *Desk) SendMessage(ctx context.Context, r SendRequest) (message.Message, error) {
	m := message.Message{Entity: r.Entity, EntityID: r.ID, At: r.At, In: r.In, Way: r.Way, To: r.To, Template: r.Template, Lang: r.Language, Subject: r.Subject, Body: r.Body}
	m, err := m.Checked()
	if err != nil {
		return m, err
	}
	err = d.update(ctx, func(tx Tx, s setting) error {
		if m.At.IsZero() {
			m.At = s.now
		}
		if m.At.After(s.now) {
			return domain.Wrong("at", "message.in_future", nil)
		}
		a, err := aboutOf(tx, r.Entity, r.ID)
		if err != nil {
			return err
		}
		if a.order != nil {
			m.OrderID = a.order.ID
		}
		if a.file != nil {
			m.CaseID = a.file.ID
		}
		m.Who, m.To = s.who(), cmp.Or(m.To, a.who.Name)
		if err := tx.AddMessage(&m); err != nil {
			return err
		}
		verb := "message.sent"
		if a.job != nil { // the bench tells its own customers
			verb = "message.repair"
			if err := told(tx, s, *a.job, m); err != nil {
				return err
			}
		}
		if a.file != nil {
			if err := answers(tx, s, *a.file, m); err != nil {
				return err
			}
		}
		return s.record(tx, verb, r.Entity, r.ID, domain.Args{"template": m.Template, "way": m.Way, "message": int64(m.ID)})
	})
	return m, err
}

// told keeps with a repair that its customer was told, and by which way.
func told(tx Tx, s setting, j repair.Job, m message.Message) error {
	what := repair.Telling(m.Template)
	if m.In || what == "" {
		return nil
	}
	how := map[string]string{"email": "email", "phone": "phone", "in_person": "counter", "letter": "letter"}[m.Way]
	j, err := j.Tell(what, cmp.Or(how, "chat"), s.who(), m.At)
	if err != nil {
		return err
	}
	return tx.PutJob(&j)
}

// answers ends the steps of a case's plan that a message to its customer answers:
// the clock that asked for it stops when it was sent (R8).
func answers(tx Tx, s setting, c casefile.Case, m message.Message) error {
	if m.In || c.Done() {
		return nil
	}
	return movesCase(tx, s, c.ID, func(c casefile.Case, t order.Terms) (casefile.Case, error) {
		for _, code := range casefile.AnsweredBy(m.Template) {
			if !c.Awaits(code) || len(c.Waits(code)) > 0 {
				continue
			}
			var err error
			if c, err = c.DoStep(casefile.Did{Step: code, Note: m.Subject}, s.who(), m.At, t); err != nil {
				return c, err
			}
		}
		return c, nil
	})
}

// MessageQuery asks for the messages of an order, case, refund or repair.
type MessageQuery struct {
	Entity string    `json:"entity"`
	ID     domain.ID `json:"id"`
}

// Messages lists what was sent and what came in, oldest first; an order's are
// those of its cases and repairs too.
func (d *Desk) Messages(ctx context.Context, q MessageQuery) ([]message.Message, error) {
	var out []message.Message
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.Messages(q.Entity, q.ID)
		return err
	})
	return out, err
}
