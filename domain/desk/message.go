package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
)

// templatesKey is where an owner's templates are kept, beside the built-in ones.
const templatesKey = "templates"

// templates are the built-in ones, each in the owner's words where they gave
// some, then the owner's own.
func (d *Desk) templates(tx Tx) ([]message.Template, error) {
	var own []message.Template
	if _, err := tx.Setting(templatesKey, &own); err != nil {
		return nil, err
	}
	all := slices.Clone(d.Presets.Messages)
	for _, t := range own {
		if i := slices.IndexFunc(all, func(b message.Template) bool { return b.Code == t.Code }); i >= 0 {
			all[i] = t
			continue
		}
		all = append(all, t)
	}
	return all, nil
}

// Templates lists the templates of messages (R13).
func (d *Desk) Templates(ctx context.Context) ([]message.Template, error) {
	var all []message.Template
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		all, err = d.templates(tx)
		return err
	})
	return all, err
}

// SaveTemplate keeps an owner's template, or their words for a built-in one. One
// without any text gives a built-in one its own words back, and drops an own one.
//
// Errors: those of message.Template.Check, message.about when a built-in one
// would be about something else.
func (d *Desk) SaveTemplate(ctx context.Context, t message.Template) ([]message.Template, error) {
	drop := len(t.Texts) == 0
	t.Own = true
	for lang, text := range t.Texts {
		if strings.TrimSpace(text.Subject+text.Body) == "" {
			delete(t.Texts, lang)
		}
	}
	for _, b := range d.Presets.Messages {
		if b.Code == t.Code {
			t.About = b.About // its fields are worked out for that
		}
	}
	if !drop {
		if err := t.Check(); err != nil {
			return nil, err
		}
	}
	var all []message.Template
	err := d.update(ctx, func(tx Tx, s setting) error {
		var own []message.Template
		if _, err := tx.Setting(templatesKey, &own); err != nil {
			return err
		}
		own = slices.DeleteFunc(own, func(o message.Template) bool { return o.Code == t.Code })
		if !drop {
			own = append(own, t)
		}
		if err := tx.PutSetting(templatesKey, own); err != nil {
			return err
		}
		var err error
		if all, err = d.templates(tx); err != nil {
			return err
		}
		return s.record(tx, "template.save", "template", 1, domain.Args{"template": t.Code})
	})
	return all, err
}

// ComposeRequest asks for a message: the template and what it is about.
type ComposeRequest struct {
	Template string    `json:"template"`
	Entity   string    `json:"entity"` // order, case, refund, repair
	ID       domain.ID `json:"id"`
	Language string    `json:"language"` // "": the customer's, as far as it is known
}

// Composed is a message ready to be read over, with whom it goes to and what time
// it is there.
type Composed struct {
	message.Draft
	Entity  string    `json:"entity"`
	ID      domain.ID `json:"id"`
	OrderID domain.ID `json:"order_id,omitempty"`
	CaseID  domain.ID `json:"case_id,omitempty"`
	To      string    `json:"to"`
	Email   string    `json:"email,omitempty"`
	Phone   string    `json:"phone,omitempty"`
	From    string    `json:"from,omitempty"` // the shop's e-mail
	// Local is what time it is where the customer is, as far as that is known;
	// Night warns that it is from 21:00 to 8:00 there (R8).
	Local string    `json:"local,omitempty"` // 2006-01-02 15:04
	Night bool      `json:"night,omitempty"`
	Last  time.Time `json:"last,omitzero"` // this template was sent about this already
}

// about is all that a message's fields are worked out of.
type about struct {
	entity string
	id     domain.ID
	who    order.Person
	order  *order.Order
	file   *casefile.Case
	refund *refund.Refund
	job    *repair.Job
}

