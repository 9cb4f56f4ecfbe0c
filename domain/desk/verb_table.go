package desk

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/channel"
	"aftercare/domain/message"
	"aftercare/domain/parcel"
	"aftercare/domain/repair"
	"aftercare/domain/shop"
	"aftercare/domain/stock"
)

// Verbs lists the verbs of the shop in the order of its day.
func Verbs() []Verb {
	var all []Verb
	for _, chapter := range [][]Verb{
		shopVerbs(),
		orderVerbs(),
		importVerbs(),
		exportVerbs(),
		caseVerbs(),
		moneyVerbs(),
		intakeVerbs(),
		repairVerbs(),
		customerVerbs(),
		backupVerbs(),
		draftVerbs(),
		folderVerbs(),
		peopleVerbs(),
		undoVerbs(),
		logVerbs(),
	} {
		all = append(all, chapter...)
	}
	return all
}

// Page is one page of a list and how many rows there are in all.
type Page[T any] struct {
	Rows  []T `json:"rows"`
	Count int `json:"count"`
}

// pageSize is how many rows a list gives that names no limit, or too high a
// one: enough for a screen, few enough for a terminal.
const pageSize = 200

func limited(n int) int {
	if n <= 0 || n > pageSize {
		return pageSize
	}
	return n
}

func pageOf[T any](rows []T, count int, err error) (Page[T], error) {
	return Page[T]{rows, count}, err
}

// The requests that only name what they are about.
type (
	nothing    struct{}
	orderNamed struct {
		Order domain.ID `json:"order"`
	}
	caseNamed struct {
		Case domain.ID `json:"case"`
	}
	jobNamed struct {
		Job domain.ID `json:"job"`
	}
	parcelNamed struct {
		Parcel domain.ID `json:"parcel"`
	}
	productNamed struct {
		SKU string `json:"sku"`
	}
	serialNamed struct {
		Serial string `json:"serial"`
	}
)

// channelChange is a channel as channel.save takes it: Of names the one to
// change, none makes a new one of a preset.
type channelChange struct {
	Of domain.ID `json:"channel"`
	channel.Channel
}

func (c channelChange) current(d *Desk, ctx context.Context) (channelChange, error) {
	all, err := d.Setup(ctx)
	if err != nil {
		return c, err
	}
	if c.Of == 0 {
		c.Of = c.ID
	}
	for _, known := range all.Channels {
		if known.ID == c.Of {
			return channelChange{c.Of, known}, nil
		}
	}
	if c.Of != 0 {
		return c, domain.Missing("channel", c.Of)
	}
	if c.Preset == "" {
		c.Preset = "own"
	}
	return channelChange{0, channel.Channel{Preset: c.Preset, Policy: d.Presets.Policies[c.Preset]}}, nil
}

func shopVerbs() []Verb {
	return []Verb{
		verbOf("shop.begin", (*Desk).Begin),
		verbOf("shop.show", func(d *Desk, ctx context.Context, _ nothing) (Setup, error) { return d.Setup(ctx) }),
		savingVerb("shop.save", func(d *Desk, ctx context.Context, _ shop.Shop) (shop.Shop, error) {
			s, err := d.Setup(ctx)
			return s.Shop, err
		}, (*Desk).SaveShop),
		verbOf("channel.list", func(d *Desk, ctx context.Context, _ nothing) ([]channel.Channel, error) {
			s, err := d.Setup(ctx)
			return s.Channels, err
		}),
		savingVerb("channel.save", func(d *Desk, ctx context.Context, c channelChange) (channelChange, error) { return c.current(d, ctx) },
			func(d *Desk, ctx context.Context, c channelChange) (channel.Channel, error) {
				return d.SaveChannel(ctx, c.Channel)
			}),
		verbOf("channel.copy", (*Desk).CopyChannel),
		verbOf("policy.show", (*Desk).Policy),
		verbOf("calendar.take", func(d *Desk, ctx context.Context, h calendar.Holidays) (Setup, error) {
			if err := d.TakeCalendar(ctx, h); err != nil {
				return Setup{}, err
			}
			return d.Setup(ctx)
		}),
		savingVerb("checklist.save", func(d *Desk, ctx context.Context, c parcel.Checklist) (parcel.Checklist, error) {
			s, err := d.Setup(ctx)
			for _, known := range s.Checklists {
				if known.Category == c.Category {
					return known, err
				}
			}
			return c, err
		}, (*Desk).SaveChecklist),
		verbOf("carrier.list", func(d *Desk, ctx context.Context, _ nothing) ([]shop.Carrier, error) { return d.Carriers(ctx) }),
		savingVerb("carrier.save", func(d *Desk, ctx context.Context, c shop.Carrier) (shop.Carrier, error) {
			all, err := d.Carriers(ctx)
			if known, ok := shop.CarrierNamed(all, c.Code); ok {
				return known, err
			}
			return c, err
		}, (*Desk).SaveCarrier),
		verbOf("product.show", func(d *Desk, ctx context.Context, q productNamed) (stock.Product, error) {
			return d.Product(ctx, q.SKU)
		}),
		verbOf("product.list", func(d *Desk, ctx context.Context, q ProductQuery) (Page[stock.Product], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Products(ctx, q))
		}),
		savingVerb("product.save", func(d *Desk, ctx context.Context, p stock.Product) (stock.Product, error) {
			return d.productOrNew(ctx, p.SKU)
		}, (*Desk).SaveProduct),
		verbOf("product.read", (*Desk).ReadProducts),
		verbOf("product.import", (*Desk).ImportProducts),
		verbOf("stock.show", func(d *Desk, ctx context.Context, q productNamed) (StockView, error) {
			level, ledger, err := d.Stock(ctx, q.SKU)
			return StockView{Level: level, Free: level.Free(), Ledger: ledger}, err
		}),
		verbOf("stock.receive", (*Desk).ReceiveStock),
		verbOf("stock.count", (*Desk).CountStock),
		verbOf("stock.move", (*Desk).MoveStock),
		verbOf("serial.show", func(d *Desk, ctx context.Context, q serialNamed) (UnitView, error) { return d.Unit(ctx, q.Serial) }),
		verbOf("today", func(d *Desk, ctx context.Context, _ nothing) (Today, error) { return d.Today(ctx) }),
		verbOf("figures", func(d *Desk, ctx context.Context, _ nothing) (Figures, error) { return d.Figures(ctx) }),
		verbOf("file.keep", (*Desk).KeepFile),
		verbOf("search", searchVerb),
	}
}

