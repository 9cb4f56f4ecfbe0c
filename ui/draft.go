package ui

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// drafts keeps what is being typed into forms, so that the end of the program
// takes nothing away. A form that comes up again where one was left half filled
// is filled as it was; the window offers the newest one as it opens.
type drafts struct {
	shell *shell
	known map[string]desk.Draft // of the one who works, by place
	live  []*keeping            // of the forms that are open
	via   route                 // the step that is about to open a form
	again route                 // the step to take once its record has been read
	gone  desk.Draft            // what again is for
}

// keeping is one form as it is kept. What is kept and forgotten goes to the
// store in order, one at a time.
type keeping struct {
	of     *drafts
	draft  desk.Draft
	read   func() []desk.Typed
	began  []desk.Typed
	over   func() bool // says whether the form was sent and is gone
	cancel func()      // of the hand that may come to rest
	person domain.ID
	busy   bool
	next   func(ctx context.Context) error
}

// resting is how long a hand rests before what it typed is kept.
const resting = 400 * time.Millisecond

// load reads what was kept of the one who works, and offers the newest.
func (d *drafts) load() {
	run(d.shell.env.work, nil, d.shell.env.desk.Drafts, func(all []desk.Draft, err error) {
		if err != nil {
			return // the next step on the store says why
		}
		d.known = map[string]desk.Draft{}
		for _, f := range all {
			d.known[f.Place] = f
		}
		if len(all) > 0 {
			d.offer(all[0], len(all))
		}
	})
}

// offer says that a form was left half filled.
func (d *drafts) offer(f desk.Draft, n int) {
	w := d.shell.env.words
	sentence := w.N("draft.offer", n, domain.Args{"title": f.Title, "when": f.At})
	d.shell.tell(widgets.BannerLook{Tone: theme.Info, Icon: "edit", Sentence: sentence, Link: w.T("draft.open")}, func() { d.reopen(f) })
}

// reopen goes to where the form stood and takes the same step.
func (d *drafts) reopen(f desk.Draft) {
	d.again, d.gone = route{page: f.Page, id: f.ID, do: f.Do}, f
	d.shell.open(d.again)
	d.settled()
	if f.Page == "settings" || f.Page == "products" { // it is in sight, and no step is to be taken
		d.again = route{}
	}
}

// settled is told after each task: a step may have waited for its record, and a
// form that was sent may be gone.
func (d *drafts) settled() {
	for _, k := range slices.Clone(d.live) {
		if k.over() {
			k.drop()
		}
	}
	s := d.shell
	if d.again.page == "" || d.again.do == "new" || s.page() == nil || d.again.page != s.current || d.again.do == "" {
		return
	}
	p, ok := s.page().(opener)
	if !ok || p.recordID() != d.again.id {
		return
	}
	do := d.again.do
	d.again = route{}
	for _, a := range s.page().actions() {
		if a.key == do && a.refused == "" {
			a.run()
			return
		}
	}
	// The step is no longer to be taken: what was typed is shown once more.
	var words []string
	for _, t := range d.gone.Words {
		if strings.ContainsFunc(t.Text, func(r rune) bool { return r > ' ' }) {
			words = append(words, t.Text)
		}
	}
	s.say(theme.Warn, s.env.words.T("draft.gone", domain.Args{"title": d.gone.Title, "words": s.env.words.List(words)}))
	d.forget(d.gone.Place)
}

// forget drops what no form holds.
func (d *drafts) forget(place string) {
	k := &keeping{of: d, person: d.shell.person.ID, draft: desk.Draft{Place: place}}
	k.drop()
}

// keep begins to keep a form that has just come up, named by its questions and
// what it is about. read gives what stands in it.
func (d *drafts) keep(title string, names []string, read func() []desk.Typed, over func() bool) *keeping {
	s := d.shell
	at := d.via
	if at.page != s.current {
		at = route{page: s.current}
		if p, ok := s.page().(opener); ok {
			at.id = p.recordID()
		}
	}
	d.via, d.again = route{}, route{}
	k := &keeping{of: d, person: s.person.ID, read: read, over: over, began: read(), cancel: func() {}}
	k.draft = desk.Draft{Place: strings.Join([]string{s.current, title, strings.Join(names, ",")}, "/"), Title: title, Page: at.page, ID: at.id, Do: at.do}
	d.live = append(d.live, k)
	return k
}

