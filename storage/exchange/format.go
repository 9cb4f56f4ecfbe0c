package exchange

import (
	"aftercare/domain"
	"aftercare/domain/money"
)

// Format is one platform's export: the columns it has and how an order is made
// of their cells. A new one is a file beside this and a line in Formats; one
// whose columns say plainly what they mean is a table alone (see plain).
type Format struct {
	ID     string // "shopify"; the catalogue's key is "format." + ID
	Preset string // the channel preset that such files come from

	// columns by the format's own constants. The first is the order number.
	columns  []column
	zone     string         // IANA name, for times without an offset; "" the shop's
	currency money.Currency // "" when each order names one
	days     DayOrder       // the platform's own; "" when the file must tell
	plain    bool           // columns are numbered by facts
	claims   bool           // returns and refunds, not orders
	partial  bool           // speaks of lines alone, of orders known from another file
	rows     rowsMode       // how orders stand in rows
	head     int            // headed: the column that only an order's first row fills
	spare    int            // the column that names the order when the first is blank; 0: none
	read     func(*reading) // fills reading.facts

	// of a format that a person made
	mapping string
	header  string // folded: a file with this very one is read by it before any other
	channel domain.ID
	comma   bool
}

// rowsMode is how the rows of a format make orders.
type rowsMode int

const (
	oneRow   rowsMode = iota // an order is one row
	headed                   // the first row speaks of the order, each further one of a line
	lineRows                 // each row is a line, and may say all of the order again
)

// column is a fact that a format has, under all the names that it is known by,
// the platform's own first.
type column struct {
	names  []string
	said   string // for a fact that no single column holds: what errors call it
	needed bool
	line   bool // says something of a line, not of the whole order
	date   bool // holds a date: the file's way of writing them is looked for here
	amount bool // holds money: the file's decimal mark is looked for here
}

// Formats lists the formats that the program knows.
func Formats() []Format {
	return []Format{
		shopify(), taobao(), taobaoSuborders(), taobaoDetails(),
		wooAnalytics(), wooExporter(), wooLines(),
		amazonUnshipped(), amazonOrders(),
		pdd(), douyin(), xiaohongshu(),
		etsyItems(), etsyOrders(), ebay(),
		aftercare(),
		amazonReturns(), taobaoRefunds(),
	}
}

// line is one row of a file as a format sees it: cells by the format's columns,
// cleaned, all in one string, so that a row costs two allocations.
type line struct {
	row   int
	cells []string
	fault string // a code: what is wrong with the row as a whole
	field string // the column of the fault

	garbled bool // holds bytes that are no character
}
