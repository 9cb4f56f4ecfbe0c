package exchange

import (
	"bytes"
	"context"
	"io"

	"golang.org/x/text/transform"

	"aftercare/domain"
)

// source yields the records of a file from its first row on; io.EOF ends it.
type source interface {
	next() (record, error)
	close() error
}

// meter counts the bytes read, tells the listener every so often, and stops
// when the person has had enough.
type meter struct {
	ctx    context.Context
	r      io.Reader
	done   int64
	told   int64
	total  int64
	report func(done, total int64)
}

// A megabyte is a hundredth of a second's reading: often enough for a bar.
const tellEvery = 1 << 20

func (m *meter) Read(p []byte) (int, error) {
	if m.ctx.Err() != nil {
		return 0, cancelled()
	}
	n, err := m.r.Read(p)
	m.done += int64(n)
	if m.report != nil && (m.done-m.told >= tellEvery || err == io.EOF && m.done != m.told) {
		m.told = m.done
		m.report(m.done, m.total)
	}
	return n, err
}

func cancelled() *domain.Error {
	return &domain.Error{Kind: domain.Cancelled, Code: "import.cancelled"}
}

// textSource is delimited text.
type textSource struct{ *scanner }

func (textSource) close() error { return nil }

// text reads the file from its beginning; before are the bytes of earlier
// passes over it, in all how many there will be.
func (f *File) text(ctx context.Context, enc Encoding, sep byte, before, all int64) textSource {
	var r io.Reader = &meter{ctx: ctx, r: io.NewSectionReader(f.raw, 0, f.size), done: before, told: before, total: all, report: f.opts.Progress}
	if d := enc.decoder(); d != nil {
		r = transform.NewReader(r, d)
	}
	s := newScanner(r, sep, f.size)
	s.skipMark()
	return textSource{s}
}

// skipMark passes over a byte order mark and a first line "sep=;", which no
// spreadsheet counts as a row.
func (s *scanner) skipMark() {
	if s.fill() != nil {
		return // the next read meets the same fault and says so
	}
	for s.end-s.pos < 8 && !s.eof {
		if s.fill() != nil {
			return
		}
	}
	if bytes.HasPrefix(s.buf[s.pos:s.end], []byte("\xef\xbb\xbf")) {
		s.pos += 3
	}
	if _, n := separatorLine(s.buf[s.pos:s.end]); n > 0 {
		s.pos += n
	}
}

// separatorLine reads "sep=;" and its line break: the separator and the length
// of the line, 0 when the text does not begin with one.
func separatorLine(b []byte) (sep byte, n int) {
	quoted := bytes.HasPrefix(b, []byte(`"`))
	if quoted {
		b = b[1:]
	}
	if len(b) < 6 || !bytes.EqualFold(b[:4], []byte("sep=")) {
		return 0, 0
	}
	sep, rest := b[4], b[5:]
	n = 5
	if quoted {
		n++
		if rest[0] == '"' {
			rest, n = rest[1:], n+1
		}
	}
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		return sep, n + 2
	case bytes.HasPrefix(rest, []byte("\n")), bytes.HasPrefix(rest, []byte("\r")):
		return sep, n + 1
	}
	return 0, 0
}
