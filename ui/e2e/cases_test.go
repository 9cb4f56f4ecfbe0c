//go:build e2e

package e2e

import (
	"archive/zip"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/domain/casefile"
)

// caseDay is somebody at the program who walks one case from its first message
// to its close, by keys alone.
type caseDay struct {
	*seat
	order, id  string // ids in the store: the case has none before it is open
	number     string // the order's
	tee, large string // what the goods are called
	customer   string
	returns    string // the number under which goods come back
	channel    string // the order came by
	shots      string // what the pictures of this walk are called
	pictures   int
}

// caseWalk is one of the cases that a shop meets.
type caseWalk struct {
	name   string
	before func(*caseDay) // what happened to the order; nil: it was shipped and came
	walk   func(*caseDay)
	preset string // of the channel; "": the shop's own
}

// caseWalks are all of them. The default run walks every other one in English
// and the rest in Chinese; all in both where AFTERCARE_ALL_CASES is set.
var caseWalks = slices.Concat(goodsWalks, moneyWalks)

// caseSittings are the windows in which they are walked.
var caseSittings = []struct {
	lang, tee, large, customer string
	width, height              int
	walks                      func(i int, name string) bool
}{
	{"en", "Linen tee, medium", "Linen tee, large", "Priya Nair", 1280, 800, func(i int, _ string) bool { return allCases() || i%2 == 0 }},
	{"zh-Hant", "亞麻上衣（中碼）", "亞麻上衣（大碼）", "陳美玲", 900, 600, func(i int, _ string) bool { return allCases() || i%2 == 1 }},
	{"zh-Hans", "亚麻上衣（中码）", "亚麻上衣（大码）", "陈美玲", 1280, 800, func(_ int, name string) bool { return name == "cancel" }},
}

func allCases() bool { return os.Getenv("AFTERCARE_ALL_CASES") == "1" }

// TestCases walks the cases, each on a store and in a window of its own.
func TestCases(t *testing.T) {
	for _, sitting := range caseSittings {
		t.Run(sitting.lang, func(t *testing.T) {
			t.Parallel() // each language on a screen of its own
			for i, w := range caseWalks {
				if !sitting.walks(i, w.name) {
					continue
				}
				t.Run(w.name, func(t *testing.T) {
					c := &caseDay{number: "A-2001", tee: sitting.tee, large: sitting.large, customer: sitting.customer, shots: "case-" + w.name}
					store := filepath.Join(t.TempDir(), "cases.aftercare")
					c.seat = seatBefore(t, sitting.lang, store, "", func(s *seat) { c.furnish(s, w) })
					c.resize(sitting.width, sitting.height)
					c.find(c.number)
					w.walk(c)
					c.sound()
				})
			}
		})
	}
}

// furnish names the shop and its goods, and lets happen what was before the case.
func (c *caseDay) furnish(s *seat, w caseWalk) {
	c.seat = s
	c.do("shop.begin", obj{"name": "Lamma Linen", "language": s.lang})
	shop := c.do("shop.show", obj{}).(map[string]any)["shop"].(map[string]any)
	// Goodwill is verified at whatever hour and day this runs, and paid that day.
	shop["closing"], shop["rest"] = "23:59", []int{}
	shop["returns"] = "Flat 5A, 12 Tai Nan Street, Sham Shui Po, Hong Kong"
	c.do("shop.save", shop)
	for _, ch := range c.do("channel.list", obj{}).([]any) {
		if ch := ch.(map[string]any); ch["preset"] == cmp.Or(w.preset, "own") {
			c.channel = at(ch, "name")
			ch["channel"], ch["service"] = ch["id"], obj{"kind": "chat", "value": "+852 2345 6789"}
			c.do("channel.save", ch)
		}
	}
	for sku, title := range map[string]string{"TEE-M": c.tee, "TEE-L": c.large} {
		c.do("product.save", obj{"sku": sku, "title": title, "category": "apparel"})
		c.do("stock.receive", obj{"sku": sku, "quantity": 20, "document": "DN-1"})
	}
	c.placed(c.number, "TEE-M", 1, 8)
	c.order = c.recordOf(c.number)
	if w.before == nil {
		w.before = func(c *caseDay) { c.shipped(6); c.came(3) }
	}
	w.before(c)
}

