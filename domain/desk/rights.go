package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/shop"
)

// may says who may use a verb besides the owner, who may use all.
type may uint8

const (
	ownerOnly = may(0)
	byService = may(1) // orders, cases, customers, messages, goodwill proposed
	byDesk    = may(2) // intake, repairs, pack and ship, stock
	byBooks   = may(4) // verify, pay, receipts, reports
	anybody   = may(8) // even before it is known who sits here
	everyone  = byService | byDesk | byBooks
)

// rights says who may do what. It has a line for each verb that a program can
// name and for each that the log can hold: those that follow from another one
// are allowed to whoever may use that. A verb without a line is the owner's.
//
// A writing verb is checked where it writes its entry, a reading one that is
// not everyone's where it reads.
var rights = map[string]may{
	"shop.begin": anybody, "shop.show": anybody, "shop.save": ownerOnly,
	"channel.list": everyone, "channel.save": ownerOnly, "channel.copy": ownerOnly, "policy.show": everyone, "calendar.take": ownerOnly, "checklist.save": ownerOnly,

	"carrier.list": everyone, "carrier.save": ownerOnly,

	"file.keep":   everyone,
	"backup.list": everyone, "backup.make": everyone, "backup.check": everyone, "backup.drill": everyone,
	"backup.archive": ownerOnly, "backup.place": ownerOnly, "backup.lock": ownerOnly, "backup.unlock": ownerOnly, "backup.restore": ownerOnly,
	"customer.list": everyone, "customer.show": everyone, "customer.export": byService, "customer.erase": ownerOnly, "customer.retention": ownerOnly,

	"log.list": byBooks, "log.check": byBooks, "log.day": byBooks,

	"undo": everyone, "undo.show": everyone, // of one's own step, for which one needs the right still

	"person.list": anybody, "person.save": ownerOnly, "person.enter": anybody, "person.wrong": anybody, "person.pin": everyone, "person.reset": ownerOnly,

	"folder.use": everyone, "folder.list": everyone,
	"draft.keep": everyone, "draft.list": everyone, "draft.drop": everyone, // each person's own

	"today": everyone, "figures": everyone, "search": everyone,
	"product.show": everyone, "product.list": everyone, "product.save": byDesk, "stock.show": everyone,
	"product.read": everyone, "product.import": byDesk, "stock.receive": byDesk, "stock.count": byDesk, "stock.move": byDesk, "serial.show": everyone,

	"export.*": everyone,

	"import.*": byService, "case.platform": byService, "import.mappings": everyone,

	"order.list": everyone, "order.show": everyone, "order.import": byService, "order.update": byService,
	"order.ship": byService | byDesk, "order.sign_off": byService | byDesk,
	"order.track": byService | byDesk, "order.news": byService | byDesk, "order.contest": byService, "order.found": byService, "order.files": byService | byDesk,
	"loss.book": byService | byBooks, "loss.report": everyone, "loss.list": everyone,
	"note.propose": byService, "note.answer": byService, "note.entered": byService | byDesk, "note.for_platform": everyone, "note.register": everyone, "note.outstanding": everyone,
	"case.files": everyone, "evidence.show": everyone,
	"message.compose": everyone, "message.sent": byService | byBooks, "message.repair": everyone, "message.list": everyone, "template.list": everyone, "template.save": ownerOnly,
	"note.add": everyone, "note.correct": byService | byDesk, "note.agree": byService, "note.see": byService | byDesk,

	"case.judge": everyone, "case.show": everyone, "case.list": everyone,
	"case.instruct": byService, "case.pick_up": byService | byDesk, "case.remind": byService, "case.not_sent": byService, "case.retain": byService,
	"case.compensate": byService, "case.freight": byService | byDesk | byBooks, "case.fault": byService | byDesk, "case.scale": everyone,
	"case.consent": byService | byBooks, "case.look": byService | byBooks, "case.notice": byService | byBooks, "case.remedy": byService, "case.convert": byService,
	"case.dispute": byService, "case.evidence_sent": byService, "case.rule": byService | byBooks, "case.deadline": byService, "case.mark": byService,
	"case.lesson": byService | byDesk, "case.reopen": byService, "reason.list": everyone, "case.clocks": everyone, "case.retentions": everyone, "case.lessons": everyone, "reason.save": ownerOnly,
	"case.refused": byService | byDesk, "case.beyond": byService | byDesk,
	"case.open": byService, "case.step": byService | byDesk, "case.skip": byService, "case.agree": byService, "case.decline": byService,
	"case.withdraw": byService, "case.sent_back": byService | byDesk, "case.close": byService, "case.taken_in": byService | byDesk,

	"refund.judge": everyone, "refund.list": everyone, "refund.figures": everyone, "refund.show": everyone, "ledger.show": everyone,
	"refund.file": byService | byBooks, "refund.move": byBooks, "refund.consent": byService | byBooks, "refund.propose": byService | byBooks,
	"refund.pay": byBooks, "refund.fail": byBooks, "refund.decline": byBooks,
	"refund.chase": byService | byBooks, "refund.chase_answer": byService | byBooks, "refund.platform": byService | byBooks,

	"goodwill.judge": everyone, "goodwill.show": everyone, "goodwill.list": everyone, "payout.list": everyone,
	"goodwill.propose": byService | byBooks, "goodwill.move": byService | byBooks, "goodwill.tell": byService | byBooks,
	"goodwill.payee": byService | byBooks, "goodwill.open": everyone,
	"goodwill.verify": byBooks, "goodwill.pay": byBooks, "goodwill.fail": byBooks, "goodwill.decline": byBooks, "payout.pay": byBooks,

	"claim.show": everyone, "claim.list": everyone, "claim.of_case": everyone, "claim.open": everyone, "claim.move": everyone,
	"claim.*": byService | byBooks, "claim.asked": everyone, "claim.heard": everyone, "claim.unsent": everyone,

	"case.replace": byService | byDesk, "order.replacements": everyone, "order.losses": everyone,
	"owed.list": everyone, "owed.move": byService | byBooks, "owed.open": byService | byDesk, "owed.settle": byService | byBooks, "owed.waive": byService | byBooks,

	"reconcile.look": everyone, "reconcile.list": everyone, "reconcile.show": everyone,
	"reconcile.keep": byBooks, "reconcile.join": byBooks, "reconcile.mark": byBooks,

	"parcel.show": everyone, "parcel.list": everyone,
	"parcel.scan": byService | byDesk, "parcel.register": byService | byDesk, "parcel.arrive": byService | byDesk,
	"intake.show": everyone, "intake.set": byDesk, "parcel.photo": byService | byDesk, "parcel.unphoto": byService | byDesk, "parcel.back": byService | byDesk, "parcel.another": byService | byDesk,
	"parcel.enter": byService | byDesk, "parcel.finish": byService | byDesk, "parcel.match": byService | byDesk, "parcel.refused": byService | byDesk,
	"parcel.reopen": byService | byDesk, "parcel.correct": byService | byDesk,

	"repair.judge": everyone, "repair.show": everyone, "repair.list": everyone,
	"repair.judge_work": everyone, "repair.receipts": everyone, "repair.report": everyone, "repair.attach": byService | byDesk,
	"repair.lend": byService | byDesk, "repair.loaner_back": byService | byDesk, "repair.tell": byService | byDesk,
	"repair.request": byService | byDesk, "repair.step": byService | byDesk, "repair.*": byService | byDesk,
}

