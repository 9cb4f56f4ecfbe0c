package storage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aftercare/domain"
	"aftercare/domain/order"
)

// The ranks of search keys, best first.
const (
	rankWhole  = 0 // the whole of a number
	rankPart   = 1 // the end of a number, the beginning of a name
	rankInside = 2 // further inside a name
)

// searchKey is one text by which something is found.
type searchKey struct {
	text string
	rank int
}

// keyList collects keys, each text once, under its best rank.
type keyList []searchKey

func (l *keyList) add(rank int, text string) {
	if text == "" {
		return
	}
	text = cut(text)
	for i := range *l {
		if (*l)[i].text == text {
			(*l)[i].rank = min((*l)[i].rank, rank)
			return
		}
	}
	*l = append(*l, searchKey{text, rank})
}

// end adds the last n characters of a number when it has more.
func (l *keyList) end(text string, n int) {
	if len(text) > n && utf8.RuneStart(text[len(text)-n]) {
		l.add(rankPart, text[len(text)-n:])
	}
}

// orderKeys are an order's number, what a person types of its end, and the
// tracking and serial numbers it is known by.
func orderKeys(number string, marks []string) []searchKey {
	var l keyList
	code := foldCode(number)
	l.add(rankWhole, code)
	l.end(code, endOf(code))
	for _, m := range marks {
		l.add(rankWhole, m)
	}
	return l
}

// endOf is how much of a number's end is typed alone: six characters, or the
// fewer digits that stand behind letters, as in LS-10001.
func endOf(code string) int {
	n := len(code) - len(strings.TrimRight(code, "0123456789"))
	if n >= 3 && n < 6 {
		return n
	}
	return 6
}

// documentKeys are a number of ours such as C-1187, with and without its
// letter, and further numbers.
func documentKeys(number string, more ...string) []searchKey {
	var l keyList
	l.add(rankWhole, foldCode(number))
	l.add(rankPart, foldDigits(number))
	for _, m := range more {
		l.add(rankWhole, foldCode(m))
	}
	return l
}

// personKeys are a person's names, phone and address of mail.
func personKeys(p order.Person) []searchKey {
	var l keyList
	l.name(p.Name)
	l.name(p.Handle)
	phone := foldDigits(p.Phone)
	l.add(rankWhole, phone)
	l.end(phone, 8)
	l.end(phone, 4)
	l.add(rankWhole, fold(p.Email))
	return l
}

// longestName is how much of a name can be found, in characters.
const longestName = 40

// name adds a name from each place where a person may begin to type it: every
// character of Chinese, every word of Latin.
//
//	陈大文      陈大文, 大文, 文, and cdw
//	chan tai    chan tai, tai
func (l *keyList) name(name string) {
	runes := []rune(fold(name))
	runes = runes[:min(len(runes), longestName)]
	for _, letters := range initials(runes) {
		l.add(rankInside, letters)
	}
	for i, r := range runes {
		switch {
		case i == 0:
			l.add(rankPart, string(runes))
		case unicode.Is(unicode.Han, r):
			l.add(rankInside, string(runes[i:hanEnd(runes, i)]))
		case wordBegins(runes, i):
			l.add(rankInside, string(runes[i:]))
		}
	}
}

func hanEnd(runes []rune, from int) int {
	for i := from; i < len(runes); i++ {
		if !unicode.Is(unicode.Han, runes[i]) {
			return i
		}
	}
	return len(runes)
}

func wordBegins(runes []rune, i int) bool {
	inWord := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r) }
	return inWord(runes[i]) && !inWord(runes[i-1])
}

// searchKeys are keys on their way into the table.
type searchKeys []storedKey

type storedKey struct {
	searchKey
	entity string
	id     domain.ID
}

func (k *searchKeys) add(entity string, id domain.ID, keys []searchKey) {
	for _, key := range keys {
		*k = append(*k, storedKey{key, entity, id})
	}
}

// sorted puts keys into the order of the table, in which a large number of them
// goes in several times as fast.
func (k searchKeys) sorted() searchKeys {
	slices.SortFunc(k, func(a, b storedKey) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id))
	})
	return k
}

// addKeys stores keys that are new.
func (t *Tx) addKeys(keys searchKeys) error {
	keys = keys.sorted()
	row := make([]any, 4)
	_, err := t.InsertRows("search_keys", []string{"key", "rank", "entity", "id"}, func(yield func([]any) bool) {
		for _, k := range keys {
			row[0], row[1], row[2], row[3] = k.text, k.rank, k.entity, k.id
			if !yield(row) {
				return
			}
		}
	})
	return err
}

// changeKeys takes the keys away that something is no longer known by, and
// adds those by which it is known now.
func (t *Tx) changeKeys(entity string, id domain.ID, before, now []searchKey) error {
	var more searchKeys
	for _, k := range before {
		if slices.Contains(now, k) {
			continue
		}
		_, err := t.Exec(`DELETE FROM search_keys WHERE key = $1 AND rank = $2 AND entity = $3 AND id = $4`, k.text, k.rank, entity, id)
		if err != nil {
			return err
		}
	}
	for _, k := range now {
		if !slices.Contains(before, k) {
			more.add(entity, id, []searchKey{k})
		}
	}
	return t.addKeys(more)
}
