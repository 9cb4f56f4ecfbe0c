package desk

import (
	"context"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/order"
	"aftercare/domain/repair"
)

// orderLineColumns are those of the table that comes back in: storage/exchange
// reads it as its format "aftercare", and an import of it changes nothing.
const orderLineColumns = "number:20 channel:14 placed:19 paid_at:19 state:12 platform_state:20 shipped_at:19 delivered:19 cancelled:19 platform_ship_by:19 ship_by:12 " +
	"currency:9 total:12 paid:12 shipping:12 tax:12 discount:12 refunded:12 customer:18 handle:16 email:24 phone:16 address:36 country:10 carrier:14 tracking:22 " +
	"seller_note:24 buyer_note:24 flag:8 line:8 line_key:16 sku:14 product:30 variant:16 quantity:8 price:12 line_discount:12 sent:8"

func orderLineRows(x exporting) error {
	return x.eachOrder(func(r OrderRow, o order.Order) error {
		p := o.Platform
		for _, l := range o.Lines {
			err := x.row(o.Number, x.channel(o.ChannelID), x.moment(o.Placed), x.moment(o.PaidAt), code("order.state.", string(o.State)), p.State, x.moment(o.ShippedAt), x.moment(o.SignOff.At), x.moment(o.Cancelled),
				x.platformDue(p.Due), o.Force.Due.Day, string(o.Currency), o.Total, o.Paid, o.Shipping, o.Tax, o.Discount, p.Refunded, o.ShipTo.Name, o.ShipTo.Handle, o.ShipTo.Email, o.ShipTo.Phone, o.ShipTo.Address, o.ShipTo.Country,
				p.Carrier, strings.Join(p.Tracking, " "), p.SellerNote, p.BuyerNote, p.Flag, l.No, l.Key, l.SKU, l.Title, l.Variant, l.Quantity, l.Price, l.Discount, l.Shipped)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// platformDue is the platform's own deadline: the instant where it gave one.
func (x exporting) platformDue(d calendar.Due) any {
	switch {
	case d.None():
		return nil
	case d.At.Equal(d.Day.End(x.s.zone)):
		return d.Day
	}
	return d.At.In(x.s.zone)
}

// DueDate is a date for somebody's calendar.
type DueDate struct {
	Kind   string        `json:"kind"` // ship_by, repair
	ID     domain.ID     `json:"id"`
	Number string        `json:"number"`
	Who    string        `json:"who"`
	What   string        `json:"what"`
	Day    calendar.Date `json:"day"`
	At     time.Time     `json:"at,omitzero"` // the instant, where it is one
}

// DueDates lists the ship-by of every order that waits, and the day on which
// each open repair is due.
func (d *Desk) DueDates(ctx context.Context) (out []DueDate, err error) {
	err = d.view(ctx, func(tx Tx, s setting) error {
		out = nil
		if err := s.allowed("export.dates"); err != nil {
			return err
		}
		q := OrderQuery{Filter: OpenFilter, Sort: ByShipBy, Now: s.now, DayEnd: s.dayEnd()}
		err := eachRow(func(offset, limit int) ([]OrderRow, error) {
			q.Offset, q.Limit = offset, limit
			return tx.OrderPage(q)
		}, func(r OrderRow) error {
			due := r.Force.Due
			if due.None() {
				return nil
			}
			one := DueDate{Kind: "ship_by", ID: r.ID, Number: r.Number, Who: r.Customer, What: r.What, Day: due.Day}
			if !due.At.Equal(due.Day.End(s.zone)) {
				one.At = due.At
			}
			out = append(out, one)
			return nil
		})
		if err != nil {
			return err
		}
		jobs := JobQuery{Open: true}
		return eachRow(func(offset, limit int) ([]repair.Job, error) {
			jobs.Offset, jobs.Limit = offset, limit
			return tx.JobPage(jobs)
		}, func(j repair.Job) error {
			if j.Due != "" {
				out = append(out, DueDate{Kind: "repair", ID: j.ID, Number: j.Number, Who: j.Customer.Name, What: j.Item, Day: j.Due})
			}
			return nil
		})
	})
	return out, err
}
