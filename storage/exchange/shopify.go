package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// The columns of Shopify's orders_export.csv that say something of an order.
const (
	shName = iota
	shEmail
	shFinancial
	shPaidAt
	shFulfillment
	shFulfilledAt
	shCurrency
	shSubtotal
	shShipping
	shTaxes
	shTotal
	shDiscount
	shCreatedAt
	shQuantity
	shTitle
	shPrice
	shSKU
	shLineState
	shLineDiscount
	shBillingName
	shShipName
	shStreet
	shAddress1
	shAddress2
	shCompany
	shCity
	shZip
	shProvince
	shProvinceName
	shCountry
	shShipPhone
	shBillingPhone
	shPhone
	shNotes
	shCancelledAt
	shRefunded
	shOutstanding
	shDuties
	shID
	shTaxable
	shTaxName // of five, one after another
)

// shTaxNames is how many taxes a row names.
const shTaxNames = 5

// shopify reads orders_export.csv: an order's first row speaks of the whole
// order, each further row of one line more. Times carry their offset.
func shopify() Format {
	f := Format{ID: "shopify", Preset: "own", rows: headed, head: shTotal, read: readShopify, columns: []column{
		shName:         {names: []string{"Name"}, needed: true, line: true},
		shEmail:        {names: []string{"Email"}},
		shFinancial:    {names: []string{"Financial Status"}, needed: true},
		shPaidAt:       {names: []string{"Paid at"}, date: true},
		shFulfillment:  {names: []string{"Fulfillment Status"}, needed: true},
		shFulfilledAt:  {names: []string{"Fulfilled at"}, date: true},
		shCurrency:     {names: []string{"Currency"}, needed: true},
		shSubtotal:     {names: []string{"Subtotal"}, amount: true},
		shShipping:     {names: []string{"Shipping"}, amount: true},
		shTaxes:        {names: []string{"Taxes"}, amount: true},
		shTotal:        {names: []string{"Total"}, needed: true, amount: true},
		shDiscount:     {names: []string{"Discount Amount"}},
		shCreatedAt:    {names: []string{"Created at"}, needed: true, date: true},
		shQuantity:     {names: []string{"Lineitem quantity"}, needed: true, line: true},
		shTitle:        {names: []string{"Lineitem name"}, needed: true, line: true},
		shPrice:        {names: []string{"Lineitem price"}, needed: true, line: true},
		shSKU:          {names: []string{"Lineitem sku"}, line: true},
		shLineState:    {names: []string{"Lineitem fulfillment status"}, line: true},
		shLineDiscount: {names: []string{"Lineitem discount"}, line: true},
		shBillingName:  {names: []string{"Billing Name"}},
		shShipName:     {names: []string{"Shipping Name"}},
		shStreet:       {names: []string{"Shipping Street"}},
		shAddress1:     {names: []string{"Shipping Address1"}},
		shAddress2:     {names: []string{"Shipping Address2"}},
		shCompany:      {names: []string{"Shipping Company"}},
		shCity:         {names: []string{"Shipping City"}},
		shZip:          {names: []string{"Shipping Zip"}},
		shProvince:     {names: []string{"Shipping Province"}},
		shProvinceName: {names: []string{"Shipping Province Name"}},
		shCountry:      {names: []string{"Shipping Country"}},
		shShipPhone:    {names: []string{"Shipping Phone"}},
		shBillingPhone: {names: []string{"Billing Phone"}},
		shPhone:        {names: []string{"Phone"}},
		shNotes:        {names: []string{"Notes"}},
		shCancelledAt:  {names: []string{"Cancelled at"}, date: true},
		shRefunded:     {names: []string{"Refunded Amount"}},
		shOutstanding:  {names: []string{"Outstanding Balance"}},
		shDuties:       {names: []string{"Duties"}},
		shID:           {names: []string{"Id"}},
		shTaxable:      {names: []string{"Lineitem taxable"}, line: true},
	}}
	for i := range shTaxNames {
		f.columns = append(f.columns, column{names: []string{fmt.Sprintf("Tax %d Name", i+1)}})
	}
	return f
}

