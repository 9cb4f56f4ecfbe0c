package casefile

import (
	"cmp"
	"slices"
	"strings"

	"aftercare/domain"
	"aftercare/domain/channel"
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

// Faults lists them in the order in which a form offers them.
func Faults() []Fault {
	return []Fault{ByCustomer, ByShop, ByPacking, ByCarrier, ToBeFound, NoFault}
}

// Remedy is what the customer asks for.
type Remedy string

// The remedies of a case.
const (
	ReturnRefund    Remedy = "return_refund"
	RefundOnly      Remedy = "refund_only"
	PartRefund      Remedy = "part_refund"
	Exchange        Remedy = "exchange"
	Resend          Remedy = "resend"
	PriceProtection Remedy = "price_protection"
	RepairIt        Remedy = "repair"
	Inspection      Remedy = "inspection" // send in, nothing promised
	Advice          Remedy = "advice"
	Goodwill        Remedy = "goodwill"
)

// Remedies lists them in the order in which a form offers them.
func Remedies() []Remedy {
	return []Remedy{ReturnRefund, Exchange, RefundOnly, PartRefund, Resend, RepairIt, Inspection, Goodwill, PriceProtection, Advice}
}

// Span says which window of the policy a reason is judged by.
type Span string

// The windows (R5).
const (
	NoReasonWindow Span = "no_reason"
	QualityWindow  Span = "quality"
	NoWindow       Span = "none" // proof instead of a window
)

// Spans lists them in the order in which a form offers them.
func Spans() []Span { return []Span{NoReasonWindow, QualityWindow, NoWindow} }

// Wanted names a piece of evidence that a reason wants before a decision; the
// catalogue's key is "evidence." + Wanted.
type Wanted string

// Reason is one row of R6, or an owner's own below one of them. A built-in code
// never changes; the catalogue says it.
type Reason struct {
	Code   string `json:"code"`
	Parent string `json:"parent,omitempty"` // of an owner's own: a built-in code
	Name   string `json:"name,omitempty"`   // of an owner's own
	// Names are an owner's words for it in each language; where one lacks, Name is
	// said.
	Names    map[string]string `json:"names,omitempty"`
	Archived bool              `json:"archived,omitempty"`
	Fault    Fault             `json:"fault"`
	Span     Span              `json:"span"`
	Photos   int               `json:"photos"`   // how many are wanted before a decision
	Evidence []Wanted          `json:"evidence"` // what is wanted, photos among it
	Remedies []Remedy          `json:"remedies"`
	// Bears says of an owner's own who bears a leg, where it is another one than the
	// policy's table says for its fault.
	Bears map[channel.Leg]channel.Bearer `json:"bears,omitempty"`
}

// Called is what an owner's own reason is called in a language.
func (r Reason) Called(lang string) string { return cmp.Or(r.Names[lang], r.Name) }

// carriers are the remedies of what a parcel suffered.
var reasons = []Reason{
	{Code: "changed_mind", Fault: ByCustomer, Span: NoReasonWindow, Remedies: []Remedy{ReturnRefund, Exchange, RefundOnly}},
	{Code: "wrong_size", Fault: ByCustomer, Span: NoReasonWindow, Photos: 1, Evidence: []Wanted{"size_marks"}, Remedies: []Remedy{Exchange, ReturnRefund}},
	{Code: "not_as_assumed", Fault: ToBeFound, Span: NoReasonWindow, Evidence: []Wanted{"listing", "piece_prices"}, Remedies: []Remedy{Advice, ReturnRefund}},
	{Code: "size_label", Fault: ByShop, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"each_mark"}, Remedies: []Remedy{Exchange, ReturnRefund}},
	{Code: "quality_defect", Fault: ByShop, Span: QualityWindow, Photos: 3, Evidence: []Wanted{"clear_photos", "sign_off", "worn_washed"}, Remedies: []Remedy{Exchange, ReturnRefund, RepairIt, PartRefund, Inspection}},
	{Code: "fault_in_use", Fault: ToBeFound, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"photos", "how_worn"}, Remedies: []Remedy{Advice, PartRefund, Exchange, ReturnRefund, Inspection}},
	{Code: "not_as_described", Fault: ByShop, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"beside_description"}, Remedies: []Remedy{ReturnRefund, PartRefund, RefundOnly}},
	{Code: "not_authentic", Fault: ByShop, Span: NoWindow, Photos: 1, Evidence: []Wanted{"appraisal"}, Remedies: []Remedy{ReturnRefund, Inspection}},
	{Code: "misuse", Fault: ByCustomer, Span: NoReasonWindow, Photos: 1, Evidence: []Wanted{"photos", "shop_check"}, Remedies: []Remedy{ReturnRefund, Inspection}},
	{Code: "damaged_in_transit", Fault: ByCarrier, Span: QualityWindow, Photos: 3, Evidence: []Wanted{"photos_or_video", "parcel_number"}, Remedies: []Remedy{Exchange, Resend, ReturnRefund, RefundOnly}},
	{Code: "empty_parcel", Fault: ByCarrier, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"photo_or_video", "packer", "weights"}, Remedies: []Remedy{Resend, RefundOnly}},
	{Code: "lost_in_transit", Fault: ByCarrier, Span: NoWindow, Evidence: []Wanted{"carrier_answer"}, Remedies: []Remedy{Resend, RefundOnly}},
	{Code: "items_missing", Fault: ByCarrier, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"photos", "packer", "weights"}, Remedies: []Remedy{Resend, PartRefund}},
	{Code: "wrong_item", Fault: ByCarrier, Span: QualityWindow, Photos: 1, Evidence: []Wanted{"against_order", "packer"}, Remedies: []Remedy{Exchange, Resend, ReturnRefund}},
	{Code: "no_tracking", Fault: ByCarrier, Span: NoWindow, Evidence: []Wanted{"last_update"}, Remedies: []Remedy{Resend, RefundOnly}},
	{Code: "not_received", Fault: ByCarrier, Span: NoWindow, Evidence: []Wanted{"delivery_proof"}, Remedies: []Remedy{Resend, RefundOnly}},
	{Code: "refused", Fault: ToBeFound, Span: NoWindow, Evidence: []Wanted{"carrier_confirms"}, Remedies: []Remedy{RefundOnly}},
	{Code: "out_of_stock", Fault: ByShop, Span: NoWindow, Remedies: []Remedy{RefundOnly}},
	{Code: "shipped_late", Fault: ByShop, Span: NoWindow, Evidence: []Wanted{"ship_by_record"}, Remedies: []Remedy{RefundOnly, Goodwill}},
	{Code: "discount_not_given", Fault: ByShop, Span: NoWindow, Evidence: []Wanted{"chat"}, Remedies: []Remedy{PartRefund, Goodwill, RefundOnly}},
	{Code: "freight", Fault: ToBeFound, Span: NoWindow, Evidence: []Wanted{"charged"}, Remedies: []Remedy{Goodwill}},
	{Code: "service", Fault: ByShop, Span: NoWindow, Evidence: []Wanted{"messages"}, Remedies: []Remedy{Goodwill, Advice}},
	{Code: "price_dropped", Fault: NoFault, Span: NoWindow, Evidence: []Wanted{"both_orders"}, Remedies: []Remedy{PriceProtection}},
}

