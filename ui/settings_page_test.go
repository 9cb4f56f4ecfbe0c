package ui

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/ui/text"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// setup is the shop as the desk now knows it.
func setup(w *world) desk.Setup {
	w.t.Helper()
	s, err := w.desk.Setup(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func channelNamed(w *world, name string) channel.Channel {
	w.t.Helper()
	for _, c := range setup(w).Channels {
		if c.Name == name {
			return c
		}
	}
	w.t.Fatalf("no channel is called %q", name)
	return channel.Channel{}
}

func TestSettings_savesTheShop(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.typeInto("Name", "南丫商店 Lamma")
	w.typeInto("Phone", "+852 3468 9999")
	w.tap("Sat")
	w.menu("save")
	sh := setup(w).Shop
	if sh.Name != "南丫商店 Lamma" || sh.Phone != "+852 3468 9999" || len(sh.Rest) != 1 {
		t.Errorf("shop = %+v", sh)
	}
	w.see("Shop: saved")
	if got, want := w.window.Title(), "南丫商店 Lamma - Aftercare"; got != want {
		t.Errorf("title = %q, want %q", got, want)
	}
}

func TestSettings_marksAFieldAsItIsLeft(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.typeInto("Time zone", "Mars/Olympus")
	w.field("Name").Focus()
	if got := w.field("Time zone").Fault(); got == "" {
		t.Error("the time zone is not marked as it is left")
	}
	w.typeInto("E-mail", "mei")
	w.menu("save")
	if got := setup(w).Shop.Zone; got != "Asia/Hong_Kong" {
		t.Errorf("zone = %q, want it unchanged", got)
	}
	if w.field("E-mail").Fault() == "" || entryOf(w.field("Time zone").Control()).Text() != "Mars/Olympus" {
		t.Error("the faults are not shown, or what was typed is gone")
	}
	w.shot("settings-faults")
	w.typeInto("Time zone", "Asia/Tokyo")
	w.typeInto("E-mail", "")
	w.menu("save")
	if got := setup(w).Shop.Zone; got != "Asia/Tokyo" {
		t.Errorf("zone = %q, want Asia/Tokyo", got)
	}
	if w.shell.current != "settings" {
		t.Errorf("page = %q after the window was made anew, want settings", w.shell.current)
	}
}

func TestSettings_keepsWhatIsTypedBetweenSections(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.typeInto("Phone", "1")
	w.tap("Addresses")
	w.typeInto("In Latin letters", "12 Main Street")
	w.tap("Language and look")
	w.tap("繁體中文")
	if got := setup(w).Shop.Language; got != string(text.Traditional) {
		t.Errorf("language = %q, want zh-Hant", got)
	}
	w.see("語言及外觀", "訂單")
	w.tap("地址")
	if got := entryOf(w.field("英文地址").Control()).Text(); got != "12 Main Street" {
		t.Errorf("the address is %q after the language changed, want what was typed", got)
	}
	w.menu("save")
	if got := setup(w).Shop; got.ReturnsLatin != "12 Main Street" || got.Phone == "1" {
		t.Errorf("shop = %+v, want the address saved and the phone not", got)
	}
}

func TestSettings_asksBeforeItIsLeft(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.typeInto("Phone", "+852 1")
	w.tap("Channels")
	w.visit(route{page: "orders"})
	if w.shell.current != "settings" {
		t.Fatal("the page was left with something unsaved")
	}
	w.see("Save the changes?", "Stay", "Phone")
	w.shot("settings-ask")
	w.tap("Stay")
	w.unseen("Save the changes?")
	w.visit(route{page: "orders"})
	w.tap("Save")
	if w.shell.current != "orders" || setup(w).Shop.Phone != "+852 1" {
		t.Errorf("page = %q, phone = %q", w.shell.current, setup(w).Shop.Phone)
	}
	w.visit(route{page: "settings"})
	w.tap("Shop")
	w.typeInto("Phone", "2")
	w.visit(route{page: "orders"})
	w.tap("Discard")
	if w.shell.current != "orders" || setup(w).Shop.Phone != "+852 1" {
		t.Errorf("page = %q, phone = %q, want it discarded", w.shell.current, setup(w).Shop.Phone)
	}
}

func TestSettings_keepsTheOtherDesksChange(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.typeInto("Phone", "+852 1")
	sh := setup(w).Shop
	sh.Email = "shop@example.hk"
	if _, err := w.desk.SaveShop(w.ctx, sh); err != nil {
		t.Fatal(err)
	}
	if got := entryOf(w.field("Phone").Control()).Text(); got != "+852 1" {
		t.Errorf("phone field = %q, want what was typed", got)
	}
	w.menu("save")
	if got := setup(w).Shop; got.Phone != "+852 1" || got.Email != "shop@example.hk" {
		t.Errorf("shop = %+v, want both changes", got)
	}
}

func TestSettings_savesAPolicyAsItsNextVersion(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.tap("Yoho")
	w.see("Hong Kong marketplace", "Version 1", "Yoho publishes no figure")
	w.typeInto("Day to Ship", "5")
	w.see("Save as version 2")
	w.typeInto("Cut-off time", "25:00")
	w.menu("save")
	if w.field("Cut-off time").Fault() == "" {
		t.Error("25:00 is taken as a time")
	}
	w.shot("settings-cut-off")
	w.typeInto("Cut-off time", "18:00")
	w.tap("Own shop")
	w.tap("Yoho")
	w.menu("save")
	got := channelNamed(w, "Yoho").Policy
	if got.Version != 2 || got.DayToShip.Amount != 5 || got.CutOff != "18:00" {
		t.Errorf("policy = %+v", got)
	}
	w.see("Version 2", "Changed here, was 3 working days")
	w.shot("settings-version-2")
}

func TestSettings_refusesAPersonalContact(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.typeInto("Number or address", "+852 6123 4567")
	f := w.field("A person's own number")
	f.Control().(*widgets.Switch).Tapped(nil)
	w.menu("save")
	if got := w.field("Number or address").Fault(); got == "" {
		t.Error("a person's own number is taken")
	}
	if got := channelNamed(w, "Own shop").Service; got.Value != "" {
		t.Errorf("service = %+v, want none", got)
	}
}

func TestSettings_addsAChannelFromAPreset(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.tap("Add a channel")
	w.tap("Whatnot")
	w.see("New channel")
	w.menu("save")
	if w.field("Name").Fault() == "" {
		t.Error("a channel without a name is taken")
	}
	w.typeInto("Name", "Whatnot HK")
	w.shot("settings-new-channel")
	w.menu("save")
	if got := channelNamed(w, "Whatnot HK"); got.Preset != "whatnot" || got.Policy.Version != 1 {
		t.Errorf("channel = %+v", got)
	}
	w.unseen("New channel")
}

func TestSettings_editsEveryFigureOfAPolicy(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.tap("Yoho")
	for _, q := range w.shell.page().(*settingsPage).parts["channels"].(*channelSection).current().sheet.questions {
		if q.touched() || q.field.Fault() != "" {
			t.Errorf("%s: reads %q of a policy nobody touched", q.name, q.was)
		}
	}
	w.typeInto("Complaint, first reply", "48")
	w.typeInto("Enter the tracking number", "12")
	w.typeInto("Lighter by, in grams", "30")
	legs := w.field("Customer's fault").Control()
	var selects []*widgets.Select
	walk(seen{part: legs}, func(s seen) bool {
		if c, ok := s.part.(*widgets.Select); ok {
			selects = append(selects, c)
		}
		return true
	})
	if len(selects) != 3 || selects[1].Selected() != "shop" {
		t.Fatalf("the legs of freight are %d controls", len(selects))
	}
	selects[1].SetSelected("customer")
	selects[1].OnChanged("customer")
	w.menu("save")
	p := channelNamed(w, "Yoho").Policy
	if p.Version != 2 || p.Complaint.Amount != 48 || p.Tracking.Amount != 12 || p.ShortGrams != 30 || p.Freight.Customer != (channel.Legs{Out: "shop", Back: "customer", Resend: "shop"}) {
		t.Errorf("policy = %+v", p)
	}
	if p.Freight.Quality != (channel.Legs{Out: "shop", Back: "shop", Resend: "shop"}) || p.Payback("card").Latest.Amount != 28 {
		t.Errorf("a figure that nobody touched changed: %+v", p)
	}
}

func TestSettings_refusesAPolicyThatContradictsItself(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.tap("Yoho")
	w.field("Consent before a refund").Control().(*widgets.Switch).Tapped(nil)
	w.typeInto("Acknowledge a request", "90")
	w.typeInto("Price protection", "")
	w.menu("save")
	for label, want := range map[string]string{"Notify the platform first": "states the customer's consent", "Acknowledge a request": "Propose a solution", "Price protection": "takes a whole number"} {
		if got := w.field(label).Fault(); !strings.Contains(got, want) {
			t.Errorf("%s: fault %q, want %q", label, got, want)
		}
	}
	if got := channelNamed(w, "Yoho").Policy.Version; got != 1 {
		t.Errorf("version = %d, want nothing saved", got)
	}
	w.shot("settings-contradicts")
}

func TestSettings_copiesAChannel(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "channels"})
	w.tap("Taobao")
	w.tap("Copy")
	w.see("Copy of Taobao")
	w.menu("save")
	got, of := channelNamed(w, "Copy of Taobao"), channelNamed(w, "Taobao")
	if got.Preset != "taobao" || !got.Policy.Same(of.Policy) || got.ID == of.ID {
		t.Errorf("the copy is %+v", got)
	}
}

