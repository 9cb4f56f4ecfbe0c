package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/ui/present"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// dayAt is the day of a moment by the shop's clock, as a person says it.
func dayAt(e env, at time.Time) string { return e.speak().Day(calendar.DateOf(at, e.shell.zone)) }

// linesPart is what was bought, what it came to, and what went back so far.
func (r *orderRecord) linesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	var rows []widgets.MoneyRow
	for _, l := range v.Lines {
		title := strings.TrimSpace(l.Title + " " + l.Variant)
		rows = append(rows, widgets.MoneyRow{Words: w.T("order.line", domain.Args{"n": l.Quantity, "title": title}), Code: l.SKU,
			Amount: w.Money(l.Amount()), Tone: theme.Strong})
		if state := lineState(r.env, l, v.Unshipped() > 0); state != "" {
			rows = append(rows, widgets.MoneyRow{Words: state})
		}
	}
	extra := func(key string, a money.Amount) {
		if a.Minor != 0 {
			rows = append(rows, widgets.MoneyRow{Words: w.T("order." + key), Amount: w.Money(a)})
		}
	}
	before := len(rows)
	extra("freight", v.Shipping)
	extra("discount", money.Of(-v.Discount.Minor, v.Discount.Currency))
	extra("tax", v.Tax)
	if len(rows) > before {
		rows = append(rows, widgets.MoneyRow{Words: w.T("order.total"), Amount: w.Money(v.Total), Sum: true})
	}
	if v.Paid.Minor != v.Total.Minor && v.State != order.Placed {
		extra("paid", v.Paid)
	}
	if v.Refunded.Minor != 0 {
		key := "order.refunded"
		if v.Full {
			key = "order.refunded_full"
		}
		rows = append(rows, widgets.MoneyRow{Words: w.T(key), Amount: w.Money(v.Refunded), Tone: theme.Info})
	}
	return widgets.NewMoneyRows("", rows...)
}

// lineState says what of a line has left, where the order has left in part, and
// what was paid back before it could.
func lineState(e env, l order.Line, inPart bool) string {
	var parts []string
	if l.Shipped > 0 && inPart {
		parts = append(parts, e.speak().T("order.line_shipped", domain.Args{"n": l.Shipped, "of": l.Quantity}))
	}
	if l.Dropped > 0 {
		parts = append(parts, e.speak().T("order.line_dropped", domain.Args{"n": l.Dropped}))
	}
	return e.speak().List(parts)
}

// parcelsPart lists what left, with its tracking number to copy.
func (r *orderRecord) parcelsPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	if len(v.Shipments) == 0 {
		return nil
	}
	list := widgets.NewColumn(4, widgets.NewSection(w.T("order.parcels"), w.Number(int64(len(v.Shipments))), nil))
	for _, p := range v.Parcels {
		r.parcelLines(list, p)
	}
	return list
}

// parcelLines are one parcel: its number to copy and to follow, what is known of
// it, and whether somebody must look.
func (r *orderRecord) parcelLines(list *fyne.Container, p desk.ParcelView) {
	w, s := r.env.speak(), p.Shipment
	name := strings.TrimSpace(s.Carrier + " " + s.Tracking)
	if name == "" {
		name = w.T("order.no_tracking")
	}
	first := []fyne.CanvasObject{widgets.NewIcon("truck", theme.Muted, 16), widgets.Grow(widgets.NewText(name, widgets.Plain()))}
	switch {
	case p.Stalled:
		first = append(first, badgeOf(present.Mark{Shape: present.Triangle, Tone: present.Late, Word: w.T("today.parcel.stalled")}))
	case p.Untracked:
		first = append(first, widgets.NewSmallLink(w.T("action.track"), r.askTrack))
	}
	if s.Tracking != "" {
		first = append(first, widgets.NewSmallLink(w.T("order.copy"), func() { r.copy(s.Tracking) }))
	}
	list.Add(widgets.NewRow(8, first...))
	below := func(words string) {
		if words != "" {
			list.Add(widgets.NewInset(widgets.Inset{Left: 24}, widgets.NewText(words, widgets.Small())))
		}
	}
	var facts []string
	if !s.At.IsZero() {
		facts = append(facts, w.Moment(s.At))
	}
	if s.Weight > 0 {
		facts = append(facts, w.T("order.grams", domain.Args{"n": s.Weight}))
	}
	facts = append(facts, nonEmpty(s.Packer)...)
	if len(s.Serials) > 0 {
		facts = append(facts, w.T("order.serials", domain.Args{"serials": s.Serials}))
	}
	below(w.List(facts))
	if s.Number.Code != "" {
		for _, c := range present.ClockRows(w, clock.Clocks{s.Number}, r.env.now(), r.env.shell.zone) {
			list.Add(widgets.NewInset(widgets.Inset{Left: 24}, clockLine(c)))
		}
	}
	if s.News != "" {
		below(w.T("order.news.last", domain.Args{"news": s.News, "when": s.NewsAt}))
	}
	below(p.Page)
	if len(s.Files) > 0 {
		list.Add(widgets.NewInset(widgets.Inset{Left: 24, Top: 4}, r.thumbs.strip(s.Files, "", nil)))
	}
}

