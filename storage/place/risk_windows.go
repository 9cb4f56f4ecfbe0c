package place

import (
	"path/filepath"
	"syscall"
	"unsafe"
)

var driveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

const driveRemote = 4

func onNetwork(dir string) bool {
	name, err := syscall.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err != nil {
		return false
	}
	kind, _, _ := driveType.Call(uintptr(unsafe.Pointer(name)))
	return kind == driveRemote
}
