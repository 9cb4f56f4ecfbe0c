//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
)

// sitting is one morning at the program, in one language and on one export.
type sitting struct {
	*seat
	file           string // of orders to take in
	days           string // how a date of it that can be read two ways is to be read, "" where none is
	orders, open   string // of them are good, and wait to be shipped
	faulty         string // rows
	late, sent     string // orders: one to be delayed, one that comes back
	minor          string // what is paid back for it
	sku            string // of its goods, "" for goods that are not counted
	units          string
	returns        string // the number of the return under way
	name, language string
}

// TestSitting is one morning at the program, in each of two languages.
func TestSitting(t *testing.T) {
	for _, d := range []sitting{
		{language: "en", name: "After Coffee", file: "orders_export.csv", days: "dmy", orders: "223", open: "70", faulty: "11", late: "#1006", sent: "#1003",
			minor: "26000", sku: "TMP-58", units: "1"},
		{language: "zh-Hant", name: "後來咖啡", file: "ExportOrderList.csv", orders: "223", open: "54", faulty: "7", late: "3161200000395954150", sent: "3161200000000003087",
			minor: "24512", units: "3"},
	} {
		t.Run(d.language, func(t *testing.T) {
			t.Parallel() // each on a screen of its own
			d.seat = newSeat(t, d.language, "", "後來咖啡")
			d.begin()
			d.importing()
			d.address()
			d.looking()
			d.promising()
			d.returning()
			d.intaking()
			d.refunding()
			d.repairing()
			d.closing()
			d.sound()
		})
	}
}

// begin names the shop.
func (s *sitting) begin() {
	if s.language == "zh-Hant" {
		s.press("shift+Tab", "shift+Tab", "Return")
	}
	s.write(s.name)
	s.shot("01-start")
	s.press("Return")
	s.kept("shop.show", "{}", map[string]string{"shop.language": s.language, "shop.name": s.name})
	s.shot("02-import")
}

// importing takes in an order export by its path. The same file again would
// change nothing.
func (s *sitting) importing() {
	path, err := filepath.Abs("../../storage/exchange/testdata/" + s.file)
	if err != nil {
		s.Fatal(err)
	}
	s.write(path)
	s.press("Return")
	s.shot("03-import-preview")
	read := []string{"import", path, "--preview"}
	if s.days != "" {
		// Day first is the sixth thing back from the list.
		s.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return")
		read = append(read, "--days", s.days)
	}
	s.press("Return")
	s.kept("order.list", `{"limit":1}`, map[string]string{"count": s.orders})
	s.kept("order.list", `{"filter":"open","limit":1}`, map[string]string{"count": s.open})
	v, err := s.ask(read...)
	if err != nil {
		s.Fatal(err)
	}
	for count, want := range map[string]string{"unchanged": s.orders, "review": s.faulty, "new": "", "changed": ""} {
		if got := at(v, "counts."+count); got != want {
			s.Errorf("the same file again has %q orders %s, want %q", got, count, want)
		}
	}
	s.rest()
	s.shot("04-import-done")
	s.press("Return")
	s.shot("05-orders")
}

// address gives the shop the address to which returns go.
func (s *sitting) address() {
	s.press("ctrl+9", "Down", "Return")
	s.write("Flat 5A, 12 Tai Nan Street, Sham Shui Po, Hong Kong")
	s.press("ctrl+s")
	s.kept("shop.show", "{}", map[string]string{"shop.returns": "Flat 5A, 12 Tai Nan Street, Sham Shui Po, Hong Kong"})
	s.rest()
	s.shot("06-settings")
}

// closing looks at the day, finds by name and phone, and changes the language.
func (s *sitting) closing() {
	s.press("ctrl+1")
	s.shot("25-today")
	s.press("ctrl+k")
	s.write("Priya")
	s.shot("26-search")
	s.press("Escape", "ctrl+k")
	s.write("4567")
	s.press("Return")
	s.calm(12)
	s.press("ctrl+9")
	for range 9 { // from the addresses, where the page was left, to language and look
		s.press("Down")
	}
	s.press("Return", map[string]string{"en": "Right", "zh-Hant": "Left"}[s.language])
	s.kept("shop.show", "{}", map[string]string{"shop.language": map[string]string{"en": "zh-Hant", "zh-Hant": "en"}[s.language]})
	s.rest()
}
