package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/refund"
)

// LossKind says which book a loss stands in.
type LossKind string

// The kinds of losses.
const (
	LateLoss  LossKind = "late"  // typed by a person: what lateness cost (R3)
	BorneLoss LossKind = "borne" // booked by a refund or a claim that nobody pays (R7, R11)
)

// LossEntry is one loss that the shop bears, from either book.
type LossEntry struct {
	Kind     LossKind     `json:"kind"`
	Cause    string       `json:"cause"` // order.Cause of a late one, else refund.LossCause
	OrderID  domain.ID    `json:"order_id"`
	Order    string       `json:"order"`
	Channel  domain.ID    `json:"channel"`
	Customer string       `json:"customer"`
	CaseID   domain.ID    `json:"case_id,omitempty"`
	Amount   money.Amount `json:"amount"`
	At       time.Time    `json:"at"`
	Who      string       `json:"who"`
	Words    string       `json:"words,omitempty"`
}

// CauseKey is the catalogue's key of the cause.
func (e LossEntry) CauseKey() string { return causeKey(e.Kind, e.Cause) }

func causeKey(k LossKind, cause string) string {
	if k == LateLoss {
		return "late_cause." + cause
	}
	return "loss." + cause
}

// LossQuery asks for losses that were booked from one day to another; "" is no
// bound.
type LossQuery struct {
	Span
	Channel domain.ID `json:"channel"` // 0: all
	Kind    LossKind  `json:"kind"`    // "": both
	Cause   string    `json:"cause"`   // "": all
}

// LossSum is what one cause cost in one currency.
type LossSum struct {
	Kind   LossKind     `json:"kind"`
	Cause  string       `json:"cause"`
	Count  int          `json:"count"`
	Amount money.Amount `json:"amount"`
}

// CauseKey is the catalogue's key of the cause.
func (s LossSum) CauseKey() string { return causeKey(s.Kind, s.Cause) }

// LossRegister is losses, newest first, with their sums per cause, the dearest
// first, and in all. The sums of the causes add up to the totals, and so do the
// rows; currencies are never added across.
type LossRegister struct {
	Rows   []LossEntry    `json:"rows"`
	Sums   []LossSum      `json:"sums"`
	Totals []money.Amount `json:"totals"`
}

// LossList is the register of losses: what lateness cost, joined with what
// refunds and claims left to the shop.
//
// Errors: date.not_a_date.
func (d *Desk) LossList(ctx context.Context, q LossQuery) (LossRegister, error) {
	return overDays(ctx, d, q, lossesOf)
}

func lossesOf(tx Tx, s setting, q LossQuery) (LossRegister, error) {
	out := LossRegister{Rows: []LossEntry{}}
	add := func(e LossEntry) {
		if (q.Channel == 0 || q.Channel == e.Channel) && (q.Kind == "" || q.Kind == e.Kind) && (q.Cause == "" || q.Cause == e.Cause) && q.has(calendar.DateOf(e.At, s.zone)) {
			out.Rows = append(out.Rows, e)
		}
	}
	err := eachFlagged(tx, order.FlagLoss, s.now, func(o order.Order) {
		for _, e := range lateLosses(o) {
			add(e)
		}
	})
	if err != nil {
		return out, err
	}
	from, to := q.in(s)
	borne, err := tx.Losses(from, to)
	if err != nil {
		return out, err
	}
	of := map[domain.ID]order.Order{}
	for _, l := range borne {
		o, known := of[l.OrderID]
		if !known {
			if o, err = tx.Order(l.OrderID); err != nil {
				return out, err
			}
			of[l.OrderID] = o
		}
		add(borneLoss(o, l))
	}
	slices.SortStableFunc(out.Rows, func(a, b LossEntry) int { return b.At.Compare(a.At) })
	out.Sums, out.Totals = sumLosses(out.Rows)
	return out, nil
}

func lateLosses(o order.Order) []LossEntry {
	var out []LossEntry
	for _, l := range o.Losses {
		out = append(out, LossEntry{Kind: LateLoss, Cause: string(l.Cause), OrderID: o.ID, Order: o.Number, Channel: o.ChannelID, Customer: o.ShipTo.Name,
			Amount: l.Amount(), At: l.At, Who: l.Who, Words: l.Note})
	}
	return out
}

