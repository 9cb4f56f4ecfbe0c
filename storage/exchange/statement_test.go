package exchange_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/storage/exchange"
)

func TestReadStatement(t *testing.T) {
	want := []desk.StatementLine{{Line: 2, Reference: "LS-1", Day: "2026-03-02", Amount: "1200.50", Currency: "HKD"}, {Line: 3, Reference: "LS-2", Day: "2026-03-03", Amount: "-88.00", Currency: "HKD"}}
	for name, file := range map[string]string{
		"english":     "Order,Payout date,Amount,Currency\nLS-1,2026-03-02,\"1,200.50\",hkd\nLS-2,2026-03-03,-88,HKD\n",
		"traditional": "退款日期;訂單編號;退款金額;幣種\n2026/3/2;LS-1;1,200.50;HKD\n2026-03-03;LS-2;-88.00;HKD\n",
		"footer":      "Order,Date,Amount,Currency\nLS-1,2026-03-02,1200.50,HKD\nLS-2,2026-03-03,-88.00,HKD\n,,,\n",
	} {
		got, err := exchange.ReadStatement(name+".csv", strings.NewReader(file), int64(len(file)))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
		}
	}
	var b bytes.Buffer
	if err := exchange.WriteSheet(&b, "xlsx", "payouts", []string{"Order", "Date", "Amount", "Currency"}, []int{9, 9, 9, 9}, func(each func([]any) error) error {
		return errors.Join(each([]any{"LS-1", calendar.Date("2026-03-02"), money.Of(120050, "HKD"), "HKD"}), each([]any{"LS-2", calendar.Date("2026-03-03"), money.Of(-8800, "HKD"), "HKD"}))
	}); err != nil {
		t.Fatal(err)
	}
	if got, err := exchange.ReadStatement("a.xlsx", bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("xlsx: %+v, %v", got, err)
	}
	bad := "Order,Date,Amount\nLS-1,soon,much\n"
	if got, err := exchange.ReadStatement("a.csv", strings.NewReader(bad), int64(len(bad))); err != nil || len(got) != 1 || got[0].Day != "soon" || got[0].Amount != "much" {
		t.Errorf("what cannot be read is not given as it stands: %+v, %v", got, err)
	}
	none := "A,B\n1,2\n"
	if _, err := exchange.ReadStatement("a.csv", strings.NewReader(none), int64(len(none))); !errors.Is(err, domain.Code("reconcile.columns")) {
		t.Errorf("no columns: %v", err)
	}
}
