package ui

import (
	"strconv"

	"aftercare/domain"
	"aftercare/domain/parcel"
	"aftercare/ui/widgets"
)

// intakeKey is a key of the desk and what it does now.
type intakeKey struct {
	key, word, short string
	run              func()
}

const (
	keyEnter = "Enter"
	keyRub   = "Backspace"
)

// keys lists what the keys mean now. The bar shows these and press does these,
// so that the bar cannot lie.
func (p *intakePage) keys() []intakeKey {
	w := p.env.speak()
	switch p.mode {
	case intakeEmpty:
		return p.waitingKeys()
	case intakeAnswered:
		return p.answerKeys()
	case intakeChecking:
		return p.stationKeys()
	case intakeOther:
		return p.otherKeys()
	case intakeDone:
		return p.doneKeys()
	case intakeTyping:
		return []intakeKey{{key: keyEnter, word: w.T("intake.key.keep")}, {key: "Esc", word: w.T("intake.key.leave")}}
	case intakeCounting:
		keys := []intakeKey{{key: "0-9", word: w.T("intake.key.pile")}}
		return append(keys, intakeKey{key: keyEnter, word: p.countWord("intake.key.pile_counted", len(p.pile.in)), run: p.countPile})
	}
	return nil
}

// waitingKeys open what lies open at an empty desk.
func (p *intakePage) waitingKeys() []intakeKey {
	if len(p.waiting) == 0 {
		return nil
	}
	keys := []intakeKey{}
	for i, one := range p.waiting[:min(len(p.waiting), 9)] {
		keys = append(keys, intakeKey{key: strconv.Itoa(i + 1), word: one.Number, run: func() { p.resume(one.ID) }})
	}
	return keys
}

func (p *intakePage) answerKeys() []intakeKey {
	w := p.env.speak()
	switch {
	case p.answer.Answer == parcel.AlreadyIn:
		return []intakeKey{{key: "1", word: w.T("intake.key.correct"), run: p.correct}, {key: "2", word: w.T("intake.key.another"), run: p.another}}
	case p.answer.Answer == parcel.Unknown:
		keys := []intakeKey{{key: "4", word: w.T("intake.key.match"), run: func() { p.ask(w.T("intake.match.label"), w.T("intake.match.hint"), "", p.match) }},
			p.photoKey(), {key: "6", word: p.howWord(), run: p.nextHow}}
		if p.parcel.OrderID != 0 {
			keys = append([]intakeKey{{key: "1", word: w.T("intake.key.refused"), short: w.T("intake.key.refused_short"), run: p.refused}}, keys...)
		}
		if p.answer.Resumed {
			keys = append(keys, intakeKey{key: "7", word: w.T("intake.key.another"), short: w.T("intake.key.another_short"), run: p.another})
		}
		if p.pile.full() {
			keys = append(keys, intakeKey{key: keyEnter, word: w.T("intake.pile.count"), run: p.askPile})
		}
		return keys
	case p.left != 0:
		return []intakeKey{{key: "0", word: w.T("intake.key.back_to"), run: func() { p.resume(p.left) }}}
	}
	return nil
}

func (p *intakePage) stationKeys() []intakeKey {
	w, in := p.env.speak(), *p.parcel.Draft()
	s := p.now()
	var keys []intakeKey
	switch s.kind {
	case atCheck:
		keys = p.checkKeys(in, s)
	case atCount:
		said := in.Counts[s.i].Said
		if c := in.Counts[s.i].Counted; c != nil {
			said = *c
		}
		keys = []intakeKey{{key: "0-9", word: w.T("intake.key.count"), short: w.T("intake.key.count_short")},
			{key: keyEnter, word: p.countWord("intake.key.counted", said), run: func() { p.count(said) }}}
		return append(keys, intakeKey{key: keyRub, word: w.T("intake.key.back"), run: p.rub})
	case atRest:
		keys = []intakeKey{{key: "1", word: w.T("intake.key.no_rest"), run: func() { p.rest(false) }}, {key: "2", word: w.T("intake.key.rest"), run: func() { p.rest(true) }},
			{key: keyEnter, word: w.T("intake.key.no_rest"), run: func() { p.rest(false) }}}
	case atGrade:
		for i, g := range parcel.Grades() {
			keys = append(keys, intakeKey{key: strconv.Itoa(i + 1), word: w.T("grade." + string(g)), run: func() { p.line(parcel.CountedAs{Grade: g}) }})
		}
		keys = append(keys, intakeKey{key: "6", word: w.T("intake.key.wrong"), short: w.T("intake.key.wrong_short"), run: p.wrongItem}, intakeKey{key: "7", word: w.T("intake.key.misuse"), short: w.T("intake.key.misuse_short"), run: p.misuse})
	case atWay:
		for i, d := range parcel.Dispositions() {
			keys = append(keys, intakeKey{key: strconv.Itoa(i + 1), word: w.T("disposition." + string(d)), short: w.T("intake.way." + string(d)), run: func() { p.line(parcel.CountedAs{Disposition: d}) }})
		}
	case atEnd:
		keys = append(p.endKeys(), intakeKey{key: keyEnter, word: w.T("intake.key.finish"), run: func() { p.finish("") }})
	}
	if p.at > 0 {
		keys = append(keys, intakeKey{key: "0", word: w.T("intake.key.back"), run: func() { p.step(-1) }})
	}
	if s.kind != atEnd && s.answered(in) {
		keys = append(keys, intakeKey{key: keyEnter, word: w.T("intake.key.on"), run: func() { p.step(1) }})
	}
	return keys
}

