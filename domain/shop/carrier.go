package shop

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Pays says whether a carrier pays for what it loses or breaks (R1).
type Pays string

// The answers. Where a carrier never pays, the customer is served all the same
// and the loss is the shop's.
const (
	PaysYes     Pays = "yes"
	PaysInsured Pays = "insured" // only a parcel that was insured
	PaysNever   Pays = "no"
)

// PaysChoices lists them as a form offers them.
func PaysChoices() []Pays { return []Pays{PaysYes, PaysInsured, PaysNever} }

// Carrier is one of the shop's carriers: how its parcel numbers look, where a
// parcel is followed, who answers when one is lost, and how soon (R1).
type Carrier struct {
	Code    string `json:"code"` // never changes: shipments and claims name it
	Name    string `json:"name"`
	Pattern string `json:"pattern"` // a regular expression that a whole parcel number fits; "": any
	Page    string `json:"page"`    // where a parcel is followed; {number} stands for its number
	Contact string `json:"contact"` // a person, a phone, an e-mail
	Group   string `json:"group"`   // the chat group to which a claim is written
	// An answer takes AnswerFrom to AnswerTo of the carrier's own working days.
	AnswerFrom int            `json:"answer_from"`
	AnswerTo   int            `json:"answer_to"`
	Rest       []time.Weekday `json:"rest"`
	Region     string         `json:"region"` // whose holidays it keeps; "": the shop's
	Pays       Pays           `json:"pays"`
	Archived   bool           `json:"archived,omitempty"`
}

// MaxAnswer is the longest a carrier may take, in its working days.
const MaxAnswer = 90

// Fits says whether a parcel number has the carrier's form: the letters and
// digits of it, without spaces. A carrier without a pattern takes any.
func (c Carrier) Fits(number string) bool {
	if c.Pattern == "" {
		return true
	}
	r, err := regexp.Compile("^(?:" + c.Pattern + ")$")
	return err == nil && r.MatchString(strings.ToUpper(strings.Join(strings.Fields(number), "")))
}

// Follow is the page on which a parcel is followed, "" where there is none.
func (c Carrier) Follow(number string) string {
	if c.Page == "" || number == "" {
		return ""
	}
	return strings.ReplaceAll(c.Page, "{number}", url.QueryEscape(number))
}

// Calendar is the carrier's own working days: its rest days, and the holidays
// given (R2).
func (c Carrier) Calendar(h calendar.Holidays) calendar.Calendar {
	return calendar.Calendar{Rest: c.Rest, Holidays: h}
}

// Check refuses a carrier that cannot be, field by field.
//
// Errors: field.required, field.too_long, field.not_text, carrier.code,
// carrier.pattern, carrier.page, carrier.answer, shop.choice, shop.rest.
func (c Carrier) Check() error {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	_, e := c.Folded()
	es = append(es, e...)
	if !codeForm.MatchString(c.Code) {
		add(domain.Wrong("code", "carrier.code", domain.Args{"value": c.Code}))
	}
	if _, err := regexp.Compile(c.Pattern); err != nil || len(c.Pattern) > domain.MaxLine {
		add(domain.Wrong("pattern", "carrier.pattern", domain.Args{"value": c.Pattern}))
	}
	if c.Page != "" && !(strings.HasPrefix(c.Page, "https://") || strings.HasPrefix(c.Page, "http://")) {
		add(domain.Wrong("page", "carrier.page", domain.Args{"value": c.Page}))
	}
	if c.AnswerFrom < 0 || c.AnswerTo < 1 || c.AnswerTo > MaxAnswer || c.AnswerFrom > c.AnswerTo {
		add(domain.Wrong("answer", "carrier.answer", domain.Args{"limit": MaxAnswer}))
	}
	if !slices.Contains(PaysChoices(), c.Pays) {
		add(domain.Wrong("pays", "shop.choice", domain.Args{"value": string(c.Pays)}))
	}
	if len(c.Rest) > 6 || slices.ContainsFunc(c.Rest, func(d time.Weekday) bool { return d < time.Sunday || d > time.Saturday }) {
		add(domain.Wrong("rest", "shop.rest", nil))
	}
	return es.OrNil()
}

// codeForm is small letters, digits and hyphens.
var codeForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,29}$`)

// Folded is the carrier with its fields of one line as domain.Line keeps them.
//
// Errors: field.required, field.too_long, field.not_text.
func (c Carrier) Folded() (Carrier, domain.Errors) {
	var es domain.Errors
	for _, l := range []struct {
		field string
		value *string
	}{{"name", &c.Name}, {"pattern", &c.Pattern}, {"page", &c.Page}, {"contact", &c.Contact}, {"group", &c.Group}, {"region", &c.Region}} {
		line, e := domain.Line(l.field, *l.value, l.field == "name")
		if e != nil {
			es = append(es, e)
		}
		*l.value = line
	}
	return c, es
}

// CarrierNamed finds a carrier in a list by its code or its name, whatever the
// case of its letters: what a file or a person wrote.
func CarrierNamed(list []Carrier, name string) (Carrier, bool) {
	name = strings.TrimSpace(name)
	for _, c := range list {
		if name != "" && (strings.EqualFold(c.Code, name) || strings.EqualFold(c.Name, name)) {
			return c, true
		}
	}
	return Carrier{}, false
}

// CarrierCode makes the code of a new carrier of its name: its Latin letters
// and digits, else "carrier", with a number where the list has it already.
func CarrierCode(name string, list []Carrier) string {
	word := strings.Trim(notCode.ReplaceAllString(strings.ToLower(name), "-"), "-")
	if word == "" {
		word = "carrier"
	}
	word = strings.TrimRight(word[:min(len(word), 24)], "-")
	code := word
	for n := 2; slices.ContainsFunc(list, func(c Carrier) bool { return c.Code == code }); n++ {
		code = word + "-" + strconv.Itoa(n)
	}
	return code
}

var notCode = regexp.MustCompile(`[^a-z0-9]+`)
