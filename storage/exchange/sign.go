package exchange

import (
	"strings"

	"golang.org/x/text/width"

	"aftercare/domain/money"
)

// dollars are the currencies whose own sign is a bare $.
var dollars = map[money.Currency]bool{"USD": true, "HKD": true, "TWD": true, "AUD": true, "CAD": true, "SGD": true, "NZD": true, "MOP": true, "MXN": true}

// currencies are what the signs of amounts mean, longest first.
var currencies = [...]struct{ sign, code string }{
	{"人民币", "CNY"}, {"人民幣", "CNY"}, {"HK$", "HKD"}, {"HKD", "HKD"}, {"US$", "USD"}, {"US $", "USD"}, {"USD", "USD"}, {"NT$", "TWD"}, {"TWD", "TWD"}, {"AU $", "AUD"}, {"AU$", "AUD"}, {"A$", "AUD"},
	{"AUD", "AUD"}, {"CA$", "CAD"}, {"C $", "CAD"}, {"C$", "CAD"}, {"CAD", "CAD"}, {"S$", "SGD"}, {"SGD", "SGD"}, {"NZ$", "NZD"}, {"MOP$", "MOP"}, {"RMB", "CNY"}, {"CNY", "CNY"}, {"CN¥", "CNY"}, {"JP¥", "JPY"},
	{"JPY", "JPY"}, {"EUR", "EUR"}, {"€", "EUR"}, {"GBP", "GBP"}, {"£", "GBP"}, {"RM", "MYR"}, {"元", "CNY"}, {"円", "JPY"}, {"$", "$"},
}

// signOf is the currency whose sign an amount bears, "$" for a bare one, "" for
// none. ¥ is two countries' and says nothing.
func signOf(amount string) string {
	s := strings.TrimSpace(width.Fold.String(amount))
	s = strings.Trim(s, "-() ")
	for _, c := range currencies {
		if strings.HasPrefix(s, c.sign) || strings.HasSuffix(s, c.sign) {
			return c.code
		}
	}
	return ""
}

func joined(parts ...string) string { return joinedBy(" ", parts...) }

// joinedBy joins what is not empty.
func joinedBy(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

// sayAlso adds a platform's word to those of an order's other rows, once.
func sayAlso(all, say string) string {
	for _, w := range strings.Split(all, "; ") {
		if w == say {
			return all
		}
	}
	return joinedBy("; ", all, say)
}
