package paper

import (
	"aftercare/domain"
	"aftercare/ui/text"
)

// LanguagesOf reads the languages of papers as Settings and the command line
// write them: en, zh-Hant, zh-Hans, en+zh-Hant, en+zh-Hans.
//
// Errors: paper.languages.
func LanguagesOf(s string) (Languages, error) {
	switch s {
	case "en", "zh-Hant", "zh-Hans":
		return Alone(text.Lang(s)), nil
	case "en+zh-Hant":
		return Both(text.Traditional), nil
	case "en+zh-Hans":
		return Both(text.Simplified), nil
	}
	return Languages{}, domain.Wrong("languages", "paper.languages", domain.Args{"value": s})
}

// SizeOf reads a size as the command line writes it: 100x150, a6, a4 (four
// labels or two receipts on a sheet), a5, 60x40, 80mm; "" is a paper's own size.
//
// Errors: paper.size.
func SizeOf(s string) (Size, error) {
	switch s {
	case "", string(Label100x150), string(A6), string(A5), string(A4), string(Ticket):
		return Size(s), nil
	case "80mm":
		return Roll80, nil
	}
	return "", domain.Wrong("size", "paper.size", domain.Args{"value": s})
}