func TestSettings_changesAChecklist(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "checklists"})
	w.tap("Add an item")
	w.tap("Weight")
	w.see("Weight")
	w.menu("save")
	for _, c := range setup(w).Checklists {
		if c.Category == "general" && (c.Version != 2 || c.Items[len(c.Items)-1].Code != "weight") {
			t.Errorf("list = %+v, want version 2 with the weight last", c)
		}
	}
}

func TestSettings_takesANewerCalendar(t *testing.T) {
	w := newWorld(t, options{})
	path := filepath.Join("holidays", "hk-2028.ics")
	w.shell.env.prog.ReadCalendar = func(got string) (calendar.Holidays, error) {
		if got != path {
			return calendar.Holidays{}, errors.New("no such file")
		}
		return calendar.Holidays{Name: "General holidays 2028", Off: map[calendar.Date]string{"2028-01-01": "New Year"}}, nil
	}
	w.visit(route{page: "settings", do: "calendars"})
	w.typeInto("File", "nowhere.ics")
	w.tap("Read the file")
	w.see("cannot be opened")
	w.typeInto("File", path)
	w.key(fyne.KeyReturn)
	w.see("General holidays 2028", "1 days off")
	w.shot("settings-calendar-found")
	w.tap("Take over for Hong Kong")
	for _, h := range setup(w).Holidays {
		if _, ok := h.Off["2028-01-01"]; h.Region == "hk" && !ok {
			t.Error("the day of 2028 was not taken over")
		}
	}
	w.see("2028")
}

