//go:build !windows

package backup

import (
	"errors"
	"syscall"
)

// full says that the disk has no more room.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// Room is how many bytes are free for us on the disk of a folder.
func Room(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, fault("ask for room", err)
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// Disk tells one disk from another.
func disk(dir string) (uint64, bool) {
	var s syscall.Stat_t
	if err := syscall.Stat(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Dev), true
}
