package desk

import (
	"strings"

	"aftercare/domain"
	"aftercare/domain/claim"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
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
		{"agreements", cols("number:20 channel:14 customer:18 first:12 before:12 agreed:12 outcome:10 days_late:8 terms:30 agreed_by:18 how:14 agreed_at:19 reason:20 to_enter:10 entered:19 written_by:12"), agreementRows},
		{"losses", cols("at:19 order:20 channel:14 customer:18 case:12 loss_kind:12 cause:22 currency:9 amount:12 words:30 written_by:12"), lossRows},
		{"loss_sums", cols("loss_kind:12 cause:22 times:8 currency:9 amount:12"), lossSumRows},
		{"cases", cols("case:12 return:12 order:20 customer:18 state:12 reason:22 fault:12 remedy:18 units:8 requested:19 opened:19 closed:19 tracking:20 words:30"), caseRows},
		{"retentions", cols("at:19 case:12 order:20 customer:18 answer:12 offer:18 words:30 currency:9 cost:12 written_by:12"), retentionRows},
		{"clocks", cols("clock:24 kind:14 channel:14 met:8 missed:8 running:8 share:8 median:10"), clockRows},
		{"refunds", cols("number:12 case:12 order:20 channel:14 customer:18 state:12 currency:9 amount:12 method:12 payer:12 proposed:19 filed:19 paid_at:19 expected_from:12 expected_to:12 reference:18 written_by:12"), refundRows},
		{"goodwill", cols("number:12 order:20 case:12 customer:18 state:12 currency:9 amount:12 reason_words:20 method:12 payee:18 agreed_by:12 verified_by:12 day:12 paid_at:19"), goodwillRows},
		{"claims", cols("number:12 party:12 carrier:12 state:12 order:20 case:12 recipient:18 parcel:20 problem:30 opened:19 sent_at:19 due_from:12 due_to:12 currency:9 claimed:12 recovered:12 ended:19"), claimRows},
		{"ledger", cols("at:19 book:12 direction:10 purpose:12 number:12 order:20 currency:9 amount:12 settled:8 method:12 reference:18"), bookRows},
		{"reconciliation", cols("outcome:14 order:20 number:12 day:12 currency:9 amount:12 line:8 reference:18 statement_day:12 statement_amount:12"), pairRows},
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
	return eachRow(func(offset, limit int) ([]OrderRow, error) {
		q.Offset, q.Limit = offset, limit
		return x.tx.OrderPage(q)
	}, func(r OrderRow) error {
		o, err := x.tx.Order(r.ID)
		if err != nil {
			return err
		}
		return each(r, o)
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
	v, err := registerOf(x.tx, x.s, x.q.Agreements)
	return rows(v.Rows, err, func(p order.Promised) error {
		return x.row(p.Number, x.channel(p.Channel), p.Who, p.First, p.Before, p.Agreed, code("promise.", string(p.Outcome)), p.Late, p.Terms, p.By, code("way.", p.How), x.moment(p.When), p.Reason,
			yesNo(p.ToEnter), x.moment(p.Entered), p.Writer)
	})
}

func lossRows(x exporting) error {
	v, err := lossesOf(x.tx, x.s, x.q.Losses)
	cases := map[domain.ID]string{}
	return rows(v.Rows, err, func(l LossEntry) error {
		if _, known := cases[l.CaseID]; !known && l.CaseID != 0 {
			c, err := x.tx.Case(l.CaseID)
			if err != nil {
				return err
			}
			cases[l.CaseID] = c.Number
		}
		return x.row(x.moment(l.At), l.Order, x.channel(l.Channel), l.Customer, cases[l.CaseID], code("loss_kind.", string(l.Kind)), Code(l.CauseKey()), string(l.Amount.Currency), l.Amount, l.Words, l.Who)
	})
}

func lossSumRows(x exporting) error {
	v, err := lossesOf(x.tx, x.s, x.q.Losses)
	return rows(v.Sums, err, func(s LossSum) error {
		return x.row(code("loss_kind.", string(s.Kind)), Code(s.CauseKey()), s.Count, string(s.Amount.Currency), s.Amount)
	})
}

func clockRows(x exporting) error {
	all, err := clocksOf(x.tx, x.s, x.q.Clocks)
	return rows(all, err, func(c ClockShare) error {
		kind := any(code("kind.", string(c.Kind)))
		if c.Kind == "" {
			kind = Code("field.order")
		}
		return x.row(code("clock.", string(c.Clock)), kind, x.channel(c.Channel), c.Met, c.Missed, c.Running, c.Share, c.Median)
	})
}

func retentionRows(x exporting) error {
	v, err := retentionsOf(x.tx, x.s, x.q.Retentions)
	return rows(v.Rows, err, func(r RetentionRow) error {
		cost := any(nil)
		if r.Answer != NoOffer {
			cost = r.Cost
		}
		return x.row(x.moment(r.At), r.CaseNumber, r.OrderNumber, r.Customer, code("retention.", string(r.Answer)), code("gift.", string(r.Offer)), r.What, string(r.Cost.Currency), cost, r.Who)
	})
}

func caseRows(x exporting) error {
	q := x.q.Cases
	return eachRow(func(offset, limit int) ([]CaseRow, error) {
		q.Offset, q.Limit = offset, limit
		return x.tx.CasePage(q)
	}, func(r CaseRow) error {
		units := 0
		for _, i := range r.Items {
			units += i.Said
		}
		return x.row(r.Number, r.Return, r.OrderNumber, r.Customer, code("case.state.", string(r.State)), code("reason.", r.Reason), code("fault.", string(r.Fault)), code("remedy.", string(r.Remedy)),
			units, x.moment(r.Requested), x.moment(r.Opened), x.moment(r.Closed), r.Tracking, r.Words)
	})
}

func refundRows(x exporting) error {
	q := x.q.Refunds
	row := func(r RefundRow) error {
		return x.row(r.Number, r.CaseNumber, r.OrderNumber, x.channel(r.ChannelID), r.Customer, code("refund.state.", string(r.State)), string(r.Amount.Currency), r.Amount, code("method.", string(r.Method)),
			code("payer.", string(r.PaidBy)), x.moment(r.Proposed), x.moment(r.Filed), x.moment(r.Paid), r.From, r.To, r.Reference, r.Who)
	}
	if q.Chase != "" { // these stand by the day on which they are due
		return eachRow(func(offset, limit int) ([]RefundRow, error) {
			q.Offset, q.Limit = offset, limit
			return x.tx.RefundPage(q)
		}, row)
	}
	return eachBelow(func(after domain.ID, limit int) ([]RefundRow, error) {
		q.After, q.Offset, q.Limit = after, 0, limit
		return x.tx.RefundPage(q)
	}, func(r RefundRow) domain.ID { return r.ID }, row)
}

func goodwillRows(x exporting) error {
	q := x.q.Goodwill
	return eachBelow(func(after domain.ID, limit int) ([]GoodwillRow, error) {
		q.After, q.Offset, q.Limit = after, 0, limit
		return x.tx.GoodwillPage(q)
	}, func(r GoodwillRow) domain.ID { return r.ID }, func(r GoodwillRow) error {
		return x.row(r.Number, r.OrderNumber, r.CaseNumber, r.Customer, code("goodwill.state.", string(r.State)), string(r.Amount.Currency), r.Amount, code("goodwill.reason.", string(r.Reason)),
			code("method.", string(r.Method)), r.Payee, r.AgreedBy, r.VerifiedBy, r.Day, x.moment(r.Goodwill.Paid))
	})
}

func claimRows(x exporting) error {
	q := x.q.Claims
	return eachRow(func(offset, limit int) ([]claim.Claim, error) {
		q.Offset, q.Limit = offset, limit
		return x.tx.ClaimPage(q)
	}, func(c claim.Claim) error {
		currency := c.Claimed.Currency
		if currency == "" {
			currency = c.Value.Currency
		}
		return x.row(c.Number, code("party.", string(c.Party)), c.Carrier, code("claim.state.", string(c.State)), c.Order, c.Case, c.Recipient, c.Parcel, c.Problem, x.moment(c.Opened), x.moment(c.Sent),
			c.DueFrom, c.DueTo, string(currency), c.Claimed, c.Paid, x.moment(c.Ended))
	})
}

func bookRows(x exporting) error {
	v, err := ledgerOf(x.tx, x.s, x.q.Ledger)
	return rows(v.Rows, err, func(r refund.Row) error {
		return x.row(x.moment(r.At), code("book.", string(r.Book)), code("direction.", string(r.Direction)), code("purpose.", string(r.Purpose)), r.Number, r.Order, string(r.Amount.Currency), signed(r), yesNo(r.Paid),
			code("method.", string(r.Method)), r.Reference)
	})
}

// pairRows are a statement's lines beside the book's payments; without a
// statement that is named there are none.
func pairRows(x exporting) error {
	if x.q.Reconciliation == 0 {
		return nil
	}
	v, err := x.tx.Reconciliation(x.q.Reconciliation)
	return rows(v.Pairs, err, func(p refund.Pair) error {
		cells := []any{code("reconcile.outcome.", string(p.Outcome)), nil, nil, nil, nil, nil, nil, nil, nil, nil}
		if e := p.Entry; e != nil {
			cells[1], cells[2], cells[3], cells[4], cells[5] = e.Order, e.Number, e.Day, string(e.Amount.Currency), e.Amount
		}
		if l := p.Statement; l != nil {
			cells[4], cells[6], cells[7], cells[8], cells[9] = string(l.Amount.Currency), l.Line, l.Reference, l.Day, l.Amount
		}
		return x.row(cells...)
	})
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
	return eachRow(func(offset, limit int) ([]repair.Job, error) {
		q.Offset, q.Limit = offset, limit
		return x.tx.JobPage(q)
	}, func(j repair.Job) error {
		return x.row(j.Number, j.Item, j.Serial, j.SKU, j.Customer.Name, j.Customer.Phone, code("repair.state.", string(j.State)), j.Problem, x.moment(j.Opened), j.Due, j.Until, j.Done)
	})
}

// products reads the products of the query, page by page.
func (x exporting) products(offset, limit int) ([]stock.Product, error) {
	q := x.q.Products
	q.Offset, q.Limit = offset, limit
	return x.tx.ProductPage(q)
}

func productRows(x exporting) error {
	return eachPage(x.products, func(page []stock.Product) error {
		var skus []string
		for _, p := range page {
			skus = append(skus, p.SKU)
		}
		levels, err := x.tx.Levels(skus)
		return rows(page, err, func(p stock.Product) error {
			l := levels[p.SKU]
			return x.row(p.SKU, p.Title, code("category.", p.Category), l[stock.Shelf], l[stock.Quarantine], l[stock.Reserved])
		})
	})
}

func movementRows(x exporting) error {
	return eachRow(x.products, func(p stock.Product) error {
		moves, err := x.tx.Ledger(p.SKU)
		return rows(moves, err, func(m stock.Movement) error {
			return x.row(x.moment(m.At), m.SKU, m.Quantity, m.Serial, code("place.", string(m.From)), code("place.", string(m.To)), code("cause.", string(m.Cause)), m.Document, m.Who)
		})
	})
}

func customerRows(x exporting) error {
	row := func(c CustomerRow) error {
		return x.row(c.Name, c.Handle, c.Phone, c.Email, c.Orders, x.moment(c.Last))
	}
	if x.q.Quiet {
		quiet, err := x.tx.QuietCustomers(x.s.now.AddDate(-keepYears, 0, 0), pageSize)
		return rows(quiet, err, row)
	}
	q := x.q.Customers
	return eachRow(func(offset, limit int) ([]CustomerRow, error) {
		q.Offset, q.Limit = offset, limit
		return x.tx.CustomerPage(q)
	}, row)
}