func orderVerbs() []Verb {
	return []Verb{
		verbOf("order.list", func(d *Desk, ctx context.Context, q OrderQuery) (Page[OrderRow], error) {
			if q.Filter == "" {
				q.Filter = AllOrders
			}
			if q.Sort == "" {
				q.Sort, q.Desc = ByPlaced, true
			}
			q.Limit = limited(q.Limit)
			rows, err := d.Orders(ctx, q)
			if err != nil {
				return Page[OrderRow]{}, err
			}
			counts, err := d.OrderCounts(ctx, q, q.Filter)
			return pageOf(rows, counts[q.Filter], err)
		}),
		verbOf("order.show", func(d *Desk, ctx context.Context, q orderNamed) (OrderView, error) { return d.Order(ctx, q.Order) }),
		verbOf("order.ship", (*Desk).Ship),
		verbOf("order.sign_off", (*Desk).SignOff),
		verbOf("case.files", (*Desk).AddCaseFiles),
		verbOf("evidence.show", (*Desk).Evidence),
		verbOf("message.compose", (*Desk).ComposeMessage),
		verbOf("message.sent", (*Desk).SendMessage),
		verbOf("message.list", (*Desk).Messages),
		verbOf("template.list", func(d *Desk, ctx context.Context, _ nothing) ([]message.Template, error) { return d.Templates(ctx) }),
		savingVerb("template.save", (*Desk).templateNow, (*Desk).SaveTemplate),
		verbOf("order.track", (*Desk).Track),
		verbOf("order.news", (*Desk).Hear),
		verbOf("order.contest", (*Desk).Contest),
		verbOf("order.found", (*Desk).FindParcel),
		verbOf("order.files", (*Desk).AddOrderFiles),
		verbOf("loss.book", (*Desk).BookLoss),
		verbOf("loss.report", (*Desk).LateLosses),
		verbOf("loss.list", (*Desk).LossList),
		verbOf("note.propose", (*Desk).ProposeDelay),
		verbOf("note.answer", (*Desk).AnswerDelay),
		verbOf("note.entered", func(d *Desk, ctx context.Context, q orderNamed) (OrderView, error) { return d.EnterDate(ctx, q.Order) }),
		verbOf("note.for_platform", func(d *Desk, ctx context.Context, q orderNamed) (PlatformEntry, error) {
			return d.ForPlatform(ctx, q.Order)
		}),
		verbOf("note.outstanding", func(d *Desk, ctx context.Context, _ nothing) ([]PlatformEntry, error) { return d.Outstanding(ctx) }),
		verbOf("note.register", (*Desk).Register),
		verbOf("note.add", (*Desk).AddNote),
		verbOf("note.correct", (*Desk).CorrectNote),
		verbOf("note.agree", (*Desk).AgreeDelay),
		verbOf("note.see", func(d *Desk, ctx context.Context, q orderNamed) (OrderView, error) { return d.SeeNote(ctx, q.Order) }),
	}
}

