package exchange_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

func TestFiles_Open(t *testing.T) {
	tests := map[string]struct{ path, format, preset string }{
		"shopify": {"testdata/orders_export.csv", "shopify", "own"},
		"taobao":  {"testdata/ExportOrderList.csv", "taobao", "taobao"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e, err := exchange.Files{}.Open(tt.path, desk.How{Zone: time.UTC})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := e.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			}()
			a := e.About()
			if a.Format != tt.format || a.Preset != tt.preset || a.Name != filepath.Base(tt.path) || a.Matched == 0 {
				t.Errorf("About: got %+v, want format %s of preset %s", a, tt.format, tt.preset)
			}
			for pass := range 2 {
				n := 0
				if err := e.Orders(context.Background(), func(order.Facts) error { n++; return nil }); err != nil {
					t.Fatal(err)
				}
				if n == 0 || e.Progress() != 1 {
					t.Errorf("pass %d: got %d orders and progress %v, want some and 1", pass+1, n, e.Progress())
				}
			}
		})
	}
}

// A Taobao file is read in its own zone, wherever the shop is; a file of the
// shop's own channel without offsets, in the shop's.
func TestFiles_Open_zones(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	tests := map[string]struct {
		text string
		want time.Time
	}{
		"shop's": {"Name,Email,Financial Status,Fulfillment Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n" +
			"#1001,a@b.example,paid,unfulfilled,EUR,5.00,2026-03-05 10:00:00,1,Tea,5.00\n", time.Date(2026, 3, 5, 10, 0, 0, 0, berlin)},
		"platform's": {"订单编号,买家会员名,总金额,买家实际支付金额,订单状态,订单创建时间,宝贝标题,宝贝总数量\n" +
			"123456789012345678,a,5.00,5.00,买家已付款，等待卖家发货,2026-03-05 10:00:00,茶,1\n", time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "orders.csv")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			e, err := exchange.Files{}.Open(path, desk.How{Zone: berlin})
			if err != nil {
				t.Fatal(err)
			}
			var got time.Time
			if err := e.Orders(context.Background(), func(f order.Facts) error { got = f.Placed; return nil }); err != nil {
				t.Fatal(err)
			}
			if !got.Equal(tt.want) {
				t.Errorf("Placed: got %v, want %v", got, tt.want)
			}
			if err := e.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

func TestFiles_Open_refuses(t *testing.T) {
	tests := map[string]struct{ path, want string }{
		"no file":  {"testdata/nothing.csv", "import.no_file"},
		"a folder": {"testdata", "import.not_a_file"},
		"a source": {"files_test.go", "import.header_unknown"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := (exchange.Files{}).Open(tt.path, desk.How{Zone: time.UTC}); !errors.Is(err, domain.Code(tt.want)) {
				t.Errorf("Open(%q): got %v, want %s", tt.path, err, tt.want)
			}
		})
	}
}
