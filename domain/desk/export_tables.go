package desk

import (
	"strings"

	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/stock"
)

// cols makes columns of "key:width" words.
func cols(words string) []Column {
	var out []Column
	for _, w := range strings.Fields(words) {
		key, width, _ := strings.Cut(w, ":")
		n := 0
		for _, c := range width {
			n = n*10 + int(c-'0')
		}
		out = append(out, Column{key, n})
	}
	return out
}

// tables are all of the program's, by the pages that list them.
func tables() []table {
	return []table{
		{"orders", cols("number:20 channel:14 state:12 placed:19 paid_at:19 ship_by:12 agreed:12 shipped_at:19 customer:18 phone:16 what:30 lines:8 currency:9 total:12 paid:12 refunded:12 tracking:22"), orderRows},
		{"order_lines", cols(orderLineColumns), orderLineRows},
		{"agreements", cols("number:20 channel:14 customer:18 before:12 agreed:12 terms:30 agreed_by:18 how:14 agreed_at:19 reason:20 entered:19 written_by:12"), agreementRows},
		{"cases", cols("case:12 return:12 order:20 customer:18 state:12 reason:22 fault:12 remedy:18 units:8 requested:19 opened:19 closed:19 tracking:20 words:30"), caseRows},
		{"refunds", cols("case:12 order:20 channel:14 customer:18 state:12 currency:9 amount:12 method:12 payer:12 proposed:19 filed:19 paid_at:19 expected_from:12 expected_to:12 reference:18 written_by:12"), refundRows},
		{"goodwill", cols("number:12 order:20 case:12 customer:18 state:12 currency:9 amount:12 reason_words:20 method:12 payee:18 agreed_by:12 verified_by:12 day:12 paid_at:19"), goodwillRows},
		{"claims", cols("number:12 party:12 carrier:12 state:12 order:20 case:12 recipient:18 parcel:20 problem:30 opened:19 sent_at:19 due_from:12 due_to:12 currency:9 claimed:12 recovered:12 ended:19"), claimRows},
		{"ledger", cols("at:19 book:12 direction:10 purpose:12 number:12 order:20 currency:9 amount:12 settled:8 method:12 reference:18"), bookRows},
		{"repairs", cols("number:12 item:24 serial:18 sku:14 customer:18 phone:16 state:14 problem:30 opened:19 due:12 warranty_until:12 done:30"), repairRows},
		{"products", cols("sku:16 product:30 category:14 shelf:8 quarantine:10 reserved:10"), productRows},
		{"movements", cols("at:19 sku:16 quantity:8 serial:18 from:14 to:14 cause:16 document:16 written_by:12"), movementRows},
		{"customers", cols("customer:20 handle:16 phone:16 email:24 orders:8 last_order:19"), customerRows},
	}
}

func orderRows(x exporting) error {
	return x.eachOrder(func(r OrderRow, o order.Order) error {
		return x.row(o.Number, x.channel(o.ChannelID), code("order.state.", string(o.State)), x.moment(o.Placed), x.moment(o.PaidAt), o.Force.Due.Day, agreedDay(o), x.moment(o.ShippedAt),
			r.Customer, o.ShipTo.Phone, r.What, len(o.Lines), string(o.Currency), o.Total, o.Paid, o.Platform.Refunded, strings.Join(numbersOf(o), " "))
	})
}

// eachOrder calls each with the orders of the query, in its order.
func (x exporting) eachOrder(each func(OrderRow, order.Order) error) error {
	q := x.q.Orders
	q.Now, q.DayEnd = x.s.now, x.s.dayEnd()
	if q.Filter == "" {
		q.Filter = AllOrders
	}
	if q.Sort == "" {
		q.Sort, q.Desc = ByPlaced, true
	}
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.OrderPage(q)
		if err != nil {
			return 0, err
		}
		for _, r := range rows {
			o, err := x.tx.Order(r.ID)
			if err == nil {
				err = each(r, o)
			}
			if err != nil {
				return 0, err
			}
		}
		return len(rows), nil
	})
}

func agreedDay(o order.Order) any {
	if o.Force.Source == order.FromAgreement {
		return o.Force.Due.Day
	}
	return nil
}

func numbersOf(o order.Order) []string {
	var out []string
	for _, s := range o.Shipments {
		if s.Tracking != "" {
			out = append(out, s.Tracking)
		}
	}
	if len(out) == 0 {
		return o.Platform.Tracking
	}
	return out
}

