package ui

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"aftercare/domain/desk"
)

// folder is what lies in a folder of this machine.
type folder struct {
	path  string
	items []folderItem
}

// folderItem is a file or a folder in one.
type folderItem struct {
	name   string
	folded string // as it is sorted and found
	dir    bool
	size   int64
	at     time.Time
}

// readFolder reads a folder, all of it. It waits for as long as the disk does:
// never call it on the screen's goroutine.
func readFolder(_ context.Context, path string) (folder, error) {
	out := folder{path: path}
	entries, err := os.ReadDir(path)
	if err != nil {
		return out, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = os.Stat(filepath.Join(path, e.Name()))
		}
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			continue // gone meanwhile, a link to nothing, a device
		}
		out.items = append(out.items, folderItem{name: e.Name(), folded: strings.ToLower(e.Name()), dir: info.IsDir(), size: info.Size(), at: info.ModTime()})
	}
	return out, nil
}

// nearestFolder is the folder, or the one above it that is still there.
func nearestFolder(path string) string {
	for {
		info, err := os.Stat(path)
		up := filepath.Dir(path)
		switch {
		case err == nil && info.IsDir():
			return path
		case up == path:
			return ""
		}
		path = up
	}
}

// folderPlace is a place to begin from, by a click.
type folderPlace struct {
	icon string
	word string // "" is the folder's own name
	path string
}

// placesOf are the home folder and what usually lies in it, the folders used
// before, and the drives; those that are there.
func placesOf(used []desk.UsedFolder) []folderPlace {
	var out []folderPlace
	add := func(icon, word, path string) {
		info, err := os.Stat(path)
		if err == nil && info.IsDir() && !slices.ContainsFunc(out, func(p folderPlace) bool { return p.path == path }) {
			out = append(out, folderPlace{icon, word, path})
		}
	}
	home, err := os.UserHomeDir()
	if err == nil {
		add("shop", "chooser.home", home)
		for _, name := range []string{"Desktop", "Documents", "Downloads", "Pictures"} {
			add("folder", "chooser."+strings.ToLower(name), filepath.Join(home, name))
		}
	}
	for _, f := range used {
		add("clock", "", f.Path)
	}
	for _, drive := range drives() {
		add("disk", "", drive)
	}
	return out
}

// drives are the disks and sticks of this machine.
func drives() []string {
	var out []string
	if runtime.GOOS == "windows" {
		for letter := 'A'; letter <= 'Z'; letter++ {
			out = append(out, string(letter)+`:\`)
		}
		return out
	}
	for _, pattern := range []string{"/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*"} {
		found, _ := filepath.Glob(pattern) // a pattern of ours is never malformed
		out = append(out, found...)
	}
	return append(out, "/")
}

// pathOf is a path as a person types or pastes one: in quotes, as the address
// of a file, from the home folder, or from the folder that is open.
func pathOf(typed, base string) string {
	typed = strings.TrimSpace(typed)
	for _, quote := range []string{`"`, `'`, "“”", "「」"} {
		if q := []rune(quote); len([]rune(typed)) > 1 && strings.HasPrefix(typed, string(q[0])) && strings.HasSuffix(typed, string(q[len(q)-1])) {
			typed = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(typed, string(q[0])), string(q[len(q)-1])))
		}
	}
	if typed == "" {
		return ""
	}
	if path, ok := strings.CutPrefix(typed, "file://"); ok {
		path = strings.TrimPrefix(path, "localhost")
		if plain, err := url.PathUnescape(path); err == nil {
			path = plain
		}
		if runtime.GOOS == "windows" {
			path = strings.TrimPrefix(path, "/")
		}
		typed = filepath.FromSlash(path)
	}
	if rest, ok := strings.CutPrefix(typed, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			typed = home + rest
		}
	}
	if !filepath.IsAbs(typed) && base != "" {
		typed = filepath.Join(base, typed)
	}
	return filepath.Clean(typed)
}

// natural compares names as people count: a2 before a10.
func natural(a, b string) int {
	for a != "" && b != "" {
		if !digit(a[0]) || !digit(b[0]) {
			if a[0] != b[0] {
				return cmp.Compare(a[0], b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		na, nb := figure(a), figure(b)
		va, vb := strings.TrimLeft(na, "0"), strings.TrimLeft(nb, "0")
		if c := cmp.Or(cmp.Compare(len(va), len(vb)), cmp.Compare(va, vb), cmp.Compare(len(na), len(nb))); c != 0 {
			return c
		}
		a, b = a[len(na):], b[len(nb):]
	}
	return cmp.Compare(len(a), len(b))
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// figure is the digits that a text begins with.
func figure(s string) string {
	for i := range len(s) {
		if !digit(s[i]) {
			return s[:i]
		}
	}
	return s
}

// arrange sorts what lies in a folder by a column, folders first.
func arrange(items []folderItem, by string, descending bool) {
	slices.SortFunc(items, func(a, b folderItem) int {
		if a.dir != b.dir {
			if a.dir {
				return -1
			}
			return 1
		}
		c := 0
		switch by {
		case "size":
			c = cmp.Compare(a.size, b.size)
		case "at":
			c = a.at.Compare(b.at)
		}
		c = cmp.Or(c, natural(a.folded, b.folded), cmp.Compare(a.name, b.name))
		if descending {
			return -c
		}
		return c
	})
}

// folderFault says in which words a folder cannot be read.
func folderFault(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "chooser.gone"
	case errors.Is(err, fs.ErrPermission):
		return "chooser.not_allowed"
	}
	return "chooser.unread"
}
