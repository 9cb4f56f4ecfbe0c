package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/stock"
	"aftercare/ui/present"
	"aftercare/ui/widgets"
)

// productRecord is one product: its terms, how many units came back and where
// they are, and what moved them.
type productRecord struct {
	page    *productsPage
	sheet   *sheet[stock.Product]
	bar     *saveBar
	reading ticket
	asking  ticket
	held    *keeping // what stands in the sheet, for the day the program ends here
	showing bool     // what was saved is being shown: no hand is at work

	head  *fyne.Container
	stock *fyne.Container // how many there are, and what one does to them
	learn *fyne.Container // what closed cases say must change
	moved *fyne.Container // the ledger
	root  fyne.CanvasObject
}

const (
	productLabel = 136
)

func newProductRecord(p *productsPage, product stock.Product) *productRecord {
	r := &productRecord{page: p, sheet: &sheet[stock.Product]{env: p.env, check: checkProduct}}
	r.bar = newSaveBar(p.env, "", p.save, p.discard, p.stay)
	r.sheet.questions = r.questions(product)
	r.sheet.changed = func() { r.bar.set(r.sheet.touched(), p.env.words.T("action.save")) }
	r.sheet.grown = func() { r.root.Refresh() }
	r.sheet.listen()
	body := []fyne.CanvasObject{}
	for _, q := range r.sheet.questions {
		if q.ask.entry != nil {
			q.ask.entry.OnSubmitted = func(string) { p.env.shell.do("save") }
		}
		body = append(body, q.field)
	}
	r.head, r.stock, r.learn, r.moved = widgets.NewOver(), widgets.NewColumn(8), widgets.NewColumn(8), widgets.NewColumn(8)
	body = append(append([]fyne.CanvasObject{r.learn, r.stock}, body...), r.moved)
	r.root = widgets.NewPage([]fyne.CanvasObject{r.head}, widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 8, body...), r.bar.root)
	r.show(product)
	r.hold(product)
	return r
}

// hold begins to keep what is typed, and puts in what was kept before.
func (r *productRecord) hold(product stock.Product) {
	e := r.page.env
	f := desk.Draft{Place: "products/" + product.SKU, Title: e.words.List(nonEmpty(e.words.T("page.products"), product.SKU)), Page: "products", Do: "new"}
	if product.ID != 0 {
		f.Do = productRoute(product.SKU).do
	}
	r.held = e.shell.drafts.hold(f, func() []desk.Typed { return typedWhole(r.sheet.touched(), r.sheet.typed()) })
	kept, ok := r.held.whole(map[string]string{}).(map[string]string)
	if ok {
		r.sheet.regain(kept)
	}
	r.bar.heard = func() {
		if !r.showing {
			r.held.touched()
		}
	}
	if ok && r.sheet.touched() {
		e.shell.drafts.tellBack(r.held, r.page.discard)
	}
}

// checkProduct is the domain's check in the form that a sheet asks.
func checkProduct(p stock.Product) error { return p.Validate() }

func (r *productRecord) id() domain.ID { return r.sheet.value.ID }

// show takes the product in and reads its stock.
func (r *productRecord) show(product stock.Product) {
	r.showing = true
	r.sheet.show(product)
	r.showing = false
	w := r.page.env.speak()
	title := product.SKU
	if product.ID == 0 {
		title = w.T("products.new")
	}
	r.head.Objects = []fyne.CanvasObject{widgets.NewTitleBlock(title, product.Title, "", nil, nil)}
	r.head.Refresh()
	if product.ID == 0 {
		return
	}
	type held struct {
		level  stock.Level
		ledger []stock.Movement
	}
	e := r.page.env
	run(e.work, &r.reading, func(ctx context.Context) (held, error) {
		level, ledger, err := e.desk.Stock(ctx, product.SKU)
		return held{level, ledger}, err
	}, func(h held, err error) {
		if err != nil {
			e.shell.fail(err)
			return
		}
		r.showStock(h.level, h.ledger)
	})
	r.readLessons()
}

