package ui

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"aftercare/domain/casefile"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage/blob"
	"aftercare/ui/widgets"
)

func picture(t *testing.T, shade uint8) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for x := range 320 {
		for y := range 200 {
			m.Set(x, y, color.RGBA{shade, uint8(x), uint8(y), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "photo.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Evidence of a case: dropped on the window, pasted as a path, refused when it is
// no file; the pack holds the PDF, the ZIP every original and its hash.
func TestEvidencePage_ofACase(t *testing.T) {
	w := newWorld(t, options{}, shopDay)
	files := blob.In(filepath.Join(t.TempDir(), "files"))
	w.desk.Blobs, w.shell.env.desk.Blobs = files, files
	o := w.numbered("LS-10447")
	v, err := w.desk.OpenCase(w.ctx, desk.OpenRequest{Order: o.ID, Request: casefile.Request{Reason: "damaged_in_transit", Remedy: casefile.Exchange, Received: true, Words: "The box was crushed",
		Items: []casefile.Asked{{Line: 1, Quantity: 1}}}})
	if err != nil {
		t.Fatal(err)
	}
	w.visit(route{page: "cases", id: v.ID})
	w.menu("evidence")
	if w.shell.current != "evidence" {
		t.Fatalf("page = %q, want the evidence", w.shell.current)
	}
	w.see("No photos or files yet")
	w.typeInto("Where the file is", "/nowhere/photo.png")
	w.tap("Keep a copy")
	if got := w.field("Where the file is").Fault(); !strings.Contains(got, "photo.png") {
		t.Errorf("a file that is not there: %q", got)
	}
	letter := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(letter, []byte("the carrier's letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(picture(t, 90)), storage.NewFileURI(letter)})
	w.see("photo.png", "letter.txt")
	w.typeInto("Where the file is", picture(t, 200))
	w.typeInto("Caption", "left corner")
	w.tap("Keep a copy")
	e, err := w.desk.Evidence(w.ctx, desk.EvidenceQuery{Entity: "case", ID: v.ID})
	if err != nil || len(e.Files) != 3 {
		t.Fatalf("files = %+v (%v)", e.Files, err)
	}
	w.shot("evidence-page")
	w.menu("evidence")
	pdf := w.output.files["evidence-"+v.Number+".pdf"]
	if !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Fatal("no pack was made")
	}
	if dir := os.Getenv("SHOTS"); dir != "" {
		os.WriteFile(filepath.Join(dir, "evidence.pdf"), pdf, 0o600)
	}
	w.menu("evidence_zip")
	packed := w.output.files["evidence-"+v.Number+".zip"]
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil || len(z.File) != 4 {
		t.Fatalf("the ZIP holds %v (%v), want three originals and their hashes", z, err)
	}
}

// Files are kept with an order before anything left; a parcel takes the photos
// of the packing table with it, dropped on the form.
func TestOrdersPage_photosOfTheParcel(t *testing.T) {
	w := newWorld(t, options{}, busy)
	o := w.put(deskOrder{number: "LS-10700", who: "周慧敏", placed: "2026-03-11 10:00", lines: []order.Line{article("Cup", "CUP", 1, 9000)}})
	w.visit(route{page: "orders", id: o.ID})
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(picture(t, 90))})
	if w.shell.current != "evidence" {
		t.Fatalf("a photo dropped on an order leads to %q", w.shell.current)
	}
	w.see("photo.png")
	w.visit(route{page: "orders", id: o.ID, do: "ship"})
	fileEntry(w).SetText("/nowhere/gone.png")
	w.menu("save")
	if got := w.field("Photos").Fault(); !strings.Contains(got, "gone.png") {
		t.Errorf("a file that is not there: %q", got)
	}
	fileEntry(w).SetText("")
	w.shell.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(picture(t, 120))})
	w.shot("ship-form")
	w.menu("save")
	v, err := w.desk.Order(w.ctx, o.ID)
	if err != nil || len(v.Files) != 1 || len(v.Shipments) != 1 || len(v.Shipments[0].Files) != 1 || v.Files[0].Hash == v.Shipments[0].Files[0].Hash {
		t.Fatalf("order files %+v, parcels %+v (%v)", v.Files, v.Shipments, err)
	}
	w.see("Photos and files")
	w.shot("order-files")
	e, err := w.desk.Evidence(w.ctx, desk.EvidenceQuery{Entity: "order", ID: o.ID})
	if err != nil || len(e.Files) != 2 || e.Files[0].From != "order" || e.Files[1].From != "shipping" {
		t.Errorf("evidence %+v (%v)", e.Files, err)
	}
}

// fileEntry is where the paths of files are typed.
func fileEntry(w *world) *widgets.Entry {
	var found *widgets.Entry
	walk(seen{part: w.field("Photos").Control()}, func(s seen) bool {
		if e, ok := s.part.(*widgets.Entry); ok {
			found = e
		}
		return found == nil
	})
	return found
}
