package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/repair"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// sideDeeds are the deeds that leave a job's stage as it is: the loaner, what
// the customer was told, photos.
func (r *repairRecord) sideDeeds() []action {
	w := r.env.speak()
	add := func(out []action, key string, run func()) []action {
		return append(out, action{key: key, word: w.T("action." + key), run: run})
	}
	var out []action
	if r.job.LoanerOut() {
		out = add(out, "loaner_back", r.takeLoaner)
	} else if !r.job.Over() && r.job.State != repair.Returned {
		out = add(out, "lend", r.lend)
	}
	if !r.job.Ours {
		out = add(out, "tell", r.tell)
	}
	return add(out, "add_photo", r.addPhoto)
}

// side asks for a deed that leaves the stage as it is; do reads the form.
func (r *repairRecord) side(key string, fields []formField, do func() (func(context.Context) (desk.JobView, error), domain.Errors)) {
	w := r.env.speak()
	title := w.T("repairs.deed.title", domain.Args{"number": r.job.Number, "deed": w.T("repairs.side." + key)})
	var f *form
	f = newForm(r.env, title, w.T("repairs.side."+key), fields, func() {
		work, es := do()
		if len(es) > 0 {
			f.failed(es)
			return
		}
		run(r.env.work, nil, work, func(v desk.JobView, err error) {
			if err != nil {
				f.failed(err)
				return
			}
			r.done(v, w.T("repairs.said."+key, domain.Args{"number": v.Number}))
		})
	}, func() { r.page.back() })
	r.ask(f, nil)
}

func asksLine(e env, name, was string) (formField, *widgets.Entry) {
	entry := widgets.NewEntry(widgets.EntryLook{Limit: domain.MaxLine})
	entry.SetText(was)
	return formField{name: name, label: e.speak().Field(name), part: entry, hint: hintOf(e.speak(), "repairs.hint."+name)}, entry
}

// lend asks what the customer uses meanwhile.
func (r *repairRecord) lend() {
	item, what := asksLine(r.env, "loaner", "")
	sku, code := asksLine(r.env, "sku", "")
	serial, number := asksLine(r.env, "serial", "")
	condition, state := asksLine(r.env, "condition", "")
	answer, said := asksLine(r.env, "answer", "")
	due := newDateField(r.env, r.job.Due)
	id := r.job.ID
	r.side("lend", []formField{item, sku, serial, condition, {name: "due", label: r.env.speak().Field("due"), part: due}, answer}, func() (func(context.Context) (desk.JobView, error), domain.Errors) {
		day, fault := dayOf("due", due)
		if fault != nil {
			return nil, domain.Errors{fault}
		}
		q := desk.LoanRequest{Job: id, Loaner: repair.Loaner{Item: what.Text(), SKU: code.Text(), Serial: number.Text(), Condition: state.Text(), Due: day}, Answer: said.Text()}
		return func(ctx context.Context) (desk.JobView, error) { return r.env.desk.Lend(ctx, q) }, nil
	})
}

func (r *repairRecord) takeLoaner() {
	condition, state := asksLine(r.env, "condition", "")
	id := r.job.ID
	r.side("loaner_back", []formField{condition}, func() (func(context.Context) (desk.JobView, error), domain.Errors) {
		q := desk.LoanReturn{Job: id, Condition: state.Text()}
		return func(ctx context.Context) (desk.JobView, error) { return r.env.desk.TakeLoaner(ctx, q) }, nil
	})
}

// tell writes the message that the customer gets at this stage. Once it is
// recorded as sent, the job says so.
func (r *repairRecord) tell() {
	r.env.shell.open(route{page: "message", id: r.job.ID, do: "repair:" + r.job.Template()})
}

// addPhoto asks for a file by its path: the keyboard's way to what the strip
// and a drop do by mouse.
func (r *repairRecord) addPhoto() {
	path, where := asksLine(r.env, "path", "")
	caption, words := asksLine(r.env, "caption", "")
	proof := widgets.NewCheck(r.env.speak().T("repairs.proof"), false, nil)
	r.side("add_photo", []formField{path, caption, {name: "proof", label: r.env.speak().T("repairs.proof.label"), part: proof}}, func() (func(context.Context) (desk.JobView, error), domain.Errors) {
		return r.keeps([]string{where.Text()}, words.Text(), proof.On), nil
	})
}