// ComposeMessage fills a template for an order, case, refund or repair (R13).
// Fields that have no value stand in their braces and are named.
//
// Errors: missing.template, message.about when the template is about something
// else, and missing.<entity>.
func (d *Desk) ComposeMessage(ctx context.Context, r ComposeRequest) (Composed, error) {
	var out Composed
	err := d.view(ctx, func(tx Tx, s setting) error {
		all, err := d.templates(tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(t message.Template) bool { return t.Code == r.Template })
		if i < 0 {
			return domain.Missing("template", r.Template)
		}
		a, err := aboutOf(tx, r.Entity, r.ID)
		if err != nil {
			return err
		}
		values, err := d.values(tx, s, a)
		if err != nil {
			return err
		}
		lang := cmp.Or(r.Language, s.language(a))
		out = Composed{Draft: message.Compose(all[i], lang, values, d.say(s)), Entity: r.Entity, ID: r.ID, To: a.who.Name, Email: a.who.Email, Phone: a.who.Phone, From: s.shop.Email}
		if r.Template == "notice" && a.order != nil {
			m := s.channels[a.order.ChannelID].Manager
			out.To, out.Email, out.Phone = m.Name, m.Email, m.Phone
		}
		if a.order != nil {
			out.OrderID = a.order.ID
		}
		if a.file != nil {
			out.CaseID = a.file.ID
		}
		zone := message.ZoneOf(a.who.Country)
		if zone == nil {
			zone = s.zone
		}
		out.Local, out.Night = s.now.In(zone).Format("2006-01-02 15:04"), message.Night(s.now, zone)
		sent, err := tx.Messages(r.Entity, r.ID)
		for _, m := range sent {
			if m.Template == r.Template && !m.In {
				out.Last = m.At
			}
		}
		return err
	})
	return out, err
}

func aboutOf(tx Tx, entity string, id domain.ID) (about, error) {
	a := about{entity: entity, id: id}
	orderID := domain.ID(0)
	switch entity {
	case "order":
		orderID = id
	case "case":
		c, err := tx.Case(id)
		if err != nil {
			return a, err
		}
		a.file, orderID = &c, c.OrderID
	case "refund":
		r, err := tx.Refund(id)
		if err != nil {
			return a, err
		}
		a.refund, orderID = &r, r.OrderID
		if r.CaseID != 0 {
			c, err := tx.Case(r.CaseID)
			if err != nil {
				return a, err
			}
			a.file = &c
		}
	case "repair":
		j, err := tx.Job(id)
		if err != nil {
			return a, err
		}
		a.job, a.who, orderID = &j, j.Customer, j.OrderID
	default:
		return a, domain.Wrong("entity", "message.about", domain.Args{"value": entity})
	}
	if orderID == 0 {
		return a, nil
	}
	o, err := tx.Order(orderID)
	if err != nil {
		return a, err
	}
	a.order = &o
	if a.who.Name == "" {
		a.who = o.ShipTo
	}
	return a, nil
}

// language is the one in which a customer reads, as far as their name and their
// channel tell.
func (s setting) language(a about) string {
	chinese := strings.ContainsFunc(a.who.Name+a.who.Address, func(r rune) bool { return r >= 0x3400 && r <= 0x9fff })
	switch {
	case !chinese:
		return "en"
	case a.order != nil && s.channels[a.order.ChannelID].Policy.Region == "cn":
		return "zh-Hans"
	case s.shop.Language != "en":
		return s.shop.Language
	}
	return "zh-Hant"
}

// say writes a text with its fields; without a catalogue, plainly.
func (d *Desk) say(s setting) message.Say {
	if d.Say != nil {
		return func(lang, text string, args domain.Args) string { return d.Say(lang, s.zone, text, args) }
	}
	return func(_, text string, args domain.Args) string {
		for k, v := range args {
			text = strings.ReplaceAll(text, "{"+k+"}", fmt.Sprint(v))
		}
		return text
	}
}

