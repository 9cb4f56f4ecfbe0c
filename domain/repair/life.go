// Package repair holds warranty repairs: one item from the customer's report to
// its way home (R12).
package repair

import (
	"slices"

	"aftercare/domain/flow"
)

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
	Returned  State = "returned" // shipped back or collected: Job.Back says which
	Closed    State = "closed"

	NotAccepted State = "not_accepted"
	NoFault     State = "no_fault"
	QuoteNo     State = "quote_declined"
	Away        State = "away" // at the maker or a workshop
	Beyond      State = "beyond_repair"
	Replaced    State = "replaced" // another item goes out in its place
	Refunded    State = "refunded" // money goes back instead
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
	BackFrom  Event = "back_from"   // back from the workshop, repaired
	BackAsWas Event = "back_as_was" // back from the workshop, not repaired
	GiveUp    Event = "give_up"
	Replace   Event = "replace"
	Refund    Event = "refund"
	Test      Event = "test"
	Rework    Event = "rework"    // the test failed, or the fault is back
	GiveBack  Event = "give_back" // shipped back or collected
	Leave     Event = "leave"     // the customer leaves the item with the shop
	CloseIt   Event = "close"
	CancelIt  Event = "cancel"
)

// Life is the table of a job's life. A covered job skips the quote.
var Life = flow.Life[State, Event]{Name: "repair", Rule: "R12", Moves: []flow.Move[State, Event]{
	{Event: Confirm, From: []State{Requested}, To: Confirmed},
	{Event: Send, From: []State{Requested, Confirmed}, To: InTransit},
	{Event: Receive, From: []State{Requested, Confirmed, InTransit}, To: Received},
	{Event: Receive, From: []State{CancelledBy}, To: CancelledBy}, // it was on its way when the job was cancelled
	{Event: Check, From: []State{Received}, To: Checked},
	{Event: NotAccept, From: []State{Received, Checked}, To: NotAccepted},
	{Event: Diagnose, From: []State{Received, Checked, Diagnosed, NoFault}, To: Diagnosed},
	{Event: FindNone, From: []State{Checked, Diagnosed, Repairing}, To: NoFault},
	{Event: Quote, From: []State{Diagnosed, Quoted, QuoteNo, Approved, Waiting, Repairing}, To: Quoted},
	{Event: Approve, From: []State{Quoted}, To: Approved},
	{Event: DeclineIt, From: []State{Quoted}, To: QuoteNo},
	{Event: Order, From: []State{Approved, Diagnosed, Repairing}, To: Waiting},
	{Event: Begin, From: []State{Approved, Diagnosed, Waiting}, To: Repairing},
	{Event: SendAway, From: []State{Checked, Diagnosed, Approved, Waiting, Repairing}, To: Away},
	{Event: BackFrom, From: []State{Away}, To: Repairing},
	{Event: BackAsWas, From: []State{Away}, To: Diagnosed},
	{Event: GiveUp, From: []State{Diagnosed, Approved, Waiting, Repairing, Away}, To: Beyond},
	{Event: Replace, From: []State{Beyond}, To: Replaced},
	{Event: Refund, From: []State{Beyond}, To: Refunded},
	{Event: Test, From: []State{Repairing}, To: Tested},
	{Event: Rework, From: []State{Tested}, To: Repairing},
	{Event: GiveBack, From: []State{Tested, NotAccepted, NoFault, QuoteNo, Beyond, Replaced, Refunded, CancelledBy}, To: Returned},
	{Event: Leave, From: []State{NotAccepted, NoFault, QuoteNo, Beyond, CancelledBy}, To: Closed},
	{Event: CloseIt, From: []State{Returned, Replaced, Refunded, CancelledBy}, To: Closed},
	{Event: CancelIt, From: []State{Requested, Confirmed, InTransit, Received, Checked, Diagnosed, Quoted, Approved, Waiting, Repairing}, To: CancelledBy},
}}

// Road lists the stages of the main road in their order, as the stage strip
// draws them.
func Road() []State {
	return []State{Requested, Confirmed, InTransit, Received, Checked, Diagnosed, Quoted, Approved, Repairing, Tested, Returned, Closed}
}

// outcomes are the stages that say how a job came out, before it goes home.
var outcomes = []State{Tested, NotAccepted, NoFault, QuoteNo, Beyond, Replaced, Refunded, CancelledBy}

// Outcome is how the job came out, "" while nobody knows yet.
func (j Job) Outcome() State {
	for _, st := range slices.Backward(j.Steps) {
		switch {
		case slices.Contains(outcomes, st.State):
			return st.State
		case st.State != Returned && st.State != Closed:
			return ""
		}
	}
	return ""
}

// Repaired says whether the item was repaired and tested.
func (j Job) Repaired() bool { return j.Outcome() == Tested }

// Held says whether the customer's item is in the shop's hands or at a
// workshop on its behalf.
func (j Job) Held() bool {
	held := false
	for _, st := range j.Steps {
		switch st.Event {
		case Receive:
			held = true
		case GiveBack, Leave, Replace:
			held = false
		case Refund: // it goes back or stays, as the customer wants
		}
	}
	return held && j.State != Closed && !j.Mistaken
}

// Possible lists what the job allows now: the table's moves without those that
// its own story bars.
func (j Job) Possible() []Event {
	return slices.DeleteFunc(Life.Possible(j.State), func(e Event) bool {
		switch {
		case e == Replace || e == Refund:
			return j.Ours // it has no customer
		case j.State == Replaced: // with its own order, or by hand
			return (e == CloseIt) != (j.Instead != nil && j.Instead.Order != "")
		case j.State != CancelledBy:
			return false
		case e == Receive:
			return j.Held() || !j.happened(Send)
		case e == GiveBack || e == Leave:
			return !j.Held()
		}
		return e == CloseIt && j.Held()
	})
}

func (j Job) happened(e Event) bool { return j.Last(e) != nil }

// Last is the newest step of an event, nil when it never happened.
func (j Job) Last(e Event) *Step {
	for i, st := range slices.Backward(j.Steps) {
		if st.Event == e {
			return &j.Steps[i]
		}
	}
	return nil
}
