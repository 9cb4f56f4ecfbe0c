package casefile_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// asYoho is a policy that asks for consent and notice.
func asYoho(_ *casefile.Request, s *casefile.Setting) {
	s.Terms.Policy.Consent, s.Terms.Policy.Notice = true, true
}

// unshipped takes an order back to where nothing had left.
func unshipped(q *casefile.Request, s *casefile.Setting) {
	q.Received, s.Order.State, s.Order.SignOff = false, order.Paid, order.SignOff{}
	for i := range s.Order.Lines {
		s.Order.Lines[i].Shipped = 0
	}
}

func onTheWay(q *casefile.Request, s *casefile.Setting) {
	unshipped(q, s)
	s.Order.State = order.Shipped
}

// want is a reason and what is asked for it.
type want struct {
	kind   casefile.Kind
	reason string
	remedy casefile.Remedy
	stage  func(*casefile.Request, *casefile.Setting)
}

func (w want) edit(q *casefile.Request, s *casefile.Setting) {
	q.Kind, q.Reason, q.Remedy = w.kind, w.reason, w.remedy
	if w.stage != nil {
		w.stage(q, s)
	}
	if w.remedy == casefile.PriceProtection {
		newer := s.Order
		newer.ID, newer.Number, newer.Placed = 6, "LS-2", s.Order.Placed.AddDate(0, 0, 7)
		newer.Lines = slices.Clone(newer.Lines)
		newer.Lines[0].Price = money.Of(9000, "HKD")
		newer.Total, newer.Paid = money.Of(27000, "HKD"), money.Of(27000, "HKD")
		s.Newer = &newer
	}
}

