// Package desk holds the verbs of the shop: one method is one use case is one
// transaction. The window, the command line and the tests call the same verbs.
//
//	d := desk.New(store, clock, calendars)
//	view, err := d.AgreeDelay(ctx, desk.DelayRequest{Order: id, ...})
//
// A verb reads what it needs, asks the rules of the chapters, writes the
// aggregates and the history entry, or refuses and changes nothing.
package desk
