package blob

import (
	"bytes"
	"encoding/binary"
	"io"
)

// exifLimit is how far into a JPEG the camera's notes are looked for.
const exifLimit = 256 << 10

// orientation is how a JPEG's camera was held, 1 to 8, as its Exif notes say;
// 1 where they say nothing, or nonsense.
func orientation(r io.ReadSeeker) int {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return 1
	}
	head, err := io.ReadAll(io.LimitReader(r, exifLimit))
	if err != nil || len(head) < 4 || head[0] != 0xff || head[1] != 0xd8 {
		return 1
	}
	for at := 2; at+4 <= len(head) && head[at] == 0xff; {
		marker, size := head[at+1], int(binary.BigEndian.Uint16(head[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(head) {
			return 1 // the picture itself begins, or the file is cut
		}
		if body := head[at+4 : at+2+size]; marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return held(body[6:])
		}
		at += 2 + size
	}
	return 1
}

// held reads the orientation, tag 0x0112, of the first directory of a TIFF.
func held(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[at:])) {
		entry := at + 2 + i*12
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if v := int(order.Uint16(tiff[entry+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}
