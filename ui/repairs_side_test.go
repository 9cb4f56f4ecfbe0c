package ui

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/repair"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
)

// stage goes on with the open job by the key of an event, fills the form in and
// sends it.
func (w *world) stage(event string, words ...string) {
	w.t.Helper()
	w.shell.do(event)
	for i := 0; i+1 < len(words); i += 2 {
		w.typeInto(words[i], words[i+1])
	}
	w.menu("save")
	if f := w.shell.page().(*repairsPage).record.form; f != nil {
		w.t.Fatalf("%s: the form %q is still open; the window shows %q", event, f.title, w.labels())
	}
}

func (w *world) jobIs(id int, want repair.State) repair.Job {
	w.t.Helper()
	v, err := w.desk.Repair(w.ctx, domain.ID(id))
	if err != nil || v.State != want {
		w.t.Fatalf("job %d is %q (%v), want %q; the window shows %q", id, v.State, err, want, w.labels())
	}
	return v.Job
}

func TestRepairs_maker(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 3})
	w.shell.do("repair_send_away")
	w.menu("save")
	w.see("Fill in Maker or workshop.")
	w.typeInto("Maker or workshop", "Maker Ltd")
	w.typeInto("Number", "RMA-7")
	w.typeInto("Expected back", "20/3/2026")
	w.shot("repair-send-away")
	w.menu("save")
	w.see("At the workshop", "Maker Ltd", "RMA-7, sent today")
	w.stage("advance", "What they found or did", "new board", "What they charge", "250")
	w.see("new board, HK$250.00")
	w.shot("repair-away-back")
	if j := w.jobIs(3, repair.Repairing); j.Legs[0].Cost != money.Of(25000, "HKD") {
		t.Errorf("the maker's leg is %+v", j.Legs)
	}
}

func TestRepairs_beyondRepair(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 3})
	w.stage("give_up", "Note", "board corroded")
	w.see("Replace it...")
	w.shell.do("repair_refund")
	w.menu("save")
	w.see("Give the amount to refund")
	w.typeInto("Amount", "468")
	w.menu("save")
	w.jobIs(3, repair.Refunded)
	w.see("Instead", "HK$468.00")
	w.menu("unrepaired")
	if len(w.output.files) != 1 {
		t.Errorf("%d papers were kept, want the declaration", len(w.output.files))
	}
	w.shot("repair-refunded")
}

func TestRepairs_loaner(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 5})
	w.menu("lend")
	w.menu("save")
	w.see("Fill in Loaner.")
	w.typeInto("Loaner", "Film camera, spare")
	w.menu("save")
	w.see("J-0005: the loaner is out.", "Film camera, spare", "out since")
	w.menu("advance")
	w.typeInto("Collected by", "張偉")
	w.menu("save")
	w.jobIs(5, repair.Returned)
	w.menu("advance")
	w.menu("save")
	w.see("is still with the customer")
	w.key(fyne.KeyEscape)
	w.menu("loaner_back")
	w.typeInto("Condition", "as new")
	w.menu("save")
	w.see("as new")
	w.stage("advance")
	w.jobIs(5, repair.Closed)
}

func TestRepairs_told(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.templates()
	w.visit(route{page: "repairs", id: 4})
	w.menu("tell")
	p := w.shell.page().(*messagePage)
	if !strings.Contains(p.body.Text(), "the repair would cost") {
		t.Errorf("a quote's message says %q", p.body.Text())
	}
	p.way.SetSelected("in_person")
	w.menu("save")
	w.see("Told the customer", "Over the counter")
	if j := w.jobIs(4, repair.Quoted); len(j.Told) != 1 || j.Told[0].What != "quote" {
		t.Errorf("told = %+v", j.Told)
	}
}

// TestRepairs_whoPays: what the warranty covers cannot be charged in silence.
func TestRepairs_whoPays(t *testing.T) {
	w := newWorld(t, options{}, bench)
	w.visit(route{page: "repairs", id: 3})
	w.shell.do("repair_quote")
	list := fieldPart[*workList](w.shell.page().(*repairsPage).record.form)
	list.rows[0].title.SetText("Battery")
	list.rows[0].price.SetText("95")
	w.menu("save")
	w.see(`The warranty covers "Battery"`)
	list.rows[0].pays = "wear"
	w.menu("save")
	j := w.jobIs(3, repair.Quoted)
	if _, _, total := j.Total(); total.Minor != 9500 || j.Work[0].Excluded != "wear" {
		t.Errorf("quoted %v for %+v", total, j.Work)
	}
	w.see("Battery (not covered: Wear part)")
	w.shot("repair-partly-covered")
}

func TestRepairs_photos(t *testing.T) {
	w := newWorld(t, options{}, bench)
	dir := t.TempDir()
	photo, text := filepath.Join(dir, "scratch.png"), filepath.Join(dir, "not.txt")
	f, err := os.Create(photo)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("no photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "repairs", id: 4})
	w.shell.page().(*repairsPage).record.env.desk.Blobs = blob.In(t.TempDir())
	w.menu("add_photo")
	w.typeInto("File", filepath.Join(dir, "gone.png"))
	w.menu("save")
	if f := w.shell.page().(*repairsPage).record.form; f == nil {
		t.Fatal("a file that is not there was taken")
	}
	w.typeInto("File", photo)
	w.typeInto("What it shows", "scratch")
	w.menu("save")
	w.see("scratch")
	p := w.shell.page().(*repairsPage)
	if !p.dropped([]string{photo}) { // the same again: attached once
		t.Error("a drop on the open job was not taken")
	}
	if j := w.jobIs(4, repair.Quoted); len(j.Files) != 1 || !j.Files[0].Photo || j.Files[0].Caption != "scratch" {
		t.Errorf("files = %+v", j.Files)
	}
	w.menu("add_photo")
	w.typeInto("File", text)
	w.tap("It is a photo of the receipt")
	w.menu("save")
	if p.record.form == nil {
		t.Error("a text was taken as a photo of the receipt")
	}
	w.see("is not a photo")
}

func TestRepairs_report(t *testing.T) {
	w := newWorld(t, options{}, bench, func(w *world) {
		w.brought("Kettle", "Ho", 24, append(toDiagnosed(), repair.Entry{Event: repair.Begin},
			repair.Entry{Event: repair.Test, Done: "new switch", Work: []repair.Work{{Kind: "part", Title: "Switch", Quantity: 100, Each: money.Of(12000, "HKD")}}},
			repair.Entry{Event: repair.GiveBack})...)
	})
	w.visit(route{page: "repairs"})
	w.shell.page().(*repairsPage).report.env.prog.Sheet = exchange.WriteSheet
	w.menu("repair_report")
	w.see("Turnaround by stage", "Cost of warranty, by product and fault", "Kettle", "HK$120.00", "J-0006, Ho")
	w.shot("repair-report")
	w.menu("day_receipts")
	w.menu("repair_csv")
	w.menu("repair_xlsx")
	found := map[string]bool{}
	for name, data := range w.output.files {
		found[name] = true
		if strings.HasSuffix(name, ".csv") && !strings.Contains(string(data), "Kettle") {
			t.Errorf("the report has no kettle: %s", data)
		}
	}
	if len(found) != 3 {
		t.Errorf("kept %v, want the day's receipts and the report twice", found)
	}
	w.key(fyne.KeyEscape) // what was written is told
	w.key(fyne.KeyEscape)
	w.see("6 open")
}
