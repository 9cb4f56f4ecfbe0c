// Package money counts in whole minor units of a currency, never in floating
// point (R9).
//
// An Amount is a number of minor units and the currency they are of:
// {1250, "HKD"} is twelve dollars fifty. Totals stand per currency and are
// never added across; Add refuses by panicking, because a sum over two
// currencies is a fault of the program and never of a person.
package money

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"aftercare/domain"
)

// Currency is an ISO 4217 code in capitals: "HKD".
type Currency string

// decimals lists the currencies that do not have two.
var decimals = map[Currency]int{
	"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "UGX": 0, "XAF": 0, "XOF": 0, "PYG": 0,
	"BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3,
}

// Decimals is the number of digits after the point: 2 for HKD, 0 for JPY.
func (c Currency) Decimals() int {
	if d, ok := decimals[c]; ok {
		return d
	}
	return 2
}

// Valid says whether c has the form of a currency code.
func (c Currency) Valid() bool {
	if len(c) != 3 {
		return false
	}
	for _, r := range c {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// Amount is money: a count of minor units of one currency. Two currencies are
// never added, subtracted or compared: that is a fault of the program and
// panics; totals stand per currency (R9).
type Amount struct {
	Minor    int64    `json:"minor"`
	Currency Currency `json:"currency"`
}

// Of is a count of minor units of a currency: Of(1250, "HKD") is HK$12.50.
func Of(minor int64, c Currency) Amount { return Amount{minor, c} }

// Zero says whether nothing is there, in whatever currency.
func (a Amount) Zero() bool { return a.Minor == 0 }

func (a Amount) same(b Amount) {
	if a.Currency != b.Currency {
		panic(fmt.Sprintf("money: %s with %s", a.Currency, b.Currency))
	}
}

// Add is a plus b, of the same currency.
func (a Amount) Add(b Amount) Amount { a.same(b); return Amount{a.Minor + b.Minor, a.Currency} }

// Sub is a less b, of the same currency.
func (a Amount) Sub(b Amount) Amount { a.same(b); return Amount{a.Minor - b.Minor, a.Currency} }

// Times is a taken n times.
func (a Amount) Times(n int) Amount { return Amount{a.Minor * int64(n), a.Currency} }

// Neg is a with the other sign.
func (a Amount) Neg() Amount { return Amount{-a.Minor, a.Currency} }

// Less says whether a is less than b, of the same currency.
func (a Amount) Less(b Amount) bool { a.same(b); return a.Minor < b.Minor }

// Min is the smaller of a and b, of the same currency.
func (a Amount) Min(b Amount) Amount {
	if b.Less(a) {
		return b
	}
	return a
}

// Max is the larger of a and b, of the same currency.
func (a Amount) Max(b Amount) Amount {
	if a.Less(b) {
		return b
	}
	return a
}

// String is the plain form "HKD 12.50", for logs, JSON keys and tests; screens
// and papers use the catalogue's form.
func (a Amount) String() string { return string(a.Currency) + " " + a.Decimal() }

// Decimal is the number alone with the currency's own decimals: "12.50".
func (a Amount) Decimal() string {
	d := a.Currency.Decimals()
	sign := ""
	n := uint64(a.Minor)
	if a.Minor < 0 {
		sign, n = "-", uint64(-a.Minor)
	}
	s := strconv.FormatUint(n, 10)
	if d == 0 {
		return sign + s
	}
	if len(s) <= d {
		s = strings.Repeat("0", d-len(s)+1) + s
	}
	return sign + s[:len(s)-d] + "." + s[len(s)-d:]
}

// Parse reads a plain decimal number such as "1250", "12.5", "-3.00" as minor
// units of c. Thousands separators and signs of currencies are the importers'
// affair.
//
// Errors: money.not_a_number, money.too_many_decimals, money.too_large.
func Parse(field, s string, c Currency) (Amount, *domain.Error) {
	orig := s
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	whole, frac, _ := strings.Cut(s, ".")
	d := c.Decimals()
	if whole == "" && frac == "" || !digits(whole) || !digits(frac) {
		return Amount{}, domain.Wrong(field, "money.not_a_number", domain.Args{"value": orig})
	}
	trimmed := strings.TrimRight(frac, "0")
	if len(trimmed) > d {
		return Amount{}, domain.Wrong(field, "money.too_many_decimals", domain.Args{"value": orig, "decimals": d})
	}
	n, err := strconv.ParseInt("0"+whole+trimmed+strings.Repeat("0", d-len(trimmed)), 10, 64)
	if err != nil || n > Limit {
		return Amount{}, domain.Wrong(field, "money.too_large", domain.Args{"value": orig})
	}
	if neg {
		n = -n
	}
	return Amount{n, c}, nil
}

// Limit is the largest amount the shop keeps, in minor units; products of it
// with any quantity on an order stay far inside 64 bits.
const Limit int64 = 1_000_000_000_000

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Split shares total out in proportion to weights by the largest remainder,
// earlier first (R9). The parts always sum to the total. Weights below zero
// count as zero; when all are zero the shares are equal. No weights: nil.
func Split(total Amount, weights []int64) []Amount {
	if len(weights) == 0 {
		return nil
	}
	w := make([]int64, len(weights))
	var sum int64
	for i, x := range weights {
		w[i] = max(x, 0)
		sum += w[i]
	}
	if sum == 0 {
		for i := range w {
			w[i] = 1
		}
		sum = int64(len(w))
	}
	sign, rest := int64(1), total.Minor
	if rest < 0 {
		sign, rest = -1, -rest
	}
	parts := make([]Amount, len(w))
	left := rest
	remainders := make([]int64, len(w))
	for i, x := range w {
		q, r := mulDiv(rest, x, sum)
		parts[i] = Amount{q, total.Currency}
		remainders[i] = r
		left -= q
	}
	for ; left > 0; left-- {
		best := 0
		for i, r := range remainders {
			if r > remainders[best] {
				best = i
			}
		}
		parts[best].Minor++
		remainders[best] = math.MinInt64
	}
	for i := range parts {
		parts[i].Minor *= sign
	}
	return parts
}

// Portion is the part of total that the units from (excluded) to (included) of
// n equal units carry: units are shared out by largest remainder, earlier
// first, so that 3 units of 20.00 are 6.67, 6.67, 6.66 and any partition of
// them sums to the whole.
func Portion(total Amount, n, from, to int) Amount {
	if n <= 0 {
		return Amount{0, total.Currency}
	}
	weights := make([]int64, n)
	for i := range weights {
		weights[i] = 1
	}
	sum := Amount{0, total.Currency}
	for _, p := range Split(total, weights)[from:to] {
		sum = sum.Add(p)
	}
	return sum
}

// Percent is rate hundredths of a per cent of a (800 is 8 %), rounded half up.
func Percent(a Amount, rate int64) Amount {
	sign, m := int64(1), a.Minor
	if m < 0 {
		sign, m = -1, -m
	}
	q, r := mulDiv(m, rate, 10000)
	if r*2 >= 10000 {
		q++
	}
	return Amount{sign * q, a.Currency}
}

// NetOf takes the tax out of an amount that includes it at the rate, in
// hundredths of a per cent; net and tax sum to gross, the net rounded half up.
func NetOf(gross Amount, rate int64) (net, tax Amount) {
	sign, m := int64(1), gross.Minor
	if m < 0 {
		sign, m = -1, -m
	}
	q, r := mulDiv(m, 10000, 10000+rate)
	if r*2 >= 10000+rate {
		q++
	}
	net = Amount{sign * q, gross.Currency}
	return net, gross.Sub(net)
}
