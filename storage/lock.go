package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"aftercare/domain"
)

// Held is the right to show a window on one store. The system frees it at
// once when the program ends, however it ends.
type Held struct{ file *flock.Flock }

// Lock takes the right to show a window on the store at where, so that a
// second start finds the first. It does not keep anyone from opening the
// store: the terminal may work beside the window. The lock is the file
// where + ".lock", which stays; a server needs none, and the answer is a Held
// that holds nothing.
//
// Errors: store.in_use when a window is open on this store already.
func Lock(where string) (*Held, error) {
	if IsServer(where) {
		return &Held{}, nil
	}
	path, err := filepath.Abs(where)
	if err != nil {
		return nil, fmt.Errorf("lock store: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, unreachable("lock store", err)
	}
	f := flock.New(path+".lock", flock.SetPermissions(0o600))
	free, err := f.TryLock()
	if err != nil {
		return nil, unreachable("lock store", err)
	}
	if !free {
		return nil, errors.Join(&domain.Error{Kind: domain.Refused, Code: "store.in_use"}, f.Close())
	}
	return &Held{f}, nil
}

// Free gives the right back.
func (h *Held) Free() error {
	if h.file == nil {
		return nil
	}
	return h.file.Close()
}
