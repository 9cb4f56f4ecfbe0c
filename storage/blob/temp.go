package blob

import (
	"crypto/rand"
	"errors"
	"os"
	"syscall"
)

// temp is a file of the folder that has no name of its content yet.
type temp struct {
	*os.File
	name string // within the folder; File.Name would be the whole path
}

func newTemp(root *os.Root) (temp, error) {
	name := ".new-" + rand.Text()
	file, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	return temp{file, name}, err
}

// full says whether the disk has no room left.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) }
