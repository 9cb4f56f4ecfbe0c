package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/customer"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
)

// CustomerTx keeps what is known of the people who buy.
type CustomerTx interface {
	// CustomerPage lists customers by name; those whose words begin with Text,
	// or whose phone, e-mail or user name holds it, where one is given.
	CustomerPage(q CustomerQuery) ([]CustomerRow, error)
	CustomerCount(q CustomerQuery) (int, error)
	// PersonalRows are the ids of all that the store holds of a customer, by
	// the kind of aggregate. Errors: missing.customer.
	PersonalRows(id domain.ID) (map[string][]domain.ID, error)
	// PersonalBodies are all rows of a customer as they are stored, by table.
	PersonalBodies(id domain.ID) (map[string][]json.RawMessage, error)
	// EraseCustomer overwrites what the store knows of a person and keeps the
	// books. Errors: missing.customer.
	EraseCustomer(id domain.ID) (Erased, error)
	// QuietCustomers are customers whose last order is older than a moment and
	// with whom nothing is open, those waiting longest first.
	QuietCustomers(before time.Time, limit int) ([]CustomerRow, error)
}

// CustomerQuery asks for a page of customers, by name.
type CustomerQuery struct {
	Text   string `json:"text"`
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"`
}

// CustomerRow is a customer as a list shows it.
type CustomerRow struct {
	ID     domain.ID `json:"id"`
	Name   string    `json:"name"`
	Handle string    `json:"handle,omitempty"`
	Phone  string    `json:"phone,omitempty"`
	Email  string    `json:"email,omitempty"`
	Orders int       `json:"orders"`
	Last   time.Time `json:"last,omitzero"` // when the last order was placed
	Erased bool      `json:"erased,omitempty"`
}

// CustomerView is a customer and all that happened with them.
type CustomerView struct {
	customer.Customer
	Erased  bool            `json:"erased,omitempty"`
	Orders  []order.Order   `json:"orders"` // newest first
	Cases   []casefile.Case `json:"cases"`
	Parcels []parcel.Parcel `json:"parcels"`
	Refunds []refund.Refund `json:"refunds"`
	Repairs []repair.Job    `json:"repairs"`
	History []domain.Entry  `json:"history"` // of the customer itself
}

type customerNamed struct {
	Customer domain.ID `json:"customer"`
}

// Customers lists customers, and counts all that the question finds.
func (d *Desk) Customers(ctx context.Context, q CustomerQuery) (rows []CustomerRow, n int, err error) {
	err = d.view(ctx, func(tx Tx, _ setting) (err error) {
		if rows, err = tx.CustomerPage(q); err == nil {
			n, err = tx.CustomerCount(q)
		}
		return err
	})
	return rows, n, err
}

// Customer is a customer and all that happened with them.
//
// Errors: missing.customer.
func (d *Desk) Customer(ctx context.Context, id domain.ID) (out CustomerView, err error) {
	err = d.view(ctx, func(tx Tx, _ setting) (err error) { out, err = customerView(tx, id); return err })
	return out, err
}

func customerView(tx Tx, id domain.ID) (out CustomerView, err error) {
	if out.Customer, err = tx.Customer(id); err != nil {
		return out, err
	}
	out.Erased = out.Customer.Erased()
	rows, err := tx.PersonalRows(id)
	if err != nil {
		return out, err
	}
	err = errors.Join(
		each(rows["order"], tx.Order, &out.Orders), each(rows["case"], tx.Case, &out.Cases), each(rows["parcel"], tx.Parcel, &out.Parcels),
		each(rows["refund"], tx.Refund, &out.Refunds), each(rows["repair"], tx.Job, &out.Repairs))
	if err == nil {
		out.History, err = tx.History("customer", id)
	}
	return out, err
}

// each reads aggregates by their ids, the newest first.
func each[T any](ids []domain.ID, read func(domain.ID) (T, error), into *[]T) error {
	*into = make([]T, 0, len(ids))
	for i := len(ids) - 1; i >= 0; i-- {
		v, err := read(ids[i])
		if err != nil {
			return err
		}
		*into = append(*into, v)
	}
	return nil
}

// CustomerData is all that the shop holds of one person, for that person: the
// rows as they are stored, the history, and the photos by their content.
type CustomerData struct {
	Shop    string                       `json:"shop"`
	Made    time.Time                    `json:"made"`
	Person  order.Person                 `json:"person"`
	Rows    map[string][]json.RawMessage `json:"rows"`
	History []domain.Entry               `json:"history"`
	View    CustomerView                 `json:"-"`
}

// ExportCustomer gives a person all that the shop holds of them. It is written
// into the history, for whoever asks later who was told what.
//
// Errors: missing.customer.
func (d *Desk) ExportCustomer(ctx context.Context, id domain.ID) (out CustomerData, err error) {
	err = d.update(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("customer.export"); err != nil {
			return err
		}
		out = CustomerData{Shop: s.shop.Name, Made: s.now}
		if out.View, err = customerView(tx, id); err != nil {
			return err
		}
		out.Person = out.View.Person
		if out.Rows, err = tx.PersonalBodies(id); err != nil {
			return err
		}
		rows, err := tx.PersonalRows(id)
		if err != nil {
			return err
		}
		for _, entity := range []string{"customer", "order", "case", "parcel", "refund", "repair"} {
			for _, row := range rows[entity] {
				entries, err := tx.History(entity, row)
				if err != nil {
					return err
				}
				out.History = append(out.History, entries...)
			}
		}
		return s.record(tx, "customer.export", "customer", id, domain.Args{"rows": len(out.Rows["orders"])})
	})
	return out, err
}

