package ui

import "fyne.io/fyne/v2"

// dropped brings files in that were dropped anywhere on the window: the page of
// the import opens with the first, the others wait behind it.
//
// On the intake desk, pictures belong to the parcel that is open.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	paths := droppedPaths(files)
	if len(paths) == 0 {
		return
	}
	if p, ok := s.page().(*evidencePage); ok && p.dropped(paths) {
		return
	}
	if p, ok := s.page().(*casesPage); ok && p.current != 0 && len(paths) > 0 {
		// A photo that is dropped on a case is its evidence.
		s.open(route{page: "evidence", id: p.current, do: "case"})
		s.page().(*evidencePage).take(paths)
		return
	}
	if p, ok := s.page().(*intakePage); ok && p.dropped(paths) {
		return
	}
	s.open(route{page: "import"})
	if p, ok := s.page().(*importPage); ok {
		p.takeAll(paths)
	}
}

// droppedPaths are the files on this machine among what was dropped.
func droppedPaths(files []fyne.URI) []string {
	var out []string
	for _, f := range files {
		if f.Scheme() == "file" {
			out = append(out, f.Path())
		}
	}
	return out
}