// Each row of the table of R7 is a row of this one. "..." is where an answer
// decides what follows.
func TestPlans_rowsOfR7(t *testing.T) {
	const refund = "look refund tell_filed paid tell_paid"
	for name, c := range map[string]struct {
		want want
		plan casefile.Plan
		text string
	}{
		"shop cannot deliver":                {want{reason: "out_of_stock", remedy: casefile.RefundOnly, stage: unshipped}, "cannot_deliver", "hold tell offer answer"},
		"refund only, not shipped":           {want{reason: "changed_mind", remedy: casefile.RefundOnly, stage: unshipped}, "refund_unshipped", "hold reply ask_reason retention decide " + refund + " confirm"},
		"refund only, on its way":            {want{reason: "changed_mind", remedy: casefile.RefundOnly, stage: onTheWay}, "refund_on_way", "hold reply ask_reason retention decide intercept intercepted"},
		"refund only, received":              {want{reason: "not_as_described", remedy: casefile.RefundOnly}, "refund_received", "reply evidence check_type decide retention consent " + refund + " confirm"},
		"part refund":                        {want{reason: "fault_in_use", remedy: casefile.PartRefund}, "part_refund", "reply evidence decide retention consent " + refund + " confirm"},
		"return and refund":                  {want{reason: "quality_defect", remedy: casefile.ReturnRefund}, "return_refund", "reply evidence decide retention instructions wait_parcel intake " + refund + " confirm"},
		"send in for inspection":             {want{reason: "fault_in_use", remedy: casefile.Inspection}, "inspection", "reply evidence no_promise decide instructions wait_parcel intake finding"},
		"not received: refused, intercepted": {want{reason: "refused", remedy: casefile.RefundOnly, stage: onTheWay}, "not_received", "reply ask_reason decide retention carrier_back " + refund + " wait_parcel intake confirm"},
		"exchange":                           {want{reason: "wrong_size", remedy: casefile.Exchange}, "exchange", "reply evidence decide retention instructions wait_parcel intake replacement ship sign_off confirm"},
		"resend":                             {want{reason: "items_missing", remedy: casefile.Resend}, "resend", "reply evidence packer decide replacement ship confirm"},
		"lost, refund":                       {want{reason: "lost_in_transit", remedy: casefile.RefundOnly, stage: onTheWay}, "lost_refund", "reply ask_carrier carrier_says decide " + refund + " confirm"},
		"lost, resend":                       {want{reason: "not_received", remedy: casefile.Resend, stage: onTheWay}, "lost_resend", "reply ask_carrier carrier_says decide replacement ship confirm"},
		"damaged, refund":                    {want{reason: "damaged_in_transit", remedy: casefile.RefundOnly}, "carrier_refund", "reply evidence packer decide consent " + refund + " confirm"},
		"price protection":                   {want{reason: "price_dropped", remedy: casefile.PriceProtection}, "price_protection", "reply both_orders receipt decide payment confirm"},
		"repair":                             {want{reason: "quality_defect", remedy: casefile.RepairIt}, "repair", "reply evidence decide repair_job confirm"},
		"goodwill":                           {want{reason: "service", remedy: casefile.Goodwill}, "goodwill", "reply decide payment confirm"},
		"advice":                             {want{reason: "fault_in_use", remedy: casefile.Advice}, "advice", "reply evidence decide advise confirm"},
		"enquiry":                            {want{kind: casefile.Enquiry, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
		"complaint":                          {want{kind: casefile.Complaint, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
		"feedback":                           {want{kind: casefile.Feedback, reason: "service"}, "enquiry", "reply resolve confirm lesson"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := opened(t, c.want.edit)
			var codes []string
			for _, s := range got.Steps {
				if s.Actor == "" {
					t.Errorf("nobody does %s", s.Code)
				}
				codes = append(codes, string(s.Code))
			}
			if text := strings.Join(codes, " "); got.Plan != c.plan || text != c.text {
				t.Errorf("plan %s: %s\nwant %s: %s", got.Plan, text, c.plan, c.text)
			}
		})
	}
}

// everyWant is each reason with each of its remedies at each stage, and the
// kinds that claim nothing.
func everyWant() []want {
	out := []want{{kind: casefile.Enquiry, reason: "service"}, {kind: casefile.Complaint, reason: "quality_defect"}, {kind: casefile.Feedback, reason: "changed_mind"}}
	for _, r := range casefile.Reasons() {
		for _, m := range r.Remedies {
			for _, stage := range []func(*casefile.Request, *casefile.Setting){nil, onTheWay, unshipped} {
				out = append(out, want{reason: r.Code, remedy: m, stage: stage})
			}
		}
	}
	return out
}

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

func TestCase_Waits(t *testing.T) {
	c, terms := opened(t, func(q *casefile.Request, s *casefile.Setting) {
		want{reason: "wrong_size", remedy: casefile.Exchange}.edit(q, s)
	})
	_, err := c.Settled(casefile.Ship, "Mei", at(t, 3, 9, 0), terms)
	if !errors.Is(err, domain.Code("step.waits")) {
		t.Errorf("shipped before approval and intake: %v", err)
	}
	if w := c.Waits(casefile.Ship); !slices.Contains(w, casefile.Decide) || !slices.Contains(w, casefile.Intake) {
		t.Errorf("shipping waits for %v", w)
	}
}

func TestCase_TakenIn_aFailingIntakeAsks(t *testing.T) {
	for choice, next := range map[casefile.Choice]casefile.StepCode{casefile.InFull: casefile.Look, casefile.Less: casefile.Consent,
		casefile.GoesBack: casefile.SendBack, casefile.KeepsIt: casefile.Collect} {
		c, terms := opened(t, func(q *casefile.Request, s *casefile.Setting) {
			want{reason: "quality_defect", remedy: casefile.ReturnRefund}.edit(q, s)
			q.Photos = 3
		})
		now := at(t, 3, 9, 0)
		c, err := c.Agreed("", "Mei", now, terms)
		if err != nil {
			t.Fatal(err)
		}
		if c, err = c.TakenIn(map[int]casefile.Count{1: {Counted: 1}}, "Keung", now, terms); err != nil {
			t.Fatal(err)
		}
		if s, _ := c.Now(); s.Code != casefile.Failing || c.State != casefile.Settling {
			t.Fatalf("after a failing intake: %s, %s", s.Code, c.State)
		}
		if _, err := c.Settled(casefile.Refund, "Mei", now, terms); !errors.Is(err, domain.Code("step.waits")) {
			t.Errorf("the refund is not stopped: %v", err)
		}
		mended, err := c.TakenIn(map[int]casefile.Count{1: {Counted: 1, Accepted: 1}}, "Keung", now, terms)
		if s, _ := mended.Now(); err != nil || s.Code != casefile.Look {
			t.Errorf("a new inspection that passes leads to %s, %v", s.Code, err)
		}
		if c, err = c.DoStep(casefile.Did{Step: casefile.Failing, Choice: choice, Note: "cuff torn"}, "Mei", now, terms); err != nil {
			t.Fatal(err)
		}
		if s, _ := c.Now(); s.Code != next {
			t.Errorf("%s leads to %s, want %s", choice, s.Code, next)
		}
	}
}

func TestCase_Consent_whatVoidsIt(t *testing.T) {
	c, terms := opened(t, asYoho)
	now := at(t, 3, 9, 0)
	c, err := c.Agreed("", "Mei", now, terms)
	if err != nil {
		t.Fatal(err)
	}
	hkd := func(n int64) money.Amount { return money.Of(n, "HKD") }
	if err := c.Covered(hkd(10000), "fps", terms.Policy); !errors.Is(err, domain.Code("refund.no_consent")) {
		t.Errorf("without consent: %v", err)
	}
	k := casefile.Agreement{Amount: hkd(10000), Method: "fps", Payee: "Chan 9123", By: "Chan", How: "whatsapp", When: now}
	if _, err := c.ConsentGiven(casefile.Agreement{}, "Mei", now, terms); !errors.Is(err, domain.Code("field.required")) {
		t.Errorf("an empty consent: %v", err)
	}
	c, err = c.ConsentGiven(k, "Mei", now, terms)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		remedy casefile.Remedy
		amount money.Amount
		method string
		why    string
	}{
		"the same":       {c.Remedy, hkd(10000), "fps", ""},
		"a higher sum":   {c.Remedy, hkd(10001), "fps", ""},
		"a lower sum":    {c.Remedy, hkd(9999), "fps", "amount"},
		"another method": {c.Remedy, hkd(10000), "bank", "method"},
		"another type":   {casefile.PartRefund, hkd(10000), "fps", "remedy"},
		"other money":    {c.Remedy, money.Of(10000, "USD"), "fps", "currency"},
	} {
		if got := c.Consent().Voids(x.remedy, x.amount, x.method); got != x.why {
			t.Errorf("%s: void by %q, want %q", name, got, x.why)
		}
	}
	void := c.ConsentVoid("amount", now, terms)
	if void.Consent() != nil || !void.Awaits(casefile.Consent) {
		t.Error("a void consent is not asked for again")
	}
}

func TestCase_Changed_keepsWhatIsDone(t *testing.T) {
	var s casefile.Setting
	c, terms := opened(t, func(q *casefile.Request, set *casefile.Setting) {
		q.Reason, q.Remedy, q.Photos = "quality_defect", casefile.ReturnRefund, 3
		s = *set
	})
	now := at(t, 20, 9, 0) // long after the window: judged by the first request
	c, err := c.Agreed("", "Mei", now, terms)
	if err != nil {
		t.Fatal(err)
	}
	number := c.Number
	c, err = c.Changed(casefile.Exchange, s, "Mei", now)
	if err != nil {
		t.Fatal(err)
	}
	decide, _ := c.Step(casefile.Decide)
	if c.Number != number || c.Plan != "exchange" || decide.Done.IsZero() || c.Verdict.Answer != domain.Pass {
		t.Errorf("changed: %s %s, decided %v, verdict %s", c.Number, c.Plan, decide.Done, c.Verdict.Answer)
	}
	c, _ = c.Changed(casefile.PartRefund, s, "Mei", now)
	if c.Parcel != casefile.NoParcel || c.SendBy != "" {
		t.Errorf("nothing comes back, and the parcel is %s", c.Parcel)
	}
	if c, err = c.ConsentGiven(casefile.Agreement{Amount: money.Of(5000, "HKD"), Method: "fps", By: "Chan", How: "phone", When: now}, "Mei", now, terms); err != nil {
		t.Fatal(err)
	}
	if c, err = c.Looked("", "Mei", now, terms); err != nil {
		t.Fatal(err)
	}
	if c, err = c.Settled(casefile.Refund, "Mei", now, terms); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Changed(casefile.Exchange, s, "Mei", now); !errors.Is(err, domain.Code("case.too_late")) {
		t.Errorf("changed after the money was filed: %v", err)
	}
}

func TestCase_Dispute(t *testing.T) {
	now := at(t, 3, 9, 0)
	for _, ruling := range casefile.Rulings() {
		c, terms := opened(t, func(_ *casefile.Request, s *casefile.Setting) { s.Terms.Policy.Arbiter = true })
		c, err := c.Raised(casefile.Dispute{By: "platform", Reason: "says it is torn", EvidenceDue: now.Add(48 * time.Hour)}, "Mei", now, terms)
		if err != nil {
			t.Fatal(err)
		}
		k, _ := c.Clocks.Earliest()
		if s, _ := c.Now(); c.State != casefile.Disputed || s.Code != casefile.Proof || k.Code != casefile.EvidenceClock {
			t.Errorf("raised: %s at %s, clock %s", c.State, s.Code, k.Code)
		}
		if c, err = c.EvidenceSent("photos and the chat", "Mei", now.Add(time.Hour), terms); err != nil {
			t.Fatal(err)
		}
		if c, err = c.Ruled(casefile.Dispute{Ruling: ruling, Amount: money.Of(5000, "HKD")}, "Mei", now.Add(2*time.Hour), terms); err != nil {
			t.Fatal(err)
		}
		if ruling != casefile.ForShop {
			c = c.MoneyArrived("Mei", now.Add(3*time.Hour), terms)
		}
		if c, err = c.Finished(casefile.Unknown, nil, "Mei", now.Add(4*time.Hour), terms); err != nil {
			t.Fatalf("%s: %v", ruling, err)
		}
		if _, err := c.Again("once more", "Mei", now.Add(5*time.Hour), terms); !errors.Is(err, domain.Code("dispute.ruled")) {
			t.Errorf("a ruling is final: %v", err)
		}
	}
	c, terms := opened(t, func(*casefile.Request, *casefile.Setting) {})
	if _, err := c.Raised(casefile.Dispute{By: "platform", Reason: "x"}, "Mei", now, terms); !errors.Is(err, domain.Code("dispute.no_arbiter")) {
		t.Errorf("a platform that takes no part: %v", err)
	}
}

func TestCase_PlatformPaid_inEveryState(t *testing.T) {
	for _, x := range everyWant() {
		c, terms := opened(t, func(q *casefile.Request, s *casefile.Setting) { x.edit(q, s); asYoho(q, s) })
		now := at(t, 3, 9, 0)
		for _, from := range []func() casefile.Case{
			func() casefile.Case { return c },
			func() casefile.Case { d, _ := c.Refused("no", "Mei", now, terms); return d },
			func() casefile.Case { d, _ := c.TakenBack("keeps it", "Mei", now, terms); return d },
		} {
			got, err := from().PlatformPaid("silence", "Mei", now, terms)
			if err != nil || got.State != casefile.Settling {
				t.Fatalf("%s: %v", c.Plan, err)
			}
			w := &walker{t: t, terms: terms, now: now.Add(time.Hour)}
			w.terms.Policy.Consent, w.terms.Policy.Notice = false, false // nobody asks for them any more
			w.walk(got, "platform paid", 0)
		}
	}
}

func TestCase_Again_looksOnceMore(t *testing.T) {
	c, terms := opened(t, func(*casefile.Request, *casefile.Setting) {})
	now := at(t, 3, 9, 0)
	c, err := c.Refused("worn", "Mei", now, terms)
	if err != nil {
		t.Fatal(err)
	}
	c, err = c.Again("sent a video", "Mei", now.Add(time.Hour), terms)
	if err != nil || c.State != casefile.Reopened || c.Done() {
		t.Fatalf("reopened: %s, %v", c.State, err)
	}
	w := &walker{t: t, terms: terms, now: now.Add(2 * time.Hour)}
	w.walk(c, "reopened", 0)
	stands, err := c.DoStep(casefile.Did{Step: casefile.Review, Choice: casefile.Stands, Note: "the same shirt"}, "Mei", now.Add(2*time.Hour), terms)
	if err != nil || stands.State != casefile.Declined {
		t.Errorf("the first answer stands: %s, %v", stands.State, err)
	}
}

func TestCase_Converted_keepsItsClocks(t *testing.T) {
	var set casefile.Setting
	var q casefile.Request
	c, terms := opened(t, func(r *casefile.Request, s *casefile.Setting) {
		q = *r
		r.Kind, r.Reason, r.Remedy = casefile.Enquiry, "quality_defect", ""
		set = *s
	})
	problem, _ := c.Clocks.Of(casefile.ProblemClock)
	if !problem.Due.At.Equal(at(t, 4, 9, 0)) { // reported Mon 09:00: answer Wed 09:00
		t.Errorf("problem to be answered by %v", problem.Due.At)
	}
	q.Reason, q.Photos = "quality_defect", 3
	now := at(t, 2, 12, 0)
	c, err := c.Converted(q, set, "Mei", now)
	if err != nil {
		t.Fatal(err)
	}
	ack, _ := c.Clocks.Of(casefile.AcknowledgeClock)
	propose, _ := c.Clocks.Of(casefile.ProposeClock)
	if kept, ok := c.Clocks.Of(casefile.ProblemClock); !ok || !kept.Runs() || !ack.Due.At.Equal(at(t, 2, 14, 0)) || !propose.Due.At.Equal(at(t, 3, 12, 0)) {
		t.Errorf("clocks after the return was asked for: %+v", c.Clocks)
	}
	if c.Plan != "return_refund" || !c.Requested.Equal(at(t, 2, 9, 0)) {
		t.Errorf("converted to %s, judged by %v", c.Plan, c.Requested)
	}
	if c, err = c.Agreed("", "Mei", now.Add(time.Hour), terms); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Converted(q, set, "Mei", now); !errors.Is(err, domain.Code("case.converted")) {
		t.Errorf("converted twice: %v", err)
	}
}