// placed imports an order that was paid so many days ago, at 468 a unit.
func (c *caseDay) placed(number, sku string, units, days int) {
	c.Helper()
	c.placedAt(468, number, sku, units, days)
}

// placedAt is the same at another price, into the channel of the case.
func (c *caseDay) placedAt(price int, number, sku string, units, days int) {
	c.Helper()
	title := map[string]string{"TEE-M": c.tee, "TEE-L": c.large}[sku]
	sum := fmt.Sprintf("%d.00", price*units)
	path := filepath.Join(c.home, number+".csv")
	f, err := os.Create(path)
	if err == nil {
		err = csv.NewWriter(f).WriteAll([][]string{{"Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Created at",
			"Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Shipping Name", "Shipping Address1", "Shipping City", "Shipping Country", "Shipping Phone"},
			{number, "priya@example.com", "paid", benchTime(days), "unfulfilled", "HKD", sum, "0.00", "0.00", sum, benchTime(days),
				itoa(units), title, itoa(price) + ".00", sku, c.customer, "12 Tai Nan St", "Sham Shui Po", "HK", "+852 9123 4567"}})
		f.Close()
	}
	if err == nil {
		_, err = c.ask("import", path, "--channel", c.channel)
	}
	if err != nil {
		c.Fatal(err)
	}
}

const caseTracking = "SF1456220920001"

// shipped lets the order leave so many days ago, came lets it arrive.
func (c *caseDay) shipped(days int) {
	c.Helper()
	c.do("order.ship", obj{"order": json.Number(c.order), "carrier": "SF Express", "tracking": caseTracking, "weight": 840, "packed": daysAgo(days), "left": daysAgo(days)})
}

func (c *caseDay) came(days int) {
	c.Helper()
	c.do("order.sign_off", obj{"order": json.Number(c.order), "at": daysAgo(days), "source": "carrier"})
}

// see keeps what stands there now, under the next number of the walk.
func (c *caseDay) see(what string) {
	c.Helper()
	c.pictures++
	c.shot(fmt.Sprintf("%s-%02d-%s", c.shots, c.pictures, what))
}

// opens begins a case on the order that is shown; tail are keys from the remedy
// on, the first of which leaves it.
func (c *caseDay) opens(reason string, remedy casefile.Remedy, tail ...string) {
	c.Helper()
	c.press("ctrl+n")
	all := casefile.Reasons()
	i := slices.IndexFunc(all, func(r casefile.Reason) bool { return r.Code == reason })
	c.pick(i)
	if at := slices.Index(all[i].Remedies, remedy); at > 0 {
		c.blind("Tab")
		c.pick(at)
		c.blind(tail...)
	} else {
		c.blind(append([]string{"Tab"}, tail...)...)
	}
	c.see("opening")
	c.press("ctrl+s")
	v := c.kept("case.list", `{"limit":1}`, map[string]string{"rows.0.reason": reason, "rows.0.remedy": string(remedy), "rows.0.order_number": c.number})
	c.id = at(v, "rows.0.id")
	c.rest()
	c.see("open")
}

// pick opens the list of the choice that has the keyboard and takes a line of it,
// counted from 0.
func (c *caseDay) pick(line int) {
	c.Helper()
	c.press("Return")
	for range line {
		c.press("Down")
	}
	c.press("Return")
}

// file holds the case against what is expected of it.
func (c *caseDay) file(want map[string]string) any {
	c.Helper()
	v := c.kept("case.show", fmt.Sprintf(`{"case":%s}`, c.id), want)
	c.rest()
	return v
}

// next waits until the case stands at a step.
func (c *caseDay) next(step casefile.StepCode) {
	c.Helper()
	c.file(map[string]string{"next.code": string(step)})
}

