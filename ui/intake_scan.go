package ui

import (
	"context"
	"errors"
	"strings"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/ui/widgets"
)

// intakeJob is one deed of the desk. Deeds are done one after the other, in the
// order in which they were entered: a scan waits for what was entered before.
type intakeJob struct {
	work func(ctx context.Context) (desk.Scanned, error)
	done func(desk.Scanned, error)
}

func (p *intakePage) enqueue(j intakeJob) {
	p.queue = append(p.queue, j)
	if !p.busy {
		p.next()
	}
}

func (p *intakePage) next() {
	if len(p.queue) == 0 {
		return
	}
	j := p.queue[0]
	p.queue = p.queue[1:]
	p.busy = true
	run(p.env.work, nil, j.work, func(s desk.Scanned, err error) {
		p.busy = false
		j.done(s, err)
		if !p.busy {
			p.next()
		}
	})
}

// scan answers a code.
func (p *intakePage) scan(code string) {
	if digits, ok := p.keypad.commands(code); ok {
		p.keypad.release(digits)
		p.enter()
		return
	}
	p.keypad.burst = false
	if p.readsSerial(code) {
		p.serial(code)
		return
	}
	p.read(code)
}

// sound plays an answer beside the screen's work.
func (p *intakePage) sound(a parcel.Answer) {
	play := p.env.prog.Sound
	if play == nil || p.silent {
		return
	}
	run(p.env.work, nil, func(ctx context.Context) (struct{}, error) { play(ctx, string(a)); return struct{}{}, nil }, func(struct{}, error) {})
}

// answered shows what the desk says to a scan.
func (p *intakePage) answered(s desk.Scanned, err error) {
	if err != nil {
		p.env.shell.fail(err)
		return
	}
	p.env.shell.quiet()
	p.sound(s.Answer)
	under := domain.ID(0)
	if p.mode == intakeChecking || p.mode == intakeTyping || p.mode == intakeOther {
		under = p.parcel.ID
	}
	if s.Answer == parcel.NotOurs && under == 0 {
		under = p.left
	}
	p.clear()
	p.mode, p.answer = intakeAnswered, s
	if s.Answer == parcel.NotOurs {
		p.left = under
	}
	p.photos.begin(p.env.now())
	p.papers.close()
	if s.Parcel != nil {
		p.parcel = *s.Parcel
		if p.parcel.Draft() != nil {
			p.mode, p.at = intakeChecking, whereLeft(*p.parcel.Draft())
		}
	}
	p.pile.answer(p.env, s)
	p.show()
}

// keep applies an entry at once and keeps it behind the screen.
func (p *intakePage) keep(entries ...parcel.Entry) bool {
	id := p.parcel.ID
	for _, e := range entries {
		edited, err := p.parcel.Edit(e)
		if err != nil {
			p.env.shell.fail(err)
			return false
		}
		p.parcel = edited
		p.enqueue(intakeJob{
			work: func(ctx context.Context) (desk.Scanned, error) {
				_, err := p.env.desk.Enter(ctx, desk.EnterRequest{Parcel: id, Entry: e})
				return desk.Scanned{}, err
			},
			done: func(_ desk.Scanned, err error) {
				if err != nil {
					p.lost(id, err)
				}
			},
		})
	}
	return true
}

// lost says that an entry could not be kept, and shows the parcel as it is.
func (p *intakePage) lost(id domain.ID, err error) {
	p.queue = nil
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) { return p.env.desk.Parcel(ctx, id) },
		done: func(s desk.Scanned, again error) {
			if again == nil {
				p.answered(s, nil)
			}
			p.env.shell.fail(err)
		},
	})
}

// correct begins a new inspection of a parcel that was taken in.
func (p *intakePage) correct() {
	id, s := p.parcel.ID, p.answer
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			opened, err := p.env.desk.Reopen(ctx, id)
			s.Parcel, s.Answer = &opened, parcel.Expected
			return s, err
		},
		done: p.answered,
	})
}

// resume goes on with a draft that was left.
func (p *intakePage) resume(id domain.ID) {
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) { return p.env.desk.Parcel(ctx, id) },
		done: p.answered,
	})
}

// ask opens a field in the place of the list: a note, a serial number, whose
// parcel it is. Enter takes what was typed, Esc leaves.
func (p *intakePage) ask(label, hint, was string, take func(string)) {
	entry := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	entry.SetText(was)
	p.kept = p.env.shell.drafts.keep(p.env.words.List(nonEmpty(p.parcel.Number, label)), nil,
		func() []desk.Typed { return []desk.Typed{{Text: entry.Text()}} }, func() bool { return false })
	if before, ok := p.kept.was(); ok {
		entry.SetText(before.Words[0].Text)
	}
	entry.OnChanged = func(string) {
		p.field.SetError("")
		p.kept.touched()
	}
	entry.OnSubmitted = take
	entry.OnEscape = p.stopTyping
	p.field = widgets.NewField(label, entry, hint)
	p.mode = intakeTyping
	p.show()
	p.field.Focus()
}

// stopTyping gives the keyboard back to the desk.
func (p *intakePage) stopTyping() {
	if p.kept != nil {
		p.kept.drop()
		p.kept = nil
	}
	p.env.shell.window.Canvas().Unfocus()
	p.field, p.mode = nil, intakeAnswered
	if p.parcel.Draft() != nil {
		p.mode = intakeChecking
	}
	p.show()
}

// match gives an unknown parcel to a case.
func (p *intakePage) match(typed string) {
	id, s := p.parcel.ID, p.answer
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			var err error
			for _, numbers := range casesTyped(typed) {
				if _, err = p.env.desk.Match(ctx, desk.MatchRequest{Parcel: id, Case: numbers}); !errors.Is(err, domain.Code("missing.case")) {
					break
				}
			}
			if err != nil {
				return s, err
			}
			return p.env.desk.Parcel(ctx, id)
		},
		done: func(s desk.Scanned, err error) {
			if err != nil && p.field != nil {
				p.field.SetError(p.env.speak().Error(err))
				p.show()
				p.field.Focus()
				return
			}
			p.env.shell.window.Canvas().Unfocus()
			p.answered(s, err)
		},
	})
}

// casesTyped are the lists of case numbers that somebody may mean who types one
// or several.
func casesTyped(typed string) []string {
	words := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" ,，、;；+", r) })
	if len(words) == 0 {
		return []string{typed}
	}
	out := []string{""}
	for _, word := range words {
		var longer []string
		for _, before := range out {
			for _, n := range caseNumbers(word) {
				longer = append(longer, strings.TrimSpace(before+" "+n))
			}
		}
		out = longer[:min(len(longer), 8)]
	}
	return out
}

// caseNumbers are the numbers that somebody may mean who types one, most likely
// first: with number keys alone, 1187 is C-1187, and 11874 the return R-11874.
func caseNumbers(typed string) []string {
	read := parcel.Read(typed)
	if read.Return != "" {
		return []string{read.Return}
	}
	digits, isCase := strings.CutPrefix(read.Text, "C")
	digits = strings.TrimPrefix(digits, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return []string{read.Text}
	}
	out := []string{"C-" + digits}
	if number, _, ok := casefile.ReadReturn("R" + digits); ok && !isCase {
		out = append(out, number)
	}
	return out
}
