package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/ui/widgets"
)

// askLegs asks for a choice for each of several things: their keys, parted by
// spaces.
func askLegs(n int, options []widgets.Option) asked {
	selects := make([]*widgets.Select, n)
	parts := make([]fyne.CanvasObject, n)
	tell := func() {}
	for i := range selects {
		selects[i] = widgets.NewSelect(options, "", func(string) { tell() })
		parts[i] = widgets.Grow(selects[i])
	}
	return asked{part: widgets.NewRow(4, parts...),
		text: func() string {
			keys := make([]string, n)
			for i, s := range selects {
				keys[i] = s.Selected()
			}
			return strings.Join(keys, " ")
		},
		put: func(t string) {
			keys := strings.Fields(t)
			for i, s := range selects {
				if i < len(keys) {
					s.SetSelected(keys[i])
				}
			}
		},
		hear: func(changed func()) { tell = changed }}
}

// askSpan asks for the first and the last of a time, and its unit: "3 5 bank_days".
func askSpan(units []widgets.Option, between string) asked {
	tell := func() {}
	amount := func() *widgets.Entry {
		e := widgets.NewEntry(widgets.EntryLook{Right: true, SelectAll: true, Limit: 4})
		e.OnChanged = func(string) { tell() }
		return e
	}
	first, last := amount(), amount()
	unit := widgets.NewSelect(units, units[0].Key, func(string) { tell() })
	part := widgets.NewRow(6, widgets.NewSized(52, 0, first), widgets.NewText(between, widgets.Small()), widgets.NewSized(52, 0, last), widgets.Grow(unit))
	return asked{part: part, entry: last,
		text: func() string {
			return strings.TrimSpace(first.Text()) + " " + strings.TrimSpace(last.Text()) + " " + unit.Selected()
		},
		put: func(t string) {
			if parts := strings.Split(t, " "); len(parts) == 3 {
				first.SetText(parts[0])
				last.SetText(parts[1])
				unit.SetSelected(parts[2])
			}
		},
		hear: func(changed func()) { tell = changed }}
}

// wideField is field with a control that needs more room.
func (s *channelSheet) wideField(name string, a asked, hint string) *widgets.Field {
	return widgets.NewSideField(settingsWord(s.section.page.env, name), settingsLabel, a.part, settingsWide, hint)
}

func (s *channelSheet) freight(g channel.Group) *channelQuestion {
	w, name := s.section.page.env.words, "freight_"+string(g)
	var bearers []widgets.Option
	for _, b := range channel.Bearers() {
		bearers = append(bearers, widgets.Option{Key: string(b), Word: w.T("bearer." + string(b))})
	}
	a := askLegs(len(channel.AllLegs()), bearers)
	return &channelQuestion{name: name, ask: a, field: s.wideField(name, a, ""),
		read: func(c channel.Channel) string {
			var keys []string
			for _, leg := range channel.AllLegs() {
				keys = append(keys, string(c.Policy.Freight.Bearer(g, leg)))
			}
			return strings.Join(keys, " ")
		},
		write: func(c *channel.Channel, t string) *domain.Error {
			keys := strings.Fields(t)
			for i, leg := range channel.AllLegs() {
				if i < len(keys) {
					*c.Policy.Freight.Of(g).At(leg) = channel.Bearer(keys[i])
				}
			}
			return nil
		}}
}

// payback asks when the money of a method arrives.
func (s *channelSheet) payback(method string) *channelQuestion {
	name := "refunds_" + method
	a := askSpan(termUnits(s.section.page.env), s.section.page.env.words.T("settings.span.to"))
	return &channelQuestion{name: name, ask: a, field: s.wideField(name, a, ""),
		read: func(c channel.Channel) string {
			r := c.Policy.Payback(method)
			return strconv.Itoa(r.Soonest.Amount) + " " + strconv.Itoa(r.Latest.Amount) + " " + string(r.Latest.Unit)
		},
		write: func(c *channel.Channel, t string) *domain.Error {
			parts := strings.Split(t, " ")
			r := c.Policy.Payback(method)
			for i, at := range []*calendar.Term{&r.Soonest, &r.Latest} {
				n, err := strconv.Atoi(parts[i])
				if err != nil {
					return domain.Wrong(name, "term.amount", domain.Args{"value": parts[i]})
				}
				*at = calendar.Term{Amount: n, Unit: calendar.Unit(parts[2])}
			}
			c.Policy.SetPayback(r)
			return nil
		}}
}

// offered asks which methods stand on the customer page.
func (s *channelSheet) offered() *channelQuestion {
	var options []widgets.Option
	for _, m := range channel.Paybacks() {
		options = append(options, widgets.Option{Key: m, Word: s.section.page.env.words.T("policy.refunds_" + m)})
	}
	a := askSome(options)
	return &channelQuestion{name: "offered", ask: a, field: widgets.NewSideField(settingsWord(s.section.page.env, "offered"), settingsLabel, a.part, 0, ""),
		read: func(c channel.Channel) string {
			var keys []string
			for _, m := range channel.Paybacks() {
				if c.Policy.Payback(m).Offered {
					keys = append(keys, m)
				}
			}
			return strings.Join(keys, ",")
		},
		write: func(c *channel.Channel, t string) *domain.Error {
			on := strings.Split(t, ",")
			for _, m := range channel.Paybacks() {
				r := c.Policy.Payback(m)
				r.Offered = slices.Contains(on, m)
				c.Policy.SetPayback(r)
			}
			return nil
		}}
}

// count asks for a whole number.
func (s *channelSheet) count(name, unit string, at func(*channel.Policy) *int) *channelQuestion {
	a := askText(widgets.EntryLook{Unit: unit, SelectAll: true, Limit: 6})
	return &channelQuestion{name: name, ask: a, field: s.field(name, a, s.hint(name)),
		read: func(c channel.Channel) string { return strconv.Itoa(*at(&c.Policy)) },
		write: func(c *channel.Channel, t string) *domain.Error {
			n, err := strconv.Atoi(strings.TrimSpace(t))
			if err != nil {
				return domain.Wrong(name, "field.whole", domain.Args{"value": t})
			}
			*at(&c.Policy) = n
			return nil
		}}
}

func (s *channelSheet) misuse() *channelQuestion {
	a := askChoice(s.options("misuse.", string(channel.AcceptMisuse), string(channel.AskMisuse), string(channel.DeclineMisuse)))
	return &channelQuestion{name: "misuse", ask: a, field: s.field("misuse", a, ""),
		read: func(c channel.Channel) string { return string(c.Policy.Misuse) },
		write: func(c *channel.Channel, t string) *domain.Error {
			c.Policy.Misuse = channel.Misuse(t)
			return nil
		}}
}

// excluded asks which categories are not taken back without a reason.
func (s *channelSheet) excluded(categories []string) *channelQuestion {
	var options []widgets.Option
	for _, c := range categories {
		options = append(options, widgets.Option{Key: c, Word: s.section.page.env.words.T("category." + c)})
	}
	a := askSome(options)
	return &channelQuestion{name: "excluded", ask: a, field: widgets.NewSideField(settingsWord(s.section.page.env, "excluded"), settingsLabel, a.part, 0, ""),
		read: func(c channel.Channel) string { return strings.Join(c.Policy.Excluded, ",") },
		write: func(c *channel.Channel, t string) *domain.Error {
			c.Policy.Excluded = nil
			if t != "" {
				c.Policy.Excluded = strings.Split(t, ",")
			}
			return nil
		}}
}
