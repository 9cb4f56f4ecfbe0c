package ui

import (
	"context"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// deed sends what a form asks for. What was refused is shown in the form, which
// keeps all that was typed; what was done is shown on the record and told.
func (r *orderRecord) deed(f *form, done string, do func(ctx context.Context) (desk.OrderView, error)) {
	run(r.env.work, nil, do, func(v desk.OrderView, err error) {
		if err != nil {
			f.failed(err)
			return
		}
		if r.form == f {
			r.form = nil
			r.set(v)
			r.leave()
		}
		r.env.shell.toast(r.env.speak().T(done, domain.Args{"order": v.Number}))
	})
}

// leaveForm is the form's Cancel.
func (r *orderRecord) leaveForm() { r.back() }

// askShip asks how the parcel left (R3). All that is still here is packed unless
// somebody counts less.
func (r *orderRecord) askShip() {
	v, w := r.order, r.env.speak()
	carrier := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	carrier.SetText(r.carrier)
	tracking := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	weight := widgets.NewEntry(widgets.EntryLook{Unit: w.T("order.gram"), Right: true})
	serials := widgets.NewEntry(widgets.EntryLook{Lines: 2})
	packer := widgets.NewEntry(widgets.EntryLook{SelectAll: true})
	fields := []formField{
		{name: "tracking", label: w.Field("tracking"), hint: w.T("order.ship.tracking_hint"), part: tracking},
		{name: "carrier", label: w.Field("carrier"), part: carrier},
		{name: "weight", label: w.T("order.ship.weight"), part: weight},
	}
	counts := map[int]*widgets.Stepper{}
	for _, l := range v.Lines {
		if l.Open() == 0 {
			continue
		}
		s := widgets.NewStepper(l.Open(), 0, l.Open(), w.T("order.ship.of", domain.Args{"n": l.Open()}), nil)
		counts[l.No] = s
		fields = append(fields, formField{name: lineField(l.No), label: strings.TrimSpace(l.Title + " " + l.Variant), part: s})
	}
	photos := newFileField(r.env)
	fields = append(fields, formField{name: "files", label: w.T("order.ship.photos"), hint: w.T("order.ship.photos_hint"), part: photos.part}, formField{name: "serials", label: w.Field("serials"), hint: w.T("order.ship.serials_hint"), part: serials},
		formField{name: "packer", label: w.Field("packer"), hint: w.T("order.ship.packer_hint"), part: packer})
	var f *form
	f = newForm(r.env, w.T("order.ship.title", domain.Args{"order": present.Short(v.Number)}), w.T("order.ship.send"), fields, func() {
		req, err := shipRequest(v, carrier.Text(), tracking.Text(), weight.Text(), counts)
		if err != nil {
			f.failed(err)
			return
		}
		req.Packer, req.Answer = packer.Text(), f.answered()
		req.Serials = strings.Fields(strings.ReplaceAll(serials.Text(), ",", " "))
		r.carrier = carrier.Text()
		typed := photos.entry.Text()
		r.deed(f, "order.ship.done", func(ctx context.Context) (desk.OrderView, error) {
			var err error
			if req.Files, err = photos.keep(ctx, r.env.desk, typed, "files"); err != nil {
				return desk.OrderView{}, err
			}
			return r.env.desk.Ship(ctx, req)
		})
	}, r.leaveForm)
	photos.in(f)
	r.ask(f)
}

func lineField(no int) string { return "line." + strconv.Itoa(no) }

// shipRequest reads the form. No units at all is no parcel: the desk would take
// it for all of them.
func shipRequest(v *desk.OrderView, carrier, tracking, weight string, counts map[int]*widgets.Stepper) (desk.ShipRequest, error) {
	req := desk.ShipRequest{Order: v.ID, Shipping: order.Shipping{Carrier: carrier, Tracking: tracking}}
	if s := strings.TrimSpace(weight); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return req, domain.Wrong("weight", "order.not_grams", domain.Args{"value": s})
		}
		req.Weight = n
	}
	first := ""
	for _, l := range v.Lines {
		s, ok := counts[l.No]
		if !ok {
			continue
		}
		if first == "" {
			first = lineField(l.No)
		}
		if n := s.Count(); n > 0 {
			req.Items = append(req.Items, order.Packed{Line: l.No, Quantity: n})
		}
	}
	if len(req.Items) == 0 {
		return req, domain.Wrong(first, "order.no_units", nil)
	}
	return req, nil
}

