package ui

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/refund"
	"aftercare/ui/paper"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// goodwillBook is what is paid outside the orders' own refunds, with today's
// payout list below the record.
type goodwillBook struct {
	bookOf[desk.GoodwillRow]
	list    desk.Payouts
	warned  domain.Verdict
	reading ticket
	looking ticket
}

func newGoodwillBook(m *moneyPage) *goodwillBook {
	b := &goodwillBook{}
	b.env, b.money, b.id, b.draw, b.acts, b.extra = m.env, m, func(r desk.GoodwillRow) domain.ID { return r.ID }, b.paint, b.possible, b.read
	w := m.env.speak()
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.new_goodwill"), Icon: "plus", Key: shortcutOf["new"].hint}, func() { m.env.shell.do("new") })
	b.furnish("goodwill", []widgets.Column{{Title: w.T("payout.number"), Min: 68}, {Title: w.T("field.customer"), Min: 92, Weight: 1}, {Title: w.T("money.for"), Min: 110, Weight: 0.8, Leave: 1},
		{Title: w.T("cases.state"), Min: 112, Leave: 2, KeepShape: true}, {Title: w.T("payout.day"), Min: 96}, {Title: w.T("field.amount"), Min: 96, Right: true}}, b.line,
		func(ctx context.Context, all bool, offset, limit int) ([]desk.GoodwillRow, int, error) {
			return m.env.desk.GoodwillList(ctx, desk.GoodwillQuery{Open: !all, Offset: offset, Limit: limit})
		}, add)
	return b
}

func (b *goodwillBook) line(g desk.GoodwillRow) widgets.RowData {
	w := b.env.speak()
	m := present.GoodwillState(w, g.State)
	day := ""
	if g.Day != "" {
		day = w.Day(g.Day)
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: g.Number, Tone: theme.Strong}, {Text: g.Customer, Tone: theme.Strong}, {Text: w.T("goodwill.reason." + string(g.Reason))},
		{Text: m.Word, Shape: m.Shape, Tone: theme.Tone(m.Tone)}, {Text: day}, {Text: w.Money(g.Amount), Tone: theme.Strong}}}
}

// read reads today's list and what speaks against the selected payment.
func (b *goodwillBook) read() {
	run(b.env.work, &b.reading, func(ctx context.Context) (desk.Payouts, error) { return b.env.desk.PayoutList(ctx, "") }, func(p desk.Payouts, err error) {
		if err != nil {
			b.env.shell.fail(err)
			return
		}
		b.list = p
		b.show()
	})
}

func (b *goodwillBook) paint() {
	w, g := b.env.speak(), b.shown
	if g.ID == 0 {
		b.record(widgets.NewTitleBlock(w.T("payout.today"), "", present.Sums(w, b.list.Sums, b.env.shell.shop.Currency), nil, nil), b.payouts()...)
		return
	}
	m := present.GoodwillState(w, g.State)
	title := widgets.NewTitleBlock(g.Number, "", w.Money(g.Amount), []fyne.CanvasObject{widgets.NewText(g.Customer, widgets.Plain()), widgets.NewText(g.OrderNumber, widgets.Second())},
		widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word))
	var parts []fyne.CanvasObject
	if g.State == refund.GoodwillFailed {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("money.bounced_lead"), Sentence: g.Why}, nil))
	}
	if len(b.warned.Fired) > 0 {
		parts = append(parts, checkedRows(b.env, b.warned))
	}
	about := b.leads(g.OrderNumber, "orders", route{page: "orders", id: g.OrderID})
	if g.CaseID != 0 {
		about = b.leads(g.CaseNumber, "cases", route{page: "cases", id: g.CaseID})
	}
	parts = append(parts, widgets.NewColumn(6, widgets.NewSection(w.T("payout.payment"), "", about), widgets.NewKeyValue(108, b.facts()...)))
	b.record(title, append(parts, b.payouts()...)...)
	b.look()
}

