package present_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/shop"
	"aftercare/ui/present"
	"aftercare/ui/text"
)

func pageOf(t *testing.T, lang text.Lang, preset string, change func(*channel.Policy)) present.Document {
	t.Helper()
	b, err := assets.FS.ReadFile("presets/" + preset + ".json")
	if err != nil {
		t.Fatal(err)
	}
	c := channel.Channel{Name: "Channel", Preset: preset, Service: channel.Contact{Kind: "phone", Value: "3468 1200", Hours: "10-18"}}
	if err := json.Unmarshal(b, &c.Policy); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&c.Policy)
	}
	catalogue, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := shop.New("Lamma Supply", "en")
	s.Returns, s.ReturnsLatin = "九龍彌敦道 1 號", "1 Nathan Road"
	return present.CustomerPage(catalogue.In(lang, time.UTC), s, c)
}

// Every figure of the policy that concerns a customer changes the page, in each
// language and each form.
func TestCustomerPage_followsThePolicy(t *testing.T) {
	days := func(n int) calendar.Term { return calendar.Term{Amount: n, Unit: calendar.Days} }
	changes := map[string]func(*channel.Policy){
		"day to ship": func(p *channel.Policy) { p.DayToShip.Amount++ }, "from": func(p *channel.Policy) { p.ShipFrom = channel.FromPlaced },
		"cut-off": func(p *channel.Policy) { p.CutOff = "18:00" }, "transit": func(p *channel.Policy) { p.Transit.Amount++ },
		"late": func(p *channel.Policy) { p.CancelLate = true }, "no reason": func(p *channel.Policy) { p.NoReason.Hours = 336 },
		"no reason, civil": func(p *channel.Policy) { p.NoReason.Civil = true }, "no reason, none": func(p *channel.Policy) { p.NoReason.Hours = 0 },
		"excluded": func(p *channel.Policy) { p.Excluded = []string{"cosmetics"} }, "at once": func(p *channel.Policy) { p.NoReasonAtOnce = true },
		"send back": func(p *channel.Policy) { p.SendBack = days(10) }, "quality": func(p *channel.Policy) { p.Quality.Hours = 24 },
		"quality, ask": func(p *channel.Policy) { p.Quality = channel.Window{Ask: true} }, "quality, proof": func(p *channel.Policy) { p.Quality = channel.Window{Proof: true} },
		"misuse": func(p *channel.Policy) { p.Misuse = channel.DeclineMisuse }, "price": func(p *channel.Policy) { p.PriceDays = 14 },
		"freight": func(p *channel.Policy) { p.Freight.Customer.Back = channel.BornByShop }, "payer": func(p *channel.Policy) { p.PaidBy = channel.PaidByPlatform },
		"consent": func(p *channel.Policy) { p.Consent = true }, "filed": func(p *channel.Policy) { p.File.Amount = 48 },
		"method":      func(p *channel.Policy) { r := p.Payback("fps"); r.Offered = false; p.SetPayback(r) },
		"method time": func(p *channel.Policy) { r := p.Payback("card"); r.Latest = days(35); p.SetPayback(r) },
		"enquiry":     func(p *channel.Policy) { p.Enquiry.Amount = 12 }, "acknowledge": func(p *channel.Policy) { p.Acknowledge.Amount = 2 },
		"propose": func(p *channel.Policy) { p.Propose.Amount = 36 }, "complex": func(p *channel.Policy) { p.ProposeComplex.Amount = 5 },
		"problem": func(p *channel.Policy) { p.Problem.Amount = 24 }, "complaint": func(p *channel.Policy) { p.Complaint.Amount = 3 },
		"complaint plan": func(p *channel.Policy) { p.ComplaintPlan.Amount = 9 }, "arbiter": func(p *channel.Policy) { p.Arbiter = true },
		"version": func(p *channel.Policy) { p.Version = 2 },
	}
	for _, lang := range text.Langs() {
		before := pageOf(t, lang, "own", nil)
		for name, change := range changes {
			after := pageOf(t, lang, "own", change)
			if before.Text() == after.Text() || before.HTML() == after.HTML() {
				t.Errorf("%s: %s changed, and the page is the same", lang, name)
			}
		}
	}
}

func TestCustomerPage_saysAllOfIt(t *testing.T) {
	for _, preset := range []string{"own", "yoho", "taobao", "whatnot"} {
		for _, lang := range text.Langs() {
			d := pageOf(t, lang, preset, nil)
			if all := d.Text() + d.HTML(); strings.Contains(all, "⟦") || strings.Contains(all, "{") && strings.Contains(all, "}") && strings.Contains(d.Text(), "{") {
				t.Errorf("%s in %s: %s", preset, lang, d.Text())
			}
		}
	}
	d := pageOf(t, text.English, "own", nil)
	for _, want := range []string{"168 hours", "fit to be sold again", "3 to 5 bank working days", "21 to 28 days", "1 Nathan Road", "3468 1200", "version 1", "Warranty"} {
		if !strings.Contains(d.Text(), want) {
			t.Errorf("the page does not say %q:\n%s", want, d.Text())
		}
	}
}

// What an owner typed is text on the page, never markup.
func TestDocument_HTML_escapes(t *testing.T) {
	d := present.Document{Lang: "en", Title: "<script>", Chapters: []present.Chapter{{Head: "a & b", Facts: []present.Fact{{"x", "<b>\ny"}}, Text: "\"q\"", Points: []string{"<i>"}}}}
	if got := d.HTML(); strings.Contains(got, "<script>") || strings.Contains(got, "<b>") || strings.Contains(got, "<i>") || !strings.Contains(got, "a &amp; b") {
		t.Errorf("HTML: %s", got)
	}
}
