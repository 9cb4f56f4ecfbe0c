// Package logfile keeps the program's log: one line a message in a file that
// only this person can read, cut to a few megabytes. The log is sent around
// when something is wrong, so no customer may stand in it. Its messages are
// constants of the program, and a field is written only when its name is on
// the list below: ids, counts, codes and durations.
//
//	2026-11-02T09:00:01Z info store open engine=sqlite version=1
package logfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/sirupsen/logrus"
	"gopkg.in/natefinch/lumberjack.v2"
)

// The log's size on the disk: the file, and as many before it.
const (
	maxMegabytes = 5
	maxOld       = 3
)

// Open gives a log that writes to the file at path, and what closes it. The
// file is made with mode 0600, its folder with 0700.
func Open(path string) (*logrus.Logger, io.Closer, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, nil, fmt.Errorf("open log: %w", err)
	}
	// Made here, for a log that cannot be written should be known at the start,
	// and because the rotating writer keeps the mode of a file that is there.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("open log: %w", err)
	}
	if err := errors.Join(f.Chmod(0o600), f.Close()); err != nil {
		return nil, nil, fmt.Errorf("open log: %w", err)
	}
	file := &lumberjack.Logger{Filename: path, MaxSize: maxMegabytes, MaxBackups: maxOld}
	return New(file), file, nil
}

// New gives a log that writes to w, for tests and for a terminal.
func New(w io.Writer) *logrus.Logger {
	l := logrus.New()
	l.SetOutput(w)
	l.SetFormatter(Line{})
	return l
}

// Line is a logrus.Formatter that writes one line, and of its fields only
// those whose name is allowed and whose value is a number, a duration, a
// truth, a time or a short code. Every other field is written as its name
// and "-": one sees that something was left out.
type Line struct{}

// allowed are the names of fields that may be written.
func allowed(name string) bool {
	switch name {
	case "action", "attempt", "attempts", "bytes", "channel", "code", "count", "duration", "engine", "engine_code", "entity", "exit",
		"faulty", "from", "goos", "id", "kind", "known", "language", "line", "ms", "page", "pages", "part", "program", "role", "rows",
		"rule", "seq", "stage", "step", "took", "ui", "unchanged", "verb", "version":
		return true
	}
	return false
}

// maxCode is the longest text that still counts as a code.
const maxCode = 48

// Format writes the line of an entry.
func (Line) Format(e *logrus.Entry) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(e.Time.UTC().Format(time.RFC3339))
	b.WriteByte(' ')
	b.WriteString(e.Level.String())
	b.WriteByte(' ')
	b.WriteString(oneLine(e.Message))
	for _, name := range slices.Sorted(maps.Keys(e.Data)) {
		value := "-"
		if allowed(name) {
			value = plain(e.Data[name])
		}
		fmt.Fprintf(&b, " %s=%s", oneLine(name), value)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// plain is a value as the log may show it.
func plain(v any) string {
	switch v := v.(type) {
	case time.Duration:
		return v.String()
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case bool:
		return strconv.FormatBool(v)
	}
	text := fmt.Sprint(v)
	if text == "" || len(text) > maxCode {
		return "-"
	}
	for _, r := range text {
		code := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-'
		if !code {
			return "-"
		}
	}
	return text
}

// oneLine keeps a message from looking like two.
func oneLine(s string) string {
	return string(bytes.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, []byte(s)))
}
