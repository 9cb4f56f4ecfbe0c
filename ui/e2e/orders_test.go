//go:build e2e

package e2e

import "fmt"

// looking finds its way about the list of orders.
func (s *sitting) looking() {
	s.press("ctrl+2", "Down", "ctrl+f", "Escape")
	s.find(s.late)
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

const (
	noteWords  = "Maker says the batch leaves Foshan on Thursday."
	delayTerms = "Ships with the second batch; HK$50 off the next order."
)

// promising writes a note and agrees a delay, at first with nothing in it.
func (s *sitting) promising() {
	request := fmt.Sprintf(`{"order":%s}`, s.recordOf(s.late))
	v, err := s.ask("do", "order.show", request)
	if err != nil {
		s.Fatal(err)
	}
	notes := 0
	for at(v, fmt.Sprintf("notes.%d.no", notes)) != "" {
		notes++
	}
	due := at(v, "force.due.day")
	s.press("ctrl+m")
	s.write(noteWords)
	s.shot("08-note")
	s.press("ctrl+s")
	v = s.kept("order.show", request, map[string]string{
		fmt.Sprintf("notes.%d.text", notes): noteWords, fmt.Sprintf("notes.%d.kind", notes): "note", "force.due.day": due})
	s.rest()
	s.refused(request, at(v, "version"), due)
	s.write("2026-12-18")
	s.press("Tab")
	s.write(delayTerms)
	s.press("Tab", "Tab", "Return", "Down", "Return", "Tab", "Tab", "Tab")
	s.write("Maker late")
	s.shot("10-delay")
	s.press("Return")
	s.kept("order.show", request, map[string]string{
		"agreed.date": "2026-12-18", "agreed.terms": delayTerms, "agreed.how": "wechat", "agreed.reason": "Maker late", "agreed.before": due,
		"first.due.day": due, "force.due.day": "2026-12-18", "force.source": "agreement", "standing": "agreed"})
	s.kept("order.list", `{"filter":"agreed","limit":5}`, map[string]string{"count": "1", "rows.0.number": s.late})
	s.rest()
	s.shot("11-delay-kept")
	s.registered()
}

// registered finds the agreement in the register by one key, and goes back from
// there to its order.
func (s *sitting) registered() {
	s.Helper()
	s.kept("note.register", `{}`, map[string]string{"rows.0.number": s.late, "rows.0.agreed": "2026-12-18", "rows.0.outcome": "open", "rate.broken": "0"})
	s.press("ctrl+g")
	s.rest()
	s.shot("11-register")
	s.press("Return")
	s.rest()
}

// refused sends the form of a delay with nothing in it: the fields say what is
// missing, and the order is as it was.
func (s *sitting) refused(request, version, due string) {
	s.Helper()
	s.press("ctrl+d")
	before := s.look(s.T).refusals()
	s.press("Return")
	got := 0
	// The date, the terms, how it was agreed, and the reason; a platform's note
	// may offer the date.
	if !until(patience, func() bool { got = s.look(s.T).refusals(); return got >= 3 }) || before != 0 {
		s.Errorf("%d fields were refused before the form was sent and %d after, want none and three or four", before, got)
	}
	s.rest()
	s.shot("09-delay-refused")
	s.kept("order.show", request, map[string]string{"version": version, "force.due.day": due, "agreed": ""})
}
