package exchange

import "aftercare/domain/money"

// Format is one platform's export: the columns it has and how an order is made
// of their cells. A new one is a file beside this and a line in Formats.
type Format struct {
	ID string // "shopify"; the catalogue's key is "format." + ID

	// columns by the format's own constants. The first is the order number.
	columns  []column
	zone     string         // IANA name, for times without an offset
	currency money.Currency // "" when each order names one
	head     int            // the column that only an order's first row fills; 0: an order is one row
	read     func(*reading) // fills reading.facts
}

// column is a fact that a format has, under all the names that it is known by,
// the platform's own first.
type column struct {
	names  []string
	needed bool
	line   bool // says something of a line, not of the whole order
}

// Formats lists the formats that the program knows.
func Formats() []Format { return []Format{shopify(), taobao()} }

// line is one row of a file as a format sees it: cells by the format's columns,
// cleaned, all in one string, so that a row costs two allocations.
type line struct {
	row   int
	cells []string
	fault string // a code: what is wrong with the row as a whole
	field string // the column of the fault

	garbled bool // holds bytes that are no character
}
