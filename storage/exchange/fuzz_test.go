package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

// sound fails when an order without faults is not one that a shop could keep.
func sound(t *testing.T, o order.Facts) {
	t.Helper()
	if len(o.Rows) == 0 {
		t.Errorf("order %q has no rows", o.Number)
	}
	for _, e := range append(o.Faults, o.Hints...) {
		if e.Kind != domain.Invalid || e.Args["row"] == nil {
			t.Errorf("order %q: %v names no row", o.Number, e)
		}
	}
	if len(o.Faults) > 0 {
		return
	}
	if o.Number == "" || o.Placed.IsZero() || !o.Currency.Valid() || len(o.Lines) == 0 {
		t.Errorf("order %+v lacks what every order has, and no fault", o)
	}
	for _, l := range o.Lines {
		if l.Quantity < 0 || l.Quantity > 9999 || l.Price.Minor < 0 || l.Discount.Minor < 0 {
			t.Errorf("order %q has the line %+v, and no fault", o.Number, l)
		}
	}
	for _, at := range []time.Time{o.Placed, o.Paid, o.ShipBy} {
		if !at.IsZero() && (at.Year() < 1989 || at.Year() > 2201) {
			t.Errorf("order %q has the time %v, and no fault", o.Number, at)
		}
	}
}

// readAll reads whatever the bytes are; errors must be such that a person may
// see them.
func readAll(t *testing.T, data []byte, opts exchange.Options) {
	f, err := exchange.Open("x", bytes.NewReader(data), int64(len(data)), opts)
	if err == nil {
		rows, numbers := 0, map[int]bool{}
		err = f.Rows(context.Background(), func(r exchange.Row) error {
			rows++
			return nil
		})
		if f.About().Claims && err == nil {
			err = f.Claims(context.Background(), func(c desk.ClaimFacts) error {
				if len(c.Rows) == 0 || len(c.Faults) == 0 && (c.Ref == "" || c.Order == "") {
					t.Errorf("a claim without rows, number or order, and no fault: %+v", c)
				}
				return nil
			})
		} else if f.About().Format != "" && err == nil {
			err = f.Orders(context.Background(), func(o order.Facts) error {
				soundLines(t, o)
				for _, r := range o.Rows {
					if numbers[r] {
						t.Errorf("row %d is in two orders", r)
					}
					numbers[r] = true
				}
				return nil
			})
			if len(numbers) > rows {
				t.Errorf("%d rows in orders, %d in the file", len(numbers), rows)
			}
		}
		if e := f.Close(); e != nil {
			t.Error(e)
		}
	}
	if err != nil && domain.As(err) == nil && !errors.Is(err, context.Canceled) {
		t.Errorf("error that nobody may see: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{"", "a,b\n1,2\n", "\"a\nb", "sep=;\na;b\n", "\xff\xfea\x00,\x00b\x00", "PK\x03\x04", "a\tb\r\n\"x\"y\t=\"1\"\r", "\xb6\xa9\xb5\xa5,\xe9,"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAll(t, data, exchange.Options{AnyHeader: true}) })
}

func FuzzShopify(f *testing.F) {
	f.Add(shTwoLines)
	f.Add("#1,a,paid,5/1/2026,fulfilled,,JPY,10,,,10,,2026-01-05,1,x,10\n#2\n#1,,,,,,,,,,,,,1,y,0")
	f.Add("\"#1\"\"\n,1.2E+18,,,\n=\"#3\",,refunded,,,,KWD,\"1,000\",(1),0,1.000,5,2026-02-29 25:00,1,x,1000")
	f.Fuzz(func(t *testing.T, rows string) { readAll(t, []byte(shHeader+rows), exchange.Options{}) })
}

func FuzzTaobao(f *testing.F) {
	f.Add("=\"316120000000003087\",tb1,100.00,6.00,106.00,￥106.00,\"买家已付款，等待卖家发货\",陳大文,香港,'138,2026-01-05 13:22:10,2026/1/5,杯，壶,2,No:SF1;YT2,'可等,2,子订单A： 2026-06-11 22:17前,29号发,红\n")
	f.Add("合计：1\n3.1E+18,,,,,,交易成功,,,,2026年1月5日 下午 1:22,,杯,,,,0\n1,,¥1,,,,火星,,,,46027.5,,杯，，壶,2,,,3,2026-13-01,,")
	f.Fuzz(func(t *testing.T, rows string) { readAll(t, []byte(tbHeader+rows), exchange.Options{}) })
}

// FuzzFormats changes the sample of each format, as bytes, any encoding.
func FuzzFormats(f *testing.F) {
	for _, s := range append(westernSamples(), chineseSamples()...) {
		f.Add(s.bytes(f))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAll(t, data, exchange.Options{Currency: "HKD"}) })
}

// TestFormats_cutAnywhere reads the sample of each format as if the download had
// stopped at each byte: never a panic, never an order that is not sound, and
// never an error that nobody may see.
func TestFormats_cutAnywhere(t *testing.T) {
	for _, s := range append(westernSamples(), chineseSamples()...) {
		data := s.bytes(t)
		step := 1
		if len(data) > 1000 {
			step = 31
		}
		for n := 0; n < len(data); n += step {
			readAll(t, data[:n], exchange.Options{Currency: "HKD"})
		}
	}
}

// TestFormats_wrongEncoding reads each sample in every encoding but its own.
func TestFormats_wrongEncoding(t *testing.T) {
	for _, s := range append(westernSamples(), chineseSamples()...) {
		for _, e := range []exchange.Encoding{exchange.UTF8, exchange.UTF16LE, exchange.UTF16BE, exchange.GB18030, exchange.Big5, exchange.Latin} {
			readAll(t, s.bytes(t), exchange.Options{Encoding: e, Currency: "HKD"})
		}
	}
}

func FuzzReadCalendar(f *testing.F) {
	f.Add(ics(event("DTSTART;VALUE=DATE:20260217", "DTEND;VALUE=DATE:20260220", "SUMMARY:New Year", "CATEGORIES:HOLIDAY")))
	f.Add(ics(event("DTSTART:20260217T000000Z", "RRULE:FREQ=YEARLY")) + "BEGIN:")
	f.Fuzz(func(t *testing.T, text string) {
		h, err := exchange.ReadCalendar(bytes.NewReader([]byte(text)))
		if err != nil {
			if domain.As(err) == nil {
				t.Errorf("error that nobody may see: %v", err)
			}
			return
		}
		for d := range h.Off {
			if !d.Valid() {
				t.Errorf("day off %q is no day", d)
			}
		}
	})
}
