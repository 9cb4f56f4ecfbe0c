package exchange

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/stock"
)

// The columns of a file of products.
const (
	productSKU = iota
	productTitle
	productCategory
	productPrice
	productWarranty
	productLabour
	productShip
	productReturns
	productSerials
	productPart
	productWear
	productBarcode
	productSupplier
	productOnHand
	productColumns
)

// products is the format of a file of products, under the names that people and
// platforms give its columns.
func products() Format {
	columns := make([]column, productColumns)
	for i, names := range map[int][]string{
		productSKU:      {"SKU", "Variant SKU", "Product code", "Item code", "Article", "货号", "貨號", "商家编码", "商品编码", "貨品編號", "商品編號"},
		productTitle:    {"Title", "Product title", "Name", "Product name", "名称", "商品名称", "貨品名稱", "宝贝标题", "商品标题"},
		productCategory: {"Category", "Product category", "Type", "类别", "分类", "類別", "商品类别", "貨品類別"},
		productPrice:    {"Price", "Variant Price", "Unit price", "价格", "售价", "單價", "售價", "价钱"},
		productWarranty: {"Warranty", "Warranty months", "Warranty (months)", "保修", "保修月数", "保養", "保養月數", "保固月數"},
		productLabour:   {"Labour warranty", "Labor warranty", "Warranty on labour", "人工保修", "工时保修", "人工保養", "工時保養", "人工保固"},
		productShip:     {"Day to Ship", "DTS", "Lead time", "Handling time", "寄出时效", "寄出時效", "发货时效", "發貨時效"},
		productReturns:  {"Returnable", "Returns", "No-reason return", "可退货", "可退貨", "七天无理由", "七天無理由", "无理由退货", "無理由退貨"},
		productSerials:  {"Serial numbers", "Serials", "Has serial", "序列号", "序號", "有序列号", "有序號"},
		productPart:     {"Part", "Spare part", "Kind", "零件", "配件", "类型", "種類"},
		productWear:     {"Wear part", "Consumable", "易损件", "損耗零件", "損耗品", "耗材", "易損件"},
		productBarcode:  {"Barcode", "Variant Barcode", "EAN", "UPC", "条码", "條碼", "国际条码"},
		productSupplier: {"Supplier", "Vendor", "供应商", "供應商"},
		productOnHand:   {"On hand", "Stock", "Quantity", "Variant Inventory Qty", "库存", "庫存", "存貨", "数量", "數量"},
	} {
		columns[i] = column{names: names, needed: i == productSKU, amount: i == productPrice}
	}
	return Format{ID: "products", columns: columns}
}

// maxProducts is how many rows of a file of products are read.
const maxProducts = 100_000

// Products reads a file of products whole (desk.Goods). A cell that cannot be
// taken is a fault of its row that names the field and what stands there.
//
// Errors: import.no_file, import.not_a_file, import.not_allowed,
// product.rows, and those of the package's Open.
func (Files) Products(ctx context.Context, path string, currency money.Currency) (out []stock.Facts, err error) {
	handle, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	defer func() { err = errors.Join(err, handle.Close()) }()
	info, err := handle.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, domain.Wrong("path", "import.not_a_file", domain.Args{"name": filepath.Base(path)})
	}
	f, err := Open(filepath.Base(path), handle, info.Size(), Options{Formats: []Format{products()}, Currency: currency})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	err = f.each(ctx, 0, f.size, func(rec record) error {
		r := productRow{f: f, rec: rec, currency: currency, facts: stock.Facts{Row: rec.row}}
		if r.blank() {
			return nil
		}
		if len(out) >= maxProducts {
			return damaged("product.rows", domain.Args{"limit": maxProducts})
		}
		out = append(out, r.read())
		return nil
	})
	return out, err
}

// productRow reads one row.
type productRow struct {
	f        *File
	rec      record
	currency money.Currency
	facts    stock.Facts
}

func (r *productRow) blank() bool {
	for _, c := range r.rec.cells {
		if len(bytes.TrimSpace(c)) > 0 {
			return false
		}
	}
	return true
}

// cell is what a column holds, cleaned; "" where the file lacks it.
func (r *productRow) cell(column int) string {
	at := r.f.layout.at[column]
	if at < 0 || at >= len(r.rec.cells) {
		return ""
	}
	return strings.TrimSpace(string(bytes.ToValidUTF8(clean(nil, unmark(r.rec.cells[at])), nil)))
}

func (r *productRow) fault(field, code, value string) {
	r.facts.Faults = append(r.facts.Faults, domain.Wrong(field, code, domain.Args{"value": value}))
}

