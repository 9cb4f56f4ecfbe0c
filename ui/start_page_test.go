package ui

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// nameField is where the first start asks for the shop's name.
func nameField(w *world) *widgets.Entry {
	var out *widgets.Entry
	w.each(func(s seen) bool {
		if e, ok := s.part.(*widgets.Entry); ok && out == nil {
			out = e
		}
		return out == nil
	})
	return out
}

func TestStart_namesTheShopAndGoesOnToTheImport(t *testing.T) {
	w := newWorld(t, options{noShop: true})
	w.see("Aftercare", "Name of the shop", "Import orders", "Open the sample shop")
	w.shot("start-en")
	for _, r := range "南丫商店 Lamma" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	w.tap("繁體中文")
	w.see("店名", "匯入訂單")
	if got := nameField(w).Text(); got != "南丫商店 Lamma" {
		t.Errorf("after the language changed the name is %q, want what was typed", got)
	}
	w.shot("start-zh-Hant")
	w.key(fyne.KeyReturn)
	setup, err := w.desk.Setup(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if setup.Shop.Name != "南丫商店 Lamma" || setup.Shop.Language != string(text.Traditional) || setup.Shop.Sample {
		t.Errorf("shop = %+v", setup.Shop)
	}
	if got := setup.Channels[0].Name; got != "自營店" {
		t.Errorf("the first channel is called %q, want it in the shop's language", got)
	}
	if w.shell.current != "import" {
		t.Errorf("page = %q, want import", w.shell.current)
	}
	w.see("今天", "訂單")
}

func TestStart_asksForAName(t *testing.T) {
	w := newWorld(t, options{noShop: true, lang: text.English})
	w.key(fyne.KeyReturn)
	w.see("Fill in")
	w.shot("start-fault")
	if _, err := w.desk.Setup(w.ctx); !errors.Is(err, domain.Code("missing.shop")) {
		t.Errorf("Setup() error = %v, want missing.shop", err)
	}
}

func TestStart_opensTheSampleShop(t *testing.T) {
	w := newWorld(t, options{noShop: true})
	w.shell.env.prog.Sample = func(ctx context.Context, language string, progress func(float64)) error {
		progress(0.5)
		w.see("Filling the sample shop, 50 %")
		w.shot("start-filling")
		_, err := w.desk.Begin(ctx, desk.FirstStart{Name: "Sample", Language: language, Sample: true})
		return err
	}
	w.tap("Open the sample shop")
	if w.shell.current != "today" {
		t.Errorf("page = %q, want today", w.shell.current)
	}
	w.see("Sample shop")
	w.visit(route{page: "settings"})
	w.see("are made up")
	w.shot("settings-sample")
}

func TestStart_staysWhenTheSampleIsStopped(t *testing.T) {
	w := newWorld(t, options{noShop: true})
	w.shell.env.prog.Sample = func(context.Context, string, func(float64)) error { return context.Canceled }
	w.tap("Open the sample shop")
	w.see("Nothing was kept", "Name of the shop")
}

func TestHelp_showsKeysAndStore(t *testing.T) {
	w := newWorld(t, options{})
	w.shell.env.prog.Store = "/home/mei/shop.aftercare"
	w.key(fyne.KeyF1)
	w.see("Keys", "Ctrl K", "Search or scan", "Ctrl 1")
	w.shot("help-keys")
	w.tap("Rights, lock, Undo")
	w.see("Who may do what", "Verifies and pays", "Ctrl L locks the window at once", "Refunds and payments", "it is about money", "Nothing is lost")
	w.shot("help-trust")
	w.tap("About Aftercare")
	w.see("MIT", "/home/mei/shop.aftercare", version)
	w.shot("help-about")
	w.key(fyne.KeyEscape)
	if w.shell.current != "today" {
		t.Errorf("after Esc the page is %q, want today", w.shell.current)
	}
}
