package present

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/text"
)

// OrderLine is an order as a list shows it.
type OrderLine struct {
	Number, Whole string // short, and as the platform writes it
	Channel       string
	Customer      string
	Changed       bool // its platform note changed
	State, ShipBy Mark
	Total         string
}

// OrderRow shows one row of the list of orders. channel is the name of the
// row's channel.
func OrderRow(w *text.Words, r desk.OrderRow, channel string, now time.Time, zone *time.Location) OrderLine {
	return OrderLine{Number: Short(r.Number), Whole: r.Number, Channel: channel, Customer: r.Customer, Changed: r.Changed,
		State: OrderState(w, r.State), ShipBy: ShipBy(w, r.Dates, now, zone), Total: w.Money(r.Total)}
}

// Term says a term in words: "3 working days". "" for none.
func Term(w *text.Words, t calendar.Term) string {
	if t.Amount == 0 {
		return ""
	}
	return w.N("term."+string(t.Unit), t.Amount)
}

// PromiseSource says where a promise comes from and which term made it: "Channel
// policy, 3 working days". "" for no promise.
func PromiseSource(w *text.Words, p order.Promise) string {
	if p.Source == "" {
		return ""
	}
	name := w.T("source." + string(p.Source))
	if t := Term(w, p.Term); t != "" {
		return w.T("order.source_term", domain.Args{"source": name, "term": t})
	}
	return name
}

// Due says the end of a promise: the day, and the time where it counts.
func Due(w *text.Words, d calendar.Due) string {
	switch {
	case d.None():
		return ""
	case d.Timed:
		return w.Moment(d.At)
	}
	return w.Day(d.Day)
}

// WorkDays says how many working days are left to the date in force, or by how
// many it is past.
func WorkDays(w *text.Words, n int) string {
	switch {
	case n > 0:
		return w.N("order.work_days_left", n)
	case n < 0:
		return w.N("order.work_days_over", -n)
	}
	return w.T("order.work_days_today")
}

// NoteLine is an Internal Note as the timeline shows it.
type NoteLine struct {
	No          int
	Icon        string
	Tone        Tone
	Kind, When  string
	Text        string
	Struck      bool   // a correction voids it
	Mark        Mark   // beside the kind: changed, voided
	More        string // the reason of a correction, the terms of an agreement
	Correctable bool
}

// Notes shows the Internal Notes of an order, newest first (R4). A voided
// agreement stays, struck through; a correction names what it corrects.
func Notes(w *text.Words, o order.Order) []NoteLine {
	out := make([]NoteLine, 0, len(o.Notes))
	newest := 0
	for _, n := range o.Notes {
		if n.Kind == order.PlatformNote {
			newest = n.No
		}
	}
	for i := len(o.Notes) - 1; i >= 0; i-- {
		n := o.Notes[i]
		l := NoteLine{No: n.No, Kind: w.T("note.kind." + string(n.Kind)), When: when(w, n), Text: n.Text, Struck: o.Voided(n.No)}
		l.Correctable = n.Kind != order.PlatformNote && !l.Struck
		switch n.Kind {
		case order.DelayAgreement:
			l.Icon, l.Tone = "agree", Info
			if a := n.Agreement; a != nil {
				l.Text = w.T("order.note.agreed", domain.Args{"from": w.Date(a.Before), "to": w.Date(a.Date)})
				l.More = a.Terms
			}
		case order.DelayProposed:
			l.Icon, l.Tone = "clock", Muted
			if p := n.Proposal; p != nil {
				l.Text = w.T("order.note.proposed", domain.Args{"to": w.Date(p.Date), "how": text.Key("way." + p.How), "when": p.Told})
				l.More = p.Terms
			}
		case order.DelayDeclined, order.DelayUnanswered, order.DateEntered:
			l.Icon, l.Tone = map[order.Kind]string{order.DelayDeclined: "close", order.DelayUnanswered: "unknown", order.DateEntered: "check"}[n.Kind], Muted
		case order.Correction:
			l.Icon, l.Tone = "reply", Muted
			l.Text, l.More = corrects(w, o, n), n.Reason
			if n.Reason == order.TakenBack {
				l.More = w.T("undo.note")
			}
		case order.PlatformNote:
			l.Icon, l.Tone = "flag", Warn
			l.Text = w.T("order.note.quoted", domain.Args{"text": n.Text})
			if o.Platform.Changed && n.No == newest {
				l.Mark = Mark{Pie, Warn, w.T("order.note.changed")}
			}
		case order.ByItself:
			l.Icon, l.Tone = "disk", Muted
			if w.Has(n.Text) {
				l.Text = w.T(n.Text)
			}
		default:
			l.Icon, l.Tone = "note", Muted
		}
		if l.Struck {
			l.Tone, l.Mark = Muted, Mark{BarDisc, Muted, w.T("order.note.voided")}
		}
		out = append(out, l)
	}
	return out
}

func when(w *text.Words, n order.Note) string {
	if n.Who == "" {
		return w.Moment(n.At)
	}
	return w.T("order.note.who_when", domain.Args{"who": n.Who, "when": w.Moment(n.At)})
}

// corrects says which note a correction names, and what holds instead.
func corrects(w *text.Words, o order.Order, n order.Note) string {
	for _, old := range o.Notes {
		if old.No != n.Corrects {
			continue
		}
		args := domain.Args{"kind": text.Key("note.kind." + string(old.Kind)), "day": w.Moment(old.At), "text": n.Text}
		if n.Text == "" {
			return w.T("order.note.voids", args)
		}
		return w.T("order.note.corrects", args)
	}
	return n.Text
}

// EarlierDates are the dates that an agreed date took the place of, newest
// first: each stood in force until the next was agreed.
func EarlierDates(w *text.Words, o order.Order) []string {
	var out []string
	var last calendar.Date
	for i := len(o.Notes) - 1; i >= 0; i-- {
		n := o.Notes[i]
		if n.Kind != order.DelayAgreement || n.Agreement == nil || o.Voided(n.No) || n.Agreement.Before == last {
			continue
		}
		last = n.Agreement.Before
		out = append(out, w.Date(last))
	}
	return out
}

// ForPlatform is what is copied to a platform of an agreed date, in the
// platform's words.
func ForPlatform(w *text.Words, p desk.PlatformEntry) string {
	return w.T("platform.entry", domain.Args{"number": p.Number, "day": string(p.Date), "terms": p.Terms, "by": p.By, "how": text.Key("way." + p.How), "when": p.When})
}