// values works out every field that has a value.
func (d *Desk) values(tx Tx, s setting, a about) (domain.Args, error) {
	v := domain.Args{"customer": a.who.Name, "shop": s.shop.Name, "person": s.who(), "today": s.today()}
	c := channel.Contact{Kind: "phone", Value: s.shop.Phone, Hours: s.shop.Hours}
	if a.order != nil {
		ch := s.channels[a.order.ChannelID]
		v["channel"] = ch.Name
		if ch.Service.Value != "" {
			c = ch.Service
		}
		v["manager"] = cmp.Or(ch.Manager.Name, ch.Name)
		if err := d.orderValues(tx, s, *a.order, v); err != nil {
			return v, err
		}
	}
	if !c.Personal { // a person's own number goes into no message (R3)
		v["contact"] = strings.TrimSpace(c.Value + " " + c.Hours)
	}
	v["return address"] = cmp.Or(s.shop.Returns, s.shop.ReturnsLatin)
	if a.file != nil {
		if err := s.caseValues(tx, a, v); err != nil {
			return v, err
		}
	}
	if a.refund != nil {
		refundValues(*a.refund, v)
	}
	if a.job != nil {
		s.jobValues(*a.job, v)
	}
	for k, x := range v {
		if x == "" || x == calendar.Date("") {
			delete(v, k)
		}
	}
	return v, nil
}

// jobValues are the fields of a repair; those of its order that the repair has
// its own of are the repair's.
func (s setting) jobValues(j repair.Job, v domain.Args) {
	v["repair"], v["items"], v["quote until"], v["expected"] = j.Number, j.Item, j.Expires, j.Due
	v["carrier"], v["tracking"] = j.Carrier, j.Tracking
	v["problem"], v["found"], v["warranty"] = j.Problem, cmp.Or(j.Done, j.Finding.Fault), message.Word("message.warranty."+string(j.Verdict.Answer))
	v["where"] = cmp.Or(j.Where, s.shop.Returns, s.shop.ReturnsLatin)
	v["enclose"] = message.Word("message.enclose_nothing")
	if j.Enclose != "" {
		v["enclose"] = j.Enclose
	}
	_, _, v["amount"] = j.Total()
}

func (d *Desk) orderValues(tx Tx, s setting, o order.Order, v domain.Args) error {
	v["order"] = o.Number
	var items []string
	for _, l := range o.Lines {
		items = append(items, strings.TrimSpace(fmt.Sprintf("%d × %s %s", l.Quantity, l.Title, l.Variant)))
	}
	v["items"] = items
	v["first date"] = o.First.Due.Day
	v["ship by"] = o.Force.Due.Day
	if offer, ok := o.Proposal(); ok {
		v["ship by"], v["delay reason"] = offer.Proposal.Date, offer.Proposal.Reason
	}
	if ag, ok := o.Agreement(); ok {
		v["delay reason"] = ag.Reason
	}
	if len(o.Shipments) == 0 {
		return nil
	}
	p := o.Shipments[len(o.Shipments)-1]
	v["carrier"], v["tracking"], v["last update"] = p.Carrier, p.Tracking, p.News
	list, err := d.carriers(tx)
	if c, ok := shop.CarrierNamed(list, p.Carrier); ok {
		v["tracking page"], v["carrier"] = c.Follow(p.Tracking), c.Name
	}
	t := s.terms(o.ChannelID)
	if due := t.Policy.Transit.After(p.At, "", t.Of(t.Policy.Transit), s.zone); t.Policy.Transit.Amount > 0 {
		v["expected"] = due.Day
	}
	return err
}

func (s setting) caseValues(tx Tx, a about, v domain.Args) error {
	c := *a.file
	v["case"], v["return"] = c.Number, c.Return
	v["reason"] = message.Word("reason." + c.Reason)
	v["remedy"] = message.Word("remedy." + string(c.Remedy))
	if a.order != nil {
		t := s.terms(a.order.ChannelID)
		v["send by"] = t.Policy.SendBack.After(s.now, "", t.Of(t.Policy.SendBack), s.zone).Day
	}
	if a.refund != nil {
		return nil
	}
	all, err := tx.RefundsOfOrder(c.OrderID)
	for _, r := range all {
		if r.CaseID == c.ID && r.Counts() {
			if r.To == "" && r.Method != "" && a.order != nil {
				p := s.channels[a.order.ChannelID].Policy
				r.From, r.To = refund.Expect(r.Method, s.today(), s.bank(), p.Refunds)
			}
			refundValues(r, v)
		}
	}
	return err
}

