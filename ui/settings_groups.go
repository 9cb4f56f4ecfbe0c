package ui

import (
	"strconv"
	"strings"

	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/stock"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

type channelQuestion = question[channel.Channel]

// figure marks a question whose answer comes from a preset or was changed here,
// and says its text in words.
func (s *channelSheet) figure(q *channelQuestion, say func(*text.Words, string) string) *channelQuestion {
	s.figures[q.name] = true
	q.say = say
	q.field.SetHint("") // said beside the source instead
	return q
}

func (s *channelSheet) time(name string, at func(*channel.Policy) *calendar.Term) *channelQuestion {
	return s.figure(s.term(name, at), sayTerm)
}

// sayTerm says "3 working_days" or "21 28 days".
func sayTerm(w *text.Words, t string) string {
	parts := strings.Fields(t)
	n, err := strconv.Atoi(parts[0])
	switch {
	case err != nil || len(parts) < 2:
		return t
	case len(parts) == 3:
		last, _ := strconv.Atoi(parts[1])
		return parts[0] + " " + w.T("settings.span.to") + " " + w.N("term."+parts[2], last)
	}
	return w.N("term."+parts[1], n)
}

// sayHours says "168".
func sayHours(w *text.Words, t string) string {
	if n, err := strconv.Atoi(t); err == nil {
		return w.N("term.hours", n)
	}
	return t
}

func sayFlag(w *text.Words, t string) string {
	if t == yes {
		return w.T("common.yes")
	}
	return w.T("common.no")
}

// sayEach says the words of several keys.
func sayEach(prefix string) func(*text.Words, string) string {
	return func(w *text.Words, t string) string {
		var words []string
		for _, k := range strings.Fields(t) {
			words = append(words, w.T(prefix+k))
		}
		return w.List(words)
	}
}

func (s *channelSheet) groups() []group[channel.Channel] {
	w := s.section.page.env.words
	head := func(key string) string { return w.T("settings.group." + key) }
	out := []group[channel.Channel]{
		{head("channel"), []*channelQuestion{
			s.word("name", askText(widgets.EntryLook{Limit: 60}), func(c *channel.Channel) *string { return &c.Name }),
			s.word("region", askChoice(s.regions()), func(c *channel.Channel) *string { return &c.Policy.Region }),
			s.flag("archived", func(c *channel.Channel) *bool { return &c.Archived }),
		}},
		{head("shipping"), []*channelQuestion{
			s.time("day_to_ship", func(p *channel.Policy) *calendar.Term { return &p.DayToShip }),
			s.figure(s.start(), sayEach("start.")),
			s.cutOff(),
			s.time("transit", func(p *channel.Policy) *calendar.Term { return &p.Transit }),
			s.time("tracking", func(p *channel.Policy) *calendar.Term { return &p.Tracking }),
			s.time("stalled", func(p *channel.Policy) *calendar.Term { return &p.Stalled }),
			s.flag("ship_whole", func(c *channel.Channel) *bool { return &c.Policy.ShipWhole }),
			s.figure(s.flag("cancel_late", func(c *channel.Channel) *bool { return &c.Policy.CancelLate }), sayFlag),
			s.flag("sees_notes", func(c *channel.Channel) *bool { return &c.Policy.SeesNotes }),
		}},
		{head("answers"), []*channelQuestion{
			s.time("enquiry", func(p *channel.Policy) *calendar.Term { return &p.Enquiry }),
			s.time("acknowledge", func(p *channel.Policy) *calendar.Term { return &p.Acknowledge }),
			s.time("propose", func(p *channel.Policy) *calendar.Term { return &p.Propose }),
			s.time("propose_complex", func(p *channel.Policy) *calendar.Term { return &p.ProposeComplex }),
			s.time("problem", func(p *channel.Policy) *calendar.Term { return &p.Problem }),
			s.time("complaint", func(p *channel.Policy) *calendar.Term { return &p.Complaint }),
			s.time("complaint_plan", func(p *channel.Policy) *calendar.Term { return &p.ComplaintPlan }),
		}},
		{head("silence"), []*channelQuestion{
			s.figure(s.flag("silence", func(c *channel.Channel) *bool { return &c.Policy.Silence }), sayFlag),
			s.term("silence_request", func(p *channel.Policy) *calendar.Term { return &p.SilenceRequest }),
			s.term("silence_return", func(p *channel.Policy) *calendar.Term { return &p.SilenceReturn }),
		}},
	}
	return append(out, s.backGroups(head)...)
}

// backGroups are what concerns goods and money on their way back.
func (s *channelSheet) backGroups(head func(string) string) []group[channel.Channel] {
	w := s.section.page.env.words
	var freight, paybacks []*channelQuestion
	for _, g := range channel.Groups() {
		freight = append(freight, s.figure(s.freight(g), sayEach("bearer.")))
	}
	freight = append(freight, s.flag("deduct_shipping", func(c *channel.Channel) *bool { return &c.Policy.DeductShipping }))
	paybacks = append(paybacks, s.offered())
	for _, m := range channel.Paybacks() {
		paybacks = append(paybacks, s.figure(s.payback(m), sayTerm))
	}
	return []group[channel.Channel]{
		{head("returns"), []*channelQuestion{
			s.figure(s.window("no_reason", func(p *channel.Policy) *channel.Window { return &p.NoReason }), sayHours),
			s.flag("no_reason_civil", func(c *channel.Channel) *bool { return &c.Policy.NoReason.Civil }),
			s.flag("no_reason_midnight", func(c *channel.Channel) *bool { return &c.Policy.NoReason.Midnight }),
			s.flag("no_reason_ask", func(c *channel.Channel) *bool { return &c.Policy.NoReason.Ask }),
			s.figure(s.flag("no_reason_at_once", func(c *channel.Channel) *bool { return &c.Policy.NoReasonAtOnce }), sayFlag),
			s.excluded(stock.Categories()),
			s.figure(s.window("quality", func(p *channel.Policy) *channel.Window { return &p.Quality }), sayHours),
			s.flag("quality_ask", func(c *channel.Channel) *bool { return &c.Policy.Quality.Ask }),
			s.flag("quality_proof", func(c *channel.Channel) *bool { return &c.Policy.Quality.Proof }),
			s.figure(s.misuse(), sayEach("misuse.")),
			s.time("send_back", func(p *channel.Policy) *calendar.Term { return &p.SendBack }),
			s.time("intake", func(p *channel.Policy) *calendar.Term { return &p.Intake }),
			s.count("price_days", w.T("unit.days"), func(p *channel.Policy) *int { return &p.PriceDays }),
		}},
		{head("freight"), freight},
		{head("refunds"), []*channelQuestion{
			s.figure(s.flag("consent", func(c *channel.Channel) *bool { return &c.Policy.Consent }), sayFlag),
			s.figure(s.flag("notice", func(c *channel.Channel) *bool { return &c.Policy.Notice }), sayFlag),
			s.figure(s.payer(), sayEach("payer.")),
			s.time("file_agreed", func(p *channel.Policy) *calendar.Term { return &p.FileAgreed }),
			s.time("file", func(p *channel.Policy) *calendar.Term { return &p.File }),
			s.figure(s.flag("arbiter", func(c *channel.Channel) *bool { return &c.Policy.Arbiter }), sayFlag),
		}},
		{head("paybacks"), paybacks},
		{head("short"), []*channelQuestion{
			s.figure(s.count("short_percent", "%", func(p *channel.Policy) *int { return &p.ShortPercent }), nil),
			s.figure(s.count("short_grams", w.T("unit.grams"), func(p *channel.Policy) *int { return &p.ShortGrams }), nil),
		}},
		{head("service"), []*channelQuestion{
			s.word("service_kind", askChoice(s.kinds()), func(c *channel.Channel) *string { return &c.Service.Kind }),
			s.word("service", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Service.Value }),
			s.word("hours", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Service.Hours }),
			s.flag("personal", func(c *channel.Channel) *bool { return &c.Service.Personal }),
		}},
		{head("manager"), []*channelQuestion{
			s.word("manager", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Manager.Name }),
			s.word("manager_email", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Manager.Email }),
			s.word("manager_phone", askText(widgets.EntryLook{Limit: 60}), func(c *channel.Channel) *string { return &c.Manager.Phone }),
		}},
	}
}
