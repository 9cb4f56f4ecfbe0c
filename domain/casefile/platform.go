package casefile

import (
	"time"

	"aftercare/domain/order"
)

// Platform is what a platform's file last said of the case, kept as text and
// never overwritten by the shop.
type Platform struct {
	Ref        string    `json:"ref"` // its own number of the matter
	State      string    `json:"state,omitempty"`
	Reason     string    `json:"reason,omitempty"`
	Tracking   string    `json:"tracking,omitempty"`
	Carrier    string    `json:"carrier,omitempty"`
	AnswerBy   time.Time `json:"answer_by,omitzero"`   // it acts by itself when it is not answered by then
	EvidenceBy time.Time `json:"evidence_by,omitzero"` // the end of the time for evidence
	Fault      Fault     `json:"fault,omitempty"`      // whom it holds at fault
	Sent       bool      `json:"sent,omitempty"`       // the goods are on their way back
}

// Heard takes over what a platform's file says: its state, its deadlines, the
// parcel on its way back. What the shop decided stays. The changes are in the
// order of the fields; none means that the file brings nothing new.
func (c Case) Heard(p Platform) (Case, []order.Change) {
	var was Platform
	if c.Platform != nil {
		was = *c.Platform
	}
	var changes []order.Change
	say := func(field string, old, now any, differs bool) {
		if differs {
			changes = append(changes, order.Change{Field: field, Was: old, Now: now})
		}
	}
	keep := func(now, old string) string {
		if now == "" {
			return old
		}
		return now
	}
	p.State, p.Reason, p.Tracking, p.Carrier = keep(p.State, was.State), keep(p.Reason, was.Reason), keep(p.Tracking, was.Tracking), keep(p.Carrier, was.Carrier)
	p.Fault, p.Sent = Fault(keep(string(p.Fault), string(was.Fault))), p.Sent || was.Sent
	if p.AnswerBy.IsZero() {
		p.AnswerBy = was.AnswerBy
	}
	if p.EvidenceBy.IsZero() {
		p.EvidenceBy = was.EvidenceBy
	}
	say("platform_ref", was.Ref, p.Ref, was.Ref != p.Ref)
	say("platform_state", was.State, p.State, was.State != p.State)
	say("tracking", was.Tracking, p.Tracking, was.Tracking != p.Tracking)
	say("answer_by", was.AnswerBy, p.AnswerBy, !was.AnswerBy.Equal(p.AnswerBy))
	say("evidence_by", was.EvidenceBy, p.EvidenceBy, !was.EvidenceBy.Equal(p.EvidenceBy))
	say("fault", string(was.Fault), string(p.Fault), was.Fault != p.Fault)
	c.Platform = &p
	if c.Tracking == "" && p.Tracking != "" {
		c.Tracking = p.Tracking
		if c.Parcel == Announced {
			c.Parcel = OnItsWay
		}
	}
	return c, changes
}
