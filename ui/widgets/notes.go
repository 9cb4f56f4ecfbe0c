package widgets

import (
	"aftercare/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NoteCard is one note of a timeline. Notes are never edited or deleted: a
// correction is a note that names what it corrects.
type NoteCard struct {
	Icon  string
	Tone  theme.Tone // of the icon
	Kind  string     // a fixed word, in bold
	Badge *Badge     // may be nil
	When  string     // who and when, at the right
	Text  string
	Extra fyne.CanvasObject // below the text, may be nil
}

// NewTimeline sets notes under one another on a thin line, newest first as
// they are given.
func NewTimeline(notes ...NoteCard) *fyne.Container {
	column := NewColumn(8)
	for i, n := range notes {
		head := []fyne.CanvasObject{NewText(n.Kind, TextStyle{Bold: true, Whole: true})}
		if n.Badge != nil {
			head = append(head, n.Badge)
		}
		head = append(head, Gap(), NewText(n.When, Small()))
		body := NewColumn(0, NewSized(0, 20, NewRow(8, head...)))
		if n.Text != "" {
			body.Add(NewParagraph(n.Text, Second()))
		}
		if n.Extra != nil {
			body.Add(n.Extra)
		}
		line := NewBox(theme.Line2, 0)
		line.Hidden = i == len(notes)-1
		column.Add(container.New(&railLayout{lineWidth: 1, indent: 28, below: 8}, line, NewIcon(n.Icon, n.Tone, 16), body))
	}
	return column
}

// railLayout sets a mark at the left, a line down from it that bridges the gap
// to the next part, and a body beside them.
type railLayout struct {
	lineWidth, indent, below, top float32
	least                         float32
}

func (l *railLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return max(HeightFor(objects[2], width-px(l.indent)), px(l.least))
}

func (l *railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[2].MinSize()
	return fyne.NewSize(m.Width+px(l.indent), max(m.Height, px(l.least)))
}

func (l *railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[1], 0, px(l.top)+px(2), px(16), px(16))
	y := px(l.top) + px(20)
	put(objects[0], px(8)-l.lineWidth/2, y, l.lineWidth, size.Height-y+px(l.below)+px(l.top))
	put(objects[2], px(l.indent), 0, size.Width-px(l.indent), size.Height)
}

// PlanStep is one step of a plan.
type PlanStep struct {
	Shape string
	Tone  theme.Tone
	Word  string
	Time  string // at the right: done when, due when, or why skipped
	Note  string // a line of 12 below
	// Now marks the step that is to be done: a panel with What in it, the due
	// clock at the right and Parts (its buttons) below.
	Now     bool
	What    string
	Clock   *DueClock
	Buttons []fyne.CanvasObject
}

// NewPlanSteps draws a plan: shapes on a rail that is green behind and grey
// ahead.
func NewPlanSteps(steps ...PlanStep) *fyne.Container {
	column := NewColumn(0)
	for i, s := range steps {
		line := NewBox(theme.Line2, 0)
		if s.Tone == theme.Ok {
			line.Fill = theme.OkInk
		}
		line.Hidden = i == len(steps)-1
		if s.Now {
			column.Add(nowStep(s, line))
			continue
		}
		style := Plain()
		if s.Tone != theme.Ok && s.Tone != theme.Late && s.Tone != theme.Strong {
			style = Second()
		}
		body := NewColumn(0, NewSized(0, 20, NewRow(8, Grow(NewText(s.Word, style)), NewText(s.Time, Small()))))
		if s.Note != "" {
			body.Add(NewInset(Inset{0, 0, 0, 6}, NewParagraph(s.Note, Small())))
		}
		tone := s.Tone
		if tone == theme.Neutral {
			tone = theme.Muted
		}
		column.Add(container.New(&railLayout{lineWidth: 2, indent: 32, least: 32}, line, NewShape(s.Shape, tone, 16), body))
	}
	return column
}

func nowStep(s PlanStep, line *Box) fyne.CanvasObject {
	head := []fyne.CanvasObject{Grow(NewParagraph(s.Word, Strong()))}
	if s.Clock != nil {
		head = append(head, s.Clock)
	} else {
		head = append(head, NewText(s.Time, Small()))
	}
	body := NewColumn(2, NewTopRow(8, head...))
	if s.What != "" {
		body.Add(NewParagraph(s.What, Second()))
	}
	if len(s.Buttons) > 0 {
		body.Add(NewInset(Inset{0, 6, 0, 0}, NewFlow(8, s.Buttons...)))
	}
	shape := s.Shape
	if shape == "" {
		shape = theme.Play
	}
	inside := container.New(&railLayout{lineWidth: 2, indent: 32, below: 12, least: 20}, line, NewShape(shape, theme.Accent, 16), body)
	// The panel reaches four pixels left of the rail, so its own room is four.
	panel := NewOver(NewBox(theme.Selected, 8), NewInset(Inset{4, 8, 12, 12}, inside))
	return container.New(&outdentLayout{4}, NewInset(Inset{0, 0, 0, 10}, panel))
}

// outdentLayout lets a part begin left of its column.
type outdentLayout struct{ by float32 }

func (l *outdentLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return HeightFor(objects[0], width+px(l.by))
}

func (l *outdentLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().SubtractWidthHeight(px(l.by), 0)
}

func (l *outdentLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], -px(l.by), 0, size.Width+px(l.by), size.Height)
}
