package paper

import (
	"strings"

	"aftercare/domain"
	"aftercare/ui/text"
)

// speech says a word in the languages of the paper. Figures and dates stand
// once, in the first language; only sentences are said twice.
type speech struct {
	first, second *text.Words // second is nil on a paper in one language
}

// word is a short text in one line: "Customer 顧客".
func (v speech) word(key string, args ...domain.Args) string {
	s := v.first.T(key, args...)
	if v.second == nil {
		return s
	}
	if t := v.second.T(key, args...); t != s {
		return s + " " + t
	}
	return s
}

// sentences is a text with one entry per language.
func (v speech) sentences(key string, args ...domain.Args) []string {
	out := []string{v.first.T(key, args...)}
	if v.second != nil {
		out = append(out, v.second.T(key, args...))
	}
	return out
}

// counted is sentences of a plural.
func (v speech) counted(key string, n int) []string {
	out := []string{v.first.N(key, n)}
	if v.second != nil {
		out = append(out, v.second.N(key, n))
	}
	return out
}

// phrase is the shop's own text in the paper's languages, falling back to
// whatever it is written in: a term that binds must not vanish.
func (v speech) phrase(p Phrase) []string {
	var out []string
	for _, w := range []*text.Words{v.first, v.second} {
		if w != nil && strings.TrimSpace(p[w.Lang()]) != "" {
			out = append(out, p[w.Lang()])
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, l := range text.Langs() {
		if strings.TrimSpace(p[l]) != "" {
			return []string{p[l]}
		}
	}
	return nil
}

// phrases is every phrase in turn.
func (v speech) phrases(ps []Phrase) []string {
	var out []string
	for _, p := range ps {
		out = append(out, v.phrase(p)...)
	}
	return out
}

// prevails is the line that says which text binds, nil in one language.
func (v speech) prevails() []string {
	if v.second == nil {
		return nil
	}
	return v.sentences("paper.prevails")
}