// keeps is the work that keeps files and attaches them to the job.
func (r *repairRecord) keeps(paths []string, caption string, proof bool) func(context.Context) (desk.JobView, error) {
	id := r.job.ID
	return func(ctx context.Context) (desk.JobView, error) {
		var files []domain.File
		for _, path := range paths {
			f, err := r.env.desk.KeepFile(ctx, desk.FileRequest{Path: path, Caption: caption})
			if err != nil {
				return desk.JobView{}, underField("path", err)
			}
			files = append(files, f)
		}
		return r.env.desk.AttachToRepair(ctx, desk.JobFiles{Job: id, Files: files, Proof: proof})
	}
}

// takes attaches files that were dropped or chosen.
func (r *repairRecord) takes(paths []string) {
	n := r.job.Number
	run(r.env.work, nil, r.keeps(paths, "", false), func(v desk.JobView, err error) {
		if err != nil {
			r.env.shell.fail(err)
			return
		}
		if r.form == nil && v.ID == r.job.ID {
			r.done(v, r.env.speak().T("repairs.said.add_photo", domain.Args{"number": n}))
		}
	})
}

// dropped takes files that were dropped on the window, and says whether there
// is a job that they belong to.
func (p *repairsPage) dropped(paths []string) bool {
	if !p.inside || p.record.job.ID == 0 || p.record.form != nil {
		return false
	}
	p.record.takes(paths)
	return true
}

func (r *repairRecord) pickPhoto() {
	choosePhotos(r.env, r.takes)
}

// photos are the job's pictures and letters, and the place for the next.
func (r *repairRecord) photos() fyne.CanvasObject {
	w := r.env.speak()
	all := slices.Clone(r.job.Files)
	for _, f := range r.job.Proof {
		f.Caption = either(f.Caption, w.T("repairs.proof.label"))
		all = append(all, f)
	}
	return r.section("repairs.photos", "", r.thumbs.strip(all, w.T("repairs.photo.next"), r.pickPhoto))
}

// meanwhile is the loaner, the workshop and what the customer was told.
func (r *repairRecord) meanwhile() []fyne.CanvasObject {
	w, j := r.env.speak(), r.job
	var out []fyne.CanvasObject
	if len(j.Legs) > 0 {
		rows := []widgets.FactRow{}
		for _, l := range j.Legs {
			shape, tone := theme.Half, theme.Info
			fact := w.List(nonEmpty(l.Number, w.T("repairs.leg.sent", domain.Args{"day": l.Sent})))
			if l.Expected != "" && l.Back == "" {
				fact = w.List(nonEmpty(fact, w.T("repairs.leg.expected", domain.Args{"day": l.Expected})))
				if l.Expected < calendar.DateOf(r.env.now(), r.env.shell.zone) {
					shape, tone = theme.Triangle, theme.Late
				}
			}
			if l.Back != "" {
				shape, tone = theme.Tick, theme.Ok
				cost := ""
				if l.Cost.Minor > 0 {
					cost = w.Money(l.Cost)
				}
				fact = w.List(nonEmpty(fact, w.T("repairs.leg.back", domain.Args{"day": l.Back}), l.Result, cost, l.Serial))
			}
			rows = append(rows, widgets.FactRow{Shape: shape, Tone: tone, Name: l.Workshop, Fact: fact})
		}
		out = append(out, r.section("repairs.legs", "", widgets.NewFactRows(136, rows...)))
	}
	if l := j.Loaner; l != nil {
		row := widgets.FactRow{Shape: theme.Ring, Tone: theme.Warn, Name: l.Item, Fact: w.List(nonEmpty(l.Serial, l.Condition, w.T("repairs.loaner.out", domain.Args{"when": l.Out})))}
		if !j.LoanerOut() {
			row.Shape, row.Tone, row.Fact = theme.Tick, theme.Ok, w.List(nonEmpty(l.Serial, w.T("repairs.loaner.back", domain.Args{"when": l.Back}), l.CameBack))
		}
		out = append(out, r.section("field.loaner", "", widgets.NewFactRows(136, row)))
	}
	if len(j.Told) > 0 {
		var rows []widgets.KeyValueRow
		for _, t := range j.Told {
			rows = append(rows, widgets.KeyValueRow{Label: w.T("told." + t.What), Value: w.List([]string{w.T("how." + t.How), t.Who, w.Moment(t.At)})})
		}
		out = append(out, r.section("repairs.told", "", widgets.NewKeyValue(136, rows...)))
	}
	return out
}
