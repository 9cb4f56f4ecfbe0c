package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// deedBar offers what a person does to the stock of the product.
func (r *productRecord) deedBar() fyne.CanvasObject {
	w := r.page.env.speak()
	button := func(key string, do func()) fyne.CanvasObject {
		return widgets.NewButton(widgets.ButtonLook{Word: w.T("products." + key)}, do)
	}
	return widgets.NewRow(8, button("receive", r.receive), button("count", r.count), button("move", r.move), button("serial", func() { r.page.askSerial("") }))
}

// put shows a form in the place of the record.
func (p *productsPage) put(f *form) {
	p.right.Objects = []fyne.CanvasObject{f.root}
	p.right.Refresh()
	p.pair.SetOpen(true)
	f.focus()
}

// putBack shows the record again, or what stands there without one.
func (p *productsPage) putBack() {
	part := fyne.CanvasObject(widgets.NewEmptyState(p.env.speak().T("products.choose"), "", nil))
	if p.record != nil {
		part = p.record.root
	}
	p.right.Objects = []fyne.CanvasObject{part}
	p.right.Refresh()
	p.list.Focus()
}

// stockForm is a form about units of the product.
func (r *productRecord) stockForm(kind, units string, fields []formField, send func(ctx context.Context, change desk.StockChange) (desk.StockView, error), fill func(*desk.StockChange)) {
	p, w := r.page, r.page.env.speak()
	quantity := widgets.NewEntry(widgets.EntryLook{Limit: 6})
	quantity.SetText(units)
	label := func(name string) string { return w.T("products.field." + name) }
	word := map[string]string{"receive": "received", "count": "counted", "move": "moved"}[kind]
	all := []formField{{name: "quantity", label: label(word), part: quantity}}
	all = append(all, fields...)
	serials := widgets.NewEntry(widgets.EntryLook{Lines: 3, Limit: domain.MaxText})
	answer := widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	all = append(all, formField{name: "serials", label: label("serials_in"), hint: w.T("products.hint.serials_in"), part: serials},
		formField{name: "answer", label: label("answer"), hint: w.T("products.hint.answer"), part: answer})
	sku := r.sheet.value.SKU
	var f *form
	f = newForm(p.env, w.T("products.form."+kind, domain.Args{"sku": sku}), w.T("products."+kind), all, func() {
		n, err := strconv.Atoi(strings.TrimSpace(quantity.Text()))
		if err != nil {
			f.failed(domain.Wrong("quantity", "stock.quantity", domain.Args{"value": quantity.Text(), "limit": 9999}))
			return
		}
		change := desk.StockChange{SKU: sku, Quantity: n, Serials: strings.Split(serials.Text(), "\n"), Answer: strings.TrimSpace(answer.Text())}
		fill(&change)
		run(p.env.work, nil, func(ctx context.Context) (desk.StockView, error) { return send(ctx, change) }, func(_ desk.StockView, err error) {
			if err != nil {
				f.failed(err)
				return
			}
			p.env.shell.toast(w.T("products.booked", domain.Args{"sku": sku}))
			p.putBack()
			p.reload()
		})
	}, p.putBack)
	p.put(f)
}

func (r *productRecord) textField(name, hint string) (formField, *widgets.Entry) {
	w := r.page.env.speak()
	e := widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	if hint != "" {
		hint = w.T(hint)
	}
	return formField{name: name, label: w.T("products.field." + name), hint: hint, part: e}, e
}

func (r *productRecord) receive() {
	document, text := r.textField("document", "")
	r.stockForm("receive", "", []formField{document}, r.page.env.desk.ReceiveStock, func(c *desk.StockChange) { c.Document = text.Text() })
}

func (r *productRecord) count() {
	reason, text := r.textField("reason", "")
	r.stockForm("count", "", []formField{reason}, r.page.env.desk.CountStock, func(c *desk.StockChange) { c.Reason = text.Text() })
}

func (r *productRecord) move() {
	w := r.page.env.speak()
	var places []widgets.Option
	for _, place := range stock.Places() {
		if place.Holds() || place == stock.Gone {
			places = append(places, widgets.Option{Key: string(place), Word: w.T("place." + string(place))})
		}
	}
	from := widgets.NewSelect(places, string(stock.Quarantine), nil)
	to := widgets.NewSelect(places, string(stock.Shelf), nil)
	reason, text := r.textField("reason", "")
	fields := []formField{{name: "from", label: w.T("products.field.from"), part: from}, {name: "to", label: w.T("products.field.to"), part: to}, reason}
	r.stockForm("move", "1", fields, r.page.env.desk.MoveStock, func(c *desk.StockChange) {
		c.From, c.To, c.Reason = stock.Place(from.Selected()), stock.Place(to.Selected()), text.Text()
	})
}

