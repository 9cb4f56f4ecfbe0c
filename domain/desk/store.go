package desk

import (
	"context"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/customer"
	"aftercare/domain/message"
	"aftercare/domain/money"
	"aftercare/domain/order"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/domain/stock"
)

// Store is where the desk keeps everything. A store is two verbs: View reads a
// consistent picture, Update changes all of it or nothing.
//
// An implementation rolls back and returns the function's error when it fails,
// commits when it does not, and tells its listeners only after the commit.
type Store interface {
	View(ctx context.Context, f func(Tx) error) error
	Update(ctx context.Context, f func(Tx) error) error
	// Listen calls f after each commit, from any goroutine, with what changed.
	// The returned function ends it.
	Listen(f func([]Change)) (stop func())
	// Hear looks once for what other programs have committed to the same store,
	// and tells the listeners.
	Hear(ctx context.Context) error
}

// Change names what a commit changed: the kind of aggregate, and its id; ID 0
// means many.
type Change struct {
	Entity string
	ID     domain.ID
}

// Tx reads and writes whole aggregates inside one View or Update.
//
// A finder that finds nothing answers *domain.Error of kind not_found with code
// missing.<entity>. A Put of an aggregate with ID 0 stores it and sets ID and
// Version 1; any other Put asks for the version that was read, answers
// store.conflict when somebody else saved since, and adds one to it. Put calls
// Validate, and so does every finder.
type Tx interface {
	ShopTx
	PeopleTx
	DraftTx
	UndoTx
	LogTx
	OrderTx
	CaseTx
	MoneyTx
	RepairTx
	CustomerTx

	// Context is the one that View or Update was called with.
	Context() context.Context

	// Crowded says that a long Update should end now and the work go on in the
	// next one: somebody waits to write, or it has lasted for a second.
	Crowded() bool

	// Take hands out n numbers of a named sequence, beginning with first. A
	// number is never handed out twice, whatever happens to the transaction's
	// neighbours.
	Take(sequence string, n int) (first int64, err error)
	// Record writes an entry of the history, chained to the one before it.
	Record(e domain.Entry) error
	// History lists the entries of one aggregate, oldest first.
	History(entity string, id domain.ID) ([]domain.Entry, error)
	// Search finds what a text names, best first: whole numbers before their
	// beginnings, beginnings before parts of a word.
	Search(text string, limit int) ([]Hit, error)
	SearchInside(text string, limit int) ([]Hit, error)
}

// Hit is one answer of a search.
type Hit struct {
	Entity string    `json:"entity"` // order, case, parcel, repair, customer, refund, goodwill, claim; unit, whose Number is its serial number
	ID     domain.ID `json:"id"`
	Number string    `json:"number"`
	Who    string    `json:"who"`
	What   string    `json:"what"`
	Exact  bool      `json:"exact"` // the whole of a number, a phone, a serial
}

// PeopleTx keeps who works in the shop.
type PeopleTx interface {
	People() ([]shop.Person, error)           // by id, archived ones too
	Person(id domain.ID) (shop.Person, error) // missing.person
	PutPerson(*shop.Person) error
}

// ShopTx keeps the shop, its channels, calendars and checklists, and the stock.
type ShopTx interface {
	Shop() (shop.Shop, error) // missing.shop before the first start is over
	PutShop(*shop.Shop) error
	Channels() ([]channel.Channel, error) // by id, archived ones too
	Channel(id domain.ID) (channel.Channel, error)
	PutChannel(*channel.Channel) error // a policy of a new version is kept beside the old ones
	Policy(channelID domain.ID, version int) (channel.Policy, error)
	Holidays() ([]calendar.Holidays, error)
	PutHolidays(calendar.Holidays) error // replaces the region's
	Checklists() ([]parcel.Checklist, error)
	PutChecklist(parcel.Checklist) error // replaces the category's
	// Setting reads a small value of the program itself, found false when it was
	// never put: the import's choices, the page last open.
	Setting(key string, into any) (found bool, err error)
	PutSetting(key string, value any) error

	Products(skus []string) (map[string]stock.Product, error) // those that exist
	ProductPage(q ProductQuery) ([]stock.Product, error)      // by SKU
	ProductCount() (int, error)
	ProductByBarcode(code string) (stock.Product, error)
	PutProduct(*stock.Product) error
	// PutMovements books those whose Once was not booked before and says how
	// many those were.
	PutMovements(moves []stock.Movement) (booked int, err error)
	Ledger(sku string) ([]stock.Movement, error)        // of a product, oldest first
	Documented(number string) ([]stock.Movement, error) // by documents of a number, oldest first
	UnitLedger(serial string) ([]stock.Movement, error) // of the units with a serial number, oldest first
	Levels(skus []string) (map[string]stock.Level, error)
	// Oversold are the SKUs of which more is claimed than lies on the shelf.
	Oversold(limit int) ([]string, error)
}

