package order

import "time"

// Flag is why an order is looked for besides its ship-by: the store keeps a
// table of them, so that nothing is searched through all orders.
type Flag string

// The flags.
const (
	FlagParcel    Flag = "parcel"    // a parcel without its number or without news, from when
	FlagProposal  Flag = "proposal"  // a proposed delay waits for its answer, since when
	FlagEnter     Flag = "enter"     // an agreed date is not entered on the platform, since when
	FlagAgreement Flag = "agreement" // it stands in the register of agreements, since when
	FlagLoss      Flag = "loss"      // lateness cost something, since when
	FlagContested Flag = "contested" // a sign-off is contested, since when
)

// Flags are an order's, each with its moment.
func (o Order) Flags() map[Flag]time.Time {
	out := map[Flag]time.Time{}
	first := func(m Flag, at time.Time) {
		if was, ok := out[m]; !at.IsZero() && (!ok || at.Before(was)) {
			out[m] = at
		}
	}
	if o.SignOff.At.IsZero() && o.State != Cancelled {
		for _, s := range o.Shipments {
			first(FlagParcel, s.Watch)
		}
	}
	if !o.SignOff.Contested.IsZero() && o.SignOff.Found.IsZero() {
		first(FlagContested, o.SignOff.Contested)
	}
	if len(o.Losses) > 0 {
		first(FlagLoss, o.Losses[0].At)
	}
	if len(o.Notes) == 0 {
		return out
	}
	if offer, ok := o.Proposal(); ok && offer.Answer == "" && o.Waiting() {
		first(FlagProposal, offer.Proposal.Told)
	}
	for _, n := range o.Notes {
		if n.Kind == DelayAgreement {
			first(FlagAgreement, n.At)
		}
	}
	if n, ok := o.agreed(); ok && n.Agreement.Entered.IsZero() && o.Waiting() {
		first(FlagEnter, n.At)
	}
	return out
}
