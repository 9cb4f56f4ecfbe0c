//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// daysAgo is noon of the shop's day so many days ago.
func daysAgo(n int) time.Time {
	zone := time.FixedZone("HKT", 8*3600)
	y, m, d := time.Now().In(zone).AddDate(0, 0, -n).Date()
	return time.Date(y, m, d, 12, 0, 0, 0, zone)
}

// parcels takes in ten: clean, short, over, another item, none, two cases in one,
// one that nobody knows, one that was refused, one that was misused, and one with
// another serial number. The tenth asks for the pile.
func (b *benchDay) parcels() {
	b.Helper()
	photos := filepath.Join(b.home, "phone")
	if err := os.Mkdir(photos, 0o700); err != nil {
		b.Fatal(err)
	}
	b.do("intake.set", obj{"photos": photos})
	b.press("ctrl+4")
	b.takes(b.returns["clean"], "9~11~", with(found("1", "new", "restock"), "parcel.state", "put_away", "case.items.0.accepted", "1"))
	b.shot("30-desk-clean")
	b.takes(b.returns["short"], "91~", map[string]string{"parcel.state": "opened", "parcel.inspections.0.counts.0.counted": "1"})
	b.killed()
	b.keys("112~") // that is all; new; to be mended by the shop
	b.kept("parcel.show", `{"parcel":2}`, with(found("1", "new", "refurbish"), "parcel.state", "put_away", "case.items.0.counted", "1"))
	b.rest()
	b.takes(b.returns["over"], "92~11~", with(found("2", "new", "restock"), "case.items.0.counted", "2", "case.items.0.accepted", "1"))
	b.wrong(photos)
	b.takes(b.returns["empty"], "90~1~", map[string]string{"parcel.inspections.0.counts.0.counted": "0", "parcel.inspections.0.counts.0.grade": "", "case.items.0.accepted": "0"})
	b.two()
	b.unknown()
	b.takes(benchTracking(8), "9~11~", with(found("1", "new", "restock"), "parcel.how", "refused", "case.reason", "refused", "case.items.0.accepted", "1"))
	b.shot("32-desk-refused")
	b.takes(b.returns["misuse"], "9~747~", with(found("1", "damaged", "customer"), "parcel.inspections.0.counts.0.misuse", "true", "case.items.0.accepted", "0"))
	label := b.paper("label-" + b.returns["misuse"])
	b.codes(label, "QR-Code:"+b.returns["misuse"])
	b.reads(label, sizeLabel, b.returns["misuse"], "Priya Nair")
	b.number++
	b.scan(b.returns["serial"])
	b.keys("111")
	b.scan("SN9900000001") // the check of the serial number takes it, and fails
	b.shot("33-desk-serial")
	b.keys("9~11~")
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), map[string]string{"parcel.inspections.0.serial": "SN9900000001", "parcel.inspections.0.checks.3.mark": "fail",
		"parcel.state": "put_away", "case.items.0.accepted": "0"})
	b.rest()
	b.shot("34-desk-pile")
	b.press("Return") // ten lie there
	b.scan(b.returns["clean"])
	b.kept("parcel.list", `{"limit":20}`, map[string]string{"9.number": b.returns["clean"], "10": ""})
}

// killed ends the program in the middle of a checklist: what was ticked is there
// when the desk opens again.
func (b *benchDay) killed() {
	b.Helper()
	b.program.Process.Kill()
	<-b.ended
	b.start()
	b.resize(b.width, b.height)
	b.press("ctrl+4", "1")
	b.shot("31-desk-again")
}

// wrong takes another item than was announced, by its barcode, with a photo from
// the folder of a phone.
func (b *benchDay) wrong(photos string) {
	b.Helper()
	b.number++
	b.scan(b.returns["wrong"])
	b.scan("CUPR-77")
	b.shot("35-desk-other")
	b.press("1")
	b.effect("a picture in the folder", func() {
		if err := savePhoto(filepath.Join(photos, "IMG_0001.jpg"), 0); err != nil {
			b.Fatal(err)
		}
	})
	b.press("5")
	b.shot("36-desk-photo")
	b.keys("9~48~") // damaged, decided later
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), with(found("1", "damaged", "later"), "parcel.state", "inspected", "parcel.photos.0.name", "IMG_0001.jpg",
		"parcel.inspections.0.counts.0.came_sku", "CUP-R", "parcel.inspections.0.checks.2.mark", "fail", "case.items.0.accepted", "0"))
	b.rest()
	b.kept("stock.show", `{"sku":"CUP-R"}`, map[string]string{"level.quarantine": "1", "ledger.0.cause": "returned"})
}

// two takes the goods of two cases out of one parcel.
func (b *benchDay) two() {
	b.Helper()
	b.number++
	b.scan(b.returns["two"])
	b.keys("9~111")
	b.write(strings.TrimPrefix(b.returns["two2"], "R-"))
	b.press("Return")
	b.keys("~22~")
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), with(found("1", "new", "restock"), "parcel.inspections.0.counts.1.grade", "like_new",
		"parcel.inspections.0.counts.1.disposition", "refurbish", "parcel.state", "put_away"))
	b.kept("case.show", `{"case":7}`, map[string]string{"return": b.returns["two2"], "parcel": "inspected", "items.0.accepted": "1"})
	b.rest()
}

// unknown registers a parcel that nobody announced and says later whose it is.
func (b *benchDay) unknown() {
	b.Helper()
	b.number++
	b.scan("YT7488203199001")
	b.shot("37-desk-unknown")
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), map[string]string{"parcel.state": "unidentified", "parcel.number": "U-0001"})
	b.press("4")
	b.write(strings.TrimPrefix(b.returns["unknown"], "R-"))
	b.press("Return")
	b.keys("9~11~")
	b.kept("parcel.show", fmt.Sprintf(`{"parcel":%d}`, b.number), with(found("1", "new", "restock"), "parcel.state", "put_away", "case.return", b.returns["unknown"]))
	b.rest()
}
