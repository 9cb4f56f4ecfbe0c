package ui

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// mappingSheet lets a person say which column of a file holds what. Beside each
// fact stands the file's columns, guessed at first; at the right, the first
// orders as they will be read.
type mappingSheet struct {
	page    *importPage
	sight   desk.Sight
	mapping desk.Mapping
	name    *widgets.Entry
	named   *widgets.Field
	fault   *fyne.Container
	read    *fyne.Container
	split   *widgets.MasterDetail
	looking ticket
}

// match opens the sheet for the file that was asked for last.
func (p *importPage) match() {
	if p.asked == "" || p.stage == importing {
		return
	}
	p.working.stop()
	d, path, how := p.env.desk, p.asked, p.how
	run(p.env.work, &p.working, func(ctx context.Context) (desk.Sight, error) { return d.LookAt(ctx, path, how) }, func(s desk.Sight, err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.closeFile()
		p.stage = matching
		m := s.Guess
		if how.Mapping != nil {
			m = *how.Mapping
		}
		if m.Columns == nil {
			m.Columns = map[string]string{}
		}
		p.sheet = &mappingSheet{page: p, sight: s, mapping: m}
		p.draw()
		p.sheet.try()
	})
}

func (m *mappingSheet) view() fyne.CanvasObject {
	w := m.page.env.speak()
	if m.name == nil {
		m.name = widgets.NewEntry(widgets.EntryLook{Placeholder: w.T("import.map.name_hint")})
		m.name.SetText(m.mapping.Name)
		m.name.OnChanged = func(s string) { m.mapping.Name = strings.TrimSpace(s) }
		m.named = widgets.NewField(w.T("import.map.name"), m.name, "")
	}
	m.fault = widgets.NewColumn(0)
	m.read = widgets.NewOver()
	head := widgets.NewPlainPageHeader(w.T("import.map.title"), widgets.NewText(m.page.asked, widgets.Third()))
	parts := []fyne.CanvasObject{m.fault, widgets.NewParagraph(w.T("import.map.intro"), widgets.Second()), m.named, m.header()}
	parts = append(parts, m.habits()...)
	parts = append(parts, widgets.NewSection(w.T("import.map.columns"), "", nil))
	for _, fact := range m.sight.Facts {
		parts = append(parts, m.question(fact))
	}
	bar := widgets.NewActionBar([]fyne.CanvasObject{
		widgets.NewButton(widgets.ButtonLook{Word: w.T("import.map.show"), Kind: widgets.Primary, Key: "Enter"}, m.done),
		widgets.NewButton(widgets.ButtonLook{Word: w.T("action.cancel"), Kind: widgets.Quiet, Key: "Esc"}, func() { m.page.back() }),
	}, nil)
	list := widgets.NewPage([]fyne.CanvasObject{head}, widgets.NewBody(widgets.Inset{Left: 16, Top: 8, Right: 16, Bottom: 16}, 10, parts...), bar)
	m.split = widgets.NewMasterDetail(list, m.read, 376)
	return m.split
}

// header chooses the row that names the columns.
func (m *mappingSheet) header() fyne.CanvasObject {
	w := m.page.env.speak()
	var rows []widgets.Option
	for i, r := range m.sight.Rows[:min(len(m.sight.Rows), 30)] {
		filled := joinedCells(r)
		if filled == "" {
			continue
		}
		rows = append(rows, widgets.Option{Key: strconv.Itoa(i + 1), Word: w.T("import.map.row", domain.Args{"row": i + 1, "cells": filled})})
	}
	return widgets.NewField(w.T("import.map.header"), widgets.NewSelect(rows, strconv.Itoa(m.mapping.HeaderRow), func(key string) {
		n, err := strconv.Atoi(key)
		if err != nil {
			return
		}
		how := m.page.how
		how.Mapping = &desk.Mapping{HeaderRow: n, Columns: map[string]string{"number": "-", "placed": "-"}}
		m.again(how)
	}), w.T("import.map.header_hint"))
}

// again looks at the file once more, with another row for its header.
func (m *mappingSheet) again(how desk.How) {
	p := m.page
	d, path := p.env.desk, p.asked
	run(p.env.work, &m.looking, func(ctx context.Context) (desk.Sight, error) { return d.LookAt(ctx, path, how) }, func(s desk.Sight, err error) {
		if err != nil {
			m.refuse(err)
			return
		}
		name := m.mapping.Name
		m.sight, m.mapping = s, s.Guess
		m.mapping.Name = name
		p.draw()
		m.try()
	})
}

