package ui

import (
	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// readAs reads the same file another way: what it would do is shown anew.
func (p *importPage) readAs(change func(*desk.How)) {
	how := p.how
	change(&how)
	p.how = how
	p.openFile(p.asked)
}

// reading says how the file is read and lets a person change it: the encoding,
// the sheet, the order of dates, the channel.
func (p *importPage) readingRow() fyne.CanvasObject {
	w, a := p.env.speak(), p.file.about
	var parts []fyne.CanvasObject
	if p.stage == imported {
		parts = append(parts, widgets.NewText(w.T("import.into"), widgets.TextStyle{Colour: theme.Ink2, Whole: true}), widgets.NewText(p.channelName(p.into), widgets.TextStyle{Whole: true}))
		return widgets.NewRow(8, append(parts, widgets.Gap())...)
	}
	if len(a.Encodings) > 0 {
		parts = append(parts, widgets.NewSelect(optionsOf(w, "encoding.", a.Encodings), a.Encoding, func(key string) {
			p.readAs(func(h *desk.How) { h.Encoding = key })
		}))
	}
	if len(a.Sheets) > 1 {
		var sheets []widgets.Option
		for _, s := range a.Sheets {
			sheets = append(sheets, widgets.Option{Key: s, Word: s})
		}
		parts = append(parts, widgets.NewSelect(sheets, a.Sheet, func(key string) { p.readAs(func(h *desk.How) { h.Sheet = key }) }))
	}
	if a.Days != "" && !a.AskDays {
		parts = append(parts, widgets.NewSelect(optionsOf(w, "import.days.", []string{"dmy", "mdy"}), a.Days, func(key string) {
			p.readAs(func(h *desk.How) { h.Days = key })
		}))
	}
	parts = append(parts, widgets.NewText(w.T("import.into"), widgets.TextStyle{Colour: theme.Ink2, Whole: true}), widgets.NewSelect(p.channelOptions(), key(p.into), p.choosesChannel))
	return widgets.NewRow(8, append(parts, widgets.Gap())...)
}

// optionsOf are keys with their words under a prefix.
func optionsOf(w interface {
	T(string, ...domain.Args) string
}, prefix string, keys []string) []widgets.Option {
	var out []widgets.Option
	for _, k := range keys {
		out = append(out, widgets.Option{Key: k, Word: w.T(prefix + k)})
	}
	return out
}

// askDays asks once for the file how its dates are to be read, where nothing in
// it says so.
func (p *importPage) askDays() fyne.CanvasObject {
	w := p.env.speak()
	button := func(days string) fyne.CanvasObject {
		return widgets.NewButton(widgets.ButtonLook{Word: w.T("import.days." + days)}, func() { p.readAs(func(h *desk.How) { h.Days = days }) })
	}
	return widgets.NewColumn(8, widgets.NewBanner(widgets.BannerLook{Tone: theme.Warn, Sentence: w.T("import.ask_days")}, nil),
		widgets.NewRow(8, button("dmy"), button("mdy"), widgets.Gap()))
}