// filesPart is what is kept with the order itself, and the way to more.
func (r *orderRecord) filesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	more := widgets.NewSmallLink(w.T("order.files.add"), r.openFiles)
	n := len(v.Files)
	for _, p := range v.Shipments {
		n += len(p.Files)
	}
	list := widgets.NewColumn(4, widgets.NewSection(w.T("order.files"), w.Number(int64(n)), more))
	if len(v.Files) > 0 {
		list.Add(r.thumbs.strip(v.Files, "", nil))
	}
	return list
}

// openFiles opens the photos and files of the order.
func (r *orderRecord) openFiles() {
	r.env.shell.open(route{page: "evidence", id: r.order.ID, do: "order"})
}

func (r *orderRecord) copy(words string) {
	r.env.shell.app.Clipboard().SetContent(words)
	r.env.shell.toast(r.env.speak().T("order.copied", domain.Args{"text": words}))
}

// notesPart is the timeline of Internal Notes, newest first.
func (r *orderRecord) notesPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	hint := widgets.NewText(w.T("order.notes_hint"), widgets.Small())
	head := widgets.NewSection(w.T("order.notes"), w.Number(int64(len(v.Notes))), hint)
	column := widgets.NewColumn(8, head)
	if v.Platform.BuyerNote != "" {
		column.Add(widgets.NewKeyValue(112, widgets.KeyValueRow{Label: w.T("order.buyer_note"), Value: v.Platform.BuyerNote}))
	}
	var cards []widgets.NoteCard
	for _, n := range present.Notes(w, v.Order) {
		cards = append(cards, r.noteCard(n))
	}
	if len(cards) > 0 {
		column.Add(widgets.NewTimeline(cards...))
	}
	return column
}

func (r *orderRecord) noteCard(n present.NoteLine) widgets.NoteCard {
	w := r.env.speak()
	card := widgets.NoteCard{Icon: n.Icon, Tone: theme.Tone(n.Tone), Kind: n.Kind, When: n.When, Text: n.Text}
	extra := widgets.NewColumn(2)
	if n.Struck {
		card.Text = ""
		extra.Add(widgets.NewText(n.Text, widgets.TextStyle{Colour: theme.Ink3, Struck: true}))
	}
	if n.Mark.Word != "" {
		card.Badge = badgeOf(n.Mark)
	}
	if n.More != "" {
		extra.Add(widgets.NewParagraph(n.More, widgets.Small()))
	}
	switch {
	case n.Mark.Tone == present.Warn:
		extra.Add(widgets.NewRow(0, widgets.NewSmallLink(w.T("order.note.see"), r.see), widgets.Gap()))
	case n.Correctable:
		extra.Add(widgets.NewRow(0, widgets.NewSmallLink(w.T("order.note.correct"), func() { r.askCorrection(n) }), widgets.Gap()))
	}
	if len(extra.Objects) > 0 {
		card.Extra = extra
	}
	return card
}

// personPart is where the parcel goes and how the customer reaches the shop.
func (r *orderRecord) personPart() fyne.CanvasObject {
	v, w := r.order, r.env.speak()
	var to []string
	country := v.ShipTo.Country
	if country != "" && w.Has("region."+strings.ToLower(country)) {
		country = w.T("region." + strings.ToLower(country))
	}
	for _, s := range []string{v.ShipTo.Name, v.ShipTo.Phone, v.ShipTo.Email, v.ShipTo.Address, country} {
		if strings.TrimSpace(s) != "" {
			to = append(to, s)
		}
	}
	rows := []widgets.KeyValueRow{}
	if len(to) > 0 {
		rows = append(rows, widgets.KeyValueRow{Label: w.T("order.ship_to"), Value: strings.Join(to, "\n")})
	}
	contact, tone := w.T("order.no_contact"), theme.Muted
	if c := v.Channel.Service; c.Value != "" {
		contact, tone = w.List(nonEmpty(present.ContactKind(w, c.Kind), c.Value, c.Hours)), theme.Neutral
	}
	rows = append(rows, widgets.KeyValueRow{Label: w.T("order.contact"), Value: contact, Tone: tone})
	paperRow := widgets.KeyValueRow{Label: w.T("order.papers"), Value: w.T("action.slip")}
	if why := r.slipRefused(); why != "" {
		paperRow.Value, paperRow.Tone = why, theme.Muted
	} else {
		paperRow.Right = widgets.NewLink(w.T("order.make"), "", r.slip)
	}
	return widgets.NewColumn(12, widgets.NewHairline(), widgets.NewKeyValue(112, append(rows, paperRow)...))
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