func (r *productRow) read() stock.Facts {
	f := &r.facts
	if r.rec.open || r.rec.broken {
		r.fault("sku", "product.row_broken", "")
	}
	for _, t := range []struct {
		column int
		field  string
		into   *string
		must   bool
	}{{productSKU, "sku", &f.SKU, true}, {productTitle, "title", &f.Title, false}, {productBarcode, "barcode", &f.Barcode, false}, {productSupplier, "supplier", &f.Supplier, false}} {
		line, e := domain.Line(t.field, r.cell(t.column), t.must)
		if e != nil {
			f.Faults = append(f.Faults, e)
		}
		*t.into = line
	}
	r.category()
	r.price()
	f.Warranty = r.whole(productWarranty, "warranty", "product.warranty", stock.MaxWarranty)
	f.Labour = r.whole(productLabour, "labour", "product.warranty", stock.MaxWarranty)
	f.OnHand = r.whole(productOnHand, "quantity", "product.on_hand", order.MaxQuantity)
	r.ship()
	if taken := r.truth(productReturns, "no_return", nil, nil); taken != nil {
		no := !*taken
		f.NoReturn = &no
	}
	f.Serials = r.truth(productSerials, "serials", nil, nil)
	f.Part = r.truth(productPart, "part", []string{"part", "spare", "spare part", "零件", "配件"}, []string{"goods", "product", "item", "商品", "貨品"})
	f.Wear = r.truth(productWear, "wear", nil, nil)
	return *f
}

// categoryWords are the categories as people write them.
var categoryWords = map[string][]string{
	"general":     {"general", "other", "一般", "其他", "其它", "通用"},
	"apparel":     {"apparel", "clothing", "clothes", "fashion", "shoes", "服装", "服裝", "服饰", "服飾", "衣服", "鞋"},
	"electronics": {"electronics", "electronic", "3c", "digital", "电子", "電子", "数码", "數碼", "电器", "電器", "电子产品", "電子產品"},
	"cosmetics":   {"cosmetics", "beauty", "skincare", "化妆品", "化妝品", "美妆", "美妝", "护肤", "護膚"},
	"toys":        {"toys", "toy", "collectibles", "toys and collectibles", "玩具", "收藏", "手办", "手辦", "玩具及收藏品"},
}

func (r *productRow) category() {
	said := r.cell(productCategory)
	if said == "" {
		return
	}
	folded := r.f.fold.fold(said)
	for category, words := range categoryWords {
		for _, w := range words {
			if r.f.fold.fold(w) == folded {
				r.facts.Category = category
				return
			}
		}
	}
	r.fault("category", "product.category", said)
}

func (r *productRow) price() {
	said := r.cell(productPrice)
	if said == "" {
		return
	}
	minor, ok := amount(said, r.currency, r.f.about.Comma)
	if !ok || minor < 0 || minor > money.Limit {
		r.fault("price", "product.price", said)
		return
	}
	a := money.Of(minor, r.currency)
	r.facts.Price = &a
}

// whole reads a whole number from 0 to limit.
func (r *productRow) whole(column int, field, code string, limit int) *int {
	said := r.cell(column)
	if said == "" {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(said, ".0"))
	if err != nil || n < 0 || n > limit {
		r.fault(field, code, said)
		return nil
	}
	return &n
}

// ship reads a term: "3", "3 working days", "48 h", "5 天".
func (r *productRow) ship() {
	said := r.cell(productShip)
	if said == "" {
		return
	}
	folded := r.f.fold.fold(said)
	number := strings.TrimRightFunc(folded, func(c rune) bool { return c < '0' || c > '9' })
	unit := strings.TrimSpace(strings.TrimPrefix(folded, number))
	n, err := strconv.Atoi(number)
	t := calendar.Term{Amount: n, Unit: calendar.WorkingDays}
	switch {
	case strings.HasPrefix(unit, "h") || strings.Contains(unit, "小时"):
		t.Unit = calendar.Hours
	case unit == "" || strings.Contains(unit, "work") || strings.Contains(unit, "工作") || strings.Contains(unit, "business"):
	case strings.HasPrefix(unit, "d") || strings.Contains(unit, "天") || strings.Contains(unit, "日"):
		t.Unit = calendar.Days
	default:
		err = strconv.ErrSyntax
	}
	if err != nil || t.Check("day_to_ship") != nil {
		r.fault("day_to_ship", "product.day_to_ship", said)
		return
	}
	r.facts.DayToShip = &t
}

var (
	yesWords = []string{"yes", "y", "true", "1", "on", "是", "有", "可", "支持", "✓"}
	noWords  = []string{"no", "n", "false", "0", "off", "否", "无", "無", "不可", "不支持", "✗"}
)

// truth reads yes or no, or words of the column's own.
func (r *productRow) truth(column int, field string, yes, no []string) *bool {
	said := r.cell(column)
	if said == "" {
		return nil
	}
	folded := r.f.fold.fold(said)
	for _, c := range []struct {
		words []string
		is    bool
	}{{append(yes, yesWords...), true}, {append(no, noWords...), false}} {
		for _, w := range c.words {
			if r.f.fold.fold(w) == folded {
				return &c.is
			}
		}
	}
	r.fault(field, "product.yes_no", said)
	return nil
}
