package message

import (
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
)

// Word is a value of a field that the catalogue says: "method.fps".
type Word string

// Until is when money is expected: from one day to another.
type Until struct{ From, To calendar.Date }

// Agreed is the fact of a customer's consent.
type Agreed struct {
	By   string
	How  Word
	When time.Time
}

// Draft is a template filled for one matter, ready to be read over.
type Draft struct {
	Template string   `json:"template"`
	Lang     string   `json:"language"`
	Fell     bool     `json:"fell_back,omitempty"` // there is no text in the language: this is the English one
	Subject  string   `json:"subject"`
	Body     string   `json:"body"`
	Missing  []string `json:"missing,omitempty"` // fields without a value; they stand in their braces
}

// Say writes a text in a language with its fields filled.
type Say func(lang, text string, args domain.Args) string

// Compose fills a template in a language. A field without a value stays in its
// braces and is named: a hole in a letter must be seen.
func Compose(t Template, lang string, values domain.Args, say Say) Draft {
	text, fell := t.In(lang)
	d := Draft{Template: t.Code, Lang: lang, Fell: fell}
	spoken := lang
	if fell {
		spoken = English
	}
	for _, name := range Named(text.Subject + "\n" + text.Body) {
		if v, ok := values[name]; !ok || v == "" {
			d.Missing = append(d.Missing, name)
		}
	}
	filled := domain.Args{}
	for k, v := range values {
		if v != "" {
			filled[k] = v
		}
	}
	d.Subject, d.Body = say(spoken, text.Subject, filled), once(say(spoken, text.Body, filled))
	return d
}

// once drops a line that only repeats the one before it: where one person is the
// shop, the same name would stand twice.
func once(text string) string {
	lines := slices.Collect(strings.SplitSeq(text, "\n"))
	kept := lines[:0]
	for i, l := range lines {
		if i == 0 || l == "" || l != lines[i-1] {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// Ways are how a message goes out or comes in.
func Ways() []string {
	return []string{"email", "whatsapp", "wechat", "platform_chat", "phone", "in_person", "letter"}
}

// Message is what was sent to a customer or a platform, or came from them. It is
// never changed: it stands in the timeline of what it is about.
type Message struct {
	ID       domain.ID `json:"id"`
	Entity   string    `json:"entity"` // order, case, refund, repair
	EntityID domain.ID `json:"entity_id"`
	OrderID  domain.ID `json:"order_id,omitempty"`
	CaseID   domain.ID `json:"case_id,omitempty"`
	At       time.Time `json:"at"`
	Who      string    `json:"who"`
	In       bool      `json:"in,omitempty"` // it came from the customer
	Way      string    `json:"way"`
	To       string    `json:"to"` // whom: a name, an address
	Template string    `json:"template,omitempty"`
	Lang     string    `json:"language,omitempty"`
	Subject  string    `json:"subject,omitempty"`
	Body     string    `json:"body"`
}

// Checked refuses a message that nobody should send.
//
// Errors: field.required, field.too_long, message.way, message.hole when a field
// still stands in its braces.
func (m Message) Checked() (Message, error) {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	var e *domain.Error
	m.Subject, e = domain.Line("subject", m.Subject, false)
	add(e)
	m.Body, e = domain.Text("body", m.Body, true)
	add(e)
	m.To, e = domain.Line("to", m.To, false)
	add(e)
	if !slices.Contains(Ways(), m.Way) {
		add(domain.Wrong("way", "message.way", domain.Args{"value": m.Way}))
	}
	if !m.In {
		for _, name := range Named(m.Subject + "\n" + m.Body) {
			if slices.Contains(Fields(), name) {
				add(domain.Wrong("body", "message.hole", domain.Args{"value": name}))
				break
			}
		}
	}
	return m, es.OrNil()
}

// Validate refuses a message that belongs to nothing.
//
// Errors: field.required.
func (m Message) Validate() error {
	if m.Entity == "" || m.EntityID == 0 || m.At.IsZero() || strings.TrimSpace(m.Body) == "" {
		return domain.Wrong("body", "field.required", nil)
	}
	return nil
}