// askNote asks for an Internal Note.
func (r *orderRecord) askNote() {
	w, id := r.env.speak(), r.order.ID
	text := widgets.NewEntry(widgets.EntryLook{Lines: 5})
	var f *form
	f = newForm(r.env, w.T("order.note.title", domain.Args{"order": present.Short(r.order.Number)}), w.T("order.note.send"),
		[]formField{{name: "text", label: w.T("note.kind.note"), hint: w.T("order.note.hint"), part: text}}, func() {
			r.deed(f, "order.note.done", func(ctx context.Context) (desk.OrderView, error) {
				return r.env.desk.AddNote(ctx, desk.NoteRequest{Order: id, Text: text.Text()})
			})
		}, r.leaveForm)
	r.ask(f)
}

// askCorrection asks what holds in the place of a note. Notes are never changed:
// the correction is a note of its own that names it (R4).
func (r *orderRecord) askCorrection(n present.NoteLine) {
	w, id := r.env.speak(), r.order.ID
	text := widgets.NewEntry(widgets.EntryLook{Lines: 3})
	reason := widgets.NewEntry(widgets.EntryLook{})
	label, hint := "order.correct.text", "order.correct.hint"
	if n.Icon == "agree" {
		label, hint = "order.correct.text_agreement", "order.correct.hint_agreement"
	}
	old := widgets.NewTimeline(widgets.NoteCard{Icon: n.Icon, Tone: theme.Tone(n.Tone), Kind: n.Kind, When: n.When, Text: n.Text})
	var f *form
	f = newForm(r.env, w.T("order.correct.title"), w.T("order.correct.send"), []formField{
		{name: "text", label: w.T(label), part: text},
		{name: "reason", label: w.Field("reason"), hint: w.T(hint), part: reason},
	}, func() {
		r.deed(f, "order.correct.done", func(ctx context.Context) (desk.OrderView, error) {
			return r.env.desk.CorrectNote(ctx, desk.CorrectionRequest{Order: id, Note: n.No, Text: text.Text(), Reason: reason.Text()})
		})
	}, r.leaveForm, widgets.NewHairline(), widgets.NewText(w.T("order.correct.old"), widgets.Small()), old)
	r.ask(f)
}

// askSignOff asks when the parcel was delivered and who says so (R3).
func (r *orderRecord) askSignOff() {
	w, id := r.env.speak(), r.order.ID
	day, clock := momentFields(r.env)
	var options []widgets.Option
	for _, s := range order.SignOffSources() {
		options = append(options, widgets.Option{Key: s, Word: w.T("source." + s)})
	}
	source := widgets.NewRadioRow(options, "carrier", nil)
	var f *form
	f = newForm(r.env, w.T("order.sign_off.title", domain.Args{"order": present.Short(r.order.Number)}), w.T("order.sign_off.send"), []formField{
		{name: "at", label: w.T("order.sign_off.day"), part: day},
		{name: "at_time", label: w.T("order.time"), part: clock},
		{name: "source", label: w.T("order.sign_off.source"), part: source},
	}, func() {
		at, e := momentOf("at", day, clock, r.env.shell.zone)
		if e == nil && at.IsZero() {
			e = domain.Wrong("at", "field.required", nil)
		}
		if e != nil {
			f.failed(e)
			return
		}
		r.deed(f, "order.sign_off.done", func(ctx context.Context) (desk.OrderView, error) {
			return r.env.desk.SignOff(ctx, desk.SignOffRequest{Order: id, At: at, Source: source.Selected()})
		})
	}, r.leaveForm)
	r.ask(f)
}

// see takes the flag of a changed platform note away.
func (r *orderRecord) see() {
	id := r.order.ID
	run(r.env.work, nil, func(ctx context.Context) (desk.OrderView, error) { return r.env.desk.SeeNote(ctx, id) }, func(v desk.OrderView, err error) {
		if err != nil {
			r.env.shell.fail(err)
			return
		}
		if r.id() == v.ID {
			r.set(v)
		}
	})
}

// momentFields are a day and a time of day, filled in with now.
func momentFields(e env) (*widgets.DateField, *widgets.Entry) {
	now := e.now().In(e.shell.zone)
	day := newDateField(e, dayOfTime(now))
	clock := widgets.NewEntry(widgets.EntryLook{SelectAll: true, Trail: ""})
	clock.SetText(now.Format("15:04"))
	return day, clock
}
