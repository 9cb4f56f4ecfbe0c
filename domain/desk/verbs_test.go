package desk_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/domain/desk"
)

// verbOf says which verb a person calls each method of the desk by; "" is a
// method that is no verb of its own: one that finds by number what a verb is
// given, or one that the program itself calls.
var verbOf = map[string]string{
	"AddCaseFiles":     "case.files",
	"AddNote":          "note.add",
	"AddOrderFiles":    "order.files",
	"AgreeCase":        "case.agree",
	"AgreeDelay":       "note.agree",
	"AnotherParcel":    "parcel.another",
	"AnswerDelay":      "note.answer",
	"AttachToRepair":   "repair.attach",
	"ArchiveShop":      "backup.archive",
	"BackupState":      "backup.list",
	"Begin":            "shop.begin",
	"BookLoss":         "loss.book",
	"By":               "",
	"Carriers":         "carrier.list",
	"Case":             "case.show",
	"CaseNumbered":     "",
	"Cases":            "case.list",
	"ChangePIN":        "person.pin",
	"ChannelFor":       "",
	"ChannelNamed":     "",
	"ChannelOf":        "",
	"CheckLog":         "log.check",
	"CloseCase":        "case.close",
	"ComposeMessage":   "message.compose",
	"Contest":          "order.contest",
	"CopyChannel":      "channel.copy",
	"CorrectNote":      "note.correct",
	"CountStock":       "stock.count",
	"Customer":         "customer.show",
	"Customers":        "customer.list",
	"DayReceipts":      "repair.receipts",
	"DeclineCase":      "case.decline",
	"Do":               "",
	"DoStep":           "case.step",
	"Drafts":           "draft.list",
	"DrillBackup":      "backup.drill",
	"DropDraft":        "draft.drop",
	"DropParcelPhoto":  "parcel.unphoto",
	"DueDates":         "export.dates",
	"Enter":            "parcel.enter",
	"EnterDate":        "note.entered",
	"EraseCustomer":    "customer.erase",
	"Evidence":         "evidence.show",
	"EvidenceZip":      "",
	"Export":           "export.table",
	"ExportCustomer":   "customer.export",
	"Figures":          "figures",
	"FileBytes":        "",
	"FileRefund":       "refund.file",
	"FindParcel":       "order.found",
	"Finish":           "parcel.finish",
	"ForPlatform":      "note.for_platform",
	"ForgetMapping":    "import.mapping.forget",
	"Hear":             "order.news",
	"Import":           "",
	"ImportProducts":   "product.import",
	"IntakeReceipt":    "",
	"IntakeSetting":    "intake.show",
	"JobTicket":        "",
	"JudgeCase":        "case.judge",
	"JudgeRefund":      "refund.judge",
	"JudgeRepair":      "repair.judge",
	"JudgeWork":        "repair.judge_work",
	"KeepDraft":        "draft.keep",
	"KeepFile":         "file.keep",
	"Label":            "",
	"LateLosses":       "loss.report",
	"LossList":         "loss.list",
	"LastStep":         "undo.show",
	"LedgerFigures":    "refund.figures",
	"Lend":             "repair.lend",
	"Levels":           "",
	"LockBackups":      "backup.lock",
	"LookAt":           "import.look",
	"Log":              "log.list",
	"LogOfDay":         "log.day",
	"MakeBackup":       "backup.make",
	"Mappings":         "import.mappings",
	"Match":            "parcel.match",
	"MayRestore":       "",
	"Messages":         "message.list",
	"MoveRefund":       "refund.move",
	"MoveStock":        "stock.move",
	"Names":            "",
	"OpenCase":         "case.open",
	"OpenExport":       "",
	"Order":            "order.show",
	"OrderCounts":      "",
	"OrderNumbered":    "",
	"Orders":           "order.list",
	"Outstanding":      "note.outstanding",
	"Parcel":           "parcel.show",
	"ParcelCameBack":   "parcel.back",
	"ParcelNumbered":   "",
	"People":           "person.list",
	"PhotographParcel": "parcel.photo",
	"Pile":             "parcel.list",
	"PlaceBackups":     "backup.place",
	"Policy":           "policy.show",
	"Preview":          "",
	"Product":          "product.show",
	"ProductOf":        "",
	"Products":         "product.list",
	"ProposeDelay":     "note.propose",
	"QuotePaper":       "",
	"ReadProducts":     "product.read",
	"ReceiveStock":     "stock.receive",
	"Refunds":          "refund.list",
	"RefusedParcel":    "parcel.refused",
	"Register":         "note.register",
	"Reopen":           "parcel.reopen",
	"Repair":           "repair.show",
	"RepairNumbered":   "",
	"RepairReceipt":    "",
	"RepairReport":     "repair.report",
	"Repairs":          "repair.list",
	"RequestRepair":    "repair.request",
	"ResetPIN":         "",
	"Retention":        "customer.retention",
	"SaveCarrier":      "carrier.save",
	"SaveChannel":      "channel.save",
	"SaveChecklist":    "checklist.save",
	"SaveMapping":      "import.mapping.save",
	"SavePerson":       "person.save",
	"SaveProduct":      "product.save",
	"SaveShop":         "shop.save",
	"SaveTemplate":     "template.save",
	"Scan":             "parcel.scan",
	"Search":           "search",
	"SearchInside":     "search",
	"SeeNote":          "note.see",
	"SeenFile":         "import.seen",
	"SendMessage":      "message.sent",
	"SentBack":         "case.sent_back",
	"SetIntake":        "intake.set",
	"Setup":            "shop.show",
	"Ship":             "order.ship",
	"SignIn":           "person.enter",
	"SignOff":          "order.sign_off",
	"SkipStep":         "case.skip",
	"Slip":             "",
	"StepRepair":       "repair.step",
	"Stock":            "stock.show",
	"TakeCalendar":     "calendar.take",
	"TakeLoaner":       "repair.loaner_back",
	"TellCustomer":     "repair.tell",
	"Templates":        "template.list",
	"Thumb":            "",
	"Today":            "today",
	"Track":            "order.track",
	"Undo":             "undo",
	"Unit":             "serial.show",
	"UnlockBackups":    "backup.unlock",
	"Unrepaired":       "",
	"UseFolder":        "folder.use",
	"UsedFolders":      "folder.list",
	"VerifyBackup":     "backup.check",
	"WatchFolder":      "import.watch",
	"Watched":          "import.watched",
	"WithdrawCase":     "case.withdraw",
}

