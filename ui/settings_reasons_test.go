package ui

import (
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/channel"
)

// An owner's own reason below a built-in one: its words in each language, its
// freight, and that a form offers it; a built-in one is shown and not edited.
func TestSettings_editsReasons(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "reasons"})
	w.see("A built-in reason never changes")
	w.tap("Wrong size chosen")
	w.shot("settings-reason-built-in")
	w.tap("Add a reason below this one")
	w.menu("save")
	if w.field("Name").Fault() == "" {
		t.Error("a reason without a name is taken")
	}
	w.typeInto("Name", "Sleeves too long")
	w.typeInto("Traditional Chinese", "袖子太長")
	s := w.shell.page().(*settingsPage).parts["reasons"].(*reasonSection)
	for _, q := range s.current().sheet.questions {
		if q.name == "bears_back" {
			q.ask.put(string(channel.BornByShop))
		}
	}
	w.shot("settings-reason-own")
	w.menu("save")
	tree, err := w.desk.Reasons(w.ctx)
	if err != nil || len(tree.Own) != 1 {
		t.Fatalf("own reasons: %+v, %v", tree.Own, err)
	}
	r := tree.Own[0]
	if r.Code != "wrong_size.1" || r.Parent != "wrong_size" || r.Called("zh-Hant") != "袖子太長" || r.Called("zh-Hans") != "Sleeves too long" || r.Bears[channel.Back] != channel.BornByShop || r.Fault != casefile.ByCustomer {
		t.Errorf("kept: %+v", r)
	}
	w.see("Sleeves too long")
}
