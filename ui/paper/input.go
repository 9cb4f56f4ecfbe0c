package paper

import (
	"time"

	"aftercare/domain/calendar"
	"aftercare/domain/money"
)

// Shop is who prints. Names and address stand in the scripts in which the shop
// writes them, the one that its carriers read first.
type Shop struct {
	Names   []string // "南丫商店", "Lamma Supply"
	Address []string // one entry per script
	Phone   string
}

// Person is a customer as papers name one. Address may hold newlines.
type Person struct {
	Name, Address, Phone string
}

// Item is goods on a label or a slip. Title may hold newlines.
type Item struct {
	Quantity int
	Title    string
	SKU      string
}

// Freight says who pays the way back; "" leaves it unsaid.
type Freight string

// The ways to pay the freight of a return.
const (
	FreightAdvanced Freight = "advanced" // the sender pays first, the shop pays back
	FreightShop     Freight = "shop"     // the shop has paid the carrier
	FreightSender   Freight = "sender"   // the sender pays
)

// Label is a return label. Its codes hold Number with its check digit.
type Label struct {
	Number      string
	Order, Case string
	To          []string // the return address, one entry per script; newlines are kept
	Service     string   // whom to ask: a phone number, an e-mail
	From        Person
	Items       []Item
	SendBy      calendar.Date // "" for none
	Freight     Freight
	Precautions []Phrase // nil for the usual ones
	Back        bool     // goes back to the customer: nobody is told how to send it
}

// PackingSlip goes into the parcel. Code is what a scan of the slip reads; it
// opens the order at the shop, where a case can be opened from it.
type PackingSlip struct {
	Shop    Shop
	Order   string
	Code    string // "" for Order
	Channel string
	Placed  calendar.Date
	To      Person
	Items   []Item
	Gift    string // words of the buyer to print, "" for none
	Service string
}

// Check is a line with a box that is ticked or empty.
type Check struct {
	Name   string
	Ticked bool
}

// IntakeReceipt is what a customer gets for an item handed over.
type IntakeReceipt struct {
	Shop         Shop
	Number       string // the repair job
	Received     time.Time
	Customer     Person
	Item         string
	Serial       string
	Order        string
	Bought       calendar.Date
	Problem      string // in the customer's words
	Accessories  []Check
	Condition    []Check
	Photos       int
	Loaner       string        // "" for none
	Verdict      string        // the provisional warranty verdict, "" when not judged yet
	ExpectedDays int           // working days until the first answer, 0 for unsaid
	Expected     calendar.Date // when it should be back, "" for unsaid
	Fee          money.Amount  // agreed for the inspection when nothing is repaired
	Terms        []Phrase
	Clerk        string
}

// Charge is one line of parts and labour. Quantity counts hundredths of a
// piece or of an hour: 1.5 h is 150.
type Charge struct {
	Title    string
	Kind     string // part, labour, freight, inspection, workshop: the title of a line without one
	Free     string // warranty or goodwill when it is charged 0
	Quantity int64
	Hours    bool
	Each     money.Amount
	Sum      money.Amount
}

// Payment is money received.
type Payment struct {
	Way string // "FPS"
	Day calendar.Date
}

// RepairReceipt is what a customer gets with a repaired item. All amounts are
// of one currency.
type RepairReceipt struct {
	Shop          Shop
	Number        string
	Day           calendar.Date
	Customer      Person
	Item          string
	SerialIn      string
	SerialOut     string // "" or the same as SerialIn when it did not change
	Fault, Done   string
	Charges       []Charge
	Tax           money.Amount // zero leaves the line out
	TaxIncluded   bool         // Tax is part of Total and of the charges
	Total         money.Amount
	Paid          *Payment // nil while it is owed
	WarrantyUntil calendar.Date
	Warranty      []Phrase      // what the repair warranty covers, nil for the usual words
	Rest          calendar.Date // the last day on the parts that were not repaired, "" when that is over
	Clerk         string
}

// Quote is what a repair would cost, for the customer to answer. All amounts
// are of one currency.
type Quote struct {
	Shop        Shop
	Number      string // of the quote: J-0342-Q2
	Code        string // what its code holds, "" for Number
	Replaces    string // the quote that it replaces, "" for none
	Day         calendar.Date
	Customer    Person
	Item        string
	Serial      string
	Fault       string
	Proposed    string // the work
	Charges     []Charge
	Tax         money.Amount
	TaxIncluded bool
	Total       money.Amount
	Declined    money.Amount  // what is owed when the customer says no; zero for nothing
	Until       calendar.Date // the last day on which it holds
	Terms       []Phrase
	Clerk       string
}

// Declaration goes with an item that was not repaired: why, what is paid, and
// that it was handed back as it is or stays with the shop. All amounts are of
// one currency.
type Declaration struct {
	Shop        Shop
	Number      string
	Day         calendar.Date
	Customer    Person
	Item        string
	Serial      string
	Problem     string
	Reason      string       // the stage at which it ended: quote_declined
	Note        string       // in the shop's words
	Instead     string       // what the customer got for it, "" for nothing
	Refund      money.Amount // and how much money
	Stays       bool         // with the shop, to be disposed of
	Charges     []Charge
	Tax         money.Amount
	TaxIncluded bool
	Total       money.Amount
	Paid        *Payment
	Clerk       string
}

// JobTicket hangs on the item at the bench.
type JobTicket struct {
	Number   string
	Customer Person
	Item     string
	Serial   string
	Problem  string
	With     string // accessories, in one line
	In, Due  calendar.Date
}

// Fact is a label and its value.
type Fact struct{ Label, Value string }

// Column is a column of a List.
type Column struct {
	Head  string
	Right bool // figures stand at the right
}

// List is a table on A4: a payout list, a day sheet. Its texts are already in
// the person's language; rows have a cell per column.
type List struct {
	Shop    Shop
	Title   string
	Number  string // "" for none
	Facts   []Fact
	Columns []Column
	Rows    [][]string
	Totals  []Fact
	Notes   []string
	Sign    bool // two lines to sign on: who made it, who checked it
}
