package exchange

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"aftercare/domain/order"
)

// wooStates are WooCommerce's words: "completed" is a fulfilled order, of which
// nobody has said that it arrived.
var wooStates = sync.OnceValue(func() map[string]order.State {
	return statesOf(map[order.State][]string{
		order.Placed:    {"pending", "pending payment", "wc-pending", "on-hold", "on hold", "wc-on-hold", "checkout-draft", "draft"},
		order.Paid:      {"processing", "wc-processing", "refunded", "wc-refunded", "partially refunded"},
		order.Shipped:   {"completed", "wc-completed"},
		order.Cancelled: {"cancelled", "wc-cancelled", "canceled", "failed", "wc-failed", "trash"},
	})
})

// wooRefunded books the whole total as refunded where the platform's word says
// so and no column names a sum.
func wooRefunded(r *reading) {
	o := &r.facts
	if say := r.text(int(fState)); len(say) < len("refunded") || !strings.EqualFold(say[len(say)-len("refunded"):], "refunded") {
		return
	}
	if word := stateWord(r.f.fold, r.text(int(fState))); o.Refunded.Currency == "" && o.Total.Currency != "" && strings.TrimPrefix(word, "wc") == "refunded" {
		o.Refunded = o.Total
	}
}

// wooAnalytics reads the orders table of WooCommerce's own analytics: one row an
// order, its goods in one cell, the net total with the shop's sign.
func wooAnalytics() Format {
	return plain{id: "woo_analytics", preset: "own", states: wooStates(), rough: true, tweak: wooRefunded, columns: map[fact][]string{
		fNumber: {"Order #", "Order"}, fPlaced: {"Date"}, fTotal: {"N. Revenue (formatted)", "N. Revenue"}, fState: {"Status"}, fName: {"Customer"},
		fItems: {"Product(s)"}, fQuantity: {"Items sold"},
	}, needed: []fact{fNumber, fPlaced, fState, fItems}}.format()
}

// wooItems is how many "Product Item n" groups of columns are read.
const wooItems = 50

// wooExporter reads the common exporter plug-ins' wide table: one row an order,
// its goods in groups of columns, "Product Item 1 Name", or in cells
// "line_item_1" of the form name:…|sku:…|quantity:…|total:….
func wooExporter() Format {
	p := plain{id: "woo_exporter", preset: "own", states: wooStates(), columns: map[fact][]string{
		fNumber: {"order_number", "order_id"}, fRecord: {"order_id"}, fPlaced: {"order_date", "date"}, fPaidAt: {"paid_date"}, fState: {"status", "order_status"},
		fCurrency: {"order_currency"}, fTotal: {"order_total"}, fShipping: {"shipping_total", "order_shipping"}, fTax: {"tax_total", "order_tax"}, fShippingTax: {"shipping_tax_total"},
		fDiscount: {"discount_total", "cart_discount", "order_discount"}, fRefunded: {"refunded_total", "order_refund"},
		fFirst: {"shipping_first_name", "billing_first_name"}, fLast: {"shipping_last_name", "billing_last_name"}, fCompany: {"shipping_company"},
		fEmail: {"billing_email", "customer_email"}, fPhone: {"billing_phone", "shipping_phone"}, fHandle: {"customer_user", "customer_username"},
		fAddress: {"shipping_address_1"}, fAddress2: {"shipping_address_2"}, fCity: {"shipping_city"}, fProvince: {"shipping_state"},
		fZip: {"shipping_postcode"}, fCountry: {"shipping_country"}, fBuyerNote: {"customer_note"}, fSellerNote: {"order_notes"},
	}, needed: []fact{fNumber, fPlaced, fState, fTotal}}
	fm := p.format()
	for f, said := range map[fact]string{fTitle: "Product Item Name", fSKU: "Product Item SKU", fQuantity: "Product Item Quantity", fLineSum: "Product Item Total"} {
		fm.columns[f].said = said
	}
	base := len(fm.columns)
	for i := 1; i <= wooItems; i++ {
		for _, names := range [][]string{
			{fmt.Sprintf("Product Item %d Name", i)}, {fmt.Sprintf("Product Item %d SKU", i)}, {fmt.Sprintf("Product Item %d Quantity", i)},
			{fmt.Sprintf("Product Item %d Total", i)}, {fmt.Sprintf("line_item_%d", i)},
		} {
			fm.columns = append(fm.columns, column{names: names})
		}
	}
	fm.read = func(r *reading) {
		wooGroups(r, base)
		p.read(r)
		wooRefunded(r)
	}
	return fm
}

