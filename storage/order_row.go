package storage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// orderColumns are the columns that orderValues fills, after id and version.
var orderColumns = []string{"channel_id", "customer_id", "number", "customer_name", "what", "lines", "state", "stage", "placed", "total",
	"currency", "changed", "waiting", "held", "first_at", "first_day", "first_why", "force_at", "force_day", "force_why", "shipped_at",
	"marks", "body"}

// stages is the order of an order's life, by which a list sorts its states.
var stages = []order.State{order.Placed, order.Paid, order.Shipped, order.Delivered, order.Completed, order.Cancelled}

// stageOf is a state's place in an order's life, from 1; 0 for none of them.
func stageOf(s order.State) int { return slices.Index(stages, s) + 1 }

// orderValues are an order's columns, id and version first, appended to row.
func orderValues(o *order.Order, customer string, row []any) ([]any, error) {
	stage := stageOf(o.State)
	if stage == 0 {
		return nil, fmt.Errorf("order %s: %q is no state", o.Number, o.State)
	}
	bare := *o
	bare.Notes = nil // they stand in their own table
	body, err := canonicalJSON(&bare)
	if err != nil {
		return nil, fmt.Errorf("order %s: %w", o.Number, err)
	}
	customer = nameOn(o.ShipTo, o.CustomerID, customer)
	what := ""
	if len(o.Lines) > 0 {
		what = o.Lines[0].Title
	}
	d := o.Dates()
	return append(row, o.ID, o.Version, o.ChannelID, orNull(o.CustomerID), o.Number, customer, what, len(o.Lines), string(o.State), stage,
		o.Placed, o.Total.Minor, string(o.Currency), o.Platform.Changed, d.Waiting, d.Held,
		promiseAt(d.First), string(d.First.Due.Day), promiseWhy(d.First), promiseAt(d.Force), string(d.Force.Due.Day), promiseWhy(d.Force),
		d.Shipped, strings.Join(marksOf(o), " "), body), nil
}

// nameOn is the name that lists show for an order: the one it goes to, which
// its record and its papers show too; where it names nobody, its customer's.
func nameOn(shipTo order.Person, customerID domain.ID, customer string) string {
	if shipTo.Name != "" || customerID == 0 {
		return personName(shipTo)
	}
	return customer
}

func personName(p order.Person) string {
	if p.Name != "" {
		return p.Name
	}
	return p.Handle
}

// marksOf are the tracking and serial numbers by which a search knows an
// order, folded, each once.
func marksOf(o *order.Order) []string {
	var marks []string
	add := func(s string) {
		if s = foldCode(s); s != "" && !slices.Contains(marks, s) {
			marks = append(marks, s)
		}
	}
	for _, s := range o.Shipments {
		add(s.Tracking)
		for _, serial := range s.Serials {
			add(serial)
		}
	}
	for _, s := range o.Platform.Tracking {
		add(s)
	}
	return marks
}

// promiseAt is the instant of a promise, the zero time when there is none.
func promiseAt(p order.Promise) time.Time {
	if p.Due.None() {
		return time.Time{}
	}
	return p.Due.At
}

// promiseWhy is all else that a promise says, in one word for a column:
// "policy/day/0/3/working_days".
func promiseWhy(p order.Promise) string {
	if p.Due.None() {
		return ""
	}
	kind := "day"
	if p.Due.Timed {
		kind = "instant"
	}
	return string(p.Source) + "/" + kind + "/" + strconv.Itoa(p.Due.Uncovered) + "/" + strconv.Itoa(p.Term.Amount) + "/" + string(p.Term.Unit)
}

// promiseOf reads a promise back from its columns.
func promiseOf(at time.Time, day, why string) (order.Promise, error) {
	if day == "" {
		return order.Promise{}, nil
	}
	p := order.Promise{Due: calendar.Due{At: at, Day: calendar.Date(day)}}
	parts := strings.Split(why, "/")
	if len(parts) != 5 {
		return p, fmt.Errorf("stored promise %q", why)
	}
	p.Source, p.Due.Timed, p.Term.Unit = order.Source(parts[0]), parts[1] == "instant", calendar.Unit(parts[4])
	var err error
	if p.Due.Uncovered, err = strconv.Atoi(parts[2]); err != nil {
		return p, fmt.Errorf("stored promise: %w", err)
	}
	if p.Term.Amount, err = strconv.Atoi(parts[3]); err != nil {
		return p, fmt.Errorf("stored promise: %w", err)
	}
	return p, nil
}

// rowColumns are what scanOrderRow reads, of orders as o.
const rowColumns = `o.id, o.number, o.channel_id, o.customer_name, o.what, o.lines, o.state, o.placed, o.total, o.currency, o.changed,
	o.waiting, o.held, o.first_at, o.first_day, o.first_why, o.force_at, o.force_day, o.force_why, o.shipped_at`

// scanOrderRow reads a row of a list, and what stands in the columns after it.
func scanOrderRow(r Row, more ...any) (desk.OrderRow, error) {
	var (
		row                 desk.OrderRow
		firstAt, forceAt    time.Time
		firstDay, firstWhy  string
		forceDay, forceWhy  string
		minor               int64
		currency            string
		changed, wait, held bool
	)
	err := r.Scan(append([]any{&row.ID, &row.Number, &row.ChannelID, &row.Customer, &row.What, &row.Lines, &row.State, Moment(&row.Placed),
		&minor, &currency, Flag(&changed), Flag(&wait), Flag(&held), Moment(&firstAt), &firstDay, &firstWhy,
		Moment(&forceAt), &forceDay, &forceWhy, Moment(&row.Shipped)}, more...)...)
	if err != nil {
		return row, err
	}
	row.Total = money.Of(minor, money.Currency(currency))
	row.Changed, row.Waiting, row.Held, row.Gone = changed, wait, held, row.State == order.Cancelled
	if row.First, err = promiseOf(firstAt, firstDay, firstWhy); err != nil {
		return row, err
	}
	row.Force, err = promiseOf(forceAt, forceDay, forceWhy)
	return row, err
}
