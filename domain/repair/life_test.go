package repair_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/repair"
)

// allowed is the whole of R12's life, each stage with the events that it
// allows; what does not stand here is refused.
var allowed = map[repair.State][]repair.Event{
	repair.Requested:   {repair.Confirm, repair.Send, repair.Receive, repair.CancelIt},
	repair.Confirmed:   {repair.Send, repair.Receive, repair.CancelIt},
	repair.InTransit:   {repair.Receive, repair.CancelIt},
	repair.Received:    {repair.Check, repair.NotAccept, repair.Diagnose, repair.CancelIt},
	repair.Checked:     {repair.NotAccept, repair.Diagnose, repair.FindNone, repair.SendAway, repair.CancelIt},
	repair.Diagnosed:   {repair.Diagnose, repair.FindNone, repair.Quote, repair.Order, repair.Begin, repair.SendAway, repair.GiveUp, repair.CancelIt},
	repair.Quoted:      {repair.Quote, repair.Approve, repair.DeclineIt, repair.CancelIt},
	repair.Approved:    {repair.Quote, repair.Order, repair.Begin, repair.SendAway, repair.GiveUp, repair.CancelIt},
	repair.Waiting:     {repair.Quote, repair.Begin, repair.SendAway, repair.GiveUp, repair.CancelIt},
	repair.Repairing:   {repair.FindNone, repair.Quote, repair.Order, repair.SendAway, repair.GiveUp, repair.Test, repair.CancelIt},
	repair.Away:        {repair.BackFrom, repair.BackAsWas, repair.GiveUp},
	repair.Tested:      {repair.Rework, repair.GiveBack},
	repair.NotAccepted: {repair.GiveBack, repair.Leave},
	repair.NoFault:     {repair.Diagnose, repair.GiveBack, repair.Leave},
	repair.QuoteNo:     {repair.Quote, repair.GiveBack, repair.Leave},
	repair.Beyond:      {repair.Replace, repair.Refund, repair.GiveBack, repair.Leave},
	repair.Replaced:    {repair.GiveBack, repair.CloseIt},
	repair.Refunded:    {repair.GiveBack, repair.CloseIt},
	repair.CancelledBy: {repair.Receive, repair.GiveBack, repair.Leave, repair.CloseIt},
	repair.Returned:    {repair.CloseIt},
	repair.Closed:      {},
}

func TestLife_everyStateAndEvent(t *testing.T) {
	states := repair.Life.States()
	if len(states) != len(allowed) {
		t.Errorf("the table has %d stages, want %d", len(states), len(allowed))
	}
	for _, s := range states {
		for _, e := range repair.Life.Events() {
			_, err := repair.Life.Next(s, e)
			switch want := slices.Contains(allowed[s], e); {
			case want && err != nil:
				t.Errorf("%s × %s is refused: %v", s, e, err)
			case !want && !errors.Is(err, domain.Code("flow.not_possible")):
				t.Errorf("%s × %s = %v, want it refused as not possible", s, e, err)
			}
		}
	}
}

// TestJob_walks takes jobs of every kind down random ways. Wherever a job is,
// something is possible until it is closed; whatever happens, the total equals
// its lines with the tax; every job can still be brought to its end.
func TestJob_walks(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 26))
	seen := map[repair.State]bool{repair.Requested: true}
	for n := range 4000 {
		j := job(t, []calendar.Date{"2025-08-31", "2026-01-31"}[n%2]).Under(terms(r))
		for range 400 { // no dead end
			j = stepped(t, r, j, seen)
		}
		if !j.Over() {
			t.Fatalf("job %d never came to an end: %s", n, j.State)
		}
		if j.Held() {
			t.Fatalf("job %d is closed with the item still here", n)
		}
	}
	for s := range allowed {
		if !seen[s] {
			t.Errorf("no walk came to %s", s)
		}
	}
}

func stepped(t *testing.T, r *rand.Rand, j repair.Job, seen map[repair.State]bool) repair.Job {
	t.Helper()
	if j.Over() {
		return j
	}
	possible := j.Possible()
	if len(possible) == 0 {
		t.Fatalf("%s is a dead end", j.State)
	}
	was := len(j.Steps)
	for _, i := range r.Perm(len(possible)) {
		next, err := j.Step(full(r, j, possible[i]), "Keung", day, time.UTC)
		if err != nil {
			if domain.As(err) == nil && !errors.As(err, new(domain.Errors)) {
				t.Fatalf("%s × %s: %v has no code", j.State, possible[i], err)
			}
			if len(j.Steps) != was {
				t.Fatalf("a refusal of %s changed the job", possible[i])
			}
			continue
		}
		seen[next.State] = true
		sums(t, next)
		return next
	}
	t.Fatalf("%s: every one of %v was refused", j.State, possible)
	return j
}

