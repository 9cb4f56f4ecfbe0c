package desk

import (
	"context"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/shop"
)

// carriersKey is where the list of carriers is kept once somebody changed it;
// until then it is the presets'.
const carriersKey = "carriers"

func (d *Desk) carriers(tx Tx) ([]shop.Carrier, error) {
	var list []shop.Carrier
	found, err := tx.Setting(carriersKey, &list)
	if err == nil && !found {
		list = slices.Clone(d.Presets.Carriers)
	}
	return list, err
}

// Carriers lists the shop's carriers, those no longer used too (R1).
func (d *Desk) Carriers(ctx context.Context) ([]shop.Carrier, error) {
	var list []shop.Carrier
	err := d.view(ctx, func(tx Tx, _ setting) error {
		var err error
		list, err = d.carriers(tx)
		return err
	})
	return list, err
}

// SaveCarrier keeps one carrier: the one of its code is replaced, a new code is
// added to the list; one without a code is given one of its name.
//
// Errors: those of shop.Carrier.Check, carrier.name when another one has the
// name, shop.choice for a region without a calendar.
func (d *Desk) SaveCarrier(ctx context.Context, c shop.Carrier) (shop.Carrier, error) {
	err := d.update(ctx, func(tx Tx, s setting) error {
		list, err := d.carriers(tx)
		if err != nil {
			return err
		}
		if c.Code == "" {
			c.Code = shop.CarrierCode(c.Name, list)
		}
		if err := c.Check(); err != nil {
			return err
		}
		c, _ = c.Folded() // checked just now
		if c.Region != "" && !s.counts(c.Region) {
			return domain.Wrong("region", "shop.choice", domain.Args{"value": c.Region})
		}
		at := -1
		for i, other := range list {
			if other.Code == c.Code {
				at = i
			} else if strings.EqualFold(other.Name, c.Name) {
				return domain.Wrong("name", "carrier.name", domain.Args{"name": other.Name})
			}
		}
		if at < 0 {
			list = append(list, c)
		} else {
			list[at] = c
		}
		if err := tx.PutSetting(carriersKey, list); err != nil {
			return err
		}
		return s.record(tx, "carrier.save", "carrier", 1, domain.Args{"carrier": c.Code, "answer_from": c.AnswerFrom, "answer_to": c.AnswerTo, "pays": string(c.Pays)})
	})
	return c, err
}

// carrierNamed finds one of the shop's carriers by its code or its name. One
// that nobody listed is known by its name alone, and pays nothing.
func (d *Desk) carrierNamed(tx Tx, name string) (shop.Carrier, bool, error) {
	list, err := d.carriers(tx)
	if err != nil {
		return shop.Carrier{}, false, err
	}
	c, ok := shop.CarrierNamed(list, name)
	return c, ok, err
}

// carrierDays is the calendar by which a carrier counts.
func (s setting) carrierDays(c shop.Carrier) calendar.Calendar {
	region := c.Region
	if region == "" {
		region = s.shop.Region
	}
	return c.Calendar(s.holidays[region])
}
