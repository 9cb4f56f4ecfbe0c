package refund_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

var (
	hongKong = time.FixedZone("HKT", 8*3600)
	easter   = calendar.Holidays{Region: "hk", Off: map[calendar.Date]string{"2026-01-01": "", "2026-04-03": "", "2026-04-04": "", "2026-04-06": "", "2026-04-07": ""}}
	noon     = time.Date(2026, 4, 2, 12, 0, 0, 0, hongKong)
)

func isCode(err error, code string) bool { return errors.Is(err, domain.Code(code)) }

func proposed() refund.Refund {
	return refund.Refund{State: refund.Proposed, Type: "return_refund", Amount: hkd(100), Method: refund.FPS, Payee: "6123 4410", Proposed: noon, Parts: []refund.Part{{Kind: refund.Goods, Amount: hkd(100)}}}
}

// R9: by method; → card filed Thu 2026-04-02: 23–30 April, chase from 1 May.
func TestExpect(t *testing.T) {
	for m, want := range map[refund.Method]string{refund.FPS: "2026-04-10 2026-04-14", refund.Bank: "2026-04-10 2026-04-14", refund.Card: "2026-04-23 2026-04-30",
		refund.Original: "2026-04-23 2026-04-30", refund.Alipay: "2026-04-02 2026-04-02", refund.WeChat: "2026-04-02 2026-04-02",
		refund.RedPacket: "2026-04-02 2026-04-02", refund.Cash: "2026-04-02 2026-04-02"} {
		r := proposed()
		r.Method = m
		r, err := r.Files(channel.Policy{}, "Mei", noon, hongKong, calendar.Bank(easter))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(r.From, " ", r.To); got != want {
			t.Errorf("%s: expected %s, want %s", m, got, want)
		}
		if m == refund.Card && r.ChaseFrom() != "2026-05-01" {
			t.Errorf("card: chase from %s, want 1 May", r.ChaseFrom())
		}
	}
}

// The policy's own terms count before the usual ones.
func TestExpect_byThePolicy(t *testing.T) {
	slow := []channel.Payback{{Method: "fps", Soonest: calendar.Term{Amount: 1, Unit: calendar.BankDays}, Latest: calendar.Term{Amount: 10, Unit: calendar.Days}}}
	if from, to := refund.Expect(refund.FPS, "2026-04-02", calendar.Bank(easter), slow); from != "2026-04-08" || to != "2026-04-12" {
		t.Errorf("expected %s to %s, want 8 to 12 April", from, to)
	}
}

// R7: another type, method or payee or a lower amount voids a consent; a higher does not.
func TestRefund_Agreed(t *testing.T) {
	r, err := proposed().Consents(refund.Consent{By: "陳大文", How: "chat", When: noon}, noon.AddDate(0, 0, -3), noon)
	if err != nil || !r.Agreed() {
		t.Fatalf("a fresh consent: %v, %v", r.Consent, err)
	}
	for name, c := range map[string]struct {
		change func(*refund.Refund)
		want   bool
	}{
		"a higher amount": {func(r *refund.Refund) { r.Amount = hkd(120) }, true},
		"a lower amount":  {func(r *refund.Refund) { r.Amount = hkd(99) }, false},
		"another method":  {func(r *refund.Refund) { r.Method = refund.Bank }, false},
		"another type":    {func(r *refund.Refund) { r.Type = "refund_only" }, false},
		"another payee":   {func(r *refund.Refund) { r.Payee = "9780 2231" }, false},
		"other money":     {func(r *refund.Refund) { r.Amount = money.Of(100, "CNY") }, false},
	} {
		bent := r
		c.change(&bent)
		if got := bent.Agreed(); got != c.want {
			t.Errorf("%s: agreed %v, want %v", name, got, c.want)
		}
		_, err := bent.Files(channel.Policy{Consent: true}, "Mei", noon, hongKong, calendar.Bank(easter))
		if filed := err == nil; filed != c.want {
			t.Errorf("%s: filed %v (%v), want %v", name, filed, err, c.want)
		}
	}
}

func TestRefund_Consents_refuses(t *testing.T) {
	placed := noon.AddDate(0, 0, -3)
	for code, c := range map[string]refund.Consent{
		"refund.no_consent":   {By: "", How: "chat", When: noon},
		"refund.consent_less": {By: "x", How: "chat", When: noon, Amount: hkd(101)},
		"refund.before_order": {By: "x", How: "chat", When: placed.Add(-time.Second)},
		"agreement.in_future": {By: "x", How: "chat", When: noon.Add(time.Second)},
	} {
		before := proposed()
		got, err := before.Consents(c, placed, noon)
		if !isCode(err, code) || got.State != refund.Proposed || got.Consent != nil {
			t.Errorf("%s: %v, state %s", code, err, got.State)
		}
	}
}

