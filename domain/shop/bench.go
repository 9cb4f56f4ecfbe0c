package shop

import (
	"slices"

	"aftercare/domain"
	"aftercare/domain/money"
)

// Bench are the shop's own terms of repairs: figures that an owner sets, each
// ours until then (R12). A job keeps those under which it was opened.
type Bench struct {
	WarrantyDays int            `json:"warranty_days"`          // on the repaired parts and that fault, from the hand-back
	QuoteDays    int            `json:"quote_days"`             // how long a quote holds
	Days         int            `json:"days"`                   // working days until a job should be back
	Fee          int64          `json:"fee,omitempty"`          // inspection fee when nothing is repaired, minor units of the shop's currency
	TaxRate      int64          `json:"tax_rate,omitempty"`     // hundredths of a per cent
	TaxIncluded  bool           `json:"tax_included,omitempty"` // prices contain the tax
	Terms        []BenchWording `json:"terms,omitempty"`        // what the papers say about the repair warranty
}

// BenchWording is a term in one language.
type BenchWording struct {
	Language string `json:"language"` // en, zh-Hant, zh-Hans
	Text     string `json:"text"`
}

// Ours are the terms of a shop that has set none.
func Ours() Bench { return Bench{WarrantyDays: 90, QuoteDays: 14, Days: 10} }

// RepairTerms are the terms of repairs in force.
func (s Shop) RepairTerms() Bench {
	if s.Bench == nil {
		return Ours()
	}
	return *s.Bench
}

// Check refuses terms that no job could keep.
//
// Errors: bench.warranty, bench.quote, bench.days, bench.fee, repair.tax,
// field.too_long.
func (b Bench) Check() domain.Errors {
	var es domain.Errors
	for _, x := range []struct {
		wrong bool
		fault *domain.Error
	}{
		{b.WarrantyDays < 0 || b.WarrantyDays > 3650, domain.Wrong("warranty_days", "bench.warranty", domain.Args{"value": b.WarrantyDays})},
		{b.QuoteDays < 1 || b.QuoteDays > 365, domain.Wrong("quote_days", "bench.quote", domain.Args{"value": b.QuoteDays})},
		{b.Days < 1 || b.Days > 250, domain.Wrong("days", "bench.days", domain.Args{"value": b.Days})},
		{b.Fee < 0 || b.Fee > money.Limit/1000, domain.Wrong("fee", "bench.fee", nil)},
		{b.TaxRate < 0 || b.TaxRate > 5000, domain.Wrong("tax_rate", "repair.tax", domain.Args{"value": b.TaxRate})},
		{slices.ContainsFunc(b.Terms, func(t BenchWording) bool { return len(t.Text) > domain.MaxText }),
			domain.Wrong("terms", "field.too_long", domain.Args{"limit": domain.MaxText, "length": domain.MaxText + 1})},
	} {
		if x.wrong {
			es = append(es, x.fault)
		}
	}
	return es
}