// hold begins to keep what stands in a sheet that is saved as a whole. read gives
// nothing while nothing is unsaved there.
func (d *drafts) hold(f desk.Draft, read func() []desk.Typed) *keeping {
	k := &keeping{of: d, person: d.shell.person.ID, draft: f, read: read, over: func() bool { return false }, cancel: func() {}}
	d.live = append(d.live, k)
	return k
}

// saved forgets what stood in a sheet, and keeps what still stands there unsaved.
func (k *keeping) saved() {
	k.cancel()
	k.draft.Words = nil
	delete(k.of.known, k.draft.Place)
	k.do(k.forget)
	k.touched()
}

// typedWhole is what stands in a sheet as the one text of its draft.
func typedWhole(touched bool, kept any) []desk.Typed {
	if !touched {
		return nil
	}
	text, err := json.Marshal(kept)
	if err != nil || string(text) == "null" {
		return nil
	}
	return []desk.Typed{{Name: "sheet", Text: string(text)}}
}

// whole is what was kept of a sheet before, as the same type as like; nil when
// nothing was, or a program of before kept something else.
func (k *keeping) whole(like any) any {
	was, ok := k.was()
	if !ok || len(was.Words) != 1 || like == nil {
		return nil
	}
	into := reflect.New(reflect.TypeOf(like))
	if json.Unmarshal([]byte(was.Words[0].Text), into.Interface()) != nil {
		return nil
	}
	k.draft.Words = was.Words
	return into.Elem().Interface()
}

// tellBack says that what was kept stands in its place again.
func (d *drafts) tellBack(k *keeping, empty func()) {
	w := d.shell.env.words
	was, _ := k.was()
	d.shell.tell(widgets.BannerLook{Tone: theme.Info, Icon: "edit", Sentence: w.T("draft.back", domain.Args{"when": was.At}), Link: w.T("draft.empty")}, func() {
		d.shell.quiet()
		empty()
	})
}

// was is what was kept of the same form before.
func (k *keeping) was() (desk.Draft, bool) {
	f, ok := k.of.known[k.draft.Place]
	return f, ok
}

// touched is told that a hand is at work.
func (k *keeping) touched() {
	k.cancel()
	if k.person == 0 { // somebody has come in since
		k.person = k.of.shell.person.ID
	}
	if !slices.Contains(k.of.live, k) { // it was sent, and refused
		k.of.live = append(k.of.live, k)
	}
	k.cancel = k.of.shell.env.work.after(resting, k.now)
}

// now keeps what stands in the form, or forgets it where nothing was typed.
func (k *keeping) now() {
	k.cancel()
	words := k.read()
	if slices.Equal(words, k.draft.Words) || !slices.Contains(k.of.live, k) {
		return
	}
	k.draft.Words = words
	if slices.Equal(words, k.began) {
		delete(k.of.known, k.draft.Place)
		k.do(k.forget)
		return
	}
	f := k.draft
	f.At = k.of.shell.env.now()
	k.of.known[f.Place] = f
	k.do(func(ctx context.Context) error {
		_, err := k.of.shell.env.desk.KeepDraft(ctx, f)
		return err
	})
}

// drop forgets the form: it was sent, or given up.
func (k *keeping) drop() {
	if k.cancel != nil {
		k.cancel()
	}
	k.of.live = slices.DeleteFunc(k.of.live, func(o *keeping) bool { return o == k })
	if _, kept := k.of.known[k.draft.Place]; !kept {
		return
	}
	delete(k.of.known, k.draft.Place)
	k.draft.Words = nil
	k.do(k.forget)
}

// forget takes the form out of the store.
func (k *keeping) forget(ctx context.Context) error {
	_, err := k.of.shell.env.desk.DropDraft(ctx, desk.DraftNamed{Place: k.draft.Place})
	return err
}

// do hands work to the store; of what waits only the newest counts.
func (k *keeping) do(work func(ctx context.Context) error) {
	k.next = work
	if k.busy {
		return
	}
	k.busy = true
	work, k.next = k.next, nil
	run(k.of.shell.env.work, nil, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(desk.As(ctx, k.person)) }, func(_ struct{}, err error) {
		k.busy = false
		if err != nil {
			k.of.shell.doubt(err)
			k.of.shell.env.prog.Log.WithField("code", "draft.keep").Warn("a half-filled form could not be kept")
		}
		if k.next != nil {
			k.do(k.next)
		}
	})
}
