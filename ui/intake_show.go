package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// show draws all of the desk anew: it is small, and nothing in it is typed into
// but the field that is kept.
func (p *intakePage) show() {
	set(p.band, widgets.NewIntakeAnswer(p.bandLook()))
	p.showRows()
	set(p.bar, widgets.NewKeyBar(p.env.speak().T("intake.key.scan"), p.shownKeys()...))
	p.showPile()
	p.root.Refresh()
	p.scrollToNow()
}

func set(place *fyne.Container, part fyne.CanvasObject) {
	place.Objects = []fyne.CanvasObject{part}
	place.Refresh()
}

// bandLook is what can be read from two metres.
func (p *intakePage) bandLook() widgets.IntakeAnswerLook {
	w := p.env.speak()
	s := p.answer
	look := widgets.IntakeAnswerLook{Code: s.Code, Who: p.bandWho()}
	mark := present.Scan(w, s.Answer)
	switch p.mode {
	case intakeEmpty:
		return widgets.IntakeAnswerLook{Shape: theme.Ring, Tone: theme.Muted, Code: w.T("intake.ready"), Who: w.T("intake.ready.what")}
	case intakeCounting:
		return widgets.IntakeAnswerLook{Shape: theme.Pie, Tone: theme.Warn, Code: w.T("intake.pile.count"), Who: w.T("intake.pile.count.what", domain.Args{"n": len(p.pile.in)}), What: p.digits}
	case intakeOther:
		return p.otherLook()
	case intakeDone:
		mark = takenIn(p.env)
		look.Note = tookWords(p.env, p.parcel)
	}
	look.Shape, look.Tone, look.Word = mark.Shape, theme.Tone(mark.Tone), mark.Word
	if s.Parcel != nil {
		look.Code = s.Parcel.Number
	}
	if s.Order != nil && s.Parcel != nil && len(s.Parcel.CaseIDs) == 0 {
		look.What, look.Note = w.T("intake.left_with", domain.Args{"order": s.Order.Number}), p.howWord()
	}
	if in := p.inspection(); in != nil && len(in.Counts) > 0 {
		look.What = w.N("intake.items", len(in.Counts))
		if c := in.Counts[0]; len(in.Counts) == 1 {
			look.What, look.Note = w.T("intake.one_item", domain.Args{"n": c.Said, "title": c.Title}), c.SKU
		}
		if in.Serial != "" {
			look.Note = w.List([]string{look.Note, in.Serial})
		}
	}
	return look
}

// inspection is the one that the desk is about, nil for none.
func (p *intakePage) inspection() *parcel.Inspection {
	if d := p.parcel.Draft(); d != nil {
		return d
	}
	return p.parcel.Last()
}

// bandWho says whose parcel it is and why it comes, or what to do with it.
func (p *intakePage) bandWho() string {
	w, s := p.env.speak(), p.answer
	switch s.Answer {
	case parcel.NotOurs:
		words := w.T("intake.nothing_changed", domain.Args{"why_key": "scan.why." + s.Why})
		if s.Product != nil {
			return w.List(nonEmpty(s.Product.Title, words))
		}
		return words
	case parcel.AlreadyIn:
		return takenInBy(p.env, p.parcel)
	case parcel.Unknown:
		return w.T("intake.recorded", domain.Args{"code": s.Code})
	}
	var parts []string
	if p.parcel.How != parcel.SentBack {
		parts = append(parts, p.howWord())
	}
	if s.Customer != "" {
		parts = append(parts, s.Customer)
	}
	if s.Case != nil {
		parts = append(parts, w.T("remedy."+string(s.Case.Remedy)), w.T("reason."+s.Case.Reason))
	}
	return w.List(parts)
}

func (p *intakePage) showRows() {
	w := p.env.speak()
	p.body.RemoveAll()
	switch p.mode {
	case intakeEmpty:
		p.showWaiting()
	case intakeTyping:
		p.body.Add(widgets.NewInset(widgets.Around(24), p.field))
	case intakeAnswered:
		p.body.Add(widgets.NewInset(widgets.Around(24), widgets.NewParagraph(w.T("intake.next."+string(p.answer.Answer)), widgets.Title())))
	case intakeCounting:
		p.showCounting()
	case intakeOther:
		p.body.Add(widgets.NewInset(widgets.Around(24), widgets.NewParagraph(w.T("intake.other.ask"), widgets.Title())))
	case intakeChecking, intakeDone:
		in := p.inspection()
		for i, s := range stationsOf(*in) {
			if s.kind == atEnd && p.mode == intakeDone {
				continue
			}
			look := p.rowLook(*in, s)
			if look.Now = p.mode == intakeChecking && i == p.at; look.Now {
				look.Shape = theme.Play
			}
			p.body.Add(p.row(look, i))
		}
	}
	p.showStrip()
}