func borneLoss(o order.Order, l refund.Loss) LossEntry {
	return LossEntry{Kind: BorneLoss, Cause: string(l.Cause), OrderID: o.ID, Order: o.Number, Channel: o.ChannelID, Customer: o.ShipTo.Name,
		CaseID: l.CaseID, Amount: l.Amount, At: l.At, Who: l.Who, Words: l.Words}
}

// lossesOn are the losses of one order from both books, oldest first.
func lossesOn(tx Tx, o order.Order) ([]LossEntry, error) {
	out := lateLosses(o)
	borne, err := tx.LossesOfOrder(o.ID)
	for _, l := range borne {
		out = append(out, borneLoss(o, l))
	}
	slices.SortStableFunc(out, func(a, b LossEntry) int { return a.At.Compare(b.At) })
	return out, err
}

func sumLosses(rows []LossEntry) (sums []LossSum, totals []money.Amount) {
	type key struct {
		kind     LossKind
		cause    string
		currency money.Currency
	}
	at := map[key]int{}
	var all purse
	for _, r := range rows {
		all = all.add(r.Amount)
		k := key{r.Kind, r.Cause, r.Amount.Currency}
		i, known := at[k]
		if !known {
			i, at[k] = len(sums), len(sums)
			sums = append(sums, LossSum{Kind: r.Kind, Cause: r.Cause, Amount: money.Of(0, r.Amount.Currency)})
		}
		sums[i].Count++
		sums[i].Amount = sums[i].Amount.Add(r.Amount)
	}
	slices.SortFunc(sums, func(a, b LossSum) int {
		return cmp.Or(cmp.Compare(a.Amount.Currency, b.Amount.Currency), cmp.Compare(b.Amount.Minor, a.Amount.Minor), cmp.Compare(a.CauseKey(), b.CauseKey()))
	})
	return sums, all.list()
}

// Losses lists what the shop bears of an order, oldest first.
//
// Errors: missing.order.
func (d *Desk) Losses(ctx context.Context, id domain.ID) ([]LossEntry, error) {
	var out []LossEntry
	err := d.view(ctx, func(tx Tx, _ setting) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		out, err = lossesOn(tx, o)
		return err
	})
	return out, err
}

// LossRow is what lateness of one product cost, by cause.
type LossRow struct {
	SKU    string       `json:"sku"`
	Title  string       `json:"title"`
	Cause  order.Cause  `json:"cause"`
	Orders int          `json:"orders"`
	Amount money.Amount `json:"amount"`
}

// LossReport is the losses by product and in all, each currency for itself. The
// rows add up to the totals.
type LossReport struct {
	Rows   []LossRow      `json:"rows"`
	Totals []money.Amount `json:"totals"`
}

// LateLosses reports what lateness cost, by product and cause, the dearest first
// (R3).
func (d *Desk) LateLosses(ctx context.Context, p Span) (LossReport, error) {
	out := LossReport{Rows: []LossRow{}, Totals: []money.Amount{}}
	type key struct {
		sku, title string
		cause      order.Cause
		currency   money.Currency
	}
	rows, totals := map[key]*LossRow{}, purse{}
	err := d.view(ctx, func(tx Tx, s setting) error {
		return eachFlagged(tx, order.FlagLoss, s.now, func(o order.Order) {
			for _, l := range o.Losses {
				if !p.has(calendar.DateOf(l.At, s.zone)) {
					continue
				}
				totals = totals.add(l.Amount())
				for i, share := range o.LossShares(l) {
					k := key{o.Lines[i].SKU, o.Lines[i].Title, l.Cause, o.Currency}
					if rows[k] == nil {
						rows[k] = &LossRow{SKU: k.sku, Title: k.title, Cause: k.cause, Amount: money.Of(0, o.Currency)}
					}
					rows[k].Orders++
					rows[k].Amount = rows[k].Amount.Add(share)
				}
			}
		})
	})
	for _, r := range rows {
		out.Rows = append(out.Rows, *r)
	}
	slices.SortFunc(out.Rows, func(a, b LossRow) int {
		return cmp.Or(cmp.Compare(a.Amount.Currency, b.Amount.Currency), cmp.Compare(b.Amount.Minor, a.Amount.Minor), cmp.Compare(a.SKU+a.Title+string(a.Cause), b.SKU+b.Title+string(b.Cause)))
	})
	out.Totals = append(out.Totals, totals.list()...)
	return out, err
}
