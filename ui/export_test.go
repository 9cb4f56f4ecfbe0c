package ui

import (
	"io"
	"strings"
	"testing"

	"aftercare/domain/desk"
	"aftercare/domain/order"
)

// TestShell_exportsTheListAsItIsFiltered writes the rows of each page's list, and
// no others.
func TestShell_exportsTheListAsItIsFiltered(t *testing.T) {
	w := newWorld(t, options{}, func(w *world) {
		open := ordered("LS-1", "張偉", "2026-03-11", 1000, "Cup", "CUP")
		gone := ordered("LS-2", "=HYPERLINK()", "2026-03-10", 1000, "Cup", "CUP")
		gone.State = order.Completed
		w.bring("own", open, gone)
	})
	var name string
	var numbers []string
	w.shell.env.prog.Sheet = func(to io.Writer, kind, table string, head []string, wide []int, rows func(func([]any) error) error) error {
		name, numbers = kind+" "+table, nil
		return rows(func(cells []any) error {
			numbers = append(numbers, cells[0].(string))
			_, err := io.WriteString(to, cells[2].(string)+"\n")
			return err
		})
	}
	w.visit(route{page: "orders"})
	w.menu("export")
	if got := strings.Join(numbers, " "); got != "LS-1" || name != "csv Orders" {
		t.Errorf("%s: rows %q, want the one order that waits", name, got)
	}
	w.see("Written to", "Orders.csv")
	w.shell.page().(*ordersPage).filter(desk.AllOrders)
	w.menu("export_xlsx")
	if len(numbers) != 2 || name != "xlsx Orders" || !strings.Contains(string(w.output.files["Orders.xlsx"]), "Completed") {
		t.Errorf("%s: rows %q, file %q, want both orders, their states in words", name, numbers, w.output.files["Orders.xlsx"])
	}
	for place, table := range map[route]string{{page: "cases"}: "Cases", {page: "repairs"}: "Repairs", {page: "money", do: "refunds"}: "Refunds", {page: "money", do: "goodwill"}: "Goodwill payments", {page: "money", do: "claims"}: "Follow-ups",
		{page: "money", do: "files"}: "Ledger", {page: "products"}: "Products", {page: "customers"}: "Customers", {page: "agreements"}: "Agreed ship dates", {page: "ledger"}: "Ledger", {page: "losses"}: "Losses", {page: "retentions"}: "Retention offers", {page: "clocks"}: "Clocks"} {
		w.visit(place)
		name = ""
		w.menu("export")
		if name != "csv "+table {
			t.Errorf("%v: %q was written, want %q", place, name, table)
		}
	}
	w.visit(route{page: "losses"})
	w.tap("Export")
	w.tap("Losses by cause (XLSX)")
	if name != "xlsx Losses by cause" {
		t.Errorf("sums per cause: %q was written", name)
	}
	w.visit(route{page: "today"})
	w.menu("export")
	w.see("There is no list on this page to export.")
	w.menu("export_calendar")
	if ics := string(w.output.files["Due dates.ics"]); !strings.Contains(ics, "SUMMARY:Ship LS-1") || strings.Contains(ics, "LS-2") {
		t.Errorf("calendar: %s", ics)
	}
}
