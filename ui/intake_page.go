package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
	"aftercare/ui/widgets"
)

// intakePage is the desk at which parcels are taken in, by scanner and number
// keys alone. What is entered shows at once and is kept in the order in which
// it was entered, so that a hand need not wait for the disk.
type intakePage struct {
	env    env
	keypad *keypad
	pile   *pile

	mode   intakeMode
	answer desk.Scanned
	parcel parcel.Parcel // as entered so far
	at     int           // the station that is asked, of stationsOf
	digits string        // of a count that is being typed
	field  *widgets.Field
	kept   *keeping      // of the field, for the day the program ends here
	left   domain.ID     // the draft that a wrong scan interrupted
	other  stock.Product // that was scanned and not announced

	queue   []intakeJob
	busy    bool
	waiting []parcel.Parcel // what lies open, for the empty desk
	photos  intakePhotos
	silent  bool
	papers  *papers
	idle    ticket

	band, body, strip, bar, side *fyne.Container
	scroll                       *container.Scroll
	root                         fyne.CanvasObject
}

// intakeMode is what the desk is about.
type intakeMode string

const (
	intakeEmpty    intakeMode = ""         // nothing scanned yet
	intakeAnswered intakeMode = "answered" // a scan with nothing to check: red, amber
	intakeChecking intakeMode = "checking" // a draft is under way
	intakeOther    intakeMode = "other"    // a product was scanned that nobody announced
	intakeTyping   intakeMode = "typing"   // a field has the keyboard: a note, a serial, whose parcel
	intakeDone     intakeMode = "done"     // taken in
	intakeCounting intakeMode = "counting" // ten parcels: the pile is counted
)

func newIntakePage(e env) page {
	p := &intakePage{env: e, pile: &pile{}}
	p.photos.thumbs = newThumbs(e, func() {
		if p.mode != intakeTyping {
			p.show()
		}
	})
	box := e.shell.search.box
	p.keypad = &keypad{after: e.work.after, box: box, leave: func() { e.shell.window.Canvas().Unfocus() }, press: p.press, enter: p.enter}
	p.build()
	e.work.every(watchEvery, p.look)
	return p
}

func (p *intakePage) build() {
	p.band, p.strip, p.bar, p.side = widgets.NewOver(), widgets.NewOver(), widgets.NewOver(), widgets.NewOver()
	p.body = widgets.NewColumn(0)
	p.scroll = container.NewVScroll(p.body)
	p.papers = newPapers(p.env, func() { p.root.Refresh() })
	desk := widgets.NewPage([]fyne.CanvasObject{p.band}, p.scroll, p.strip, p.papers.view())
	p.root = widgets.NewPage(nil, container.New(&intakeLayout{}, desk, widgets.NewHairline(), p.side), p.bar)
}

func (p *intakePage) view() fyne.CanvasObject { return p.root }

// foot is how high the keys stand at the foot, with the line above them.
func (p *intakePage) foot() float32 {
	h := p.bar.Size().Height
	if p.strip.Visible() {
		h += p.strip.Size().Height
	}
	return h
}

func (p *intakePage) open(r route) {
	p.env.shell.window.Canvas().Unfocus()
	p.readSetting()
	if r.id != 0 {
		p.enqueue(intakeJob{
			work: func(ctx context.Context) (desk.Scanned, error) { return p.env.desk.Parcel(ctx, r.id) },
			done: p.answered,
		})
		return
	}
	p.reload()
}

// reload reads what lies open. A draft under way is never read again: this desk
// holds the newest of it.
func (p *intakePage) reload() {
	states := []parcel.State{parcel.Opened, parcel.Arrived, parcel.Unidentified, parcel.PutAway}
	run(p.env.work, &p.idle, func(ctx context.Context) ([]parcel.Parcel, error) { return p.env.desk.Pile(ctx, pileLong, states...) },
		func(all []parcel.Parcel, err error) {
			if err != nil {
				p.env.shell.fail(err)
				return
			}
			p.pile.begin(p.env, all)
			p.waiting = nil
			for _, one := range all {
				if one.State != parcel.PutAway || one.Draft() != nil {
					p.waiting = append(p.waiting, one)
				}
			}
			if p.mode == intakeEmpty {
				p.show()
			} else {
				p.showPile()
			}
		})
}

// actions: the desk's commands are its number keys, which the bar shows.
func (p *intakePage) actions() []action { return nil }

// back leaves a field, else the parcel: what was entered is kept.
func (p *intakePage) back() bool {
	switch p.mode {
	case intakeEmpty:
		return false
	case intakeTyping:
		p.stopTyping()
		return true
	case intakeOther:
		p.notOther()
		return true
	}
	p.clear()
	p.reload()
	return true
}

// clear empties the desk for the next scan.
func (p *intakePage) clear() {
	p.mode, p.answer, p.parcel, p.at, p.digits, p.field, p.left = intakeEmpty, desk.Scanned{}, parcel.Parcel{}, 0, "", nil, 0
}

// typed and boxed let the keypad tell hands from scanners.
func (p *intakePage) typed(r rune)      { p.keypad.typed(r) }
func (p *intakePage) boxed(text string) { p.keypad.changed(text) }

// key is told of Enter and Backspace, and of the arrows.
func (p *intakePage) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.keypad.flush()
		p.enter()
	case fyne.KeyBackspace, fyne.KeyUp, fyne.KeyLeft:
		p.rub()
	case fyne.KeyDown, fyne.KeyRight:
		p.step(1)
	default:
		return false
	}
	return true
}

// press does what a digit means now.
func (p *intakePage) press(digit rune) {
	for _, k := range p.keys() {
		if k.key == string(digit) {
			p.do(k)
			return
		}
	}
	if p.counts() && len(p.digits) < 4 {
		p.digits += string(digit)
		p.show()
	}
}

// enter does what Enter means now.
func (p *intakePage) enter() {
	for _, k := range p.keys() {
		if k.key == keyEnter {
			p.do(k)
			return
		}
	}
}

func (p *intakePage) do(k intakeKey) {
	if k.run != nil {
		k.run()
	}
}

// rub takes back the last digit of a count, else goes back one station.
func (p *intakePage) rub() {
	if p.counts() && p.digits != "" {
		p.digits = p.digits[:len(p.digits)-1]
		p.show()
		return
	}
	p.step(-1)
}

// counts says whether digits are a number now, and not commands.
func (p *intakePage) counts() bool {
	return p.mode == intakeCounting || p.mode == intakeChecking && p.now().kind == atCount
}

// step goes to the station before or after, where one may.
func (p *intakePage) step(by int) {
	if p.mode != intakeChecking {
		return
	}
	to := p.at + by
	if to < 0 || by > 0 && (p.at >= len(p.stations())-1 || !p.now().answered(*p.parcel.Draft()) && !p.now().optional(*p.parcel.Draft())) {
		return
	}
	p.at, p.digits = to, ""
	p.show()
}

func (p *intakePage) stations() []station { return stationsOf(*p.parcel.Draft()) }

// now is the station that is asked; only while checking.
func (p *intakePage) now() station {
	all := p.stations()
	return all[min(p.at, len(all)-1)]
}
