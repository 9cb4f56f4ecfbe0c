package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// sheet is one kind of settings as questions: each reads and writes one thing of
// a value of the domain. It keeps what is typed while the value is read anew:
// a question that nobody touched follows, one that was touched stays, and a save
// writes only those, so that two desks that change different things both win.
type sheet[T any] struct {
	env       env
	value     T
	questions []*question[T]
	check     func(T) error // the domain's, which names fields
	changed   func()        // told when something was typed or put back
	grown     func()        // told when a sentence under a field came or went
	quiet     bool
	shown     bool // a value was taken in once
}

// question is one setting: its name in the domain's words, how its text is read
// and written, and its control.
type question[T any] struct {
	name  string
	read  func(T) string
	write func(*T, string) *domain.Error
	ask   asked
	field *widgets.Field
	was   string
	say   func(*text.Words, string) string // its text in words, nil as it stands
}

// asked is a control as a sheet uses it: all of them hold a text.
type asked struct {
	part  fyne.CanvasObject
	entry *widgets.Entry // nil when nothing is typed
	text  func() string
	put   func(string)
	hear  func(changed func())
}

// show takes a value in: untouched questions show it.
func (s *sheet[T]) show(v T) {
	s.value = v
	s.quiet = true
	for _, q := range s.questions {
		touched := s.shown && q.touched()
		q.was = q.read(v)
		if !touched && q.ask.text() != q.was {
			q.ask.put(q.was)
		}
		if !q.touched() { // what is saved was found right
			s.mark(q, "")
		}
	}
	s.quiet, s.shown = false, true
	s.tell()
}

func (q *question[T]) touched() bool { return q.ask.text() != q.was }

// listen tells the sheet of each change and checks a question as it is left.
func (s *sheet[T]) listen() {
	for _, q := range s.questions {
		q.ask.hear(func() {
			if s.quiet {
				return
			}
			s.env.shell.awake()
			s.mark(q, "")
			s.tell()
		})
		if e := q.ask.entry; e != nil {
			left := e.OnLeave
			e.OnLeave = func(text string) {
				if left != nil {
					left(text)
				}
				s.left(q)
			}
		}
	}
}

func (s *sheet[T]) tell() {
	if s.changed != nil {
		s.changed()
	}
}

// left shows what is wrong with the question that was just left.
func (s *sheet[T]) left(q *question[T]) {
	if !q.touched() {
		return
	}
	_, err := s.draft()
	for _, f := range faultsOf(err) {
		if f.Field == q.name {
			s.mark(q, s.env.words.Error(f.error))
			return
		}
	}
	s.mark(q, "")
}

// mark shows a fault under its field, or takes it away with no sentence.
func (s *sheet[T]) mark(q *question[T], sentence string) {
	if q.field.Fault() == sentence {
		return
	}
	q.field.SetError(sentence)
	if s.grown != nil {
		s.grown()
	}
}

// draft is the value with all that was touched, and what is wrong with it.
func (s *sheet[T]) draft() (T, error) {
	v := s.value
	var es domain.Errors
	for _, q := range s.questions {
		if !q.touched() {
			continue
		}
		if e := q.write(&v, q.ask.text()); e != nil {
			es = append(es, e)
		}
	}
	if err := s.check(v); err != nil {
		for _, f := range faultsOf(err) {
			e := domain.As(f.error)
			if e != nil && !slices.ContainsFunc(es, func(o *domain.Error) bool { return o.Field == e.Field }) {
				es = append(es, e)
			}
		}
	}
	return v, es.OrNil()
}

// failed shows each fault under its field, gives the first one the keyboard,
// and hands back what belongs to no field.
func (s *sheet[T]) failed(err error) (rest error) {
	first := len(s.questions)
	for _, f := range faultsOf(err) {
		i := slices.IndexFunc(s.questions, func(q *question[T]) bool { return f.Field != "" && q.name == f.Field })
		if i < 0 {
			rest = f.error
			continue
		}
		s.mark(s.questions[i], s.env.words.Error(f.error))
		first = min(first, i)
	}
	if first < len(s.questions) {
		s.questions[first].field.Focus()
	}
	return rest
}

