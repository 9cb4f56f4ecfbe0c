package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup reads the tags and texts of an XML part, no more than a sheet needs:
// encoding/xml takes several times as long, and a sheet has millions of tags.
// It keeps no tree, follows no entity but the five of XML and the numbered
// ones, and bounds each piece.
type markup struct {
	r    *bufio.Reader
	text []byte // before the tag, entities as they stand
	tag  []byte // between < and >
}

var errMarkup = errors.New("damaged markup")

func newMarkup(r io.Reader) *markup { return &markup{r: bufio.NewReaderSize(r, 256<<10)} }

// next reads up to the end of the next tag; io.EOF when there is none.
func (m *markup) next() error {
	m.text, m.tag = m.text[:0], m.tag[:0]
	if err := m.until('<', &m.text); err != nil {
		return err
	}
	for {
		if err := m.until('>', &m.tag); err != nil {
			if err == io.EOF {
				return errMarkup
			}
			return err
		}
		if !open(m.tag) {
			return nil
		}
		m.tag = append(m.tag, '>')
	}
}

// open says that the > that ends the tag stood inside quotes, a comment or a
// CDATA section, and belongs to it.
func open(tag []byte) bool {
	switch {
	case len(tag) == 0:
		return false
	case bytes.HasPrefix(tag, []byte("!--")):
		return len(tag) < 5 || !bytes.HasSuffix(tag, []byte("--"))
	case bytes.HasPrefix(tag, []byte("![CDATA[")):
		return !bytes.HasSuffix(tag, []byte("]]"))
	}
	return bytes.Count(tag, []byte(`"`))%2 == 1
}

func (m *markup) until(mark byte, into *[]byte) error {
	for {
		piece, err := m.r.ReadSlice(mark)
		if len(*into)+len(piece) > 2*maxCell {
			return errMarkup
		}
		*into = append(*into, piece...)
		switch err {
		case nil:
			*into = (*into)[:len(*into)-1]
			return nil
		case bufio.ErrBufferFull:
		default:
			return err
		}
	}
}

// name is the tag's, without its namespace; end says that it closes, alone that
// it is closed at once.
func (m *markup) name() (name string, end, alone bool) {
	t := m.tag
	if len(t) > 0 && t[0] == '/' {
		end, t = true, t[1:]
	}
	if len(t) > 0 && t[len(t)-1] == '/' {
		alone = true
	}
	n := bytes.IndexAny(t, " \t\r\n/")
	if n < 0 {
		n = len(t)
	}
	t = t[:n]
	if i := bytes.IndexByte(t, ':'); i >= 0 {
		t = t[i+1:]
	}
	return string(t), end, alone
}

// attr is the value of an attribute, "" when the tag has none of that name. A
// name with a namespace is asked for without it.
func (m *markup) attr(name string) string {
	t := m.tag
	for {
		i := bytes.IndexByte(t, '=')
		if i < 0 || i+2 > len(t) {
			return ""
		}
		key := bytes.TrimSpace(t[:i])
		if j := bytes.LastIndexAny(key, " \t\r\n:"); j >= 0 {
			key = key[j+1:]
		}
		rest := bytes.TrimLeft(t[i+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		q := bytes.IndexByte(rest[1:], rest[0])
		if q < 0 {
			return ""
		}
		if string(key) == name {
			if v := rest[1 : 1+q]; bytes.IndexByte(v, '&') < 0 {
				return string(v)
			}
			return string(unescape(nil, rest[1:1+q]))
		}
		t = rest[q+2:]
	}
}

// cdata is the text of a CDATA section, nil for another tag.
func (m *markup) cdata() []byte {
	if t, ok := bytes.CutPrefix(m.tag, []byte("![CDATA[")); ok {
		return bytes.TrimSuffix(t, []byte("]]"))
	}
	return nil
}

// unescape appends the text with its entities as characters, and with the form
// _x000D_ by which workbooks write what XML cannot hold.
func unescape(dst, text []byte) []byte {
	for len(text) > 0 {
		i := bytes.IndexAny(text, "&_")
		if i < 0 {
			return append(dst, text...)
		}
		dst, text = append(dst, text[:i]...), text[i:]
		if r, n := entity(text); n > 0 {
			dst, text = utf8.AppendRune(dst, r), text[n:]
			continue
		}
		dst, text = append(dst, text[0]), text[1:]
	}
	return dst
}

// entity is the character at the front of the text and the length of its form.
func entity(text []byte) (r rune, n int) {
	if text[0] == '_' {
		if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
			return 0, 0
		}
		v, err := strconv.ParseUint(string(text[2:6]), 16, 32)
		if err != nil {
			return 0, 0
		}
		return rune(v), 7
	}
	end := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if end < 0 {
		return 0, 0
	}
	switch name := string(text[1:end]); name {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		base := 10
		number, ok := strings.CutPrefix(name, "#")
		if h, hex := strings.CutPrefix(number, "x"); hex {
			number, base = h, 16
		}
		v, err := strconv.ParseUint(number, base, 32)
		if !ok || err != nil {
			return 0, 0
		}
		return rune(v), end + 1
	}
}