func TestSettings_wearsALookAtOnce(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings", do: "look"})
	w.tap("Dark")
	if got := theme.Current().Look(); got != theme.Dark {
		t.Errorf("look = %q, want dark", got)
	}
	w.shot("settings-dark")
	w.tap("150 %")
	if got := theme.Current().Scale(); got != 1.5 {
		t.Errorf("scale = %v, want 1.5", got)
	}
	w.see("Language and look")
	w.shot("settings-150")
}

// TestSettings_fits keeps pictures of every section in each language, for
// eyes; it fails where a key has no words.
func TestSettings_fits(t *testing.T) {
	for name, o := range map[string]options{
		"en":      {width: 900, height: 600},
		"zh-Hant": {lang: text.Traditional},
		"zh-Hans": {lang: text.Simplified, width: 900, height: 600, look: theme.Dark},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, o)
			w.shell.env.prog.ReadCalendar = func(string) (calendar.Holidays, error) { return calendar.Holidays{}, nil }
			for _, s := range settingsSections {
				w.visit(route{page: "settings", do: s.key})
				w.unseen("⟦")
				w.shot("fits-" + name + "-" + s.key)
			}
		})
	}
}

// TestSettings_byKeys: the sections are turned and entered without a mouse.
func TestSettings_byKeys(t *testing.T) {
	w := newWorld(t, options{})
	w.visit(route{page: "settings"})
	w.key(fyne.KeyDown)
	if got := w.shell.page().(*settingsPage).section; got != "addresses" {
		t.Fatalf("Down turns to %q, want addresses", got)
	}
	w.key(fyne.KeyReturn)
	if w.window.Canvas().Focused() == nil {
		t.Error("Enter leads into no field of the section")
	}
}
