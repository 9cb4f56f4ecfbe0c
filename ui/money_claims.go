package ui

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/claim"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/ui/present"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// claimBook is the follow-up register: what carriers, suppliers, platforms and
// the packing table were asked, and what came of it.
type claimBook struct {
	bookOf[claim.Claim]
	more    desk.ClaimView
	thumbs  *thumbs
	looking ticket
}

func newClaimBook(m *moneyPage) *claimBook {
	b := &claimBook{}
	b.thumbs = newThumbs(m.env, func() { b.show() })
	b.env, b.money, b.id, b.draw, b.acts = m.env, m, func(c claim.Claim) domain.ID { return c.ID }, b.paint, b.possible
	w := m.env.speak()
	add := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.new_claim"), Icon: "plus", Key: shortcutOf["new"].hint}, func() { m.env.shell.do("new") })
	b.furnish("claims", []widgets.Column{{Title: w.T("payout.number"), Min: 68}, {Title: w.T("field.order"), Min: 84, Leave: 2}, {Title: w.T("claim.matter"), Min: 120, Weight: 1}, {Title: w.T("claim.party"), Min: 92, Leave: 1},
		{Title: w.T("cases.state"), Min: 178, Leave: 3, KeepShape: true}, {Title: w.T("claim.due"), Min: 104}}, b.line,
		func(ctx context.Context, all bool, offset, limit int) ([]claim.Claim, int, error) {
			return m.env.desk.Claims(ctx, desk.ClaimQuery{Open: !all, Offset: offset, Limit: limit})
		}, add)
	return b
}

func (b *claimBook) line(c claim.Claim) widgets.RowData {
	w := b.env.speak()
	m, due := present.ClaimState(w, c), present.ClaimDue(w, c, calendar.DateOf(b.env.now(), b.env.shell.zone))
	party := w.T("party." + string(c.Party))
	if c.Party == claim.Carrier && c.Carrier != "" {
		party = strings.ToUpper(c.Carrier)
	}
	return widgets.RowData{Cells: []widgets.Cell{{Text: c.Number, Tone: theme.Strong}, {Text: present.Short(c.Order)}, {Text: w.T("matter." + string(c.Matter)), Tone: theme.Strong}, {Text: party},
		{Text: m.Word, Shape: m.Shape, Tone: theme.Tone(m.Tone)}, {Text: due.Word, Shape: due.Shape, Tone: theme.Tone(due.Tone), Room: true}}}
}

func (b *claimBook) paint() {
	w, c := b.env.speak(), b.shown
	if c.ID == 0 {
		b.detail.Objects = nil
		b.detail.Refresh()
		return
	}
	m := present.ClaimState(w, c)
	amount := ""
	if c.Value.Currency != "" {
		amount = w.Money(c.Value)
	}
	title := widgets.NewTitleBlock(c.Number, "", amount, []fyne.CanvasObject{widgets.NewText(w.T("matter."+string(c.Matter)), widgets.Plain()), widgets.NewText(c.Order, widgets.Second())},
		widgets.NewBadge(m.Shape, theme.Tone(m.Tone), m.Word))
	var parts []fyne.CanvasObject
	if c.Overdue(calendar.DateOf(b.env.now(), b.env.shell.zone)) {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Triangle, Lead: w.T("claim.overdue"), Sentence: w.T("claim.overdue_since", domain.Args{"day": c.DueTo, "group": c.Group})}, nil))
	}
	if c.State == claim.Loss {
		parts = append(parts, widgets.NewBanner(widgets.BannerLook{Tone: theme.Late, Shape: theme.Octagon, Lead: w.T("claim.state.loss"), Sentence: w.T("claim.loss_booked", domain.Args{"amount": c.Remains(), "reason": c.Why})}, nil))
	}
	parts = append(parts, widgets.NewColumn(6, widgets.NewSection(w.T("claim.about"), "", b.leads(c.Case, "cases", route{page: "cases", id: c.CaseID})), widgets.NewKeyValue(108, b.facts()...)), widgets.NewColumn(6, widgets.NewSection(w.T("field.words"), "", nil), widgets.NewParagraph(c.Problem, widgets.Second())))
	if len(c.Evidence) > 0 {
		parts = append(parts, widgets.NewColumn(4, widgets.NewSection(w.T("claim.evidence"), w.Number(int64(len(c.Evidence))), nil), b.thumbs.strip(c.Evidence, w.T("pack.add.choose"), b.attach)))
	}
	message := present.ClaimMessage(w, c, b.more.Carrier, b.env.shell.shop.Name)
	copied := widgets.NewButton(widgets.ButtonLook{Word: w.T("action.claim_copy"), Icon: "copy", Kind: widgets.Quiet}, b.copy)
	parts = append(parts, widgets.NewColumn(6, widgets.NewSection(w.T("claim.message"), "", copied), widgets.NewCard(widgets.NewParagraph(message, widgets.Small()))))
	b.record(title, parts...)
	b.look()
}

