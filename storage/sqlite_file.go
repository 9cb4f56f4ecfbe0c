package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"aftercare/domain"
)

// headerSize is how much of an SQLite file stands before its first table.
const headerSize = 100

var magic = []byte("SQLite format 3\x00")

// prepareFile looks at the file before SQLite does, for opening it for writing
// would already change somebody else's file, and makes a new store where there
// is none: its folder 0700, the file 0600.
func (db *DB) prepareFile(ctx context.Context, readOnly bool) error {
	path := db.where
	fresh, err := inspect(path)
	if err != nil || !fresh {
		return err
	}
	if readOnly {
		return &domain.Error{Kind: domain.NotFound, Code: "store.missing"}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unreachable("make folder", err)
	}
	// The new store grows aside and gets its name when it is whole. Two starts
	// at once would otherwise meet in a file that is neither empty nor a store,
	// and SQLite answers one of them that it is locked. SQLite gives -wal and
	// -shm the mode of the file: CreateTemp makes it 0600.
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return unreachable("make file", err)
	}
	defer os.Remove(f.Name())
	if err := f.Close(); err != nil {
		return unreachable("make file", err)
	}
	target, err := lastMigration()
	if err != nil {
		return err
	}
	if err := db.grow(ctx, f.Name(), target); err != nil {
		return err
	}
	return settle(f.Name(), path)
}

// grow makes the empty file at path a store of a version.
func (db *DB) grow(ctx context.Context, path string, version int64) error {
	pool, err := openPool(path, roleWriter, 1)
	if err != nil {
		return err
	}
	seed := &DB{engine: db.engine, where: path, now: db.now, log: discard(), write: pool, read: pool}
	_, err = pool.ExecContext(ctx, "PRAGMA application_id = "+strconv.Itoa(applicationID))
	if err == nil {
		err = seed.climb(ctx, migrations, version)
	}
	if err == nil {
		err = tidy(pool)
	}
	return errors.Join(err, pool.Close())
}

// settle gives a whole store its name. Whoever comes second leaves the
// first one's store alone.
func settle(from, path string) error {
	err := os.Link(from, path)
	if err == nil {
		return syncFolder(filepath.Dir(path))
	}
	info, statErr := os.Stat(path)
	if statErr == nil && info.Size() > 0 {
		return nil
	}
	// An empty file in the way, or a disk without links, such as a USB stick.
	if err := os.Rename(from, path); err != nil {
		return unreachable("name file", err)
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name last through a power cut, where the system
// lets a folder be synced; Windows does not and needs it not.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return unreachable("sync folder", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

// inspect reads the header of the file. fresh says that there is no store yet.
//
// Errors: store.damaged, store.not_a_store, store.unreachable.
func inspect(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		// A log without its file is what remains when the file is moved away.
		return true, logAlone(path)
	}
	if err != nil {
		return false, unreachable("open file", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, unreachable("open file", err)
	}
	if info.IsDir() {
		return false, notAStore()
	}
	if info.Size() == 0 {
		return true, logAlone(path)
	}
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, unreachable("read file", err)
	}
	return false, judge(head[:n], info.Size(), walSize(path))
}

// judge tells a store from another file and from a broken one.
func judge(head []byte, size, wal int64) error {
	zero := len(bytes.Trim(head, "\x00")) == 0
	switch {
	case zero:
		return damaged("header")
	case !bytes.HasPrefix(head, magic[:min(len(magic), len(head))]):
		return notAStore()
	case len(head) < headerSize:
		return damaged("size")
	case binary.BigEndian.Uint32(head[68:]) != applicationID:
		return notAStore()
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	// With a log the file may lawfully be shorter than its header says.
	if wal == 0 && size < page*int64(binary.BigEndian.Uint32(head[28:])) {
		return damaged("size")
	}
	return nil
}

// logAlone refuses a missing or empty file that has a log beside it: SQLite
// would throw the log away, and with it the only copy of the last changes.
func logAlone(path string) error {
	if walSize(path) > 0 {
		return damaged("log_without_file")
	}
	return nil
}

func walSize(path string) int64 {
	info, err := os.Stat(path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

func damaged(part string) error {
	return &domain.Error{Kind: domain.Damaged, Code: "store.damaged", Args: domain.Args{"part": part}}
}

func notAStore() error {
	return &domain.Error{Kind: domain.Refused, Code: "store.not_a_store", Hard: true}
}

// unreachable reports a folder or file that the system does not give.
func unreachable(doing string, err error) error {
	code := "store.unreachable"
	if errors.Is(err, fs.ErrPermission) {
		code = "store.read_only"
	}
	return errors.Join(&domain.Error{Kind: domain.Refused, Code: code}, fmt.Errorf("%s: %w", doing, err))
}