// Erasure is what an erasure did.
type Erasure struct {
	Orders  int `json:"orders"`
	Files   int `json:"files"`
	Entries int `json:"entries"`
}

// EraseCustomer forgets a person: name, ways to reach them, addresses, notes,
// messages, photos and what was written into the history go for good; amounts,
// dates, goods and states stay for the books. Backups that are restored later
// forget them too. Whoever has something open with the shop is not forgotten
// before it is closed.
//
// Errors: missing.customer, customer.open, customer.erased, and those of a
// backup, which is made first.
func (d *Desk) EraseCustomer(ctx context.Context, id domain.ID) (out Erasure, err error) {
	var key string
	err = d.view(ctx, func(tx Tx, s setting) error {
		if err := s.allowed(EraseVerb); err != nil {
			return err
		}
		key, err = erasable(tx, id)
		return err
	})
	if err != nil {
		return out, err
	}
	if err := d.beforehand(ctx, "erase"); err != nil {
		return out, err
	}
	if d.Backups != nil {
		if err := d.Backups.Forget(ctx, id, key); err != nil {
			return out, err
		}
	}
	var gone Erased
	err = d.update(ctx, func(tx Tx, s setting) error {
		if _, err := erasable(tx, id); err != nil {
			return err
		}
		rows, err := tx.PersonalRows(id)
		if err != nil {
			return err
		}
		if gone, err = tx.EraseCustomer(id); err != nil {
			return err
		}
		e := EraseEntry(id, gone)
		out = Erasure{Orders: len(rows["order"]), Files: len(gone.Files), Entries: len(gone.Entries)}
		return s.record(tx, e.Verb, e.Entity, e.ID, e.Facts)
	})
	if err != nil {
		return out, err
	}
	return out, d.clean(ctx, gone)
}

// clean removes the photos and files of an erasure, and what it overwrote in
// the store's own files. Both may be done again.
func (d *Desk) clean(ctx context.Context, gone Erased) error {
	var failed error
	if d.Blobs != nil {
		for _, hash := range gone.Files {
			failed = errors.Join(failed, d.Blobs.Drop(ctx, hash))
		}
	}
	if d.Backups != nil {
		failed = errors.Join(failed, d.Backups.Scrub(ctx))
	}
	return failed
}

// erasable gives the key of a customer with whom nothing is open.
func erasable(tx Tx, id domain.ID) (key string, err error) {
	v, err := customerView(tx, id)
	if err != nil {
		return "", err
	}
	if v.Erased {
		return "", domain.Refuse("", "customer.erased", nil)
	}
	if open := openWith(v); open != "" {
		return "", domain.Refuse("", "customer.open", domain.Args{"number": open})
	}
	return v.Key, nil
}

// openWith is the number of something that is still open with a customer.
func openWith(v CustomerView) string {
	for _, o := range v.Orders {
		if o.Waiting() {
			return o.Number
		}
	}
	for _, c := range v.Cases {
		if !c.Done() {
			return c.Number
		}
	}
	for _, j := range v.Repairs {
		if !j.Over() {
			return j.Number
		}
	}
	return ""
}

// RetentionQuery asks whom the shop need not remember any more. Years is 0 for
// the seven for which books are kept.
type RetentionQuery struct {
	Years int `json:"years"`
	Limit int `json:"limit"`
}

// keepYears is how long books are kept in Hong Kong, and longer than a
// warranty lasts.
const keepYears = 7

// Retention proposes customers to be forgotten: those who have ordered nothing
// for so many years, and with whom nothing is open.
//
// Errors: customer.years.
func (d *Desk) Retention(ctx context.Context, q RetentionQuery) (out []CustomerRow, err error) {
	if q.Years == 0 {
		q.Years = keepYears
	}
	if q.Years < 1 || q.Years > 30 {
		return nil, domain.Wrong("years", "customer.years", domain.Args{"value": q.Years, "limit": 30})
	}
	err = d.view(ctx, func(tx Tx, s setting) (err error) {
		out, err = tx.QuietCustomers(s.now.AddDate(-q.Years, 0, 0), limited(q.Limit))
		return err
	})
	return out, err
}

func customerVerbs() []Verb {
	return []Verb{
		verbOf("customer.list", func(d *Desk, ctx context.Context, q CustomerQuery) (Page[CustomerRow], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Customers(ctx, q))
		}),
		verbOf("customer.show", func(d *Desk, ctx context.Context, q customerNamed) (CustomerView, error) {
			return d.Customer(ctx, q.Customer)
		}),
		verbOf("customer.export", func(d *Desk, ctx context.Context, q customerNamed) (CustomerData, error) {
			return d.ExportCustomer(ctx, q.Customer)
		}),
		verbOf("customer.erase", func(d *Desk, ctx context.Context, q customerNamed) (Erasure, error) {
			return d.EraseCustomer(ctx, q.Customer)
		}),
		verbOf("customer.retention", (*Desk).Retention),
	}
}
