// Package casefile holds after-sales cases: what a customer asks for, whose
// fault it is, whether the shop owes it, and the plan by which it is done (R5,
// R6, R7).
package casefile

import (
	"strconv"
	"strings"
)

// damm is H. Michael Damm's quasigroup: its check digit finds each single wrong
// digit and each swap of neighbours, which are the slips of a hand that types a
// number from a label.
var damm = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1}, {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

func check(digits string) byte {
	var c byte
	for i := 0; i < len(digits); i++ {
		c = damm[c][digits[i]-'0']
	}
	return c
}

// ReturnNumber is the RMA of the n-th return: "R-", the number, and its check
// digit: 1187 is R-11874.
func ReturnNumber(n int64) string {
	s := strconv.FormatInt(n, 10)
	return "R-" + s + string('0'+check(s))
}

// ReadReturn reads an RMA as a scanner or a hand gives it: the hyphen and
// capitals are not needed. isReturn says that it has the form of one; ok, that
// its check digit is right too.
func ReadReturn(s string) (number string, isReturn, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	digits, found := strings.CutPrefix(s, "R")
	digits = strings.TrimPrefix(digits, "-")
	if !found || len(digits) < 2 || len(digits) > 12 || strings.Trim(digits, "0123456789") != "" {
		return "", false, false
	}
	return "R-" + digits, true, check(digits) == 0
}
