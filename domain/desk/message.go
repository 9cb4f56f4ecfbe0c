package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/claim"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

// ComposeRequest asks for a message: the template and what it is about.
type ComposeRequest struct {
	Template string    `json:"template"`
	Entity   string    `json:"entity"` // order, case, refund, repair, goodwill, claim
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
	paid   *refund.Goodwill
	claim  *claim.Claim
}

// ComposeMessage fills a template for an order, case, refund, repair, goodwill
// payment or entry of the follow-up register (R13).
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
	var orderID, caseID domain.ID
	var err error
	switch entity {
	case "order":
		orderID = id
	case "case":
		caseID = id
	case "refund":
		a.refund, err = pointed(tx.Refund(id))
		orderID, caseID = a.refund.OrderID, a.refund.CaseID
	case "goodwill":
		a.paid, err = pointed(tx.Goodwill(id))
		orderID, caseID = a.paid.OrderID, a.paid.CaseID
	case "claim":
		a.claim, err = pointed(tx.Claim(id))
		orderID, caseID = a.claim.OrderID, a.claim.CaseID
	case "repair":
		a.job, err = pointed(tx.Job(id))
		a.who, orderID = a.job.Customer, a.job.OrderID
	default:
		return a, domain.Wrong("entity", "message.about", domain.Args{"value": entity})
	}
	if err == nil && caseID != 0 {
		a.file, err = pointed(tx.Case(caseID))
		orderID = cmp.Or(orderID, a.file.OrderID)
	}
	if err != nil || orderID == 0 {
		return a, err
	}
	a.order, err = pointed(tx.Order(orderID))
	if a.who.Name == "" {
		a.who = a.order.ShipTo
	}
	return a, err
}

// pointed is what was read, to be pointed at.
func pointed[T any](v T, err error) (*T, error) { return &v, err }

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
