package text

import (
	"strconv"
	"strings"

	"aftercare/domain/money"
)

// sign is what stands before an amount. Dollars of several lands and the two ¥
// are told apart; every other currency stands by its code.
func sign(c money.Currency) string {
	switch c {
	case "HKD":
		return "HK$"
	case "CNY":
		return "CN¥"
	case "USD":
		return "US$"
	}
	return string(c) + " "
}

// Money is an amount with its currency before it and always the currency's own
// decimals: "HK$1,280.00", "CN¥468.00", "JPY 1,200", "-HK$12.50".
func (w *Words) Money(a money.Amount) string {
	digits, negative := strings.CutPrefix(w.Figure(a), "-")
	if negative {
		return "-" + sign(a.Currency) + digits
	}
	return sign(a.Currency) + digits
}

// Figure is an amount without its currency, for a column whose head names it:
// "1,280.00".
func (w *Words) Figure(a money.Amount) string { return group(a.Decimal()) }

// Currency is what stands before amounts of c: "HK$", "EUR".
func (w *Words) Currency(c money.Currency) string { return strings.TrimSpace(sign(c)) }

// Number is a whole number with grouping: "1,280".
func (w *Words) Number(n int64) string { return group(strconv.FormatInt(n, 10)) }

// Hundredths is a number counted in hundredths, without trailing zeros: 150 is
// "1.5", 100 is "1".
func (w *Words) Hundredths(n int64) string {
	s := money.Of(n, "").Decimal()
	return group(strings.TrimRight(strings.TrimRight(s, "0"), "."))
}

// group puts a comma between the thousands of a plain decimal number.
func group(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if point {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Bytes is a size for a glance: "840 B", "12 KB", "3.4 MB", "1.2 GB", in steps of
// a thousand, as file managers count.
func (w *Words) Bytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	size, units := float64(n)/1000, []string{"KB", "MB", "GB", "TB"}
	for size >= 999.5 && len(units) > 1 {
		size, units = size/1000, units[1:]
	}
	places := 0
	if size < 9.95 && units[0] != "KB" {
		places = 1
	}
	return strconv.FormatFloat(size, 'f', places, 64) + " " + units[0]
}
