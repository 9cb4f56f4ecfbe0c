package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/ui/widgets"
)

// requesting is the form of a new repair: of a line of an order, or of goods
// from elsewhere. The warranty's verdict follows what is typed.
type requesting struct {
	r       *repairRecord
	order   *order.Order // nil for goods from elsewhere
	line    string
	channel string
	item    *widgets.Entry
	serial  *widgets.Entry
	problem *widgets.Entry
	name    *widgets.Entry
	phone   *widgets.Entry
	address *widgets.Entry
	bought  *widgets.DateField
	months  *widgets.Entry
	extra   *widgets.Entry
	again   *widgets.Entry
	proof   *widgets.Entry
	verdict *fyne.Container
	form    *form
}

// request asks for a new repair; id names the order, 0 for none.
func (r *repairRecord) request(id domain.ID) {
	r.papers.close()
	r.job, r.wanted, r.body = desk.JobView{}, 0, nil
	if id == 0 {
		r.asked(nil)
		return
	}
	run(r.env.work, &r.read, func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.Order(ctx, id) }, func(v desk.OrderView, err error) {
		if err != nil {
			r.page.back()
			r.env.shell.fail(err)
			return
		}
		r.asked(&v.Order)
	})
}

func (r *repairRecord) asked(o *order.Order) {
	w := r.env.speak()
	q := &requesting{r: r, order: o, channel: repair.Channels()[0], verdict: widgets.NewOver()}
	q.item, q.serial = q.entry(1), q.entry(1)
	q.problem, q.name, q.phone, q.address = q.entry(3), q.entry(1), q.entry(1), q.entry(2)
	q.bought, q.months = newDateField(r.env, ""), q.entry(1)
	q.extra, q.again, q.proof = q.entry(1), q.entry(1), q.entry(1)
	q.bought.OnDate = func(widgets.Date, bool) { q.judge() }
	title := w.T("repairs.request")
	if o != nil {
		title = w.T("repairs.request.of", domain.Args{"number": o.Number, "customer": o.ShipTo.Name})
	}
	q.form = newForm(r.env, title, w.T("repairs.request.send"), q.fields(), q.submit, func() { r.page.back() })
	r.ask(q.form, q.verdict)
	q.judge()
}

func (q *requesting) entry(lines int) *widgets.Entry {
	e := widgets.NewEntry(widgets.EntryLook{Lines: lines, Limit: domain.MaxLine})
	e.OnChanged = func(string) { q.judge() }
	return e
}

func (q *requesting) fields() []formField {
	w := q.r.env.speak()
	field := func(name string, part fyne.CanvasObject, hint string) formField {
		return formField{name: name, label: w.Field(name), part: part, hint: hint}
	}
	var out []formField
	if q.order != nil {
		var lines []widgets.Option
		for _, l := range q.order.Lines {
			lines = append(lines, widgets.Option{Key: strconv.Itoa(l.No), Word: l.Title, Detail: l.SKU})
		}
		q.line = lines[0].Key
		out = append(out, field("item", widgets.NewSelect(lines, q.line, func(key string) { q.line = key; q.judge() }), ""))
	} else {
		out = append(out, field("item", q.item, ""))
	}
	var channels []widgets.Option
	for _, c := range repair.Channels() {
		channels = append(channels, widgets.Option{Key: c, Word: w.T("repair.channel." + c)})
	}
	out = append(out, field("problem", q.problem, w.T("repairs.hint.problem")), field("serial", q.serial, ""),
		formField{name: "channel", label: w.T("repairs.channel"), part: widgets.NewSegmented(channels, q.channel, func(key string) { q.channel = key })})
	if q.order == nil {
		out = append(out, field("customer", q.name, ""), field("phone", q.phone, ""), field("address", q.address, ""),
			field("bought", q.bought, w.T("repairs.hint.bought")))
	}
	out = append(out, field("months", q.months, w.T("repairs.hint.months")), field("extra", q.extra, w.T("repairs.hint.extra")),
		field("again", q.again, w.T("repairs.hint.again")))
	if q.order == nil {
		out = append(out, field("proof", q.proof, w.T("repairs.hint.path")))
	}
	return out
}

// request reads the form.
//
// Errors: date.not_a_date, repair.months.
func (q *requesting) request() (desk.RepairRequest, domain.Errors) {
	var es domain.Errors
	out := desk.RepairRequest{Request: repair.Request{Item: q.item.Text(), Serial: q.serial.Text(), Problem: q.problem.Text(), Channel: q.channel}}
	if q.order != nil {
		out.Order = q.order.ID
		out.Line, _ = strconv.Atoi(q.line)
	} else {
		out.Customer = order.Person{Name: q.name.Text(), Phone: q.phone.Text(), Address: q.address.Text()}
		day, fault := dayOf("bought", q.bought)
		if fault != nil {
			es = append(es, fault)
		}
		out.Bought = day
	}
	for _, x := range []struct {
		name  string
		entry *widgets.Entry
		to    *int
	}{{"months", q.months, &out.Months}, {"extra", q.extra, &out.Extra}} {
		if typed := x.entry.Text(); typed != "" {
			n, err := strconv.Atoi(typed)
			if err != nil {
				es = append(es, domain.Wrong(x.name, "repair.months", domain.Args{"value": typed}))
			}
			*x.to = n
		}
	}
	out.Again = strings.TrimSpace(q.again.Text())
	return out, es
}

// judge shows what the warranty says to what is typed so far.
func (q *requesting) judge() {
	request, es := q.request()
	if len(es) > 0 {
		return
	}
	run(q.r.env.work, &q.r.judged, func(ctx context.Context) (domain.Verdict, error) { return q.r.env.desk.JudgeRepair(ctx, request) }, func(v domain.Verdict, err error) {
		if err != nil {
			return // the form says so when it is sent
		}
		set(q.verdict, verdictCard(q.r.env, v, nil, "", nil))
		q.r.root.Refresh()
	})
}

func (q *requesting) submit() {
	request, es := q.request()
	if len(es) > 0 {
		q.form.failed(es)
		return
	}
	proof := q.proof.Text()
	run(q.r.env.work, nil, func(ctx context.Context) (desk.JobView, error) {
		if proof != "" {
			f, err := q.r.env.desk.KeepFile(ctx, desk.FileRequest{Path: proof})
			if err != nil {
				return desk.JobView{}, underField("proof", err)
			}
			request.Proof = []domain.File{f}
		}
		return q.r.env.desk.RequestRepair(ctx, request)
	}, func(v desk.JobView, err error) {
		if err != nil {
			q.form.failed(err)
			return
		}
		q.r.done(v, q.r.env.speak().T("repairs.requested", domain.Args{"number": v.Number}))
	})
}

// underField puts a refusal under the form's field that it is about.
func underField(field string, err error) error {
	e := domain.As(err)
	if e == nil {
		return err
	}
	placed := *e
	placed.Field = field
	return &placed
}
