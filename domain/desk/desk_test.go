package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/desk"
	"aftercare/domain/desk/sample"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/repair"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
	seals "aftercare/storage/seal"
)

// counter is a real desk on a temporary store with a clock that a test moves.
type counter struct {
	*desk.Desk
	t     testing.TB
	store *storage.DB
	now   time.Time
	ctx   context.Context
	file  string // the store's
}

// quick seals PINs faster than a shop would want it.
var quick = seals.Argon2{Memory: 64, Passes: 1, Lanes: 1}

var hk = time.FixedZone("HKT", 8*3600)

func presets(t testing.TB) desk.Presets {
	t.Helper()
	out := desk.Presets{Policies: map[string]channel.Policy{}}
	read := func(name string, into any) {
		b, err := assets.FS.ReadFile(name)
		if err == nil && into != nil {
			err = json.Unmarshal(b, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"own", "yoho", "taobao", "whatnot"} {
		var p channel.Policy
		read("presets/"+name+".json", &p)
		out.Policies[name] = p
	}
	read("presets/checklists.json", &out.Checklists)
	read("presets/carriers.json", &out.Carriers)
	for _, region := range []string{"hk", "cn"} {
		f, err := assets.FS.Open("calendars/" + region + ".ics")
		if err != nil {
			t.Fatal(err)
		}
		h, err := exchange.ReadCalendar(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		h.Region = region
		out.Holidays = append(out.Holidays, h)
	}
	return out
}

func open(t testing.TB) *counter {
	t.Helper()
	c := &counter{t: t, now: time.Date(2026, 3, 2, 10, 0, 0, 0, hk), ctx: context.Background()}
	db, err := storage.Open(c.ctx, filepath.Join(t.TempDir(), "shop.aftercare"), storage.Options{Now: func() time.Time { return c.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c.store = db
	c.Desk = desk.New(desk.Parts{Store: db.Desk(), Now: func() time.Time { return c.now }, Presets: presets(t), Blobs: blob.In(t.TempDir()), Seals: quick})
	c.file = c.store.Path()
	return c
}

func begun(t testing.TB) *counter {
	t.Helper()
	c := open(t)
	sh, err := c.Begin(c.ctx, desk.FirstStart{Name: "Lamma Supply", Language: "en"})
	c.must(err)
	sh.Person, sh.Returns = "Mei", "9 Ferry St"
	_, err = c.SaveShop(c.ctx, sh)
	c.must(err)
	return c
}

func (c *counter) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *counter) refused(err error, code string) {
	c.t.Helper()
	if !errors.Is(err, domain.Code(code)) {
		c.t.Errorf("answer = %v, want %s", err, code)
	}
}

// file is a made-up export.
type file []order.Facts

func (f file) About() desk.About { return desk.About{Name: "test.csv", Preset: "own"} }

func (f file) Progress() float64 { return 1 }

func (f file) Close() error { return nil }

func (f file) Orders(ctx context.Context, each func(order.Facts) error) error {
	for _, x := range f {
		if err := errors.Join(ctx.Err(), each(x)); err != nil {
			return err
		}
	}
	return nil
}

func hkd(minor int64) money.Amount { return money.Of(minor, "HKD") }

func facts(number string, placed time.Time) order.Facts {
	return order.Facts{Number: number, State: order.Paid, Placed: placed, Paid: placed, Currency: "HKD", Shipping: hkd(1000), Total: hkd(11000), PaidSum: hkd(11000),
		Customer: order.Person{Name: "陳大文", Phone: "+852 6123 8840"}, Rows: []int{2}, Lines: []order.LineFacts{{SKU: "MUG", Title: "Mug", Quantity: 2, Price: hkd(5000)}}}
}

func (c *counter) channel(preset string) channel.Channel {
	c.t.Helper()
	ch, err := c.ChannelFor(c.ctx, preset)
	c.must(err)
	return ch
}

// order takes one order in on a channel and gives it as its page shows it.
func (c *counter) order(preset string, f order.Facts) desk.OrderView {
	c.t.Helper()
	report, err := c.Import(c.ctx, file{f}, c.channel(preset).ID, nil)
	c.must(err)
	if report.Counts[desk.Created] != 1 {
		c.t.Fatalf("import = %+v", report)
	}
	v, err := c.OrderNumbered(c.ctx, f.Number)
	c.must(err)
	return v
}

func (c *counter) delivered(preset, number string) desk.OrderView {
	c.t.Helper()
	f := facts(number, c.now.AddDate(0, 0, -4))
	f.State, f.ShippedAt, f.Delivered = order.Delivered, c.now.AddDate(0, 0, -3), c.now.AddDate(0, 0, -1)
	return c.order(preset, f)
}

func TestDesk_Begin_once(t *testing.T) {
	c := open(t)
	_, err := c.Setup(c.ctx)
	c.refused(err, "missing.shop")
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: " ", Language: "en"})
	c.refused(err, "field.required")
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: "A", Language: "en"})
	c.must(err)
	_, err = c.Begin(c.ctx, desk.FirstStart{Name: "B", Language: "en"})
	c.refused(err, "shop.begun")
	setup, err := c.Setup(c.ctx)
	c.must(err)
	if len(setup.Channels) != 4 || len(setup.Checklists) != 5 || len(setup.Holidays) != 2 || setup.Shop.Name != "A" {
		t.Errorf("setup = %d channels, %d checklists, %d calendars, %q", len(setup.Channels), len(setup.Checklists), len(setup.Holidays), setup.Shop.Name)
	}
}

func TestDesk_AgreeDelay_movesTheList(t *testing.T) {
	c := begun(t)
	o := c.order("yoho", facts("Y1", c.now))
	c.now = time.Date(2026, 3, 5, 12, 0, 0, 0, hk)
	_, err := c.AgreeDelay(c.ctx, desk.DelayRequest{Order: o.ID, Agreement: order.Agreement{Date: "2026-03-12", Terms: "second batch", By: "陳大文", How: "whatsapp", When: c.now.Add(-time.Hour), Reason: "maker late"}})
	c.must(err)
	for _, x := range []struct {
		day  int
		want order.Standing
		n    int
	}{{6, order.Agreed, 1}, {12, order.DueToday, 1}, {13, order.Overdue, 1}} {
		c.now = time.Date(2026, 3, x.day, 0, 0, 0, 0, hk)
		today, err := c.Today(c.ctx)
		c.must(err)
		ship := slices.DeleteFunc(today.Tasks, func(k desk.Task) bool { return k.Step != "" })
		if len(ship) != x.n || ship[0].Standing != x.want {
			t.Errorf("on %d March: %+v, want %s", x.day, today.Tasks, x.want)
		}
	}
	_, err = c.Ship(c.ctx, desk.ShipRequest{Order: o.ID, Shipping: order.Shipping{Carrier: "SF", Tracking: "SF12345678"}})
	c.must(err)
	today, err := c.Today(c.ctx)
	c.must(err)
	if len(today.Tasks) != 0 {
		t.Errorf("shipped, and still on Today: %+v", today.Tasks)
	}
}

func TestDesk_SaveChannel_datesAnew(t *testing.T) {
	c := begun(t)
	o := c.order("own", facts("LS-1", c.now))
	ch := c.channel("own")
	ch.Policy.DayToShip.Amount = 5
	ch, err := c.SaveChannel(c.ctx, ch)
	c.must(err)
	if ch.Policy.Version != 2 {
		t.Errorf("version = %d", ch.Policy.Version)
	}
	dated, err := c.Order(c.ctx, o.ID)
	c.must(err)
	if o.Force.Due.Day != "2026-03-05" || dated.Force.Due.Day != "2026-03-09" {
		t.Errorf("dates: %s, then %s", o.Force.Due.Day, dated.Force.Due.Day)
	}
	ch.Policy.DayToShip.Amount = -1
	_, err = c.SaveChannel(c.ctx, ch)
	c.refused(err, "term.amount")
}

func TestDesk_SaveShop_secondIsToldOfTheFirst(t *testing.T) {
	c := begun(t)
	setup, err := c.Setup(c.ctx)
	c.must(err)
	mine, theirs := setup.Shop, setup.Shop
	theirs.Phone = "1"
	_, err = c.SaveShop(c.ctx, theirs)
	c.must(err)
	_, err = c.SaveShop(c.ctx, mine)
	c.refused(err, "store.conflict")
}

// The sample shop holds a case at each step and a job at each stage, and the
// same seed and day make the same one.
func TestSample(t *testing.T) {
	make := func() *counter {
		c := open(t)
		c.now = time.Date(2026, 3, 12, 10, 40, 0, 0, hk)
		c.must(sample.Make(c.ctx, c.Parts, sample.Wish{Seed: 1, Day: c.now, Orders: 600}))
		return c
	}
	a, b := make(), make()
	jobs, _, err := a.Repairs(a.ctx, desk.JobQuery{Limit: 100})
	a.must(err)
	stages := map[repair.State]bool{}
	for _, j := range jobs {
		stages[j.State] = true
	}
	for _, s := range repair.Life.States() {
		if !stages[s] {
			t.Errorf("no repair at %s", s)
		}
	}
	cases, _, err := a.Cases(a.ctx, desk.CaseQuery{Limit: 200})
	a.must(err)
	steps := map[casefile.StepCode]bool{}
	for _, k := range cases {
		if s, ok := k.Now(); ok {
			steps[s.Code] = true
		}
	}
	for _, s := range []casefile.StepCode{casefile.Reply, casefile.Decide, casefile.Instructions, casefile.WaitParcel, casefile.Intake, casefile.Look, casefile.Consent, casefile.Replacement, casefile.Paid} {
		if !steps[s] {
			t.Errorf("no case at %s", s)
		}
	}
	ta, err := a.Today(a.ctx)
	a.must(err)
	tb, err := b.Today(b.ctx)
	b.must(err)
	ja, _ := json.Marshal(ta)
	jb, _ := json.Marshal(tb)
	if string(ja) != string(jb) {
		t.Error("the same seed and day make two different shops")
	}
	for _, g := range desk.Groups() {
		if ta.Counts[g] == 0 {
			t.Errorf("nothing under %s on Today", g)
		}
	}
}