// asKey is where a context holds who works.
type asKey struct{}

// Itself is the program at work of its own: a backup by the clock, a drill.
// It may do all, and the log says that nobody asked for it.
const Itself domain.ID = -1

// As says who works: the verbs called with the context are checked against
// the person's role, and the log says that they did it. It is for the one who
// has let the person in (Enter); 0 is nobody.
//
// While a shop has people, a context without one may only ask who they are.
func As(ctx context.Context, person domain.ID) context.Context {
	return context.WithValue(ctx, asKey{}, person)
}

// worker is who works in a context, 0 for nobody.
func worker(ctx context.Context) domain.ID {
	id, _ := ctx.Value(asKey{}).(domain.ID)
	return id
}

// sit finds out who works: the context's person, the program itself, or the
// one person of a shop without people.
func (s *setting) sit(tx Tx) error {
	people, err := tx.People()
	if err != nil {
		return err
	}
	s.people = shop.Here(people)
	s.person = shop.Person{ID: worker(tx.Context()), Role: shop.Owner}
	if s.person.ID == Itself {
		s.person.Name = "Aftercare"
		return nil
	}
	if len(s.people) == 0 {
		s.person.ID = 0
		s.person.Name = s.shop.Person
		if s.person.Name == "" {
			s.person.Name = s.shop.Name
		}
		return nil
	}
	for _, p := range s.people {
		if p.ID == s.person.ID {
			s.person = p
			return nil
		}
	}
	s.person = shop.Person{}
	return nil
}

// known refuses a verb while the shop has people and nobody says which of
// them it is.
func (s setting) known() error {
	if s.person.Role == "" {
		return &domain.Error{Kind: domain.Forbidden, Code: "person.unknown"}
	}
	return nil
}

// allowed says whether the one who works may use a verb.
//
// Errors: person.unknown, right.refused.
func (s setting) allowed(verb string) error {
	who := granted(verb)
	if who&anybody != 0 {
		return nil
	}
	if err := s.known(); err != nil {
		return err
	}
	if May(s.person.Role, verb) {
		return nil
	}
	return &domain.Error{Kind: domain.Forbidden, Code: "right.refused",
		Args: domain.Args{"role_key": "role." + string(s.person.Role), "may_key": "right.may." + who.code()}}
}

// May says whether a role may use a verb.
func May(role shop.Role, verb string) bool {
	of := map[shop.Role]may{shop.Service: byService, shop.Counter: byDesk, shop.Books: byBooks}
	return role == shop.Owner || granted(verb)&(of[role]|anybody) != 0
}

// granted is a verb's line, or that of its family: "repair.*".
func granted(verb string) may {
	if who, ok := rights[verb]; ok {
		return who
	}
	for i := len(verb) - 1; i >= 0; i-- {
		if verb[i] == '.' {
			return rights[verb[:i]+".*"]
		}
	}
	return ownerOnly
}

// code names the roles of a line: owner, service, service_desk, everyone.
func (m may) code() string {
	switch m & everyone {
	case everyone:
		return "everyone"
	case byService:
		return "service"
	case byDesk:
		return "desk"
	case byBooks:
		return "books"
	case byService | byDesk:
		return "service_desk"
	case byService | byBooks:
		return "service_books"
	case byDesk | byBooks:
		return "desk_books"
	}
	return "owner"
}