// ledgerShown is how many movements are listed, the newest first.
const ledgerShown = 50

func (r *productRecord) showStock(level stock.Level, ledger []stock.Movement) {
	w := r.page.env.speak()
	r.stock.RemoveAll()
	r.moved.RemoveAll()
	if !r.sheet.value.Counted() {
		r.stock.Add(widgets.NewParagraph(w.T("products.not_counted"), widgets.Third()))
	}
	if len(ledger) == 0 {
		r.stock.Add(r.deedBar())
		r.root.Refresh()
		return
	}
	var figures []widgets.FigureCell
	if r.sheet.value.Counted() {
		figures = append(figures, widgets.FigureCell{Label: w.T("products.free"), Figure: w.Number(int64(level.Free()))})
	}
	for _, place := range stock.Places() {
		if level[place] != 0 || place == stock.Shelf || place == stock.Quarantine {
			figures = append(figures, widgets.FigureCell{Label: w.T("place." + string(place)), Figure: w.Number(int64(level[place]))})
		}
	}
	r.stock.Add(widgets.NewFiguresStrip(figures...))
	r.stock.Add(r.deedBar())
	r.moved.Add(groupHead(w.T("products.ledger"), false))
	rows := []widgets.KeyValueRow{}
	for i := len(ledger) - 1; i >= 0 && len(rows) < ledgerShown; i-- {
		when, why, quantity, way := present.Moved(w, ledger[i])
		rows = append(rows, widgets.KeyValueRow{Label: when, Value: quantity + " × " + why, Note: way})
	}
	r.moved.Add(widgets.NewKeyValue(productLabel, rows...))
	r.root.Refresh()
}

func (r *productRecord) save(then func(stock.Product)) {
	draft, err := r.sheet.draft()
	e := r.page.env
	if err != nil {
		e.shell.fail(r.sheet.failed(err))
		return
	}
	run(e.work, nil, func(ctx context.Context) (stock.Product, error) { return e.desk.SaveProduct(ctx, draft) },
		func(saved stock.Product, err error) {
			if err != nil {
				e.shell.fail(r.sheet.failed(err))
				r.page.reload()
				return
			}
			r.held.saved()
			then(saved)
		})
}

type productQuestion = question[stock.Product]

// questions are the terms; a SKU is given once and not changed, as orders and
// the ledger name it.
func (r *productRecord) questions(product stock.Product) []*productQuestion {
	w := r.page.env.speak()
	var categories []widgets.Option
	for _, c := range stock.Categories() {
		categories = append(categories, widgets.Option{Key: c, Word: w.T("category." + c)})
	}
	out := []*productQuestion{
		r.word("title", askText(widgets.EntryLook{Limit: domain.MaxLine}), "", func(p *stock.Product) *string { return &p.Title }),
		r.word("category", askChoice(categories), w.T("products.hint.category"), func(p *stock.Product) *string { return &p.Category }),
		r.price(), r.months("warranty", func(p *stock.Product) **int { return &p.Warranty }), r.months("labour", func(p *stock.Product) **int { return &p.Labour }),
		r.dayToShip(), r.noReturn(),
		r.truth("serials", func(p *stock.Product) *bool { return &p.Serials }),
		r.truth("part", func(p *stock.Product) *bool { return &p.Part }),
		r.truth("wear", func(p *stock.Product) *bool { return &p.Wear }),
		r.word("supplier", askText(widgets.EntryLook{Limit: domain.MaxLine}), w.T("products.hint.supplier"), func(p *stock.Product) *string { return &p.Supplier }),
		r.word("barcode", askText(widgets.EntryLook{Limit: 64}), "", func(p *stock.Product) *string { return &p.Barcode }),
	}
	if product.ID == 0 {
		sku := r.word("sku", askText(widgets.EntryLook{Limit: 64}), "", func(p *stock.Product) *string { return &p.SKU })
		out = append([]*productQuestion{sku}, out...)
	}
	return out
}

