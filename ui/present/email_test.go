package present_test

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"aftercare/ui/present"
)

// What a mail program reads back is what was written, in any script, and nothing
// that was typed adds a header.
func TestEmail_readsBack(t *testing.T) {
	at := time.Date(2026, 3, 12, 10, 40, 0, 0, time.UTC)
	body := "陳嘉欣，您好：\n\n款項預計於 4月10日至4月14日 到賬。\n= a line that begins with = and is longer than the seventy-six characters of one line of mail\n"
	m := present.Email{From: "shop@example.hk", FromName: "Lamma Supply", To: "chan@example.hk", ToName: "陳嘉欣", Subject: "訂單 LS-10482：退款\nBcc: thief@example.com", Body: body, At: at}
	got, err := mail.ReadMessage(strings.NewReader(string(m.Bytes())))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
	if err != nil || subject != "訂單 LS-10482：退款 Bcc: thief@example.com" {
		t.Errorf("subject = %q (%v)", subject, err)
	}
	if got.Header.Get("Bcc") != "" {
		t.Error("a subject adds a header")
	}
	to, err := got.Header.AddressList("To")
	if err != nil || to[0].Name != "陳嘉欣" || to[0].Address != "chan@example.hk" {
		t.Errorf("to = %v (%v)", to, err)
	}
	if date, err := got.Header.Date(); err != nil || !date.Equal(at) {
		t.Errorf("date = %v (%v)", date, err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(got.Body))
	if err != nil || strings.ReplaceAll(string(text), "\r\n", "\n") != body {
		t.Errorf("body = %q (%v)", text, err)
	}
	for _, line := range strings.Split(string(m.Bytes()), "\r\n") {
		if len(line) > 998 {
			t.Errorf("a line of %d characters", len(line))
		}
	}
	m.To = "chan@example.hk\r\nBcc: thief@example.com"
	if bad := string(m.Bytes()); strings.Contains(bad, "thief@example.com\r\n") && strings.Contains(bad, "\r\nBcc:") {
		t.Error("an address adds a header")
	}
}