// look asks once for each payment what speaks against it.
func (b *goodwillBook) look() {
	id := b.current
	run(b.env.work, &b.looking, func(ctx context.Context) (desk.GoodwillView, error) { return b.env.desk.Goodwill(ctx, id) }, func(v desk.GoodwillView, err error) {
		if err != nil || id != b.current || len(v.Warned.Fired) == len(b.warned.Fired) {
			return
		}
		b.warned = v.Warned
		b.show()
	})
}

func (b *goodwillBook) facts() []widgets.KeyValueRow {
	w, g := b.env.speak(), b.shown
	var rows []widgets.KeyValueRow
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T(label), Value: value})
		}
	}
	add("money.for", w.T("goodwill.reason."+string(g.Reason)))
	add("goodwill.words", g.Words)
	add("money.method", present.PaidBy(w, g.Method))
	add("field.payee", g.Payee)
	add("payout.agreed_by", w.T("payout.by_at", domain.Args{"who": g.AgreedBy, "at": g.Proposed}))
	if g.VerifiedBy != "" {
		add("payout.verified_by", w.T("payout.by_at", domain.Args{"who": g.VerifiedBy, "at": g.Verified}))
	}
	if g.Day != "" {
		add("payout.day", w.Day(g.Day))
	}
	if g.PaidBy != "" {
		add("money.paid", w.T("payout.by_at", domain.Args{"who": g.PaidBy, "at": g.Paid}))
	}
	if !g.Told.IsZero() {
		add("payout.told", w.Moment(g.Told))
	}
	return rows
}

// payouts is today's list: each payment with whether it was checked, and the sum
// of each currency.
func (b *goodwillBook) payouts() []fyne.CanvasObject {
	w := b.env.speak()
	if b.list.Day == "" {
		return nil
	}
	var rows []widgets.MoneyRow
	for _, g := range b.list.Rows {
		rows = append(rows, widgets.MoneyRow{Words: w.List([]string{g.Customer, w.T("goodwill.reason." + string(g.Reason)), w.T("goodwill.state." + string(g.State))}), Amount: w.Money(g.Amount)})
	}
	for _, a := range b.list.Sums {
		rows = append(rows, widgets.MoneyRow{Words: w.T("payout.total"), Amount: w.Money(a), Sum: true, Large: true})
	}
	note := w.T("payout.closing", domain.Args{"time": string(b.list.Closing)})
	if n := len(b.list.Waiting); n > 0 {
		note = w.N("payout.waiting", n) + " " + note
	}
	if len(b.list.Rows) == 0 {
		return []fyne.CanvasObject{widgets.NewColumn(6, widgets.NewSection(w.T("payout.today"), "", nil), widgets.NewParagraph(w.T("payout.none")+" "+note, widgets.Second()))}
	}
	return []fyne.CanvasObject{widgets.NewColumn(6, widgets.NewSection(w.T("payout.today"), "", b.kept()), widgets.NewMoneyRows(note, rows...))}
}

// kept offers the list as a file.
func (b *goodwillBook) kept() fyne.CanvasObject {
	w := b.env.speak()
	return widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("money.export"), Icon: "export", Kind: widgets.Quiet},
		[]widgets.Option{{Key: "pdf", Word: "PDF"}, {Key: "csv", Word: "CSV"}, {Key: "xlsx", Word: "XLSX"}}, b.export)
}

func (b *goodwillBook) export(kind string) {
	w, list := b.env.speak(), b.list
	title := w.T("payout.title", domain.Args{"day": list.Day})
	if kind == "pdf" {
		b.papers.press(title, func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
			setup, err := b.env.desk.Setup(ctx)
			if err != nil {
				return paper.Paper{}, err
			}
			return press.List(paper.PayoutsOf(list, setup, w), paper.Setting{At: b.env.now(), Zone: setup.Zone, Languages: paper.Alone(w.Lang())})
		})
		return
	}
	head, rows := present.PayoutTable(w, list)
	b.papers.keep(title, "payouts-"+string(list.Day)+"."+kind, func(context.Context) ([]byte, error) {
		var out bytes.Buffer
		err := b.env.prog.Sheet(&out, kind, string(list.Day), head, nil, present.Each(rows))
		return out.Bytes(), err
	})
}

