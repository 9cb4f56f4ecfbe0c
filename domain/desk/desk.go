// Package desk holds the verbs of the shop: one method is one use case is one
// transaction. The window, the command line and the tests call the same verbs.
//
//	d := desk.New(desk.Parts{Store: db, Now: time.Now, Files: files, Presets: presets})
//	view, err := d.AgreeDelay(ctx, desk.DelayRequest{Order: id, Agreement: a})
//
// A verb reads what it needs, asks the rules of the chapters, writes the
// aggregates and the history entry, or refuses and changes nothing.
//
// Every verb may refuse with right.refused where the one who works has not the
// right, with person.unknown where nobody said who works, with missing.shop
// where no shop was named yet, and with the codes store.* of the store. What a
// verb names under Errors is what it adds to these.
package desk

import (
	"context"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/shop"
)

// Parts are what a desk is made of.
type Parts struct {
	Store   Store
	Now     func() time.Time
	Files   Files
	Presets Presets
	// Say writes a message's text in a language, its fields filled; nil writes it
	// plainly.
	Say     func(lang string, zone *time.Location, text string, args domain.Args) string
	Blobs   Blobs   // nil keeps no files
	Backups Backups // nil where a server keeps the shop
	Seals   Seals   // of PINs; nil where nobody has one
}

// Presets are what a new shop begins with.
type Presets struct {
	Policies   map[string]channel.Policy // by name: own, yoho, taobao, whatnot
	Checklists []parcel.Checklist
	Messages   []message.Template
	Holidays   []calendar.Holidays
	Carriers   []shop.Carrier
}

// Desk is the shop's desk. It is safe for any number of goroutines.
type Desk struct {
	Parts
	by domain.ID // who works, where the context does not say
}

// New makes a desk of its parts.
func New(p Parts) *Desk { return &Desk{Parts: p} }

// setting is what every verb stands in: the shop, its channels and calendars,
// read in the verb's own transaction.
type setting struct {
	shop     shop.Shop
	zone     *time.Location
	now      time.Time
	channels map[domain.ID]channel.Channel
	holidays map[string]calendar.Holidays
	person   shop.Person   // who works; Role "" is nobody, while the shop has people
	people   []shop.Person // who works here
}

func (d *Desk) setting(tx Tx) (setting, error) {
	s := setting{now: d.Now(), channels: map[domain.ID]channel.Channel{}, holidays: map[string]calendar.Holidays{}}
	var err error
	if s.shop, err = tx.Shop(); err != nil {
		return s, err
	}
	if s.zone, err = s.shop.Location(); err != nil {
		return s, err
	}
	if err = s.sit(tx); err != nil {
		return s, err
	}
	channels, err := tx.Channels()
	if err != nil {
		return s, err
	}
	for _, c := range channels {
		s.channels[c.ID] = c
	}
	holidays, err := tx.Holidays()
	if err != nil {
		return s, err
	}
	for _, h := range holidays {
		s.holidays[h.Region] = h
	}
	return s, nil
}

func (s setting) who() string { return s.person.Name }

func (s setting) today() calendar.Date { return calendar.DateOf(s.now, s.zone) }

func (s setting) dayEnd() time.Time { return s.today().End(s.zone) }

// terms are what an order's dates are worked out from, by the channel's policy
// of today.
func (s setting) terms(channelID domain.ID) order.Terms {
	return s.termsBy(s.channels[channelID].Policy)
}

func (s setting) termsBy(p channel.Policy) order.Terms {
	region := p.Region
	if region == "" {
		region = s.shop.Region
	}
	days := s.shop.Calendars(s.holidays[region])
	return order.Terms{Policy: p, Calendar: days.Shop, Days: days, Zone: s.zone}
}

func (s setting) bank() calendar.Calendar { return calendar.Bank(s.holidays[s.shop.Region]) }

// record writes the history entry of a verb, once it is known that the one who
// works may use it.
//
// Errors: those of allowed.
func (s setting) record(tx Tx, verb, entity string, id domain.ID, facts domain.Args) error {
	if err := s.allowed(verb); err != nil {
		return err
	}
	return tx.Record(domain.Entry{At: s.now, Who: s.who(), Verb: verb, Entity: entity, ID: id, Facts: facts})
}

// view runs a reading verb in its setting; update, a writing one. Both want to
// know who works, where the shop has people.
func (d *Desk) view(ctx context.Context, f func(Tx, setting) error) error {
	return d.Store.View(d.as(ctx), d.in(f))
}

// look is a reading verb that one function answers.
func look[Q, T any](ctx context.Context, d *Desk, q Q, of func(Tx, setting, Q) (T, error)) (T, error) {
	var out T
	err := d.view(ctx, func(tx Tx, s setting) error {
		var err error
		out, err = of(tx, s, q)
		return err
	})
	return out, err
}

// asking is a question over days; check refuses one whose ends are no days.
type asking interface{ check() error }

// overDays is a reading verb over a span of days that one function answers.
//
// Errors: date.not_a_date.
func overDays[Q asking, T any](ctx context.Context, d *Desk, q Q, of func(Tx, setting, Q) (T, error)) (T, error) {
	if err := q.check(); err != nil {
		var none T
		return none, err
	}
	return look(ctx, d, q, of)
}

func (d *Desk) update(ctx context.Context, f func(Tx, setting) error) error {
	return d.Store.Update(d.as(ctx), d.in(f))
}

func (d *Desk) in(f func(Tx, setting) error) func(Tx) error {
	return func(tx Tx) error {
		s, err := d.setting(tx)
		if err == nil {
			err = s.known()
		}
		if err != nil {
			return err
		}
		return f(tx, s)
	}
}

func fold(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }
