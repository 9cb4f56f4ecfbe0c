package ui

import (
	"context"
	"path/filepath"
	"strings"
	"unicode"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// whole writes the whole shop into one file in a folder that is asked for.
func (s *backupSection) whole() { s.folder(s.wholeInto) }

func (s *backupSection) wholeInto(dir string) {
	e := s.page.env
	w := e.speak()
	name := strings.Trim(strings.Map(inName, s.page.setup.Shop.Name), "- ") + "-" + e.now().Format("20060102") + desk.ArchiveSuffix
	to := filepath.Join(dir, name)
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
