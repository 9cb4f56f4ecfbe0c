package storage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"aftercare/domain/desk"
	"aftercare/domain/stock"
)

// Products are those of the SKUs that exist, by SKU.
func (t *Tx) Products(skus []string) (map[string]stock.Product, error) {
	out := map[string]stock.Product{}
	return out, listIn(t, func(r Row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		p, err := decoded[stock.Product]("product", body)
		out[p.SKU] = p
		return err
	}, `SELECT body FROM products WHERE sku IN (%s)`, skus)
}

// ProductPage is a page of products, by SKU.
func (t *Tx) ProductPage(q desk.ProductQuery) ([]stock.Product, error) {
	return list[stock.Product](t, "product", `SELECT body FROM products ORDER BY sku LIMIT $1 OFFSET $2`, q.Limit, q.Offset)
}

// ProductCount is how many products there are.
func (t *Tx) ProductCount() (int, error) {
	var n int
	_, err := t.QueryRow([]any{&n}, `SELECT COUNT(*) FROM products`)
	return n, err
}

// PutProduct keeps a product.
//
// Errors: those of Validate, store.conflict, store.duplicate when another
// product has the SKU.
func (t *Tx) PutProduct(p *stock.Product) error {
	return t.keep(record{entity: "product", table: "products", value: p, id: &p.ID, version: &p.Version,
		columns: []string{"sku", "barcode"}, values: []any{p.SKU, p.Barcode}})
}

// ProductByBarcode is the product that a barcode stands on.
//
// Errors: missing.product.
func (t *Tx) ProductByBarcode(code string) (stock.Product, error) {
	return find[stock.Product](t, "product", code, `SELECT body FROM products WHERE barcode = $1 AND barcode <> '' ORDER BY id LIMIT 1`, code)
}

// PutMovements books the movements whose deed was not booked before, and says
// how many those were.
//
// Errors: those of Validate.
func (t *Tx) PutMovements(moves []stock.Movement) (booked int, err error) {
	if len(moves) == 0 {
		return 0, nil
	}
	for _, m := range moves {
		if err := m.Validate(); err != nil {
			return 0, err
		}
	}
	first, err := t.Take("movements", len(moves))
	if err != nil {
		return 0, err
	}
	var fresh []stock.Movement
	for i, m := range moves {
		n, err := t.Exec(`INSERT INTO movements (id, sku, quantity, from_place, to_place, cause, document, once, at, who, deed, back, serial, unit, reason, answer)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (once) DO NOTHING`,
			first+int64(i), m.SKU, m.Quantity, string(m.From), string(m.To), string(m.Cause), m.Document, m.Once, m.At.UnixMilli(), m.Who,
			m.Deed, m.Back, m.Serial, stock.SerialKey(m.Serial), m.Reason, m.Answer)
		if err != nil {
			return booked, err
		}
		booked += int(n)
		if n > 0 {
			fresh = append(fresh, m)
		}
	}
	if booked == 0 {
		return 0, nil
	}
	t.moved = append(t.moved, fresh...)
	t.Changed(Change{Entity: "stock"})
	return booked, t.leveled(fresh)
}

const movementColumns = `id, sku, quantity, from_place, to_place, cause, document, once, at, who, deed, back, serial, reason, answer`

// movements reads rows of the ledger, oldest first.
func (t *Tx) movements(where string, values ...any) ([]stock.Movement, error) {
	return All(t, func(r Row) (stock.Movement, error) {
		var m stock.Movement
		err := r.Scan(&m.ID, &m.SKU, &m.Quantity, &m.From, &m.To, &m.Cause, &m.Document, &m.Once, Moment(&m.At), &m.Who,
			&m.Deed, Flag(&m.Back), &m.Serial, &m.Reason, &m.Answer)
		return withDeed(m), err
	}, `SELECT `+movementColumns+` FROM movements WHERE `+where+` ORDER BY id`, values...)
}

// withDeed gives a movement from before deeds had a column of their own the
// deed that its Once names.
func withDeed(m stock.Movement) stock.Movement {
	if m.Deed == "" {
		m.Deed, m.Back = strings.CutSuffix(m.Once, "/back")
	}
	return m
}

// Ledger is all that moved of a product, oldest first.
func (t *Tx) Ledger(sku string) ([]stock.Movement, error) { return t.movements(`sku = $1`, sku) }

// Documented is all that moved by documents of a number, oldest first.
func (t *Tx) Documented(number string) ([]stock.Movement, error) {
	return t.movements(`document = $1`, number)
}

// UnitLedger is all that moved of the units with a serial number, oldest first.
func (t *Tx) UnitLedger(serial string) ([]stock.Movement, error) {
	return t.movements(`unit = $1 AND unit <> ''`, stock.SerialKey(serial))
}

// Levels are how many units of each SKU are at each place. A SKU of which
// nothing ever moved is not in it.
func (t *Tx) Levels(skus []string) (map[string]stock.Level, error) {
	out := map[string]stock.Level{}
	return out, listIn(t, func(r Row) error {
		var sku string
		var place stock.Place
		var n int
		if err := r.Scan(&sku, &place, &n); err != nil {
			return err
		}
		if out[sku] == nil {
			out[sku] = stock.Level{}
		}
		out[sku][place] = n
		return nil
	}, `SELECT sku, place, quantity FROM levels WHERE sku IN (%s)`, skus)
}

// Oversold lists the SKUs of which orders and repairs claim more than lies on the
// shelf.
func (t *Tx) Oversold(limit int) ([]string, error) {
	return All(t, func(r Row) (string, error) {
		var sku string
		return sku, r.Scan(&sku)
	}, `SELECT c.sku FROM levels c LEFT JOIN levels s ON s.sku = c.sku AND s.place = 'shelf'
		WHERE c.quantity > 0 AND c.place IN ('reserved', 'for_repair')
		GROUP BY c.sku, s.quantity HAVING SUM(c.quantity) > COALESCE(s.quantity, 0) ORDER BY c.sku LIMIT $1`, limit)
}

// level is units of a product at a place.
type level struct {
	sku   string
	place stock.Place
}

// leveled keeps what movements add up to.
func (t *Tx) leveled(moves []stock.Movement) error {
	sums := map[level]int{}
	for _, m := range moves {
		if m.From != stock.Outside {
			sums[level{m.SKU, m.From}] -= m.Quantity
		}
		if m.To != stock.Outside {
			sums[level{m.SKU, m.To}] += m.Quantity
		}
	}
	order := slices.SortedFunc(maps.Keys(sums), func(a, b level) int { return cmp.Or(cmp.Compare(a.sku, b.sku), cmp.Compare(a.place, b.place)) })
	for _, l := range order { // two desks lock the rows in one order
		if _, err := t.Exec(`INSERT INTO levels (sku, place, quantity) VALUES ($1, $2, $3)
			ON CONFLICT (sku, place) DO UPDATE SET quantity = levels.quantity + excluded.quantity`, l.sku, string(l.place), sums[l]); err != nil {
			return err
		}
	}
	return nil
}
