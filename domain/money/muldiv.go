package money

import "math/bits"

// mulDiv is a*b/c with its remainder, the product held in 128 bits: an order
// of the largest amount with the largest weights must not overflow. a and b are
// not negative, c is positive.
func mulDiv(a, b, c int64) (quotient, remainder int64) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	q, r := bits.Div64(hi%uint64(c), lo, uint64(c))
	return int64(q), int64(r)
}
