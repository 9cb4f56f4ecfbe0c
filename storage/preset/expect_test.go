package preset_test

import (
	"testing"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/refund"
	"aftercare/storage/preset"
)

// R9: every shipped policy expects money as the rules say, by the shipped
// calendar: FPS filed Thu 2026-04-02: Fri 10 to Tue 14 April.
func TestRead_expectsMoneyByTheRules(t *testing.T) {
	p, err := preset.Read(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range p.Holidays {
		if h.Region != "hk" {
			continue
		}
		for name, policy := range p.Policies {
			for m, want := range map[refund.Method][2]calendar.Date{refund.FPS: {"2026-04-10", "2026-04-14"}, refund.Bank: {"2026-04-10", "2026-04-14"},
				refund.Card: {"2026-04-23", "2026-04-30"}, refund.Original: {"2026-04-23", "2026-04-30"}, refund.Alipay: {"2026-04-02", "2026-04-02"}, refund.Cash: {"2026-04-02", "2026-04-02"}} {
				if from, to := refund.Expect(m, "2026-04-02", calendar.Bank(h), policy.Refunds); from != want[0] || to != want[1] {
					t.Errorf("%s by %s: %s to %s, want %v", m, name, from, to, want)
				}
			}
		}
	}
}
