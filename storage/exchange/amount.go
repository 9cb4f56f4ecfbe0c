package exchange

import (
	"strings"

	"golang.org/x/text/width"

	"aftercare/domain/money"
)

// signs are what stands before or behind an amount, longest first.
var signs = [...]string{"人民币", "人民幣", "HK$", "US$", "US $", "NT$", "NZ$", "MOP$", "AU$", "AU $", "CA$", "C $", "CN¥", "JP¥", "RMB", "RM", "A$", "C$", "S$", "$", "¥", "￥", "€", "£", "元", "圆", "圓", "円", "CNY", "HKD", "USD", "EUR", "GBP", "TWD", "JPY", "AUD", "CAD", "SGD", "NZD", "MYR"}

// amount reads money as people and platforms write it, in minor units of c:
// "HK$1,234.50", "116,99 €", "12.50元", "(3.00)". comma says that the file
// writes a decimal comma; without it a comma before exactly three digits parts
// thousands, and before one or two it is the decimal comma.
func amount(s string, c money.Currency, comma bool) (minor int64, ok bool) {
	if minor, ok = decimal(s, c); ok {
		return minor, true
	}
	s = strings.TrimSpace(width.Fold.String(s))
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		negative, s = true, s[1:len(s)-1]
	}
	s = bare(s, string(c))
	if strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") {
		negative = true
		s = strings.TrimSuffix(strings.TrimPrefix(s, "-"), "-")
	}
	s = bare(s, string(c))
	s, ok = point(s, comma)
	if !ok {
		return 0, false
	}
	minor, ok = decimal(s, c)
	if strings.HasPrefix(s, "-") {
		return 0, false
	}
	if negative {
		minor = -minor
	}
	return minor, ok
}

// bare takes the signs of currencies off both ends.
func bare(s, own string) string {
	for {
		before := s
		s = strings.TrimSpace(s)
		for _, sign := range signs {
			s = strings.TrimSuffix(strings.TrimPrefix(s, sign), sign)
		}
		if own != "" {
			s = strings.TrimSuffix(strings.TrimPrefix(s, own), own)
		}
		if s == before {
			return s
		}
	}
}

// point writes a number with a decimal point and nothing between thousands.
func point(s string, comma bool) (string, bool) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(s)
	lastComma, lastPoint := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	var mark byte // of the decimals
	switch {
	case lastComma >= 0 && lastPoint >= 0:
		mark = s[max(lastComma, lastPoint)]
	case lastComma >= 0:
		if strings.Count(s, ",") == 1 && (comma || len(s)-lastComma-1 != 3) {
			mark = ','
		}
	case lastPoint >= 0:
		if strings.Count(s, ".") == 1 && !(comma && len(s)-lastPoint-1 == 3) {
			mark = '.'
		}
	}
	whole, fraction := s, ""
	if mark != 0 {
		i := strings.LastIndexByte(s, mark)
		whole, fraction = s[:i], s[i+1:]
		if strings.IndexByte(whole, mark) >= 0 {
			return "", false
		}
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r == ',' || r == '.' })
	for _, g := range groups[min(1, len(groups)):] {
		if len(g) != 3 {
			return "", false
		}
	}
	if fraction == "" {
		return strings.Join(groups, ""), true
	}
	return strings.Join(groups, "") + "." + fraction, true
}

// decimal reads the plain form, "1250" or "-12.5". Zeros beyond the currency's
// decimals are passed over, other digits are not.
func decimal(s string, c money.Currency) (minor int64, ok bool) {
	negative := strings.HasPrefix(s, "-")
	if negative {
		s = s[1:]
	}
	left, seen, decimals := -1, false, c.Decimals()
	for i := 0; i < len(s); i++ {
		d := s[i]
		if d == '.' && left < 0 {
			left = decimals
			continue
		}
		if d < '0' || d > '9' {
			return 0, false
		}
		seen = true
		if left == 0 {
			if d != '0' {
				return 0, false
			}
			continue
		}
		if left > 0 {
			left--
		}
		if minor = minor*10 + int64(d-'0'); minor > money.Limit {
			return 0, false
		}
	}
	if left < 0 {
		left = decimals
	}
	for ; left > 0; left-- {
		minor *= 10
	}
	if !seen || minor > money.Limit {
		return 0, false
	}
	if negative {
		minor = -minor
	}
	return minor, true
}