// look reads what stands beside the entry: the carrier of the shop's list.
func (b *claimBook) look() {
	id := b.current
	if b.more.ID == id {
		return
	}
	run(b.env.work, &b.looking, func(ctx context.Context) (desk.ClaimView, error) { return b.env.desk.Claim(ctx, id) }, func(v desk.ClaimView, err error) {
		if err != nil || id != b.current {
			return
		}
		b.more = v
		b.show()
	})
}

func (b *claimBook) facts() []widgets.KeyValueRow {
	w, c := b.env.speak(), b.shown
	var rows []widgets.KeyValueRow
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, widgets.KeyValueRow{Label: w.T(label), Value: value})
		}
	}
	add("claim.party", w.T("party."+string(c.Party)))
	carrier := c.Carrier
	if b.more.ID == c.ID && b.more.Carrier.Name != "" {
		carrier = b.more.Carrier.Name
	}
	add("field.carrier", carrier)
	add("claim.message.parcel", c.Parcel)
	add("claim.message.recipient", c.Recipient)
	add("claim.message.phone", c.Phone)
	if !c.Sent.IsZero() {
		add("claim.sent", w.T("claim.sent_to", domain.Args{"group": c.Group, "at": c.Sent}))
		add("claim.due", w.T("money.between", domain.Args{"from": c.DueFrom, "to": c.DueTo}))
	}
	for _, r := range c.Replies {
		rows = append(rows, widgets.KeyValueRow{Label: w.Moment(r.At), Value: r.Text, Note: r.Who})
	}
	for _, m := range c.Moved {
		rows = append(rows, widgets.KeyValueRow{Label: w.Moment(m.At), Value: w.T("claim.moved", domain.Args{"from_key": "party." + string(m.From), "to_key": "party." + string(m.To)}), Note: m.Reason})
	}
	if !c.Told.IsZero() {
		add("payout.told", w.Moment(c.Told))
	}
	if c.Claimed.Minor > 0 {
		add("claim.claimed", w.Money(c.Claimed))
	}
	for _, p := range c.Payments {
		add("money.paid", w.T("claim.paid_at", domain.Args{"amount": p.Amount, "at": p.At}))
	}
	if rest := c.Remains(); c.Paid.Minor > 0 && rest.Minor > 0 {
		add(map[bool]string{false: "claim.rest", true: "claim.state.loss"}[c.State == claim.Loss], w.Money(rest))
	}
	add("field.reason", c.Why)
	return rows
}

// claimNext is the one next thing of each state.
var claimNext = map[claim.State]claim.Event{claim.Open: claim.Send, claim.Sent: claim.Answer, claim.Answered: claim.Ask, claim.Claimed: claim.Pay, claim.Part: claim.Pay, claim.Refused: claim.WriteOff}

// reportNext is the same for a report to a platform, for which nobody pays.
var reportNext = map[claim.State]claim.Event{claim.Open: claim.Send, claim.Sent: claim.Answer, claim.Answered: claim.Close}

func nextOf(c claim.Claim) claim.Event {
	if c.Matter == claim.Abuse {
		return reportNext[c.State]
	}
	return claimNext[c.State]
}

// eventWord is what an event is called: a report is upheld or not.
func (b *claimBook) eventWord(e claim.Event) string {
	w := b.env.speak()
	if key := "claim.report.next." + string(e); b.shown.Matter == claim.Abuse && w.Has(key) {
		return w.T(key)
	}
	return w.T("claim.next." + string(e))
}

func (b *claimBook) possible() []action {
	w, c := b.env.speak(), b.shown
	var out []action
	if c.ID != 0 {
		if next := nextOf(c); next != "" {
			out = append(out, action{key: "claim_next", word: b.eventWord(next), run: func() { b.do(next) }, primary: true})
		}
		zip := action{key: "claim_zip", as: "evidence", icon: "file", run: b.zip}
		if len(c.Evidence) == 0 {
			zip.refused = w.T("claim.no_evidence")
		}
		out = append(append(out, zip, action{key: "claim_file", icon: "clip", run: b.attach}), b.besides()...)
		if c.CaseID != 0 {
			out = append(out, action{key: "open", word: w.T("field.case"), icon: "cases", run: func() { b.env.shell.open(route{page: "cases", id: c.CaseID}) }})
		}
		out = append(out, action{key: "claim_copy", run: b.copy})
	}
	return append(out, action{key: "new", run: b.begin})
}