// A bounce is kept, and the refund filed again with new dates.
func TestRefund_failsAndIsFiledAgain(t *testing.T) {
	p, bank := channel.Policy{}, calendar.Bank(easter)
	r, err := proposed().Files(p, "Mei", noon, hongKong, bank)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = r.Chased("HSBC", "", "Mei", noon.AddDate(0, 0, 20), noon.AddDate(0, 0, 21)); err != nil {
		t.Fatal(err)
	}
	if r, err = r.ChaseAnswered("Account closed", noon.AddDate(0, 0, 21)); err != nil || r.Chases[0].Answer != "Account closed" {
		t.Fatalf("chase: %+v, %v", r.Chases, err)
	}
	if r, err = r.Returned("account closed", "Mei", noon.AddDate(0, 0, 22)); err != nil || r.State != refund.Failed || len(r.Bounces) != 1 {
		t.Fatalf("bounce: %+v, %v", r, err)
	}
	if r.ChaseFrom() != "" {
		t.Error("a bounced refund is chased")
	}
	if r, err = r.Files(p, "Mei", noon.AddDate(0, 0, 25), hongKong, bank); err != nil || r.From <= "2026-04-27" {
		t.Fatalf("filed again: from %s, %v", r.From, err)
	}
	if r, err = r.Arrives("Mei", noon.AddDate(0, 0, 30)); err != nil || len(r.Bounces) != 1 || len(r.Chases) != 1 {
		t.Errorf("paid: %+v, %v", r, err)
	}
	if _, err := r.Chased("HSBC", "", "Mei", noon, noon); !isCode(err, "refund.not_filed") {
		t.Errorf("a paid refund was chased: %v", err)
	}
}

func TestRefund_Rows_sumToTheAmount(t *testing.T) {
	r := refund.Refund{State: refund.Paid, PaidBy: channel.PaidByPlatform, Amount: hkd(1500), Paid: noon, Parts: []refund.Part{
		{Kind: refund.Goods, Amount: hkd(1200)}, {Kind: refund.Deduction, Amount: hkd(-200)}, {Kind: refund.Freight, Amount: hkd(500)}}}
	rows := r.Rows()
	if len(rows) != 2 || rows[0].Amount != hkd(1000) || rows[0].Purpose != refund.ForGoods || rows[1].Amount != hkd(500) || rows[1].Purpose != refund.ForFreight || rows[0].Book != refund.PlatformBook || !rows[1].Paid {
		t.Errorf("rows = %+v", rows)
	}
	if r.State = refund.Consented; r.Rows() != nil {
		t.Error("approving is not paying")
	}
}

// R7: a platform's own refund is never refused for its amount; above what was
// left it is flagged.
func TestPlatformMade(t *testing.T) {
	o := bought(11000, 1000, false, order.Line{Quantity: 2, Price: hkd(5000), Title: "Mug"})
	o.Placed = noon.AddDate(0, 0, -9)
	r, err := refund.PlatformMade(o, nil, refund.ByPlatform{Amount: hkd(11000), Cause: refund.Overdue, At: noon}, "Mei", noon)
	if err != nil || r.State != refund.Paid || r.Above.Minor != 0 || r.Validate() != nil {
		t.Fatalf("PlatformMade = %+v, %v", r, err)
	}
	if _, full := refund.Refunded(o, []refund.Refund{r}); !full {
		t.Error("it is not the whole of what was paid")
	}
	if g := r.Parts[0]; !g.Whole || g.Units != 0 {
		t.Errorf("all of the line went back, of units that nobody named: %+v", g)
	}
	some, err := refund.PlatformMade(o, nil, refund.ByPlatform{Amount: hkd(9999), Cause: refund.Overdue, At: noon}, "Mei", noon)
	if err != nil || some.Parts[0].Whole {
		t.Errorf("a cent stayed with the shop: %+v, %v", some.Parts, err)
	}
	rest, err := refund.PlatformMade(o, []refund.Refund{some}, refund.ByPlatform{Amount: hkd(1001), Cause: refund.Ruling, At: noon}, "Mei", noon)
	if err != nil || !rest.Parts[0].Whole {
		t.Errorf("that cent went back too: %+v, %v", rest.Parts, err)
	}
	again, err := refund.PlatformMade(o, []refund.Refund{r}, refund.ByPlatform{Amount: hkd(500), Cause: refund.Ruling, At: noon}, "Mei", noon)
	if err != nil || again.Above != hkd(500) || again.Validate() != nil || again.Parts[0].Whole {
		t.Errorf("above what was paid: %+v, %v", again, err)
	}
	for code, b := range map[string]refund.ByPlatform{
		"refund.amount":       {Amount: hkd(0), Cause: refund.Overdue, At: noon},
		"refund.currency":     {Amount: money.Of(5, "USD"), Cause: refund.Overdue, At: noon},
		"refund.cause":        {Amount: hkd(5), Cause: "mood", At: noon},
		"refund.at":           {Amount: hkd(5), Cause: refund.Overdue, At: noon.Add(time.Hour)},
		"refund.before_order": {Amount: hkd(5), Cause: refund.Overdue, At: o.Placed.Add(-time.Hour)},
	} {
		if _, err := refund.PlatformMade(o, nil, b, "Mei", noon); !isCode(err, code) {
			t.Errorf("%+v: %v, want %s", b, err, code)
		}
	}
}
