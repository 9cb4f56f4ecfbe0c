package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// form asks for something in the place of a record's body. A fault is shown
// under its field as the form is sent; what was typed is kept. Enter in a field
// of one line sends it, Esc leaves it.
type form struct {
	env    env
	title  string
	send   string // the word of the primary button
	fields []formField
	extra  []fyne.CanvasObject // below the fields: a verdict, a sum
	submit func()              // calls done with what came of it
	cancel func()

	fault  *fyne.Container // what belongs to no field
	bar    *fyne.Container
	sender *widgets.Button
	what   *widgets.Text
	busy   bool
	began  []string       // what stood in the fields as the form came up
	warned bool           // somebody was told that leaving loses what was typed
	answer *widgets.Entry // to the stock's books, nil until they ask
	kept   *keeping       // what stands in the form, for the day the program ends here
	filled bool           // the words of before are being put in
	// dropped takes files that are dropped on the window while the form is open;
	// nil where it asks for none.
	dropped func(paths []string)
	root    fyne.CanvasObject
}

// formField is one question: the field's name in the domain's words, and its
// control.
type formField struct {
	name  string
	label string
	hint  string
	part  fyne.CanvasObject
	field *widgets.Field
}

// newForm makes a form of its questions.
func newForm(e env, title, send string, fields []formField, submit, cancel func(), extra ...fyne.CanvasObject) *form {
	f := &form{env: e, title: title, send: send, fields: fields, extra: extra, submit: submit, cancel: cancel}
	f.build()
	return f
}

func (f *form) build() {
	f.fault = widgets.NewColumn(0)
	parts := []fyne.CanvasObject{f.fault}
	for i := range f.fields {
		q := &f.fields[i]
		q.field = widgets.NewField(q.label, q.part, q.hint)
		parts = append(parts, q.field)
		f.watch(q)
	}
	parts = append(parts, f.extra...)
	f.sender = widgets.NewButton(widgets.ButtonLook{Word: f.send, Kind: widgets.Primary, Key: "Enter"}, f.trySubmit)
	f.bar = widgets.NewActionBar([]fyne.CanvasObject{
		f.sender,
		widgets.NewButton(widgets.ButtonLook{Word: f.env.words.T("action.cancel"), Key: "Esc", Kind: widgets.Quiet}, f.tryCancel),
	}, nil)
	f.what = widgets.NewText("", widgets.Second())
	head := widgets.NewPageHeader(f.title, f.what)
	f.root = widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 12, parts...), f.bar)
}

// watch clears a field's fault as it is mended, sends the form with Enter and
// leaves it with Esc.
func (f *form) watch(q *formField) {
	if choice, ok := q.part.(*widgets.Select); ok {
		chosen := choice.OnChanged
		choice.OnChanged = func(key string) {
			q.field.SetError("")
			if chosen != nil {
				chosen(key)
			}
		}
	}
	for _, choice := range selectsIn(q.part) {
		choice.OnFocus = func(here bool) { // Enter opens its list
			f.sendsWith(map[bool]string{true: shortcutOf["save"].hint, false: "Enter"}[here])
		}
	}
	entry := entryOf(q.part)
	if entry == nil {
		return
	}
	changed := entry.OnChanged
	entry.OnChanged = func(s string) {
		q.field.SetError("")
		f.warned = false
		if changed != nil {
			changed(s)
		}
	}
	if entry.OnSubmitted == nil {
		entry.OnSubmitted = func(string) { f.trySubmit() }
	}
	entry.OnEscape = f.tryCancel
	if entry.Several() {
		entry.OnArrive = func() { f.sendsWith(shortcutOf["save"].hint) }
		entry.OnLeave = func(string) { f.sendsWith("Enter") }
	}
}

// sendsWith shows the key that sends the form from where the keyboard is.
func (f *form) sendsWith(key string) {
	look := f.sender.Look()
	look.Key = key
	f.sender.SetLook(look)
	f.bar.Refresh()
}

// selectsIn are the choices from a list among a question's controls.
func selectsIn(part fyne.CanvasObject) []*widgets.Select {
	var out []*widgets.Select
	switch p := part.(type) {
	case *widgets.Select:
		return []*widgets.Select{p}
	case *widgets.TermField:
		return []*widgets.Select{p.Unit}
	case *fyne.Container:
		for _, o := range p.Objects {
			out = append(out, selectsIn(o)...)
		}
	}
	return out
}

func entryOf(part fyne.CanvasObject) *widgets.Entry {
	switch p := part.(type) {
	case *widgets.Entry:
		return p
	case *widgets.DateField:
		return p.Entry
	case *widgets.Stepper:
		return p.Entry
	case *widgets.SuggestEntry:
		return p.Entry
	case *widgets.TermField:
		return p.Amount
	}
	return nil
}

// about names what the form is about, beside its title: a number, a person. The
// title itself is bold, and no data stands in bold.
func (f *form) about(words string) *form {
	f.what.Set(words)
	return f
}

// say changes the word of the primary button: what is sent may have an amount.
func (f *form) say(word string) {
	look := f.sender.Look()
	look.Word = word
	f.sender.SetLook(look)
	f.bar.Refresh()
}

// focus gives the first question the keyboard. What stands in the fields now is
// what the form was opened with.
func (f *form) focus() {
	if f.began == nil {
		f.began = f.texts()
	}
	f.keep()
	if len(f.fields) > 0 {
		f.fields[0].field.Focus()
	}
}

// texts are all that is typed: in the fields, and in the lists of entries that
// stand among them or below.
func (f *form) texts() []string {
	all := []string{} // never nil: an empty form was opened too
	for _, q := range f.fields {
		all = append(all, textsIn(q.part)...)
	}
	for _, o := range f.extra {
		all = append(all, textsIn(o)...)
	}
	return all
}

func textsIn(o fyne.CanvasObject) []string {
	if e := entryOf(o); e != nil {
		return nonEmpty(e.Text())
	}
	var all []string
	if c, ok := o.(*fyne.Container); ok {
		for _, part := range c.Objects {
			all = append(all, textsIn(part)...)
		}
	}
	return all
}

// letsGo says whether the form may be left. Typed words are not lost by a key
// that slipped: the first time it says so instead, in the sentence of a key,
// the second time they go.
func (f *form) letsGo(sentence string) bool {
	if f.began == nil || f.warned || f.busy || slices.Equal(f.began, f.texts()) {
		if f.kept != nil && !f.busy && sentence != "form.typed_quit" {
			f.kept.drop()
		}
		return true
	}
	f.warned = true
	f.fault.RemoveAll()
	f.fault.Add(widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Shape: theme.Triangle, Sentence: f.env.words.T(sentence)}, nil))
	f.fault.Refresh()
	f.root.Refresh()
	return false
}

func (f *form) tryCancel() {
	if f.letsGo("form.typed") {
		f.cancel()
	}
}

func (f *form) trySubmit() {
	if f.busy {
		return
	}
	sent := false
	defer func() {
		if !sent { // a panic: what was typed can be sent again
			f.busy = false
		}
	}()
	defer f.env.work.rescued()
	f.busy = true
	f.clear()
	f.submit()
	sent = true
}
