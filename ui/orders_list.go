package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
)

// open shows an order, the orders of a customer, or the page as it was left.
func (p *ordersPage) open(r route) {
	p.table.Focus() // before a form that the route asks for takes the keyboard
	switch {
	case r.do == "customer":
		p.query.Customer, p.query.Filter = r.id, desk.AllOrders
		p.query.Channel, p.query.State = 0, ""
		p.chosen = 0
	case r.id != 0:
		p.chosen = r.id
		p.split.SetOpen(true)
		p.record.show(r.id, r.do)
	}
	p.askAgain(r.id == 0 || r.do == "customer")
}

// reload reads the rows in sight, the counts and the record again.
func (p *ordersPage) reload() {
	p.rows.renew()
	p.count()
	p.record.reload()
}

// filter takes a chip; the one that is on stays on.
func (p *ordersPage) filter(f desk.OrderFilter) {
	p.query.Filter = f
	p.ask()
}

func (p *ordersPage) sort(key string, descending bool) {
	p.query.Sort, p.query.Desc = desk.OrderSort(key), descending
	p.table.SetSort(key, descending)
	p.ask()
}

// ask puts the question of now: all rows are forgotten, the list begins at its
// top, and the record stays open when its order is among the first rows.
func (p *ordersPage) ask() { p.askAgain(true) }

// askAgain leaves the record as it is when fresh is false: it was asked for by
// name, whether the list holds it or not.
func (p *ordersPage) askAgain(fresh bool) {
	p.rows.reset()
	p.awaited, p.fresh = -1, fresh
	p.table.SetSelected(-1)
	p.table.ScrollTo(0)
	p.showChips()
	p.count()
}

// answers are what the list needs besides its rows.
type answers struct {
	counts map[desk.OrderFilter]int
	total  int
	setup  desk.Setup
}

func (p *ordersPage) count() {
	q, filters := p.query, make([]desk.OrderFilter, len(orderFilters))
	for i, f := range orderFilters {
		filters[i] = f.filter
	}
	run(p.env.work, &p.counting, func(ctx context.Context) (answers, error) {
		var a answers
		var err error
		if a.setup, err = p.env.desk.Setup(ctx); err != nil {
			return a, err
		}
		if a.counts, err = p.env.desk.OrderCounts(ctx, q, filters...); err != nil {
			return a, err
		}
		all, err := p.env.desk.OrderCounts(ctx, desk.OrderQuery{}, desk.AllOrders)
		a.total = all[desk.AllOrders]
		return a, err
	}, func(a answers, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.counts, p.total, p.channels, p.opened = a.counts, a.total, a.setup.Channels, true
		p.region = p.calendarInUse(a.setup)
		p.showChips()
		p.table.Refresh()
		p.rows.want(p.table.InSight())
	})
}

// calendarInUse names the calendar by which the list's dates were worked out.
func (p *ordersPage) calendarInUse(s desk.Setup) string {
	region := s.Shop.Region
	for _, c := range s.Channels {
		if c.ID == p.query.Channel && c.Policy.Region != "" {
			region = c.Policy.Region
		}
	}
	for _, h := range s.Holidays {
		if years := h.Years(); h.Region == region && len(years) > 0 {
			return p.env.speak().T("orders.calendar", domain.Args{"region": text.Key("region." + region), "years": spanOf(years)})
		}
	}
	return p.env.speak().T("orders.no_calendar")
}

// spanOf writes years as a span: 2025-2026.
func spanOf(years []int) string {
	first, last := strconv.Itoa(years[0]), strconv.Itoa(years[len(years)-1])
	if first == last {
		return first
	}
	return first + "-" + last
}

// arrived draws what came, and finds the selected order where it stands now.
func (p *ordersPage) arrived() {
	p.table.Refresh()
	if p.awaited >= 0 {
		p.selected(p.awaited)
		return
	}
	i := p.rows.find(func(r desk.OrderRow) bool { return r.ID == p.chosen })
	at := p.table.Selected()
	switch {
	case i >= 0 && i != at:
		p.table.SetSelected(i)
	case i < 0 && at < 0 && p.fresh:
		p.table.Select(0)
	case i < 0 && at >= 0 && p.rows.settled(at):
		p.table.SetSelected(-1) // it left the list; its record stays
	}
	p.fresh = false
}

// selected shows the record of a row; one that is not here yet is shown when it
// comes.
func (p *ordersPage) selected(i int) {
	p.awaited = i
	if r, ok := p.rows.row(i); ok {
		p.awaited, p.chosen = -1, r.ID
		p.record.show(r.ID, "")
	}
}

func (p *ordersPage) actions() []action {
	if p.record.asking() {
		return p.record.actions()
	}
	return append(p.record.actions(), action{key: "filter", run: p.dropFilter})
}

// back leaves a form, then a record that covers the list.
func (p *ordersPage) back() bool {
	if p.record.back() {
		return true
	}
	if p.split.Covers() {
		p.split.SetOpen(false)
		p.table.Focus()
		return true
	}
	return false
}

// key moves through the list while nothing else has the keyboard.
func (p *ordersPage) key(ev *fyne.KeyEvent) bool {
	if p.record.asking() || ev.Name == fyne.KeyEscape {
		return false
	}
	switch ev.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.table.TypedKey(ev)
		return true
	}
	return false
}
