package ui

import (
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/ui/widgets"
)

// field sets a question's control beside its label.
func (s *channelSheet) field(name string, a asked, hint string) *widgets.Field {
	return widgets.NewSideField(settingsWord(s.section.page.env, name), settingsLabel, a.part, settingsSlim, hint)
}

// hint is what stands beside a question, where something does.
func (s *channelSheet) hint(name string) string {
	w := s.section.page.env.words
	if key := "settings.hint." + name; w.Has(key) {
		return w.T(key)
	}
	return ""
}

func (s *channelSheet) word(name string, a asked, at func(*channel.Channel) *string) *channelQuestion {
	return &channelQuestion{name: name, ask: a, field: s.field(name, a, s.hint(name)),
		read: func(c channel.Channel) string { return *at(&c) },
		write: func(c *channel.Channel, t string) *domain.Error {
			*at(c) = strings.TrimSpace(t)
			return nil
		}}
}

func (s *channelSheet) flag(name string, at func(*channel.Channel) *bool) *channelQuestion {
	q := truth(s.section.page, name, "", "", at)
	q.field = s.field(name, q.ask, s.hint(name))
	return q
}

func (s *channelSheet) term(name string, at func(*channel.Policy) *calendar.Term) *channelQuestion {
	a := askTerm(termUnits(s.section.page.env))
	return &channelQuestion{name: name, ask: a, field: s.field(name, a, ""),
		read: func(c channel.Channel) string { return at(&c.Policy).String() },
		write: func(c *channel.Channel, t string) *domain.Error {
			term, e := readTerm(name, t)
			if e == nil {
				*at(&c.Policy) = term
			}
			return e
		}}
}

// termUnits are the units in which a term is counted.
func termUnits(e env) []widgets.Option {
	var out []widgets.Option
	for _, u := range calendar.Units() {
		out = append(out, widgets.Option{Key: string(u), Word: e.words.T("unit." + string(u))})
	}
	return out
}

// readTerm understands "3 working_days" as askTerm writes it.
func readTerm(field, t string) (calendar.Term, *domain.Error) {
	amount, unit, _ := strings.Cut(strings.TrimSpace(t), " ")
	n, err := strconv.Atoi(amount)
	if err != nil {
		return calendar.Term{}, domain.Wrong(field, "term.amount", domain.Args{"value": amount})
	}
	term := calendar.Term{Amount: n, Unit: calendar.Unit(unit)}
	return term, term.Check(field)
}

func (s *channelSheet) window(name string, at func(*channel.Policy) *channel.Window) *channelQuestion {
	a := askText(widgets.EntryLook{Unit: s.section.page.env.words.T("unit.hours"), SelectAll: true, Limit: 6})
	return &channelQuestion{name: name, ask: a, field: s.field(name, a, ""),
		read: func(c channel.Channel) string { return strconv.Itoa(at(&c.Policy).Hours) },
		write: func(c *channel.Channel, t string) *domain.Error {
			n, err := strconv.Atoi(strings.TrimSpace(t))
			if err != nil {
				return domain.Wrong(name, "policy.window", domain.Args{"value": t})
			}
			at(&c.Policy).Hours = n
			return nil
		}}
}

func (s *channelSheet) cutOff() *channelQuestion {
	a := askText(widgets.EntryLook{Placeholder: "18:00", SelectAll: true, Limit: 8})
	return &channelQuestion{name: "cut_off", ask: a, field: s.field("cut_off", a, ""),
		read: func(c channel.Channel) string { return string(c.Policy.CutOff) },
		write: func(c *channel.Channel, t string) *domain.Error {
			c.Policy.CutOff = calendar.Clock(strings.TrimSpace(t))
			return nil
		}}
}

func (s *channelSheet) start() *channelQuestion {
	a := askChoice(s.options("start.", string(channel.FromPaid), string(channel.FromPlaced)))
	return &channelQuestion{name: "ship_from", ask: a, field: s.field("ship_from", a, ""),
		read: func(c channel.Channel) string { return string(c.Policy.ShipFrom) },
		write: func(c *channel.Channel, t string) *domain.Error {
			c.Policy.ShipFrom = channel.Start(t)
			return nil
		}}
}

func (s *channelSheet) payer() *channelQuestion {
	a := askChoice(s.options("payer.", string(channel.PaidByShop), string(channel.PaidByPlatform)))
	return &channelQuestion{name: "paid_by", ask: a, field: s.field("paid_by", a, ""),
		read: func(c channel.Channel) string { return string(c.Policy.PaidBy) },
		write: func(c *channel.Channel, t string) *domain.Error {
			c.Policy.PaidBy = channel.Payer(t)
			return nil
		}}
}

func (s *channelSheet) options(prefix string, keys ...string) []widgets.Option {
	out := make([]widgets.Option, len(keys))
	for i, k := range keys {
		out[i] = widgets.Option{Key: k, Word: s.section.page.env.words.T(prefix + k)}
	}
	return out
}

// kinds are the ways in which a customer reaches the shop; none is allowed.
func (s *channelSheet) kinds() []widgets.Option {
	return append([]widgets.Option{{Key: "", Word: s.section.page.env.words.T("common.none")}}, s.options("contact.kind.", channel.ContactKinds()...)...)
}

// regions are those whose holidays are known; none means the shop's own.
func (s *channelSheet) regions() []widgets.Option {
	p := s.section.page
	out := []widgets.Option{{Key: "", Word: p.env.words.T("settings.region.shop")}}
	for _, h := range p.setup.Holidays {
		out = append(out, widgets.Option{Key: h.Region, Word: regionWord(p.env, h.Region)})
	}
	return out
}
