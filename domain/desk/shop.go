package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/parcel"
	"aftercare/domain/shop"
)

// Setup is all that Settings shows.
type Setup struct {
	Shop       shop.Shop           `json:"shop"`
	Channels   []channel.Channel   `json:"channels"`
	Holidays   []calendar.Holidays `json:"holidays"`
	Checklists []parcel.Checklist  `json:"checklists"`
	Carriers   []shop.Carrier      `json:"carriers"`
	Templates  []message.Template  `json:"templates,omitempty"`
	Gaps       []calendar.Gap      `json:"gaps"` // years without a calendar
	People     []PersonRow         `json:"people,omitempty"`
	Zone       *time.Location      `json:"-"`
}

// Setup reads the shop, its channels, calendars and checklists, for anybody: a
// window that is locked needs its words, too. A store in which no shop was named
// yet answers missing.shop.
func (d *Desk) Setup(ctx context.Context) (Setup, error) {
	var out Setup
	err := d.Store.View(ctx, func(tx Tx) error {
		s, err := d.setting(tx)
		if err != nil {
			return err
		}
		out.Shop, out.Zone = s.shop, s.zone
		if out.Channels, err = tx.Channels(); err != nil {
			return err
		}
		if out.Holidays, err = tx.Holidays(); err != nil {
			return err
		}
		if out.Checklists, err = tx.Checklists(); err != nil {
			return err
		}
		if out.Carriers, err = d.carriers(tx); err != nil {
			return err
		}
		if out.Templates, err = d.templates(tx); err != nil {
			return err
		}
		out.Gaps = gaps(out.Holidays, s.today())
		out.People = rowsOf(s.people)
		return nil
	})
	return out, err
}

// gaps are the years without a calendar into which today's promises reach.
func gaps(holidays []calendar.Holidays, today calendar.Date) []calendar.Gap {
	var out []calendar.Gap
	for _, h := range holidays {
		if y := today.AddDays(45).Year(); !slices.Contains(h.Years(), y) {
			out = append(out, calendar.Gap{Region: h.Region, Year: y})
		}
	}
	return out
}

// FirstStart is what the first start asks for.
type FirstStart struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Sample   bool   `json:"sample"`
	// Channels are the names of the first channels in the shop's language, by
	// preset; those left out are called by their own names.
	Channels map[string]string `json:"channels,omitempty"`
}

// Begin names the shop and gives it its presets: channels, calendars,
// checklists.
//
// Errors: shop.begun when there is one already, and those of shop.Shop.Check.
func (d *Desk) Begin(ctx context.Context, f FirstStart) (shop.Shop, error) {
	name, e := domain.Line("name", f.Name, true)
	if e != nil {
		return shop.Shop{}, e
	}
	sh := shop.New(name, f.Language)
	sh.Sample = f.Sample
	if err := sh.Check(); err != nil {
		return shop.Shop{}, err
	}
	err := d.Store.Update(ctx, func(tx Tx) error {
		if _, err := tx.Shop(); !errors.Is(err, domain.Code("missing.shop")) {
			if err == nil {
				return domain.Refuse("", "shop.begun", nil)
			}
			return err
		}
		if err := tx.PutShop(&sh); err != nil {
			return err
		}
		for _, h := range d.Presets.Holidays {
			if err := tx.PutHolidays(h); err != nil {
				return err
			}
		}
		for _, c := range d.Presets.Checklists {
			if err := tx.PutChecklist(c); err != nil {
				return err
			}
		}
		for _, name := range []string{"own", "yoho", "taobao", "whatnot"} {
			c := channel.Channel{Name: cmp.Or(f.Channels[name], presetNames[name]), Preset: name, Policy: d.Presets.Policies[name]}
			if err := tx.PutChannel(&c); err != nil {
				return err
			}
		}
		s, err := d.setting(tx)
		if err != nil {
			return err
		}
		return s.record(tx, "shop.begin", "shop", 1, nil)
	})
	return sh, err
}

// presetNames are proper names; an owner renames them.
var presetNames = map[string]string{"own": "Own shop", "yoho": "Yoho", "taobao": "Taobao", "whatnot": "Whatnot"}

// SaveShop keeps the shop's settings.
//
// Errors: those of shop.Shop.Check, shop.choice for a region without a
// calendar, and store.conflict.
func (d *Desk) SaveShop(ctx context.Context, sh shop.Shop) (shop.Shop, error) {
	if err := sh.Check(); err != nil {
		return sh, err
	}
	sh, _ = sh.Folded() // checked just now
	err := d.update(ctx, func(tx Tx, s setting) error {
		if !s.counts(sh.Region) {
			return domain.Wrong("region", "shop.choice", domain.Args{"value": sh.Region})
		}
		if err := tx.PutShop(&sh); err != nil {
			return err
		}
		return s.record(tx, "shop.save", "shop", 1, domain.Args{"language": sh.Language, "zone": sh.Zone, "currency": string(sh.Currency)})
	})
	return sh, err
}

// counts says whether a region has a calendar to count its working days by.
func (s setting) counts(region string) bool {
	_, known := s.holidays[region]
	return known
}

