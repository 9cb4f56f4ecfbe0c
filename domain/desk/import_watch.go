package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
)

// Waiting is an export that lies in a folder.
type Waiting struct {
	Path string    `json:"path"`
	Name string    `json:"name"`
	Size int64     `json:"size"`
	At   time.Time `json:"at"` // when it was written
}

// is tells a file from another one, or a later one, of the same name.
func (w Waiting) is(o Waiting) bool { return w.Path == o.Path && w.Size == o.Size && w.At.Equal(o.At) }

// Watch is the folder that is looked into for exports, and what was seen there.
type Watch struct {
	Folder string    `json:"folder"`
	Seen   []Waiting `json:"seen,omitempty"`
}

// Watched is the folder and the files in it that nobody has seen yet, the
// oldest first.
type Watched struct {
	Folder string    `json:"folder"`
	Files  []Waiting `json:"files"`
}

const (
	watchKey = "import.watch"
	manySeen = 2000            // of the files seen, how many are remembered
	settled  = 2 * time.Second // how long a file must have been left alone: it may still be being written
)

type watchRequest struct {
	Folder string `json:"folder"` // "" watches none
}

// WatchFolder looks into a folder from now on; what lies there already counts
// as seen. An empty name ends it.
//
// Errors: import.no_file, import.not_allowed.
func (d *Desk) WatchFolder(ctx context.Context, folder string) (Watched, error) {
	w := Watch{Folder: strings.TrimSpace(folder)}
	if w.Folder != "" {
		files, err := d.Files.List(w.Folder)
		if err != nil {
			return Watched{}, err
		}
		w.Seen = files
	}
	return Watched{Folder: w.Folder}, d.update(ctx, func(tx Tx, s setting) error {
		if err := tx.PutSetting(watchKey, w); err != nil {
			return err
		}
		return s.record(tx, "import.watch", "shop", 0, domain.Args{"name": w.Folder})
	})
}

// Watched lists the files of the watched folder that nobody has seen yet. A
// folder that cannot be read holds none: a stick may have been pulled out.
func (d *Desk) Watched(ctx context.Context) (out Watched, err error) {
	var w Watch
	err = d.view(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("import.watched"); err != nil {
			return err
		}
		_, err := tx.Setting(watchKey, &w)
		return err
	})
	out.Folder = w.Folder
	if err != nil || w.Folder == "" {
		return out, err
	}
	files, err := d.Files.List(w.Folder)
	if err != nil {
		return out, nil
	}
	for _, f := range files {
		if d.Now().Sub(f.At) >= settled && !slices.ContainsFunc(w.Seen, f.is) {
			out.Files = append(out.Files, f)
		}
	}
	slices.SortStableFunc(out.Files, func(a, b Waiting) int { return a.At.Compare(b.At) })
	return out, nil
}

// SeenFile says that somebody has looked at a file of the watched folder: it is
// not offered again until it changes.
func (d *Desk) SeenFile(ctx context.Context, path string) error {
	return d.update(ctx, func(tx Tx, s setting) error {
		var w Watch
		if _, err := tx.Setting(watchKey, &w); err != nil || w.Folder == "" {
			return err
		}
		files, err := d.Files.List(w.Folder)
		if err != nil {
			return nil
		}
		i := slices.IndexFunc(files, func(f Waiting) bool { return f.Path == path })
		if i < 0 || slices.ContainsFunc(w.Seen, files[i].is) {
			return nil
		}
		w.Seen = append(w.Seen, files[i])
		w.Seen = w.Seen[max(0, len(w.Seen)-manySeen):]
		if err := tx.PutSetting(watchKey, w); err != nil {
			return err
		}
		return s.record(tx, "import.seen", "shop", 0, domain.Args{"name": files[i].Name})
	})
}
