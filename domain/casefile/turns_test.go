package casefile_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/money"
)

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
