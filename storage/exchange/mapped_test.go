package exchange_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

// strange is a table that no format knows: its header stands in row 4, its
// amounts have a decimal comma, its dates begin with the day.
const strange = "Verkäufe Oktober;;;;;;\r\n" +
	"erstellt am 1.11.2025;;;;;;\r\n" +
	";;;;;;\r\n" +
	"Beleg;Tag;Kunde;Ware;Stück;Einzelpreis;Summe\r\n" +
	"A-17;31/10/2025;Jörg Weiß;Kaffeemühle;1;1.116,99;1.116,99\r\n" +
	"A-18;01/11/2025;Zoë Maier;Tasse, blau;2;12,50;29,90\r\n" +
	"A-18;01/11/2025;Zoë Maier;Deckel;1;4,90;29,90\r\n" +
	"A-19;übermorgen;Ann Lee;Tasse;1;12,50;12,50\r\n" +
	";;;;;;1.159,39\r\n"

func kept(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func firstOrders(t *testing.T, path string, how desk.How) (desk.About, []order.Facts) {
	t.Helper()
	e, err := exchange.Files{}.Open(path, how)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	got, err := desk.FirstOrders(context.Background(), e, 10)
	if err != nil {
		t.Fatal(err)
	}
	return e.About(), got
}

func TestFiles_Look_guesses(t *testing.T) {
	s, err := exchange.Files{}.Look(kept(t, "sales.csv", strange), desk.How{Zone: time.UTC, Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Guess.HeaderRow != 4 || s.About.Separator != ";" || len(s.Rows) != 9 || s.Rows[3][0] != "Beleg" {
		t.Errorf("looked: header in row %d, %+v", s.Guess.HeaderRow, s.About)
	}
	for fact, want := range map[string]string{"name": "Kunde", "total": "Summe", "price": "Einzelpreis", "number": "Beleg", "placed": "Tag", "quantity": "Stück", "title": "Ware"} {
		if got := s.Guess.Columns[fact]; got != want {
			t.Errorf("%s is guessed to be %q, want %q", fact, got, want)
		}
	}
}

func TestFiles_Open_mapped(t *testing.T) {
	path := kept(t, "sales.csv", strange)
	m := desk.Mapping{Name: "Till", HeaderRow: 4, Header: []string{"Beleg", "Tag", "Kunde", "Ware", "Stück", "Einzelpreis", "Summe"},
		Columns: map[string]string{"number": "Beleg", "placed": "Tag", "name": "Kunde", "title": "Ware", "quantity": "Stück", "price": "Einzelpreis", "total": "Summe"}}
	how := desk.How{Zone: time.UTC, Currency: "EUR", Mapping: &m}
	a, got := firstOrders(t, path, how)
	if a.Format != "mapped" || a.Mapping != "Till" || a.HeaderRow != 4 || a.Days != "dmy" || a.AskDays || !a.Comma {
		t.Errorf("About = %+v", a)
	}
	if len(got) != 3 {
		t.Fatalf("%d orders, want 3: %+v", len(got), got)
	}
	if o := got[0]; o.Number != "A-17" || o.Total != money.Of(111699, "EUR") || o.Placed.Month() != time.October || o.Customer.Name != "Jörg Weiß" || len(o.Faults) > 0 {
		t.Errorf("got %+v", o)
	}
	if o := got[1]; len(o.Lines) != 2 || o.Lines[0].Quantity != 2 || o.Lines[0].Price.Minor != 1250 || o.Total.Minor != 2990 || o.State != order.Paid || len(o.Faults) > 0 {
		t.Errorf("got %+v", o)
	}
	if s := codes(got[2].Faults); s != "date_unread" {
		t.Errorf("faults = %q, want date_unread", s)
	}
	if _, err := (exchange.Files{}).Look(path, how); err != nil {
		t.Error(err)
	}
	// Kept, it reads a file with the same header by itself.
	if a, got := firstOrders(t, path, desk.How{Zone: time.UTC, Currency: "EUR", Known: []desk.Mapping{m}}); a.Mapping != "Till" || len(got) != 3 {
		t.Errorf("again: %+v, %d orders", a, len(got))
	}
}

// TestFile_habits: a date that can be read two ways is asked for once, and one
// that cannot decides for the whole file.
func TestFile_habits(t *testing.T) {
	row := func(n, date string) string { return n + ",paid," + date + ",Cup,1,10.00,HKD\n" }
	const header = "order no,status,date,item,qty,price,currency\n"
	m := desk.Mapping{Columns: map[string]string{"number": "order no", "state": "status", "placed": "date", "title": "item", "quantity": "qty", "price": "price", "currency": "currency"}}
	for name, c := range map[string]struct {
		text, days string
		how        string
		ask        bool
		month      time.Month
	}{
		"both ways":          {row("1", "3/4/2026") + row("2", "5/6/2026"), "", "", true, 0},
		"asked: day first":   {row("1", "3/4/2026") + row("2", "5/6/2026"), "dmy", "dmy", false, time.April},
		"asked: month first": {row("1", "3/4/2026") + row("2", "5/6/2026"), "mdy", "mdy", false, time.March},
		"one is certain":     {row("1", "3/4/2026") + row("2", "25/6/2026"), "dmy", "", false, time.April},
		"the other way":      {row("1", "3/4/2026") + row("2", "6/25/2026"), "mdy", "", false, time.March},
		"one against one":    {row("1", "25/4/2026") + row("2", "6/25/2026"), "", "", true, 0},
		"points":             {row("1", "3.4.2026"), "", "", false, time.April},
		"year first":         {row("1", "2026-04-03"), "", "", false, time.April},
		"words":              {row("1", "3 April 2026"), "", "", false, time.April},
	} {
		t.Run(name, func(t *testing.T) {
			a, got := firstOrders(t, kept(t, "x.csv", header+c.text), desk.How{Zone: time.UTC, Mapping: &m, Days: c.how})
			if a.Days != c.days || a.AskDays != c.ask {
				t.Errorf("days %q, ask %v, want %q, %v", a.Days, a.AskDays, c.days, c.ask)
			}
			if c.ask {
				if s := codes(got[0].Faults); s != "date_order" && name == "both ways" {
					t.Errorf("faults = %q, want date_order", s)
				}
			} else if got[0].Placed.Month() != c.month || len(got[0].Faults) > 0 {
				t.Errorf("placed %v, faults %v, want %v", got[0].Placed, got[0].Faults, c.month)
			}
		})
	}
}
