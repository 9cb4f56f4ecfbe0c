package ui

import "fyne.io/fyne/v2"

// dropped brings a file in that was dropped anywhere on the window: the page of
// the import opens with it. Of several the first is taken, one file at a time.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	for _, f := range files {
		if f.Scheme() != "file" {
			continue
		}
		s.open(route{page: "import"})
		if p, ok := s.page().(*importPage); ok {
			p.take(f.Path())
		}
		return
	}
}
