package ui

import (
	"strings"
	"testing"

	"aftercare/domain/message"
)

// An owner's words for a template: a promise of their own is refused under its
// field, a language is added, and all is given back.
func TestSettings_editsATemplate(t *testing.T) {
	var list []message.Template
	w := newWorld(t, options{})
	readAsset(t, "presets/messages.json", &list)
	w.shell.env.desk.Presets.Messages = list
	w.visit(route{page: "settings", do: "templates"})
	w.tap("Refund filed")
	s := w.shell.page().(*settingsPage).parts["templates"].(*templateSection)
	sh := s.forms["refund_filed"].sheet
	put := func(name, words string) {
		for _, q := range sh.questions {
			if q.name == name {
				q.ask.entry.SetText(words)
			}
		}
	}
	fault := func(name string) string {
		for _, q := range sh.questions {
			if q.name == name {
				return q.field.Fault()
			}
		}
		return ""
	}
	put("en", "Your refund is back within 3 days.")
	w.menu("save")
	if !strings.Contains(fault("en"), "promises when money arrives") {
		t.Errorf("a promise is taken: %q", fault("en"))
	}
	w.shot("settings-template-promise")
	put("en", "Your refund of {amount} is there {money by}.")
	put("language", "fr")
	put("other_subject", "Remboursement {order}")
	put("other", "Votre remboursement arrive {money by}.")
	w.menu("save")
	w.desk.Presets.Messages = list
	all, err := w.desk.Templates(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if m.Code == "refund_filed" && (!m.Own || m.Texts["fr"].Subject == "" || !strings.HasPrefix(m.Texts["en"].Body, "Your refund of")) {
			t.Errorf("kept: %+v", m)
		}
	}
}
