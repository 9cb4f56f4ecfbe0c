package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A second start asks the first one's window to the front by a file beside the
// store: it needs no port and no permission, and works wherever a store does.

func summonsPath(where string) string { return where + ".show" }

// Summon asks the window that is open on a store to come to the front, and says
// whether it has within the time.
func Summon(where string, within time.Duration) bool {
	path, err := filepath.Abs(where)
	if err != nil || IsServer(where) {
		return false
	}
	path = summonsPath(path)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return false
	}
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	_ = os.Remove(path) // nobody came
	return false
}

// Summoned says whether a second start asked for this one's window, once.
func Summoned(where string) bool {
	return !IsServer(where) && os.Remove(summonsPath(where)) == nil
}
