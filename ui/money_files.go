package ui

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/refund"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// fileBook is the statements that were laid beside the books, and the books
// themselves as a paper and as files.
type fileBook struct {
	bookOf[refund.Reconciliation]
	entry, line int // picked to be joined by hand, -1 for none
}

func newFileBook(m *moneyPage) *fileBook {
	b := &fileBook{entry: -1, line: -1}
	b.env, b.money, b.id, b.draw, b.acts = m.env, m, func(r refund.Reconciliation) domain.ID { return r.ID }, b.paint, b.possible
	w := m.env.speak()
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.reconcile"), Icon: "import", Key: shortcutOf["new"].hint}, func() { m.env.shell.do("new") })
	b.furnish("files", []widgets.Column{{Title: w.T("money.file"), Min: 140, Weight: 1}, {Title: w.T("money.payer"), Min: 84, Leave: 1}, {Title: w.T("money.days"), Min: 176, Leave: 2},
		{Title: w.T("reconcile.outcome.matched"), Min: 72, Right: true}, {Title: w.T("reconcile.open"), Min: 72, Right: true}}, b.row,
		func(ctx context.Context, _ bool, offset, _ int) ([]refund.Reconciliation, int, error) {
			all, err := m.env.desk.Reconciliations(ctx)
			return all[min(offset, len(all)):], len(all), err
		}, add)
	b.onlyOpen.Hide()
	b.every.Hide()
	return b
}

func (b *fileBook) row(r refund.Reconciliation) widgets.RowData {
	w := b.env.speak()
	open := len(r.Pairs) - r.Count(refund.Matched)
	tone := theme.Tone("")
	if open > 0 {
		tone = theme.Warn
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: r.Name, Tone: theme.Strong}, {Text: present.BookPayer(w, r.Book)}, {Text: daysBetween(w, r)},
		{Text: strconv.Itoa(r.Count(refund.Matched))}, {Text: strconv.Itoa(open), Tone: tone}}}
}

// daysBetween are the days that a statement covers.
func daysBetween(w *text.Words, r refund.Reconciliation) string {
	if r.From == r.To {
		return w.Day(r.From)
	}
	return w.T("money.between", domain.Args{"from": r.From, "to": r.To})
}

func (b *fileBook) paint() {
	w, r := b.env.speak(), b.shown
	if r.ID == 0 {
		b.record(widgets.NewTitleBlock(w.T("money.tab.files"), "", "", nil, nil), widgets.NewParagraph(w.T("money.empty_step.files"), widgets.Second()))
		return
	}
	title := widgets.NewTitleBlock(r.Name, "", "", []fyne.CanvasObject{widgets.NewText(w.T("book."+string(r.Book)), widgets.Plain()), widgets.NewText(daysBetween(w, r), widgets.Second())}, nil)
	b.record(title, b.outcomes()...)
}

// outcomes are the pairs by how they came out, those that want a person first.
func (b *fileBook) outcomes() []fyne.CanvasObject {
	w, r := b.env.speak(), b.shown
	marks := map[refund.Outcome]struct {
		shape string
		tone  theme.Tone
	}{refund.Matched: {theme.Tick, theme.Ok}, refund.Different: {theme.Triangle, theme.Late}, refund.Missing: {theme.Pie, theme.Warn}, refund.Extra: {theme.Octagon, theme.Late}}
	var parts []fyne.CanvasObject
	for _, o := range refund.Outcomes() {
		if r.Count(o) == 0 {
			continue
		}
		var sums []string
		for _, a := range r.Sums(o) {
			sums = append(sums, w.Money(a))
		}
		rows := []fyne.CanvasObject{widgets.NewSection(w.T("reconcile.outcome."+string(o)), w.List(sums), nil)}
		shown := 0
		for i, p := range r.Pairs {
			if p.Outcome != o || shown == mostPairs {
				continue
			}
			shown++
			rows = append(rows, b.pair(i, p, marks[o].shape, marks[o].tone))
		}
		if n := r.Count(o) - shown; n > 0 {
			rows = append(rows, widgets.NewText(w.N("reconcile.more", n), widgets.Small()))
		}
		parts = append(parts, widgets.NewColumn(4, rows...))
	}
	return parts
}

// mostPairs is how many pairs of an outcome are shown; the file has all.
const mostPairs = 100

func (b *fileBook) pair(i int, p refund.Pair, shape string, tone theme.Tone) fyne.CanvasObject {
	w := b.env.speak()
	var words, amounts []string
	if p.Entry != nil {
		words = append(words, w.List([]string{p.Entry.Order, p.Entry.Number}), w.Day(p.Entry.Day))
		amounts = append(amounts, w.Money(p.Entry.Amount))
	}
	if p.Statement != nil {
		words = append(words, w.T("reconcile.line", domain.Args{"line": p.Statement.Line, "reference": p.Statement.Reference}))
		if p.Entry == nil {
			words = append(words, w.Day(p.Statement.Day))
		}
		if p.Entry == nil || p.Entry.Amount != p.Statement.Amount {
			amounts = append(amounts, w.Money(p.Statement.Amount))
		}
	}
	if i == b.entry || i == b.line {
		shape, tone = theme.Play, theme.Accent
	}
	row := widgets.NewRow(8, widgets.NewShape(shape, tone, 16), widgets.Grow(widgets.NewParagraph(w.List(words), widgets.Small())), widgets.NewText(strings.Join(amounts, " / "), widgets.Plain()))
	if p.Outcome != refund.Missing && p.Outcome != refund.Extra {
		return row
	}
	return widgets.NewTile(row, func() { b.pickPair(i, p) })
}