// row is a line of the list; tapping it goes there.
func (p *intakePage) row(look widgets.IntakeCheckLook, i int) fyne.CanvasObject {
	if p.mode != intakeChecking {
		return widgets.NewIntakeCheckRow(look)
	}
	return widgets.NewTapArea(widgets.NewIntakeCheckRow(look), "", func() {
		if i <= whereLeft(*p.parcel.Draft()) {
			p.at, p.digits = i, ""
			p.show()
		}
	})
}

// rowLook is what a station shows in the list.
func (p *intakePage) rowLook(in parcel.Inspection, s station) widgets.IntakeCheckLook {
	w := p.env.speak()
	now := p.mode == intakeChecking && p.now() == s
	var look widgets.IntakeCheckLook
	mark := present.Mark{Shape: present.Ring, Tone: present.Muted}
	switch s.kind {
	case atCheck:
		c := in.Checks[s.i]
		mark = present.Check(w, c.Mark)
		look.Word, look.Detail = present.CheckWord(w, c.Item), c.Note
		switch {
		case c.Code == "serial" && in.Serial != "":
			look.Detail = p.serialWords(in.Serial)
		case c.Code == "serial" && c.Note == "" && len(p.answer.Shipped) > 0:
			look.Detail = w.T("intake.serial.shipped", domain.Args{"serials": p.answer.Shipped})
		case c.Code == "weight" && c.Note == "":
			look.Detail = p.weightWords(in)
		}
		if c.Mark == parcel.Failed {
			look.Detail = failedWords(w, p.parcel, c)
		}
		if now && c.Mark == "" {
			mark.Word = w.T("intake.optional")
			if c.Required {
				mark.Word = w.T("intake.required")
			}
		}
	case atCount:
		c := in.Counts[s.i]
		mark = present.Counted(w, c)
		look.Word, look.Detail = w.T("field.counted"), w.T("intake.said", domain.Args{"n": c.Said, "title": c.Title})
		if now && p.digits != "" {
			mark.Word = p.digits
		}
	case atRest:
		c := in.Counts[s.i]
		look.Word, look.Detail = w.T("intake.rest"), c.Title
		switch {
		case c.Rest:
			mark = present.Mark{Shape: present.Half, Tone: present.Info, Word: w.T("outcome.part")}
		case *c.Counted == 0 || c.Grade != "":
			mark = present.Mark{Shape: present.Tick, Tone: present.Muted, Word: w.T("intake.key.no_rest")}
		}
	case atGrade:
		c := in.Counts[s.i]
		look.Word, look.Detail = w.T("field.grade"), gradeWords(w, c)
		if c.Grade != "" {
			mark = present.Mark{Shape: present.Tick, Tone: present.Ok, Word: w.T("grade." + string(c.Grade))}
		}
	case atWay:
		c := in.Counts[s.i]
		look.Word, look.Detail = w.T("intake.way"), c.Title
		if c.Disposition != "" {
			mark = present.Mark{Shape: present.Tick, Tone: present.Ok, Word: w.T("disposition." + string(c.Disposition))}
		}
	case atEnd:
		look.Word = w.T("intake.end")
	}
	look.Shape, look.Tone, look.Answer = mark.Shape, theme.Tone(mark.Tone), mark.Word
	return look
}

