package desk_test

import (
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
)

// A message to the customer answers the request, and one that tells of the money
// does its step; what came from the customer answers nothing.
func TestSendMessage_doesTheStep(t *testing.T) {
	c := begun(t)
	withTemplates(c)
	o := c.delivered("own", "LS-1")
	v, err := c.OpenCase(c.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "changed_mind", Remedy: casefile.ReturnRefund, Received: true, Worn: casefile.No, Tags: casefile.Yes,
		Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	c.must(err)
	say := func(in bool, template string) {
		c.later(1)
		_, err := c.SendMessage(c.ctx, desk.SendRequest{Entity: "case", ID: v.ID, In: in, Way: "whatsapp", Template: template, Language: "en", Subject: "About your return", Body: "Hello."})
		c.must(err)
		v = c.again(v)
	}
	say(true, "")
	if !v.Awaits(casefile.Reply) {
		t.Error("what the customer wrote answers their own request")
	}
	say(false, "solution")
	s, _ := v.Step(casefile.Reply)
	if k, _ := v.Clocks.Of(casefile.AcknowledgeClock); s.Done.IsZero() || s.Note != "About your return" || k.Face(c.now) != clock.Met {
		t.Errorf("answered: the step is %+v, its clock %s", s, k.Face(c.now))
	}
	v = c.takesIn(c.steps(v, "case.agree", `{}`, "case.retain", `{"offer":"gift"}`, "case.sent_back", `{"tracking":"SF1"}`))
	c.does(v, "refund.file", `{"method":"fps"}`)
	say(false, "refund_filed")
	if s, _ := v.Step(casefile.TellFiled); s.Done.IsZero() {
		t.Error("told that it is filed, and the step still asks for it")
	}
}
