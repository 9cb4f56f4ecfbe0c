//go:build e2e

package e2e

import "fmt"

// returning signs off an order and opens a case on it, up to its label.
func (s *sitting) returning() {
	s.find(s.sent)
	s.press("Return", "Return")
	s.kept("order.show", fmt.Sprintf(`{"order":%s}`, s.recordOf(s.sent)), map[string]string{"state": "delivered"})
	s.rest()
	s.press("Return")
	s.shot("12-case-new")
	s.press("Return", "Down", "Down", "Down", "Down", "Return")
	s.press("Tab", "Return", "Down", "Return")
	s.shot("13-case-judged")
	s.press("ctrl+s")
	s.kept("case.show", `{"case":1}`, map[string]string{"state": "open", "reason": "quality_defect", "remedy": "return_refund", "order.number": s.sent,
		"items.0.line": "1", "items.0.said": s.units, "items.0.accepted": "0", "items.1": ""})
	s.rest()
	s.shot("14-case")
	s.press("Return")
	s.write("Photos received")
	s.press("Return")
	s.kept("case.show", `{"case":1}`, map[string]string{"steps.0.note": "Photos received"})
	s.rest()
	s.press("Return", "Return")
	s.rest()
	s.press("Return")
	v := s.kept("case.show", `{"case":1}`, map[string]string{"state": "agreed"})
	s.rest()
	s.returns = at(v, "return")
	s.label()
}

// label makes the return label from the page of the case.
func (s *sitting) label() {
	s.Helper()
	s.press("Return")
	s.shot("15-label")
	s.press("ctrl+s")
	s.kept("case.show", `{"case":1}`, map[string]string{"steps.4.code": "instructions", "steps.4.who": s.name})
	label := s.paper("label-" + s.returns)
	s.codes(label, "QR-Code:"+s.returns, "CODE-128:"+s.returns)
	s.reads(label, sizeLabel, s.returns, "Sham Shui Po")
	s.rest()
	s.shot("16-label-made")
}

// intaking takes the parcel in, by scanner and number keys.
func (s *sitting) intaking() {
	s.press("ctrl+4")
	s.scan(s.returns)
	s.shot("17-intake")
	s.press("1", "9", "Return", "1")
	s.shot("18-intake-graded")
	s.press("1", "Return")
	s.kept("parcel.show", `{"parcel":1}`, map[string]string{"parcel.number": s.returns, "parcel.state": "put_away", "parcel.inspections.0.counts.0.counted": s.units,
		"parcel.inspections.0.counts.0.grade": "new", "parcel.inspections.0.counts.0.disposition": "restock"})
	s.kept("case.show", `{"case":1}`, map[string]string{"parcel": "inspected", "items.0.counted": s.units, "items.0.accepted": s.units})
	if s.sku != "" {
		s.kept("stock.show", fmt.Sprintf(`{"sku":%q}`, s.sku), map[string]string{"level.shelf": s.units, "level.quarantine": "0",
			"ledger.1.document": s.returns, "ledger.1.to": "shelf", "ledger.1.quantity": s.units, "ledger.2": ""})
	}
	s.rest()
	s.shot("19-intake-finished")
	s.scan(s.returns)
	s.scan("hello?")
	s.scan("SF1390277155821")
	s.kept("parcel.show", `{"parcel":2}`, map[string]string{"parcel.code": "SF1390277155821", "parcel.state": "unidentified"})
	s.kept("parcel.list", `{"limit":9}`, map[string]string{"1.number": s.returns, "2": ""})
}

// refunding files the refund, books it as paid and closes the case.
func (s *sitting) refunding() {
	s.press("ctrl+3", "Return")
	s.shot("20-refund")
	s.press("ctrl+s")
	s.kept("refund.list", `{"open":true,"limit":5}`, map[string]string{"count": "1", "rows.0.state": "filed", "rows.0.amount.minor": s.minor})
	s.press("ctrl+6", "Return")
	s.shot("21-money-paid")
	s.press("Return")
	s.kept("refund.list", `{"limit":5}`, map[string]string{"count": "1", "rows.0.state": "paid", "rows.0.amount.minor": s.minor,
		"rows.0.case_number": "C-1001", "rows.0.order_number": s.sent})
	s.press("ctrl+3")
	for range 2 { // told that it is filed, told that it is paid
		s.press("Return", "ctrl+s")
		s.rest()
	}
	s.press("Return", "Left", "Left")
	s.press("ctrl+s")
	s.kept("case.show", `{"case":1}`, map[string]string{"state": "closed", "content": "yes"})
	s.rest()
	s.shot("22-case-closed")
}