// wooGroups puts each group of columns of an order's row as a line below it.
func wooGroups(r *reading, base int) {
	first := r.first()
	var below []line
	for i := range wooItems {
		g := first.cells[base+5*i:]
		title, sku, quantity, total := g[0], g[1], g[2], g[3]
		if unknown(title) && !unknown(g[4]) {
			title, sku, quantity, total = wooCell(g[4])
		}
		if unknown(title) {
			continue
		}
		l := line{row: first.row, cells: make([]string, len(first.cells))}
		l.cells[fTitle], l.cells[fSKU], l.cells[fQuantity], l.cells[fLineSum] = title, sku, quantity, total
		below = append(below, l)
	}
	r.lines = append(slices.Clone(r.lines), below...)
}

// wooCell reads "name:Cup|sku:C-1|quantity:2|total:10.00".
func wooCell(cell string) (title, sku, quantity, total string) {
	for _, part := range strings.Split(cell, "|") {
		key, value, _ := strings.Cut(part, ":")
		switch value = strings.TrimSpace(value); strings.ToLower(strings.TrimSpace(key)) {
		case "name":
			title = value
		case "sku":
			sku = value
		case "quantity", "qty":
			quantity = value
		case "total":
			total = value
		}
	}
	return title, sku, quantity, total
}

// wooLines reads the exporter plug-ins' long table: a row a line, the order
// said again on each.
func wooLines() Format {
	return plain{id: "woo_lines", preset: "own", states: wooStates(), rows: lineRows, columns: map[fact][]string{
		fNumber: {"Order Number"}, fPlaced: {"Order Date"}, fPaidAt: {"Paid Date"}, fState: {"Order Status"}, fBuyerNote: {"Customer Note"},
		fCurrency: {"Order Currency", "Currency"}, fTotal: {"Order Total Amount"}, fShipping: {"Order Shipping Amount"}, fTax: {"Order Total Tax Amount"},
		fDiscount: {"Cart Discount Amount", "Discount Amount"}, fRefunded: {"Order Refund Amount"},
		fFirst: {"First Name (Shipping)", "First Name (Billing)"}, fLast: {"Last Name (Shipping)", "Last Name (Billing)"}, fCompany: {"Company (Shipping)", "Company (Billing)"},
		fEmail: {"Email (Billing)"}, fPhone: {"Phone (Billing)"}, fAddress: {"Address 1&2 (Shipping)", "Address 1 (Shipping)"}, fAddress2: {"Address 2 (Shipping)"},
		fCity: {"City (Shipping)"}, fProvince: {"State Code (Shipping)", "State Name (Shipping)"}, fZip: {"Postcode (Shipping)"}, fCountry: {"Country Code (Shipping)", "Country Name (Shipping)"},
		fKey: {"Item #"}, fSKU: {"SKU"}, fTitle: {"Item Name", "Name"}, fVariant: {"Product Variation"}, fQuantity: {"Quantity"}, fPrice: {"Item Cost"},
		fLineSum: {"Order Line (w/o tax)", "Order Line Subtotal"}, fLineTax: {"Order Line Tax"}, fLineRefunded: {"Order Line Total Refunded"},
	}, needed: []fact{fNumber, fPlaced, fState, fTitle, fQuantity}, tweak: wooRefunded}.format()
}
