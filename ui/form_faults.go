package ui

import (
	"errors"

	"aftercare/domain"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// What was refused stands under the field that it is about.

func (f *form) clear() {
	f.warned = false // what was refused is typed still
	for _, q := range f.fields {
		q.field.SetError("")
	}
	f.fault.RemoveAll()
	f.fault.Refresh()
}

// failed shows what was refused: each fault under its field, the rest on top.
// The form can be sent again.
func (f *form) failed(err error) {
	f.busy = false
	f.env.shell.doubt(err)
	f.touched() // it may have been taken for sent
	first := true
	for _, e := range faultsOf(err) {
		placed := false
		for _, q := range f.fields {
			if e.Field != "" && q.name == e.Field {
				q.field.SetError(f.env.words.Error(e.error))
				if first {
					q.field.Focus()
					first = false
				}
				placed = true
			}
		}
		if !placed && e.Field == "answer" {
			f.askAnswer(f.env.words.Error(e.error))
			continue
		}
		if !placed {
			f.fault.Add(widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Sentence: f.env.words.Error(e.error)}, nil))
		}
	}
	f.fault.Refresh()
	f.root.Refresh()
}

// askAnswer asks for what the stock's books want to know before units leave that
// they do not have; the form is sent again with it.
func (f *form) askAnswer(sentence string) {
	if f.answer == nil {
		f.answer = widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
		f.answer.OnSubmitted = func(string) { f.trySubmit() }
		f.answer.OnEscape = f.tryCancel
	}
	asked := widgets.NewField(f.env.words.T("intake.answer.label"), f.answer, "")
	asked.SetError(sentence)
	f.fault.Add(asked)
	f.fault.Refresh()
	f.root.Refresh()
	asked.Focus()
}

// answered is what was answered to the stock's books, "" when nobody was asked.
func (f *form) answered() string {
	if f == nil || f.answer == nil {
		return ""
	}
	return f.answer.Text()
}

// faultsOf lists the refusals inside an error; one that is no refusal stands
// for itself.
func faultsOf(err error) []fieldFault {
	var es domain.Errors
	if errors.As(err, &es) { // the store may have said where it stood
		out := make([]fieldFault, len(es))
		for i, e := range es {
			out[i] = fieldFault{e, e.Field}
		}
		return out
	}
	if e := domain.As(err); e != nil {
		return []fieldFault{{e, e.Field}}
	}
	return []fieldFault{{err, ""}}
}

// fieldFault is an error and the field that it is about, "" for none.
type fieldFault struct {
	error
	Field string
}