// pickPair picks a payment and a line; with both picked they can be joined.
func (b *fileBook) pickPair(i int, p refund.Pair) {
	at := &b.line
	if p.Outcome == refund.Missing {
		at = &b.entry
	}
	if *at == i {
		i = -1
	}
	*at = i
	b.show()
}

func (b *fileBook) possible() []action {
	w, r := b.env.speak(), b.shown
	var out []action
	if r.ID != 0 {
		unmarked := b.unmarked()
		mark := action{key: "mark_paid", word: w.N("reconcile.mark", unmarked), run: b.mark, primary: b.entry < 0 || b.line < 0}
		if unmarked == 0 {
			mark.refused, mark.primary = w.T("reconcile.all_marked"), false
		}
		join := action{key: "join", run: b.join, primary: b.entry >= 0 && b.line >= 0}
		if !join.primary {
			join.refused = w.T("reconcile.pick_two")
		}
		out = append(out, mark, join)
	}
	return append(out, action{key: "new", run: b.begin})
}

// unmarked is how many payments the statement has that the books do not know as
// paid yet.
func (b *fileBook) unmarked() (n int) {
	for _, p := range b.shown.Pairs {
		if p.Outcome == refund.Matched && !p.Entry.Paid {
			n++
		}
	}
	return n
}

func (b *fileBook) changed(r refund.Reconciliation) {
	b.entry, b.line, b.shown, b.current = -1, -1, r, r.ID
	b.env.shell.toast(b.env.speak().T("reconcile.done", domain.Args{"matched": r.Count(refund.Matched), "open": len(r.Pairs) - r.Count(refund.Matched)}))
}

func (b *fileBook) mark() {
	id, n := b.current, b.unmarked()
	bookDo(&b.bookOf, func(ctx context.Context) (refund.Reconciliation, error) { return b.env.desk.MarkReconciled(ctx, id) }, func(r refund.Reconciliation) {
		b.changed(r)
		b.env.shell.toast(b.env.speak().N("reconcile.marked", n))
	})
}

func (b *fileBook) join() {
	q := desk.JoinRequest{Reconciliation: b.current, Entry: b.entry, Statement: b.line}
	bookDo(&b.bookOf, func(ctx context.Context) (refund.Reconciliation, error) { return b.env.desk.JoinPair(ctx, q) }, b.changed)
}

// begin asks for a payout file, or for one line that is typed.
func (b *fileBook) begin() {
	w := b.env.speak()
	var books []widgets.Option
	for _, k := range refund.Books() {
		books = append(books, widgets.Option{Key: string(k), Word: w.T("book." + string(k))})
	}
	book := widgets.NewSelect(books, string(refund.PlatformBook), nil)
	all := []widgets.Option{{Key: "0", Word: w.T("money.every_channel")}}
	for _, c := range b.money.channels() {
		all = append(all, widgets.Option{Key: strconv.FormatInt(int64(c.ID), 10), Word: c.Name})
	}
	of := widgets.NewSelect(all, "0", nil)
	where := widgets.NewEntry(widgets.EntryLook{Placeholder: "/home/.../payouts.csv", Limit: 1000})
	typed := widgets.NewEntry(widgets.EntryLook{Lines: 4, Placeholder: "LS-10455, 2026-03-12, 110.00, HKD"})
	var f *form
	f = newForm(b.env, w.T("action.reconcile"), w.T("reconcile.send"), []formField{
		{name: "book", label: w.T("money.book"), part: book}, {name: "channel", label: w.T("field.channel"), part: of}, {name: "file", label: w.T("reconcile.path"), hint: w.T("reconcile.path_hint"), part: where},
		{name: "lines", label: w.T("reconcile.typed"), hint: w.T("reconcile.typed_hint"), part: typed}}, func() {
		q := desk.ReconcileRequest{Book: refund.Book(book.Selected()), Name: w.T("reconcile.by_hand"), Lines: typedLines(typed.Text())}
		if id, err := strconv.ParseInt(of.Selected(), 10, 64); err == nil {
			q.Channel = domain.ID(id)
		}
		path := strings.TrimSpace(where.Text())
		bookDo(&b.bookOf, func(ctx context.Context) (refund.Reconciliation, error) {
			if path != "" && b.env.prog.Statement != nil {
				lines, err := b.env.prog.Statement(path)
				if err != nil {
					return refund.Reconciliation{}, err
				}
				q.Name, q.Lines = filepath.Base(path), append(lines, q.Lines...)
			}
			return b.env.desk.KeepReconciliation(ctx, q)
		}, func(r refund.Reconciliation) {
			b.wanted = true
			b.changed(r)
		})
	}, b.leave)
	b.put(f)
}

// typedLines reads what was typed: a reference, a day, an amount and a currency,
// parted by commas.
func typedLines(s string) []desk.StatementLine {
	var out []desk.StatementLine
	for i, text := range strings.Split(s, "\n") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		cells := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == '\t' || r == ';' })
		for len(cells) < 4 {
			cells = append(cells, "")
		}
		out = append(out, desk.StatementLine{Line: i + 1, Reference: strings.TrimSpace(cells[0]), Day: strings.TrimSpace(cells[1]), Amount: strings.TrimSpace(cells[2]), Currency: strings.ToUpper(strings.TrimSpace(cells[3]))})
	}
	return out
}
