package ui

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// dayField is one end of the days that the log is narrowed to.
func (p *logPage) dayField() *widgets.DateField {
	f := newDateField(p.env, "")
	f.OnDate = func(_ widgets.Date, ok bool) {
		if ok { // one that is half typed asks for nothing
			p.narrow()
		}
	}
	f.OnEscape = func() { p.list.Focus() }
	return f
}

// narrow asks for the days in the fields.
func (p *logPage) narrow() {
	from, _ := dayOf("from", p.from)
	to, _ := dayOf("to", p.to)
	p.query.From, p.query.Until = time.Time{}, time.Time{}
	if from != "" {
		p.query.From = from.Start(p.env.shell.zone)
	}
	if to != "" {
		p.query.Until = to.End(p.env.shell.zone)
	}
	p.ask()
}

// verify reads the whole log in the background and marks where it is not as it
// was written.
func (p *logPage) verify() {
	run(p.env.work, &p.checking, func(ctx context.Context) (desk.LogCheck, error) {
		return p.env.desk.CheckLog(ctx, desk.LogQuestion{})
	}, func(c desk.LogCheck, err error) {
		if err != nil {
			return // the list itself says why
		}
		p.check = c
		p.mark()
	})
}

// mostWarnings is how many breaks stand above the list; each is marked in it.
const mostWarnings = 3

// mark shows where the chain breaks: above the list, and at the entries.
func (p *logPage) mark() {
	w := p.env.speak()
	p.breaks = map[int64]string{}
	p.warning.RemoveAll()
	for i, sentence := range present.Breaks(w, p.check.Breaks) {
		b := p.check.Breaks[i]
		at := b.Seq
		if b.Kind == "missing" { // the entry behind the gap shows it; before the end there is none
			at = b.Next
		}
		p.breaks[at] = sentence
		if i < mostWarnings {
			p.warning.Add(widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 4}, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Sentence: sentence}, nil)))
		}
	}
	if n := len(p.check.Breaks) - mostWarnings; n > 0 {
		p.warning.Add(widgets.NewInset(widgets.Inset{Left: 16, Right: 16, Bottom: 4}, widgets.NewText(w.N("log.break.more", n), widgets.Plain())))
	}
	p.showHead()
	p.warning.Refresh()
	p.root.Refresh()
	p.list.Refresh()
}

// showHead says where the chain ends, and whether it is whole.
func (p *logPage) showHead() {
	h := p.view_.Head
	key := "log.head"
	if p.check.Entries == h.Seq && len(p.check.Breaks) == 0 && h.Seq > 0 {
		key = "log.head.whole"
	}
	p.foot.Set(p.env.speak().T(key, domain.Args{"seq": h.Seq, "hash": h.Hash[:min(16, len(h.Hash))]}))
}

// daySheet prints the last of the days that the log is narrowed to, today where
// it is not.
func (p *logPage) daySheet() {
	day, e := dayOf("to", p.to)
	if e != nil {
		p.env.shell.fail(e)
		return
	}
	if day == "" {
		day = calendar.DateOf(p.env.now(), p.env.shell.zone)
	}
	w := p.env.speak()
	p.papers.press(w.T("daysheet.title", domain.Args{"day": w.FullDate(day)}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		v, err := p.env.desk.LogOfDay(ctx, desk.DayQuestion{Day: day})
		if err != nil {
			return paper.Paper{}, err
		}
		setup, err := p.env.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.List(paper.DaySheetOf(v, setup, w), paper.Setting{At: p.env.now(), Zone: setup.Zone, Languages: paper.Alone(w.Lang())})
	})
}
