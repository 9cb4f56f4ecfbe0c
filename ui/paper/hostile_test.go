package paper_test

import (
	"fmt"
	"strings"

	"aftercare/domain/money"
	"aftercare/ui/paper"
	"aftercare/ui/text"
)

// hostileText holds marks that turn the writing around, characters of the
// supplementary planes, with and without a glyph, a ligature, a decomposed
// accent, and a script that no font of ours has.
const hostileText = "\u202e𠮷野家 𡃁仔 \u200bFlat\u00a09 😀🚀 e\u0301le\u0301gant ﬁne שלום — "

const longNumber = "R-1187-0000-2026-LONGER-THAN-USUAL-9"

func hostileLabel() paper.Label {
	l := sampleLabel()
	l.Number = longNumber
	l.Order = "886436979446185504-886436979446185504-R1"
	l.Case = strings.Repeat("C11871", 12)
	l.To = []string{strings.Repeat("九龍觀塘永發街 18 號", 40), strings.Repeat("Wing Fat Industrial Building ", 30)}
	l.From.Address = strings.Repeat(hostileText, 100)
	l.Items = hostileItems()
	l.Precautions = []paper.Phrase{{text.English: strings.Repeat("Keep it dry. ", 40), text.Traditional: strings.Repeat("保持乾爽。", 40)}}
	return l
}

func hostileItems() []paper.Item {
	var out []paper.Item
	for i := range 60 {
		out = append(out, paper.Item{Quantity: 123456, SKU: fmt.Sprintf("KTL-08-SS-EXTRA-LONG-NUMBER-%d", i),
			Title: "Stainless pour-over kettle 0.8 L 不鏽鋼手沖壺 " + hostileText})
	}
	return out
}

func hostileShop() paper.Shop {
	s := sampleShop()
	s.Names = []string{strings.Repeat("南丫商店", 20), strings.Repeat("Lamma Supply ", 20)}
	s.Address = []string{strings.Repeat("九龍觀塘永發街 18 號", 30)}
	return s
}

func hostileSlip() paper.PackingSlip {
	l := sampleSlip()
	l.Shop = hostileShop()
	l.Order = strings.Repeat("886436979446185504", 5)
	l.To.Address = strings.Repeat(hostileText, 100)
	l.Items = hostileItems()
	l.Gift = strings.Repeat(hostileText, 20)
	return l
}

func hostileIntake() paper.IntakeReceipt {
	r := sampleIntake()
	r.Shop, r.Number = hostileShop(), longNumber
	r.Customer = paper.Person{Name: strings.Repeat("Priya Nair ", 30), Address: strings.Repeat(hostileText, 100)}
	r.Problem = strings.Repeat(hostileText, 100)
	for range 30 {
		r.Accessories = append(r.Accessories, paper.Check{Name: strings.Repeat("Hopper 豆倉 ", 8), Ticked: true})
	}
	r.Clerk = strings.Repeat("Keung ", 30)
	return r
}

func hostileRepair() paper.RepairReceipt {
	r := sampleRepair()
	r.Shop, r.Number = hostileShop(), longNumber
	r.SerialOut = strings.Repeat("EG40-2207", 10)
	r.Done = strings.Repeat(hostileText, 60)
	huge := money.Of(money.Limit-1, "BHD")
	r.Charges = nil
	for range 60 {
		r.Charges = append(r.Charges, paper.Charge{Title: "Stainless pour-over kettle 0.8 L 不鏽鋼手沖壺 " + hostileText, Quantity: 12345678, Hours: true, Each: huge, Sum: huge})
	}
	r.Tax, r.TaxIncluded, r.Total, r.Paid = huge, true, huge, nil
	r.Warranty = []paper.Phrase{{text.English: strings.Repeat("Not covered: abuse. ", 60)}}
	return r
}
