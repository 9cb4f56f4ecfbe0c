package ui

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/parcel"
	"aftercare/ui/paper"
)

// photoKey takes what the watched folder offers, else asks for a picture.
func (p *intakePage) photoKey() intakeKey {
	w := p.env.speak()
	k := intakeKey{key: "5", word: w.T("intake.key.photo"), run: p.photo}
	if n := len(p.photos.offered); n > 0 {
		k.word = w.N("intake.photo.offered", n)
	}
	return k
}

// weightKey asks for the weight by the desk's scale.
func (p *intakePage) weightKey(key string) intakeKey {
	w := p.env.speak()
	return intakeKey{key: key, word: w.T("intake.key.weight"), run: func() {
		was := ""
		if g := p.parcel.Draft().Weight; g > 0 {
			was = strconv.Itoa(g)
		}
		p.ask(w.T("intake.weight.label"), w.T("intake.weight.hint"), was, p.weigh)
	}}
}

// endKeys are what may still be said before a parcel is taken in.
func (p *intakePage) endKeys() []intakeKey {
	w := p.env.speak()
	return []intakeKey{
		{key: "1", word: w.T("intake.key.join"), short: w.T("intake.key.join_short"), run: func() { p.ask(w.T("intake.join.label"), w.T("intake.match.hint"), "", p.match) }},
		{key: "2", word: p.howWord(), run: p.nextHow},
		p.weightKey("3"), p.carrierKey(), p.photoKey(),
	}
}

// carrierKey asks for the weight by the carrier's scale.
func (p *intakePage) carrierKey() intakeKey {
	w := p.env.speak()
	return intakeKey{key: "4", word: w.T("intake.key.carrier"), run: func() {
		was := ""
		if g := p.parcel.Draft().Carrier; g > 0 {
			was = strconv.Itoa(g)
		}
		p.ask(w.T("intake.carrier.label"), w.T("intake.weight.hint"), was, func(typed string) {
			p.weighed(typed, func(grams *int) parcel.Entry { return parcel.Entry{Carrier: grams} })
		})
	}}
}

// howWord says how the parcel came back, as the key that changes it.
func (p *intakePage) howWord() string {
	if p.parcel.How == parcel.SentBack {
		return p.env.speak().T("intake.key.how")
	}
	return p.env.speak().T("how." + string(p.parcel.How))
}

// nextHow goes through the ways in which a parcel comes back.
func (p *intakePage) nextHow() {
	id := p.parcel.ID
	next := map[parcel.How]parcel.How{parcel.SentBack: parcel.Refused, parcel.Refused: parcel.Intercepted, parcel.Intercepted: parcel.SentBack}[p.parcel.How]
	p.parcel.How = next
	p.show()
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			_, err := p.env.desk.ParcelCameBack(ctx, desk.BackRequest{Parcel: id, How: next})
			return desk.Scanned{}, err
		},
		done: func(_ desk.Scanned, err error) {
			if err != nil {
				p.lost(id, err)
			}
		},
	})
}

// weigh takes grams, or kilograms with a point in them.
func (p *intakePage) weigh(typed string) {
	p.weighed(typed, func(grams *int) parcel.Entry { return parcel.Entry{Weight: grams} })
}

func (p *intakePage) weighed(typed string, entry func(grams *int) parcel.Entry) {
	grams, ok := readGrams(typed)
	if !ok {
		p.field.SetError(p.env.speak().Error(domain.Wrong("weight", "ship.weight", domain.Args{"value": typed})))
		return
	}
	if p.keep(entry(&grams)) {
		p.stopTyping()
	}
}

// readGrams reads 860, 860 g, 0.86, 0,86 kg.
func readGrams(typed string) (int, bool) {
	s := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(typed), ",", "."))
	kilos := strings.HasSuffix(s, "kg") || strings.Contains(s, ".")
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "kg"), "g"), "k"))
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 || f > parcel.MaxWeight {
		return 0, false
	}
	if kilos {
		f *= 1000
	}
	return int(math.Round(f)), f <= parcel.MaxWeight
}

// serial takes the serial number that was read or typed, and answers its check
// where the books know which one left.
func (p *intakePage) serial(number string) {
	entries := []parcel.Entry{{Serial: &number}}
	i := checkAt(*p.parcel.Draft(), "serial")
	if i >= 0 {
		c := p.parcel.Draft().Checks[i]
		switch parcel.Same(number, p.answer.Shipped) {
		case "same":
			entries = append(entries, parcel.Entry{Check: c.Code, Mark: parcel.Passed, Note: c.Note})
		case "other":
			entries = append(entries, parcel.Entry{Check: c.Code, Mark: parcel.Failed, Note: p.env.speak().T("intake.serial.other", domain.Args{"read": number, "shipped": p.answer.Shipped})})
		}
	}
	if !p.keep(entries...) {
		return
	}
	if p.mode == intakeTyping {
		p.stopTyping()
	}
	if s := p.now(); s.kind == atCheck && s.i == i && s.answered(*p.parcel.Draft()) {
		p.on()
		return
	}
	p.show()
}

func checkAt(in parcel.Inspection, code string) int {
	for i, c := range in.Checks {
		if c.Code == code {
			return i
		}
	}
	return -1
}

// readsSerial says whether a scan is the serial number of the item in hand: one
// that left with the order at any moment, any other while the desk asks for it.
func (p *intakePage) readsSerial(code string) bool {
	if p.mode != intakeChecking || checkAt(*p.parcel.Draft(), "serial") < 0 || parcel.Read(code).Return != "" {
		return false
	}
	s := p.now()
	asked := s.kind == atCheck && p.parcel.Draft().Checks[s.i].Code == "serial"
	return asked || parcel.Same(code, p.answer.Shipped) == "same"
}