// besides is all that the entry's state allows besides the next thing.
func (b *claimBook) besides() []action {
	w, c := b.env.speak(), b.shown
	var out []action
	for _, e := range claim.Life.Possible(c.State) {
		if pays := e == claim.Ask || e == claim.Pay || e == claim.WriteOff; e != nextOf(c) && !(pays && c.Matter == claim.Abuse) {
			out = append(out, action{key: "claim_" + string(e), word: b.eventWord(e), run: func() { b.do(e) }})
		}
	}
	if c.Done() {
		return out
	}
	return append(out, action{key: "claim_told", word: w.T("claim.tell"), run: func() { b.add(desk.ClaimFiles{Claim: b.current, Told: true}, "claim.done.told") }},
		action{key: "claim_shift", word: w.T("claim.shift"), run: b.shift})
}

// do asks what an event wants to know, and moves the entry.
func (b *claimBook) do(e claim.Event) {
	w, c := b.env.speak(), b.shown
	m := desk.ClaimMove{Claim: c.ID, Event: e}
	var fields []formField
	var fill func(*desk.ClaimMove) *domain.Error
	text := func(name, label, hint, was string, lines int, into func(*desk.ClaimMove) *string) {
		entry := widgets.NewEntry(widgets.EntryLook{Lines: lines})
		entry.SetText(was)
		fields = append(fields, formField{name: name, label: w.T(label), hint: hint, part: entry})
		fill = func(m *desk.ClaimMove) *domain.Error { *into(m) = entry.Text(); return nil }
	}
	switch e {
	case claim.Send:
		text("group", "claim.group", w.T("claim.group_hint"), cmp.Or(c.Group, b.more.Carrier.Name, c.Carrier), 0, func(m *desk.ClaimMove) *string { return &m.Group })
	case claim.Answer:
		text("answer", "claim.answer", "", "", 4, func(m *desk.ClaimMove) *string { return &m.Text })
	case claim.Ask, claim.Pay:
		entry := widgets.NewEntry(widgets.EntryLook{Right: true, SelectAll: true, Unit: w.Currency(b.currency())})
		sum := c.Value
		switch {
		case e == claim.Ask && c.Paid.Minor > 0:
			sum = c.Whole()
		case c.Paid.Minor > 0:
			sum = c.Remains()
		case c.Claimed.Minor > 0:
			sum = c.Claimed
		}
		if sum.Minor > 0 {
			entry.SetText(sum.Decimal())
		}
		fields = append(fields, formField{name: "amount", label: w.T("field.amount"), part: entry})
		fill = func(m *desk.ClaimMove) (e *domain.Error) {
			m.Amount, e = money.Parse("amount", entry.Text(), b.currency())
			return e
		}
	default:
		text("reason", "field.reason", "", "", 0, func(m *desk.ClaimMove) *string { return &m.Reason })
	}
	var f *form
	f = newForm(b.env, b.eventWord(e), b.eventWord(e), fields, func() {
		if e := fill(&m); e != nil {
			f.failed(e)
			return
		}
		bookDo(&b.bookOf, func(ctx context.Context) (desk.ClaimView, error) { return b.env.desk.MoveClaim(ctx, m) }, b.moved)
	}, b.leave).about(c.Number)
	b.put(f)
}

func (b *claimBook) currency() money.Currency {
	if c := b.shown.Value.Currency; c != "" {
		return c
	}
	return b.env.shell.shop.Currency
}

func (b *claimBook) moved(v desk.ClaimView) {
	b.more, b.shown = v, v.Claim
	b.env.shell.toast(b.env.speak().T("claim.done", domain.Args{"number": v.Number, "state_key": "claim.state." + string(v.State)}))
}

func (b *claimBook) add(q desk.ClaimFiles, done string) {
	bookDo(&b.bookOf, func(ctx context.Context) (desk.ClaimView, error) { return b.env.desk.AddToClaim(ctx, q) }, func(v desk.ClaimView) {
		b.more, b.shown = v, v.Claim
		b.env.shell.toast(b.env.speak().T(done, domain.Args{"number": v.Number}))
	})
}

// shift asks whose fault checking found it to be, and why.
func (b *claimBook) shift() {
	w, c := b.env.speak(), b.shown
	var parties []widgets.Option
	for _, p := range claim.Parties() {
		if p != c.Party {
			parties = append(parties, widgets.Option{Key: string(p), Word: w.T("party." + string(p))})
		}
	}
	to, why := widgets.NewSelect(parties, parties[0].Key, nil), widgets.NewEntry(widgets.EntryLook{})
	b.put(newForm(b.env, w.T("claim.shift"), w.T("claim.shift"), []formField{{name: "party", label: w.T("claim.party"), part: to}, {name: "reason", label: w.T("field.reason"), part: why}}, func() {
		q := desk.ClaimShift{Claim: c.ID, Party: claim.Party(to.Selected()), Reason: why.Text()}
		bookDo(&b.bookOf, func(ctx context.Context) (desk.ClaimView, error) { return b.env.desk.ShiftClaim(ctx, q) }, b.moved)
	}, b.leave).about(c.Number))
}

