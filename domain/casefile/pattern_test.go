package casefile_test

import (
	"testing"

	"aftercare/domain"
	"aftercare/domain/casefile"
)

// First money only, then a fault: shown with its facts, asked, never refused. A
// claim that is not about quality says nothing of it.
func TestCase_moneyFirst(t *testing.T) {
	for reason, want := range map[string]bool{"quality_defect": true, "not_as_described": true, "changed_mind": false} {
		c, _ := opened(t, func(q *casefile.Request, s *casefile.Setting) {
			q.Reason, q.Remedy, q.Photos, s.Before = reason, casefile.ReturnRefund, 3, []string{"C-1001", "C-1002"}
		})
		if got := c.MoneyFirst(); got != want {
			t.Errorf("%s: the pattern is shown: %v, want %v", reason, got, want)
		}
		for _, f := range c.Verdict.Fired {
			if f.Code == casefile.MoneyFirst && (f.Answer != domain.Ask || f.Args["case"] != "C-1002") {
				t.Errorf("%s: %+v, want a question that names the last case", reason, f)
			}
		}
	}
	first, _ := opened(t, func(q *casefile.Request, _ *casefile.Setting) {
		q.Reason, q.Remedy, q.Photos = "not_as_described", casefile.RefundOnly, 3
	})
	if !first.MoneyOnly() {
		t.Errorf("a refund only of received goods (%s) is not counted as one", first.Plan)
	}
}

// Sent in for a look: neither a window that is over nor a defect that was declared
// refuses it, for nothing is promised; a unit that is claimed twice still is.
func TestAssess_forALook(t *testing.T) {
	for remedy, want := range map[casefile.Remedy]domain.Answer{casefile.ReturnRefund: domain.Denied, casefile.Inspection: domain.Ask} {
		q, s := request(), setting(t)
		q.Reason, q.Remedy, q.Photos, q.Declared, q.Requested = "quality_defect", remedy, 3, true, at(t, 30, 9, 0)
		v, err := q.Judge(s, at(t, 30, 10, 0))
		if err != nil || v.Answer != want {
			t.Errorf("%s after its window: %s, %v, want %s", remedy, v.Answer, err, want)
		}
		s.Taken = map[int]int{q.Items[0].Line: 99}
		if v, err = q.Judge(s, at(t, 30, 10, 0)); err != nil || v.Hard() == nil {
			t.Errorf("%s of units that another case holds: %s, %v, want a hard refusal", remedy, v.Answer, err)
		}
	}
}