// possible are the actions of the selected payment, and of the list.
func (b *goodwillBook) possible() []action {
	w, g := b.env.speak(), b.shown
	out := []action{}
	can := func(e refund.GoodwillEvent) bool {
		return g.ID != 0 && slices.Contains(refund.GoodwillLife.Possible(g.State), e)
	}
	move := func(key string, e refund.GoodwillEvent, primary, danger bool, run func()) {
		a := action{key: key, run: run, primary: primary, danger: danger}
		if !can(e) {
			a.refused, a.primary = w.T("money.not_this"), false
		}
		out = append(out, a)
	}
	unpaid := len(slices.DeleteFunc(slices.Clone(b.list.Rows), func(r desk.GoodwillRow) bool { return r.State != refund.GoodwillVerified }))
	if can(refund.VerifyGoodwill) {
		out = append(out, action{key: "payee", run: b.payee, primary: g.Method == ""})
	}
	if can(refund.VerifyGoodwill) && g.Method != "" {
		move("verify", refund.VerifyGoodwill, true, false, func() { b.move(refund.VerifyGoodwill) })
	}
	pay := action{key: "pay_list", word: w.N("payout.pay", unpaid), run: b.payList, primary: !can(refund.VerifyGoodwill)}
	if unpaid == 0 {
		pay.refused, pay.primary = w.T("payout.none"), false
	}
	out = append(out, pay)
	if g.State == refund.GoodwillPaid && g.Told.IsZero() {
		move("told", refund.TellGoodwill, unpaid == 0, false, func() { b.move(refund.TellGoodwill) })
	}
	move("bounced", refund.FailGoodwill, false, true, func() { b.ask(refund.FailGoodwill) })
	move("decline_pay", refund.DeclineGoodwill, false, true, func() { b.ask(refund.DeclineGoodwill) })
	return append(out, action{key: "new", run: b.propose})
}

func (b *goodwillBook) move(e refund.GoodwillEvent) {
	m := desk.GoodwillMove{Goodwill: b.current, Event: e}
	bookDo(&b.bookOf, func(ctx context.Context) (desk.GoodwillView, error) { return b.env.desk.MoveGoodwill(ctx, m) }, func(v desk.GoodwillView) {
		b.env.shell.toast(b.env.speak().T("goodwill.done."+string(e), domain.Args{"number": v.Number, "day": v.Day}))
	})
}

// payee asks how the payment goes, and to whom.
func (b *goodwillBook) payee() {
	w, g := b.env.speak(), b.shown
	method, payee := widgets.NewSelect(methodsOutside(b.env), cmp.Or(string(g.Method), string(refund.FPS)), nil), widgets.NewEntry(widgets.EntryLook{})
	payee.SetText(g.Payee)
	b.put(newForm(b.env, w.T("goodwill.form.payee", domain.Args{"number": g.Number, "amount": g.Amount}), w.T("cases.send.done"), []formField{{name: "method", label: w.T("field.method"), part: method},
		{name: "payee", label: w.T("field.payee"), hint: w.T("goodwill.payee_hint"), part: payee}}, func() {
		q := desk.PayeeRequest{Goodwill: g.ID, Method: refund.Method(method.Selected()), Payee: payee.Text()}
		bookDo(&b.bookOf, func(ctx context.Context) (desk.GoodwillView, error) { return b.env.desk.PayGoodwillTo(ctx, q) }, func(v desk.GoodwillView) {
			b.env.shell.toast(b.env.speak().T("goodwill.done.payee", domain.Args{"number": v.Number}))
		})
	}, b.leave))
}

