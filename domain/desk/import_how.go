package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/money"
	"aftercare/domain/order"
)

// How says how a person wants a file read. The zero value finds everything out.
type How struct {
	Encoding  string `json:"encoding,omitempty"`  // utf-8, gb18030, big5, …: the catalogue's encoding.<name>
	Separator string `json:"separator,omitempty"` // "," ";" "|" or a tab
	Sheet     string `json:"sheet,omitempty"`     // of a workbook
	Days      string `json:"days,omitempty"`      // dmy or mdy, for dates with the year last
	// Mapping reads the file by hand: no format is sought.
	Mapping *Mapping `json:"mapping,omitempty"`
	// Rows ends the reading after so many rows below the header, for a look; 0: all.
	Rows int `json:"rows,omitempty"`

	Zone     *time.Location `json:"-"` // the shop's
	Currency money.Currency `json:"-"` // the shop's
	Known    []Mapping      `json:"-"` // offered when their header comes again
}

// Mapping says which column of a file holds which fact of an order, for files
// that no format knows.
type Mapping struct {
	Name      string            `json:"name"`
	Columns   map[string]string `json:"columns"`              // by fact: the column's name
	HeaderRow int               `json:"header_row,omitempty"` // 0: sought
	Header    []string          `json:"header,omitempty"`     // of the file it was made for: the same one is read by it again
	Days      string            `json:"days,omitempty"`       // dmy or mdy
	Currency  string            `json:"currency,omitempty"`   // where no column names one; "": the shop's
	Zone      string            `json:"zone,omitempty"`       // IANA; "": the shop's
	Comma     bool              `json:"comma,omitempty"`      // amounts have a decimal comma
	Channel   domain.ID         `json:"channel,omitempty"`    // into which such files go
}

// Validate refuses a mapping by which no order can be read.
//
// Errors: field.required for name, number and placed, import.mapping_twice.
func (m Mapping) Validate() error {
	if _, e := domain.Line("name", m.Name, true); e != nil {
		return e
	}
	return m.Usable()
}

// Usable refuses a mapping by which no order can be read; it may have no name
// yet.
func (m Mapping) Usable() error {
	for _, fact := range []string{"number", "placed"} {
		if m.Columns[fact] == "" {
			return domain.Wrong(fact, "import.mapping_needs", domain.Args{"fact_key": "fact." + fact})
		}
	}
	return nil
}

// Sight is a file as it stands, before anybody says what its columns mean.
type Sight struct {
	About About      `json:"about"`
	Rows  [][]string `json:"rows"` // the first, from row 1 on
	Facts []string   `json:"facts"`
	Guess Mapping    `json:"guess"`
}

const mappingsKey = "import.mappings"

// Mappings lists the mappings that are kept, by name.
func (d *Desk) Mappings(ctx context.Context) ([]Mapping, error) {
	var out []Mapping
	err := d.view(ctx, func(tx Tx, _ setting) error {
		_, err := tx.Setting(mappingsKey, &out)
		return err
	})
	return out, err
}

// SaveMapping keeps a mapping by its name, in the place of one of that name.
//
// Errors: those of Mapping.Validate.
func (d *Desk) SaveMapping(ctx context.Context, m Mapping) ([]Mapping, error) {
	m.Name = strings.TrimSpace(m.Name)
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return d.mappings(ctx, "import.mapping.save", m.Name, func(all []Mapping) ([]Mapping, error) {
		all = slices.DeleteFunc(all, func(x Mapping) bool { return x.Name == m.Name })
		all = append(all, m)
		slices.SortFunc(all, func(a, b Mapping) int { return strings.Compare(a.Name, b.Name) })
		return all, nil
	})
}

// mappingNamed names the mapping to forget.
type mappingNamed struct {
	Name string `json:"name"`
}

// ForgetMapping forgets the mapping of a name.
//
// Errors: missing.mapping.
func (d *Desk) ForgetMapping(ctx context.Context, name string) ([]Mapping, error) {
	return d.mappings(ctx, "import.mapping.forget", name, func(all []Mapping) ([]Mapping, error) {
		rest := slices.DeleteFunc(slices.Clone(all), func(x Mapping) bool { return x.Name == name })
		if len(rest) == len(all) {
			return nil, domain.Missing("mapping", name)
		}
		return rest, nil
	})
}

func (d *Desk) mappings(ctx context.Context, verb, name string, change func([]Mapping) ([]Mapping, error)) (all []Mapping, err error) {
	return all, d.update(ctx, func(tx Tx, s setting) error {
		all = nil
		if _, err := tx.Setting(mappingsKey, &all); err != nil {
			return err
		}
		if all, err = change(all); err != nil {
			return err
		}
		if err := tx.PutSetting(mappingsKey, all); err != nil {
			return err
		}
		return s.record(tx, verb, "shop", 0, domain.Args{"name": name})
	})
}

// OpenExport opens an export for Preview and Import. What how leaves open is
// found out; a mapping that was kept for such a header reads it.
func (d *Desk) OpenExport(ctx context.Context, path string, how How) (Export, error) {
	how, err := d.how(ctx, path, how)
	if err != nil {
		return nil, err
	}
	return d.Files.Open(path, how)
}

// LookAt reads the first rows of a file, whatever it holds, and guesses which
// column means what.
//
// Errors: those of a file that is no table.
func (d *Desk) LookAt(ctx context.Context, path string, how How) (Sight, error) {
	how, err := d.how(ctx, path, how)
	if err != nil {
		return Sight{}, err
	}
	return d.Files.Look(path, how)
}

func (d *Desk) how(ctx context.Context, path string, how How) (How, error) {
	if path == "" {
		return how, domain.Wrong("file", "field.required", nil)
	}
	if how.Mapping != nil {
		if err := how.Mapping.Usable(); err != nil {
			return how, err
		}
	}
	return how, d.view(ctx, func(tx Tx, s setting) error {
		if err := s.allowed("import.preview"); err != nil {
			return err
		}
		how.Zone, how.Currency = s.zone, s.shop.Currency
		_, err := tx.Setting(mappingsKey, &how.Known)
		return err
	})
}

// FirstOrders reads the first orders of an export as they will be taken in,
// those that must stay out with their faults.
func FirstOrders(ctx context.Context, e Export, n int) (out []order.Facts, err error) {
	err = e.Orders(ctx, func(f order.Facts) error {
		if len(out) == n {
			return errEnough
		}
		out = append(out, f)
		return nil
	})
	if err == errEnough {
		err = nil
	}
	return out, err
}

// errEnough ends a reading that has seen what it wanted.
var errEnough = domain.Wrong("", "internal", nil)
