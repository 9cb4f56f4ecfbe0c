package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/domain"
	"aftercare/domain/calendar"
	"aftercare/domain/casefile"
	"aftercare/domain/channel"
	"aftercare/domain/order"
	"aftercare/domain/refund"
	"aftercare/domain/repair"
	"aftercare/domain/stock"
	"aftercare/ui/text"
)

// prefixes says under which keys the values of each enum of the domain stand;
// "" is an enum that no person sees.
var prefixes = map[string]string{
	"refund.Route": "route.", "refund.DeductKind": "deduct.", "refund.Book": "book.", "refund.Direction": "direction.", "refund.Purpose": "purpose.",
	"refund.Cause": "cause.", "refund.LossCause": "loss.", "refund.Outcome": "reconcile.outcome.", "refund.OwedState": "owed.state.", "refund.OwedEvent": "",
	"refund.GoodwillState": "goodwill.state.", "refund.GoodwillEvent": "goodwill.next.", "refund.GoodwillReason": "goodwill.reason.",
	"claim.Party": "party.", "claim.Matter": "matter.", "claim.State": "claim.state.", "claim.Event": "claim.next.", "order.Way": "",
	"shop.Pays":     "pays.",
	"calendar.Unit": "unit.", "casefile.Actor": "actor.", "casefile.Event": "case.event.", "casefile.Fault": "fault.",
	"casefile.Known": "known.", "casefile.OwedFor": "", "casefile.ParcelState": "parcel.state.", "casefile.Remedy": "remedy.", "casefile.Span": "span.",
	"casefile.Choice": "choice.", "casefile.CompensationKind": "compensation.", "casefile.Gift": "gift.", "casefile.Kind": "kind.", "casefile.Mark": "case_mark.",
	"casefile.Pass": "skip.", "casefile.RuledFor": "ruling.", "casefile.Stage": "stage.", "casefile.Way": "return_way.", "clock.Face": "clock.face.",
	"casefile.State": "case.state.", "casefile.StepCode": "step.", "channel.Payer": "payer.", "channel.Start": "start.",
	"channel.Misuse": "misuse.", "channel.Bearer": "bearer.", "channel.Leg": "leg.", "channel.Group": "policy.freight_",
	"desk.Group": "group.", "desk.OrderFilter": "filter.", "desk.OrderSort": "", "desk.Result": "result.", "desk.ClaimStage": "", "desk.LossKind": "loss_kind.", "desk.RetentionAnswer": "retention.", "domain.Answer": "answer.",
	"domain.Kind": "", "order.Cause": "late_cause.", "order.Flag": "", "order.Outcome": "promise.", "order.Kind": "note.kind.", "order.Source": "source.", "order.Standing": "standing.", "order.State": "order.state.",
	"parcel.Answer": "scan.", "parcel.Disposition": "disposition.", "parcel.Grade": "grade.", "parcel.How": "how.", "parcel.Scale": "scale.", "parcel.Mark": "mark.",
	"parcel.Outcome": "outcome.", "parcel.State": "parcel.state.", "refund.Event": "refund.event.", "refund.Kind": "part.",
	"refund.Method": "method.", "refund.State": "refund.state.", "repair.Event": "repair.event.", "repair.OfferAnswer": "offer.", "repair.State": "repair.state.", "repair.Waited": "repair.late.",
	"shop.Role": "role.", "stock.Cause": "cause.", "stock.Place": "place.",
}

// TestTerms_everyEnumHasItsWords reads the constants of the domain from its
// source, so that a value nobody translated fails.
func TestTerms_everyEnumHasItsWords(t *testing.T) {
	c := load(t)
	values := constants(t, "../../domain")
	for enum, all := range values {
		prefix, known := prefixes[enum]
		if !known {
			t.Errorf("%s: no prefix says where its words stand", enum)
		}
		for _, v := range all {
			if v == "" && enum == "casefile.Known" {
				v = "unknown"
			}
			if prefix != "" {
				wanted(t, c, prefix+v)
			}
		}
	}
	for enum := range prefixes {
		if len(values[enum]) == 0 {
			t.Errorf("%s: found no constants in the source", enum)
		}
	}
}

