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
}

// returning signs off an order and opens a case on it.
func (s *seat) returning() {
	s.find(map[string]string{"en": "#1003", "zh-Hant": "3161200000003087"}[s.lang])
	s.shot("14-shipped")
	s.press("Return")
	s.shot("15-sign-off")
	s.press("Return")
	s.shot("16-signed-off")
	s.press("Return")
	s.shot("17-case-new")
	s.press("Return")
	s.shot("18-case-reason")
	s.press("Down", "Down", "Return")
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
	s.shot("24-instructions")
}

// address gives the shop the address to which returns go.
func (s *seat) address() {
	s.press("ctrl+8")
	s.shot("30-settings")
	s.press("Tab")
	s.shot("30-settings-tab")
	s.press("Down")
	s.shot("31-settings-addresses")
}
