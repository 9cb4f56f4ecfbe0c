package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// ordersPage is the list of all orders beside the record of the selected one.
type ordersPage struct {
	env      env
	query    desk.OrderQuery
	channels []channel.Channel
	counts   map[desk.OrderFilter]int
	total    int // of the shop, whatever is filtered
	region   string

	rows    *pager[desk.OrderRow]
	table   *widgets.Table
	record  *orderRecord
	chosen  domain.ID // the order whose record is shown
	awaited int       // a selected row that is not here yet, -1 for none
	fresh   bool      // another question was asked: its first row is selected
	opened  bool

	title    *widgets.Text
	filters  *fyne.Container
	chips    map[desk.OrderFilter]*widgets.Chip
	narrower *widgets.Button // the filter button
	calm     *fyne.Container // what the list says when it is empty
	foot     [2]*widgets.Text
	frame    *fyne.Container // the list with its head and foot
	split    *widgets.MasterDetail
	counting ticket
	setting  ticket
}

// orderFilters are the chips, and the turn in which each leaves for the filter
// button where width lacks.
var orderFilters = []struct {
	filter desk.OrderFilter
	shape  string
	tone   theme.Tone
	turn   int
}{
	{desk.OpenFilter, "", theme.Neutral, 0},
	{desk.TodayFilter, "", theme.Neutral, 4},
	{desk.OverdueFilter, theme.Octagon, theme.Late, 5},
	{desk.AgreedFilter, theme.SquareTick, theme.Info, 2},
	{desk.ChangedFilter, "icon:flag", theme.Warn, 1},
	{desk.AllOrders, "", theme.Neutral, 3},
}

func newOrdersPage(e env) page {
	p := &ordersPage{env: e, query: desk.OrderQuery{Filter: desk.OpenFilter, Sort: desk.ByShipBy}, counts: map[desk.OrderFilter]int{}, awaited: -1}
	p.rows = newPager(e.work, p.fetch, p.arrived, e.shell.fail)
	p.record = newOrderRecord(e, func() { p.table.Focus() }, func(id domain.ID) { p.chosen = id })
	p.build()
	return p
}

func (p *ordersPage) build() {
	w := p.env.speak()
	p.table = widgets.NewTable(orderColumns(p.env))
	p.table.Length, p.table.Row = func() int { return p.counts[p.query.Filter] }, p.row
	p.table.OnVisible = p.rows.want
	p.table.OnSelected = p.selected
	p.table.OnActivated = func(int) { p.split.SetOpen(true); p.record.primary() }
	p.table.OnBare = p.record.primary // an order that was asked for by name, and is not in the list
	p.table.OnShow = func(int) { p.split.SetOpen(true) }
	p.table.OnSort = p.sort
	p.table.SetSort(string(p.query.Sort), p.query.Desc)
	p.calm = widgets.NewColumn(0)
	p.table.Empty = p.calm

	p.title = widgets.NewText("", widgets.TextStyle{Size: 14, Colour: theme.Ink3, Whole: true})
	importing := widgets.NewButton(widgets.ButtonLook{Word: w.T("orders.import"), Icon: "import", Key: "Ctrl I"}, p.toImport)
	agreements := widgets.NewButton(widgets.ButtonLook{Word: w.T("page.agreements"), Icon: "agree", Kind: widgets.Quiet}, func() { p.env.shell.open(route{page: "agreements"}) })
	header := widgets.NewPlainPageHeader(w.T("page.orders"), p.title, agreements, importing)
	p.narrower = widgets.NewButton(widgets.ButtonLook{Icon: "filter", Tip: w.T("action.filter")}, p.dropFilter)
	p.filters = widgets.NewColumn(0)
	p.foot = [2]*widgets.Text{widgets.NewText("", widgets.Small()), widgets.NewText("", widgets.Small())}
	p.showChips()
	p.frame = widgets.NewPage([]fyne.CanvasObject{header, p.filters}, p.table, widgets.NewListFoot(p.foot[0], p.foot[1]))
	p.split = widgets.NewMasterDetail(p.frame, p.record.view(), 464)
}

func orderColumns(e env) []widgets.Column {
	t := func(key string) string { return e.speak().T("orders.column." + key) }
	return []widgets.Column{
		{Key: string(desk.ByNumber), Title: t("number"), Min: 84, Weight: 1},
		{Key: string(desk.ByChannel), Title: t("channel"), Min: 68, Weight: 1, Leave: 2},
		{Key: string(desk.ByCustomer), Title: t("customer"), Min: 92, Weight: 3},
		{Key: string(desk.ByState), Title: t("state"), Min: 88, Leave: 3, KeepShape: true},
		{Key: string(desk.ByShipBy), Title: t("ship_by"), Min: 116, Weight: 1},
		{Key: string(desk.ByTotal), Title: t("total"), Min: 98, Right: true, Leave: 1},
	}
}

func (p *ordersPage) view() fyne.CanvasObject { return p.split }

// row is row i as the table shows it.
func (p *ordersPage) row(i int) widgets.RowData {
	r, ok := p.rows.row(i)
	if !ok {
		return widgets.RowData{Loading: true}
	}
	l := present.OrderRow(p.env.speak(), r, p.channelName(r.ChannelID), p.env.now(), p.env.shell.zone)
	number := widgets.Cell{Text: l.Number, Tone: theme.Strong}
	if l.Number != l.Whole {
		number.Tip = l.Whole
	}
	customer := widgets.Cell{Text: l.Customer, Tone: theme.Strong}
	if l.Changed {
		customer.Icon, customer.IconTone, customer.Tip = "flag", theme.Warn, p.env.speak().T("order.note.changed_tip")
	}
	return widgets.RowData{Cells: []widgets.Cell{number, {Text: l.Channel}, customer, cellOf(l.State), shipByCell(l.ShipBy), {Text: l.Total, Tone: theme.Strong}}}
}

