package ui

import (
	"strings"
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/message"
	"aftercare/ui/text"
)

// templates gives the shop its messages, and the words to fill them with.
func (w *world) templates() {
	var list []message.Template
	readAsset(w.t, "presets/messages.json", &list)
	w.shell.env.desk.Presets.Messages = list
	w.shell.env.desk.Say = w.shell.env.prog.Catalogue.Say
}

// A message from an order's record: filled, warned of what is missing, copied,
// saved, printed, and kept in the order's timeline.
func TestMessagePage_fromTheOrder(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.templates()
	id := w.numbered("LS-10447").ID
	w.visit(route{page: "orders", id: id})
	w.menu("message")
	if w.shell.current != "message" {
		t.Fatalf("page = %q", w.shell.current)
	}
	p := w.shell.page().(*messagePage)
	p.template.SetSelected("tracking")
	p.template.OnChanged("tracking")
	w.see("{last update}", "Not known yet")
	w.shot("message-en")
	w.menu("save")
	if p.fields["body"].Fault() == "" {
		t.Error("a message with a hole is recorded")
	}
	p.template.OnChanged("shipped")
	if got := p.body.Text(); !strings.Contains(got, "Dear Hannah Lindqvist") || !strings.Contains(got, "SF1390277155821") || !strings.Contains(got, "Bench, ash") {
		t.Errorf("body = %q", got)
	}
	p.language.SetSelected("zh-Hant")
	p.language.OnChanged("zh-Hant")
	if got := p.body.Text(); !strings.Contains(got, "您好") {
		t.Errorf("in Chinese: %q", got)
	}
	w.menu("copy_message")
	if got := w.shell.app.Clipboard().Content(); !strings.Contains(got, "SF1390277155821") {
		t.Errorf("clipboard = %q", got)
	}
	w.menu("eml")
	if len(w.output.files["message-shipped.eml"]) == 0 {
		t.Error("no e-mail was saved")
	}
	w.menu("print_message")
	if len(w.output.files["message-shipped.pdf"]) == 0 {
		t.Error("nothing was printed")
	}
	w.menu("save")
	kept, err := w.desk.Messages(w.ctx, desk.MessageQuery{Entity: "order", ID: id})
	if err != nil || len(kept) != 1 || kept[0].Template != "shipped" || kept[0].Who != "Mei" {
		t.Fatalf("messages = %+v (%v)", kept, err)
	}
	if w.shell.current != "orders" {
		t.Errorf("after a message was recorded the page is %q, want the order it is about", w.shell.current)
	}
	w.see("LS-10447", "Messages")
	w.visit(route{page: "message", id: id, do: "order:shipped"})
	w.see("This was sent already")
	w.shot("message-sent")
}

func TestMessagePage_inChinese(t *testing.T) {
	w := newWorld(t, options{lang: text.Traditional, width: 900, height: 600}, shopDay)
	var list []message.Template
	readAsset(t, "presets/messages.json", &list)
	w.shell.env.desk.Presets.Messages = list
	w.shell.env.desk.Say = w.shell.env.prog.Catalogue.Say
	w.visit(route{page: "message", id: w.numbered("LS-10461").ID, do: "order:delay"})
	w.unseen("⟦")
	w.shot("message-zh-Hant-900")
}

// Words that are filled in late are those of the last question, never somebody
// else's, and never take the place of what a hand typed meanwhile.
func TestMessagePage_lateWords(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	w.templates()
	w.visit(route{page: "message", id: w.numbered("LS-10447").ID, do: "order"})
	p := w.shell.page().(*messagePage)
	h := w.holding()
	p.template.OnChanged("tracking")
	p.template.OnChanged("shipped")
	h.give(w)
	if p.draft.Template != "shipped" {
		t.Errorf("filled from %q, want the one chosen last", p.draft.Template)
	}
	h = w.holding()
	w.visit(route{page: "message", id: w.numbered("LS-10455").ID, do: "order"})
	if got := p.body.Text(); got != "" {
		t.Errorf("the words to another customer stand there: %q", got)
	}
	h.give(w)
	h = w.holding()
	p.template.OnChanged("tracking")
	p.body.Focus()
	w.window.Canvas().Focused().TypedRune('x')
	typed := p.body.Text()
	h.give(w)
	if got := p.body.Text(); got != typed {
		t.Errorf("what was typed was overwritten by %q", got)
	}
}