// writes sends the message that the step asks for, and is back at the case, which
// then stands at another step.
func (c *caseDay) writes(template string, then casefile.StepCode) {
	c.Helper()
	c.rest() // what is kept may not be shown yet, and the key writes for the step that is
	c.press("ctrl+e")
	c.see("write-" + template)
	c.press("ctrl+s")
	c.next(then)
	v, err := c.ask("do", "message.list", fmt.Sprintf(`{"entity":"case","id":%s}`, c.id))
	if err != nil {
		c.Fatal(err)
	}
	if all := v.([]any); at(all[len(all)-1], "template") != template {
		c.Errorf("the last message is %v, want one of %s", all[len(all)-1], template)
	}
}

// takes does the step that is now with keys, and waits for the one after it.
func (c *caseDay) takes(what string, then casefile.StepCode, keys ...string) {
	c.Helper()
	c.press("Return")
	c.see(what)
	c.press(keys...)
	c.next(then)
}

// agrees grants the remedy.
func (c *caseDay) agrees() {
	c.Helper()
	c.press("Return")
	v := c.file(map[string]string{"state": "agreed"})
	c.returns = at(v, "return")
	c.see("agreed")
}

// photos gives the case pictures from a phone, by their paths.
func (c *caseDay) photos(names ...string) {
	c.Helper()
	c.press("ctrl+o")
	for i, name := range names {
		path := filepath.Join(c.home, name)
		if err := savePhoto(path, i); err != nil {
			c.Fatal(err)
		}
		if i > 0 {
			c.press("Return")
		}
		c.write(path)
	}
	c.see("photos")
	c.press("ctrl+s")
	c.file(map[string]string{"photos": itoa(len(names)), "files.0.name": names[0], "files.0.photo": "true", fmt.Sprintf("files.%d", len(names)): ""})
	c.see("photos-kept")
	c.press("Escape")
}

// zips makes the ZIP of the entry that is open and finds the files in it.
func (c *caseDay) zips(name string, files ...string) {
	c.Helper()
	c.press("ctrl+o")
	var found []string
	if !until(patience, func() bool {
		found, _ = filepath.Glob(filepath.Join(c.home, "data", "*", "papers", name+"*.zip"))
		return len(found) > 0
	}) {
		c.Fatalf("no %s.zip was made", name)
	}
	z, err := zip.OpenReader(found[0])
	if err != nil {
		c.Fatal(err)
	}
	defer z.Close()
	for _, name := range files {
		if !slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.HasSuffix(f.Name, name) && f.UncompressedSize64 > 0 }) {
			c.Errorf("%s is not in the ZIP", name)
		}
	}
	c.see("zip")
}

// sendsLabel makes the return label by its form and reads it.
func (c *caseDay) sendsLabel() {
	c.Helper()
	c.takes("label", casefile.WaitParcel, "ctrl+s")
	label := c.paper("label-" + c.returns)
	c.codes(label, "QR-Code:"+c.returns, "CODE-128:"+c.returns)
	c.reads(label, sizeLabel, c.returns, "Sham Shui Po", c.number)
	c.see("label-made")
}

// comesBack notes that the goods are on their way, takes the parcel in at the
// intake desk by keys, "~" for Enter, and is back at the case.
func (c *caseDay) comesBack(keys string) {
	c.Helper()
	c.press("Return")
	c.write("SF1456220930002")
	c.see("sent-back")
	c.press("Return")
	c.file(map[string]string{"parcel": "on_its_way", "tracking": "SF1456220930002"})
	c.press("Return")
	c.scan(c.returns)
	c.see("intake")
	c.digits(keys)
	c.file(map[string]string{"parcel": "inspected"})
	c.see("intake-done")
	c.press("ctrl+3")
	c.see("taken-in")
}

// digits presses keys, Enter for each "~".
func (c *caseDay) digits(keys string) {
	c.Helper()
	for _, k := range keys {
		c.press(strings.ReplaceAll(string(k), "~", "Return"))
	}
}