// rest says whether the rest of a line is still to come.
func (p *intakePage) rest(follows bool) { p.line(parcel.CountedAs{Rest: &follows}) }

// wrongItem says, or takes back, that another item came than was announced, and
// asks what it is.
func (p *intakePage) wrongItem() {
	c := p.parcel.Draft().Counts[p.now().i]
	wrong := !c.WrongItem
	entries := []parcel.Entry{{Count: &parcel.CountedAs{CaseID: c.CaseID, Line: c.Line, WrongItem: &wrong}}}
	if !wrong {
		entries = append(entries, p.parcel.Draft().AsOrdered()...)
	}
	if !p.keep(entries...) {
		return
	}
	if !wrong {
		p.show()
		return
	}
	w := p.env.speak()
	p.ask(w.T("intake.came.label"), w.T("intake.came.hint"), c.Came, p.came)
}

// came takes what came instead: a product that the shop knows by its number or
// barcode, else words.
func (p *intakePage) came(typed string) {
	line := p.now().i
	typed = strings.TrimSpace(typed)
	run(p.env.work, nil, func(ctx context.Context) (string, error) {
		found, err := p.env.desk.ProductOf(ctx, typed)
		if errors.Is(err, domain.Code("missing.product")) {
			return "", nil
		}
		return found.SKU, err
	}, func(sku string, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		if p.keep(p.parcel.Draft().InPlaceOf(line, sku, typed)...) {
			p.stopTyping()
		}
	})
}

// misuse says, or takes back, that the customer damaged the item: it is not
// accepted.
func (p *intakePage) misuse() {
	c := p.parcel.Draft().Counts[p.now().i]
	misused := !c.Misuse
	if p.keep(parcel.Entry{Count: &parcel.CountedAs{CaseID: c.CaseID, Line: c.Line, Misuse: &misused}}) {
		p.show()
	}
}

// refused opens the case of a parcel that came back under the number that it
// left with.
func (p *intakePage) refused() {
	id := p.parcel.ID
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) { return p.env.desk.RefusedParcel(ctx, id) },
		done: p.answered,
	})
}

// another registers a second parcel under the code that was scanned.
func (p *intakePage) another() {
	id := p.parcel.ID
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) { return p.env.desk.AnotherParcel(ctx, id) },
		done: p.answered,
	})
}

// finish takes the parcel in. answer is what somebody said where the books have
// a unit elsewhere.
func (p *intakePage) finish(answer string) {
	id := p.parcel.ID
	p.enqueue(intakeJob{
		work: func(ctx context.Context) (desk.Scanned, error) {
			in, err := p.env.desk.Finish(ctx, desk.FinishRequest{Parcel: id, Answer: answer})
			return desk.Scanned{Parcel: &in}, err
		},
		done: func(s desk.Scanned, err error) {
			if p.parcel.ID != id {
				return
			}
			if err != nil {
				p.unfinished(err)
				return
			}
			p.env.shell.quiet()
			p.parcel, p.mode, p.field = *s.Parcel, intakeDone, nil
			p.env.shell.window.Canvas().Unfocus()
			p.pile.takenIn(p.env, p.parcel)
			if goesBack(*p.parcel.Last()) {
				p.printBack()
			}
			if p.pile.full() {
				p.mode = intakeCounting
			}
			p.show()
		},
	})
}

// unfinished shows what is missing, or asks what the stock's books need to know.
func (p *intakePage) unfinished(err error) {
	e := domain.As(err)
	if e != nil && e.Field == "answer" {
		w := p.env.speak()
		p.ask(w.T("intake.answer.label"), w.Error(err), "", func(answer string) {
			if strings.TrimSpace(answer) != "" {
				p.finish(answer)
			}
		})
		return
	}
	p.at = whereLeft(*p.parcel.Draft())
	if e != nil && e.Code == "parcel.photo_missing" {
		p.at = firstUnseen(p.parcel)
	}
	p.show()
	p.env.shell.fail(err)
}

// firstUnseen is the station of the first failed check that lacks its photo.
func firstUnseen(in parcel.Parcel) int {
	for i, c := range in.Draft().Checks {
		if c.Photo && c.Mark == parcel.Failed && !in.Shows(c.Code) {
			return i
		}
	}
	return whereLeft(*in.Draft())
}

// goesBack says whether something of the parcel goes back to the customer.
func goesBack(in parcel.Inspection) bool {
	for _, c := range in.Counts {
		if c.Disposition == parcel.ToCustomer && *c.Counted > 0 {
			return true
		}
	}
	return false
}

// printBack prints the label for what goes back to the customer.
func (p *intakePage) printBack() {
	number, in := p.parcel.Number, *p.parcel.Last()
	e := p.env
	p.papers.press(e.speak().T("intake.back.paper", domain.Args{"number": number}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		setup, err := e.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		v, err := e.desk.Case(ctx, in.Counts[0].CaseID)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.Label(paper.BackLabelOf(v, setup, number, in), e.paperSetting(""))
	})
}

// doneKeys are what may follow once a parcel is in.
func (p *intakePage) doneKeys() []intakeKey {
	w := p.env.speak()
	var keys []intakeKey
	if last := p.parcel.Last(); last != nil && goesBack(*last) {
		keys = append(keys, intakeKey{key: "1", word: w.T("intake.key.print"), run: func() {
			if p.papers.last.path == "" {
				p.printBack()
				return
			}
			p.papers.print()
		}})
	}
	return append(keys, intakeKey{key: "2", word: w.T("intake.key.correct"), run: p.correct})
}
