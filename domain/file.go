package domain

import (
	"strings"
	"time"
)

// File is what the shop keeps of a photo, a video, a letter: where its bytes
// are, by their content, and what a person needs to know of it. The name is a
// label and never a path (R6).
type File struct {
	Hash    string    `json:"hash"` // SHA-256 of the bytes, 64 lower-case hex digits
	Name    string    `json:"name"` // as it was called where it came from
	Type    string    `json:"type"` // as its first bytes say: image/jpeg
	Size    int64     `json:"size"` // bytes
	Photo   bool      `json:"photo,omitempty"`
	At      time.Time `json:"at,omitzero"` // when it was added
	Who     string    `json:"who,omitempty"`
	Caption string    `json:"caption,omitempty"`
}

// The limits of what is kept (R6).
const (
	MaxFile   = 200 << 20  // bytes of one file
	MaxPhoto  = 20 << 20   // bytes of one photo
	MaxPixels = 50_000_000 // of one photo
)

// WantPhoto refuses a file that is no photo where one is asked for.
//
// Errors: file.not_a_photo.
func (f File) WantPhoto(field string) *Error {
	if f.Photo {
		return nil
	}
	return Wrong(field, "file.not_a_photo", Args{"name": f.Name})
}

// Validate refuses a file that no store could find again.
//
// Errors: file.hash.
func (f File) Validate() *Error {
	if !IsHash(f.Hash) || f.Size < 0 {
		return Wrong("file", "file.hash", Args{"name": f.Name})
	}
	return nil
}

// IsHash says whether s is a SHA-256 as files are named by it.
func IsHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