func refundValues(r refund.Refund, v domain.Args) {
	v["amount"] = r.Amount
	if r.Method != "" {
		v["method"] = message.Word("method." + string(r.Method))
	}
	v["payee"] = r.Payee
	if r.To != "" {
		v["money by"] = message.Until{From: r.From, To: r.To}
	}
	if r.Consent != nil {
		v["consent"] = message.Agreed{By: r.Consent.By, How: message.Word("way." + r.Consent.How), When: r.Consent.When}
	}
}

// SendRequest asks to record a message that was sent, or came in.
type SendRequest struct {
	Entity   string    `json:"entity"`
	ID       domain.ID `json:"id"`
	In       bool      `json:"in"` // it came from the customer
	Way      string    `json:"way"`
	To       string    `json:"to"`
	Template string    `json:"template"`
	Language string    `json:"language"`
	Subject  string    `json:"subject"`
	Body     string    `json:"body"`
	At       time.Time `json:"at"` // now when nothing is said
}

// SendMessage records what was sent to a customer or a platform, or what came
// from them: it stands in the timeline of what it is about (R13).
//
// Errors: those of message.Message.Checked, message.in_future, missing.<entity>.
func (d *Desk) SendMessage(ctx context.Context, r SendRequest) (message.Message, error) {
	m := message.Message{Entity: r.Entity, EntityID: r.ID, At: r.At, In: r.In, Way: r.Way, To: r.To, Template: r.Template, Lang: r.Language, Subject: r.Subject, Body: r.Body}
	m, err := m.Checked()
	if err != nil {
		return m, err
	}
	err = d.update(ctx, func(tx Tx, s setting) error {
		if m.At.IsZero() {
			m.At = s.now
		}
		if m.At.After(s.now) {
			return domain.Wrong("at", "message.in_future", nil)
		}
		a, err := aboutOf(tx, r.Entity, r.ID)
		if err != nil {
			return err
		}
		if a.order != nil {
			m.OrderID = a.order.ID
		}
		if a.file != nil {
			m.CaseID = a.file.ID
		}
		m.Who, m.To = s.who(), cmp.Or(m.To, a.who.Name)
		if err := tx.AddMessage(&m); err != nil {
			return err
		}
		verb := "message.sent"
		if a.job != nil { // the bench tells its own customers
			verb = "message.repair"
			if err := told(tx, s, *a.job, m); err != nil {
				return err
			}
		}
		return s.record(tx, verb, r.Entity, r.ID, domain.Args{"template": m.Template, "way": m.Way, "message": int64(m.ID)})
	})
	return m, err
}

// told keeps with a repair that its customer was told, and by which way.
func told(tx Tx, s setting, j repair.Job, m message.Message) error {
	what := repair.Telling(m.Template)
	if m.In || what == "" {
		return nil
	}
	how := map[string]string{"email": "email", "phone": "phone", "in_person": "counter", "letter": "letter"}[m.Way]
	j, err := j.Tell(what, cmp.Or(how, "chat"), s.who(), m.At)
	if err != nil {
		return err
	}
	return tx.PutJob(&j)
}

// MessageQuery asks for the messages of an order, case, refund or repair.
type MessageQuery struct {
	Entity string    `json:"entity"`
	ID     domain.ID `json:"id"`
}

// Messages lists what was sent and what came in, oldest first; an order's are
// those of its cases and repairs too.
func (d *Desk) Messages(ctx context.Context, q MessageQuery) ([]message.Message, error) {
	var out []message.Message
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		out, err = tx.Messages(q.Entity, q.ID)
		return err
	})
	return out, err
}

// templateNow is a template as it is: a save changes the texts that it names.
func (d *Desk) templateNow(ctx context.Context, t message.Template) (message.Template, error) {
	all, err := d.Templates(ctx)
	for _, known := range all {
		if known.Code == t.Code {
			return known, err
		}
	}
	return t, err
}
