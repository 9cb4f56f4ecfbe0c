// Package flow writes a life cycle as a table: from which states an event leads
// where. What is not in the table is refused, so that a screen can ask the same
// table what is possible and a test can walk all of it.
//
//	var life = flow.Life[State, Event]{Name: "repair", Rule: "R12", Moves: []flow.Move[State, Event]{
//		{Confirm, []State{Requested}, Confirmed},
//	}}
package flow

import (
	"fmt"
	"slices"
	"strings"

	"aftercare/domain"
)

// Move is one row: the event leads from each of these states to that one.
type Move[S, E ~string] struct {
	Event E
	From  []S
	To    S
}

// Life is the table of one life cycle.
type Life[S, E ~string] struct {
	Name  string // what lives: "repair"
	Rule  string // the rule it comes from: "R12"
	Moves []Move[S, E]
}

// Next is the state after the event.
//
// Errors: flow.not_possible, with the state and the event as keys of the
// catalogue.
func (l Life[S, E]) Next(from S, event E) (S, error) {
	for _, m := range l.Moves {
		if m.Event == event && slices.Contains(m.From, from) {
			return m.To, nil
		}
	}
	return from, domain.Refuse(l.Rule, "flow.not_possible", domain.Args{
		"state_key": l.Name + ".state." + string(from), "event_key": l.Name + ".event." + string(event)})
}

// Possible lists the events that the state allows, in the table's order.
func (l Life[S, E]) Possible(from S) []E {
	var out []E
	for _, m := range l.Moves {
		if slices.Contains(m.From, from) && !slices.Contains(out, m.Event) {
			out = append(out, m.Event)
		}
	}
	return out
}

// States lists all states, in the table's order.
func (l Life[S, E]) States() []S {
	var out []S
	add := func(s S) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, m := range l.Moves {
		for _, s := range m.From {
			add(s)
		}
		add(m.To)
	}
	return out
}

// Events lists all events, in the table's order.
func (l Life[S, E]) Events() []E {
	var out []E
	for _, m := range l.Moves {
		if !slices.Contains(out, m.Event) {
			out = append(out, m.Event)
		}
	}
	return out
}

// Diagram draws the table as a Mermaid state diagram, for the guide. The same
// table gives the same text.
func (l Life[S, E]) Diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, m := range l.Moves {
		for _, from := range m.From {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, m.To, m.Event)
		}
	}
	return b.String()
}