// askSerial shows the history of a serial number that is scanned or typed; of one
// that was scanned already, at once.
func (p *productsPage) askSerial(scanned string) {
	w := p.env.speak()
	serial := widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine, SelectAll: true})
	found := widgets.NewColumn(8)
	var f *form
	f = newForm(p.env, w.T("products.form.serial"), w.T("products.send.show"), []formField{{name: "serial", label: w.Field("serial"), part: serial}}, func() {
		run(p.env.work, nil, func(ctx context.Context) (desk.UnitView, error) { return p.env.desk.Unit(ctx, serial.Text()) }, func(v desk.UnitView, err error) {
			found.RemoveAll()
			if err != nil {
				f.failed(err)
				return
			}
			f.busy = false
			showUnit(p.env, found, v)
			f.root.Refresh()
			f.focus()
		})
	}, p.putBack, found)
	p.put(f)
	if scanned != "" {
		serial.SetText(scanned)
		f.began = f.texts()
		f.trySubmit()
	}
}

// showUnit lists what became of one unit, the newest first.
func showUnit(e env, into *fyne.Container, v desk.UnitView) {
	w := e.speak()
	where := v.Place
	if where == stock.Outside {
		where = stock.Gone
	}
	into.Add(widgets.NewText(v.Serial, widgets.Title()))
	into.Add(widgets.NewText(w.T("products.unit", domain.Args{"sku": v.SKU, "place_key": "place." + string(where)}), widgets.Second()))
	rows := []widgets.KeyValueRow{}
	for i := len(v.History) - 1; i >= 0; i-- {
		when, why, _, way := present.Moved(w, v.History[i])
		rows = append(rows, widgets.KeyValueRow{Label: when, Value: why, Note: way})
	}
	for _, j := range v.Jobs {
		rows = append(rows, widgets.KeyValueRow{Label: w.Moment(j.Opened), Value: w.T("products.unit.repair", domain.Args{"number": j.Number}), Note: w.T("repair.state." + string(j.State))})
	}
	into.Add(widgets.NewKeyValue(productLabel, rows...))
}

// faultsShown is how many refused rows of a file are listed.
const faultsShown = 40

// importFile reads a file of products, shows what it would do and which rows are
// refused and why, and takes it in when told so.
func (p *productsPage) importFile() {
	if !p.leave(p.importFile) {
		return
	}
	w := p.env.speak()
	path := widgets.NewEntry(widgets.EntryLook{Lead: "file", SelectAll: true})
	report := widgets.NewColumn(8)
	read := "" // the path that was read
	var f *form
	f = newForm(p.env, w.T("products.form.import"), w.T("products.send.read"),
		[]formField{{name: "path", label: w.T("products.field.path"), hint: w.T("products.hint.path"), part: path}}, func() {
			file, take := desk.ProductFile{Path: pathOf(path.Text(), "")}, read != "" && read == pathOf(path.Text(), "")
			run(p.env.work, nil, func(ctx context.Context) (desk.ProductReport, error) {
				if take {
					return p.env.desk.ImportProducts(ctx, file)
				}
				return p.env.desk.ReadProducts(ctx, file)
			}, func(r desk.ProductReport, err error) {
				report.RemoveAll()
				if err != nil {
					read = ""
					f.failed(err)
					return
				}
				f.busy = false
				showProductReport(p.env, report, r)
				n := r.Counts[desk.Created] + r.Counts[desk.Changed]
				read = file.Path
				if take || n == 0 {
					read = ""
				}
				f.say(w.T("products.send.read"))
				if read != "" {
					f.say(w.N("products.send.take", n))
				}
				f.began = f.texts() // what was read is no loss
				if take {
					p.env.shell.toast(w.N("products.taken", n))
					p.reload()
				}
				f.root.Refresh()
			})
		}, p.putBack, report)
	p.put(f)
	changed := path.OnChanged
	path.OnChanged = func(s string) {
		changed(s)
		read = ""
		f.say(w.T("products.send.read"))
	}
}

// showProductReport says what becomes of a file, and lists what is refused.
func showProductReport(e env, into *fyne.Container, r desk.ProductReport) {
	w := e.speak()
	args := domain.Args{}
	for _, result := range []desk.Result{desk.Created, desk.Changed, desk.Unchanged, desk.Review} {
		args[string(result)] = r.Counts[result]
	}
	into.Add(widgets.NewParagraph(w.T("products.file.sum", args), widgets.Title()))
	var rows []widgets.KeyValueRow
	for _, row := range r.Rows {
		if row.Result != desk.Review || len(rows) >= faultsShown {
			continue
		}
		for _, fault := range row.Faults {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("products.file.row", domain.Args{"row": row.Row, "sku": row.SKU}), Value: w.Field(fault.Field), Note: w.Error(fault)})
		}
	}
	into.Add(widgets.NewKeyValue(productLabel, rows...))
	if left := r.Counts[desk.Review] - faultsShown; left > 0 {
		into.Add(widgets.NewText(w.T("products.file.more", domain.Args{"n": left}), widgets.TextStyle{Colour: theme.Ink3}))
	}
}