// sendsAgain goes from the case to the order that was made for it, which has no
// price, a note and a ship-by of its own, prints its packing slip, ships it, lets
// it arrive, and goes back to the case.
func (c *caseDay) sendsAgain(number string) {
	c.Helper()
	request := fmt.Sprintf(`{"order":%s}`, c.recordOf(number))
	v := c.kept("order.show", request, map[string]string{"number": number, "total.minor": "0", "state": "paid", "for_case": c.id, "notes.0.kind": "system"})
	if at(v, "force.due.day") == "" {
		c.Errorf("%s has no ship-by", number)
	}
	c.press("Return")
	c.see("again")
	c.press("ctrl+p")
	c.reads(c.paper("slip-"+number), sizeA5, number)
	c.press("Return")
	c.write("SF1456220940003")
	c.press("Tab")
	c.write("SF Express")
	c.see("again-shipping")
	c.press("ctrl+s")
	c.kept("order.show", request, map[string]string{"state": "shipped", "shipments.0.tracking": "SF1456220940003"})
	c.rest()
	c.press("Return", "Return")
	c.kept("order.show", request, map[string]string{"state": "delivered"})
	c.see("again-came")
	c.press("ctrl+3")
}

// refunds files the refund of the case with keys after its form came up, tells
// the customer, books it as paid and tells them again: the plan's steps in turn.
func (c *caseDay) refunds(minor string, keys ...string) {
	c.Helper()
	c.refundsUntil(casefile.Confirm, minor, keys...)
}

// refundsUntil is the same where the plan goes on with another step.
func (c *caseDay) refundsUntil(then casefile.StepCode, minor string, keys ...string) {
	c.Helper()
	c.press("Return")
	c.see("refund")
	c.press(keys...)
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "1", "rows.0.state": "filed", "rows.0.amount.minor": minor, "rows.0.order_number": c.number})
	c.writes("refund_filed", casefile.Paid)
	c.press("Return")
	c.see("to-pay")
	c.press("Return")
	c.see("paying")
	c.press("Return")
	c.kept("refund.list", `{"limit":5}`, map[string]string{"count": "1", "rows.0.state": "paid", "rows.0.amount.minor": minor})
	c.kept("ledger.show", `{}`, map[string]string{"rows.0.amount.minor": minor, "rows.0.direction": "out", "rows.0.purpose": "goods", "rows.1": ""})
	c.press("ctrl+3")
	c.writes("refund_paid", then)
}

// claim opens an entry of the register by its number and holds it against what
// is expected.
func (c *caseDay) claim(number string, want obj) {
	c.Helper()
	c.find(number)
	c.see("claim")
	c.entry(want)
}

// entry holds the case's entry of the register against what is expected.
func (c *caseDay) entry(want obj) {
	c.Helper()
	all := map[string]string{}
	for path, v := range want {
		all["0."+path] = fmt.Sprint(v)
	}
	c.kept("claim.of_case", fmt.Sprintf(`{"case":%s}`, c.id), all)
	c.rest()
}

// moves does the next thing of the entry: its key opens the form, keys fill and
// send it.
func (c *caseDay) moves(what, state string, keys ...string) {
	c.Helper()
	c.press("Return")
	c.see(what)
	c.press(keys...)
	c.entry(obj{"state": state})
}

// closes ends the case with a content customer and a lesson, counted from 1 as the
// list of them stands.
func (c *caseDay) closes(lesson int, words string) {
	c.Helper()
	c.press("Return")
	c.press("Left", "Left", "Tab")
	c.pick(lesson)
	c.press("Tab")
	c.write(words)
	c.see("closing")
	c.press("ctrl+s")
	change := casefile.Changes()[lesson-1]
	c.file(map[string]string{"state": "closed", "content": "yes", "lessons.0.change": string(change), "lessons.0.note": words})
	c.see("closed")
}

// holds says how many units of a product stand where.
func (c *caseDay) holds(sku string, want map[string]string) {
	c.Helper()
	levels := map[string]string{}
	for place, n := range want {
		levels["level."+place] = n
	}
	c.kept("stock.show", fmt.Sprintf(`{"sku":%q}`, sku), levels)
}
