package ui

import (
	"context"
	"strings"
	"unicode"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// whole writes the whole shop into one file, under a name that is asked for.
func (s *backupSection) whole() {
	e := s.page.env
	name := strings.Trim(strings.Map(inName, s.page.setup.Shop.Name), "- ") + "-" + e.now().Format("20060102") + desk.ArchiveSuffix
	chooseFiles(e, fileQuestion{wish: saveAs, title: e.speak().T("chooser.title.whole"), purpose: "whole", fits: e.speak().T("chooser.fits.shops"), endings: shopEndings, name: name,
		chosen: func(paths []string) { s.wholeInto(paths[0]) }})
}

func (s *backupSection) wholeInto(to string) {
	e := s.page.env
	w := e.speak()
	lengthy(s, "backup.wholing", func(ctx context.Context) (desk.Backup, error) {
		return e.desk.ArchiveShop(ctx, desk.ArchiveWanted{Path: to})
	}, func(desk.Backup) { s.made = w.T("backup.whole.made", domain.Args{"path": to}) })
}

// inName keeps of a shop's name what every system takes in that of a file.
func inName(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' {
		return r
	}
	return '-'
}
