package refund

import (
	"strconv"

	"aftercare/domain"
)

// firstNumber is where the numbers of the books begin after.
const firstNumber = 1000

// numbered is a number of the books: a letter, and the order in which they were
// written. It is worked out of the id, so that rows of before have theirs too.
func numbered(letter string, id domain.ID) string {
	if id == 0 {
		return ""
	}
	return letter + "-" + strconv.FormatInt(firstNumber+int64(id), 10)
}

// IDOf is the id of the refund that has a number, with or without capitals and
// the hyphen; ok is false for what is no such number.
//
//	F-1004, f1004  4
func IDOf(number string) (id domain.ID, ok bool) {
	digits := Folded(number)
	if len(digits) < 2 || digits[0] != 'F' {
		return 0, false
	}
	n, err := strconv.ParseInt(digits[1:], 10, 64)
	if err != nil || n <= firstNumber {
		return 0, false
	}
	return domain.ID(n - firstNumber), true
}

// Upgrade gives the refund the number that papers, books and searches call it by
// (R9).
func (r *Refund) Upgrade() { r.Number = numbered("F", r.ID) }

// Upgrade gives the difference its number in the books.
func (o *Owed) Upgrade() { o.Number = numbered("D", o.ID) }