func (p *intakePage) checkKeys(in parcel.Inspection, s station) []intakeKey {
	w, c := p.env.speak(), in.Checks[s.i]
	keys := []intakeKey{
		{key: "1", word: w.T("mark.pass"), run: func() { p.mark(parcel.Passed) }},
		{key: "2", word: w.T("mark.fail"), run: func() { p.mark(parcel.Failed) }},
		{key: "3", word: w.T("intake.key.na"), short: w.T("intake.key.na_short"), run: func() { p.mark(parcel.NA) }},
		{key: "4", word: w.T("intake.key.note"), run: func() {
			p.ask(w.T("intake.note.label", domain.Args{"check_key": c.Key()}), "", c.Note, p.note)
		}},
	}
	keys = append(keys, p.photoKey())
	switch c.Code {
	case "serial":
		keys = append(keys, intakeKey{key: "6", word: w.T("intake.key.serial"), short: w.T("intake.key.serial_short"), run: func() { p.ask(w.T("field.serial"), w.T("intake.serial.hint"), in.Serial, p.serial) }})
	case "weight":
		keys = append(keys, p.weightKey("6"))
	}
	keys = append(keys, intakeKey{key: "9", word: w.T("intake.key.all"), short: w.T("intake.key.all_short"), run: p.allPass})
	if s.optional(in) && !s.answered(in) {
		keys = append(keys, intakeKey{key: keyEnter, word: w.T("intake.key.skip"), run: func() { p.step(1) }})
	}
	return keys
}

// countWord says what Enter will take: what was typed, else the number given.
func (p *intakePage) countWord(key string, n int) string {
	if p.digits != "" {
		n, _ = strconv.Atoi(p.digits)
	}
	return p.env.speak().T(key, domain.Args{"n": n})
}

// shownKeys are the keys as the bar draws them; an empty desk says nothing that
// its rows do not say.
func (p *intakePage) shownKeys() []widgets.KeyWord {
	if p.mode == intakeEmpty {
		return nil
	}
	var out []widgets.KeyWord
	for _, k := range p.keys() {
		out = append(out, widgets.KeyWord{Key: k.key, Word: k.word, Short: k.short, Tapped: k.run})
	}
	return out
}

// on goes to the next station.
func (p *intakePage) on() {
	p.at, p.digits = min(p.at+1, len(p.stations())-1), ""
	p.show()
}

// mark answers the check that is asked.
func (p *intakePage) mark(m parcel.Mark) {
	c := p.parcel.Draft().Checks[p.now().i]
	if p.keep(parcel.Entry{Check: c.Code, Mark: m, Note: c.Note}) {
		p.on()
	}
}

// allPass answers all open checks at once: one deliberate key.
func (p *intakePage) allPass() {
	var entries []parcel.Entry
	for _, c := range p.parcel.Draft().Checks {
		if c.Mark == "" {
			entries = append(entries, parcel.Entry{Check: c.Code, Mark: parcel.Passed, Note: c.Note})
		}
	}
	if p.keep(entries...) {
		p.at, p.digits = len(p.parcel.Draft().Checks), ""
		p.show()
	}
}

func (p *intakePage) note(words string) {
	c := p.parcel.Draft().Checks[p.now().i]
	if p.keep(parcel.Entry{Check: c.Code, Mark: c.Mark, Note: words}) {
		p.stopTyping()
	}
}

// count takes the number that was typed, or n.
func (p *intakePage) count(n int) {
	if p.digits != "" {
		n, _ = strconv.Atoi(p.digits)
	}
	p.line(parcel.CountedAs{Counted: &n})
}

// line enters something about the line that is asked and goes on.
func (p *intakePage) line(e parcel.CountedAs) {
	c := p.parcel.Draft().Counts[p.now().i]
	e.CaseID, e.Line = c.CaseID, c.Line
	if p.keep(parcel.Entry{Count: &e}) {
		p.on()
	}
}

// askPile asks how many parcels lie there.
func (p *intakePage) askPile() {
	p.mode, p.digits = intakeCounting, ""
	p.show()
}

// countPile compares the pile with what was scanned.
func (p *intakePage) countPile() {
	n := len(p.pile.in)
	if p.digits != "" {
		n, _ = strconv.Atoi(p.digits)
	}
	p.digits = ""
	if p.pile.counted(n) {
		p.clear()
		p.reload()
		p.env.shell.toast(p.env.speak().T("intake.pile.right"))
		return
	}
	p.show()
}