// habits are what a person may know of the file better than it says.
func (m *mappingSheet) habits() []fyne.CanvasObject {
	w := m.page.env.speak()
	days := append([]widgets.Option{{Key: "", Word: w.T("import.map.days_found")}}, optionsOf(w, "import.days.", []string{"dmy", "mdy"})...)
	money := []widgets.Option{{Key: "", Word: w.T("import.map.currency_own")}}
	for _, c := range currencies {
		money = append(money, widgets.Option{Key: c, Word: c})
	}
	return []fyne.CanvasObject{
		widgets.NewField(w.T("import.map.currency"), widgets.NewSelect(money, m.mapping.Currency, func(key string) { m.mapping.Currency = key; m.try() }), ""),
		widgets.NewField(w.T("import.map.days"), widgets.NewSelect(days, m.mapping.Days, func(key string) { m.mapping.Days = key; m.try() }), ""),
		widgets.NewCheck(w.T("import.map.comma"), m.mapping.Comma, func(on bool) { m.mapping.Comma = on; m.try() }),
	}
}

// question is a fact with the file's columns.
func (m *mappingSheet) question(fact string) fyne.CanvasObject {
	w := m.page.env.speak()
	options := []widgets.Option{{Key: "", Word: w.T("import.map.none")}}
	seen := map[string]bool{}
	for i, name := range m.sight.About.Header {
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		word := name
		if example := m.example(i); example != "" {
			word = w.T("import.map.column", domain.Args{"name": name, "value": present.Short(example)})
		}
		options = append(options, widgets.Option{Key: name, Word: word})
	}
	label := w.T("fact." + fact)
	if fact == "number" || fact == "placed" {
		label = w.T("import.map.needed", domain.Args{"fact": label})
	}
	return widgets.NewSideField(label, 168, widgets.NewSelect(options, m.mapping.Columns[fact], func(key string) {
		if key == "" {
			delete(m.mapping.Columns, fact)
		} else {
			m.mapping.Columns[fact] = key
		}
		m.try()
	}), 280, "")
}

// example is the first thing that a column says below the header.
func (m *mappingSheet) example(column int) string {
	for _, r := range m.sight.Rows[min(m.sight.About.HeaderRow, len(m.sight.Rows)):] {
		if column < len(r) && r[column] != "" {
			return r[column]
		}
	}
	return ""
}

func joinedCells(row []string) string {
	var out []string
	for _, c := range row {
		if c != "" {
			out = append(out, c)
		}
	}
	if len(out) > 6 {
		out = append(out[:6], "…")
	}
	return strings.Join(out, ", ")
}

// firstFew is how many orders the sheet shows, and of how many rows they are.
const (
	firstFew  = 4
	firstRows = 60
)

// try reads the first orders by the mapping as it stands.
func (m *mappingSheet) try() {
	if err := m.mapping.Usable(); err != nil {
		m.show(nil, err)
		return
	}
	p := m.page
	d, path, how := p.env.desk, p.asked, p.how
	mapping := m.mapping
	how.Mapping, how.Rows, how.Days = &mapping, firstRows, ""
	run(p.env.work, &m.looking, func(ctx context.Context) (_ []order.Facts, err error) {
		e, err := d.OpenExport(ctx, path, how)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, e.Close()) }()
		return desk.FirstOrders(ctx, e, firstFew)
	}, m.show)
}

// show fills the right side: the orders, or why none can be read.
func (m *mappingSheet) show(orders []order.Facts, err error) {
	w := m.page.env.speak()
	parts := []fyne.CanvasObject{widgets.NewSection(w.T("import.map.read"), "", nil)}
	if err != nil {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: w.Error(err)}, nil))
	}
	for _, o := range orders {
		var rows []widgets.KeyValueRow
		for _, r := range present.Facts(w, o) {
			rows = append(rows, widgets.KeyValueRow{Label: r.Field, Value: r.Now})
		}
		block := widgets.NewColumn(8, widgets.NewKeyValue(144, rows...))
		for _, f := range o.Faults {
			block.Add(m.page.faultLine(f, theme.Octagon, theme.Late))
		}
		for _, h := range o.Hints {
			block.Add(m.page.faultLine(h, theme.Pie, theme.Warn))
		}
		parts = append(parts, widgets.NewCard(block))
	}
	m.read.Objects = []fyne.CanvasObject{widgets.NewBody(widgets.Inset{Left: 16, Top: 12, Right: 16, Bottom: 16}, 12, parts...)}
	m.read.Refresh()
}

func (m *mappingSheet) refuse(err error) {
	m.fault.Objects = []fyne.CanvasObject{widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Sentence: m.page.env.speak().Error(err)}, nil)}
	m.fault.Refresh()
}

// done keeps the mapping, when it has a name, and shows what the file would do.
func (m *mappingSheet) done() {
	if err := m.mapping.Usable(); err != nil {
		m.refuse(err)
		return
	}
	p, mapping := m.page, m.mapping
	further := func() {
		p.sheet = nil
		p.how.Mapping, p.how.Days = &mapping, ""
		p.openFile(p.asked)
	}
	if mapping.Name == "" {
		further()
		return
	}
	d := p.env.desk
	run(p.env.work, nil, func(ctx context.Context) ([]desk.Mapping, error) { return d.SaveMapping(ctx, mapping) }, func(_ []desk.Mapping, err error) {
		if err != nil {
			m.refuse(err)
			return
		}
		further()
	})
}
