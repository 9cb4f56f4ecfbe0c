package message_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/message"
)

func builtIn(t *testing.T) []message.Template {
	t.Helper()
	b, err := assets.FS.ReadFile("presets/messages.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []message.Template
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// The templates of R13 are there, in three languages, and none promises by
// itself when money arrives.
func TestTemplates_builtIn(t *testing.T) {
	have := map[string]message.Template{}
	for _, m := range builtIn(t) {
		have[m.Code] = m
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", m.Code, err)
		}
		for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			if text, fell := m.In(lang); fell || text.Subject == "" {
				t.Errorf("%s: no text in %s", m.Code, lang)
			}
			// What one language names, the others name too.
			a, b := m.Texts["en"], m.Texts[lang]
			for _, name := range message.Named(a.Subject + a.Body) {
				if !strings.Contains(b.Subject+b.Body, "{"+name+"}") {
					t.Errorf("%s in %s: does not name {%s}", m.Code, lang, name)
				}
			}
		}
	}
	for _, code := range []string{"apology", "solution", "shipped", "tracking", "delivered", "evidence", "retention", "consent", "instructions", "exchange", "delay", "intercept",
		"carrier_answer", "refund_filed", "refund_paid", "goodwill_paid", "decline", "repair_confirmed", "quote", "ready", "repair_sent", "unrepaired", "repair_delay", "recall", "follow_up", "faq", "notice"} {
		if _, ok := have[code]; !ok {
			t.Errorf("no template %s", code)
		}
	}
	// Yoho's notice carries order number, reason, amount and consent (R7).
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		text, _ := have["notice"].In(lang)
		for _, name := range []string{"order", "reason", "amount", "consent", "manager"} {
			if !strings.Contains(text.Body, "{"+name+"}") {
				t.Errorf("the notice in %s does not carry {%s}", lang, name)
			}
		}
	}
}

func plain(lang, text string, args domain.Args) string {
	for k, v := range args {
		text = strings.ReplaceAll(text, "{"+k+"}", fmt.Sprint(v))
	}
	return text
}

func TestCompose(t *testing.T) {
	m := message.Template{Code: "x", About: "order", Texts: map[string]message.Text{"en": {Subject: "Order {order}", Body: "Dear {customer}, {money by}"}, "fr": {Subject: "Commande {order}", Body: "Bonjour {customer}"}}}
	d := message.Compose(m, "en", domain.Args{"order": "Y1", "customer": "Ms Chan", "money by": ""}, plain)
	if d.Subject != "Order Y1" || d.Body != "Dear Ms Chan, {money by}" || len(d.Missing) != 1 || d.Missing[0] != "money by" || d.Fell {
		t.Errorf("Compose: %+v", d)
	}
	if d := message.Compose(m, "fr", domain.Args{"order": "Y1", "customer": "Mme Chan"}, plain); d.Subject != "Commande Y1" || d.Fell {
		t.Errorf("an owner's language: %+v", d)
	}
	if d := message.Compose(m, "zh-Hant", domain.Args{"order": "Y1", "customer": "陳"}, plain); !d.Fell || d.Subject != "Order Y1" {
		t.Errorf("a missing text: %+v, want the English one, and that it is said", d)
	}
}

// Where one person is the shop, both fields are the same name: it stands once.
func TestCompose_nameOnce(t *testing.T) {
	m := message.Template{Code: "x", About: "order", Texts: map[string]message.Text{"en": {Subject: "S", Body: "Hello\n\n\n{person}\n{shop}\n{contact}"}}}
	if d := message.Compose(m, "en", domain.Args{"person": "Lamma Linen", "shop": "Lamma Linen", "contact": "1"}, plain); d.Body != "Hello\n\n\nLamma Linen\n1" {
		t.Errorf("one name: %q", d.Body)
	}
	if d := message.Compose(m, "en", domain.Args{"person": "Mei", "shop": "Lamma Linen", "contact": "1"}, plain); d.Body != "Hello\n\n\nMei\nLamma Linen\n1" {
		t.Errorf("two names: %q", d.Body)
	}
}

func TestTemplate_Check_refuses(t *testing.T) {
	for name, c := range map[string]struct {
		change      func(*message.Template)
		field, code string
	}{
		"no English":              {func(m *message.Template) { m.Texts["en"] = message.Text{} }, "en", "message.no_english"},
		"a field nobody computes": {func(m *message.Template) { m.Texts["en"] = message.Text{Body: "Dear {custommer}"} }, "en", "message.field"},
		"a code with spaces":      {func(m *message.Template) { m.Code = "my code" }, "code", "message.code"},
		"about nothing":           {func(m *message.Template) { m.About = "moon" }, "about", "message.about"},
		"no language":             {func(m *message.Template) { m.Texts["chinese!"] = message.Text{Body: "x"} }, "chinese!", "message.language"},
		"a promise": {func(m *message.Template) {
			m.Texts["en"] = message.Text{Body: "Your refund arrives within 3-5 working days."}
		}, "en", "message.promise"},
		"a promise in Chinese": {func(m *message.Template) {
			m.Texts["zh-Hant"] = message.Text{Body: "退款會在3至5個工作天到賬。"}
		}, "zh-Hant", "message.promise"},
	} {
		t.Run(name, func(t *testing.T) {
			m := message.Template{Code: "x", About: "order", Texts: map[string]message.Text{"en": {Subject: "a", Body: "b"}}}
			c.change(&m)
			err := m.Check()
			if !errors.Is(err, domain.Code(c.code)) || domain.As(err).Field != c.field {
				t.Errorf("Check: got %v, want %s on %s", err, c.code, c.field)
			}
		})
	}
}

func TestPromise(t *testing.T) {
	for text, want := range map[string]bool{
		"We refund you within 7 days.":                                 true,
		"The money is there tomorrow!":                                 true,
		"款項三天內到賬":                                                      true,
		"Send it back within 7 days. We refund {money by}.":            false,
		"Please send us 3 to 5 clear photos of the item.":              false,
		"The money should be with you {money by}.":                     false,
		"您的退款預計於 {money by} 到賬。請於三天內回覆。":                               false,
		"Thank you. Your refund of {amount} was paid. It took a while": false,
	} {
		if got := message.Promise(text) != ""; got != want {
			t.Errorf("Promise(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestMessage_Checked(t *testing.T) {
	m := message.Message{Entity: "order", EntityID: 1, At: time.Now(), Way: "email", Body: "Dear {customer}"}
	if _, err := m.Checked(); !errors.Is(err, domain.Code("message.hole")) {
		t.Errorf("a hole is sent: %v", err)
	}
	m.In = true
	if _, err := m.Checked(); err != nil {
		t.Errorf("what a customer wrote is refused: %v", err)
	}
	m.Way = "pigeon"
	if _, err := m.Checked(); !errors.Is(err, domain.Code("message.way")) {
		t.Errorf("by pigeon: %v", err)
	}
}

func TestNight(t *testing.T) {
	hk := message.ZoneOf("Hong Kong")
	at := func(h, m int) time.Time { return time.Date(2026, 3, 12, h, m, 0, 0, hk) }
	for _, c := range []struct {
		at   time.Time
		want bool
	}{{at(20, 59), false}, {at(21, 0), true}, {at(7, 59), true}, {at(8, 0), false}} {
		if got := message.Night(c.at, hk); got != c.want {
			t.Errorf("Night(%v) = %v", c.at, got)
		}
	}
	if !message.Night(at(12, 0), message.ZoneOf("US")) || message.ZoneOf("Atlantis") != nil {
		t.Error("noon in Hong Kong is night in New York; a country that nobody knows has no zone")
	}
}
