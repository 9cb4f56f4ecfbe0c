// Package backup keeps copies of a shop that are known to be good.
//
// A backup is one file: a tar that any tar opens, with what it is in plain
// JSON, the key that opens it where it is locked, the list of the shop's photos
// and files, and the store itself, compressed by zstd and locked by age. One
// block behind the tar holds the SHA-256 of every byte before it. Without this
// program:
//
//	tar xf 000123-20261126T034512Z.aftercare-backup
//	age -d -i key.txt store.zst.age | zstd -d > shop.aftercare
//
// Photos and files never change, so each lies once in the folder files beside
// the backups, named by its content; a backup names those it needs.
//
//	v := backup.Vault{Store: path, Dir: dir, Blobs: blobs, Now: time.Now, Zone: time.Local}
//	made, err := v.Make(ctx, db, backup.ByHand)
//	err = v.Restore(ctx, made, "")
package backup

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"aftercare/domain"
)

// Suffix ends the name of a backup.
const Suffix = ".aftercare-backup"

// Why says what a backup was made for.
type Why string

// The reasons.
const (
	ByHand    Why = "hand"
	OnTime    Why = "time"  // half an hour after something changed
	AtClose   Why = "close" // the window went
	ToUpgrade Why = "upgrade"
	ToImport  Why = "import"
	ToRestore Why = "restore"
	ToErase   Why = "erase"
)

// About is what a backup says of itself, readable without its key. It holds
// counts and hashes, never a word of the shop.
type About struct {
	Format  int              `json:"format"`
	Serial  int64            `json:"serial"` // counts up, whatever the clock does
	Made    time.Time        `json:"made"`
	Day     string           `json:"day"` // the shop's day then: 2026-11-26
	Why     Why              `json:"why"`
	Version int64            `json:"version"`        // of the store
	Shop    string           `json:"shop,omitempty"` // whose it is: the hash of the history's first entry, hex; "" of one from before they said so
	Entries int64            `json:"entries"`        // of the history
	Head    string           `json:"head"`           // the hash of the last one, hex
	Rows    map[string]int64 `json:"rows"`
	Locked  bool             `json:"locked"`
	Size    int64            `json:"size"`   // of the store, unpacked
	SHA256  string           `json:"sha256"` // of the store, unpacked, hex
	Files   int              `json:"files"`  // photos and files
	Stored  int64            `json:"stored"` // their bytes
	List    int64            `json:"list"`   // bytes of their list, unpacked
}

// format is the one that this program writes and reads.
const format = 1

// The largest sizes that are believed of a backup.
const (
	maxAbout = 64 << 10
	maxKey   = 4 << 10
	maxList  = 128 << 20 // some 600 000 photos and files
	maxStore = 1 << 40
)

var hexHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Validate refuses what no backup of ours says.
//
// Errors: backup.damaged, backup.newer.
func (a About) Validate() error {
	switch {
	case a.Format > format:
		return &domain.Error{Kind: domain.Refused, Code: "backup.newer"}
	case a.Format != format || a.Serial <= 0 || a.Made.IsZero() || a.Version <= 0 || a.Entries < 0:
		return damaged("about")
	case !hexHash.MatchString(a.Head) || !hexHash.MatchString(a.SHA256) || a.Shop != "" && !hexHash.MatchString(a.Shop):
		return damaged("about")
	case a.Size <= 0 || a.Size > maxStore || a.List < 0 || a.List > maxList || a.Files < 0 || a.Stored < 0:
		return damaged("about")
	}
	if _, err := time.Parse(time.DateOnly, a.Day); err != nil {
		return damaged("about")
	}
	return nil
}

// name is that of the file: two shops that keep their copies in one place never
// write over each other.
func (a About) name() string {
	shop := ""
	if a.Shop != "" {
		shop = "-" + a.Shop[:8]
	}
	return fmt.Sprintf("%06d-%s%s%s", a.Serial, a.Made.UTC().Format("20060102T150405Z"), shop, Suffix)
}

// damaged says that a backup cannot be trusted, and which part of it.
func damaged(part string) error {
	return &domain.Error{Kind: domain.Damaged, Code: "backup.damaged", Args: domain.Args{"part": part}}
}

// noRoom tells of a full disk by what it means for the backup: nothing is changed
// by then, and "not saved" would be no answer to it.
func noRoom(err error, code string) error {
	if errors.Is(err, domain.Code("store.full")) {
		return &domain.Error{Kind: domain.Refused, Code: code}
	}
	return err
}

const (
	notUnpacked = "backup.no_room" // no room for what a backup holds
	notMade     = "backup.not_made"
)

// fault is a fault of the disk or the folder, in words.
func fault(doing string, err error) error {
	if err == nil || domain.As(err) != nil {
		return err
	}
	code := "backup.unreachable"
	if full(err) {
		code = "store.full"
	}
	return errors.Join(&domain.Error{Kind: domain.Refused, Code: code}, fmt.Errorf("%s: %w", doing, err))
}