// fits refuses a channel that the others leave no room for: a name that one of
// them has, whatever the case of its letters, or a region without a calendar.
// A channel without a region takes the shop's.
func (s setting) fits(c channel.Channel) error {
	for id, other := range s.channels {
		if id != c.ID && strings.EqualFold(other.Name, c.Name) {
			return domain.Wrong("name", "channel.name", domain.Args{"name": other.Name})
		}
	}
	if c.Policy.Region != "" && !s.counts(c.Policy.Region) {
		return domain.Wrong("region", "policy.choice", domain.Args{"value": c.Policy.Region})
	}
	return nil
}

// SaveChannel keeps a channel. A changed policy becomes its next version: open
// cases keep the one they were opened under, and the dates of orders that wait
// are worked out anew.
//
// Errors: those of channel.Channel.Check, channel.name when another channel has
// the name, policy.choice for a region without a calendar, and store.conflict.
func (d *Desk) SaveChannel(ctx context.Context, c channel.Channel) (channel.Channel, error) {
	if err := c.Check(); err != nil {
		return c, err
	}
	c, _ = c.Folded() // checked just now
	err := d.update(ctx, func(tx Tx, s setting) error {
		if err := s.fits(c); err != nil {
			return err
		}
		c.Policy.Version = 1
		if c.ID != 0 {
			old, err := tx.Channel(c.ID)
			if err != nil {
				return err
			}
			c.Policy.Version = old.Policy.Version
			if !old.Policy.Same(c.Policy) {
				c.Policy.Version++
			}
		}
		if err := tx.PutChannel(&c); err != nil {
			return err
		}
		s.channels[c.ID] = c
		if err := redate(tx, s, c.ID); err != nil {
			return err
		}
		return s.record(tx, "channel.save", "channel", c.ID, domain.Args{"policy": c.Policy.Version, "day_to_ship": c.Policy.DayToShip.String()})
	})
	return c, err
}

// ChannelCopy asks for a new channel with another one's figures.
type ChannelCopy struct {
	Channel domain.ID `json:"channel"`
	Name    string    `json:"name"`
}

// CopyChannel makes a channel with all the figures of another, to be edited.
//
// Errors: missing.channel, and those of SaveChannel.
func (d *Desk) CopyChannel(ctx context.Context, r ChannelCopy) (channel.Channel, error) {
	var c channel.Channel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		c, err = tx.Channel(r.Channel)
		return err
	})
	if err != nil {
		return c, err
	}
	return d.SaveChannel(ctx, c.Copied(r.Name))
}

// PolicyNamed asks for a channel's policy; version 0 is the newest.
type PolicyNamed struct {
	Channel domain.ID `json:"channel"`
	Version int       `json:"version"`
}

// Policy shows a channel's policy as it stood in a version: what a case of that
// time is judged by.
//
// Errors: missing.channel, missing.policy.
func (d *Desk) Policy(ctx context.Context, r PolicyNamed) (channel.Policy, error) {
	var p channel.Policy
	err := d.view(ctx, func(tx Tx, _ setting) error {
		c, err := tx.Channel(r.Channel)
		if err != nil {
			return err
		}
		if p = c.Policy; r.Version != 0 {
			p, err = tx.Policy(r.Channel, r.Version)
		}
		return err
	})
	return p, err
}

// redate works out the dates of all orders of a channel that wait, 500 at a
// time.
func redate(tx Tx, s setting, channelID domain.ID) error {
	ids, err := tx.OpenOrders(channelID)
	if err != nil {
		return err
	}
	t := s.terms(channelID)
	for _, id := range ids {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		dated := o.WithShipBy(t)
		if dated.Force == o.Force && dated.First == o.First {
			continue
		}
		if err := tx.PutOrder(&dated); err != nil {
			return err
		}
	}
	return nil
}

// TakeCalendar takes over a region's newer calendar and works out the dates of
// the orders that wait.
func (d *Desk) TakeCalendar(ctx context.Context, newer calendar.Holidays) error {
	return d.update(ctx, func(tx Tx, s setting) error {
		merged := s.holidays[newer.Region].Merge(newer)
		if err := tx.PutHolidays(merged); err != nil {
			return err
		}
		s.holidays[newer.Region] = merged
		for id := range s.channels {
			if err := redate(tx, s, id); err != nil {
				return err
			}
		}
		return s.record(tx, "calendar.take", "calendar", 1, domain.Args{"region": newer.Region})
	})
}

// ChannelNamed finds a channel by its name or its preset, whatever the case of
// their letters.
//
// Errors: missing.channel.
func (d *Desk) ChannelNamed(ctx context.Context, name string) (channel.Channel, error) {
	var out channel.Channel
	err := d.view(ctx, func(tx Tx, _ setting) error {
		all, err := tx.Channels()
		if err != nil {
			return err
		}
		for _, called := range []func(channel.Channel) string{
			func(c channel.Channel) string { return c.Name }, func(c channel.Channel) string { return c.Preset }} {
			if i := slices.IndexFunc(all, func(c channel.Channel) bool { return strings.EqualFold(called(c), name) }); i >= 0 {
				out = all[i]
				return nil
			}
		}
		return domain.Missing("channel", name)
	})
	return out, err
}
