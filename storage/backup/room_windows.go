package backup

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

const (
	errorHandleDiskFull syscall.Errno = 39
	errorDiskFull       syscall.Errno = 112
)

// full says that the disk has no more room.
func full(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}

var freeSpace = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW")

// Room is how many bytes are free for us on the disk of a folder.
func Room(dir string) (int64, error) {
	name, err := syscall.UTF16PtrFromString(dir)
	if err != nil {
		return 0, fault("ask for room", err)
	}
	var free int64
	if ok, _, err := freeSpace.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)), 0, 0); ok == 0 {
		return 0, fault("ask for room", err)
	}
	return free, nil
}

// disk tells one disk from another by its letter.
func disk(dir string) (uint64, bool) {
	v := strings.ToUpper(filepath.VolumeName(dir))
	if v == "" {
		return 0, false
	}
	var n uint64
	for _, r := range v {
		n = n*31 + uint64(r)
	}
	return n, true
}
