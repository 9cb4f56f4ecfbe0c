// Package message holds the templates of what the shop writes to customers and
// platforms, in any language an owner adds, and what was sent (R13).
//
// A text names its fields in braces: "{customer}", "{money by}". What they say is
// worked out, never typed: Compose fills a template for one order, case, refund or
// repair, and says which fields had no value. No text promises itself when money
// arrives; only {money by} does.
package message

import (
	"regexp"
	"slices"
	"strings"

	"aftercare/domain"
)

// English is the language that a missing text falls back to.
const English = "en"

// Text is a template in one language.
type Text struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

// Template is one kind of message. The code of a built-in one never changes.
type Template struct {
	Code  string          `json:"code"`
	Name  string          `json:"name,omitempty"` // of an owner's own; the catalogue names the built-in ones
	About string          `json:"about"`          // order, case, refund, repair: what fills its fields
	Texts map[string]Text `json:"texts"`          // by language: en, zh-Hant, zh-Hans, fr ...
	Own   bool            `json:"own,omitempty"`  // an owner's own, or an owner's words for a built-in one
}

// Subjects lists what a template can be about.
func Subjects() []string { return []string{"order", "case", "refund", "repair"} }

// Fields are all that a template may name.
func Fields() []string {
	return []string{"customer", "order", "items", "channel", "shop", "person", "contact", "today",
		"carrier", "tracking", "tracking page", "last update", "expected", "ship by", "first date", "delay reason",
		"case", "return", "reason", "remedy", "offer", "decline reason", "send by", "return address", "freight",
		"amount", "method", "payee", "money by", "consent", "manager", "repair", "quote until", "problem", "found", "warranty", "where", "enclose"}
}

var field = regexp.MustCompile(`\{([^{}]*)\}`)

// Named are the fields that a text names, each once, in their order.
func Named(text string) []string {
	var out []string
	for _, m := range field.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// In is the template's text in a language; fell says that it has none there and
// the English one is given.
func (t Template) In(lang string) (text Text, fell bool) {
	if text, ok := t.Texts[lang]; ok && strings.TrimSpace(text.Body) != "" {
		return text, false
	}
	return t.Texts[English], lang != English
}

// Check refuses a template that could not be sent, text by text: the field of
// the error is the language.
//
// Errors: message.code, message.about, message.no_english, message.empty,
// message.field, message.promise, message.language, field.too_long,
// field.not_text.
func (t Template) Check() error {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	if !codeForm.MatchString(t.Code) {
		add(domain.Wrong("code", "message.code", domain.Args{"value": t.Code}))
	}
	if !slices.Contains(Subjects(), t.About) {
		add(domain.Wrong("about", "message.about", domain.Args{"value": t.About}))
	}
	if strings.TrimSpace(t.Texts[English].Body) == "" {
		add(domain.Wrong(English, "message.no_english", nil))
	}
	for lang, text := range t.Texts {
		if !langForm.MatchString(lang) {
			add(domain.Wrong(lang, "message.language", domain.Args{"value": lang}))
			continue
		}
		_, e := domain.Line(lang, text.Subject, false)
		add(e)
		_, e = domain.Text(lang, text.Body, false)
		add(e)
		for _, name := range Named(text.Subject + text.Body) {
			if !slices.Contains(Fields(), name) {
				add(domain.Wrong(lang, "message.field", domain.Args{"value": name}))
			}
		}
		if words := Promise(text.Subject + "\n" + text.Body); words != "" {
			add(domain.Wrong(lang, "message.promise", domain.Args{"words": words}))
		}
	}
	return es.OrNil()
}

var (
	codeForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_]{0,39}$`)
	langForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]{2,8})?$`)
	// sentence is what stands between two ends of one.
	sentence = regexp.MustCompile(`[^.!?。！？\n]+`)
	money    = regexp.MustCompile(`(?i)refund|money|payment|paid|transfer|退款|款項|款项|到賬|到账|返現|返现|轉賬|转账`)
	span     = regexp.MustCompile(`(?i)(\b(\d+|one|two|three|four|five|six|seven|ten|fourteen)\s*(-|–|to|or)?\s*\d*\s*(working |business |calendar )?(minutes?|hours?|days?|weeks?|months?)\b)|([0-9０-９一二兩两三四五六七八九十]+\s*[-–至到~～]?\s*[0-9０-９一二三四五六七八九十]*\s*(個|个)?\s*(分鐘|分钟|小時|小时|工作天|工作日|天|日內|日内|星期|週|周|月內|月内))|\b(immediately|tomorrow|today)\b|即日|立即到|明天`)
)

// Promise is the sentence of a text that promises in its own words when money
// arrives, "" when none does. Only the field {money by} may say it (R9).
func Promise(text string) string {
	for _, s := range sentence.FindAllString(text, -1) {
		if money.MatchString(s) && span.MatchString(s) {
			return strings.TrimSpace(s)
		}
	}
	return ""
}
