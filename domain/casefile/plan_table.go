package casefile

// Choice is an answer that decides what a plan goes on with.
type Choice string

// The choices, by the step that asks.
const (
	// Retention.
	Kept    Choice = "kept"
	NotKept Choice = "not_kept"
	// CheckType: what a refund of goods that were received is for.
	ForFreight      Choice = "for_freight"
	ForDifference   Choice = "for_difference"
	ForDiscount     Choice = "for_discount"
	ForCompensation Choice = "for_compensation"
	ForDamage       Choice = "for_damage"
	Sound           Choice = "sound"
	// AskWithdraw and OfferReturn.
	Withdraws   Choice = "withdraws"
	FilesReturn Choice = "files_return"
	NoAnswer    Choice = "no_answer"
	// CarrierSays.
	SaysLost      Choice = "says_lost"
	SaysDelivered Choice = "says_delivered"
	SaysFound     Choice = "says_found"
	SaysNothing   Choice = "says_nothing"
	// Packer.
	CarrierLost Choice = "by_carrier"
	PackingLost Choice = "by_packing"
	NotKnown    Choice = "not_known"
	// Failing.
	InFull   Choice = "in_full"
	Less     Choice = "less"
	GoesBack Choice = "goes_back"
	KeepsIt  Choice = "kept_for_collection"
	// Finding.
	GrantRefund   Choice = "grant_refund"
	GrantExchange Choice = "grant_exchange"
	GrantRepair   Choice = "grant_repair"
	// Intercepted.
	Caught Choice = "caught"
	Taken  Choice = "taken"
	// Answer.
	Waits      Choice = "waits"
	OtherGoods Choice = "other_goods"
	WantsMoney Choice = "wants_money"
	// Review.
	Stands Choice = "stands"
	GoesOn Choice = "goes_on"
)

// Option is one answer to a step and what follows: the case's event, another
// remedy or fault, and the rest of the plan. Rest nil goes on as it was.
type Option struct {
	Choice Choice
	Event  Event
	Remedy Remedy
	Fault  Fault
	Parcel ParcelState
	Rest   []StepCode
}

// spec is what is true of a step in every plan.
type spec struct {
	actor Actor
	// loose: later steps need not wait for it.
	loose bool
	// early names the only steps that it waits for; it may run ahead of others.
	early []StepCode
	// ends are earlier steps that it proves done: who opens a parcel has got it.
	ends []StepCode
	// passes are earlier steps that make no sense after it.
	passes []StepCode
	// bound: it is never skipped.
	bound bool
	// own: a verb of its own does it.
	own bool
	// parcel is where the goods are once it is done.
	parcel  ParcelState
	options []Option
}

// repay and settled are the two ways in which a refund stands in a plan: with
// the customer's consent where the policy asks for it, or in any case, because
// the sum is a settlement and nothing comes back.
const (
	repay   = StepCode("(refund)")
	settled = StepCode("(settled refund)")
)

var (
	before   = []StepCode{Reply, AskReason, Hold}
	approved = []StepCode{Decide, Intercepted, CarrierBack, OfferReturn}
	sending  = []StepCode{Instructions, WaitParcel}
	comeBack = []StepCode{Instructions, WaitParcel, Intake, repay, Confirm}
	partSum  = []Option{{Choice: ForFreight, Remedy: PartRefund}, {Choice: ForDifference, Remedy: PartRefund}, {Choice: ForDiscount, Remedy: PartRefund},
		{Choice: ForCompensation, Remedy: PartRefund}, {Choice: ForDamage, Remedy: PartRefund}, {Choice: Sound, Rest: []StepCode{AskWithdraw}}}
)