func readShopify(r *reading) {
	o := &r.facts
	o.Placed, o.Paid = r.time(shCreatedAt), r.time(shPaidAt)
	if o.Placed.IsZero() && len(o.Faults) == 0 { // missing, or masked
		r.fault(r.first(), shCreatedAt, "import.date_missing")
	}
	o.ShippedAt, o.Cancelled = r.time(shFulfilledAt), r.time(shCancelledAt)
	o.SellerNote = r.note(shNotes)
	shopifyState(r)
	shopifyPerson(r)
	code := strings.ToUpper(r.text(shCurrency))
	if code == "" {
		r.fault(r.first(), shCurrency, "import.currency_missing")
		return // no amount can be read
	}
	if !known(code) {
		r.fault(r.first(), shCurrency, "import.currency_unknown")
		return // no amount can be read
	}
	o.Currency = money.Currency(code)
	shopifyLines(r)
	shopifyMoney(r)
}

// known says whether ISO 4217 has the code.
func known(code string) bool {
	if !money.Currency(code).Valid() {
		return false
	}
	_, err := currency.ParseISO(code)
	return err == nil
}

func shopifyState(r *reading) {
	o := &r.facts
	paid, sent := r.text(shFinancial), r.text(shFulfillment)
	o.PlatformSay = strings.Trim(paid+" / "+sent, " /")
	switch strings.ToLower(paid) {
	case "paid", "partially_refunded", "refunded":
		o.State = order.Paid
	case "pending", "authorized", "partially_paid", "unpaid", "expired", "":
		o.State = order.Placed
	case "voided":
		o.State = order.Cancelled
	default:
		r.hint(r.first(), shFinancial, "import.state_unknown")
	}
	switch strings.ToLower(sent) {
	case "fulfilled":
		o.State = order.Shipped
	case "partial", "unfulfilled", "restocked", "unshipped", "on_hold", "scheduled", "in_progress", "":
	default:
		r.hint(r.first(), shFulfillment, "import.state_unknown")
	}
	if !o.Cancelled.IsZero() {
		o.State = order.Cancelled
	}
	if paid == "" && sent == "" && o.State == order.Placed {
		o.State = ""
	}
}

func shopifyPerson(r *reading) {
	p := &r.facts.Customer
	p.Email, p.Country = r.person(shEmail), r.person(shCountry)
	p.Name = r.either(shShipName, shBillingName)
	p.Phone = r.either(shShipPhone, shPhone, shBillingPhone)
	street := []string{r.person(shAddress1), r.person(shAddress2)}
	if street[0] == "" {
		street = []string{r.person(shStreet)}
	}
	province := r.either(shProvinceName, shProvince)
	town := strings.Join(strings.Fields(strings.Join([]string{r.person(shCity), province, strings.TrimPrefix(r.person(shZip), "'")}, " ")), " ")
	p.Address = lines(append([]string{r.person(shCompany)}, append(street, town)...)...)
}

// either is the first of the columns that says something about a person.
func (r *reading) either(columns ...int) string {
	for _, c := range columns {
		if s := r.person(c); s != "" {
			return s
		}
	}
	return ""
}

// lines joins what is not empty.
func lines(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p)
	}
	return b.String()
}

func shopifyLines(r *reading) {
	o := &r.facts
	o.Lines = make([]order.LineFacts, 0, len(r.lines))
	for i := range r.lines {
		l := &r.lines[i]
		if unknown(l.cells[shTitle]) && unknown(l.cells[shQuantity]) {
			continue
		}
		x := order.LineFacts{SKU: r.textOf(l, shSKU), Title: r.textOf(l, shTitle), Quantity: r.quantity(l, shQuantity)}
		x.Price, _ = r.positive(l, shPrice)
		x.Discount, _ = r.positive(l, shLineDiscount)
		x.Untaxed = strings.EqualFold(r.textOf(l, shTaxable), "false")
		switch strings.ToLower(l.cells[shLineState]) {
		case "fulfilled":
			yes := true
			x.Shipped = &yes
		case "pending", "unfulfilled", "partial":
			no := false
			x.Shipped = &no
		}
		if x.Quantity == 0 && unknown(l.cells[shQuantity]) {
			r.fault(l, shQuantity, "import.quantity_missing")
		}
		o.Lines = append(o.Lines, x)
	}
	if len(o.Lines) == 0 {
		r.fault(r.first(), shTitle, "import.no_lines")
	}
}