// OrderTx keeps orders and customers.
type OrderTx interface {
	Order(id domain.ID) (order.Order, error) // with its notes
	OrderByNumber(channelID domain.ID, number string) (order.Order, error)
	OrdersByNumber(channelID domain.ID, numbers []string) (map[string]order.Order, error) // with their notes
	PutOrder(*order.Order) error
	PutOrders([]*order.Order) error // many at once, as an import writes them
	OrderPage(q OrderQuery) ([]OrderRow, error)
	OrderCount(q OrderQuery) (int, error)
	// OpenOrders lists the ids of all orders that wait to be shipped on a
	// channel, for a change of its policy.
	OpenOrders(channelID domain.ID) ([]domain.ID, error)
	// FlaggedOrders lists the orders of a flag whose moment has come by then,
	// oldest first, with their notes; FlagCount counts them.
	FlaggedOrders(flag order.Flag, by time.Time, offset, limit int) ([]order.Order, error)
	FlagCount(flag order.Flag, by time.Time) (int, error)

	AddMessage(*message.Message) error // never changed afterwards
	// Messages are those of an aggregate, oldest first; an order's and a case's
	// are also those of what belongs to them.
	Messages(entity string, id domain.ID) ([]message.Message, error)

	Customer(id domain.ID) (customer.Customer, error)
	CustomersByKey(keys []string) (map[string]customer.Customer, error)
	PutCustomers([]*customer.Customer) error
}

// OrderFilter picks the orders of a list.
type OrderFilter string

// The filters, each a chip on the Orders page.
const (
	AllOrders     OrderFilter = "all"
	OpenFilter    OrderFilter = "open"      // waiting to be shipped
	TodayFilter   OrderFilter = "due_today" // waiting, not held, due before the end of today
	OverdueFilter OrderFilter = "overdue"   // waiting, not held, past the date in force
	AgreedFilter  OrderFilter = "agreed"    // late by agreement
	ChangedFilter OrderFilter = "changed"   // its platform note changed
	UrgentFilter  OrderFilter = "urgent"    // overdue, due today and late by agreement, in Today's order
)

// OrderSort is a column by which orders are sorted.
type OrderSort string

// The columns.
const (
	ByPlaced   OrderSort = "placed"
	ByNumber   OrderSort = "number"
	ByChannel  OrderSort = "channel"
	ByCustomer OrderSort = "customer"
	ByState    OrderSort = "state"
	ByShipBy   OrderSort = "ship_by" // orders without a date last
	ByTotal    OrderSort = "total"
)

// OrderQuery asks for one page of orders.
type OrderQuery struct {
	Filter  OrderFilter `json:"filter"`
	Channel domain.ID   `json:"channel"` // 0: all
	State   order.State `json:"state"`   // "": all
	// Customer picks the orders of one customer; 0: all.
	Customer domain.ID `json:"customer"`
	Sort     OrderSort `json:"sort"`
	Desc     bool      `json:"desc"`
	Offset   int       `json:"offset"`
	Limit    int       `json:"limit"`
	Now      time.Time `json:"-"` // the moment of "overdue"
	DayEnd   time.Time `json:"-"` // the first instant after the shop's today
}

