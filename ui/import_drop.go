package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// dropped brings files in that were dropped anywhere on the window: the page of
// the import opens with the first, the others wait behind it.
//
// On the intake desk, pictures belong to the parcel that is open.
func (s *shell) dropped(_ fyne.Position, files []fyne.URI) {
	paths := droppedPaths(files)
	if len(paths) == 0 {
		return
	}
	if s.chooser != nil {
		s.chooser.dropped(paths)
		return
	}
	if p, ok := s.page().(filler); ok && p.filled() != nil && p.filled().dropped != nil {
		p.filled().dropped(paths)
		return
	}
	if p, ok := s.page().(*ordersPage); ok && p.record.id() != 0 && p.record.form == nil && !importable(paths) {
		// A photo or a letter that is dropped on an order belongs to it.
		s.open(route{page: "evidence", id: p.record.id(), do: "order"})
		s.page().(*evidencePage).take(paths)
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

// toImport asks for a file to import: what was taken in before has been said.
func (s *shell) toImport() {
	s.open(route{page: "import"})
	if p, ok := s.page().(*importPage); ok && p.stage == imported {
		p.leaveFile()
		p.path.SetText("")
		p.path.Focus()
	}
}

// importable says whether one of the files may be a table of orders.
func importable(paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		return slices.Contains([]string{".csv", ".xlsx", ".xls", ".txt", ".tsv", ".zip"}, strings.ToLower(filepath.Ext(p)))
	})
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
