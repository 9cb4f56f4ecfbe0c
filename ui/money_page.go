package ui

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/widgets"
)

// moneyPage is the books: refunds, goodwill with the day's payouts, the
// follow-up register, and the statements that were laid beside them. Each is a
// tab with a list beside a record; all share the header, the chips and the
// papers.
type moneyPage struct {
	env      env
	books    map[string]moneyBook
	current  string
	root     *fyne.Container
	figures  desk.LedgerFigures
	chips    map[string][]*widgets.Chip // of each tab, by what they open
	counting ticket
}

// moneyBook is one tab of the books.
type moneyBook interface {
	page
	opener
	filler
	exporter
	key(*fyne.KeyEvent) bool
	home()
}

// moneyTabs are the tabs in their order.
var moneyTabs = []string{"refunds", "goodwill", "claims", "files"}

func newMoneyPage(e env) page {
	m := &moneyPage{env: e, current: "refunds", root: widgets.NewOver(), chips: map[string][]*widgets.Chip{}}
	m.books = map[string]moneyBook{"refunds": newRefundBook(m), "goodwill": newGoodwillBook(m), "claims": newClaimBook(m), "files": newFileBook(m)}
	m.root.Objects = []fyne.CanvasObject{m.books[m.current].view()}
	return m
}

// header is the page's head with its count.
func (m *moneyPage) header(count *widgets.Text, right ...fyne.CanvasObject) fyne.CanvasObject {
	w := m.env.words
	books := widgets.NewMenuButton(widgets.ButtonLook{Word: w.T("registers.books"), Kind: widgets.Quiet}, []widgets.Option{{Key: "ledger", Word: w.T("page.ledger")}, {Key: "losses", Word: w.T("page.losses")}},
		func(key string) { m.env.shell.open(route{page: key}) })
	return widgets.NewPlainPageHeader(w.T("page.money"), count, append([]fyne.CanvasObject{books, exportButton(m.env, m.env.shell.export)}, right...)...)
}

// tabs is the row of chips: the tabs at the left, what filters this one at the
// right.
func (m *moneyPage) tabs(of string, filters ...fyne.CanvasObject) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, key := range moneyTabs {
		c := widgets.NewChip(m.env.words.T("money.tab."+key), "", "", key == of, func() { m.turn(key) })
		m.chips[key] = append(m.chips[key], c)
		parts = append(parts, c)
	}
	return widgets.NewFilterRow(append(append(parts, widgets.Gap()), filters...)...)
}

// count reads how many of each tab want somebody.
func (m *moneyPage) count() {
	run(m.env.work, &m.counting, m.env.desk.LedgerFigures, func(f desk.LedgerFigures, err error) {
		if err != nil {
			m.env.shell.fail(err)
			return
		}
		m.figures = f
		w := m.env.speak()
		for key, n := range map[string]int{"refunds": f.Refunds, "goodwill": f.Goodwill, "claims": f.Claims} {
			word := w.T("money.tab." + key)
			if n > 0 {
				word += " " + strconv.Itoa(n)
			}
			for i, c := range m.chips[key] {
				c.Set(word, moneyTabs[i] == key)
			}
		}
	})
}

// turn shows a tab.
func (m *moneyPage) turn(key string) {
	if key == m.current {
		return
	}
	m.current = key
	m.root.Objects = []fyne.CanvasObject{m.book().view()}
	m.root.Refresh()
	m.book().open(route{page: "money"})
}

func (m *moneyPage) book() moneyBook { return m.books[m.current] }

func (m *moneyPage) view() fyne.CanvasObject { return m.root }

// open shows a tab's record: route.do names the tab where it is no refund.
func (m *moneyPage) open(r route) {
	for _, key := range moneyTabs {
		if r.do == key || r.id != 0 && r.do == "" && key == "refunds" {
			if m.current != key {
				m.current = key
				m.root.Objects = []fyne.CanvasObject{m.book().view()}
				m.root.Refresh()
			}
			m.book().open(route{page: "money", id: r.id})
			return
		}
	}
	m.book().open(r)
}

func (m *moneyPage) reload()    { m.book().reload() }
func (m *moneyPage) back() bool { return m.book().back() }

func (m *moneyPage) key(ev *fyne.KeyEvent) bool { return m.book().key(ev) }

// actions are those of the tab, and what makes something new in it.
func (m *moneyPage) actions() []action { return m.book().actions() }

func (m *moneyPage) recordID() domain.ID { return m.book().recordID() }

func (m *moneyPage) filled() *form { return m.book().filled() }

// channels are the shop's, as the refunds last read them, by id.
func (m *moneyPage) channels() []channel.Channel {
	known := m.books["refunds"].(*refundBook).channels
	var out []channel.Channel
	for _, id := range slices.Sorted(maps.Keys(known)) {
		out = append(out, known[id])
	}
	return out
}
