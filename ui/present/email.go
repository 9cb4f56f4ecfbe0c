package present

import (
	"bytes"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"
)

// Email is a message as a mail program takes it.
type Email struct {
	From, FromName string // "" where the shop has no address: the mail program's own is taken
	To, ToName     string
	Subject, Body  string
	At             time.Time
}

// Bytes is the message as a file of its own (.eml, RFC 5322): UTF-8 in quoted
// printable, marked as not yet sent, so that a mail program opens it to be sent.
func (m Email) Bytes() []byte {
	var b bytes.Buffer
	header := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + value + "\r\n")
		}
	}
	header("From", address(m.FromName, m.From))
	header("To", address(m.ToName, m.To))
	header("Subject", mime.QEncoding.Encode("utf-8", strings.Join(strings.Fields(m.Subject), " ")))
	header("Date", m.At.Format(time.RFC1123Z))
	header("X-Unsent", "1")
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	// Written to memory: neither can fail.
	_, _ = w.Write([]byte(strings.ReplaceAll(strings.ReplaceAll(m.Body, "\r\n", "\n"), "\n", "\r\n")))
	_ = w.Close()
	return b.Bytes()
}

// address is a name and an address as a header writes them; an address that is
// none is left out, so that nothing typed can add a header.
func address(name, at string) string {
	parsed, err := mail.ParseAddress(strings.TrimSpace(at))
	if err != nil {
		return ""
	}
	parsed.Name = strings.Join(strings.Fields(name), " ")
	return parsed.String()
}
