// Package repair holds warranty repairs: one item from the customer's report to
// its way home (R12).
package repair

import "aftercare/domain/flow"

// State is the stage of a repair job.
type State string

// The stages (R12). The side doors stand after the main road.
const (
	Requested State = "requested"
	Confirmed State = "confirmed"
	InTransit State = "in_transit"
	Received  State = "received"
	Checked   State = "checked"
	Diagnosed State = "diagnosed"
	Quoted    State = "quoted"
	Approved  State = "approved"
	Waiting   State = "waiting_parts"
	Repairing State = "repairing"
	Tested    State = "tested"
	Returned  State = "returned" // shipped back or collected
	Closed    State = "closed"

	NotAccepted State = "not_accepted"
	NoFault     State = "no_fault"
	QuoteNo     State = "quote_declined"
	Away        State = "away" // at the maker or a workshop
	Beyond      State = "beyond_repair"
	CancelledBy State = "cancelled"
)

// Event is what moves a job.
type Event string

// The events of a job.
const (
	Confirm   Event = "confirm"
	Send      Event = "send" // the customer sent it
	Receive   Event = "receive"
	Check     Event = "check" // the first check
	NotAccept Event = "not_accept"
	Diagnose  Event = "diagnose"
	FindNone  Event = "find_none"
	Quote     Event = "quote"
	Approve   Event = "approve"
	DeclineIt Event = "decline"
	Order     Event = "order_parts"
	Begin     Event = "begin"
	SendAway  Event = "send_away"
	BackFrom  Event = "back_from"
	GiveUp    Event = "give_up"
	Test      Event = "test"
	GiveBack  Event = "give_back" // shipped back or collected
	CloseIt   Event = "close"
	CancelIt  Event = "cancel"
)

// Life is the table of a job's life. A covered job skips the quote.
var Life = flow.Life[State, Event]{Name: "repair", Rule: "R12", Moves: []flow.Move[State, Event]{
	{Event: Confirm, From: []State{Requested}, To: Confirmed},
	{Event: Send, From: []State{Requested, Confirmed}, To: InTransit},
	{Event: Receive, From: []State{Requested, Confirmed, InTransit}, To: Received},
	{Event: Check, From: []State{Received}, To: Checked},
	{Event: NotAccept, From: []State{Received, Checked}, To: NotAccepted},
	{Event: Diagnose, From: []State{Received, Checked}, To: Diagnosed},
	{Event: FindNone, From: []State{Checked, Diagnosed, Repairing}, To: NoFault},
	{Event: Quote, From: []State{Diagnosed, Quoted}, To: Quoted},
	{Event: Approve, From: []State{Quoted}, To: Approved},
	{Event: DeclineIt, From: []State{Quoted}, To: QuoteNo},
	{Event: Order, From: []State{Approved, Diagnosed, Repairing}, To: Waiting},
	{Event: Begin, From: []State{Approved, Diagnosed, Waiting}, To: Repairing},
	{Event: SendAway, From: []State{Diagnosed, Approved, Repairing}, To: Away},
	{Event: BackFrom, From: []State{Away}, To: Repairing},
	{Event: GiveUp, From: []State{Diagnosed, Repairing, Away, Waiting}, To: Beyond},
	{Event: Test, From: []State{Repairing}, To: Tested},
	{Event: GiveBack, From: []State{Tested, NotAccepted, NoFault, QuoteNo, Beyond, CancelledBy}, To: Returned},
	{Event: CloseIt, From: []State{Returned, Beyond, CancelledBy}, To: Closed},
	{Event: CancelIt, From: []State{Requested, Confirmed, InTransit, Received, Checked, Diagnosed, Quoted, Approved, Waiting}, To: CancelledBy},
}}

// Road lists the stages of the main road in their order, as the stage strip
// draws them.
func Road() []State {
	return []State{Requested, Confirmed, InTransit, Received, Checked, Diagnosed, Quoted, Approved, Repairing, Tested, Returned, Closed}
}
