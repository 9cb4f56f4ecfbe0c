//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
)

// TestSitting is one morning at the program, in each of two languages.
func TestSitting(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hant"} {
		t.Run(lang, func(t *testing.T) {
			s := newSeat(t, lang, "", "後來咖啡")
			s.begin()
			s.importing(map[string]string{"en": "orders_export.csv", "zh-Hant": "ExportOrderList.csv"}[lang])
			s.address()
			s.looking()
			s.promising()
			s.returning()
			s.intaking()
			s.refunding()
			s.repairing()
			s.closing()
		})
	}
}

// begin names the shop.
func (s *seat) begin() {
	s.shot("00-start")
	if s.lang == "zh-Hant" {
		s.press("shift+Tab")
		s.shot("00-start-tab")
		s.press("shift+Tab", "Return")
		s.write("後來咖啡")
	} else {
		s.write("After Coffee")
	}
	s.shot("00-start-named")
	s.press("Return")
	s.kept("shop.show", "{}", map[string]string{"shop.language": s.lang})
	s.shot("01-import")
}

// importing takes in an order export by its path.
func (s *seat) importing(file string) {
	path, err := filepath.Abs("../../storage/exchange/testdata/" + file)
	if err != nil {
		s.Fatal(err)
	}
	s.write(path)
	s.press("Return")
	s.shot("02-import-preview")
	s.press("Return")
	s.kept("order.list", `{"filter":"open","limit":1}`, nil)
	s.shot("03-import-done")
	s.press("Return")
	s.shot("04-orders")
}

// looking finds its way about the list of orders.
func (s *seat) looking() {
	s.press("Down")
	s.shot("05-orders-down")
	s.press("ctrl+f")
	s.shot("06-orders-filter")
	s.press("Escape")
	s.find(map[string]string{"en": "#1006", "zh-Hant": "3161200000395954150"}[s.lang])
	s.shot("07-order")
}

// find opens what a number names.
func (s *seat) find(number string) {
	s.Helper()
	s.press("ctrl+k")
	s.write(number)
	s.press("Return")
	s.calm(12) // the box waits for the rest of a scan, then the record is read
}

// promising writes a note and agrees a delay, at first without its reason.
func (s *seat) promising() {
	s.press("ctrl+m")
	s.shot("08-note")
	s.write("Maker says the batch leaves Foshan on Thursday.")
	s.press("ctrl+s")
	s.shot("09-note-kept")
	s.press("ctrl+d")
	s.shot("10-delay")
	s.press("Return")
	s.shot("11-delay-refused")
	s.write("2026-12-18")
	s.press("Tab")
	s.shot("12-delay-tab")
	s.write("Ships with the second batch; HK$50 off the next order.")
	s.press("Tab", "Tab", "Return")
	s.shot("12-delay-how")
	s.press("Down", "Return")
	s.press("Tab", "Tab", "Tab")
	s.write("Maker late")
	s.shot("12-delay-filled")
	s.press("Return")
	s.shot("13-delay-kept")
	s.shot("orders") // the one that the README shows
}

// returning signs off an order and opens a case on it.
func (s *seat) returning() {
	s.find(map[string]string{"en": "#1003", "zh-Hant": "3161200000000003087"}[s.lang])
	s.shot("14-shipped")
	s.press("Return")
	s.shot("15-sign-off")
	s.press("Return")
	s.shot("16-signed-off")
	s.press("Return")
	s.shot("17-case-new")
	s.press("Return")
	s.shot("18-case-reason")
	s.press("Down", "Down", "Down", "Down", "Return")
	s.press("Tab", "Return")
	s.shot("19-case-remedy")
	s.press("Down", "Return")
	s.shot("19-case-judged")
	s.press("ctrl+s")
	s.shot("20-case")
	s.press("Return")
	s.shot("21-case-replied")
	s.write("Photos received")
	s.press("Return")
	s.shot("22-case-decide")
	s.press("Return")
	s.shot("23-case-agreed")
	s.press("Return")
	s.shot("24-label")
	s.press("ctrl+s")
	s.shot("25-label-made")
	v := s.kept("case.show", `{"case":1}`, map[string]string{"state": "agreed"})
	label := s.paper("label")
	s.codes(label, at(v, "return"))
	s.reads(label, "283.46 x 425.2 pts", at(v, "return"))
	s.number = at(v, "return")
}

// address gives the shop the address to which returns go.
func (s *seat) address() {
	s.press("ctrl+8")
	s.shot("30-settings")
	s.press("Down", "Return")
	s.shot("31-settings-addresses")
	s.write("Flat 5A, 12 Tai Nan Street, Sham Shui Po, Hong Kong")
	s.press("ctrl+s")
	s.shot("32-settings-saved")
	s.kept("shop.show", "{}", map[string]string{"shop.returns": "Flat 5A, 12 Tai Nan Street, Sham Shui Po, Hong Kong"})
}

