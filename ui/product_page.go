package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/stock"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// productsPage lists the products whose terms the shop knows, beside the terms
// and the stock of the one that is chosen.
type productsPage struct {
	env    env
	rows   map[int]stock.Product
	levels map[string]stock.Level
	count  int
	at     int // the chosen row, -1 for none
	record *productRecord
	then   func() // where one wanted to go when something was unsaved

	reading, more ticket
	finding       ticket
	list          *widgets.Table
	counted       *widgets.Text
	head, right   *fyne.Container
	pair          *widgets.MasterDetail
}

// productPage is how many products are read at once.
const productPage = 200

func newProductsPage(e env) page {
	p := &productsPage{env: e, rows: map[int]stock.Product{}, levels: map[string]stock.Level{}, at: -1}
	p.build()
	return p
}

func (p *productsPage) build() {
	w := p.env.words
	title := func(key string) string { return w.T("products.column." + key) }
	p.list = widgets.NewTable([]widgets.Column{
		{Title: title("sku"), Min: 84, Weight: 1}, {Title: title("title"), Min: 120, Weight: 3}, {Title: title("category"), Min: 96, Weight: 1, Leave: 2},
		{Title: title("price"), Min: 84, Weight: 1, Leave: 1, Right: true}, {Title: title("stock"), Min: 48, Right: true},
		{Title: title("warranty"), Min: 76, Weight: 1}, {Title: title("ship"), Min: 112, Weight: 1, Leave: 4}, {Title: title("returns"), Min: 104, Weight: 1, Leave: 3, KeepShape: true},
	})
	p.list.Length = func() int { return p.count }
	p.list.Row = p.row
	p.list.OnVisible = p.fetch
	p.list.OnSelected = func(i int) {
		if p.leave(func() { p.choose(i) }) {
			p.choose(i)
		}
	}
	p.list.OnShow = func(int) { p.pair.SetOpen(true) }
	p.list.OnActivated = func(int) { p.edit() }
	p.list.OnEscape = p.env.shell.back
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("products.new"), Icon: "plus", Key: "Ctrl N"}, p.add)
	p.list.Empty = widgets.NewEmptyState(w.T("products.none"), w.T("products.none.step"), nil)
	p.counted = widgets.NewText("", widgets.Third())
	take := widgets.NewButton(widgets.ButtonLook{Word: w.T("products.import"), Icon: "import"}, p.importFile)
	p.head = widgets.NewPageHeader(w.T("page.products"), p.counted, take, add)
	left := widgets.NewPage([]fyne.CanvasObject{p.head}, p.list)
	p.right = widgets.NewOver(widgets.NewEmptyState(w.T("products.choose"), "", nil))
	p.pair = widgets.NewMasterDetail(left, p.right, 464)
}

func (p *productsPage) row(i int) widgets.RowData {
	product, ok := p.rows[i]
	if !ok {
		return widgets.RowData{Loading: true}
	}
	r := present.ProductRow(p.env.words, product)
	return widgets.RowData{Cells: []widgets.Cell{{Text: r.SKU}, {Text: r.Title, Tone: theme.Strong}, {Text: r.Category}, {Text: r.Price}, p.freeCell(product), {Text: r.Warranty}, {Text: r.DayToShip},
		{Text: r.Returns.Word, Shape: r.Returns.Shape, Tone: theme.Tone(r.Returns.Tone), Tip: r.Returns.Word}}}
}

// freeCell is how many units can be promised, of a product that is counted.
func (p *productsPage) freeCell(product stock.Product) widgets.Cell {
	if !product.Counted() {
		return widgets.Cell{}
	}
	free := p.levels[product.SKU].Free()
	c := widgets.Cell{Text: p.env.words.Number(int64(free))}
	if free < 0 {
		c.Tone = theme.Late
	}
	return c
}

func (p *productsPage) view() fyne.CanvasObject { return p.pair }

func (p *productsPage) open(r route) {
	p.reload()
	if r.do == "new" {
		p.add()
	}
	if sku, named := strings.CutPrefix(r.do, "sku:"); named {
		p.find(sku)
		return
	}
	if serial, asked := strings.CutPrefix(r.do, "serial"); asked {
		p.askSerial(strings.TrimPrefix(serial, ":"))
		return
	}
	if p.record == nil && p.count > 0 {
		p.list.Focus()
	}
}

// productRoute leads to a product by its SKU.
func productRoute(sku string) route { return route{page: "products", do: "sku:" + sku} }

// find shows the product of a SKU, wherever it stands in the list.
func (p *productsPage) find(sku string) {
	run(p.env.work, &p.finding, func(ctx context.Context) (stock.Product, error) { return p.env.desk.Product(ctx, sku) }, func(product stock.Product, err error) {
		if err != nil {
			p.env.shell.fail(err)
			return
		}
		p.at = -1
		p.show(product)
		p.settle()
	})
}

