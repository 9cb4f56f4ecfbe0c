package exchange_test

import (
	"context"
	"errors"
	"flag"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/order"
	"aftercare/storage/exchange"
)

var update = flag.Bool("update", false, "write the sample files and their goldens anew")

func open(t testing.TB, text string, opts exchange.Options) *exchange.File {
	t.Helper()
	f, err := exchange.Open("orders.csv", strings.NewReader(text), int64(len(text)), opts)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return f
}

func orders(t testing.TB, text string, opts exchange.Options) []order.Facts {
	t.Helper()
	got, err := read(open(t, text, opts))
	if err != nil {
		t.Fatalf("Orders: %v", err)
	}
	return got
}

func read(f *exchange.File) (got []order.Facts, err error) {
	err = f.Orders(context.Background(), func(o order.Facts) error {
		got = append(got, o)
		return nil
	})
	return got, err
}

// codes are those of the errors, in order.
func codes(errs []*domain.Error) string {
	var out []string
	for _, e := range errs {
		out = append(out, strings.TrimPrefix(e.Code, "import."))
	}
	return strings.Join(out, " ")
}

func wantCode(t testing.TB, what string, err error, code string) {
	t.Helper()
	if !errors.Is(err, domain.Code("import."+code)) {
		t.Errorf("%s = %v, want import.%s", what, err, code)
	}
}
