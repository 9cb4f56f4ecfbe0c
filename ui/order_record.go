package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/paper"
	"aftercare/ui/widgets"
)

// orderRecord is one order beside the list: what it is, what can be done with
// it, and in its place the form that is open.
type orderRecord struct {
	env    env
	leave  func()             // the keyboard goes back to the list
	shown  func(id domain.ID) // an order was opened here and not in the list
	wanted domain.ID
	order  *desk.OrderView // nil while there is none
	form   *form
	papers *papers
	thumbs *thumbs

	root    *fyne.Container
	scroll  *container.Scroll
	reading ticket
	drop    func() // opens what is under More
	carrier string // as it was typed last: most parcels go the same way
}

func newOrderRecord(e env, leave func(), shown func(id domain.ID)) *orderRecord {
	r := &orderRecord{env: e, leave: leave, shown: shown, root: widgets.NewOver()}
	r.papers = newPapers(e, func() { r.root.Refresh() })
	r.thumbs = newThumbs(e, func() {
		if r.form == nil && r.order != nil {
			r.draw(true)
		}
	})
	return r
}

func (r *orderRecord) view() fyne.CanvasObject { return r.root }

// id is the order that is shown, 0 for none.
func (r *orderRecord) id() domain.ID {
	if r.order == nil {
		return 0
	}
	return r.order.ID
}

// asking says whether a form is open.
func (r *orderRecord) asking() bool { return r.form != nil }

// show reads an order and then does what is asked, if anything. An open form of
// another order is left; what was typed into it was never sent.
func (r *orderRecord) show(id domain.ID, do string) {
	if id != r.id() {
		r.form = nil
		r.papers.close()
	}
	r.wanted = id
	r.read(func() {
		for _, a := range r.actions() {
			if a.key == do && a.refused == "" {
				a.run()
			}
		}
	})
}

// reload reads the order again; a form and how far one has scrolled stay.
func (r *orderRecord) reload() {
	if r.wanted != 0 {
		r.read(func() {})
	}
}

func (r *orderRecord) read(then func()) {
	id := r.wanted
	run(r.env.work, &r.reading, func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.Order(ctx, id) }, func(v desk.OrderView, err error) {
		if err != nil {
			r.env.shell.fail(err)
			return
		}
		r.set(v)
		then()
	})
}

// set shows what was read, or what a deed made of the order.
func (r *orderRecord) set(v desk.OrderView) {
	same := r.id() == v.ID
	r.order = &v
	if r.form == nil {
		r.draw(same)
	}
}

// draw builds the record anew; keep says that one stays where one has scrolled.
func (r *orderRecord) draw(keep bool) {
	at := fyne.Position{}
	if keep && r.scroll != nil {
		at = r.scroll.Offset
	}
	body := widgets.NewBody(widgets.Inset{Left: 16, Top: 0, Right: 16, Bottom: 16}, 16, r.parts()...)
	r.scroll = body.Objects[0].(*container.Scroll)
	var bar fyne.CanvasObject
	bar, r.drop = newActionBar(r.env, r.deeds())
	r.root.Objects = []fyne.CanvasObject{widgets.NewPage([]fyne.CanvasObject{r.head()}, body, r.papers.view(), bar)}
	r.root.Refresh()
	if at.Y > 0 {
		r.scroll.ScrollToOffset(at)
	}
}

// ask opens a form in the place of the record.
func (r *orderRecord) ask(f *form) {
	r.form = f
	r.root.Objects = []fyne.CanvasObject{f.root}
	r.root.Refresh()
	f.focus()
}

// back leaves the form that is open, and says whether there was one.
func (r *orderRecord) back() bool {
	if r.form == nil {
		return false
	}
	if !r.form.letsGo("form.typed") {
		return true
	}
	r.form = nil
	r.draw(true)
	r.leave()
	return true
}

// primary does the next thing, as Enter on the selected row.
func (r *orderRecord) primary() {
	for _, a := range r.deeds() {
		if a.primary && a.refused == "" {
			a.run()
		}
	}
}

// actions are what the menu and the keys can do now.
func (r *orderRecord) actions() []action {
	if r.form != nil {
		return []action{{key: "save", run: r.form.trySubmit}}
	}
	return slices.Concat(r.deeds(), underMore(r.drop), r.papers.actions())
}

// deeds are what can be done with the order, the next thing first.
func (r *orderRecord) deeds() []action {
	v := r.order
	if v == nil {
		return nil
	}
	all := []action{
		{key: "ship", icon: "truck", run: r.askShip, refused: r.why(shipping(v, r.env))},
		{key: "note", icon: "note", run: r.askNote},
		{key: "delay", icon: "agree", run: r.askDelay, refused: r.why(delaying(v, r.env))},
		{key: "sign_off", icon: "check", run: r.askSignOff, refused: r.why(signingOff(v, r.env))},
		{key: "slip", as: "print", icon: "print", run: r.slip, refused: r.slipRefused()},
		{key: "case", as: "new", icon: "cases", run: func() { r.env.shell.open(route{page: "cases", id: v.ID, do: "new"}) }},
		{key: "repair", icon: "repairs", run: func() { r.env.shell.open(route{page: "repairs", id: v.ID, do: "new"}) }},
	}
	all = append(all, r.moreDeeds()...)
	next := "note"
	switch {
	case v.Waiting():
		next = "ship"
	case v.State == order.Shipped && all[3].refused == "":
		next = "sign_off"
	case v.State == order.Delivered || v.State == order.Completed:
		next = "case"
	}
	var first, can, cannot []action
	for _, a := range all {
		switch {
		case a.key == next:
			a.primary = true
			first = append(first, a)
		case a.refused == "":
			can = append(can, a)
		default:
			cannot = append(cannot, a)
		}
	}
	return slices.Concat(first, can, cannot)
}

// why is a refusal as the button says it. A field that is still to be filled in
// is no reason against asking.
func (r *orderRecord) why(err error) string {
	if e, ok := err.(*domain.Error); ok && e.Field == "" {
		return r.env.speak().Error(e)
	}
	return ""
}

// The same functions as the deeds' say beforehand what would be refused.
func shipping(v *desk.OrderView, e env) error {
	_, err := v.Order.Sent(order.Shipping{}, v.Full, "", e.now(), order.Terms{Zone: e.shell.zone})
	return err
}

func delaying(v *desk.OrderView, e env) error {
	_, err := v.Order.Delayed(order.Agreement{}, "", e.now(), order.Terms{Zone: e.shell.zone})
	return err
}

func signingOff(v *desk.OrderView, e env) error {
	_, err := v.Order.Arrived(e.now(), "carrier", e.now())
	return err
}

func (r *orderRecord) slipRefused() string {
	if why := r.papers.refused(); why != "" {
		return why
	}
	return r.why(r.order.Order.Slip(r.order.Full))
}

// slip makes the packing slip.
func (r *orderRecord) slip() {
	id, setting := r.order.ID, r.env.paperSetting(paper.A5)
	r.papers.press(r.env.speak().T("order.slip", domain.Args{"order": r.order.Number}), func(ctx context.Context, press *paper.Press) (paper.Paper, error) {
		v, err := r.env.desk.Slip(ctx, id)
		if err != nil {
			return paper.Paper{}, err
		}
		setup, err := r.env.desk.Setup(ctx)
		if err != nil {
			return paper.Paper{}, err
		}
		return press.Slip(paper.SlipOf(v, setup), setting)
	})
}
