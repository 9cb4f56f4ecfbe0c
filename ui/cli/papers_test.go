package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// do runs a verb that must succeed.
func (x *terminal) do(verb, request string) {
	x.t.Helper()
	x.done("do", verb, request)
}

// From the order to the label, all by verbs.
func TestRun_printsLabels(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	x.done("import", export)
	pdf := filepath.Join(x.dir, "label.pdf")
	x.do("order.sign_off", `{"order": "#1001", "at": "2026-03-09T10:00:00+08:00", "source": "carrier"}`)
	x.do("case.open", `{"order": "#1001", "reason": "changed_mind", "remedy": "return_refund", "received": true, "worn": "no", "tags": "yes",
		"items": [{"line": 1, "quantity": 1}]}`)
	x.golden("label-not-agreed", "label", "C-1001", "--out", pdf)
	x.do("case.agree", `{"case": "C-1001"}`)
	x.golden("label-no-address", "label", "C-1001", "--out", pdf)
	x.do("shop.save", `{"returns_latin": "18 Wing Fat Street, Kwun Tong"}`)
	x.golden("label", "label", "C-1001", "--out", pdf, "--lang", "en+zh-Hans", "--size", "a6")
	info, err := os.Stat(pdf)
	if err != nil || info.Size() < 10000 || info.Mode().Perm() != 0o600 {
		t.Errorf("label: got %v, %v, want a PDF that only this person reads", info, err)
	}
	if out := x.done("label", "C-1001", "--out", "-"); !strings.HasPrefix(out, "%PDF-") || !strings.HasSuffix(strings.TrimSpace(out), "%%EOF") {
		t.Errorf("label to the output: got %d bytes that are no PDF", len(out))
	}
	x.golden("label-json", "label", "C-1001", "--out", x.dir, "--json")
	x.golden("label-size", "label", "C-1001", "--size", "a3", "--out", pdf)
	x.golden("label-mistyped", "label", "R-10018", "--out", pdf)
	x.golden("label-unwritten", "label", "C-1001", "--out", filepath.Join(x.dir, "none", "label.pdf"))
	x.golden("slip", "slip", "#1006", "--out", x.dir)
	x.golden("slip-unknown", "slip", "LS-1", "--out", pdf)
	x.do("case.withdraw", `{"case": "C-1001", "reason": "Keeps it."}`)
	x.golden("label-gone", "label", "C-1001", "--out", pdf, "--lang", "zh-Hant")
}

// From the request to the receipt, all by verbs.
func TestRun_printsReceipts(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	x.do("repair.request", `{"item": "Grinder", "channel": "counter", "problem": "It stops.", "customer": {"name": "Priya Nair"}, "bought": "2025-12-01", "months": 12}`)
	x.golden("receipt-too-early", "receipt", "J-0001", "--intake", "--out", x.dir)
	for _, request := range []string{`{"job": "J-0001", "event": "receive"}`, `{"job": "j-0001", "event": "check", "finding": {"condition": "clean"}}`,
		`{"job": 1, "event": "diagnose", "finding": {"fault": "motor"}}`, `{"job": 1, "event": "begin"}`} {
		x.do("repair.step", request)
	}
	x.golden("receipt-intake", "receipt", "J-0001", "--intake", "--out", x.dir)
	x.golden("receipt-not-done", "receipt", "J-0001", "--out", x.dir)
	x.do("repair.step", `{"job": 1, "event": "test", "done": "New brushes",
		"work": [{"kind": "part", "title": "Brushes", "quantity": 100, "each": {"minor": 18000, "currency": "HKD"}}]}`)
	x.golden("receipt", "receipt", "J-0001", "--size", "80mm", "--out", x.dir, "--lang", "zh-Hans")
	x.golden("repair", "do", "repair.show", `{"job": "J-0001"}`)
	x.golden("receipt-not-quoted", "receipt", "J-0001", "--quote", "--out", x.dir)
	x.golden("receipt-not-unrepaired", "receipt", "J-0001", "--unrepaired", "--out", x.dir)
	x.golden("receipt-ticket", "receipt", "J-0001", "--ticket", "--out", x.dir)
	x.golden("receipt-day-none", "receipt", "--day", "2026-03-12", "--out", x.dir)
	x.do("repair.step", `{"job": 1, "event": "give_back"}`)
	x.golden("receipt-day", "receipt", "--day", "2026-03-12", "--size", "a4", "--out", x.dir)
	x.golden("receipt-day-and-one", "receipt", "J-0001", "--day", "2026-03-12", "--out", x.dir)
	x.golden("receipt-day-wrong", "receipt", "--day", "12/3", "--out", x.dir)
	x.golden("repair-receipts", "do", "repair.receipts", `{"day": "2026-03-12"}`)
	x.golden("repair-report", "do", "repair.report", `{}`)
}
