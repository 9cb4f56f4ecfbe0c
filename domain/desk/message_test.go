package desk_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/domain/refund"
)

func withTemplates(c *counter) {
	b, err := assets.FS.ReadFile("presets/messages.json")
	c.must(err)
	c.must(json.Unmarshal(b, &c.Presets.Messages))
}

// Yoho's notice carries order number, reason, amount and the fact of consent, and
// goes to the channel's manager (R7).
func TestDesk_ComposeMessage_notice(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	o := c.order("yoho", facts("Y1", c.now))
	ch := c.channel("yoho")
	ch.Manager = channel.Manager{Name: "Ms Lau", Email: "lau@yoho.example"}
	_, err := c.SaveChannel(c.ctx, ch)
	c.must(err)
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "out_of_stock", Remedy: casefile.RefundOnly, Items: []casefile.Asked{{Line: 1, Quantity: 2}}}})
	c.must(err)
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Tell})
	c.must(err)
	_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Answer, Choice: casefile.WantsMoney})
	c.must(err)
	v, err = c.FileRefund(c.ctx, desk.RefundRequest{Case: v.ID, Method: refund.FPS, By: "陳大文", How: "whatsapp", When: c.now, Payee: "陳大文"})
	c.must(err)
	got, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "notice", Entity: "refund", ID: v.Refunds[0].ID, Language: "en"})
	c.must(err)
	for _, want := range []string{"Y1", "out_of_stock", "110.00", "陳大文", "Ms Lau"} {
		if !strings.Contains(got.Body, want) {
			t.Errorf("the notice does not say %q: %s", want, got.Body)
		}
	}
	if got.Email != "lau@yoho.example" || got.To != "Ms Lau" {
		t.Errorf("the notice goes to %q, %q", got.To, got.Email)
	}
	told, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "refund_filed", Entity: "case", ID: v.ID})
	c.must(err)
	for _, hole := range told.Missing {
		if hole == "money by" {
			t.Errorf("when the money arrives is not worked out: %s", told.Body)
		}
	}
	if told.Lang != "zh-Hant" {
		t.Errorf("a customer called 陳大文 is written to in %s", told.Lang)
	}
}

// An owner's words for a built-in template are used; taken away, its own are.
func TestDesk_SaveTemplate(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	o := c.order("own", facts("LS-1", c.now))
	_, err := c.SaveTemplate(c.ctx, message.Template{Code: "apology", Texts: map[string]message.Text{"en": {Subject: "Oh no", Body: "Sorry, {customer}."}}})
	c.must(err)
	got, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "apology", Entity: "order", ID: o.ID, Language: "fr"})
	c.must(err)
	if got.Subject != "Oh no" || !got.Fell {
		t.Errorf("the owner's words: %+v, want the English ones, and that it is said", got)
	}
	_, err = c.SaveTemplate(c.ctx, message.Template{Code: "promise", About: "order", Texts: map[string]message.Text{"en": {Body: "Your money is back in 3 days."}}})
	c.refused(err, "message.promise")
	all, err := c.SaveTemplate(c.ctx, message.Template{Code: "birthday", Name: "Birthday", About: "order", Texts: map[string]message.Text{"en": {Body: "Happy birthday, {customer}"}}})
	c.must(err)
	if all[len(all)-1].Code != "birthday" {
		t.Errorf("the own template is not in the list")
	}
	all, err = c.SaveTemplate(c.ctx, message.Template{Code: "apology"})
	c.must(err)
	for _, m := range all {
		if m.Code == "apology" && m.Own {
			t.Error("the built-in words did not come back")
		}
	}
	_, err = c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "nothing", Entity: "order", ID: o.ID})
	c.refused(err, "missing.template")
}

