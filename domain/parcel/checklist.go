package parcel

import (
	"slices"
	"strings"

	"aftercare/domain"
)

// Mark is the answer to one item of a checklist.
type Mark string

// The marks.
const (
	Passed Mark = "pass"
	Failed Mark = "fail"
	NA     Mark = "na"
)

// Item is one line of a checklist.
type Item struct {
	Code     string `json:"code"`           // seal, box, item, serial ...: the catalogue says it
	Word     string `json:"word,omitempty"` // of an item of the shop's own, whose code begins with own_
	Required bool   `json:"required"`
	Photo    bool   `json:"photo,omitempty"` // a fail needs a photo
	Voids    bool   `json:"voids,omitempty"` // a fail voids the claim
}

// Key is what the item is called: a key of the catalogue, or the shop's own word.
func (i Item) Key() string {
	if i.Word != "" {
		return i.Word
	}
	return "check." + i.Code
}

// OwnItem begins the code of an item that the shop added to the known ones.
const OwnItem = "own_"

// Checklist is what is looked at in goods of one category. An inspection keeps
// the version it was made with.
type Checklist struct {
	Category string `json:"category"`
	Version  int    `json:"version"`
	Items    []Item `json:"items"`
}

// Check is a checklist's item as it was answered. It keeps the item as it was
// then: a list that changes later does not change what was looked at.
type Check struct {
	Item
	Mark Mark   `json:"mark,omitempty"`
	Note string `json:"note,omitempty"`
}

// Grade is the condition of what came back.
type Grade string

// The grades (R10).
const (
	New        Grade = "new"
	LikeNew    Grade = "like_new"
	Used       Grade = "used"
	Damaged    Grade = "damaged"
	Unsellable Grade = "unsellable"
)

// Grades lists them in the order of their keys at the desk.
func Grades() []Grade { return []Grade{New, LikeNew, Used, Damaged, Unsellable} }

// Disposition is what becomes of a returned item.
type Disposition string

// The dispositions (R10).
const (
	Restock    Disposition = "restock"
	Refurbish  Disposition = "refurbish"
	Repair     Disposition = "repair"
	Supplier   Disposition = "supplier"
	Scrap      Disposition = "scrap"
	Donate     Disposition = "donate"
	ToCustomer Disposition = "customer"
	Later      Disposition = "later" // nobody decided yet: it stays in quarantine
)

// Dispositions lists them in the order of their keys at the desk.
func Dispositions() []Disposition {
	return []Disposition{Restock, Refurbish, Repair, Supplier, Scrap, Donate, ToCustomer, Later}
}

// Looks lists all that an intake desk may be asked to look at, in the order in
// which a parcel is opened.
func Looks() []string {
	return []string{"seal", "box", "weight", "item", "serial", "accessories", "manual", "gifts", "tags", "wash", "hygiene", "expiry", "use", "function"}
}

// Validate refuses a list of nothing, an item that is not known, and one that
// stands twice.
//
// Errors: field.required, field.too_long, checklist.empty, checklist.item,
// checklist.twice.
func (c Checklist) Validate() error {
	if c.Category == "" {
		return domain.Wrong("category", "field.required", nil)
	}
	if len(c.Items) == 0 {
		return domain.Wrong("items", "checklist.empty", nil)
	}
	seen := map[string]bool{}
	for _, i := range c.Items {
		switch {
		case strings.HasPrefix(i.Code, OwnItem):
			if _, e := domain.Line("items", i.Word, true); e != nil {
				return e
			}
		case i.Word != "", !slices.Contains(Looks(), i.Code):
			return domain.Wrong("items", "checklist.item", domain.Args{"value": i.Code})
		}
		switch {
		case seen[i.Code]:
			return domain.Wrong("items", "checklist.twice", domain.Args{"check_key": i.Key()})
		}
		seen[i.Code] = true
	}
	return nil
}
