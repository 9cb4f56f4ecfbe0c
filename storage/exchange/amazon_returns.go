package exchange

import "aftercare/domain/desk"

// amazonReturns reads the returns report: a row an item of a return.
func amazonReturns() Format {
	return claims{id: "amazon_returns", preset: "own", columns: map[int][]string{
		cRef: {"Amazon RMA ID"}, cOrder: {"Order ID"}, cRequested: {"Return request date"}, cState: {"Return request status"}, cReason: {"Return Reason"},
		cSKU: {"Merchant SKU"}, cTitle: {"Item Name"}, cQuantity: {"Return quantity"}, cCurrency: {"Currency code"}, cAmount: {"Refunded Amount"},
		cTracking: {"Tracking ID"}, cCarrier: {"Return carrier"},
	}, needed: []int{cRef, cOrder, cRequested, cState, cReason}, stages: foldedWords(map[string]desk.ClaimStage{
		"Pending": desk.ClaimOpen, "Pending Approval": desk.ClaimOpen, "PendingApproval": desk.ClaimOpen, "Approved": desk.ClaimAgreed, "Authorized": desk.ClaimAgreed,
		"Completed": desk.ClaimOver, "Closed": desk.ClaimOver, "Refunded": desk.ClaimOver, "Denied": desk.ClaimOver, "Declined": desk.ClaimOver, "Cancelled": desk.ClaimOver, "Canceled": desk.ClaimOver,
	}), reasons: []reasonWord{
		{"defective", "quality_defect"}, {"does not work", "quality_defect"}, {"quality", "quality_defect"}, {"not_as_described", "not_as_described"}, {"not as described", "not_as_described"}, {"inaccurate", "not_as_described"},
		{"counterfeit", "not_authentic"}, {"damaged", "damaged_in_transit"}, {"missing", "items_missing"}, {"switcheroo", "wrong_item"}, {"wrong item", "wrong_item"},
		{"never arrived", "not_received"}, {"undelivered", "not_received"}, {"undeliverable", "not_received"}, {"missed_estimated", "shipped_late"}, {"too late", "shipped_late"}, {"too_small", "wrong_size"}, {"too_large", "wrong_size"},
		{"too small", "wrong_size"}, {"too large", "wrong_size"}, {"not_compatible", "not_as_assumed"}, {"not compatible", "not_as_assumed"}, {"unwanted", "changed_mind"}, {"no longer", "changed_mind"}, {"no_reason", "changed_mind"}, {"no reason", "changed_mind"},
		{"mistake", "changed_mind"}, {"ordered_wrong", "changed_mind"}, {"better_price", "changed_mind"}, {"better price", "changed_mind"},
	}}.format()
}
