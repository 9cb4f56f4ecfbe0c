// Package shop says who we are: the name on the papers, where returns and
// repairs go, the zone in which a day begins, language and look.
package shop

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// maxIdle is the longest that a window may stand open without work, in minutes.
const maxIdle = 8 * 60

// Shop is the one shop of a store.
type Shop struct {
	Version  int64          `json:"version"`
	Name     string         `json:"name"`
	Zone     string         `json:"zone"` // IANA: Asia/Hong_Kong
	Region   string         `json:"region"`
	Currency money.Currency `json:"currency"`
	Rest     []time.Weekday `json:"rest"`

	Phone   string `json:"phone"` // the service contact on papers
	Email   string `json:"email"`
	Hours   string `json:"hours"`
	Returns string `json:"returns"` // address, lines parted by newline
	Repairs string `json:"repairs"`
	// The same addresses in Latin letters, for carriers abroad.
	ReturnsLatin string `json:"returns_latin"`
	RepairsLatin string `json:"repairs_latin"`

	Bench *Bench `json:"bench,omitempty"` // the terms of repairs, nil until an owner set them
	// Closing is when the day's payout list is closed; "" is 18:00 (R9).
	Closing calendar.Clock `json:"closing,omitempty"`

	Language string `json:"language"`       // en, zh-Hant, zh-Hans
	Paper    string `json:"paper"`          // language of papers: en, zh-Hant, zh-Hans, en+zh-Hant, en+zh-Hans
	Look     string `json:"look"`           // light, dark
	Scale    int    `json:"scale"`          // text size in per cent: 100, 115, 130, 150
	Person   string `json:"person"`         // who sits at the desk
	Idle     int    `json:"idle,omitempty"` // minutes without work after which the window locks, where there are people; 0: never
	Sample   bool   `json:"sample"`         // the sample shop, apart from the own one
}

// New is a shop as it is before anybody changed it.
func New(name, language string) Shop {
	return Shop{Name: name, Zone: "Asia/Hong_Kong", Region: "hk", Currency: "HKD", Rest: []time.Weekday{time.Saturday, time.Sunday},
		Language: language, Paper: paperFor(language), Look: "light", Scale: 100, Person: ""}
}

func paperFor(language string) string {
	if language == "en" {
		return "en+zh-Hant"
	}
	return "en+" + language
}

// Location is the shop's zone.
//
// Errors: shop.zone.
func (s Shop) Location() (*time.Location, error) {
	z, err := time.LoadLocation(s.Zone)
	if err != nil || s.Zone == "" || s.Zone == "Local" {
		return nil, domain.Wrong("zone", "shop.zone", domain.Args{"value": s.Zone})
	}
	return z, nil
}

// Calendar is the shop's working days in a region's holidays.
func (s Shop) Calendar(h calendar.Holidays) calendar.Calendar {
	return calendar.Calendar{Rest: s.Rest, Holidays: h}
}

// Calendars are the three calendars of a region that a rule may name (R2). The
// banks' depends on no setting: it is closed on Saturday also where the shop
// is open. The carriers' stands for whichever carrier takes a parcel; once it is
// known which, Carrier.Calendar is its own.
func (s Shop) Calendars(h calendar.Holidays) calendar.Calendars {
	return calendar.Calendars{Shop: s.Calendar(h), Bank: calendar.Bank(h), Carrier: calendar.Calendar{Rest: []time.Weekday{time.Sunday}, Holidays: h}}
}

// Folded is the shop with its fields of one line as domain.Line keeps them:
// a newline that was pasted would break a paper's head.
//
// Errors: field.required, field.too_long, field.not_text.
func (s Shop) Folded() (Shop, domain.Errors) {
	var es domain.Errors
	for _, l := range []struct {
		field string
		value *string
	}{{"name", &s.Name}, {"phone", &s.Phone}, {"email", &s.Email}, {"hours", &s.Hours}, {"person", &s.Person}} {
		line, e := domain.Line(l.field, *l.value, l.field == "name")
		if e != nil {
			es = append(es, e)
		}
		*l.value = line
	}
	return s, es
}

// Check refuses settings that cannot be, field by field.
//
// Errors: field.required, field.too_long, shop.zone, shop.currency, shop.rest,
// shop.choice, shop.email, time.not_a_time, and those of Bench.Check.
func (s Shop) Check() error {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	_, e := s.Folded()
	es = append(es, e...)
	if _, err := s.Location(); err != nil {
		add(domain.As(err))
	}
	if !s.Currency.Valid() {
		add(domain.Wrong("currency", "shop.currency", domain.Args{"value": string(s.Currency)}))
	}
	if len(s.Rest) > 6 || slices.ContainsFunc(s.Rest, func(d time.Weekday) bool { return d < time.Sunday || d > time.Saturday }) {
		add(domain.Wrong("rest", "shop.rest", nil))
	}
	if s.Email != "" && !strings.Contains(s.Email, "@") {
		add(domain.Wrong("email", "shop.email", domain.Args{"value": s.Email}))
	}
	for _, t := range []struct{ field, value string }{{"returns", s.Returns}, {"repairs", s.Repairs}, {"returns_latin", s.ReturnsLatin}, {"repairs_latin", s.RepairsLatin}} {
		_, e := domain.Text(t.field, t.value, false)
		add(e)
	}
	if s.Bench != nil {
		es = append(es, s.Bench.Check()...)
	}
	add(s.Closing.Check("closing"))
	add(oneOf("language", s.Language, "en", "zh-Hant", "zh-Hans"))
	add(oneOf("paper", s.Paper, "en", "zh-Hant", "zh-Hans", "en+zh-Hant", "en+zh-Hans"))
	add(oneOf("look", s.Look, "light", "dark"))
	if s.Scale != 100 && s.Scale != 115 && s.Scale != 130 && s.Scale != 150 {
		add(domain.Wrong("scale", "shop.choice", domain.Args{"value": s.Scale}))
	}
	if s.Idle < 0 || s.Idle > maxIdle {
		add(domain.Wrong("idle", "shop.choice", domain.Args{"value": s.Idle}))
	}
	return es.OrNil()
}

// Validate is Check at the storage gate. Errors: those of Check.
func (s Shop) Validate() error { return s.Check() }

func oneOf(field, value string, choices ...string) *domain.Error {
	for _, c := range choices {
		if c == value {
			return nil
		}
	}
	return domain.Wrong(field, "shop.choice", domain.Args{"value": value})
}