// What was sent stands in the timeline; a person's own number goes into nothing;
// the night where the customer is warns.
func TestDesk_SendMessage(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	f := facts("LS-1", c.now)
	f.Customer.Country = "US"
	o := c.order("own", f)
	got, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "apology", Entity: "order", ID: o.ID})
	c.must(err)
	hour := c.now.In(message.ZoneOf("US")).Hour()
	if want := hour >= 21 || hour < 8; got.Night != want {
		t.Errorf("at %d:00 in New York: night %v", hour, got.Night)
	}
	_, err = c.SendMessage(c.ctx, desk.SendRequest{Entity: "order", ID: o.ID, Way: "email", Template: "apology", Subject: got.Subject, Body: strings.NewReplacer("{contact}", "", "{items}", "").Replace(got.Body)})
	c.must(err)
	_, err = c.SendMessage(c.ctx, desk.SendRequest{Entity: "order", ID: o.ID, Way: "email", Body: "x", At: c.now.Add(time.Hour)})
	c.refused(err, "message.in_future")
	_, err = c.SendMessage(c.ctx, desk.SendRequest{Entity: "order", ID: 999, Way: "email", Body: "x"})
	c.refused(err, "missing.order")
	v, err := c.Order(c.ctx, o.ID)
	c.must(err)
	if len(v.Messages) != 1 || v.Messages[0].Template != "apology" {
		t.Errorf("timeline: %+v", v.Messages)
	}
	again, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "apology", Entity: "order", ID: o.ID})
	c.must(err)
	if again.Last.IsZero() {
		t.Error("it is not said that this was sent already")
	}
}

// How money travels stands inside a sentence; a method that knows its payee
// leaves no hole for one.
func TestDesk_messageOfMoney_leavesNoHoleForAKnownPayee(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	for m, payee := range map[refund.Method]string{refund.Original: "message.payee.original", refund.Card: "message.payee.card", refund.Cash: "陳大文", refund.FPS: "6123 4410"} {
		o := c.delivered("own", "LS-"+string(m))
		v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "discount_not_given", Remedy: casefile.PartRefund, Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
		c.must(err)
		_, err = c.DoStep(c.ctx, desk.StepRequest{Case: v.ID, Step: casefile.Reply})
		c.must(err)
		_, err = c.AgreeCase(c.ctx, desk.DecideRequest{Case: v.ID})
		c.must(err)
		ask := desk.RefundRequest{Case: v.ID, Amount: hkd(500), Method: m}
		if m.NeedsPayee() {
			ask.Payee = payee
		}
		_, err = c.ProposeRefund(c.ctx, ask)
		c.must(err)
		got, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "consent", Entity: "case", ID: v.ID, Language: "en"})
		c.must(err)
		if want := "by message.method." + string(m) + " to " + payee + "."; !strings.Contains(got.Body, want) || slices.Contains(got.Missing, "payee") {
			t.Errorf("%s: %q lacks %q, holes %v", m, got.Body, want, got.Missing)
		}
	}
}

// A message about a goodwill payment names its amount and payee, one about an
// entry of the register its parcel; both stand in the timeline of their order.
func TestDesk_messagesOfTheBooks(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	o := c.delivered("own", "LS-1")
	g, err := c.ProposeGoodwill(c.ctx, desk.GoodwillRequest{Order: o.ID, Amount: hkd(1500), Reason: refund.FreightAdvanced, Method: refund.FPS, Payee: "6123 4410"})
	c.must(err)
	k, err := c.OpenClaim(c.ctx, desk.ClaimRequest{Order: o.ID, Party: claim.Carrier, Matter: claim.Lost, Parcel: "SF123", Problem: "Nothing came"})
	c.must(err)
	paid, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "goodwill_paid", Entity: "goodwill", ID: g.ID, Language: "en"})
	c.must(err)
	asked, err := c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "tracking", Entity: "claim", ID: k.ID, Language: "en"})
	c.must(err)
	if !strings.Contains(paid.Body, hkd(1500).String()) || paid.OrderID != o.ID || paid.To == "" || !strings.Contains(asked.Body, "SF123") {
		t.Errorf("composed %+v and %+v", paid, asked)
	}
	for entity, id := range map[string]domain.ID{"goodwill": g.ID, "claim": k.ID} {
		_, err = c.SendMessage(c.ctx, desk.SendRequest{Entity: entity, ID: id, Way: "whatsapp", Body: "About the " + entity})
		c.must(err)
	}
	all, err := c.Messages(c.ctx, desk.MessageQuery{Entity: "order", ID: o.ID})
	c.must(err)
	if len(all) != 2 {
		t.Errorf("the order has %d messages, want both: %+v", len(all), all)
	}
	_, err = c.ComposeMessage(c.ctx, desk.ComposeRequest{Template: "tracking", Entity: "claim", ID: 999})
	c.refused(err, "missing.claim")
}
