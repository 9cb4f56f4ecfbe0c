package ui

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/ui/text"
)

// shipped gives an order that stands for one that left in a parcel.
func (w *world) shipped(o order.Order, s order.Shipment) order.Order {
	w.t.Helper()
	s.At = o.ShippedAt
	for _, l := range o.Lines {
		s.Items = append(s.Items, order.Packed{Line: l.No, Quantity: l.Quantity})
	}
	o.Shipments = []order.Shipment{s}
	if err := w.desk.Store.Update(w.ctx, func(tx desk.Tx) error { return tx.PutOrder(&o) }); err != nil {
		w.t.Fatal(err)
	}
	return o
}

// picture makes a small photo on this machine.
func (w *world) picture(name string) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	f, err := os.Create(path)
	if err == nil {
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		for i := range img.Pix {
			img.Pix[i] = byte(i*7+len(name)) ^ name[i%len(name)]
		}
		err = png.Encode(f, img)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	f.Close()
	return path
}

// TestIntake_walk takes ten parcels in by keys alone, as they come at a desk, in
// English and in Chinese.
func TestIntake_walk(t *testing.T) {
	for _, lang := range []text.Lang{text.English, text.Traditional} {
		cases := map[string]casefile.Case{}
		w := newWorld(t, options{lang: lang}, func(w *world) {
			w.product("SPK-S2", "Bluetooth speaker, slate", "electronics", 12)
			for i, name := range []string{"clean", "short", "over", "wrong", "empty", "two", "two2", "misuse", "serial", "unknown"} {
				o := w.sold(numbered("Y03881%02d", i), "曾詠詩", soldLine(2, "SPK-S2", "Bluetooth speaker, slate", 46800))
				o = w.shipped(o, order.Shipment{Tracking: numbered("SF14562209%02d", i), Weight: 840, Serials: []string{numbered("SN 88 4120 77%02d", i)}})
				cases[name] = w.returning(o)
			}
		})
		shot := func(name string) { w.shot("walk-" + string(lang) + "-" + name) }
		last := func(name string) (parcel.Parcel, casefile.Case) {
			t.Helper()
			v, err := w.desk.Case(w.ctx, cases[name].ID)
			if err != nil || len(v.Parcels) == 0 || v.Parcels[len(v.Parcels)-1].Last() == nil {
				t.Fatalf("%s: %+v, %v", name, v.Parcels, err)
			}
			return v.Parcels[len(v.Parcels)-1], v.Case
		}
		w.visit(route{page: "intake"})

		w.scan(cases["clean"].Return)
		w.keys("9~11~")
		if p, c := last("clean"); p.State != parcel.PutAway || c.Items[0].Accepted != 2 {
			t.Errorf("clean: %s, %+v", p.State, c.Items[0])
		}

		w.scan(cases["short"].Return) // one of two, the rest follows
		w.keys("91~2")
		shot("rest")
		w.keys("11~")
		if _, c := last("short"); c.Items[0].Counted != 1 || c.Parcel == casefile.Inspected {
			t.Errorf("short: %+v, the parcel is %s", c.Items[0], c.Parcel)
		}
		w.scan(cases["over"].Return)
		w.keys("93~11~")
		if _, c := last("over"); c.Items[0].Counted != 3 || c.Items[0].Accepted != 2 {
			t.Errorf("over: %+v", c.Items[0])
		}

		w.scan(cases["wrong"].Return)
		w.keys("9~6")
		shot("came")
		w.keys("a red cup~")
		w.keys("48") // damaged, decided later
		w.keys("5" + w.picture("cup.png") + "~")
		shot("wrong")
		w.keys("~")
		if p, c := last("wrong"); p.State != parcel.Inspected || p.Last().Counts[0].Outcome() != parcel.Wrong || p.Last().Counts[0].Came != "a red cup" || c.Items[0].Accepted != 0 {
			t.Errorf("wrong: %s, %+v, %+v", p.State, p.Last().Counts[0], c.Items[0])
		}

		w.scan(cases["empty"].Return)
		w.keys("90~1~")
		if p, _ := last("empty"); p.Last().Counts[0].Outcome() != parcel.Empty {
			t.Errorf("empty: %+v", p.Last().Counts[0])
		}

		w.scan(cases["two"].Return)
		w.keys("9~111")
		w.keys(strings.TrimPrefix(cases["two2"].Return, "R-") + "~")
		w.keys("~22~")
		shot("two")
		if p, c := last("two2"); len(p.CaseIDs) != 2 || c.Items[0].Accepted != 2 {
			t.Errorf("two cases in one: %v, %+v", p.CaseIDs, c.Items[0])
		}

		w.scan("YT7488203199001") // nobody knows it
		w.keys("6")
		shot("unknown")
		w.keys("4")
		w.keys(strings.TrimPrefix(cases["unknown"].Return, "R-") + "~")
		w.keys("9~11~")
		if p, c := last("unknown"); p.How != parcel.Refused || c.Items[0].Accepted != 2 {
			t.Errorf("unknown, refused: %q, %+v", p.How, c.Items[0])
		}

		w.scan(cases["misuse"].Return)
		w.keys("9~")
		w.keys("747") // misused, damaged, back to the customer
		w.keys("30.86~")
		shot("misuse")
		w.keys("~")
		if p, c := last("misuse"); !p.Last().Counts[0].Misuse || p.Last().Weight != 860 || c.Items[0].Accepted != 0 || len(w.output.files) != 1 {
			t.Errorf("misuse: %+v, %d g, %+v, papers %d", p.Last().Counts[0], p.Last().Weight, c.Items[0], len(w.output.files))
		}
		shot("back-label")

		w.scan(cases["serial"].Return)
		w.keys("111")
		w.scan("SN 99 0000 0001") // another one than was shipped
		shot("serial")
		p := w.shell.page().(*intakePage)
		if c := p.parcel.Draft().Checks[3]; c.Mark != parcel.Failed || c.Note == "" || p.parcel.Draft().Serial != "SN 99 0000 0001" {
			t.Errorf("serial: %+v, %q", c, p.parcel.Draft().Serial)
		}
		w.keys("9~11~")
		if _, c := last("serial"); c.Items[0].Accepted != 0 {
			t.Errorf("another serial number is accepted: %+v", c.Items[0])
		}
		w.scan(cases["clean"].Return)
		w.keys("2") // a second parcel with its number
		w.keys("91~11~")
		if p, c := last("clean"); p.Number != cases["clean"].Return+".2" || c.Items[0].Counted != 3 {
			t.Errorf("a second parcel: %s, %+v", p.Number, c.Items[0])
		}
		for _, l := range w.labels() {
			if strings.Contains(l, "⟦") {
				t.Errorf("%s: a word is missing: %s", lang, l)
			}
		}
	}
}