// sums holds a job's totals to its lines, to the cent.
func sums(t testing.TB, j repair.Job) {
	t.Helper()
	b := j.Bill()
	lines := int64(0)
	for _, w := range b.Work {
		lines += w.Amount().Minor
	}
	total := lines
	if !b.Included {
		total += b.Tax.Minor
	}
	if lines != b.Lines.Minor || total != b.Total.Minor || b.Tax.Minor < 0 || b.Tax.Minor > b.Total.Minor {
		t.Fatalf("lines %d, tax %v, total %v: want lines %d and total %d", lines, b.Tax, b.Total, lines, total)
	}
	if b.Included {
		if net, tax := money.NetOf(b.Total, b.Rate); net.Minor+tax.Minor != b.Total.Minor || tax != b.Tax {
			t.Fatalf("total %v is %v and %v, want tax %v", b.Total, net, tax, b.Tax)
		}
	}
}

// full is an entry with all that an event may ask for.
func full(r *rand.Rand, j repair.Job, e repair.Event) repair.Entry {
	var work []repair.Work
	for range 1 + r.IntN(4) {
		work = append(work, repair.Work{Kind: repair.Works()[r.IntN(4)], Title: "line", Quantity: 1 + r.IntN(900), Each: money.Of(int64(r.IntN(99999)), "HKD"),
			Covered: r.IntN(3) == 0, Excluded: []string{"", "wear", "misuse"}[r.IntN(3)]})
	}
	if e == repair.Test && j.Approval != "" && r.IntN(2) == 0 {
		work = nil
	}
	if e == repair.Test && j.Approval == "" {
		for i := range work {
			work[i].Excluded = ""
		}
	}
	return repair.Entry{Event: e, Note: "said why", Work: work, TaxRate: int64(r.IntN(3000)), TaxIncluded: r.IntN(2) == 0, Approval: "Priya Nair", How: "phone", Done: "mended",
		Finding: repair.Finding{Condition: "worn", Fault: "stops", Kind: "motor", Wear: r.IntN(3) == 0, Liquid: r.IntN(8) == 0},
		PaidHow: "fps", Leg: repair.Leg{Workshop: "the maker"}, Instead: repair.Instead{SKU: "EG40", Amount: money.Of(1+int64(r.IntN(90000)), "HKD")}, Fee: int64(r.IntN(2) * 8000)}
}

func TestJob_Held(t *testing.T) {
	back := repair.Entry{Event: repair.GiveBack}
	why := func(e repair.Event) repair.Entry { return repair.Entry{Event: e, Note: "why"} }
	early := walk(t, job(t, "2025-08-31"), why(repair.CancelIt))
	if early.Held() || slices.Contains(early.Possible(), repair.GiveBack) {
		t.Errorf("cancelled before it came: held %v, possible %v", early.Held(), early.Possible())
	}
	if _, err := early.Step(back, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.not_here")) {
		t.Errorf("giving back what never came = %v", err)
	}
	walk(t, early, repair.Entry{Event: repair.CloseIt})

	here := walk(t, job(t, "2025-08-31"), repair.Entry{Event: repair.Receive}, why(repair.CancelIt))
	if _, err := here.Step(repair.Entry{Event: repair.CloseIt}, "Keung", day, time.UTC); !errors.Is(err, domain.Code("repair.not_given_back")) {
		t.Errorf("closing with the item here = %v", err)
	}
	walk(t, here, back, repair.Entry{Event: repair.CloseIt})

	late := walk(t, job(t, "2025-08-31"), repair.Entry{Event: repair.Send, Tracking: "SF1"}, why(repair.CancelIt), repair.Entry{Event: repair.Receive})
	if !late.Held() || late.State != repair.CancelledBy {
		t.Errorf("cancelled on its way, then here: %s, held %v", late.State, late.Held())
	}
	walk(t, late, back, repair.Entry{Event: repair.CloseIt})
}
