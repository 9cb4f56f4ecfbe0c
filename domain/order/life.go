// Package order holds orders, the promise by which they ship, and the Internal
// Notes in which another date was agreed (R3, R4).
package order

// State is where an order is on its way to the customer. What was refunded is
// no state: it is derived, and possible at any stage.
type State string

// The states of an order (R3).
const (
	Placed    State = "placed"
	Paid      State = "paid"
	Shipped   State = "shipped"
	Delivered State = "delivered"
	Completed State = "completed"
	Cancelled State = "cancelled"
)
