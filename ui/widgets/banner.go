package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// BannerLook is what a banner says.
type BannerLook struct {
	Tone     theme.Tone
	Shape    string // empty: the one that goes with the tone
	Icon     string // in the place of a shape
	Lead     string // one bold word, may be empty
	Sentence string
	Link     string
}

// NewBanner makes a banner, one a page at most: what happened, what was kept,
// what to do, and one link.
func NewBanner(look BannerLook, follow func()) *fyne.Container {
	if look.Shape == "" {
		look.Shape = look.Tone.Shape()
	}
	mark := NewShape(look.Shape, look.Tone, 16)
	if look.Icon != "" {
		mark = NewIcon(look.Icon, look.Tone, 16)
	}
	text := NewParagraph(look.Sentence, Plain())
	text.Lead, text.LeadColour = look.Lead, look.Tone.Ink()
	parts := []fyne.CanvasObject{NewInset(Inset{0, 2, 0, 2}, mark), Grow(text)}
	if look.Link != "" {
		parts = append(parts, NewLink(look.Link, "", follow))
	}
	return NewOver(NewBox(look.Tone.Ground(), 8), NewInset(Inset{12, 10, 12, 10}, NewTopRow(8, parts...)))
}

// Progress stands in the place of a count while something is at work: words, a
// way to cancel, and a bar.
type Progress struct {
	widget.BaseWidget
	words  *Text
	cancel *Link
	done   float32
}

// NewProgress makes it; cancelWord may be empty when there is no way back.
func NewProgress(words, cancelWord string, cancel func()) *Progress {
	p := &Progress{words: NewText(words, Plain())}
	if cancelWord != "" {
		p.cancel = NewLink(cancelWord, "", cancel)
	}
	p.ExtendBaseWidget(p)
	return p
}

// Set tells how far the work is, from 0 to 1.
func (p *Progress) Set(words string, done float32) {
	p.words.text = Printable(words, false)
	p.done = min(max(done, 0), 1)
	p.Refresh()
}

// Words returns what is said.
func (p *Progress) Words() string { return p.words.Text() }

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	track, bar := NewBox(theme.Mute, 2), NewBox(theme.Blue, 2)
	d := &drawing{owner: p, objects: []fyne.CanvasObject{p.words, track, bar}}
	if p.cancel != nil {
		d.objects = append(d.objects, p.cancel)
	}
	d.min = func() fyne.Size {
		return fyne.NewSize(max(p.words.Natural()+px(72), px(200)), px(30))
	}
	d.lay = func(size fyne.Size) {
		room := size.Width
		if p.cancel != nil {
			w := p.cancel.MinSize().Width
			put(p.cancel, size.Width-w, 0, w, px(20))
			room -= w + px(12)
		}
		put(p.words, 0, 0, room, px(20))
		put(track, 0, px(26), size.Width, 4)
		bar.Hidden = p.done == 0
		put(bar, 0, px(26), size.Width*p.done, 4)
	}
	return drawn(d)
}

// NewEmptyState says what belongs here and the first step, with one button,
// which may be nil.
func NewEmptyState(what, step string, button *Button) *fyne.Container {
	middle := TextStyle{Align: fyne.TextAlignCenter}
	second := middle
	second.Colour = theme.Ink2
	parts := []fyne.CanvasObject{NewParagraph(what, middle), NewParagraph(step, second)}
	if button != nil {
		parts = append(parts, NewSized(0, 8, NewBox(theme.Nothing, 0)), NewRow(0, Gap(), button, Gap()))
	}
	return NewInset(Around(12), NewColumn(2, parts...))
}

// NewCard is a frame of one pixel around content, with room inside.
func NewCard(content fyne.CanvasObject) *fyne.Container {
	return NewOver(NewFrame(theme.Surface, theme.Line2, 8), NewInset(Around(12), content))
}

// NewHeadedCard is a card with a head of 36 above a hairline.
func NewHeadedCard(head, content fyne.CanvasObject) *fyne.Container {
	return NewOver(NewFrame(theme.Surface, theme.Line, 8), NewColumn(0,
		NewSized(0, 36, NewInset(Inset{12, 0, 12, 0}, head)),
		NewHairline(),
		NewInset(Around(12), content)))
}
