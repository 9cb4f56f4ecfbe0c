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
	"strconv"

	"aftercare/domain"
)

// headerSize is how much of an SQLite file stands before its first table.
const headerSize = 100

var magic = []byte("SQLite format 3\x00")

// prepareFile looks at the file before SQLite does, for opening it for writing
// would already change somebody else's file, and makes a new one: its folder
// 0700, the file 0600, and with the mark of a store in it.
func prepareFile(ctx context.Context, path string, readOnly bool) error {
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
	// SQLite gives -wal and -shm the mode of the file, so it must exist first.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return unreachable("make file", err)
	}
	if err := f.Close(); err != nil {
		return unreachable("make file", err)
	}
	return mark(ctx, path)
}

// mark writes the application id into the file itself, before it has a
// write-ahead log: a store is known by its first hundred bytes from then on.
func mark(ctx context.Context, path string) error {
	pool, err := openPool(path, roleMaker, 1)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "PRAGMA application_id = "+strconv.Itoa(applicationID))
	return errors.Join(err, pool.Close())
}

// inspect reads the header of the file. fresh says that there is no store yet.
//
// Errors: store.damaged, store.not_a_store, store.unreachable.
func inspect(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		// A log without its file is what remains when the file is moved away.
		return true, logOf(path, 0)
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
		return true, logOf(path, 0)
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

// logOf refuses a missing or empty file that has a log beside it: SQLite would
// throw the log away, and with it the only copy of the last changes.
func logOf(path string, file int64) error {
	if wal := walSize(path); wal > file {
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
