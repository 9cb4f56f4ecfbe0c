package refund

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Statement is one line of a payout file: what the platform or the bank says
// that it paid. The amount is never negative.
type Statement struct {
	Line      int           `json:"line"` // in the file, from 1
	Reference string        `json:"reference"`
	Day       calendar.Date `json:"day"`
	Amount    money.Amount  `json:"amount"`
}

// Entry is one payment as the shop's books have it: a whole refund, a whole
// goodwill payment. Names are all the references by which a statement may call
// it: the order, the case, its own number, the payer's.
type Entry struct {
	Entity string        `json:"entity"`
	ID     domain.ID     `json:"id"`
	Number string        `json:"number"`
	Order  string        `json:"order"`
	Names  []string      `json:"-"`
	Day    calendar.Date `json:"day"`
	Amount money.Amount  `json:"amount"`
	Paid   bool          `json:"paid"`
}

// Outcome says how a payment of the books and a line of the file agree.
type Outcome string

// The outcomes.
const (
	Matched   Outcome = "matched"
	Different Outcome = "different" // the same reference, another amount
	Missing   Outcome = "missing"   // in the books, not in the file
	Extra     Outcome = "extra"     // in the file, not in the books
)

// Outcomes lists them, the ones that want a person first.
func Outcomes() []Outcome { return []Outcome{Different, Missing, Extra, Matched} }

// Pair is one line of a reconciliation. A pair by hand names who made it.
type Pair struct {
	Outcome   Outcome    `json:"outcome"`
	Entry     *Entry     `json:"entry,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
	By        string     `json:"by,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// Reconcile lays a payout file beside a book (R9). A line first finds a payment
// that it names, of its amount; then one that it names, of another amount; then,
// where it names nothing that is known, the only payment of its amount within
// three days. Each payment and each line is used once, and all of both come
// out.
func Reconcile(book []Entry, file []Statement) []Pair {
	r := reconciliation{book: book, file: file, byBook: make([]int, len(book)), byFile: make([]int, len(file)), names: map[string][]int{}}
	for i, e := range book {
		r.byBook[i] = -1
		for _, n := range e.Names {
			if key := Folded(n); key != "" {
				r.names[key] = append(r.names[key], i)
			}
		}
	}
	for j := range file {
		r.byFile[j] = -1
	}
	r.pair(func(e Entry, s Statement) bool { return e.Amount == s.Amount })
	r.pair(func(e Entry, s Statement) bool { return e.Amount.Currency == s.Amount.Currency })
	r.unnamed()
	return r.pairs()
}

type reconciliation struct {
	book           []Entry
	file           []Statement
	byBook, byFile []int // the other side's place, -1 for none
	names          map[string][]int
}

// pair joins lines with payments that they name, where fits agrees: the nearest
// day first.
func (r *reconciliation) pair(fits func(Entry, Statement) bool) {
	for j, s := range r.file {
		best := -1
		for _, i := range r.names[Folded(s.Reference)] {
			if r.byFile[j] < 0 && r.byBook[i] < 0 && fits(r.book[i], s) && (best < 0 || apart(r.book[i], s) < apart(r.book[best], s)) {
				best = i
			}
		}
		r.join(best, j)
	}
}

// unnamed joins a line that names nothing known with the only payment of its
// amount within three days.
func (r *reconciliation) unnamed() {
	byAmount := map[money.Amount][]int{}
	for i, e := range r.book {
		if r.byBook[i] < 0 {
			byAmount[e.Amount] = append(byAmount[e.Amount], i)
		}
	}
	for j, s := range r.file {
		if r.byFile[j] >= 0 || len(r.names[Folded(s.Reference)]) > 0 {
			continue
		}
		only, n := -1, 0
		for _, i := range byAmount[s.Amount] {
			if r.byBook[i] < 0 && apart(r.book[i], s) <= 3 {
				only = i
				n++
			}
		}
		if n == 1 {
			r.join(only, j)
		}
	}
}

func (r *reconciliation) join(i, j int) {
	if i >= 0 && r.byFile[j] < 0 {
		r.byBook[i], r.byFile[j] = j, i
	}
}

func apart(e Entry, s Statement) int {
	if e.Day == "" || s.Day == "" {
		return 0
	}
	n := e.Day.Days(s.Day)
	return max(n, -n)
}

func (r *reconciliation) pairs() []Pair {
	var out []Pair
	for i := range r.book {
		p := Pair{Outcome: Missing, Entry: &r.book[i]}
		if j := r.byBook[i]; j >= 0 {
			p.Statement, p.Outcome = &r.file[j], Matched
			if r.book[i].Amount != r.file[j].Amount {
				p.Outcome = Different
			}
		}
		out = append(out, p)
	}
	for j := range r.file {
		if r.byFile[j] < 0 {
			out = append(out, Pair{Outcome: Extra, Statement: &r.file[j]})
		}
	}
	slices.SortStableFunc(out, func(a, b Pair) int {
		return cmp.Compare(slices.Index(Outcomes(), a.Outcome), slices.Index(Outcomes(), b.Outcome))
	})
	return out
}

// Folded is a reference as two files may both write it: its letters and digits
// alone, in capitals.
func Folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, s)
}