// intaking takes the parcel in, by scanner and number keys.
func (s *seat) intaking() {
	s.press("ctrl+4")
	s.shot("40-intake")
	s.scan(s.number)
	s.shot("41-intake-expected")
	s.press("1", "9")
	s.shot("42-intake-checked")
	s.press("Return")
	s.shot("43-intake-counted")
	s.press("1")
	s.shot("44-intake-graded")
	s.press("1")
	s.shot("45-intake-placed")
	s.press("Return")
	s.shot("46-intake-finished")
	s.scan(s.number)
	s.shot("47-intake-again")
	s.scan("hello?")
	s.shot("48-intake-garbage")
	s.scan("SF1390277155821")
	s.shot("49-intake-unknown")
}

// refunding files the refund, books it as paid and closes the case.
func (s *seat) refunding() {
	s.press("ctrl+3")
	s.shot("50-case-refund-next")
	s.press("Return")
	s.shot("51-refund")
	s.press("Return")
	s.kept("refund.list", `{"open":true,"limit":5}`, map[string]string{"count": "1", "rows.0.state": "filed"})
	s.press("ctrl+6")
	s.shot("52-money")
	s.press("Return")
	s.shot("53-money-paid")
	s.press("Return")
	s.kept("refund.list", `{"limit":5}`, map[string]string{"count": "1", "rows.0.state": "paid"})
	s.press("ctrl+3")
	s.shot("54-case-close-next")
	s.press("Return")
	s.press("Left", "Left")
	s.shot("55-case-close")
	s.press("Return")
	s.kept("case.show", `{"case":1}`, map[string]string{"state": "closed", "content": "yes"})
	s.shot("56-case-closed")
}

// repairing takes a repair from the counter to the counter, with both receipts.
func (s *seat) repairing() {
	s.press("ctrl+5")
	s.shot("60-repairs")
	s.press("ctrl+n")
	s.shot("61-repair-new")
	for _, words := range []string{"Coffee grinder, 40 mm", "Burnt smell after ten seconds.", "EG40-2207-0318"} {
		s.write(words)
		s.press("Tab")
	}
	s.press("Tab")
	for _, words := range []string{"Priya Nair", "+852 9123 4567", "12 Main Street", "2026-10-01", "12"} {
		s.write(words)
		s.blind("Tab")
	}
	s.shot("62-repair-request")
	s.press("ctrl+s")
	s.kept("repair.show", `{"job":1}`, map[string]string{"state": "requested"})
	for i, stage := range []struct {
		words []string
		state string
	}{{nil, "confirmed"}, {nil, "received"}, {[]string{"scratched hopper"}, "checked"}, {[]string{"worn brushes"}, "diagnosed"}, {nil, "repairing"}, {[]string{"New brushes"}, "tested"}, {nil, "returned"}, {nil, "closed"}} {
		s.press("Return")
		for _, words := range stage.words {
			s.write(words)
		}
		s.shot("63-repair-" + itoa(i))
		s.press("ctrl+s")
		s.kept("repair.show", `{"job":1}`, map[string]string{"state": stage.state})
	}
	s.shot("64-repair-done")
	s.papersOfRepair()
}

// papersOfRepair prints the receipt as a script would: on the page it is a link.
func (s *seat) papersOfRepair() {
	path := filepath.Join(s.TempDir(), "receipt.pdf")
	if out, err := s.run("receipt", "J-0001", "--out", path); err != nil {
		s.Fatalf("receipt: %v: %s", err, out)
	}
	s.reads(path, "419.53 x 595.28 pts", "J-0001", "EG40-2207-0318", "Priya Nair")
}

// closing looks at the day, finds by name and phone, and changes the language.
func (s *seat) closing() {
	s.press("ctrl+1")
	s.shot("70-today")
	s.press("ctrl+k")
	s.write("Priya")
	s.shot("71-search-name")
	s.press("Escape")
	s.press("ctrl+k")
	s.write("4567")
	s.shot("72-search-phone")
	s.press("Return")
	s.calm(12)
	s.shot("73-found")
	s.press("ctrl+8")
	s.press("Down", "Down", "Down", "Down")
	s.shot("80-look")
	s.press("Return")
	s.press(map[string]string{"en": "Right", "zh-Hant": "Left"}[s.lang])
	s.kept("shop.show", "{}", map[string]string{"shop.language": map[string]string{"en": "zh-Hant", "zh-Hant": "en"}[s.lang]})
	s.shot("81-language-changed")
	if v, err := s.ask("check"); err != nil || at(v, "entries") == "" {
		s.Errorf("check: %v %v", v, err)
	}
}