var specs = map[StepCode]spec{
	Hold:        {actor: Service, loose: true},
	Reply:       {actor: Service, loose: true},
	AskReason:   {actor: TheCustomer, loose: true},
	Evidence:    {actor: TheCustomer, ends: before, loose: true},
	CheckType:   {actor: Service, ends: before, passes: []StepCode{Evidence}, bound: true, options: partSum},
	AskWithdraw: {actor: TheCustomer, bound: true, options: []Option{{Choice: Withdraws, Event: Withdraw}, {Choice: FilesReturn, Remedy: ReturnRefund, Rest: append([]StepCode{Decide}, comeBack...)}, {Choice: NoAnswer, Event: Decline}}},
	BothOrders:  {actor: Service, ends: before, bound: true},
	Receipt:     {actor: TheCustomer, ends: before, bound: true},
	AskCarrier:  {actor: Service, ends: before},
	CarrierSays: {actor: TheCarrier, ends: append([]StepCode{AskCarrier}, before...), bound: true, options: []Option{{Choice: SaysLost}, {Choice: SaysDelivered}, {Choice: SaysNothing},
		{Choice: SaysFound, Event: Agree, Rest: []StepCode{Confirm}}}},
	Packer: {actor: PackingTable, ends: before, passes: []StepCode{Evidence}, options: []Option{{Choice: CarrierLost, Fault: ByCarrier}, {Choice: PackingLost, Fault: ByPacking}, {Choice: NotKnown}}},

	NoPromise:    {actor: Service, ends: before},
	Decide:       {actor: Owner, ends: before, passes: []StepCode{Evidence}, bound: true, own: true},
	Retention:    {actor: Service, ends: before, passes: []StepCode{Evidence}, options: []Option{{Choice: Kept, Event: Withdraw}, {Choice: NotKept}}},
	Instructions: {actor: Service, ends: before},
	WaitParcel:   {actor: TheCustomer, early: approved, ends: []StepCode{Instructions, CarrierBack}},
	Intake:       {actor: IntakeDesk, ends: sending, bound: true, own: true},
	Failing: {actor: Owner, bound: true, options: []Option{{Choice: InFull}, {Choice: Less, Rest: []StepCode{settled, Confirm}},
		{Choice: GoesBack, Rest: []StepCode{SendBack, Confirm}}, {Choice: KeepsIt, Rest: []StepCode{Collect, Confirm}}}},
	SendBack: {actor: PackingTable, bound: true},
	Collect:  {actor: TheCustomer, bound: true},
	Finding: {actor: Owner, bound: true, options: []Option{{Choice: GrantRefund, Remedy: ReturnRefund, Rest: []StepCode{repay, Confirm}},
		{Choice: GrantExchange, Remedy: Exchange, Rest: []StepCode{Replacement, Ship, SignOff, Confirm}}, {Choice: GrantRepair, Remedy: RepairIt, Rest: []StepCode{RepairJob, Confirm}},
		{Choice: GoesBack, Rest: []StepCode{SendBack, Confirm}}}},
	Intercept: {actor: Service, ends: before},
	Intercepted: {actor: TheCarrier, ends: []StepCode{Intercept}, bound: true, options: []Option{{Choice: Caught, Parcel: OnItsWay, Rest: []StepCode{repay, WaitParcel, Intake, Confirm}},
		{Choice: Taken, Rest: []StepCode{OfferReturn}}}},
	OfferReturn: {actor: TheCustomer, bound: true, options: []Option{{Choice: FilesReturn, Remedy: ReturnRefund, Parcel: Announced, Rest: comeBack}, {Choice: Withdraws, Event: Withdraw}}},
	CarrierBack: {actor: TheCarrier, ends: before, bound: true, parcel: OnItsWay},

	// No refund is filed without these, so nothing passes them over.
	Consent:   {actor: TheCustomer, early: append([]StepCode{CheckType, Failing, CarrierSays, Finding, Answer}, approved...), bound: true, own: true},
	Look:      {actor: Books, bound: true, own: true},
	Notice:    {actor: Service, bound: true, own: true},
	Refund:    {actor: Books, bound: true, own: true},
	TellFiled: {actor: Service, loose: true},
	Paid:      {actor: Books, early: []StepCode{Refund, Consent, Look, Notice}, bound: true, own: true},
	TellPaid:  {actor: Service, early: []StepCode{Paid}, ends: []StepCode{TellFiled}, loose: true},

	Tell:  {actor: Service},
	Offer: {actor: Service, ends: []StepCode{Tell}},
	Answer: {actor: TheCustomer, ends: []StepCode{Tell, Offer}, bound: true, options: []Option{
		{Choice: Waits, Event: Agree, Rest: []StepCode{Delay, StockZero, Siblings, Confirm}},
		{Choice: OtherGoods, Event: Agree, Remedy: Resend, Rest: []StepCode{Replacement, Ship, StockZero, Siblings, Confirm}},
		{Choice: WantsMoney, Event: Agree, Rest: []StepCode{repay, StockZero, Siblings, Confirm}}}},
	Delay:     {actor: Service},
	StockZero: {actor: IntakeDesk, early: []StepCode{Answer}, loose: true},
	Siblings:  {actor: Service, early: []StepCode{Answer}, loose: true},

	Replacement: {actor: PackingTable, bound: true},
	Ship:        {actor: PackingTable, bound: true},
	SignOff:     {actor: TheCarrier, ends: []StepCode{Ship}},
	Payment:     {actor: Books, own: true}, // the books pay it
	RepairJob:   {actor: TheWorkshop, ends: before},
	Advise:      {actor: Service, ends: before},
	Resolve:     {actor: Service, ends: []StepCode{Reply}},

	Proof:  {actor: Service, own: true},
	Ruling: {actor: ThePlatform, ends: []StepCode{Proof}, bound: true, own: true},
	Review: {actor: Owner, bound: true, options: []Option{{Choice: GoesOn}, {Choice: Stands}}},

	Confirm: {actor: Service, ends: []StepCode{TellFiled, TellPaid, SignOff}, own: true},
	Lesson:  {actor: Owner, ends: []StepCode{Confirm}, own: true},
}