// shopifyMoney reads the sums and sees whether they add up, one minor unit per
// line allowed. Nothing in the file says whether prices include the tax: the
// sum does. What the order was reduced by beyond its lines' own discounts is
// what the lines say less the subtotal.
func shopifyMoney(r *reading) {
	o, l := &r.facts, r.first()
	total, said := r.positive(l, shTotal)
	if !said {
		if len(o.Faults) == 0 {
			r.fault(l, shTotal, "import.total_missing")
		}
		return
	}
	subtotal, parts := r.positive(l, shSubtotal)
	o.Total = total
	o.Shipping, _ = r.positive(l, shShipping)
	o.Tax, _ = r.positive(l, shTaxes)
	discount, _ := r.positive(l, shDiscount)
	duties, _ := r.positive(l, shDuties)
	o.Refunded, _ = r.positive(l, shRefunded)
	shopifyPaid(r)
	if len(o.Faults) > 0 || !parts {
		return
	}
	slack := int64(len(o.Lines))
	var gross, off int64
	for _, x := range o.Lines {
		gross += x.Price.Minor * int64(x.Quantity)
		off += x.Discount.Minor
	}
	net := subtotal.Minor + o.Shipping.Minor + duties.Minor
	switch {
	case near(net+o.Tax.Minor, total.Minor, slack):
	case near(net, total.Minor, slack):
		o.TaxInc = true
	case discount.Minor >= o.Shipping.Minor && near(net+o.Tax.Minor-o.Shipping.Minor, total.Minor, slack):
		o.Shipping.Minor = 0 // a code for free freight
	default:
		r.faultWith(l, shTotal, "import.total_differs", domain.Args{"sum": money.Of(net+o.Tax.Minor, o.Currency)})
		return
	}
	rest := gross - off - subtotal.Minor
	switch {
	case near(rest, 0, slack):
		rest = 0
	case rest > 0 && rest <= discount.Minor+slack:
	case near(gross, subtotal.Minor, slack): // the lines' discounts are not taken off the subtotal
		rest = 0
	default:
		r.faultWith(l, shSubtotal, "import.total_differs", domain.Args{"sum": money.Of(gross-off, o.Currency)})
		return
	}
	o.Discount = money.Of(rest, o.Currency)
	o.TaxNamed = shopifyRate(r)
	*o = o.Rated()
}

// percent is a rate in the name of a tax: "NY State Tax 4%", "VAT 20.5 %".
var percent = regexp.MustCompile(`(\d{1,2})(?:[.,](\d{1,2})\d*)?\s?%`)

// shopifyRate is the sum of the rates that the names of an order's taxes tell, in
// hundredths of a per cent; 0 where one of them tells none.
func shopifyRate(r *reading) (sum int64) {
	for i := range shTaxNames {
		name := r.text(shTaxName + i)
		if name == "" {
			continue
		}
		m := percent.FindStringSubmatch(name)
		if m == nil {
			return 0
		}
		n, _ := strconv.ParseInt(m[1]+(m[2] + "00")[:2], 10, 64) // digits alone
		sum += n
	}
	return sum
}

func near(a, b, slack int64) bool { return a-b <= slack && b-a <= slack }

// shopifyPaid is what has really been paid, as far as the states tell.
func shopifyPaid(r *reading) {
	o := &r.facts
	open, said := r.positive(r.first(), shOutstanding)
	switch strings.ToLower(r.text(shFinancial)) {
	case "paid", "partially_refunded", "refunded":
		o.PaidSum = o.Total
	case "partially_paid":
		if said && open.Minor <= o.Total.Minor {
			o.PaidSum = o.Total.Sub(open)
		}
	case "pending", "authorized", "unpaid", "voided", "expired":
		o.PaidSum = money.Of(0, o.Currency)
	}
}
