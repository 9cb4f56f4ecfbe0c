package storagetest

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/clock"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/storage"
)

// aCase is a case on the n-th order.
func aCase(n domain.ID, number, ret string) casefile.Case {
	at := time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC)
	return casefile.Case{Number: number, Return: ret, OrderID: n, ChannelID: 1, CustomerID: 1, Policy: 1, Reason: "damaged", Remedy: casefile.ReturnRefund,
		Items: []casefile.Item{{Line: 1, Title: "圍巾", Said: 1}}, State: casefile.Open, Parcel: casefile.NoParcel, Requested: at, Opened: at,
		Plan: "return_refund", Steps: []casefile.Step{{Code: casefile.Reply}}}
}

// caseFacts: what the reports of cases are made of follows every change.
func caseFacts(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 2)
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	c, other := aCase(1, "C-1", "R-18"), aCase(2, "C-2", "")
	c.Items[0].SKU, c.Kind = "MUG", casefile.AfterSales
	c.Clocks = clock.Clocks{{Code: "acknowledge", From: at, Due: calendar.AtInstant(at.Add(2*time.Hour), time.UTC), Stopped: at.Add(time.Hour)},
		{Code: "propose", From: at, Due: calendar.AtInstant(at.Add(24*time.Hour), time.UTC)}, {Code: "intake", From: at, Due: calendar.AtInstant(at, time.UTC), Dropped: true}}
	c.Retentions = []casefile.Retained{{Offer: casefile.OfferGift, What: "a cup", Cost: money.Of(500, "HKD"), Kept: true, At: at, Who: "Mei"}}
	c.Lessons = []casefile.Learnt{{Change: "packing", Note: "more paper"}}
	c.Closed = at
	other.Kind, other.Steps[0].Code, other.Steps[0].Actor = casefile.Complaint, casefile.Resolve, casefile.Service
	do(t, db, func(tx desk.Tx) error { return errors.Join(tx.PutCase(&c), tx.PutCase(&other)) })
	look(t, db, func(tx desk.Tx) error {
		clocks, err := tx.Clocks(at, at.Add(time.Hour))
		if err != nil || len(clocks) != 2 || !clocks[0].Stopped.Equal(at.Add(time.Hour)) || !clocks[1].Stopped.IsZero() || clocks[0].Kind != casefile.AfterSales {
			t.Errorf("Clocks: got %+v, %v", clocks, err)
		}
		offers, err := tx.CaseRetentions(at, at.Add(time.Hour))
		if err != nil || len(offers) != 1 || offers[0].CaseNumber != "C-1" || offers[0].OrderNumber == "" || !offers[0].Kept || offers[0].Cost != money.Of(500, "HKD") {
			t.Errorf("CaseRetentions: got %+v, %v", offers, err)
		}
		lessons, err := tx.OpenLessons("MUG")
		if err != nil || len(lessons) != 1 || lessons[0].Note != "more paper" {
			t.Errorf("OpenLessons: got %+v, %v", lessons, err)
		}
		steps, err := tx.CaseSteps()
		if err != nil || steps[casefile.Reply] != 1 || steps[casefile.Resolve] != 1 {
			t.Errorf("CaseSteps: got %v, %v", steps, err)
		}
		n, err := tx.CaseCount(desk.CaseQuery{Open: true, Kind: casefile.Complaint, Channel: 1, Actor: casefile.Service})
		if err != nil || n != 1 {
			t.Errorf("CaseCount of one kind and actor: got %d, %v", n, err)
		}
		rows, err := tx.CasePage(desk.CaseQuery{Kind: casefile.Complaint, Limit: 10})
		if err != nil || len(rows) != 1 || rows[0].Number != "C-2" {
			t.Errorf("CasePage of one kind: got %d rows, %v", len(rows), err)
		}
		return nil
	})
	c.Lessons[0].Done = at.Add(time.Hour)
	do(t, db, func(tx desk.Tx) error { return tx.PutCase(&c) })
	look(t, db, func(tx desk.Tx) error {
		lessons, err := tx.OpenLessons("")
		if err != nil || len(lessons) != 0 {
			t.Errorf("a lesson that was learnt stands open: %+v, %v", lessons, err)
		}
		return nil
	})
}