// touched says whether something is not saved.
func (s *sheet[T]) touched() bool {
	return slices.ContainsFunc(s.questions, func(q *question[T]) bool { return q.touched() })
}

// discard puts everything back to what is saved.
func (s *sheet[T]) discard() {
	s.quiet = true
	for _, q := range s.questions {
		q.ask.put(q.was)
		s.mark(q, "")
	}
	s.quiet = false
	s.tell()
}

// typed is what was touched, by the question's name, to be kept while the page
// is made anew in another language; regain gives it back.
func (s *sheet[T]) typed() map[string]string {
	out := map[string]string{}
	for _, q := range s.questions {
		if q.touched() {
			out[q.name] = q.ask.text()
		}
	}
	return out
}

func (s *sheet[T]) regain(typed map[string]string) {
	for _, q := range s.questions {
		if t, ok := typed[q.name]; ok {
			q.ask.put(t)
		}
	}
	s.tell()
}

// askText asks for a line of text, or for several lines.
func askText(look widgets.EntryLook) asked { return askEntry(widgets.NewEntry(look), nil) }

// askOf asks for a line of which the usual ones are offered.
func askOf(known []string) asked {
	s := widgets.NewSuggestEntry(widgets.EntryLook{}, known)
	return askEntry(s.Entry, s)
}

func askEntry(e *widgets.Entry, part fyne.CanvasObject) asked {
	if part == nil {
		part = e
	}
	return asked{part: part, entry: e, text: e.Text, put: e.SetText, hear: func(changed func()) { e.OnChanged = func(string) { changed() } }}
}

// askChoice asks for one of a few.
func askChoice(options []widgets.Option) asked {
	s := widgets.NewSelect(options, "", nil)
	return asked{part: s, text: s.Selected, put: s.SetSelected, hear: func(changed func()) { s.OnChanged = func(string) { changed() } }}
}

// yes is the text of a switch that is on; "" is off.
const yes = "yes"

// askSwitch asks for yes or no.
func askSwitch() asked {
	s := widgets.NewSwitch(false, nil)
	return asked{part: s,
		text: func() string {
			if s.On {
				return yes
			}
			return ""
		},
		put:  func(t string) { s.Set(t == yes) },
		hear: func(changed func()) { s.OnChanged = func(bool) { changed() } }}
}

// askTerm asks for an amount and its unit: "3 working_days".
func askTerm(units []widgets.Option) asked {
	f := widgets.NewTermField("", units, units[0].Key)
	return asked{part: f, entry: f.Amount,
		text: func() string { return strings.TrimSpace(f.Amount.Text()) + " " + f.Unit.Selected() },
		put: func(t string) {
			amount, unit, _ := strings.Cut(t, " ")
			f.Amount.SetText(amount)
			f.Unit.SetSelected(unit)
		},
		hear: func(changed func()) { f.OnChanged = changed }}
}

// askSome asks which of a few hold: their keys, joined by commas in the order
// in which they are offered.
func askSome(options []widgets.Option) asked {
	on := map[string]bool{}
	chips := make([]*widgets.Chip, len(options))
	parts := make([]fyne.CanvasObject, len(options))
	tell := func() {}
	for i, o := range options {
		chips[i] = widgets.NewChip(o.Word, "", "", false, func() {
			on[o.Key] = !on[o.Key]
			chips[i].Set(o.Word, on[o.Key])
			tell()
		})
		parts[i] = chips[i]
	}
	return asked{part: widgets.NewFlow(4, parts...),
		text: func() string {
			var out []string
			for _, o := range options {
				if on[o.Key] {
					out = append(out, o.Key)
				}
			}
			return strings.Join(out, ",")
		},
		put: func(t string) {
			clear(on)
			for _, k := range strings.Split(t, ",") {
				on[k] = true
			}
			for i, o := range options {
				chips[i].Set(o.Word, on[o.Key])
			}
		},
		hear: func(changed func()) { tell = changed }}
}
