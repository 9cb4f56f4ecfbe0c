package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/clock"
)

// ClockFact is one clock of a case or, of no kind, of an order, as a report reads
// it.
type ClockFact struct {
	Code    clock.Code
	Kind    casefile.Kind
	Channel domain.ID
	From    time.Time
	Due     time.Time
	Stopped time.Time // zero while it runs
}

// Span is a stretch of days, both included; an empty end is open.
type Span struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
}

// in gives the instants of a span: [from, to).
func (p Span) in(s setting) (from, to time.Time) {
	from, to = time.Unix(0, 0), s.now.AddDate(1, 0, 0)
	if p.From != "" {
		from = p.From.Start(s.zone)
	}
	if p.To != "" {
		to = p.To.End(s.zone)
	}
	return from, to
}

// ClockShare is how one clock was kept for one kind of case on one channel (R8).
type ClockShare struct {
	Clock   clock.Code    `json:"clock"`
	Kind    casefile.Kind `json:"kind"` // "": of an order
	Channel domain.ID     `json:"channel"`
	Met     int           `json:"met"`
	Missed  int           `json:"missed"` // answered too late, or not yet and past its time
	Running int           `json:"running"`
	Share   int           `json:"share"`  // of a hundred that are decided, rounded down
	Median  int           `json:"median"` // minutes that an answer took, 0 while there is none
}

// ClockQuery asks for the clocks that started in a span of days.
type ClockQuery struct {
	Span
	Channel domain.ID     `json:"channel"` // 0: all
	Kind    casefile.Kind `json:"kind"`    // "": all
	Orders  bool          `json:"orders"`  // only those of orders
}

// ClockReport says how the clocks were kept that started in a span of days: the
// share that was met and the median of the answers, by clock, kind and channel.
//
// Errors: date.not_a_date.
func (d *Desk) ClockReport(ctx context.Context, q ClockQuery) ([]ClockShare, error) {
	return overDays(ctx, d, q, clocksOf)
}

func clocksOf(tx Tx, s setting, q ClockQuery) ([]ClockShare, error) {
	from, to := q.in(s)
	facts, err := tx.Clocks(from, to)
	facts = slices.DeleteFunc(facts, func(f ClockFact) bool {
		return q.Channel != 0 && f.Channel != q.Channel || q.Kind != "" && f.Kind != q.Kind || q.Orders && f.Kind != ""
	})
	return shares(facts, s.now), err
}

func shares(facts []ClockFact, now time.Time) []ClockShare {
	type key struct {
		code    clock.Code
		kind    casefile.Kind
		channel domain.ID
	}
	rows, took := map[key]*ClockShare{}, map[key][]time.Duration{}
	for _, f := range facts {
		k := key{f.Code, f.Kind, f.Channel}
		if rows[k] == nil {
			rows[k] = &ClockShare{Clock: f.Code, Kind: f.Kind, Channel: f.Channel}
		}
		c := clock.Clock{Code: f.Code, From: f.From, Due: calendar.Due{At: f.Due, Day: "-"}, Stopped: f.Stopped}
		switch c.Face(now) {
		case clock.Met:
			rows[k].Met++
		case clock.MetLate, clock.Missed:
			rows[k].Missed++
		default:
			rows[k].Running++
		}
		if t, ok := c.Took(); ok {
			took[k] = append(took[k], t)
		}
	}
	var out []ClockShare
	for k, r := range rows {
		if n := r.Met + r.Missed; n > 0 {
			r.Share = r.Met * 100 / n
		}
		r.Median = int(median(took[k]) / time.Minute)
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b ClockShare) int {
		order := casefile.ClockCodes()
		return cmp.Or(cmp.Compare(slices.Index(order, a.Clock), slices.Index(order, b.Clock)), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Channel, b.Channel))
	})
	return out
}

// median is the middle of the durations, the mean of the two middle ones of an
// even number.
func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}

// LessonRow is an open lesson as it stands on a product (R7).
type LessonRow struct {
	CaseID     domain.ID `json:"case_id"`
	CaseNumber string    `json:"case"`
	SKU        string    `json:"sku"`
	Change     string    `json:"change"`
	Note       string    `json:"note"`
	At         time.Time `json:"at"`
}

// Lessons lists the open lessons of a product; of all where sku is "".
func (d *Desk) Lessons(ctx context.Context, sku string) ([]LessonRow, error) {
	var out []LessonRow
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.OpenLessons(sku)
		return err
	})
	return out, err
}