// showWaiting lists what lies open, each with its key.
func (p *intakePage) showWaiting() {
	w := p.env.speak()
	if len(p.waiting) == 0 {
		p.body.Add(widgets.NewInset(widgets.Around(24), widgets.NewParagraph(w.T("intake.none_open"), widgets.Title())))
		return
	}
	p.body.Add(widgets.NewInset(widgets.Inset{Left: 24, Top: 16, Right: 24, Bottom: 8}, widgets.NewSection(w.T("intake.open"), strconv.Itoa(len(p.waiting)), widgets.NewText(w.T("intake.open.keys"), widgets.Small()))))
	for i, one := range p.waiting {
		look := widgets.IntakeCheckLook{Shape: theme.Half, Tone: theme.Info, Word: one.Number, Detail: w.Moment(one.Arrived), Answer: w.T("parcel.state." + string(one.State))}
		if one.State == parcel.Unidentified {
			look.Shape, look.Tone, look.Detail = theme.Pie, theme.Warn, w.List([]string{one.Code, w.Moment(one.Arrived)})
		}
		if i < 9 {
			look.Key = strconv.Itoa(i + 1)
		}
		p.body.Add(widgets.NewTapArea(widgets.NewIntakeCheckRow(look), "", func() { p.resume(one.ID) }))
	}
}

// showCounting asks for the pile, and after a wrong count names what should lie
// there.
func (p *intakePage) showCounting() {
	w := p.env.speak()
	words := w.T("intake.pile.ask", domain.Args{"n": len(p.pile.in)})
	if p.pile.wrong >= 0 {
		words = w.T("intake.pile.wrong", domain.Args{"counted": p.pile.wrong, "n": len(p.pile.in), "numbers": w.List(p.pile.in)})
	}
	p.body.Add(widgets.NewInset(widgets.Around(24), widgets.NewParagraph(words, widgets.Title())))
}

// scrollToNow brings the row that is asked in sight, with the one before it.
func (p *intakePage) scrollToNow() {
	px := theme.Current().Px
	top := px(48) * float32(max(p.at-1, 0))
	height := p.scroll.Size().Height
	most := p.body.MinSize().Height - height
	if p.mode != intakeChecking || most <= 0 || px(48)*float32(p.at)+px(112) <= height {
		top = 0
	}
	p.scroll.Offset = fyne.NewPos(0, max(min(top, most), 0))
	p.scroll.Refresh()
}

// showPile draws the panel at the right.
func (p *intakePage) showPile() {
	w := p.env.speak()
	inset := func(top float32, part fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewInset(widgets.Inset{Left: 16, Top: top, Right: 16, Bottom: 12}, part)
	}
	head := widgets.NewPageHeader(w.T("intake.pile"), nil, widgets.NewText(w.T("intake.pile.of", domain.Args{"n": len(p.pile.in), "of": pileSize}), widgets.Plain()))
	bars := inset(16, widgets.NewColumn(8, widgets.NewPileBar(min(len(p.pile.in), pileSize), pileSize), widgets.NewText(w.T("intake.pile.after", domain.Args{"n": pileSize}), widgets.Small())))
	rows := widgets.NewColumn(0, widgets.NewHairline())
	for _, r := range p.pile.rows {
		rows.Add(widgets.NewPileRow(widgets.PileRow{Shape: r.mark.Shape, Tone: theme.Tone(r.mark.Tone), Code: r.code, When: w.Time(r.at), Word: r.mark.Word, Note: r.note}))
	}
	legend := widgets.NewColumn(4)
	for _, a := range present.Answers() {
		m := present.Scan(w, a)
		legend.Add(widgets.NewRow(8, widgets.NewShape(m.Shape, theme.Tone(m.Tone), 16), widgets.Grow(widgets.NewText(m.Word, widgets.TextStyle{Size: 12})),
			widgets.NewText(w.T("intake.sound."+string(a)), widgets.Small())))
	}
	foot := widgets.NewColumn(0, widgets.NewHairline(), inset(12, widgets.NewColumn(4, widgets.NewText(w.T("intake.answers"), widgets.Small()), legend)))
	set(p.side, widgets.NewPage([]fyne.CanvasObject{head, bars}, widgets.NewBody(widgets.Inset{}, 0, rows), foot))
}

// intakeLayout sets the pile, 288 wide, at the right of the desk where there is
// room for both.
type intakeLayout struct{}

const (
	pileWidth = 288
	pileRoom  = 900 // of the page, below which the pile is not shown
)

func (*intakeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 300) }

func (*intakeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	px := theme.Current().Px
	width := px(pileWidth)
	if size.Width < px(pileRoom) {
		width = 0
	}
	for _, o := range objects[1:] {
		if width == 0 {
			o.Hide()
		} else {
			o.Show()
		}
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width-width, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-width, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
	objects[2].Move(fyne.NewPos(size.Width-width+1, 0))
	objects[2].Resize(fyne.NewSize(max(width-1, 0), size.Height))
}
