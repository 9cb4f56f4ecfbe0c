package ui

import "fyne.io/fyne/v2"

// dropped brings files in that were dropped anywhere on the window: the page of
// the import opens with the first, the others wait behind it.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	if len(paths) == 0 {
		return
	}
	s.open(route{page: "import"})
	if p, ok := s.page().(*importPage); ok {
		p.takeAll(paths)
	}
}