// AllEvidence lists what the built-in reasons want, each once.
func AllEvidence() []Wanted {
	var out []Wanted
	for _, r := range reasons {
		for _, e := range r.Evidence {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// Reasons lists the built-in reasons in the order of R6.
func Reasons() []Reason { return slices.Clone(reasons) }

// ReasonOf finds a built-in reason by its code.
//
// Errors: case.reason.
func ReasonOf(code string) (Reason, *domain.Error) { return FindReason(code, nil) }

// FindReason finds a reason by its code among the built-in ones and the
// owner's own.
//
// Errors: case.reason.
func FindReason(code string, own []Reason) (Reason, *domain.Error) {
	for _, list := range [][]Reason{reasons, own} {
		for _, r := range list {
			if r.Code == code {
				return r, nil
			}
		}
	}
	return Reason{}, domain.Wrong("reason", "case.reason", domain.Args{"value": code})
}

// BuiltIn is the built-in code that rules go by: its own, or its parent's.
func (r Reason) BuiltIn() string { return cmp.Or(r.Parent, r.Code) }

// OwnCode is the code of an owner's own reason, "" for a built-in one.
func (r Reason) OwnCode() string {
	if r.Parent == "" {
		return ""
	}
	return r.Code
}

// Adopt makes an owner's own reason of what was typed: below a built-in one,
// whose fault, evidence and remedies it has unless it names others.
//
// Errors: field.required, field.too_long, case.reason, case.fault, case.span,
// case.remedy, case.evidence, case.photos, case.leg, policy.choice,
// case.reason_built_in.
func (r Reason) Adopt() (Reason, error) {
	var es domain.Errors
	add := func(e *domain.Error) {
		if e != nil {
			es = append(es, e)
		}
	}
	name, e := domain.Line("name", r.Name, true)
	add(e)
	parent, e := ReasonOf(r.Parent)
	add(e)
	code, e := domain.Line("code", strings.ToLower(strings.TrimSpace(r.Code)), true)
	add(e)
	if _, taken := ReasonOf(code); taken == nil {
		add(domain.Wrong("code", "case.reason_built_in", domain.Args{"value": code}))
	}
	r.Name, r.Code = name, code
	r.Fault, r.Span = cmp.Or(r.Fault, parent.Fault), cmp.Or(r.Span, parent.Span)
	if !slices.Contains(Faults(), r.Fault) && len(es) == 0 {
		add(domain.Wrong("fault", "case.fault", domain.Args{"value": string(r.Fault)}))
	}
	if len(r.Remedies) == 0 {
		r.Remedies = parent.Remedies
	}
	for _, m := range r.Remedies {
		if !slices.Contains(Remedies(), m) {
			add(domain.Wrong("remedies", "case.remedy", domain.Args{"value_key": "remedy." + string(m)}))
		}
	}
	if r.Evidence == nil {
		r.Evidence, r.Photos = parent.Evidence, parent.Photos
	}
	if !slices.Contains(Spans(), r.Span) && len(es) == 0 {
		add(domain.Wrong("span", "case.span", domain.Args{"value": string(r.Span)}))
	}
	for _, e := range r.Evidence {
		if !slices.Contains(AllEvidence(), e) {
			add(domain.Wrong("evidence", "case.evidence", domain.Args{"value": string(e)}))
		}
	}
	if r.Photos < 0 || r.Photos > maxPhotos {
		add(domain.Wrong("photos", "case.photos", domain.Args{"value": r.Photos, "limit": maxPhotos}))
	}
	names := map[string]string{}
	for lang, words := range r.Names {
		words, e := domain.Line("name_"+lang, words, false)
		add(e)
		if words != "" {
			names[lang] = words
		}
	}
	r.Names = names
	for leg, b := range r.Bears {
		if !slices.Contains(channel.AllLegs(), leg) {
			add(domain.Wrong("bears", "case.leg", domain.Args{"value": string(leg)}))
		}
		if !slices.Contains(channel.Bearers(), b) {
			add(domain.Wrong("bears", "policy.choice", domain.Args{"value": string(b)}))
		}
	}
	return r, es.OrNil()
}

// Carriers are the reasons that open an entry in the follow-up register by
// themselves (R11).
func (r Reason) Carriers() bool { return r.Fault == ByCarrier }

// Group is the row of the freight table that a fault for a reason falls under.
func Group(reason string, f Fault) channel.Group {
	switch f {
	case ByCustomer:
		return channel.GroupCustomer
	case ByPacking:
		return channel.GroupPacking
	case ByCarrier:
		return channel.GroupCarrier
	}
	if r, e := ReasonOf(reason); e == nil && r.Span == QualityWindow && f == ByShop {
		return channel.GroupQuality
	}
	return channel.GroupShop
}

// Scale is the verdict of the scales on items that are missing: the weight when
// it was packed and at the carrier's, in grams; 0 is unknown. Lighter by more
// than the percentage or the grams of the policy, they went missing on the way;
// else they were never packed. Unknown asks.
//
//	packed 1000, carrier 940, 5 % or 50 g     by the carrier
//	packed 1000, carrier 1000                 by packing
func Scale(packed, carrier, percent, grams int) Fault {
	if packed <= 0 || carrier <= 0 {
		return ToBeFound
	}
	short := packed - carrier
	if short > grams || short*100 > packed*percent {
		return ByCarrier
	}
	return ByPacking
}

// FaultMove is a fault that moved when it was checked.
type FaultMove struct {
	From   Fault  `json:"from"`
	To     Fault  `json:"to"`
	Reason string `json:"reason"`
	Who    string `json:"who"`
}