// OrderRow is an order as a list shows it.
type OrderRow struct {
	ID        domain.ID    `json:"id"`
	Number    string       `json:"number"`
	ChannelID domain.ID    `json:"channel_id"`
	Customer  string       `json:"customer"`
	What      string       `json:"what"` // the first line's title
	Lines     int          `json:"lines"`
	State     order.State  `json:"state"`
	Placed    time.Time    `json:"placed"`
	Total     money.Amount `json:"total"`
	Changed   bool         `json:"changed,omitempty"`
	order.Dates
}

// CaseTx keeps cases and parcels.
type CaseTx interface {
	Case(id domain.ID) (casefile.Case, error)
	CaseByNumber(number string) (casefile.Case, error) // C-1187 or R-11874
	CasesByTracking(code string) ([]casefile.Case, error)
	CasesOfOrder(orderID domain.ID) ([]casefile.Case, error)
	PutCase(*casefile.Case) error
	CasePage(q CaseQuery) ([]CaseRow, error)
	CaseCount(q CaseQuery) (int, error)
	CaseSteps() (map[casefile.StepCode]int, error) // how many open cases stand at each step
	// What the reports of cases are made of; the times are [from, to).
	Clocks(from, to time.Time) ([]ClockFact, error)            // of orders too
	CaseRetentions(from, to time.Time) ([]RetentionRow, error) // newest first
	OpenLessons(sku string) ([]LessonRow, error)               // "": of all products

	Parcel(id domain.ID) (parcel.Parcel, error)
	ParcelByCode(code string) (parcel.Parcel, error) // its number, or what was scanned; the newest
	ParcelsOfCase(caseID domain.ID) ([]parcel.Parcel, error)
	PutParcel(*parcel.Parcel) error
	ParcelPage(q ParcelQuery) ([]parcel.Parcel, error) // newest first

}

// CaseQuery asks for a page of cases.
type CaseQuery struct {
	Open  bool `json:"open"`  // only those with something left to do
	Await bool `json:"await"` // only those whose parcel is announced or on its way
	Late  bool `json:"late"`  // only those whose clock is missed
	// Kind, Channel and Actor narrow the list; empty takes all. An actor is who
	// does the next step.
	Kind    casefile.Kind  `json:"kind"`
	Channel domain.ID      `json:"channel"`
	Actor   casefile.Actor `json:"actor"`
	Offset  int            `json:"offset"`
	Limit   int            `json:"limit"`
	Now     time.Time      `json:"-"` // the moment of "late"
}

// CaseRow is a case as a list shows it: open ones by the due time of their next
// step, those without last, then the others, newest first.
type CaseRow struct {
	casefile.Case
	OrderNumber string           `json:"order_number"`
	Customer    string           `json:"customer"`
	OwnReason   *casefile.Reason `json:"own_reason_now,omitempty"` // nil for a built-in one
}

// ParcelQuery asks for parcels.
type ParcelQuery struct {
	States []parcel.State `json:"states"` // none: all
	Limit  int            `json:"limit"`
}

// RepairTx keeps repair jobs.
type RepairTx interface {
	Job(id domain.ID) (repair.Job, error)
	JobByNumber(number string) (repair.Job, error)
	JobsOfOrder(orderID domain.ID) ([]repair.Job, error)
	JobsOfSerial(serial string) ([]repair.Job, error) // newest first
	PutJob(*repair.Job) error
	JobPage(q JobQuery) ([]repair.Job, error)
	JobsOpened(from, to time.Time) ([]repair.Job, error) // opened in [from, to), oldest first
	JobsBack(from, to time.Time) ([]repair.Job, error)   // whose item went home in [from, to), oldest first
	JobCount(q JobQuery) (int, error)
}

// JobQuery asks for a page of jobs: open ones by due day, then the closed ones,
// newest first.
type JobQuery struct {
	Open   bool           `json:"open"`
	States []repair.State `json:"states"` // none: all
	Offset int            `json:"offset"`
	Limit  int            `json:"limit"`
}