// Pictures come from files, by drop and from a watched folder, and go to the
// check that is asked; one that needs a photo waits for it.
func TestIntake_photos(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	if _, err := w.desk.SetIntake(w.ctx, desk.IntakeSetting{Photos: "/phone"}); err != nil {
		t.Fatal(err)
	}
	var found []string
	w.shell.env.prog.Pictures = func(folder string, _ time.Time) ([]string, error) {
		if folder != "/phone" {
			t.Errorf("watched %q, want /phone", folder)
		}
		return found, nil
	}
	w.visit(route{page: "intake"})
	p := w.shell.page().(*intakePage)
	found = []string{w.picture("early.png")}
	p.look()
	w.scan(number)
	w.keys("12") // the box failed
	w.see("needs a photo")
	w.keys("0")
	found = []string{w.picture("a.png"), w.picture("other.png")}
	p.look()
	p.look()
	w.see("Add 2 new photos")
	w.shot("photos-offered")
	w.keys("5")
	w.unseen("needs a photo", "Add 2 new photos")
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(w.picture("dropped.png"))})
	w.keys("5")
	w.keys(w.picture("typed.png") + "~")
	notPhoto := filepath.Join(t.TempDir(), "no.jpg")
	if err := os.WriteFile(notPhoto, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(notPhoto)})
	w.see("no.jpg")
	w.shot("photos")
	got := w.parcelOf(number).Parcel.Photos
	if len(got) != 4 || got[0].Check != "box" || got[0].Name != "a.png" {
		t.Errorf("photos %+v, want four, the first of the box", got)
	}
	p.unpicture(got[3].Hash)
	if got := w.parcelOf(number).Parcel.Photos; len(got) != 3 {
		t.Errorf("after one was taken away: %d photos, want 3", len(got))
	}
}

// A failed check that needs its photo keeps the parcel at the desk.
func TestIntake_needsPhoto(t *testing.T) {
	var number string
	w := newWorld(t, options{}, speaker(&number))
	w.visit(route{page: "intake"})
	w.scan(number)
	w.keys("129~11~")
	w.see("needs a photo", "Outer box")
	if p := w.shell.page().(*intakePage); p.at != 1 {
		t.Errorf("the desk asks station %d, want the box", p.at)
	}
}

func TestReadGrams(t *testing.T) {
	for typed, want := range map[string]int{"860": 860, "860 g": 860, "0.86": 860, "0,86 kg": 860, "1.5kg": 1500, "2 kg": 2000} {
		if got, ok := readGrams(typed); !ok || got != want {
			t.Errorf("readGrams(%q) = %d, %v, want %d", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "heavy", "-3", "9999999", "1e99"} {
		if got, ok := readGrams(typed); ok {
			t.Errorf("readGrams(%q) = %d, want a refusal", typed, got)
		}
	}
}
