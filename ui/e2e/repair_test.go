//go:build e2e

package e2e

// repairing takes a repair from the counter to the counter, with both receipts.
func (s *sitting) repairing() {
	s.press("ctrl+5", "ctrl+n")
	for _, words := range []string{"Coffee grinder, 40 mm", "Burnt smell after ten seconds.", "EG40-2207-0318"} {
		s.write(words)
		s.press("Tab")
	}
	s.press("Tab")
	for _, words := range []string{"Priya Nair", "+852 9123 4567", "12 Main Street", "2026-10-01", "12"} {
		s.write(words)
		s.blind("Tab")
	}
	s.shot("23-repair")
	s.press("ctrl+s")
	s.kept("repair.show", `{"job":1}`, map[string]string{"state": "requested", "number": "J-0001", "serial": "EG40-2207-0318", "customer.name": "Priya Nair",
		"cover.from": "2026-10-01", "cover.months": "12"})
	s.rest()
	for _, stage := range []struct{ words, state, paper string }{
		{"", "confirmed", ""}, {"", "received", "intake"}, {"scratched hopper", "checked", ""}, {"worn brushes", "diagnosed", ""},
		{"", "repairing", ""}, {"New brushes", "tested", ""}, {"", "returned", "repair"}, {"", "closed", ""},
	} {
		s.press("Return")
		if stage.words != "" {
			s.write(stage.words)
		}
		s.press("ctrl+s")
		s.kept("repair.show", `{"job":1}`, map[string]string{"state": stage.state})
		s.rest()
		if stage.paper != "" {
			s.receipt(stage.paper)
		}
	}
	// The warranty bears it: no work is charged.
	s.kept("repair.show", `{"job":1}`, map[string]string{"verdict.answer": "pass", "verdict.fired.0.code": "warranty", "verdict.fired.0.args.until": "2027-10-01",
		"finding.condition": "scratched hopper", "finding.fault": "worn brushes", "done": "New brushes", "serial_out": "EG40-2207-0318", "work": ""})
}

// receipt makes the paper of the stage by the key for printing.
func (s *sitting) receipt(kind string) {
	s.Helper()
	s.press("ctrl+p")
	path := s.paper(kind + "-J-0001")
	s.codes(path, "QR-Code:J-0001")
	words := []string{"J-0001", "EG40-2207-0318", "Priya Nair", s.name}
	if kind == "repair" {
		words = append(words, "worn brushes", "New brushes", "HK$0.00")
	} else {
		words = append(words, "Burnt smell after ten seconds.")
	}
	s.reads(path, sizeA5, words...)
	s.rest()
	s.shot("24-receipt-" + kind)
}
