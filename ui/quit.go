package ui

import "aftercare/domain"

// filler is a page with forms that stay half-filled while another page is open.
type filler interface {
	// filled is the form that is open, nil for none.
	filled() *form
}

func (p *ordersPage) filled() *form  { return p.record.form }
func (p *casesPage) filled() *form   { return p.form }
func (p *repairsPage) filled() *form { return p.record.form }

func (p *ordersPage) recordID() domain.ID  { return p.record.id() }
func (p *casesPage) recordID() domain.ID   { return p.current }
func (p *repairsPage) recordID() domain.ID { return p.record.job.ID }
func (p *intakePage) recordID() domain.ID  { return p.parcel.ID }

// quit closes the window, once the open page lets go of it, and after each form
// that was not sent has been shown once. What stands in them is kept.
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
