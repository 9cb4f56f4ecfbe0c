package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// stripRoom is the height of the page from which the photos stand as pictures;
// below it a line tells how many there are.
const stripRoom = 600

// showStrip draws what stands below the list: the photos, how far the desk has
// come, and what the scales say.
func (p *intakePage) showStrip() {
	in := p.inspection()
	shown := p.takesPhotos() && p.mode != intakeTyping && (in != nil || p.answer.Answer == parcel.Unknown)
	p.strip.Hidden = !shown
	if !shown {
		set(p.strip, widgets.NewColumn(0))
		return
	}
	w := p.env.speak()
	var lines []string
	if in != nil {
		done, of := checked(*in)
		lines = append(lines, w.T("intake.progress", domain.Args{"done": done, "of": of}))
		if p.mode == intakeChecking && p.now().kind == atCheck {
			lines = append(lines, w.T("intake.then"))
		}
		if words := p.weightWords(*in); words != "" {
			lines = append(lines, words)
		}
		if in.Carrier > 0 {
			lines = append(lines, w.T("intake.weight.carrier", domain.Args{"weight": present.Grams(w, in.Carrier)}))
		}
	}
	px := theme.Current().Px
	if size := p.root.Size(); size.Height >= px(stripRoom) && p.env.desk.Blobs != nil {
		set(p.strip, p.tallStrip(lines))
		return
	}
	if n := len(p.parcel.Photos); n > 0 {
		lines = append([]string{w.N("intake.photos", n)}, lines...)
	}
	set(p.strip, widgets.NewSized(0, 32, widgets.NewInset(widgets.Inset{Left: 24, Right: 24}, widgets.NewRow(8, widgets.Gap(), widgets.NewText(w.List(lines), widgets.Second())))))
}

func (p *intakePage) tallStrip(lines []string) fyne.CanvasObject {
	w := p.env.speak()
	words := widgets.NewColumn(4)
	for i, l := range lines {
		style := widgets.TextStyle{Align: fyne.TextAlignTrailing, Whole: true}
		if i > 0 {
			style.Colour = theme.Ink2
		}
		words.Add(widgets.NewText(l, style))
	}
	width := max(p.scroll.Size().Width-theme.Current().Px(300), theme.Current().Px(116))
	return widgets.NewColumn(0, widgets.NewHairline(), widgets.NewInset(widgets.Inset{Left: 24, Top: 12, Right: 24, Bottom: 12},
		widgets.NewRow(16, widgets.NewText(w.T("intake.photos.head"), widgets.TextStyle{Size: 18, Colour: theme.Ink2, Whole: true}), widgets.Grow(p.photoStrip(width/theme.Current().Px(1))), words)))
}

// serialWords is a serial number and how it stands to those that left.
func (p *intakePage) serialWords(serial string) string {
	w := p.env.speak()
	return w.List([]string{serial, w.T("intake.serial." + parcel.Same(serial, p.answer.Shipped) + "_word")})
}

// weightWords says what was weighed, what was packed, and how they stand.
func (p *intakePage) weightWords(in parcel.Inspection) string {
	w, packed := p.env.speak(), p.answer.Packed
	switch {
	case in.Weight > 0 && packed > 0:
		return w.T("intake.weight.both", domain.Args{"in": present.Grams(w, in.Weight), "out": present.Grams(w, packed), "scale_key": "scale." + string(parcel.Weigh(packed, in.Weight))})
	case in.Weight > 0:
		return w.T("intake.weight.in", domain.Args{"in": present.Grams(w, in.Weight)})
	case packed > 0:
		return w.T("intake.weight.out", domain.Args{"out": present.Grams(w, packed)})
	}
	return ""
}

// gradeWords say what is graded: the item, or what came in its place.
func gradeWords(w *text.Words, c parcel.Count) string {
	words := []string{c.Title}
	if c.WrongItem {
		words = []string{w.T("outcome.wrong")}
		if c.Came != "" {
			words = append(words, c.Came)
		}
	}
	if c.Misuse {
		words = append(words, w.T("intake.misuse"))
	}
	return w.List(words)
}

// failedWords say what a failed check asks for and what follows from it.
func failedWords(w *text.Words, in parcel.Parcel, c parcel.Check) string {
	var words []string
	if c.Note != "" {
		words = append(words, c.Note)
	}
	if c.Voids {
		words = append(words, w.T("intake.voids"))
	}
	if c.Photo && !in.Shows(c.Code) {
		words = append(words, w.T("intake.needs_photo"))
	}
	return w.List(words)
}