// Reconciliation is a payout file laid beside a book, as it was kept.
type Reconciliation struct {
	ID      domain.ID     `json:"id"`
	Version int64         `json:"version"`
	At      time.Time     `json:"at"`
	Who     string        `json:"who"`
	Name    string        `json:"name"` // of the file, or of the statement
	Book    Book          `json:"book"`
	Channel domain.ID     `json:"channel,omitempty"` // whose platform; 0: all
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"`
	Pairs   []Pair        `json:"pairs"`
}

// Count is how many pairs came out so.
func (r Reconciliation) Count(o Outcome) int {
	n := 0
	for _, p := range r.Pairs {
		if p.Outcome == o {
			n++
		}
	}
	return n
}

// Sums is what each outcome comes to, one amount for each currency, in the order
// of their codes: what the books say, where they say something.
func (r Reconciliation) Sums(o Outcome) []money.Amount {
	sums := map[money.Currency]int64{}
	for _, p := range r.Pairs {
		switch {
		case p.Outcome != o:
		case p.Entry != nil:
			sums[p.Entry.Amount.Currency] += p.Entry.Amount.Minor
		default:
			sums[p.Statement.Amount.Currency] += p.Statement.Amount.Minor
		}
	}
	var out []money.Amount
	for c, n := range sums {
		out = append(out, money.Of(n, c))
	}
	slices.SortFunc(out, func(a, b money.Amount) int { return strings.Compare(string(a.Currency), string(b.Currency)) })
	return out
}

// Joined pairs a payment with a line of the file by hand, with a note; the two
// must not be joined with others.
//
// Errors: reconcile.no_pair, refund.currency.
func (r Reconciliation) Joined(entry, statement int, note, who string) (Reconciliation, error) {
	ok := func(i int) bool { return i >= 0 && i < len(r.Pairs) }
	if !ok(entry) || !ok(statement) || r.Pairs[entry].Outcome != Missing || r.Pairs[statement].Outcome != Extra {
		return r, domain.Wrong("pair", "reconcile.no_pair", nil)
	}
	a, b := r.Pairs[entry], r.Pairs[statement]
	if a.Entry.Amount.Currency != b.Statement.Amount.Currency {
		return r, domain.Wrong("pair", "refund.currency", domain.Args{"value": string(b.Statement.Amount.Currency), "want": string(a.Entry.Amount.Currency)})
	}
	note, e := domain.Text("note", note, false)
	if e != nil {
		return r, e
	}
	p := Pair{Outcome: Matched, Entry: a.Entry, Statement: b.Statement, By: who, Note: note}
	if a.Entry.Amount != b.Statement.Amount {
		p.Outcome = Different
	}
	r.Pairs = slices.Clone(r.Pairs)
	r.Pairs[entry] = p
	r.Pairs = slices.Delete(r.Pairs, statement, statement+1)
	return r, nil
}

// Validate refuses a reconciliation of nothing.
//
// Errors: field.required.
func (r Reconciliation) Validate() error {
	if r.Name == "" || r.Book == "" || r.At.IsZero() {
		return domain.Wrong("name", "field.required", nil)
	}
	return nil
}