// ask asks why the payment came back, or is not made.
func (b *goodwillBook) ask(e refund.GoodwillEvent) {
	w, id := b.env.speak(), b.current
	why := widgets.NewEntry(widgets.EntryLook{})
	b.put(newForm(b.env, w.T("goodwill.next."+string(e)), w.T("goodwill.send."+string(e)), []formField{{name: "reason", label: w.T("field.reason"), part: why}}, func() {
		m := desk.GoodwillMove{Goodwill: id, Event: e, Reason: why.Text()}
		bookDo(&b.bookOf, func(ctx context.Context) (desk.GoodwillView, error) { return b.env.desk.MoveGoodwill(ctx, m) }, func(v desk.GoodwillView) {
			b.env.shell.toast(b.env.speak().T("goodwill.done."+string(e), domain.Args{"number": v.Number}))
		})
	}, b.leave))
}

// payList marks the whole of today's list paid.
func (b *goodwillBook) payList() {
	bookDo(&b.bookOf, func(ctx context.Context) (desk.Payouts, error) {
		return b.env.desk.PayList(ctx, desk.PayRequest{Day: b.list.Day})
	}, func(p desk.Payouts) {
		b.list = p
		b.env.shell.toast(b.env.speak().T("payout.done", domain.Args{"day": p.Day}))
	})
}

// propose asks for a new payment.
func (b *goodwillBook) propose() {
	w := b.env.speak()
	number, sum := widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{Right: true, Unit: w.Currency(b.env.shell.shop.Currency)})
	payee, words := widgets.NewEntry(widgets.EntryLook{}), widgets.NewEntry(widgets.EntryLook{Lines: 3})
	file := widgets.NewEntry(widgets.EntryLook{})
	reason := widgets.NewSelect(choicesOf(b.env, "goodwill.reason.", refund.GoodwillReasons()), "", nil)
	method := widgets.NewSelect(methodsOutside(b.env), string(refund.FPS), nil)
	var f *form
	f = newForm(b.env, w.T("action.new_goodwill"), w.T("goodwill.send.propose"), []formField{
		{name: "order", label: w.T("field.order"), hint: w.T("goodwill.order_hint"), part: number}, {name: "case_number", label: w.T("field.case"), hint: w.T("goodwill.case_hint"), part: file},
		{name: "reason", label: w.T("money.for"), part: reason}, {name: "amount", label: w.T("field.amount"), part: sum},
		{name: "method", label: w.T("field.method"), part: method}, {name: "payee", label: w.T("field.payee"), hint: w.T("goodwill.payee_hint"), part: payee}, {name: "words", label: w.T("goodwill.words"), part: words}}, func() {
		q := desk.GoodwillRequest{Case: strings.TrimSpace(file.Text()), Reason: refund.GoodwillReason(reason.Selected()), Method: refund.Method(method.Selected()), Payee: payee.Text(), Words: words.Text()}
		of, amount := strings.TrimSpace(number.Text()), sum.Text()
		if of == "" {
			f.failed(domain.Wrong("order", "field.required", nil))
			return
		}
		bookDo(&b.bookOf, func(ctx context.Context) (desk.GoodwillView, error) {
			o, err := b.env.desk.OrderNumbered(ctx, of)
			if err != nil {
				return desk.GoodwillView{}, err
			}
			a, e := money.Parse("amount", amount, o.Currency)
			if e != nil {
				return desk.GoodwillView{}, e
			}
			q.Order, q.Amount = o.ID, a
			return b.env.desk.ProposeGoodwill(ctx, q)
		}, func(v desk.GoodwillView) {
			b.current, b.wanted, b.warned = v.ID, true, v.Warned
			b.env.shell.toast(b.env.speak().T("goodwill.done.propose", domain.Args{"number": v.Number}))
		})
	}, b.leave)
	b.put(f)
}
