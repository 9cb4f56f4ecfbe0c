package ui

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/domain/stock"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// read answers a code: while a parcel lies open, the code of a product says what
// is in it; any other is a parcel's.
func (p *intakePage) read(code string) {
	open := p.mode == intakeChecking || p.mode == intakeOther
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			if open && parcel.Read(code).Return == "" {
				found, err := p.env.desk.ProductOf(ctx, code)
				if !errors.Is(err, domain.Code("missing.product")) {
					return desk.Scanned{Product: &found}, err
				}
			}
			if open && quickHand(code) {
				if known, err := p.env.desk.Names(ctx, code); err != nil || !known {
					return desk.Scanned{Why: byHand}, err
				}
			}
			return p.env.desk.Scan(ctx, code)
		},
		done: func(s desk.Scanned, err error) {
			if err == nil && s.Why == byHand {
				p.keypad.release(code)
				p.enter()
				return
			}
			if err == nil && s.Product != nil && s.Answer == "" && p.parcel.Draft() != nil {
				p.unpacked(*s.Product)
				return
			}
			p.answered(s, err)
		},
	})
}

// byHand says of a code that it was none: keys of a hand, which a machine with
// much else to do heard at once.
const byHand = "by_hand"

// quickHand says whether a code may be keys of a hand. No carrier's number is so
// short; an order's may be, and is known then.
func quickHand(code string) bool { return len(code) < 9 && strings.Trim(code, "0123456789") == "" }

// unpacked takes the code of a product out of the parcel that lies open: the one
// that was ordered answers its check, or counts itself while it is counted; of
// another one the desk asks whether it came in the place of it.
func (p *intakePage) unpacked(product stock.Product) {
	p.env.shell.quiet()
	in := *p.parcel.Draft()
	line := in.Announced(product.SKU)
	if line < 0 {
		p.mode, p.other = intakeOther, product
		p.sound(parcel.NotOurs)
		p.show()
		return
	}
	p.mode = intakeChecking
	p.sound(parcel.Expected)
	now := p.now()
	if now.kind == atCount && now.i == line {
		n, _ := strconv.Atoi(p.digits)
		p.digits = strconv.Itoa(n + 1)
		p.show()
		return
	}
	if !p.keep(in.AsOrdered()...) {
		return
	}
	if now.kind == atCheck && in.Checks[now.i].Code == "item" {
		p.on()
		return
	}
	p.show()
	p.env.shell.toast(p.env.speak().T("intake.as_ordered", domain.Args{"title": product.Title}))
}

// otherKeys ask in whose place a product came that nobody announced.
func (p *intakePage) otherKeys() []intakeKey {
	w := p.env.speak()
	var keys []intakeKey
	for i, c := range p.parcel.Draft().Counts[:min(len(p.parcel.Draft().Counts), 9)] {
		keys = append(keys, intakeKey{key: strconv.Itoa(i + 1), word: w.T("intake.key.in_place", domain.Args{"title": c.Title}), short: w.T("intake.key.in_place_short"), run: func() { p.inPlace(i) }})
	}
	return append(keys, intakeKey{key: "0", word: w.T("intake.key.not_other"), run: p.notOther})
}

// inPlace records the product that was scanned as what came, and goes to its
// check: the photo that a fail needs is taken next.
func (p *intakePage) inPlace(line int) {
	in := *p.parcel.Draft()
	p.mode = intakeChecking
	if !p.keep(in.InPlaceOf(line, p.other.SKU, p.other.Title)...) {
		return
	}
	if i := checkAt(in, "item"); i >= 0 {
		p.at, p.digits = i, ""
	}
	p.show()
}

// notOther goes on as if the code had not been scanned.
func (p *intakePage) notOther() {
	p.mode = intakeChecking
	p.show()
}

// otherLook tells what was scanned, as large as an answer.
func (p *intakePage) otherLook() widgets.IntakeAnswerLook {
	w := p.env.speak()
	return widgets.IntakeAnswerLook{Shape: theme.Octagon, Tone: theme.Late, Word: w.T("intake.other"), Code: p.other.SKU, Who: p.other.Title}
}
