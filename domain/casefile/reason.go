package casefile

import (
	"slices"

	"aftercare/domain"
)

// Fault is who answers for what went wrong.
type Fault string

// The faults (R6).
const (
	ByCustomer Fault = "customer"
	ByShop     Fault = "shop"
	ByPacking  Fault = "packing"
	ByCarrier  Fault = "carrier"
	ToBeFound  Fault = "open"
	NoFault    Fault = "none"
)

// Remedy is what the customer asks for.
type Remedy string

// The remedies of a case. A repair is a job of its own (R12).
const (
	ReturnRefund    Remedy = "return_refund"
	RefundOnly      Remedy = "refund_only"
	PartRefund      Remedy = "part_refund"
	Exchange        Remedy = "exchange"
	Resend          Remedy = "resend"
	PriceProtection Remedy = "price_protection"
	RepairIt        Remedy = "repair"
	Advice          Remedy = "advice"
	Goodwill        Remedy = "goodwill"
)

// Remedies lists them in the order in which a form offers them.
func Remedies() []Remedy {
	return []Remedy{ReturnRefund, Exchange, RefundOnly, PartRefund, Resend, RepairIt, Goodwill, PriceProtection, Advice}
}

// Span says which window of the policy a reason is judged by.
type Span string

// The windows (R5).
const (
	NoReasonWindow Span = "no_reason"
	QualityWindow  Span = "quality"
	NoWindow       Span = "none" // proof instead of a window
)

// Reason is one row of R6. Its code never changes; the catalogue says it.
type Reason struct {
	Code     string
	Fault    Fault
	Span     Span
	Photos   bool // photos are wanted before a decision
	Remedies []Remedy
}

var reasons = []Reason{
	{"changed_mind", ByCustomer, NoReasonWindow, false, []Remedy{ReturnRefund, Exchange}},
	{"wrong_size", ByCustomer, NoReasonWindow, true, []Remedy{Exchange, ReturnRefund}},
	{"not_as_assumed", ToBeFound, NoReasonWindow, false, []Remedy{Advice, ReturnRefund}},
	{"size_label", ByShop, QualityWindow, true, []Remedy{Exchange, ReturnRefund}},
	{"quality_defect", ByShop, QualityWindow, true, []Remedy{Exchange, ReturnRefund, RepairIt, PartRefund}},
	{"fault_in_use", ToBeFound, QualityWindow, true, []Remedy{Advice, PartRefund, Exchange, ReturnRefund}},
	{"not_as_described", ByShop, QualityWindow, true, []Remedy{ReturnRefund, PartRefund}},
	{"not_authentic", ByShop, NoWindow, true, []Remedy{ReturnRefund}},
	{"misuse", ByCustomer, NoReasonWindow, true, []Remedy{ReturnRefund}},
	{"damaged_in_transit", ByCarrier, QualityWindow, true, []Remedy{Exchange, Resend, ReturnRefund, RefundOnly}},
	{"empty_parcel", ByCarrier, QualityWindow, true, []Remedy{Resend, RefundOnly}},
	{"lost_in_transit", ByCarrier, NoWindow, false, []Remedy{Resend, RefundOnly}},
	{"items_missing", ByCarrier, QualityWindow, true, []Remedy{Resend, PartRefund}},
	{"wrong_item", ByCarrier, QualityWindow, true, []Remedy{Exchange, Resend, ReturnRefund}},
	{"no_tracking", ByCarrier, NoWindow, false, []Remedy{Resend, RefundOnly}},
	{"not_received", ByCarrier, NoWindow, false, []Remedy{Resend, RefundOnly}},
	{"refused", ToBeFound, NoWindow, false, []Remedy{RefundOnly}},
	{"out_of_stock", ByShop, NoWindow, false, []Remedy{RefundOnly}},
	{"shipped_late", ByShop, NoWindow, false, []Remedy{RefundOnly, Goodwill}},
	{"discount_not_given", ByShop, NoWindow, false, []Remedy{PartRefund, Goodwill}},
	{"freight", ToBeFound, NoWindow, false, []Remedy{Goodwill}},
	{"service", ByShop, NoWindow, false, []Remedy{Goodwill, Advice}},
	{"price_dropped", NoFault, NoWindow, false, []Remedy{PriceProtection}},
}

// Reasons lists the built-in reasons in the order of R6.
func Reasons() []Reason { return slices.Clone(reasons) }

// ReasonOf finds a reason by its code.
//
// Errors: case.reason.
func ReasonOf(code string) (Reason, *domain.Error) {
	i := slices.IndexFunc(reasons, func(r Reason) bool { return r.Code == code })
	if i < 0 {
		return Reason{}, domain.Wrong("reason", "case.reason", domain.Args{"value": code})
	}
	return reasons[i], nil
}
