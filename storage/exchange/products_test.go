package exchange_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/stock"
	"aftercare/storage/exchange"
)

func productFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestProducts_read(t *testing.T) {
	rows := [][]string{
		{"貨號", "貨品名稱", "類別", "售價", "保養月數", "寄出時效", "可退貨", "序號", "種類", "條碼", "供應商", "存貨", "人工保養", "損耗品"},
		{"SPK-S2", "藍牙喇叭", "電子", "HK$468.00", "12", "3 個工作天", "是", "有", "商品", "4891008776129", "ACME", "8", "6", "否"},
		{"SCREW", "螺絲", "", "0.5", "", "48小時", "否", "", "零件", "", "", "", "", "是"},
	}
	book := excelize.NewFile()
	for i, r := range rows {
		for j, c := range r {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				err = book.SetCellStr("Sheet1", cell, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	xlsx := filepath.Join(t.TempDir(), "products.xlsx")
	if err := book.SaveAs(xlsx); err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join(r, ",")
	}
	for _, path := range []string{xlsx, productFile(t, "products.csv", strings.Join(lines, "\n"))} {
		got, err := exchange.Files{}.Products(t.Context(), path, "HKD")
		if err != nil || len(got) != 2 {
			t.Fatalf("%s: %d rows, %v", filepath.Base(path), len(got), err)
		}
		a, b := got[0], got[1]
		if len(a.Faults)+len(b.Faults) != 0 {
			t.Fatalf("%s: faults %v %v", filepath.Base(path), a.Faults, b.Faults)
		}
		if a.SKU != "SPK-S2" || a.Category != "electronics" || a.Price.Minor != 46800 || *a.Warranty != 12 || *a.DayToShip != (calendar.Term{Amount: 3, Unit: calendar.WorkingDays}) ||
			*a.NoReturn || !*a.Serials || *a.Part || a.Barcode != "4891008776129" || a.Supplier != "ACME" || *a.OnHand != 8 || *a.Labour != 6 || *a.Wear || a.Row != 2 {
			t.Errorf("%s: the first is %+v", filepath.Base(path), a)
		}
		if b.Category != "" || b.Price.Minor != 50 || b.Warranty != nil || b.DayToShip.Unit != calendar.Hours || !*b.NoReturn || b.Serials != nil || !*b.Part || !*b.Wear || b.Labour != nil || b.OnHand != nil {
			t.Errorf("%s: the second is %+v", filepath.Base(path), b)
		}
	}
}

// Each bad cell is refused by its field, and says what stands there.
func TestProducts_refuses(t *testing.T) {
	for name, c := range map[string]struct{ column, cell, field, code string }{
		"a warranty of -1 months": {"Warranty", "-1", "warranty", "product.warranty"},
		"a warranty of 241":       {"Warranty", "241", "warranty", "product.warranty"},
		"a warranty in words":     {"Warranty", "two years", "warranty", "product.warranty"},
		"labour of 241 months":    {"Labour warranty", "241", "labour", "product.warranty"},
		"worn by halves":          {"Wear part", "half", "wear", "product.yes_no"},
		"a negative price":        {"Price", "-3.00", "price", "product.price"},
		"a price in words":        {"Price", "cheap", "price", "product.price"},
		"an unknown category":     {"Category", "boats", "category", "product.category"},
		"stock beyond 9 999":      {"Stock", "10000", "quantity", "product.on_hand"},
		"stock below nothing":     {"Stock", "-1", "quantity", "product.on_hand"},
		"a term in moons":         {"DTS", "3 moons", "day_to_ship", "product.day_to_ship"},
		"maybe":                   {"Returnable", "maybe", "no_return", "product.yes_no"},
	} {
		path := productFile(t, "p.csv", fmt.Sprintf("SKU,%s\nA-1,%s\n", c.column, c.cell))
		got, err := exchange.Files{}.Products(t.Context(), path, "HKD")
		if err != nil || len(got) != 1 || len(got[0].Faults) != 1 {
			t.Errorf("%s: %+v, %v, want one fault", name, got, err)
			continue
		}
		if f := got[0].Faults[0]; f.Field != c.field || f.Code != c.code || f.Args["value"] != c.cell {
			t.Errorf("%s: %v, want %s of %s", name, f, c.code, c.field)
		}
	}
	got, err := exchange.Files{}.Products(t.Context(), productFile(t, "p.csv", "SKU,Title\n,Cup\n"), "HKD")
	if err != nil || len(got[0].Faults) != 1 || got[0].Faults[0].Code != "field.required" {
		t.Errorf("a row without a SKU: %+v, %v", got, err)
	}
	if _, err := (exchange.Files{}).Products(t.Context(), productFile(t, "p.csv", "Moon,Sun\n1,2\n"), "HKD"); domain.As(err) == nil {
		t.Errorf("no column is known: %v, want a refusal", err)
	}
	if _, err := (exchange.Files{}).Products(t.Context(), filepath.Join(t.TempDir(), "gone.csv"), "HKD"); domain.As(err) == nil {
		t.Errorf("no file: %v, want a refusal", err)
	}
}

func FuzzProducts(f *testing.F) {
	f.Add("SKU,Price,Warranty\nA,1.00,12\n")
	f.Add("货号\t库存\nA\t-1\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "p.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		rows, err := exchange.Files{}.Products(t.Context(), path, "HKD")
		if err != nil {
			return
		}
		for _, r := range rows { // what has no fault can be kept
			if len(r.Faults) > 0 {
				continue
			}
			if err := (stock.Product{}).Merged(r).Validate(); err != nil {
				t.Errorf("row %d without a fault is refused: %v", r.Row, err)
			}
		}
	})
}
