package storagetest

import (
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/customer"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/storage"
)

// searched fills a store with a few things of every kind that is found.
func searched(t *testing.T, db *storage.DB) {
	t.Helper()
	people := []*customer.Customer{
		{Key: "a", Person: order.Person{Name: "陳大龍", Phone: "+852 9123-4567", Email: "Chan@Example.com"}},
		{Key: "b", Person: order.Person{Name: "José Álvarez-Núñez", Handle: "jose_88"}},
		{Key: "c", Person: order.Person{Name: "欧阳国荣", Phone: "51230000"}},
		{Key: "d", Person: order.Person{Name: "大龍茶餐廳"}},
	}
	ch := Channel("Yoho")
	at := time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)
	do(t, db, func(tx desk.Tx) error {
		if err := errors.Join(tx.PutChannel(&ch), tx.PutCustomers(people)); err != nil {
			return err
		}
		for i, number := range []string{"YH-2026-000123", "000123", "9123", "#1001"} {
			o := Order(i, ch.ID, people[i].ID)
			o.Number, o.Platform.Tracking = number, []string{"SF 1234 5678 " + string(rune('0'+i))}
			o.Shipments = []order.Shipment{{At: at, Serials: []string{"sn/ab-" + string(rune('0'+i))}}}
			if err := tx.PutOrder(&o); err != nil {
				return err
			}
		}
		c := aCase(1, "C-1187", "R-11874")
		c.Tracking = "KE998877"
		p := parcel.Parcel{Number: "U-0061", Code: "XX55443322", State: parcel.Unidentified, Arrived: at}
		j := repair.Job{Number: "J-0342", Item: "耳機", Problem: "x", State: repair.Requested, Currency: "HKD", Serial: "QQ-77", Opened: at,
			Customer: order.Person{Name: "何小姐", Phone: "60001111"}}
		return errors.Join(tx.PutCase(&c), tx.PutParcel(&p), tx.PutJob(&j))
	})
}

// firstHit is what a text finds first: "order 000123", with ! when it is
// exact, "" for nothing.
func firstHit(hits []desk.Hit) string {
	if len(hits) == 0 {
		return ""
	}
	h := hits[0]
	s := h.Entity + " " + h.Number
	if h.Entity == "customer" {
		s = h.Entity + " " + h.Who
	}
	if h.Exact {
		s += "!"
	}
	return s
}

func search(t *testing.T, where string) {
	db := Open(t, where)
	searched(t, db)
	for _, c := range []struct{ name, text, want string }{
		{"a whole number before its end", "000123", "order 000123!"},
		{"a number without its hyphens", "yh2026000123", "order YH-2026-000123!"},
		{"a number in full width", "ＹＨ－２０２６－０００１２３", "order YH-2026-000123!"},
		{"a number before a phone's beginning", "9123", "order 9123!"},
		{"the beginning of a number", "yh-2026", "order YH-2026-000123"},
		{"a number with a sign", "#1001", "order #1001!"},
		{"a tracking number", "sf123456780", "order YH-2026-000123!"},
		{"a tracking number with spaces", "SF 1234 5678 2", "order 9123!"},
		{"a serial", "SN/AB-1", "order 000123!"},
		{"two characters inside a name", "大龍", "customer 大龍茶餐廳"},
		{"one surname", "陳", "customer 陳大龍"},
		{"simplified finds traditional", "陈大龙", "customer 陳大龍"},
		{"traditional finds simplified", "歐陽", "customer 欧阳国荣"},
		{"a word in the middle", "alvarez", "customer José Álvarez-Núñez"},
		{"a word after a hyphen", "nunez", "customer José Álvarez-Núñez"},
		{"a name over two words", "jose alv", "customer José Álvarez-Núñez"},
		{"a user name", "jose_88", "customer José Álvarez-Núñez"},
		{"the last four of a phone", "4567", "customer 陳大龍"},
		{"the last eight of a phone", "9123 4567", "customer 陳大龍"},
		{"a whole phone", "+852 9123 4567", "customer 陳大龍!"},
		{"an address of mail", "chan@example.com", "customer 陳大龍!"},
		{"a case", "c-1187", "case C-1187!"},
		{"a case without its letter", "1187", "case C-1187"},
		{"a return", "R11874", "case C-1187!"},
		{"the way back", "KE998877", "case C-1187!"},
		{"a parcel's code", "xx55443322", "parcel U-0061!"},
		{"a repair", "j0342", "repair J-0342!"},
		{"a repair's serial", "qq77", "repair J-0342!"},
		{"a repair's customer", "何小姐", "repair J-0342"},
		{"a part of a word", "lvare", ""},
		{"one letter of nothing", "z", ""},
		{"nothing", "  ", ""},
	} {
		look(t, db, func(tx desk.Tx) error {
			hits, err := tx.Search(c.text, 10)
			if got := firstHit(hits); got != c.want {
				t.Errorf("%s: Search(%q): got %q, want %q (all: %+v)", c.name, c.text, got, c.want, hits)
			}
			return err
		})
	}
	for _, c := range []struct{ name, text, want string }{
		{"a part of a word", "lvare", "customer José Álvarez-Núñez"},
		{"the middle of a phone as it is written", "23-45", "customer 陳大龍"},
		{"a part of an address", "@example", "customer 陳大龍"},
		{"one letter", "l", ""},
		{"a sign that a pattern would read", "8%1", ""},
		{"Chinese, which keys find whole", "大龍", ""},
		{"nothing", "", ""},
	} {
		look(t, db, func(tx desk.Tx) error {
			hits, err := tx.SearchInside(c.text, 10)
			if got := firstHit(hits); got != c.want {
				t.Errorf("%s: SearchInside(%q): got %q, want %q", c.name, c.text, got, c.want)
			}
			return err
		})
	}
	look(t, db, func(tx desk.Tx) error {
		hits, err := tx.Search("陳大龍", 10)
		if len(hits) != 2 || hits[0].What != "+852 9123-4567" || hits[1].Entity != "order" || hits[1].Who != "陳大龍" || hits[1].What == "" {
			t.Errorf("a customer and their order: got %+v", hits)
		}
		few, err2 := tx.Search("陳", 1)
		if len(few) != 1 {
			t.Errorf("with a limit of one: got %d", len(few))
		}
		return errors.Join(err, err2)
	})
}

func searchForgets(t *testing.T, where string) {
	db := Open(t, where)
	searched(t, db)
	do(t, db, func(tx desk.Tx) error {
		c, err := tx.Customer(1)
		if err != nil {
			return err
		}
		c.Person.Name, c.Person.Phone, c.Person.Email = "周星馳", "", ""
		o, err := tx.OrderByNumber(1, "9123")
		if err != nil {
			return err
		}
		o.Platform.Tracking = []string{"NEW777"}
		return errors.Join(tx.PutCustomers([]*customer.Customer{&c}), tx.PutOrder(&o))
	})
	look(t, db, func(tx desk.Tx) error {
		for text, want := range map[string]string{"陳大龍": "", "91234567": "", "chan@": "", "sf123456782": "", "周": "customer 周星馳", "new777": "order 9123!"} {
			hits, err := tx.Search(text, 5)
			if err != nil {
				return err
			}
			if got := firstHit(hits); got != want {
				t.Errorf("Search(%q): got %q, want %q", text, got, want)
			}
		}
		return nil
	})
	if n := count(t, db, `SELECT COUNT(*) FROM search_keys WHERE entity = 'customer' AND id = $1 AND key LIKE '%4567'`, domain.ID(1)); n != 0 {
		t.Errorf("keys of a phone that was taken away: got %d, want 0", n)
	}
}