// productList is a page of products as it was read.
type productList struct {
	rows   []stock.Product
	count  int
	levels map[string]stock.Level
}

func (p *productsPage) read(k *ticket, offset int, done func(productList)) {
	e := p.env
	run(e.work, k, func(ctx context.Context) (productList, error) {
		rows, count, err := e.desk.Products(ctx, desk.ProductQuery{Offset: offset, Limit: productPage})
		if err != nil {
			return productList{}, err
		}
		skus := make([]string, len(rows))
		for i, row := range rows {
			skus[i] = row.SKU
		}
		levels, err := e.desk.Levels(ctx, skus)
		return productList{rows, count, levels}, err
	}, func(l productList, err error) {
		if err != nil {
			e.shell.fail(err)
			return
		}
		p.count = l.count
		for i, row := range l.rows {
			p.rows[offset+i] = row
			p.levels[row.SKU] = l.levels[row.SKU]
		}
		done(l)
	})
}

// reload reads the rows in sight anew; the choice stays with its product.
func (p *productsPage) reload() {
	first, _ := p.list.InSight()
	offset := max(first, 0) / productPage * productPage
	p.read(&p.reading, offset, func(l productList) {
		for i := range p.rows {
			if i < offset || i >= offset+len(l.rows) {
				delete(p.rows, i)
			}
		}
		p.counted.Set(p.env.words.Number(int64(l.count)))
		p.head.Refresh() // the figure asks for more room than none
		p.settle()
		p.list.Refresh()
	})
}

// settle finds the row of the record that is open again.
func (p *productsPage) settle() {
	if p.record == nil {
		return
	}
	for i, row := range p.rows {
		if row.ID == p.record.id() && row.ID != 0 {
			p.at = i
			p.list.SetSelected(i)
			p.record.show(row)
			return
		}
	}
}

// fetch reads what came in sight.
func (p *productsPage) fetch(first, last int) {
	for _, i := range []int{first, last} {
		if _, ok := p.rows[i]; i < p.count && !ok {
			p.read(&p.more, i/productPage*productPage, func(productList) { p.list.Refresh() })
			return
		}
	}
}

// choose shows the product of a row.
func (p *productsPage) choose(i int) {
	product, ok := p.rows[i]
	if !ok {
		return
	}
	p.finding.drop() // one that was asked for before comes no more
	p.at = i
	p.list.SetSelected(i)
	p.show(product)
}

func (p *productsPage) show(product stock.Product) {
	p.record = newProductRecord(p, product)
	p.right.Objects = []fyne.CanvasObject{p.record.root}
	p.right.Refresh()
	p.pair.SetOpen(true)
}

// edit gives the record's first field the keyboard.
func (p *productsPage) edit() {
	if p.record != nil {
		p.pair.SetOpen(true)
		p.record.sheet.questions[0].field.Focus()
	}
}

// add begins a product that is not kept until it is saved.
func (p *productsPage) add() {
	if !p.leave(p.add) {
		return
	}
	p.at = -1
	p.list.SetSelected(-1)
	p.show(stock.Product{Category: stock.Categories()[0]})
	p.edit()
}

func (p *productsPage) actions() []action {
	w := p.env.words
	out := []action{{key: "new", run: p.add, icon: "plus"}}
	save := action{key: "save", primary: true, run: p.save}
	if p.record == nil || !p.record.sheet.touched() {
		save.refused = w.T("settings.nothing_to_save")
	}
	return append(out, save)
}

func (p *productsPage) save() {
	p.record.save(func(saved stock.Product) {
		p.env.shell.toast(p.env.words.T("products.saved", domain.Args{"sku": saved.SKU}))
		p.record.show(saved)
		p.reload()
		p.goOn()
	})
}

func (p *productsPage) discard() {
	p.record.sheet.discard()
	p.record.held.now()
	if p.record.id() == 0 {
		p.record = nil
		p.right.Objects = []fyne.CanvasObject{widgets.NewEmptyState(p.env.words.T("products.choose"), "", nil)}
		p.right.Refresh()
		p.pair.SetOpen(false)
	}
	p.goOn()
}

func (p *productsPage) goOn() {
	then := p.then
	p.stay()
	if then != nil {
		then()
	}
}

func (p *productsPage) stay() {
	p.then = nil
	if p.record != nil {
		p.record.bar.ask(false)
	}
	p.list.SetSelected(p.at)
}

// leave asks before something unsaved is left.
func (p *productsPage) leave(then func()) bool {
	if p.record == nil || !p.record.sheet.touched() {
		return true
	}
	p.then = then
	p.record.bar.ask(true)
	return false
}

func (p *productsPage) back() bool {
	switch {
	case p.then != nil:
		p.stay()
		return true
	case p.pair.Covers():
		p.pair.SetOpen(false)
		p.list.Focus()
		return true
	}
	return false
}