// Options are the answers that a step asks for, none when it is simply done.
func Options(code StepCode) []Option { return specs[code].options }

// Skippable says whether a step may be passed over with a reason: never what a
// refund or a decision rests on.
func Skippable(code StepCode) bool {
	return !specs[code].bound && (!specs[code].own || code == Proof || code == Payment)
}

// Own says whether a verb of its own does the step, not a plain "done".
func Own(code StepCode) bool { return specs[code].own }

// Stage is how far the goods were when the case was opened.
type Stage string

// The stages.
const (
	NotShipped Stage = "not_shipped"
	OnTheWay   Stage = "on_the_way"
	WithThem   Stage = "received"
)

// Plan names a row of R7.
type Plan string

// row is one row of the table of R7: for whom it is, and its steps. Empty
// fields take any; the first row that fits counts.
type row struct {
	plan     Plan
	kinds    []Kind
	reasons  []string
	remedies []Remedy
	stages   []Stage
	steps    []StepCode
}

var (
	lost    = []string{"lost_in_transit", "no_tracking", "not_received"}
	damaged = []string{"damaged_in_transit", "empty_parcel", "items_missing", "wrong_item"}
)

// rows is the table of R7. Reply and retention stand in every plan of a refund
// and a return; evidence leaves a plan whose reason wants none.
var rows = []row{
	{plan: "enquiry", kinds: []Kind{Enquiry, Complaint, Feedback}, steps: []StepCode{Reply, Resolve, Confirm, Lesson}},
	{plan: "cannot_deliver", reasons: []string{"out_of_stock"}, steps: []StepCode{Hold, Tell, Offer, Answer}},
	{plan: "not_received", reasons: []string{"refused"}, steps: []StepCode{Reply, AskReason, Decide, Retention, CarrierBack, repay, WaitParcel, Intake, Confirm}},
	{plan: "lost_refund", reasons: lost, remedies: []Remedy{RefundOnly, PartRefund}, steps: []StepCode{Reply, AskCarrier, CarrierSays, Decide, repay, Confirm}},
	{plan: "lost_resend", reasons: lost, remedies: []Remedy{Resend}, steps: []StepCode{Reply, AskCarrier, CarrierSays, Decide, Replacement, Ship, Confirm}},
	{plan: "carrier_refund", reasons: damaged, remedies: []Remedy{RefundOnly, PartRefund}, steps: []StepCode{Reply, Evidence, Packer, Decide, settled, Confirm}},
	{plan: "refund_unshipped", remedies: []Remedy{RefundOnly, PartRefund}, stages: []Stage{NotShipped}, steps: []StepCode{Hold, Reply, AskReason, Retention, Decide, repay, Confirm}},
	{plan: "refund_on_way", remedies: []Remedy{RefundOnly}, stages: []Stage{OnTheWay}, steps: []StepCode{Hold, Reply, AskReason, Retention, Decide, Intercept, Intercepted}},
	{plan: "refund_received", remedies: []Remedy{RefundOnly}, steps: []StepCode{Reply, Evidence, CheckType, Decide, Retention, settled, Confirm}},
	{plan: "part_refund", remedies: []Remedy{PartRefund}, steps: []StepCode{Reply, Evidence, Decide, Retention, settled, Confirm}},
	{plan: "return_refund", remedies: []Remedy{ReturnRefund}, steps: append([]StepCode{Reply, Evidence, Decide, Retention}, comeBack...)},
	{plan: "inspection", remedies: []Remedy{Inspection}, steps: []StepCode{Reply, Evidence, NoPromise, Decide, Instructions, WaitParcel, Intake, Finding}},
	{plan: "exchange", remedies: []Remedy{Exchange}, steps: []StepCode{Reply, Evidence, Decide, Retention, Instructions, WaitParcel, Intake, Replacement, Ship, SignOff, Confirm}},
	{plan: "resend", remedies: []Remedy{Resend}, steps: []StepCode{Reply, Evidence, Packer, Decide, Replacement, Ship, Confirm}},
	{plan: "price_protection", remedies: []Remedy{PriceProtection}, steps: []StepCode{Reply, BothOrders, Receipt, Decide, Payment, Confirm}},
	{plan: "repair", remedies: []Remedy{RepairIt}, steps: []StepCode{Reply, Evidence, Decide, RepairJob, Confirm}},
	{plan: "goodwill", remedies: []Remedy{Goodwill}, steps: []StepCode{Reply, Decide, Payment, Confirm}},
	{plan: "advice", steps: []StepCode{Reply, Evidence, Decide, Advise, Confirm}},
}

// Plans lists the plans in the order of the table.
func Plans() []Plan {
	var out []Plan
	for _, r := range rows {
		out = append(out, r.plan)
	}
	return out
}

// reopened is the plan of a case that was over and is looked at again.
var reopened = []StepCode{Reply, Review}

// disputed is what stands before the rest of a plan while a dispute runs.
var disputed = []StepCode{Proof, Ruling}
