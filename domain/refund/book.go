package refund

import (
	"time"

	"aftercare/domain"
	"aftercare/domain/channel"
	"aftercare/domain/money"
)

// Book is one of the two ledgers: what a platform pays out, and what the shop
// pays itself (R9).
type Book string

// The books.
const (
	PlatformBook Book = "platform"
	DirectBook   Book = "direct"
)

// Books lists them as a filter offers them.
func Books() []Book { return []Book{PlatformBook, DirectBook} }

// Direction is which way money goes, seen from the shop.
type Direction string

// The directions.
const (
	Out Direction = "out"
	In  Direction = "in"
)

// Purpose is what a row of a book is for.
type Purpose string

// The purposes.
const (
	ForGoods    Purpose = "goods"
	ForFreight  Purpose = "freight"
	ForGoodwill Purpose = "goodwill"
	ForClaim    Purpose = "claim"      // a carrier, a supplier or a platform pays
	ForExchange Purpose = "difference" // an exchange at another price
)

// Row is one line of a book: an amount that is never negative, and its way.
type Row struct {
	Book      Book         `json:"book"`
	Direction Direction    `json:"direction"`
	Purpose   Purpose      `json:"purpose"`
	Amount    money.Amount `json:"amount"`
	At        time.Time    `json:"at"` // when it was paid; when it was filed, while it is not
	Paid      bool         `json:"paid"`
	Entity    string       `json:"entity"` // refund, goodwill, claim, owed
	ID        domain.ID    `json:"id"`
	Number    string       `json:"number,omitempty"` // F-1004, G-1004, K-1003, D-1002
	OrderID   domain.ID    `json:"order_id,omitempty"`
	Order     string       `json:"order,omitempty"`
	Method    Method       `json:"method,omitempty"`
	Reference string       `json:"reference,omitempty"`
}

// Book says which ledger the refund stands in.
func (r Refund) Book() Book {
	if r.PaidBy == channel.PaidByPlatform {
		return PlatformBook
	}
	return DirectBook
}

// Rows are the refund's lines in its book: goods less what was kept back, and
// freight. They sum to its amount; a refund that was neither filed nor paid has
// none.
func (r Refund) Rows() []Row {
	if !r.Out() {
		return nil
	}
	zero := money.Of(0, r.Amount.Currency)
	goods, freight := zero, zero
	for _, p := range r.Parts {
		if p.Kind == Freight {
			freight = freight.Add(p.Amount)
		} else {
			goods = goods.Add(p.Amount)
		}
	}
	if goods.Minor < 0 { // more was kept back than the goods gave
		goods, freight = zero, freight.Add(goods)
	}
	row := Row{Book: r.Book(), Direction: Out, At: r.Filed, Entity: "refund", ID: r.ID, Number: r.Number, OrderID: r.OrderID, Method: r.Method, Reference: r.Reference}
	if r.State == Paid {
		row.At, row.Paid = r.Paid, true
	}
	var rows []Row
	for _, part := range []struct {
		purpose Purpose
		amount  money.Amount
	}{{ForGoods, goods}, {ForFreight, freight}} {
		if part.amount.Minor > 0 {
			row.Purpose, row.Amount = part.purpose, part.amount
			rows = append(rows, row)
		}
	}
	return rows
}
