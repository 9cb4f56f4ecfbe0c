package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/domain/casefile"
	"aftercare/domain/clock"
	"aftercare/domain/desk"
)

func (x *terminal) imported(args ...string) desk.Report {
	x.t.Helper()
	var r desk.Report
	if err := json.Unmarshal([]byte(x.done(append([]string{"import", "--json", "--at", "2026-06-13T10:00:00+08:00"}, args...)...)), &r); err != nil {
		x.t.Fatal(err)
	}
	return r
}

// TestRun_importsReturns: a platform's returns and refunds open cases, the same
// file again changes nothing, and a later one updates what the platform says and
// leaves what the shop decided.
func TestRun_importsReturns(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	const of = "../../storage/exchange/testdata/"
	x.imported(of+"amazon-orders.txt", "--channel", "Own shop")
	preview := x.imported(of+"amazon-returns.csv", "--channel", "Own shop", "--preview")
	if preview.Counts[desk.Created] != 2 || preview.Counts[desk.Review] != 1 || preview.Counts[desk.Unchanged] != 1 {
		t.Fatalf("the preview counts %v: %+v", preview.Counts, preview.Outcomes)
	}
	var none desk.Page[desk.CaseRow]
	if err := json.Unmarshal([]byte(x.done("do", "case.list", "{}")), &none); err != nil || none.Count != 0 {
		t.Fatalf("the preview opened %d cases, %v", none.Count, err)
	}
	r := x.imported(of+"amazon-returns.csv", "--channel", "Own shop")
	if r.Counts[desk.Created] != 2 || r.Counts[desk.Review] != 1 {
		t.Fatalf("counts %v: %+v", r.Counts, r.Outcomes)
	}
	if again := x.imported(of+"amazon-returns.csv", "--channel", "Own shop"); again.Counts[desk.Unchanged] != 3 {
		t.Errorf("the same file again counts %v, want all unchanged but the faulty one", again.Counts)
	}
	var page desk.Page[desk.CaseRow]
	if err := json.Unmarshal([]byte(x.done("do", "case.list", "{}")), &page); err != nil {
		t.Fatal(err)
	}
	var c casefile.Case
	for _, row := range page.Rows {
		if row.OrderNumber == "114-1111111-0000001" {
			c = row.Case
		}
	}
	if c.Platform == nil || c.Platform.Ref != "DabcRMA1" || c.Reason != "quality_defect" || c.Remedy != casefile.ReturnRefund || len(c.Items) != 2 || c.Items[0].Said != 2 || c.Tracking != "1Z999AA10123456784" {
		t.Fatalf("the case is %+v, platform %+v", c, c.Platform)
	}
	later, err := os.ReadFile(of + "amazon-returns.csv")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(x.dir, "later.csv")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(later), "Approved,DabcRMA1", "Completed,DabcRMA1")), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := x.imported(path, "--channel", "Own shop"); r.Counts[desk.Changed] != 1 || r.Counts[desk.Created] != 0 {
		t.Errorf("the later file counts %v", r.Counts)
	}
	var view desk.CaseView
	if err := json.Unmarshal([]byte(x.done("do", "case.show", `{"case": "`+c.Number+`"}`)), &view); err != nil {
		t.Fatal(err)
	}
	if view.Platform.State != "Completed" || view.State != c.State || view.Reason != c.Reason {
		t.Errorf("the case is %s, the platform says %+v", view.State, view.Platform)
	}
}

// TestRun_importsRefundsOfTaobao: deadlines of the platform stand on the case,
// and a case that was opened by hand is the one that the file speaks of.
func TestRun_importsRefundsOfTaobao(t *testing.T) {
	x := newTerminal(t)
	x.done("begin", "Lamma Supply", "--language", "en")
	orders := filepath.Join(x.dir, "orders.csv")
	text := "订单编号,买家应付货款,总金额,买家实际支付金额,订单状态,订单创建时间,宝贝标题,宝贝总数量,确认收货时间\n" +
		"3161200000000001,119.00,119.00,119.00,交易成功,2026-06-08 20:01:00,手冲咖啡壶,1,2026-06-11 10:00:00\n" +
		"3161200000000002,280.00,280.00,280.00,交易成功,2026-06-09 10:00:00,磨豆机,1,2026-06-11 10:00:00\n"
	if err := os.WriteFile(orders, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	x.imported(orders, "--channel", "Taobao")
	x.done("do", "case.open", `{"order": "3161200000000002", "reason": "changed_mind", "remedy": "return_refund", "items": [{"line": 1, "quantity": 1}]}`, "--at", "2026-06-12T12:00:00+08:00")
	r := x.imported("../../storage/exchange/testdata/taobao-refunds.csv", "--channel", "Taobao")
	if r.Counts[desk.Created] != 1 || r.Counts[desk.Changed] != 1 {
		t.Fatalf("counts %v: %+v", r.Counts, r.Outcomes)
	}
	var page desk.Page[desk.CaseRow]
	if err := json.Unmarshal([]byte(x.done("do", "case.list", "{}")), &page); err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		p := row.Platform
		switch {
		case p == nil:
			t.Errorf("case %s knows nothing of the platform", row.Number)
		case row.OrderNumber == "3161200000000001" && (p.Ref != "990001" || p.AnswerBy.IsZero() || p.EvidenceBy.IsZero() || p.Fault != casefile.ByShop):
			t.Errorf("case %s: %+v", row.Number, p)
		case row.OrderNumber == "3161200000000001" && !slices.ContainsFunc(row.Clocks, func(c clock.Clock) bool { return c.Code == casefile.SilenceClock && c.Due.At.Equal(p.AnswerBy) }):
			t.Errorf("case %s has no clock for the platform's deadline: %+v", row.Number, row.Clocks)
		case row.OrderNumber == "3161200000000002" && (p.Ref != "990002" || row.Tracking != "SF7654321"):
			t.Errorf("case %s: %+v, tracking %s", row.Number, p, row.Tracking)
		}
	}
}
