//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
)

// repairs takes six through the bench: covered, covered in part, quoted and
// declined, by the maker, beyond repair, and one with a loaner.
func (b *benchDay) repairs() {
	b.Helper()
	b.press("ctrl+5")
	b.number = 1
	b.find("J-0001")
	b.stage("", "confirmed")
	b.stage("", "received")
	b.printed("intake-J-0001", "J-0001", "No sound on the left.", "SN8800110")
	b.stage("scratched grille", "checked")
	b.stage("left driver dead", "diagnosed")
	for job := 2; job <= 6; job++ {
		for _, e := range []obj{{"event": "receive"}, {"event": "check", "finding": obj{"condition": "scratched grille"}}, {"event": "diagnose", "finding": obj{"fault": "left driver dead", "kind": "sound"}}} {
			e["job"] = job
			b.do("repair.step", e)
		}
	}
	b.finish(1)
	b.printed("repair-J-0001", "J-0001", "New driver", "HK$0.00")
	b.stage("", "closed")

	b.quoted(2, "Lid", "30")
	b.printed("quote-J-0002", "J-0002", "Lid", "HK$30.00")
	b.stage("Priya Nair", "approved")
	b.stage("", "repairing")
	b.stage("New lid", "tested")
	b.press("Return")
	b.blind("Tab", "Tab", "Tab", "Tab", "Tab")
	b.write("cash")
	b.press("ctrl+s")
	b.job(2, map[string]string{"state": "returned", "bill.total.minor": "3000", "paid_how": "cash"})
	b.printed("repair-J-0002", "J-0002", "New lid", "HK$30.00")

	b.quoted(3, "Amplifier", "900")
	b.menu(1) // decline
	b.press("ctrl+s")
	b.job(3, map[string]string{"state": "quote_declined", "quotes.0.answer": "declined", "bill.total.minor": "0"})
	b.stage("", "returned")
	b.printed("unrepaired-J-0003", "J-0003")

	b.find("J-0004")
	b.menu(4) // to the maker
	b.write("Kwun Tong Audio")
	b.press("Tab")
	b.write("RMA-1")
	b.press("ctrl+s")
	b.job(4, map[string]string{"state": "away", "legs.0.workshop": "Kwun Tong Audio", "legs.0.number": "RMA-1"})
	b.press("Return")
	b.write("new driver")
	b.press("Tab", "Tab")
	b.write("90")
	b.press("ctrl+s")
	b.job(4, map[string]string{"state": "repairing", "legs.0.cost.minor": "9000", "legs.0.result": "new driver"})

	b.find("J-0005")
	b.menu(5) // beyond repair
	b.write("Board corroded")
	b.press("ctrl+s")
	b.job(5, map[string]string{"state": "beyond_repair"})
	b.stage("", "replaced")
	b.job(5, map[string]string{"instead.order": "A-1016-X1"})
	b.kept("order.list", `{"filter":"open","limit":5}`, map[string]string{"count": "1", "rows.0.number": "A-1016-X1"})
	b.shot("38-bench-replaced")
	b.stage("", "closed")
	b.loaner()
}

// loaner lends one, which bars the close until it is back.
func (b *benchDay) loaner() {
	b.Helper()
	b.find("J-0006")
	b.menu(7) // lend
	b.write("Loan speaker")
	b.press("Tab")
	b.write("LOAN")
	b.press("ctrl+s")
	b.job(6, map[string]string{"loaner.sku": "LOAN", "loaner.back": ""})
	b.kept("stock.show", `{"sku":"LOAN"}`, map[string]string{"level.loan": "1", "level.shelf": "0"})
	b.finish(6)
	b.press("Return", "ctrl+s")
	b.job(6, map[string]string{"state": "returned"})
	b.shot("39-bench-loaner")
	b.press("Escape")
	b.menu(0) // the loaner is back
	b.press("ctrl+s")
	b.kept("stock.show", `{"sku":"LOAN"}`, map[string]string{"level.loan": "0", "level.shelf": "1"})
	b.rest()
	b.stage("", "closed")
}

// ledger holds the stock of the goods against all that happened to them since the
// shop keeps count, and the
// number that stands against the sum of what moved.
func (b *benchDay) ledger() {
	b.Helper()
	v := b.kept("stock.show", `{"sku":"SPK-S2"}`, map[string]string{"level.shelf": "47", "level.bench": "2", "level.gone": "1", "level.quarantine": "1", "level.reserved": "1", "free": "46"})
	sum := map[string]int{}
	for i := 0; at(v, fmt.Sprintf("ledger.%d.sku", i)) != ""; i++ {
		var m struct {
			From, To string
			Quantity int
		}
		raw, _ := json.Marshal(v.(map[string]any)["ledger"].([]any)[i])
		if err := json.Unmarshal(raw, &m); err != nil {
			b.Fatal(err)
		}
		sum[m.From] -= m.Quantity
		sum[m.To] += m.Quantity
	}
	for place, n := range sum {
		if got := at(v, "level."+place); place != "" && got != itoa(n) {
			b.Errorf("%s units are at %s, and %d by the ledger", got, place, n)
		}
	}
}

// stage goes on with the job by Enter, writes what its first field asks, and
// sends it.
func (b *benchDay) stage(words, state string) {
	b.Helper()
	b.press("Return")
	if words != "" {
		b.write(words)
	}
	b.press("ctrl+s")
	b.job(b.number, map[string]string{"state": state})
}

// finish repairs a job that the warranty covers and gives the item back.
func (b *benchDay) finish(job int) {
	b.Helper()
	b.number = job
	b.stage("", "repairing")
	b.stage("New driver", "tested")
	b.stage("", "returned")
}

// quoted makes a quote on a line that the customer pays, for misuse.
func (b *benchDay) quoted(job int, what, price string) {
	b.Helper()
	b.number = job
	b.find(fmt.Sprintf("J-%04d", job))
	b.menu(2)
	b.write(what)
	b.blind("Tab", "Tab", "Tab")
	b.write(price)
	b.blind("Tab")
	b.press("Return", "Down", "Down", "Return", "ctrl+s")
	b.job(job, map[string]string{"state": "quoted", "quotes.0.total.minor": price + "00", "work.0.excluded": "misuse"})
}

// menu opens what may be done besides and takes a line of it, counted from 0.
func (b *benchDay) menu(line int) {
	b.Helper()
	b.press("ctrl+period")
	for range line {
		b.press("Down")
	}
	b.press("Return")
}

func (b *benchDay) job(n int, want map[string]string) {
	b.Helper()
	b.number = n
	b.kept("repair.show", fmt.Sprintf(`{"job":%d}`, n), want)
	b.rest()
}

// printed makes the newest paper of the job by its key, and reads it.
func (b *benchDay) printed(name string, words ...string) {
	b.Helper()
	b.press("ctrl+p")
	b.reads(b.paper(name), sizeA5, words...)
	b.rest()
}
