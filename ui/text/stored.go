package text

import (
	"math"
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// revived gives a value back the type that it had before it was stored: the
// facts of a verdict that a case keeps come back from the store as plain JSON,
// and must read as they did when the form showed them.
func revived(v any) any {
	switch v := v.(type) {
	case string:
		if d := calendar.Date(v); len(v) == len("2006-01-02") && d.Valid() {
			return d
		}
		if len(v) < len("2006-01-02T15:04:05Z") || v[10] != 'T' {
			return v
		}
		if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return t
		}
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
	case map[string]any:
		minor, isNumber := v["minor"].(float64)
		currency, isText := v["currency"].(string)
		if isNumber && isText && len(v) == 2 {
			return money.Of(int64(minor), money.Currency(currency))
		}
	}
	return v
}
