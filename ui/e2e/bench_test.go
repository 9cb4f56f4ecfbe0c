//go:build e2e

package e2e

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// benchDay is a day at the intake desk and the repair bench: ten parcels of all
// kinds and six repairs, by keys alone.
type benchDay struct {
	*seat
	speaker, cup string // what the goods are called
	returns      map[string]string
	number       int // of the parcel that came last
}

// benchOrders are the orders of the day, by what becomes of each. The goods have
// serial numbers and are counted.
var benchOrders = []string{"clean", "short", "over", "wrong", "empty", "two", "two2", "unknown", "refused", "misuse", "serial",
	"covered", "partly", "declined", "maker", "beyond", "loaner"}

// TestBench takes ten parcels and six repairs through the window, in English at
// its full size and in Chinese at its smallest, and holds each against the store,
// the stock's ledger and the papers.
func TestBench(t *testing.T) {
	for _, d := range []struct {
		lang, speaker, cup string
		width, height      int
	}{{"en", "Bluetooth speaker, slate", "Red cup", 1280, 800}, {"zh-Hant", "藍牙喇叭（石板灰）", "紅色杯", 900, 600}} {
		t.Run(d.lang, func(t *testing.T) {
			t.Parallel() // each on a screen of its own
			store := filepath.Join(t.TempDir(), "bench.aftercare")
			b := &benchDay{speaker: d.speaker, cup: d.cup, returns: map[string]string{}}
			b.seat = seatBefore(t, d.lang, store, "", b.furnish)
			b.resize(d.width, d.height)
			b.parcels()
			b.repairs()
			b.ledger()
			b.sound()
		})
	}
}

// do calls a verb and gives its answer.
func (s *seat) do(verb string, request any) any {
	s.Helper()
	raw, err := json.Marshal(request)
	if err != nil {
		s.Fatal(err)
	}
	v, err := s.ask("do", verb, string(raw))
	if err != nil {
		s.Fatal(err)
	}
	return v
}

type obj = map[string]any

// furnish names the shop, its goods, and what left it in the last days.
func (b *benchDay) furnish(s *seat) {
	b.seat = s
	b.do("shop.begin", obj{"name": "Lamma Audio", "language": s.lang})
	b.do("product.save", obj{"sku": "SPK-S2", "title": b.speaker, "category": "electronics", "warranty": 12, "serials": true, "barcode": "4891008776129"})
	b.do("product.save", obj{"sku": "CUP-R", "title": b.cup, "category": "general", "barcode": "CUPR-77"})
	b.do("product.save", obj{"sku": "LOAN", "title": "Loan speaker", "category": "electronics"})
	b.do("stock.receive", obj{"sku": "SPK-S2", "quantity": 40, "document": "DN-1"})
	b.do("stock.receive", obj{"sku": "LOAN", "quantity": 1, "document": "DN-1"})
	rows := [][]string{{"Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Created at",
		"Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Shipping Name", "Shipping Address1", "Shipping City", "Shipping Country", "Shipping Phone"}}
	for i, name := range benchOrders {
		n := benchUnits(name)
		rows = append(rows, []string{fmt.Sprintf("A-%d", 1001+i), "b@example.com", "paid", benchTime(8), "unfulfilled", "HKD", fmt.Sprintf("%d.00", 468*n), "0.00", "0.00", fmt.Sprintf("%d.00", 468*n),
			benchTime(8), itoa(n), b.speaker, "468.00", "SPK-S2", "Priya Nair", "12 Tai Nan St", "Sham Shui Po", "HK", fmt.Sprintf("+852 9123 45%02d", i)})
	}
	path := filepath.Join(b.home, "orders.csv")
	f, err := os.Create(path)
	if err == nil {
		err = csv.NewWriter(f).WriteAll(rows)
		f.Close()
	}
	if err == nil {
		_, err = s.ask("import", path)
	}
	if err != nil {
		s.Fatal(err)
	}
	for i, name := range benchOrders {
		b.leaves(i, name)
	}
}

func benchUnits(name string) int {
	if name == "short" {
		return 2
	}
	return 1
}

// benchTime is so many days ago at noon of the shop, as a file writes it.
func benchTime(days int) string { return daysAgo(days).Format("2006-01-02 15:04:05 -0700") }

func benchTracking(i int) string { return fmt.Sprintf("SF14562209%04d", i) }

// leaves ships the order of a number; most come to their customer, and half are
// asked to come back.
func (b *benchDay) leaves(i int, name string) {
	order := i + 1
	serials := []string{fmt.Sprintf("SN88%04d0", i), fmt.Sprintf("SN88%04d1", i)}[:benchUnits(name)]
	b.do("order.ship", obj{"order": order, "carrier": "SF Express", "tracking": benchTracking(i), "weight": 840, "serials": serials, "packed": daysAgo(6), "left": daysAgo(6)})
	if name == "refused" {
		return
	}
	b.do("order.sign_off", obj{"order": order, "at": daysAgo(3), "source": "carrier"})
	if i >= 11 {
		b.do("repair.request", obj{"order": order, "line": 1, "serial": serials[0], "channel": "counter", "problem": "No sound on the left."})
		return
	}
	v := b.do("case.open", obj{"order": order, "reason": "changed_mind", "remedy": "return_refund", "received": true, "worn": "no", "tags": "yes", "items": []obj{{"line": 1, "quantity": benchUnits(name)}}})
	b.returns[name] = at(v, "return")
	id := at(v, "id")
	b.do("case.agree", obj{"case": json.Number(id)})
}

// takes presses keys after a scan and holds what came of the parcel against the
// store.
func (b *benchDay) takes(code string, keys string, want map[string]string) {
	b.Helper()
	b.number++
	b.scan(code)
	b.keys(keys)
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), want)
	b.rest()
}

// keys presses digits, and Enter for each "~".
func (b *benchDay) keys(keys string) {
	b.Helper()
	for _, k := range keys {
		b.press(strings.ReplaceAll(string(k), "~", "Return"))
	}
}

func found(counted, grade, way string) map[string]string {
	return map[string]string{"parcel.inspections.0.counts.0.counted": counted, "parcel.inspections.0.counts.0.grade": grade, "parcel.inspections.0.counts.0.disposition": way}
}

// with adds facts to those that a parcel is held against.
func with(facts map[string]string, more ...string) map[string]string {
	for i := 0; i < len(more); i += 2 {
		facts[more[i]] = more[i+1]
	}
	return facts
}
