package exchange_test

import (
	"strings"
	"testing"
	"time"

	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

const shHeader = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total," +
	"Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name," +
	"Shipping Zip,Notes,Cancelled at,Refunded Amount,Lineitem discount\n"

const shTwoLines = `#1001,a@example.com,paid,2026-01-05 09:55:16 -0400,partial,,HKD,250.00,30.00,0.00,280.00,10.00,2026-01-05 09:50:00 -0400,2,Mug,100.00,MUG-1,fulfilled,Chan Tai Man,'00123,ship by 3 Feb,,,0.00
#1001,a@example.com,,,,,,,,,,,2026-01-05 09:50:00 -0400,1,Lid,60.00,LID-1,pending,,,,,,0.00
`

func TestFile_Orders_shopify(t *testing.T) {
	got := orders(t, shHeader+shTwoLines, exchange.Options{})
	if len(got) != 1 {
		t.Fatalf("%d orders, want 1: %+v", len(got), got)
	}
	o := got[0]
	if len(o.Faults)+len(o.Hints) > 0 {
		t.Errorf("faults %v, hints %v, want none", o.Faults, o.Hints)
	}
	if o.Number != "#1001" || o.State != order.Paid || o.PlatformSay != "paid / partial" {
		t.Errorf("got %q %q %q", o.Number, o.State, o.PlatformSay)
	}
	if want := time.Date(2026, 1, 5, 13, 55, 16, 0, time.UTC); !o.Paid.Equal(want) {
		t.Errorf("Paid = %v, want %v", o.Paid, want)
	}
	if o.Total != money.Of(28000, "HKD") || o.Discount != money.Of(1000, "HKD") || o.PaidSum != o.Total || o.Refunded != (money.Amount{}) {
		t.Errorf("sums = %v %v %v %v", o.Total, o.Discount, o.PaidSum, o.Refunded)
	}
	if len(o.Lines) != 2 || !*o.Lines[0].Shipped || *o.Lines[1].Shipped || o.Lines[0].Quantity != 2 {
		t.Errorf("Lines = %+v", o.Lines)
	}
	if o.Customer.Address != "00123" || o.SellerNote != "ship by 3 Feb" || len(o.Rows) != 2 || o.Rows[1] != 3 {
		t.Errorf("address %q, note %q, rows %v", o.Customer.Address, o.SellerNote, o.Rows)
	}
}

func TestFile_Orders_shopifyFaults(t *testing.T) {
	row := func(name, cur, sub, total, created, qty string) string {
		return name + ",a@b.c,paid,," + "unfulfilled,," + cur + "," + sub + ",0,0," + total + ",0," + created + "," + qty + ",Mug,10.00,,,,,,,,\n"
	}
	const at = "2026-01-05 09:50:00 +0800"
	for name, c := range map[string]struct{ text, want string }{
		"good":               {row("#1", "HKD", "20.00", "20.00", at, "2"), ""},
		"no number":          {row("", "HKD", "20.00", "20.00", at, "2"), "number_missing"},
		"broken number":      {row("1.23E+18", "HKD", "20.00", "20.00", at, "2"), "number_broken"},
		"no currency":        {row("#1", "", "20.00", "20.00", at, "2"), "currency_missing"},
		"unknown currency":   {row("#1", "HK", "20.00", "20.00", at, "2"), "currency_unknown"},
		"total":              {row("#1", "HKD", "20.00", "21.00", at, "2"), "total_differs"},
		"one cent is near":   {row("#1", "HKD", "20.00", "20.01", at, "2"), ""},
		"lines":              {row("#1", "HKD", "25.00", "25.00", at, "2"), "total_differs"},
		"negative quantity":  {row("#1", "HKD", "20.00", "20.00", at, "-2"), "quantity_negative"},
		"large quantity":     {row("#1", "HKD", "20.00", "20.00", at, "10000"), "quantity_too_large"},
		"no quantity":        {row("#1", "HKD", "20.00", "20.00", at, "two"), "quantity_unread"},
		"no date":            {row("#1", "HKD", "20.00", "20.00", "2026-02-30", "2"), "date_unread"},
		"date in an order":   {row("#1", "HKD", "20.00", "20.00", "5/1/2026 9:50", "2"), "date_order"},
		"no date at all":     {row("#1", "HKD", "20.00", "20.00", "", "2"), "date_missing"},
		"no total":           {row("#1", "HKD", "20.00", "", at, "2"), "total_missing"},
		"no amount":          {row("#1", "HKD", "20.00", "twenty", at, "2"), "amount_unread"},
		"fractions of yen":   {row("#1", "JPY", "20.00", "20.50", at, "2"), "amount_unread"},
		"too many cells":     {strings.TrimSpace(row("#1", "HKD", "20.00", "20.00", at, "2")) + ",more\n", "row_wide"},
		"unfinished quote":   {row("#1", "HKD", "20.00", "20.00", at, "2") + `#2,"a@`, "cut_off"},
		"text behind quotes": {strings.Replace(row("#1", "HKD", "20.00", "20.00", at, "2"), "Mug", `"Mug" blue`, 1), "quote_broken"},
	} {
		t.Run(name, func(t *testing.T) {
			got := orders(t, shHeader+c.text, exchange.Options{})
			if s := codes(got[len(got)-1].Faults); s != c.want {
				t.Errorf("faults = %q, want %q", s, c.want)
			}
		})
	}
}
