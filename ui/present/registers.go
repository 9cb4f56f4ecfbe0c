package present

import (
	"strconv"

	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/ui/text"
)

// Promise shows what became of an agreement, with the days by which it was late.
func Promise(w *text.Words, p order.Promised) Mark {
	m := map[order.Outcome]Mark{order.PromiseKept: {Tick, Ok, ""}, order.PromiseBroken: {Octagon, Late, ""}, order.PromiseOpen: {SquareTick, Info, ""},
		order.PromiseVoid: {BarDisc, Muted, ""}, order.PromiseReplaced: {Dashes, Muted, ""}, order.PromiseEnded: {Dashes, Muted, ""}}[p.Outcome]
	m.Word = w.T("promise." + string(p.Outcome))
	if p.Outcome == order.PromiseBroken {
		m.Word = w.N("registers.days_late", p.Late)
	}
	return m
}

// RateWords is a share of a hundred; a dash where nothing could be counted.
func RateWords(percent, of int) string {
	if of == 0 {
		return "–"
	}
	return strconv.Itoa(percent) + " %"
}

// RetentionAnswer shows what came of an offer.
func RetentionAnswer(w *text.Words, a desk.RetentionAnswer) Mark {
	m := map[desk.RetentionAnswer]Mark{desk.OfferTaken: {Tick, Ok, ""}, desk.OfferRefused: {BarDisc, Neutral, ""}, desk.NoOffer: {Dashes, Muted, ""}}[a]
	m.Word = w.T("retention." + string(a))
	return m
}
