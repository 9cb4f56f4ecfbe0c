package exchange

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/desk"
	"aftercare/domain/money"
)

// statementColumns are parts of the names by which payout files and bank
// statements call what a reconciliation needs, the surest first.
var statementColumns = map[string][]string{
	"reference": {"order number", "order no", "order id", "訂單編號", "订单编号", "訂單號", "订单号", "訂單", "订单", "order", "reference", "參考", "参考", "單號", "单号", "編號", "编号", "description", "摘要", "備註", "备注"},
	"date":      {"payout date", "paid", "退款時間", "退款时间", "付款日期", "入賬", "入账", "交易日", "date", "日期", "時間", "时间", "day", "time"},
	"amount":    {"refund amount", "退款金額", "退款金额", "payout amount", "amount", "金額", "金额", "debit", "支出", "total", "sum", "合計", "合计"},
	"currency":  {"currency", "幣種", "币种", "貨幣", "货币"},
}

// ReadStatementFile is ReadStatement of the file at path.
func ReadStatementFile(path string) (lines []desk.StatementLine, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return ReadStatement(filepath.Base(path), f, info.Size())
}

// ReadStatement reads the lines of a payout file or of a bank's statement, CSV
// or XLSX: a reference, a day, an amount, a currency where there is one. What it
// cannot read of a line it gives as it stands, for the desk to refuse by line; a
// line without day and amount is none.
//
// Errors: reconcile.columns, and those of Open.
func ReadStatement(name string, r io.ReaderAt, size int64) ([]desk.StatementLine, error) {
	f, err := Open(name, r, size, Options{AnyHeader: true, Formats: []Format{}})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	at := map[string]int{}
	for field := range statementColumns {
		at[field] = columnNamed(f.about.Header, field)
	}
	if at["date"] < 0 || at["amount"] < 0 {
		return nil, domain.Wrong("file", "reconcile.columns", nil)
	}
	var lines []desk.StatementLine
	err = f.Rows(context.Background(), func(row Row) error {
		cell := func(field string) string {
			if i := at[field]; i >= 0 && i < len(row.Cells) {
				return strings.TrimSpace(row.Cells[i])
			}
			return ""
		}
		l := desk.StatementLine{Line: row.Number, Reference: cell("reference"), Day: dayIn(cell("date"), f.about.Days), Currency: strings.ToUpper(cell("currency"))}
		l.Amount = amountIn(cell("amount"), money.Currency(l.Currency))
		if l.Day != "" || l.Amount != "" {
			lines = append(lines, l)
		}
		return nil
	})
	return lines, err
}

// columnNamed is the place of a field's column, -1 for none: of the surest name
// that any column has.
func columnNamed(header []string, field string) int {
	for _, name := range statementColumns[field] {
		if i := slices.IndexFunc(header, func(h string) bool { return strings.Contains(strings.ToLower(h), name) }); i >= 0 {
			return i
		}
	}
	return -1
}

// dayIn is a day as a spreadsheet counts it, or as somebody wrote it.
func dayIn(s string, days DayOrder) string {
	if at, _, ok := serial(s, time.UTC); ok {
		return string(calendar.DateOf(at, time.UTC))
	}
	if at, _, code := instant(s, time.UTC, days); code == "" && !at.IsZero() {
		return string(calendar.DateOf(at, time.UTC))
	}
	return s
}

// amountIn is an amount in plain decimals: without the currency's sign and
// without separators of thousands.
func amountIn(s string, c money.Currency) string {
	if c == "" {
		c = "HKD" // two decimals, as most have; the desk reads it in the shop's own
	}
	sign := ""
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		sign, s = "-", rest
	}
	if minor, ok := amount(bare(s, ""), c, false); ok {
		return sign + money.Of(minor, c).Decimal()
	}
	return sign + s
}