// attach asks for files: dropped, chosen, or by their paths.
func (b *claimBook) attach() {
	w, c := b.env.speak(), b.shown
	asked := newFileField(b.env)
	f := newForm(b.env, w.T("action.claim_file"), w.T("claim.keep_file"), []formField{{name: "files", label: w.T("claim.path"), hint: w.T("pack.add.hint"), part: asked.part}}, func() {
		typed := asked.entry.Text()
		bookDo(&b.bookOf, func(ctx context.Context) (desk.ClaimView, error) {
			files, err := asked.keep(ctx, b.env.desk, typed, "files")
			if err == nil && len(files) == 0 {
				err = domain.Wrong("files", "field.required", nil)
			}
			if err != nil {
				return desk.ClaimView{}, err
			}
			return b.env.desk.AddToClaim(ctx, desk.ClaimFiles{Claim: c.ID, Files: files})
		}, b.moved)
	}, b.leave).about(c.Number)
	asked.in(f)
	b.put(f)
}

// begin asks for a new entry.
func (b *claimBook) begin() {
	w := b.env.speak()
	entry := func() *widgets.Entry { return widgets.NewEntry(widgets.EntryLook{}) }
	number, carrier, parcel, problem := entry(), entry(), entry(), widgets.NewEntry(widgets.EntryLook{Lines: 4})
	var parties, matters []widgets.Option
	for _, p := range claim.Parties() {
		parties = append(parties, widgets.Option{Key: string(p), Word: w.T("party." + string(p))})
	}
	for _, m := range claim.Matters() {
		matters = append(matters, widgets.Option{Key: string(m), Word: w.T("matter." + string(m))})
	}
	party, matter := widgets.NewSelect(parties, string(claim.Carrier), nil), widgets.NewSelect(matters, "", nil)
	b.put(newForm(b.env, w.T("action.new_claim"), w.T("claim.send.open"), []formField{
		{name: "order", label: w.T("field.order"), hint: w.T("claim.order_hint"), part: number}, {name: "party", label: w.T("claim.party"), part: party}, {name: "matter", label: w.T("claim.matter"), part: matter},
		{name: "carrier", label: w.T("field.carrier"), part: carrier}, {name: "parcel", label: w.T("claim.message.parcel"), part: parcel}, {name: "problem", label: w.T("claim.message.problem"), part: problem}}, func() {
		q := desk.ClaimRequest{Party: claim.Party(party.Selected()), Matter: claim.Matter(matter.Selected()), Carrier: carrier.Text(), Parcel: parcel.Text(), Problem: problem.Text()}
		of := strings.TrimSpace(number.Text())
		bookDo(&b.bookOf, func(ctx context.Context) (desk.ClaimView, error) {
			if of != "" {
				o, err := b.env.desk.OrderNumbered(ctx, of)
				if err != nil {
					return desk.ClaimView{}, err
				}
				q.Order = o.ID
			}
			return b.env.desk.OpenClaim(ctx, q)
		}, func(v desk.ClaimView) {
			b.current, b.wanted = v.ID, true
			b.moved(v)
		})
	}, b.leave))
}

func (b *claimBook) copy() {
	w := b.env.speak()
	b.env.shell.app.Clipboard().SetContent(present.ClaimMessage(w, b.shown, b.more.Carrier, b.env.shell.shop.Name))
	b.env.shell.toast(w.T("claim.copied"))
}

// zip keeps the message and the evidence as one archive.
func (b *claimBook) zip() {
	w, c, carrier, name := b.env.speak(), b.shown, b.more.Carrier, b.env.shell.shop.Name
	b.papers.keep(w.T("claim.zip", domain.Args{"number": c.Number}), c.Number+".zip", func(ctx context.Context) ([]byte, error) {
		return claimZip(ctx, b.env.desk, w, c, present.ClaimMessage(w, c, carrier, name))
	})
}

// claimZip packs the message and every file of an entry, each under its own
// name; two of one name are told apart by a number.
func claimZip(ctx context.Context, d *desk.Desk, w *text.Words, c claim.Claim, message string) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, data []byte) error {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	}
	if err := put(c.Number+".txt", []byte(message)); err != nil {
		return nil, err
	}
	var names []string
	for i, f := range c.Evidence {
		data, err := d.FileBytes(ctx, f.Hash)
		if err != nil {
			return nil, err
		}
		name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
		if slices.Contains(names, name) || name == "." || name == "/" {
			name = fmt.Sprintf("%d-%s", i+1, strings.Trim(name, "./"))
		}
		names = append(names, name)
		if err := put(name, data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
