package place

import "syscall"

// networks are the file systems that come over a wire, by their numbers in
// statfs(2).
var networks = map[uint32]bool{
	0x6969: true, 0x517b: true, 0xff534d42: true, 0xfe534d42: true, 0x564c: true, 0x73757245: true, 0x5346414f: true, 0x01021997: true, 0x00c36400: true,
}

func onNetwork(dir string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(dir, &s) == nil && networks[uint32(s.Type)]
}