func cellOf(m present.Mark) widgets.Cell {
	return widgets.Cell{Text: m.Word, Shape: m.Shape, Tone: theme.Tone(m.Tone)}
}

// shipByCell keeps the room of the shape on calm days, so that all days stand
// under one another.
func shipByCell(m present.Mark) widgets.Cell {
	c := cellOf(m)
	c.Room = m.Shape == ""
	return c
}

func (p *ordersPage) channelName(id domain.ID) string {
	for _, c := range p.channels {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// showChips draws the filters anew, with their counts.
func (p *ordersPage) showChips() {
	w := p.env.speak()
	p.chips = map[desk.OrderFilter]*widgets.Chip{}
	var parts []widgets.Leaving
	for _, f := range orderFilters {
		on := p.query.Filter == f.filter
		word := w.T("orders.chip." + string(f.filter))
		if f.filter != desk.AllOrders {
			word += " " + w.Number(int64(p.counts[f.filter]))
		}
		c := widgets.NewChip(word, f.shape, f.tone, on, func() { p.filter(f.filter) })
		p.chips[f.filter] = c
		turn := f.turn
		if on {
			turn = 0
		}
		parts = append(parts, widgets.Leaving{Part: c, Turn: turn})
	}
	for _, word := range p.narrowed() {
		parts = append(parts, widgets.Leaving{Part: widgets.NewChip(word.word, "icon:close", theme.Accent, true, word.clear)})
	}
	p.filters.Objects = []fyne.CanvasObject{widgets.NewFilterRow(widgets.Grow(widgets.NewLeavingRow(8, parts...)), p.narrower)}
	p.filters.Refresh()
	all := p.total
	p.title.Set(w.Number(int64(all)))
	n := p.counts[p.query.Filter]
	p.foot[0].Set(w.N("orders.foot."+string(p.query.Filter), n, domain.Args{"count": int64(n)}))
	p.foot[1].Set(p.region)
	p.showEmpty()
	if p.frame != nil {
		p.frame.Refresh() // counts take another width
	}
}

// narrowing is a filter besides the chips, and how to take it away.
type narrowing struct {
	word  string
	clear func()
}

func (p *ordersPage) narrowed() []narrowing {
	var out []narrowing
	if p.query.Channel != 0 {
		out = append(out, narrowing{p.channelName(p.query.Channel), func() { p.query.Channel = 0; p.ask() }})
	}
	if p.query.State != "" {
		out = append(out, narrowing{p.env.speak().T("order.state." + string(p.query.State)), func() { p.query.State = ""; p.ask() }})
	}
	if p.query.Customer != 0 {
		out = append(out, narrowing{p.env.speak().T("orders.one_customer"), func() { p.query.Customer = 0; p.ask() }})
	}
	return out
}

func (p *ordersPage) showEmpty() {
	w := p.env.speak()
	p.calm.Objects = nil
	switch {
	case !p.opened:
	case p.total == 0:
		b := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.import"), Icon: "import", Key: "Ctrl I"}, p.toImport)
		p.calm.Objects = []fyne.CanvasObject{widgets.NewInset(widgets.Inset{Top: 64}, widgets.NewEmptyState(w.T("orders.empty"), w.T("orders.empty_step"), b))}
	default:
		p.calm.Objects = []fyne.CanvasObject{widgets.NewInset(widgets.Inset{Top: 64}, widgets.NewEmptyState(w.T("orders.none."+string(p.query.Filter)), "", nil))}
	}
	p.calm.Refresh()
}

// dropFilter lists the chips that had no room, then the channels and states.
func (p *ordersPage) dropFilter() {
	w := p.env.speak()
	var options []widgets.Option
	todo := map[string]func(){}
	add := func(word, kind string, on bool, f func()) {
		key := strconv.Itoa(len(options))
		icon := ""
		if on {
			icon = "check"
		}
		todo[key] = f
		options = append(options, widgets.Option{Key: key, Word: word, Icon: icon, Detail: kind})
	}
	for _, f := range orderFilters {
		if c := p.chips[f.filter]; !c.Visible() {
			add(c.Word(), "", c.On, func() { p.filter(f.filter) })
		}
	}
	for _, c := range p.channels {
		if !c.Archived {
			add(c.Name, w.T("entity.channel"), p.query.Channel == c.ID, func() { p.query.Channel = other(p.query.Channel, c.ID); p.ask() })
		}
	}
	for _, s := range []order.State{order.Placed, order.Paid, order.Shipped, order.Delivered, order.Completed, order.Cancelled} {
		add(w.T("order.state."+string(s)), w.T("orders.column.state"), p.query.State == s, func() { p.query.State = other(p.query.State, s); p.ask() })
	}
	widgets.DropMenu(p.narrower, options, func(key string) { todo[key]() })
}

// other is the choice after b was picked: b, or none when it was chosen.
func other[T comparable](a, b T) T {
	var none T
	if a == b {
		return none
	}
	return b
}

func (p *ordersPage) toImport() { p.env.shell.toImport() }

func (p *ordersPage) fetch(ctx context.Context, offset, limit int) ([]desk.OrderRow, error) {
	q := p.query
	q.Offset, q.Limit = offset, limit
	return p.env.desk.Orders(ctx, q)
}
