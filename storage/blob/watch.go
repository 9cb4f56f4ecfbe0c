package blob

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// settled is how long a file must not have changed before it is believed whole:
// a sync writes a picture piece by piece.
const settled = time.Second

// maxNew is how many new pictures are told of at once.
const maxNew = 50

// New lists the pictures in a folder that came or changed since a moment and are
// written to their end by now, oldest first. It reads the folder alone, no
// folder inside of it.
func New(folder string, since, now time.Time) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	type found struct {
		path string
		at   time.Time
	}
	var all []found
	for _, e := range entries {
		if !isPicture(e.Name()) || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
			continue
		}
		if at := info.ModTime(); !at.Before(since) && now.Sub(at) >= settled {
			all = append(all, found{filepath.Join(folder, e.Name()), at})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return a.at.Compare(b.at) })
	var out []string
	for _, f := range all[max(len(all)-maxNew, 0):] {
		out = append(out, f.path)
	}
	return out, nil
}

func isPicture(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic":
		return true
	}
	return false
}