func TestVerbs_reachEveryMethod(t *testing.T) {
	names := map[string]bool{}
	for _, v := range desk.Verbs() {
		if names[v.Name] {
			t.Errorf("verb %s stands twice", v.Name)
		}
		names[v.Name] = true
	}
	of := reflect.TypeFor[*desk.Desk]()
	for i := range of.NumMethod() {
		verb, known := verbOf[of.Method(i).Name]
		if !known {
			verb, known = moneyVerbOf[of.Method(i).Name]
		}
		if !known {
			verb, known = caseVerbOf[of.Method(i).Name]
		}
		if !known {
			t.Errorf("method %s: make it a verb, or say here why it is none", of.Method(i).Name)
		} else if verb != "" && !names[verb] {
			t.Errorf("method %s: got no verb %s", of.Method(i).Name, verb)
		}
	}
}

// Every field that a request takes has a name and a type that can be written.
func TestVerbs_fields(t *testing.T) {
	var walk func(verb string, fields []desk.Field)
	walk = func(verb string, fields []desk.Field) {
		seen := map[string]bool{}
		for _, f := range fields {
			if f.Name != strings.ToLower(f.Name) || f.Type == "any" || seen[f.Name] {
				t.Errorf("%s: field %q of type %q", verb, f.Name, f.Type)
			}
			seen[f.Name] = true
			walk(verb, f.Fields)
		}
	}
	for _, v := range desk.Verbs() {
		walk(v.Name, v.Fields)
	}
}

func TestDesk_Do_refusesWhatItCannotRead(t *testing.T) {
	tests := map[string]struct{ verb, request, code, field string }{
		"no such verb":     {"order.eat", `{}`, "verb.unknown", "verb"},
		"not JSON":         {"order.ship", `{"order": `, "verb.json", "request"},
		"two objects":      {"order.ship", `{} {}`, "verb.json", "request"},
		"not an object":    {"order.ship", `[]`, "verb.field", "request"},
		"misspelt field":   {"order.ship", `{"ordr": 7}`, "verb.no_field", "ordr"},
		"another case":     {"order.ship", `{"Order": 7}`, "verb.no_field", "Order"},
		"field inside":     {"case.open", `{"items": [{"line": 1}, {"lin": 2}]}`, "verb.no_field", "items.2.lin"},
		"text for number":  {"order.ship", `{"weight": "heavy"}`, "verb.field", "weight"},
		"fraction":         {"order.ship", `{"weight": 1.5}`, "verb.field", "weight"},
		"number for text":  {"order.ship", `{"carrier": 5}`, "verb.field", "carrier"},
		"not a moment":     {"order.sign_off", `{"at": "yesterday"}`, "verb.field", "at"},
		"object for list":  {"case.open", `{"items": {}}`, "verb.field", "items"},
		"name of no thing": {"refund.move", `{"refund": "R-1"}`, "verb.field", "refund"},
		"computed field":   {"order.list", `{"now": "2026-03-12T00:00:00Z"}`, "verb.no_field", "now"},
	}
	d := desk.New(desk.Parts{})
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := d.Do(context.Background(), tt.verb, json.RawMessage(tt.request))
			e := domain.As(err)
			if e == nil || e.Code != tt.code || e.Field != tt.field {
				t.Errorf("Do(%s, %s): got %v, want %s at %q", tt.verb, tt.request, err, tt.code, tt.field)
			}
		})
	}
}