// field sets the control beside its label, with the hint below, for the record
// is narrow.
func (r *productRecord) field(name string, a asked, hint string) *widgets.Field {
	label := r.page.env.speak().Field(name)
	if key := "products.field." + name; r.page.env.speak().Has(key) {
		label = r.page.env.speak().T(key)
	}
	return widgets.NewSideField(label, productLabel, a.part, 0, hint)
}

func (r *productRecord) word(name string, a asked, hint string, at func(*stock.Product) *string) *productQuestion {
	return &productQuestion{name: name, ask: a, field: r.field(name, a, hint),
		read: func(p stock.Product) string { return *at(&p) },
		write: func(p *stock.Product, t string) *domain.Error {
			*at(p) = strings.TrimSpace(t)
			return nil
		}}
}

// months asks for a term of the warranty, which may be unsaid.
func (r *productRecord) months(name string, at func(*stock.Product) **int) *productQuestion {
	a := askText(widgets.EntryLook{Limit: 6})
	return &productQuestion{name: name, ask: a, field: r.field(name, a, r.page.env.speak().T("products.hint."+name)),
		read: func(p stock.Product) string {
			if *at(&p) == nil {
				return ""
			}
			return strconv.Itoa(**at(&p))
		},
		write: func(p *stock.Product, t string) *domain.Error {
			t = strings.TrimSpace(t)
			if t == "" {
				*at(p) = nil
				return nil
			}
			n, err := strconv.Atoi(t)
			if err != nil {
				return domain.Wrong(name, "product.warranty", domain.Args{"value": t})
			}
			*at(p) = &n
			return nil
		}}
}

func (r *productRecord) dayToShip() *productQuestion {
	units := termUnits(r.page.env)
	a := askTerm(units)
	return &productQuestion{name: "day_to_ship", ask: a, field: r.field("day_to_ship", a, r.page.env.speak().T("products.hint.ship")),
		read: func(p stock.Product) string {
			if p.DayToShip == nil {
				return " " + units[0].Key
			}
			return p.DayToShip.String()
		},
		write: func(p *stock.Product, t string) *domain.Error {
			if strings.HasPrefix(t, " ") {
				p.DayToShip = nil
				return nil
			}
			term, e := readTerm("day_to_ship", t)
			if e == nil {
				p.DayToShip = &term
			}
			return e
		}}
}

// noReturn asks the other way round: whether such a return is taken.
func (r *productRecord) noReturn() *productQuestion {
	a := askSwitch()
	return &productQuestion{name: "no_return", ask: a, field: r.field("no_return", a, ""),
		read: func(p stock.Product) string {
			if p.NoReturn {
				return ""
			}
			return yes
		},
		write: func(p *stock.Product, t string) *domain.Error {
			p.NoReturn = t != yes
			return nil
		}}
}

// price asks for an amount in the shop's currency; one of another stays in it.
func (r *productRecord) price() *productQuestion {
	a := askText(widgets.EntryLook{Limit: 20})
	currency := r.page.env.shell.shop.Currency
	return &productQuestion{name: "price", ask: a, field: r.field("price", a, string(currency)+". "+r.page.env.speak().T("products.hint.price")),
		read: func(p stock.Product) string {
			if p.Price == (money.Amount{}) {
				return ""
			}
			return p.Price.Decimal()
		},
		write: func(p *stock.Product, t string) *domain.Error {
			t = strings.TrimSpace(t)
			if t == "" {
				p.Price = money.Amount{}
				return nil
			}
			in := currency
			if p.Price.Currency != "" {
				in = p.Price.Currency
			}
			a, e := money.Parse("price", t, in)
			if e == nil {
				p.Price = a
			}
			return e
		}}
}

func (r *productRecord) truth(name string, at func(*stock.Product) *bool) *productQuestion {
	a := askSwitch()
	return &productQuestion{name: name, ask: a, field: r.field(name, a, ""),
		read: func(p stock.Product) string {
			if *at(&p) {
				return yes
			}
			return ""
		},
		write: func(p *stock.Product, t string) *domain.Error {
			*at(p) = t == yes
			return nil
		}}
}