// constants maps "order.State" to the values of its typed constants.
func constants(tb testing.TB, root string) map[string][]string {
	tb.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				name, isName := v.Type.(*ast.Ident)
				l, isText := v.Values[0].(*ast.BasicLit)
				if isName && isText && l.Kind == token.STRING {
					enum := file.Name.Name + "." + name.Name
					out[enum] = append(out[enum], literal(l))
				}
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func wanted(tb testing.TB, c *text.Catalogue, key string) {
	tb.Helper()
	for _, lang := range text.Langs() {
		if c.Raw(key, lang) == "" {
			tb.Errorf("%s: no words in %s", key, lang)
		}
	}
}

// TestTerms_everyListHasItsWords covers what is a code and no constant.
func TestTerms_everyListHasItsWords(t *testing.T) {
	c := load(t)
	for _, way := range order.Ways() {
		wanted(t, c, "way."+way)
	}
	for _, m := range refund.Methods() {
		wanted(t, c, "message.method."+string(m))
		if m != refund.Cash && !m.NeedsPayee() {
			wanted(t, c, "message.payee."+string(m))
		}
	}
	for _, kind := range channel.ContactKinds() {
		wanted(t, c, "contact.kind."+kind)
	}
	for _, source := range []string{"carrier", "platform", "customer", "estimated"} {
		wanted(t, c, "source."+source)
	}
	for _, code := range casefile.ClockCodes() {
		wanted(t, c, "clock."+string(code))
	}
	for _, x := range casefile.Changes() {
		wanted(t, c, "lesson."+x)
	}
	for _, x := range casefile.Arbiters() {
		wanted(t, c, "arbiter."+x)
	}
	for _, r := range casefile.Reasons() {
		wanted(t, c, "reason."+r.Code)
		for _, x := range r.Evidence {
			wanted(t, c, "evidence."+string(x))
		}
	}
	for _, category := range stock.Categories() {
		wanted(t, c, "category."+category)
	}
	for _, ch := range repair.Channels() {
		wanted(t, c, "repair.channel."+ch)
	}
	for _, e := range repair.Life.Events() {
		wanted(t, c, "repair.next."+string(e))
		wanted(t, c, "repairs.deed."+string(e))
		wanted(t, c, "repairs.send."+string(e))
	}
	for prefix, all := range map[string][]string{"work.": repair.Works(), "how.": repair.Answers(), "back.": repair.Ways(), "told.": repair.Tellings(),
		"condition.": repair.Conditions(), "breakdown.": repair.Faults(), "exclusion.": repair.Exclusions()} {
		for _, code := range all {
			wanted(t, c, prefix+code)
		}
	}
	for _, unit := range []calendar.Unit{calendar.Minutes, calendar.Hours, calendar.Days, calendar.WorkingDays} {
		wanted(t, c, "term."+string(unit)+".one")
		wanted(t, c, "term."+string(unit)+".other")
	}
}

// A method stands inside a sentence of a message: only a name keeps its capital.
func TestTerms_methodInsideASentence(t *testing.T) {
	w := load(t).In(text.English, time.UTC)
	names := []refund.Method{refund.FPS, refund.Alipay, refund.WeChat}
	for _, m := range refund.Methods() {
		word := w.T("message.method." + string(m))
		if small := word[0] >= 'a' && word[0] <= 'z'; small == slices.Contains(names, m) {
			t.Errorf("by %s.", word)
		}
	}
}

// TestTerms_everyVerdictSaysItself walks all that the rules can say and looks
// for a rule without words, and for a value that its sentence misses.
func TestTerms_everyVerdictSaysItself(t *testing.T) {
	c := load(t)
	words := c.In(text.English, hongKong).At(time.Date(2026, 3, 12, 9, 0, 0, 0, hongKong))
	fired := map[string]domain.Fired{}
	for _, v := range append(claims(), repairs()...) {
		for _, f := range v.Fired {
			fired[f.Code] = f
		}
	}
	if len(fired) < 30 {
		t.Errorf("found %d rules that fire, want all", len(fired))
	}
	for code, f := range fired {
		wanted(t, c, "verdict."+code)
		wanted(t, c, "verdict."+code+".name")
		if got := words.T("verdict."+code, f.Args); strings.ContainsAny(got, "{}⟦") {
			t.Errorf("verdict.%s: got %q, with a hole in it", code, got)
		}
	}
}

func claims() []domain.Verdict {
	var out []domain.Verdict
	asked := time.Date(2026, 3, 12, 9, 0, 0, 0, hongKong)
	windows := []channel.Window{{}, {Ask: true}, {Hours: 168, Midnight: true}}
	signed := []time.Time{{}, asked.AddDate(0, 0, -2), asked.AddDate(0, -1, 0)}
	claims := []casefile.Claim{{Line: 1, Said: 1, Bought: 2}, {Line: 1, Said: 2, Bought: 2, Taken: 1}, {Line: 1, Said: 2, Bought: 2, Exchanged: 1}}
	known := []casefile.Known{casefile.Yes, casefile.No, casefile.Unknown}
	for _, r := range casefile.Reasons() {
		for i := range 3 * 3 * 3 * 3 * 2 {
			f := casefile.Facts{Requested: asked, Received: i%2 == 0, Zone: hongKong, SignOff: signed[i/2%3], Claims: claims[i/6%3 : i/6%3+1],
				Worn: known[i/18%3], Tags: known[(i/18+i/2)%3], Photos: i % 3, Excluded: i%4 == 0}
			w := windows[i/54%3]
			out = append(out, casefile.Assess(r, r.Remedies[i%len(r.Remedies)], channel.Policy{NoReason: w, Quality: w}, f))
		}
	}
	return out
}

func repairs() []domain.Verdict {
	var out []domain.Verdict
	for _, from := range []calendar.Date{"", "2024-01-31", "2026-01-31"} {
		for _, months := range []int{0, 12} {
			for i := range 64 {
				cover := repair.Cover{From: from, Months: months, Asked: "2026-03-12", Purchase: i&1 > 0, Misuse: i&2 > 0, Opened: i&4 > 0,
					SerialWrong: i&8 > 0, Wear: i&16 > 0, Provisional: i&32 > 0}
				out = append(out, repair.Assess(cover))
				cover.RepairUntil = "2026-04-01"
				out = append(out, repair.Assess(cover))
				none := 0
				cover.RepairUntil, cover.Labour, cover.Liquid, cover.SerialGone, cover.Other, cover.Extra = "", &none, true, true, true, i&1
				cover.Earlier = []repair.Earlier{{Job: "J-0301", Until: "2026-04-20"}}
				out = append(out, repair.Assess(cover))
				cover.Same = "J-0301"
				out = append(out, repair.Assess(cover))
			}
		}
	}
	return out
}