// caughtUp: cases that an earlier program kept have no rows for lists and reports;
// the next start works them out, once.
func caughtUp(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 1)
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	c := aCase(1, "C-1", "R-18")
	c.Clocks = clock.Clocks{{Code: "acknowledge", From: at, Due: calendar.AtInstant(at.Add(time.Hour), time.UTC)}}
	do(t, db, func(tx desk.Tx) error { return tx.PutCase(&c) })
	do(t, db, func(tx desk.Tx) error {
		return tx.PutCustomers([]*customer.Customer{{Key: "k", Person: order.Person{Name: "陳大明"}}})
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	Tamper(t, where, `DELETE FROM case_facts`, `UPDATE cases SET channel_id = 0, step = '', actor = ''`,
		`DELETE FROM search_keys WHERE key = 'cdm'`, `INSERT INTO settings (key, value, version) VALUES ('derive.names', 'true', 1)`,
		`INSERT INTO settings (key, value, version) VALUES ('derive.catch_up', 'true', 1)`)
	db = Open(t, where)
	look(t, db, func(tx desk.Tx) error {
		clocks, err := tx.Clocks(at, at.Add(time.Hour))
		n, err2 := tx.CaseCount(desk.CaseQuery{Channel: c.ChannelID, Open: true})
		if len(clocks) != 1 || n != 1 {
			t.Errorf("after the next start: %d clocks and %d cases of the channel, want one of each", len(clocks), n)
		}
		hits, err4 := tx.Search("cdm", 5)
		if len(hits) == 0 || hits[0].Entity != "customer" {
			t.Errorf("by the initials of a name was found %+v", hits)
		}
		got, err3 := tx.Case(c.ID)
		if got.Version != c.Version {
			t.Errorf("the case has version %d, want %d: nobody changed it", got.Version, c.Version)
		}
		return errors.Join(err, err2, err3, err4)
	})
	view(t, db, func(tx *storage.Tx) error {
		left := false
		_, found, err := tx.Setting("derive.catch_up", &left)
		if found {
			t.Error("it is still to be done")
		}
		return err
	})
}

// orderEnds: orders that an earlier program kept are found by the digits behind
// the letters of their numbers after the next start, which does not wait for it;
// what a close cuts short, the start after that goes on with.
func orderEnds(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 1201)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	Tamper(t, where, `UPDATE orders SET number = 'LS-' || (10000 + id)`, `DELETE FROM search_keys WHERE entity = 'order'`,
		`INSERT INTO settings (key, value, version) VALUES ('derive.order_ends', '0', 1)`)
	for range 2 { // closed at once, as a command is
		if err := Open(t, where).Close(); err != nil {
			t.Fatal(err)
		}
	}
	db = Open(t, where)
	<-db.CaughtUp()
	look(t, db, func(tx desk.Tx) error {
		for _, digits := range []string{"10001", "10600", "11201"} {
			hits, err := tx.Search(digits, 5)
			if err != nil || len(hits) != 1 || hits[0].Entity != "order" {
				t.Errorf("by %s was found %+v, %v", digits, hits, err)
			}
		}
		return nil
	})
	view(t, db, func(tx *storage.Tx) error {
		left := 0
		_, found, err := tx.Setting("derive.order_ends", &left)
		if found {
			t.Errorf("it is still to be done, from %d", left)
		}
		return err
	})
}

