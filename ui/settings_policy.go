package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// channelSheet is one channel: its name, the figures of its policy each with
// where it comes from, and how customers reach the shop there.
type channelSheet struct {
	section *channelSection
	sheet   *sheet[channel.Channel]
	bar     *saveBar
	head    *fyne.Container
	root    fyne.CanvasObject
}

func newChannelSheet(s *channelSection, c channel.Channel) *channelSheet {
	p := s.page
	out := &channelSheet{section: s, sheet: &sheet[channel.Channel]{env: p.env, check: channel.Channel.Check}, head: container.NewStack()}
	out.bar = p.newBar(p.env.words.T("settings.keep_version"))
	var body []fyne.CanvasObject
	for _, g := range out.groups() {
		body = append(body, groupHead(g.head, len(body) == 0))
		for _, q := range g.questions {
			body = append(body, q.field)
		}
		out.sheet.questions = append(out.sheet.questions, g.questions...)
	}
	out.sheet.changed = out.changed
	out.sheet.listen()
	enterSaves(p, out.sheet)
	out.sheet.grown = func() { out.root.Refresh() }
	out.root = widgets.NewPage([]fyne.CanvasObject{out.head}, widgets.NewBody(settingsRoom, 8, body...), out.bar.root)
	return out
}

// show takes the channel in and says of each figure where it comes from.
func (s *channelSheet) show(c channel.Channel) {
	s.sheet.show(c)
	w := s.section.page.env.words
	name := c.Name
	if c.ID == 0 {
		name = w.T("settings.channel.new")
	}
	s.head.Objects = []fyne.CanvasObject{widgets.NewPageHeader(name, widgets.NewText(w.T("settings.preset."+c.Preset+".what"), widgets.Second()),
		widgets.NewText(w.T("settings.version", domain.Args{"n": c.Policy.Version}), widgets.Small()))}
	s.head.Refresh()
	preset, known := s.section.page.env.desk.Presets.Policies[c.Preset]
	for _, q := range s.sheet.questions {
		if !policyFigures[q.name] || !known {
			continue
		}
		was := ""
		if t := q.read(channel.Channel{Policy: preset}); t != q.was {
			was = s.said(t)
		}
		q.field.SetAside(sourceOf(present.FigureSource(w, c, q.name, was)))
	}
}

// policyFigures are the questions of which it is said where the figure comes from.
var policyFigures = map[string]bool{"day_to_ship": true, "transit": true, "enquiry": true, "acknowledge": true, "propose": true, "problem": true,
	"send_back": true, "intake": true, "file": true, "no_reason": true, "quality": true}

// said is a figure's text in words: "3 working_days" is "3 working days".
func (s *channelSheet) said(t string) string {
	w := s.section.page.env.words
	amount, unit, found := strings.Cut(t, " ")
	n, err := strconv.Atoi(amount)
	switch {
	case found && err == nil:
		return w.N("term."+unit, n)
	case err == nil:
		return w.N("term.hours", n)
	case t == "":
		return w.T("common.none")
	}
	return t
}

// sourceOf shows where a figure comes from.
func sourceOf(m present.Mark, note string) fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	if m.Word != "" {
		parts = append(parts, widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word))
	}
	// Where room lacks the note is cut, and whole under the pointer.
	words := widgets.NewTapArea(widgets.NewText(note, widgets.Small()), note, nil)
	return widgets.NewRow(6, append(parts, widgets.Grow(words))...)
}

// changed says what a save would do: a changed policy is a new version.
func (s *channelSheet) changed() {
	w := s.section.page.env.words
	word := w.T("action.save")
	if draft, _ := s.sheet.draft(); draft.ID != 0 && !draft.Policy.Same(s.sheet.value.Policy) {
		word = w.T("settings.save_version", domain.Args{"n": draft.Policy.Version + 1})
	}
	touched := s.sheet.touched()
	s.bar.set(touched || s.sheet.value.ID == 0, word)
	s.section.list.Refresh()
}

type channelQuestion = question[channel.Channel]

func (s *channelSheet) groups() []group[channel.Channel] {
	w := s.section.page.env.words
	head := func(key string) string { return w.T("settings.group." + key) }
	return []group[channel.Channel]{
		{head("channel"), []*channelQuestion{
			s.word("name", askText(widgets.EntryLook{Limit: 60}), func(c *channel.Channel) *string { return &c.Name }),
			s.word("region", askChoice(s.regions()), func(c *channel.Channel) *string { return &c.Policy.Region }),
			s.flag("archived", func(c *channel.Channel) *bool { return &c.Archived }),
		}},
		{head("shipping"), []*channelQuestion{
			s.term("day_to_ship", func(p *channel.Policy) *calendar.Term { return &p.DayToShip }),
			s.start(),
			s.cutOff(),
			s.term("transit", func(p *channel.Policy) *calendar.Term { return &p.Transit }),
			s.flag("ship_whole", func(c *channel.Channel) *bool { return &c.Policy.ShipWhole }),
			s.flag("cancel_late", func(c *channel.Channel) *bool { return &c.Policy.CancelLate }),
			s.flag("sees_notes", func(c *channel.Channel) *bool { return &c.Policy.SeesNotes }),
		}},
		{head("answers"), []*channelQuestion{
			s.term("enquiry", func(p *channel.Policy) *calendar.Term { return &p.Enquiry }),
			s.term("acknowledge", func(p *channel.Policy) *calendar.Term { return &p.Acknowledge }),
			s.term("propose", func(p *channel.Policy) *calendar.Term { return &p.Propose }),
			s.term("problem", func(p *channel.Policy) *calendar.Term { return &p.Problem }),
		}},
		{head("returns"), []*channelQuestion{
			s.window("no_reason", func(p *channel.Policy) *channel.Window { return &p.NoReason }),
			s.flag("no_reason_civil", func(c *channel.Channel) *bool { return &c.Policy.NoReason.Civil }),
			s.flag("no_reason_midnight", func(c *channel.Channel) *bool { return &c.Policy.NoReason.Midnight }),
			s.window("quality", func(p *channel.Policy) *channel.Window { return &p.Quality }),
			s.flag("quality_ask", func(c *channel.Channel) *bool { return &c.Policy.Quality.Ask }),
			s.term("send_back", func(p *channel.Policy) *calendar.Term { return &p.SendBack }),
			s.term("intake", func(p *channel.Policy) *calendar.Term { return &p.Intake }),
		}},
		{head("refunds"), []*channelQuestion{
			s.flag("consent", func(c *channel.Channel) *bool { return &c.Policy.Consent }),
			s.flag("notice", func(c *channel.Channel) *bool { return &c.Policy.Notice }),
			s.payer(),
			s.term("file", func(p *channel.Policy) *calendar.Term { return &p.File }),
			s.flag("arbiter", func(c *channel.Channel) *bool { return &c.Policy.Arbiter }),
		}},
		{head("service"), []*channelQuestion{
			s.word("service_kind", askChoice(s.kinds()), func(c *channel.Channel) *string { return &c.Service.Kind }),
			s.word("service", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Service.Value }),
			s.word("hours", askText(widgets.EntryLook{Limit: 120}), func(c *channel.Channel) *string { return &c.Service.Hours }),
			s.flag("personal", func(c *channel.Channel) *bool { return &c.Service.Personal }),
		}},
	}
}
