package ui

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"aftercare/domain/desk"
	madeup "aftercare/domain/desk/sample"
	"aftercare/storage"
	"aftercare/storage/exchange"
	"aftercare/ui/text"
	"aftercare/ui/widgets"
)

// sampleShop sits down in the sample shop of so many orders. The store of a
// million takes minutes to make: AFTERCARE_BENCH_MILLION names one.
func sampleShop(b *testing.B, orders int) *world {
	b.Helper()
	zone, err := time.LoadLocation("Asia/Hong_Kong")
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "shop.aftercare")
	if orders == million {
		file = os.Getenv("AFTERCARE_BENCH_MILLION")
	}
	w := &world{t: b, now: time.Now(), ctx: context.Background()}
	if w.store, err = storage.Open(w.ctx, file, storage.Options{Now: w.clock}); err != nil {
		b.Fatal(err)
	}
	parts := desk.Parts{Store: w.store.Desk(), Now: w.clock, Files: exchange.Files{}, Presets: presets(b)}
	if orders != million {
		if err := madeup.Make(w.ctx, parts, madeup.Wish{Seed: 1, Day: w.now, Orders: orders}); err != nil {
			b.Fatal(err)
		}
	}
	w.desk = desk.New(parts)
	w.open(options{lang: text.English, width: 1280, height: 800}, zone)
	return w
}

const million = 1_000_000

// BenchmarkOrdersPage is what a person does on Orders, from the key to the
// last widget, queries and all: in the window the queries run beside the
// screen's goroutine, here they run on it.
func BenchmarkOrdersPage(b *testing.B) {
	sizes := []int{1000}
	if os.Getenv("AFTERCARE_BENCH_MILLION") != "" {
		sizes = append(sizes, million)
	}
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			w := sampleShop(b, n)
			b.Run("open", func(b *testing.B) {
				for b.Loop() {
					delete(w.shell.pages, "orders")
					w.visit(route{page: "orders"})
				}
			})
			p := w.shell.pages["orders"].(*ordersPage)
			b.Run("show all", func(b *testing.B) {
				for b.Loop() {
					p.filter(desk.OpenFilter)
					p.filter(desk.AllOrders)
				}
			})
			if p.table.Length() != n {
				b.Fatalf("the table has %d rows, want %d", p.table.Length(), n)
			}
			sortColumns(b, p.table)
			scroll(b, p.table)
		})
	}
}

// sortColumns sorts by each column, up and down by turns.
func sortColumns(b *testing.B, t *widgets.Table) {
	for _, by := range []desk.OrderSort{desk.ByNumber, desk.ByChannel, desk.ByCustomer, desk.ByState, desk.ByShipBy, desk.ByTotal, desk.ByPlaced} {
		b.Run("sort/"+string(by), func(b *testing.B) {
			down := false
			for b.Loop() {
				t.SetSort(string(by), down)
				t.OnSort(string(by), down)
				down = !down
			}
		})
	}
}

func scroll(b *testing.B, t *widgets.Table) {
	press := func(k fyne.KeyName) { t.TypedKey(&fyne.KeyEvent{Name: k}) }
	b.Run("end and home", func(b *testing.B) {
		for b.Loop() {
			press(fyne.KeyEnd)
			press(fyne.KeyHome)
		}
	})
	b.Run("page down", func(b *testing.B) {
		for b.Loop() {
			if t.Selected() >= t.Length()-1 {
				press(fyne.KeyHome)
			}
			press(fyne.KeyPageDown)
		}
	})
}

// BenchmarkTodayPage opens Today in a shop of two thousand orders with cases,
// repairs, parcels and refunds in every stage.
func BenchmarkTodayPage(b *testing.B) {
	w := sampleShop(b, 2000)
	for b.Loop() {
		delete(w.shell.pages, "today")
		w.visit(route{page: "today"})
	}
}

// BenchmarkSearchBox is one more letter in the search box.
func BenchmarkSearchBox(b *testing.B) {
	sizes := []int{1000}
	if os.Getenv("AFTERCARE_BENCH_MILLION") != "" {
		sizes = append(sizes, million)
	}
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			w := sampleShop(b, n)
			for _, words := range []string{"陳", "詠琳", "LS-10", "6123"} {
				b.Run(words, func(b *testing.B) {
					for b.Loop() {
						w.shell.search.typed(words)
					}
				})
			}
		})
	}
}