// orderClocks: the clock of a parcel's number stands in the report beside those
// of cases, and follows the order.
func orderClocks(t *testing.T, where string) {
	db := Open(t, where)
	o := Fill(t, db, 1)[0]
	at := Noon().AddDate(0, 0, -3)
	o.Shipments = []order.Shipment{{At: at, Number: clock.Clock{Code: order.NumberClock, From: at, Due: calendar.AtInstant(at.Add(24*time.Hour), zone)}}}
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	want := func(stopped time.Time) {
		t.Helper()
		look(t, db, func(tx desk.Tx) error {
			all, err := tx.Clocks(at, at.Add(time.Minute))
			if err != nil || len(all) != 1 || all[0].Code != order.NumberClock || all[0].Kind != "" || all[0].Channel != o.ChannelID || !all[0].Stopped.Equal(stopped) {
				t.Errorf("Clocks: got %+v, %v, want one that was answered %v", all, err, stopped)
			}
			return nil
		})
	}
	want(time.Time{})
	o.Shipments[0].Number.Stopped = at.Add(time.Hour)
	do(t, db, func(tx desk.Tx) error { return tx.PutOrder(&o) })
	want(at.Add(time.Hour))
}

// oldCase: a case that an earlier program stored opens with the plan that it
// follows.
func oldCase(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 1)
	old := aCase(1, "C-1", "R-18")
	old.Plan, old.State = "", casefile.Agreed
	done := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	old.Steps = []casefile.Step{{Code: casefile.Reply, Done: done, Due: calendar.EndOf("2026-11-03", zone)}, {Code: casefile.Decide, Done: done}, {Code: casefile.Instructions},
		{Code: casefile.WaitParcel}, {Code: casefile.Intake}, {Code: casefile.Consent}, {Code: casefile.Notice}, {Code: casefile.Refund}, {Code: casefile.Confirm}}
	do(t, db, func(tx desk.Tx) error { return tx.PutCase(&old) })
	look(t, db, func(tx desk.Tx) error {
		got, err := tx.Case(old.ID)
		var codes []string
		for _, s := range got.Steps {
			codes = append(codes, string(s.Code))
		}
		want := "reply decide instructions wait_parcel intake consent look notice refund tell_filed paid tell_paid confirm"
		if now, _ := got.Now(); err != nil || strings.Join(codes, " ") != want || now.Code != casefile.Instructions || got.Plan != "return_refund" {
			t.Errorf("an old case opens as %s at %s: %v, %v", got.Plan, now.Code, codes, err)
		}
		if k, ok := got.Clocks.Of(casefile.AcknowledgeClock); !ok || k.Face(done) != clock.Met {
			t.Errorf("its clocks: %+v", got.Clocks)
		}
		return nil
	})
}

