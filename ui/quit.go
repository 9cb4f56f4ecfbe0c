package ui

// filler is a page with forms that stay half-filled while another page is open.
// Only the end of the program takes them away.
type filler interface {
	// filled is the form that is open, nil for none.
	filled() *form
}

func (p *ordersPage) filled() *form  { return p.record.form }
func (p *casesPage) filled() *form   { return p.form }
func (p *repairsPage) filled() *form { return p.record.form }
func (p *moneyPage) filled() *form   { return p.form }

// quit closes the window, once the open page lets go of it, and after a warning
// on each form that would be lost.
func (s *shell) quit() {
	if g, ok := s.page().(guard); ok && !g.leave(s.quit) {
		return
	}
	for _, p := range places {
		f, ok := s.pages[p.key].(filler)
		if !ok || f.filled() == nil || f.filled().letsGo("form.typed_quit") {
			continue
		}
		if s.current != p.key {
			s.open(route{page: p.key})
		}
		return
	}
	s.window.Close()
}
