package casefile_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// walker does whatever a plan asks next, in every way in which it can be
// answered.
type walker struct {
	t     *testing.T
	terms order.Terms
	now   time.Time
	paths int
}

// moves are all ways in which the step that is now can be ended.
func (w *walker) moves(c casefile.Case, s casefile.Step) map[string]func() (casefile.Case, error) {
	out := map[string]func() (casefile.Case, error){}
	full := map[int]casefile.Count{}
	short := map[int]casefile.Count{}
	for _, it := range c.Items {
		full[it.Line], short[it.Line] = casefile.Count{Counted: it.Said, Accepted: it.Said}, casefile.Count{Counted: it.Said}
	}
	amount := money.Of(5000, "HKD")
	switch s.Code {
	case casefile.Decide:
		out["agree"] = func() (casefile.Case, error) { return c.Agreed("a regular", "Mei", w.now, w.terms) }
		out["decline"] = func() (casefile.Case, error) { return c.Refused("no", "Mei", w.now, w.terms) }
	case casefile.Intake:
		out["passes"] = func() (casefile.Case, error) { return c.TakenIn(full, "Keung", w.now, w.terms) }
		out["fails"] = func() (casefile.Case, error) { return c.TakenIn(short, "Keung", w.now, w.terms) }
	case casefile.Consent:
		out["consent"] = func() (casefile.Case, error) {
			return c.ConsentGiven(casefile.Agreement{Amount: amount, Method: "fps", By: "Chan", How: "whatsapp", When: w.now}, "Mei", w.now, w.terms)
		}
	case casefile.Look:
		out["look"] = func() (casefile.Case, error) { return c.Looked("", "Mei", w.now, w.terms) }
	case casefile.Notice:
		out["notice"] = func() (casefile.Case, error) {
			return c.Notified(casefile.NoticeSent{Recipient: "Manager", Amount: amount}, "Mei", w.now, w.terms)
		}
	case casefile.Refund:
		out["file"] = func() (casefile.Case, error) { return c.Settled(casefile.Refund, "Mei", w.now, w.terms) }
	case casefile.Paid:
		out["paid"] = func() (casefile.Case, error) { return c.MoneyArrived("Mei", w.now, w.terms), nil }
	case casefile.Payment:
		out["paid"] = func() (casefile.Case, error) { return c.PaidOutside("Mei", w.now, w.terms) }
		out["skip"] = func() (casefile.Case, error) {
			return c.Skip(s.Code, "paid over the counter", "Mei", w.now, w.terms)
		}
	case casefile.Confirm, casefile.Lesson:
		out["close"] = func() (casefile.Case, error) { return c.Finished(casefile.Yes, nil, "Mei", w.now, w.terms) }
	default:
		options := casefile.Options(s.Code)
		for _, o := range options {
			out[string(o.Choice)] = func() (casefile.Case, error) {
				return c.DoStep(casefile.Did{Step: s.Code, Choice: o.Choice, Note: "because"}, "Mei", w.now, w.terms)
			}
		}
		if len(options) == 0 {
			out["done"] = func() (casefile.Case, error) { return c.DoStep(casefile.Did{Step: s.Code}, "Mei", w.now, w.terms) }
		}
		if casefile.Skippable(s.Code) {
			out["skip"] = func() (casefile.Case, error) { return c.Skip(s.Code, "does not apply", "Mei", w.now, w.terms) }
		}
	}
	return out
}

func (w *walker) walk(c casefile.Case, path string, depth int) {
	w.t.Helper()
	if depth > 40 {
		w.t.Fatalf("%s goes on for ever: %s", c.Plan, path)
	}
	s, ok := c.Now()
	if !ok {
		w.paths++
		if !c.Done() {
			w.t.Fatalf("%s is %s and nothing is left to do: %s", c.Plan, c.State, path)
		}
		return
	}
	for name, move := range w.moves(c, s) {
		next, err := move()
		at := fmt.Sprintf("%s %s:%s", path, s.Code, name)
		if err != nil {
			w.t.Fatalf("%s dead-ends at %s (%s): %v\n%s", c.Plan, s.Code, name, err, at)
		}
		w.check(next, at)
		w.walk(next, at, depth+1)
	}
}

// check: no refund is filed without consent and notice, where they are asked
// for, nor before it is agreed.
func (w *walker) check(c casefile.Case, path string) {
	w.t.Helper()
	filed, ok := c.Step(casefile.Refund)
	if !ok || filed.Done.IsZero() {
		return
	}
	if w.terms.Policy.Consent && c.Consent() == nil {
		w.t.Fatalf("%s filed without consent: %s", c.Plan, path)
	}
	if w.terms.Policy.Notice && len(c.Notices) == 0 {
		w.t.Fatalf("%s filed without notice: %s", c.Plan, path)
	}
	if c.State == casefile.Open {
		w.t.Fatalf("%s filed before it was agreed: %s", c.Plan, path)
	}
}

// A plan never dead-ends, and for every plan and Yoho no path files a refund
// without consent and notice.
func TestPlans_everyPathEnds(t *testing.T) {
	paths, plans := 0, map[string]bool{}
	for _, yoho := range []bool{false, true} {
		for _, x := range everyWant() {
			c, terms := opened(t, func(q *casefile.Request, s *casefile.Setting) {
				x.edit(q, s)
				if yoho {
					asYoho(q, s)
				}
			})
			same := fmt.Sprint(yoho, c.Plan, c.Steps) // another reason for the same steps
			if plans[same] {
				continue
			}
			plans[same] = true
			w := &walker{t: t, terms: terms, now: at(t, 3, 9, 0)}
			w.walk(c, x.reason+"/"+string(x.remedy), 0)
			paths += w.paths
		}
	}
	if paths < 1000 {
		t.Errorf("only %d paths were walked", paths)
	}
}

// Every step of every case × every verb is allowed or refused with a code, and
// a refusal changes nothing.
func TestCase_everyStepTimesEveryVerb(t *testing.T) {
	for _, x := range everyWant() {
		c, terms := opened(t, x.edit)
		w := &walker{t: t, terms: terms, now: at(t, 3, 9, 0)}
		for range 30 {
			for _, code := range []casefile.StepCode{casefile.Reply, casefile.Decide, casefile.Intake, casefile.Consent, casefile.Refund, casefile.Ship, casefile.Paid, casefile.Confirm, "nothing"} {
				for _, try := range []func() (casefile.Case, error){
					func() (casefile.Case, error) { return c.DoStep(casefile.Did{Step: code}, "Mei", w.now, terms) },
					func() (casefile.Case, error) { return c.Skip(code, "", "Mei", w.now, terms) },
					func() (casefile.Case, error) { return c.Settled(code, "Mei", w.now, terms) },
				} {
					if next, err := try(); err != nil && (domain.As(err) == nil || !same(next, c)) {
						t.Fatalf("%s at %s: %v, changed %t", c.Plan, code, err, !same(next, c))
					}
				}
			}
			s, ok := c.Now()
			if !ok {
				break
			}
			for _, move := range w.moves(c, s) {
				if next, err := move(); err == nil && !next.Done() {
					c = next
					break
				} else if err == nil {
					c = next
				}
			}
		}
	}
}

func same(a, b casefile.Case) bool { return reflect.DeepEqual(a, b) }