func agreementRows(x exporting) error {
	return x.eachOrder(func(r OrderRow, o order.Order) error {
		for _, n := range o.Notes {
			a := n.Agreement
			if a == nil {
				continue
			}
			err := x.row(o.Number, x.channel(o.ChannelID), r.Customer, a.Before, a.Date, a.Terms, a.By, code("how.", a.How), x.moment(a.When), a.Reason, x.moment(a.Entered), n.Who)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func caseRows(x exporting) error {
	q := x.q.Cases
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.CasePage(q)
		for _, r := range rows {
			units := 0
			for _, i := range r.Items {
				units += i.Said
			}
			if err == nil {
				err = x.row(r.Number, r.Return, r.OrderNumber, r.Customer, code("case.state.", string(r.State)), code("reason.", r.Reason), code("fault.", string(r.Fault)), code("remedy.", string(r.Remedy)),
					units, x.moment(r.Requested), x.moment(r.Opened), x.moment(r.Closed), r.Tracking, r.Words)
			}
		}
		return len(rows), err
	})
}

func refundRows(x exporting) error {
	q := x.q.Refunds
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.RefundPage(q)
		for _, r := range rows {
			if err == nil {
				err = x.row(r.CaseNumber, r.OrderNumber, x.channel(r.ChannelID), r.Customer, code("refund.state.", string(r.State)), string(r.Amount.Currency), r.Amount, code("method.", string(r.Method)),
					code("payer.", string(r.PaidBy)), x.moment(r.Proposed), x.moment(r.Filed), x.moment(r.Paid), r.From, r.To, r.Reference, r.Who)
			}
		}
		return len(rows), err
	})
}

func goodwillRows(x exporting) error {
	q := x.q.Goodwill
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.GoodwillPage(q)
		for _, r := range rows {
			if err == nil {
				err = x.row(r.Number, r.OrderNumber, r.CaseNumber, r.Customer, code("goodwill.state.", string(r.State)), string(r.Amount.Currency), r.Amount, code("goodwill.reason.", string(r.Reason)),
					code("method.", string(r.Method)), r.Payee, r.AgreedBy, r.VerifiedBy, r.Day, x.moment(r.Goodwill.Paid))
			}
		}
		return len(rows), err
	})
}

func claimRows(x exporting) error {
	q := x.q.Claims
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.ClaimPage(q)
		for _, c := range rows {
			currency := c.Claimed.Currency
			if currency == "" {
				currency = c.Value.Currency
			}
			if err == nil {
				err = x.row(c.Number, code("party.", string(c.Party)), c.Carrier, code("claim.state.", string(c.State)), c.Order, c.Case, c.Recipient, c.Parcel, c.Problem, x.moment(c.Opened), x.moment(c.Sent),
					c.DueFrom, c.DueTo, string(currency), c.Claimed, c.Paid, x.moment(c.Ended))
			}
		}
		return len(rows), err
	})
}

func bookRows(x exporting) error {
	v, err := ledgerOf(x.tx, x.s, x.q.Ledger)
	for _, r := range v.Rows {
		if err == nil {
			err = x.row(x.moment(r.At), code("book.", string(r.Book)), code("direction.", string(r.Direction)), code("purpose.", string(r.Purpose)), r.Number, r.Order, string(r.Amount.Currency), signed(r), yesNo(r.Paid),
				code("method.", string(r.Method)), r.Reference)
		}
	}
	return err
}

// signed is what went out as less than nothing.
func signed(r refund.Row) any {
	a := r.Amount
	if r.Direction == refund.Out {
		a.Minor = -a.Minor
	}
	return a
}

func yesNo(yes bool) any {
	if yes {
		return Code("common.yes")
	}
	return Code("common.no")
}

func repairRows(x exporting) error {
	q := x.q.Repairs
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.JobPage(q)
		for _, j := range rows {
			if err == nil {
				err = x.row(j.Number, j.Item, j.Serial, j.SKU, j.Customer.Name, j.Customer.Phone, code("repair.state.", string(j.State)), j.Problem, x.moment(j.Opened), j.Due, j.Until, j.Done)
			}
		}
		return len(rows), err
	})
}

func productRows(x exporting) error {
	q := x.q.Products
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.ProductPage(q)
		if err != nil {
			return 0, err
		}
		var skus []string
		for _, p := range rows {
			skus = append(skus, p.SKU)
		}
		levels, err := x.tx.Levels(skus)
		for _, p := range rows {
			l := levels[p.SKU]
			if err == nil {
				err = x.row(p.SKU, p.Title, code("category.", p.Category), l[stock.Shelf], l[stock.Quarantine], l[stock.Reserved])
			}
		}
		return len(rows), err
	})
}

func movementRows(x exporting) error {
	q := x.q.Products
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.ProductPage(q)
		if err != nil {
			return 0, err
		}
		for _, p := range rows {
			moves, err := x.tx.Ledger(p.SKU)
			for _, m := range moves {
				if err == nil {
					err = x.row(x.moment(m.At), m.SKU, m.Quantity, m.Serial, code("place.", string(m.From)), code("place.", string(m.To)), code("cause.", string(m.Cause)), m.Document, m.Who)
				}
			}
			if err != nil {
				return 0, err
			}
		}
		return len(rows), nil
	})
}

func customerRows(x exporting) error {
	q := x.q.Customers
	return paged(func(offset, limit int) (int, error) {
		q.Offset, q.Limit = offset, limit
		rows, err := x.tx.CustomerPage(q)
		for _, c := range rows {
			if err == nil {
				err = x.row(c.Name, c.Handle, c.Phone, c.Email, c.Orders, x.moment(c.Last))
			}
		}
		return len(rows), err
	})
}