func caseVerbs() []Verb {
	return []Verb{
		verbOf("case.judge", (*Desk).JudgeCase),
		verbOf("case.open", (*Desk).OpenCase),
		verbOf("case.show", func(d *Desk, ctx context.Context, q caseNamed) (CaseView, error) { return d.Case(ctx, q.Case) }),
		verbOf("case.list", func(d *Desk, ctx context.Context, q CaseQuery) (Page[CaseRow], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Cases(ctx, q))
		}),
		verbOf("case.step", (*Desk).DoStep),
		verbOf("case.skip", (*Desk).SkipStep),
		verbOf("case.agree", (*Desk).AgreeCase),
		verbOf("case.decline", (*Desk).DeclineCase),
		verbOf("case.withdraw", (*Desk).WithdrawCase),
		verbOf("case.sent_back", (*Desk).SentBack),
		verbOf("case.instruct", (*Desk).Instruct),
		verbOf("case.pick_up", (*Desk).PickUp),
		verbOf("case.remind", func(d *Desk, ctx context.Context, q caseNamed) (CaseView, error) { return d.Remind(ctx, q.Case) }),
		verbOf("case.not_sent", (*Desk).NotSent),
		verbOf("case.retain", (*Desk).Retain),
		verbOf("case.compensate", (*Desk).Compensate),
		verbOf("case.freight", (*Desk).BookFreight),
		verbOf("case.fault", (*Desk).MoveFault),
		verbOf("case.scale", (*Desk).Scale),
		verbOf("case.consent", (*Desk).RecordConsent),
		verbOf("case.look", (*Desk).Look),
		verbOf("case.notice", (*Desk).SendNotice),
		verbOf("case.remedy", (*Desk).ChangeRemedy),
		verbOf("case.convert", (*Desk).Convert),
		verbOf("case.dispute", (*Desk).RaiseDispute),
		verbOf("case.evidence_sent", (*Desk).SendEvidence),
		verbOf("case.rule", (*Desk).RecordRuling),
		verbOf("case.deadline", (*Desk).SetDeadline),
		verbOf("case.mark", (*Desk).MarkCase),
		verbOf("case.close", (*Desk).CloseCase),
		verbOf("case.lesson", (*Desk).LearnLesson),
		verbOf("case.reopen", (*Desk).ReopenCase),
		verbOf("reason.list", func(d *Desk, ctx context.Context, _ nothing) (ReasonTree, error) { return d.Reasons(ctx) }),
		verbOf("reason.save", (*Desk).SaveReason),
		verbOf("case.clocks", (*Desk).ClockReport),
		verbOf("case.retentions", (*Desk).Retentions),
		verbOf("case.lessons", func(d *Desk, ctx context.Context, q productNamed) ([]LessonRow, error) { return d.Lessons(ctx, q.SKU) }),
	}
}

type scanRequest struct {
	Code string `json:"code"`
}

func intakeVerbs() []Verb {
	return []Verb{
		verbOf("parcel.scan", func(d *Desk, ctx context.Context, q scanRequest) (Scanned, error) { return d.Scan(ctx, q.Code) }),
		verbOf("parcel.show", func(d *Desk, ctx context.Context, q parcelNamed) (Scanned, error) { return d.Parcel(ctx, q.Parcel) }),
		verbOf("parcel.enter", (*Desk).Enter),
		verbOf("parcel.finish", (*Desk).Finish),
		verbOf("parcel.photo", (*Desk).PhotographParcel),
		verbOf("parcel.unphoto", (*Desk).DropParcelPhoto),
		verbOf("parcel.back", (*Desk).ParcelCameBack),
		verbOf("parcel.refused", func(d *Desk, ctx context.Context, q parcelNamed) (Scanned, error) {
			return d.RefusedParcel(ctx, q.Parcel)
		}),
		verbOf("parcel.another", func(d *Desk, ctx context.Context, q parcelNamed) (Scanned, error) {
			return d.AnotherParcel(ctx, q.Parcel)
		}),
		verbOf("parcel.match", (*Desk).Match),
		verbOf("intake.show", func(d *Desk, ctx context.Context, _ nothing) (IntakeSetting, error) { return d.IntakeSetting(ctx) }),
		savingVerb("intake.set", func(d *Desk, ctx context.Context, _ IntakeSetting) (IntakeSetting, error) {
			return d.IntakeSetting(ctx)
		}, (*Desk).SetIntake),
		verbOf("parcel.reopen", func(d *Desk, ctx context.Context, q parcelNamed) (parcel.Parcel, error) {
			return d.Reopen(ctx, q.Parcel)
		}),
		verbOf("parcel.list", func(d *Desk, ctx context.Context, q ParcelQuery) ([]parcel.Parcel, error) {
			return d.Pile(ctx, limited(q.Limit), q.States...)
		}),
	}
}

func repairVerbs() []Verb {
	return []Verb{
		verbOf("repair.judge", (*Desk).JudgeRepair),
		verbOf("repair.request", (*Desk).RequestRepair),
		verbOf("repair.step", (*Desk).StepRepair),
		verbOf("repair.judge_work", (*Desk).JudgeWork),
		verbOf("repair.lend", (*Desk).Lend),
		verbOf("repair.loaner_back", (*Desk).TakeLoaner),
		verbOf("repair.tell", (*Desk).TellCustomer),
		verbOf("repair.attach", (*Desk).AttachToRepair),
		verbOf("repair.receipts", (*Desk).DayReceipts),
		verbOf("repair.report", (*Desk).RepairReport),
		verbOf("repair.show", func(d *Desk, ctx context.Context, q jobNamed) (JobView, error) { return d.Repair(ctx, q.Job) }),
		verbOf("repair.list", func(d *Desk, ctx context.Context, q JobQuery) (Page[repair.Job], error) {
			q.Limit = limited(q.Limit)
			return pageOf(d.Repairs(ctx, q))
		}),
	}
}