func caseLists(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	late, soon, none, over := aCase(1, "C-1", "R-18"), aCase(2, "C-2", ""), aCase(3, "C-3", ""), aCase(1, "C-4", "")
	late.Steps[0].Due = calendar.EndOf("2026-11-09", zone)
	late.Parcel, late.Tracking = casefile.OnItsWay, "sf 123-456"
	soon.Steps[0].Due = calendar.EndOf("2026-11-03", zone)
	over.State = casefile.Closed
	do(t, db, func(tx desk.Tx) error {
		return errors.Join(tx.PutCase(&over), tx.PutCase(&late), tx.PutCase(&none), tx.PutCase(&soon))
	})
	pageOf := func(q desk.CaseQuery, want ...string) {
		t.Helper()
		look(t, db, func(tx desk.Tx) error {
			rows, err := tx.CasePage(q)
			var got []string
			for _, r := range rows {
				got = append(got, r.Number)
				if o, err := tx.Order(r.OrderID); err != nil || o.Number != r.OrderNumber || r.Customer == "" {
					t.Errorf("row %s: order %q of %q, %v", r.Number, r.OrderNumber, r.Customer, err)
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("CasePage(%+v): got %v, want %v", q, got, want)
			}
			return err
		})
	}
	pageOf(desk.CaseQuery{Limit: 10}, "C-2", "C-1", "C-3", "C-4")
	pageOf(desk.CaseQuery{Limit: 2, Offset: 1}, "C-1", "C-3")
	pageOf(desk.CaseQuery{Limit: 2, Offset: 3}, "C-4")
	pageOf(desk.CaseQuery{Limit: 10, Open: true}, "C-2", "C-1", "C-3")
	pageOf(desk.CaseQuery{Limit: 10, Await: true}, "C-1")
	look(t, db, func(tx desk.Tx) error {
		open, err := tx.CaseCount(desk.CaseQuery{Open: true})
		if open != 3 {
			t.Errorf("CaseCount: got %d, want 3", open)
		}
		for _, number := range []string{"C-1", "c1", "R-18", "r18"} {
			c, err := tx.CaseByNumber(number)
			if err != nil || c.Number != "C-1" {
				t.Errorf("CaseByNumber(%s): got %s, %v", number, c.Number, err)
			}
		}
		found, err2 := tx.CasesByTracking("SF123456")
		if len(found) != 1 || asJSON(t, found[0]) != asJSON(t, late) {
			t.Errorf("CasesByTracking: got %+v, want %+v", found, late)
		}
		of, err3 := tx.CasesOfOrder(1)
		if len(of) != 2 || of[0].Number != "C-4" {
			t.Errorf("CasesOfOrder: got %d", len(of))
		}
		return errors.Join(err, err2, err3)
	})
	missing(t, db, "case", func(tx desk.Tx) error { _, err := tx.CaseByNumber("C-99"); return err })
	twin := aCase(1, "C-1", "")
	failing(t, db, "a second C-1", "store.duplicate", func(tx desk.Tx) error { return tx.PutCase(&twin) })
	stray := aCase(99, "C-9", "")
	failing(t, db, "a case of no order", "store.refers", func(tx desk.Tx) error { return tx.PutCase(&stray) })
	stale := late
	stale.Version = 9
	failing(t, db, "a stale case", "store.conflict", func(tx desk.Tx) error { return tx.PutCase(&stale) })
}

func parcelsAndMoney(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 3)
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	c := aCase(1, "C-1", "R-18")
	p := parcel.Parcel{Number: "R-18", Code: "SF 77-88", State: parcel.Arrived, Arrived: at, CaseIDs: []domain.ID{1}}
	u := parcel.Parcel{Number: "U-0001", Code: "SF7788", State: parcel.Unidentified, Arrived: at}
	paid := refund.Refund{CaseID: 1, OrderID: 1, State: refund.Paid, Amount: money.Of(100, "HKD"), Parts: []refund.Part{{Kind: refund.Goods, Amount: money.Of(100, "HKD")}}}
	open := paid
	open.State = refund.Filed
	do(t, db, func(tx desk.Tx) error {
		return errors.Join(tx.PutCase(&c), tx.PutParcel(&p), tx.PutParcel(&u), tx.PutRefund(&open), tx.PutRefund(&paid))
	})
	look(t, db, func(tx desk.Tx) error {
		for code, want := range map[string]domain.ID{"r18": p.ID, "SF7788": u.ID, "u-0001": u.ID} {
			if got, err := tx.ParcelByCode(code); err != nil || got.ID != want {
				t.Errorf("ParcelByCode(%s): got %d, %v, want %d", code, got.ID, err, want)
			}
		}
		of, err := tx.ParcelsOfCase(c.ID)
		if len(of) != 1 || !reflect.DeepEqual(of[0], p) {
			t.Errorf("ParcelsOfCase: got %+v", of)
		}
		page, err2 := tx.ParcelPage(desk.ParcelQuery{Limit: 5})
		some, err3 := tx.ParcelPage(desk.ParcelQuery{Limit: 5, States: []parcel.State{parcel.Arrived, parcel.Opened}})
		if len(page) != 2 || page[0].ID != u.ID || len(some) != 1 {
			t.Errorf("ParcelPage: got %d and %d", len(page), len(some))
		}
		rows, err4 := tx.RefundPage(desk.RefundQuery{Limit: 5})
		if len(rows) != 2 || rows[0].ID != paid.ID || rows[0].CaseNumber != "C-1" || rows[0].ChannelID != 1 || rows[0].OrderNumber == "" {
			t.Errorf("RefundPage: got %+v", rows)
		}
		n, err5 := tx.RefundCount(desk.RefundQuery{Open: true})
		if n != 1 {
			t.Errorf("RefundCount: got %d, want 1", n)
		}
		refunds, err6 := tx.RefundsOfOrder(1)
		if len(refunds) != 2 || !reflect.DeepEqual(refunds[0], open) {
			t.Errorf("RefundsOfOrder: got %+v", refunds)
		}
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
	p.CaseIDs = nil
	do(t, db, func(tx desk.Tx) error { return tx.PutParcel(&p) })
	look(t, db, func(tx desk.Tx) error {
		of, err := tx.ParcelsOfCase(c.ID)
		if len(of) != 0 {
			t.Errorf("ParcelsOfCase after it was taken off: got %d", len(of))
		}
		return err
	})
	missing(t, db, "parcel", func(tx desk.Tx) error { _, err := tx.Parcel(9); return err })
	missing(t, db, "refund", func(tx desk.Tx) error { _, err := tx.Refund(9); return err })
	wrong := paid
	wrong.ID, wrong.Version, wrong.Amount = 0, 0, money.Of(50, "HKD")
	failing(t, db, "a refund whose parts do not sum", "refund.sum", func(tx desk.Tx) error { return tx.PutRefund(&wrong) })
}

func repairs(t *testing.T, where string) {
	db := Open(t, where)
	Fill(t, db, 1)
	job := func(number string, due calendar.Date, state repair.State) repair.Job {
		return repair.Job{Number: number, Item: "耳機", Problem: "沒有聲音", State: state, Currency: "HKD", Terms: shop.Ours(), Fee: money.Of(0, "HKD"), Due: due, Serial: "AB-12",
			Opened: time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC), Customer: order.Person{Name: "何小姐"}}
	}
	jobs := []repair.Job{job("J-1", "", repair.Requested), job("J-2", "2026-11-09", repair.Received), job("J-3", "2026-11-03", repair.Closed),
		job("J-4", "2026-11-05", repair.Received)}
	jobs[1].OrderID = 1
	jobs[3].Serial, jobs[3].SerialOut = "", "ab 12"
	do(t, db, func(tx desk.Tx) error {
		for i := range jobs {
			if err := tx.PutJob(&jobs[i]); err != nil {
				return err
			}
		}
		return nil
	})
	look(t, db, func(tx desk.Tx) error {
		for _, c := range []struct {
			q    desk.JobQuery
			want []string
		}{
			{desk.JobQuery{Limit: 9}, []string{"J-4", "J-2", "J-1", "J-3"}},
			{desk.JobQuery{Limit: 2, Offset: 2}, []string{"J-1", "J-3"}},
			{desk.JobQuery{Limit: 2, Offset: 3}, []string{"J-3"}},
			{desk.JobQuery{Limit: 9, Open: true}, []string{"J-4", "J-2", "J-1"}},
			{desk.JobQuery{Limit: 9, States: []repair.State{repair.Received}}, []string{"J-4", "J-2"}},
		} {
			page, err := tx.JobPage(c.q)
			n, err2 := tx.JobCount(c.q)
			var got []string
			for _, j := range page {
				got = append(got, j.Number)
			}
			if !reflect.DeepEqual(got, c.want) || c.q.Offset == 0 && n != len(c.want) {
				t.Errorf("JobPage(%+v): got %v of %d, want %v", c.q, got, n, c.want)
			}
			if err := errors.Join(err, err2); err != nil {
				return err
			}
		}
		same, err := tx.JobsOfSerial("ab12")
		of, err2 := tx.JobsOfOrder(1)
		one, err3 := tx.JobByNumber("j2")
		if len(same) != 4 || same[0].Number != "J-4" || len(of) != 1 || !reflect.DeepEqual(one, jobs[1]) {
			t.Errorf("JobsOfSerial: %d, JobsOfOrder: %d, JobByNumber: %+v", len(same), len(of), one)
		}
		return errors.Join(err, err2, err3)
	})
	missing(t, db, "repair", func(tx desk.Tx) error { _, err := tx.Job(9); return err })
}
