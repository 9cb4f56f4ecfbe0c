package cli_test

import (
	"strings"
	"testing"

	"aftercare/ui/cli"
)

// Where several people work, a command says who one is; the role decides.
func TestRun_asAPerson(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	x.golden("people-alone", "people")
	x.do("person.save", `{"name": "Mei", "role": "owner", "new_pin": "2468"}`)
	x.golden("as-nobody", "do", "today")
	x.pin = "2468"
	x.done("do", "person.save", `{"name": "Ho", "role": "desk", "new_pin": "1357"}`, "--as", "mei")
	x.golden("people", "people")
	x.pin = "1357"
	x.golden("as-refused", "do", "shop.save", `{"name": "Mine"}`, "--as", "Ho")
	x.done("do", "today", "--as", "Ho")
	x.golden("as-unknown", "do", "today", "--as", "Lee")
	x.pin = "0000"
	for range 3 {
		x.run("do", "today", "--as", "Mei")
	}
	x.golden("as-waits", "do", "today", "--as", "Mei", "--lang", "zh-Hant")
	x.in = "8642\n"
	x.golden("people-reset", "people", "--reset", "Mei")
	x.pin = "8642"
	x.done("do", "today", "--as", "Mei")
	x.in = "12\n"
	if code, _, told := x.run("people", "--reset", "Mei"); code != cli.Refused || !strings.Contains(told, "4 to 12 digits") {
		t.Errorf("a PIN of two digits: got exit %d, %q", code, told)
	}
	if strings.Contains(x.log.String(), "8642") || strings.Contains(x.log.String(), "Mei") {
		t.Errorf("the log names people: %s", x.log.String())
	}
}
