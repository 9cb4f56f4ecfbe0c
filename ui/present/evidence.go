package present

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/text"
)

// Evidence is an evidence pack as a document: order, proof of shipping, the case,
// messages, notes, files with their hashes, the timeline (R7). photos gives the
// picture of a file, nil for what is none.
func Evidence(w *text.Words, e desk.Evidence, now time.Time, photos func(hash string) []byte) Document {
	p := evidencePack{w, e}
	d := Document{Lang: string(w.Lang()), Name: "evidence-" + e.Number, Title: w.T("pack.title", domain.Args{"number": e.Number}),
		Shop: e.Order.Channel.Name, Under: w.T("pack.made", domain.Args{"when": now})}
	d.Chapters = []Chapter{p.order(), p.shipping()}
	if e.Case != nil {
		d.Chapters = append(d.Chapters, p.file())
	}
	return Document{d.Lang, d.Name, d.Title, d.Shop, d.Under, append(d.Chapters, p.messages(), p.notes(), p.files(photos), p.timeline())}
}

type evidencePack struct {
	w *text.Words
	e desk.Evidence
}

func (p evidencePack) t(key string, args ...domain.Args) string {
	return p.w.T("pack."+key, args...)
}

func (p evidencePack) order() Chapter {
	o, w := p.e.Order, p.w
	var goods []string
	for _, l := range o.Lines {
		goods = append(goods, w.T("order.line", domain.Args{"n": l.Quantity, "title": strings.TrimSpace(l.Title + " " + l.Variant)}))
	}
	facts := []Fact{{w.Field("order"), o.Number}, {w.Field("customer"), strings.TrimSpace(o.ShipTo.Name + "\n" + o.ShipTo.Address)}, {p.t("placed"), w.Moment(o.Placed)}}
	if !o.PaidAt.IsZero() {
		facts = append(facts, Fact{p.t("paid"), w.Moment(o.PaidAt)})
	}
	facts = append(facts, Fact{p.t("amount"), w.Money(o.Paid)}, Fact{p.t("goods"), strings.Join(goods, "\n")})
	if !o.Force.Due.None() {
		facts = append(facts, Fact{p.t("ship_by"), Due(w, o.Force.Due) + "\n" + PromiseSource(w, o.Force)})
	}
	return Chapter{Head: p.t("order"), Facts: facts}
}

func (p evidencePack) shipping() Chapter {
	o, w := p.e.Order, p.w
	out := Chapter{Head: p.t("shipping")}
	for _, v := range o.Parcels {
		s := v.Shipment
		lines := nonEmptyLines(strings.TrimSpace(s.Carrier+" "+s.Tracking), v.Page)
		if s.Packer != "" {
			lines = append(lines, p.t("packed", domain.Args{"who": s.Packer, "when": s.Packed}))
		}
		if !s.At.IsZero() {
			lines = append(lines, p.t("left", domain.Args{"when": s.At}))
		}
		if s.Weight > 0 {
			lines = append(lines, w.T("order.grams", domain.Args{"n": s.Weight}))
		}
		if len(s.Serials) > 0 {
			lines = append(lines, w.T("order.serials", domain.Args{"serials": s.Serials}))
		}
		if s.News != "" {
			lines = append(lines, p.t("news", domain.Args{"when": s.NewsAt, "news": s.News}))
		}
		out.Facts = append(out.Facts, Fact{p.t("parcel", domain.Args{"n": v.No}), strings.Join(lines, "\n")})
	}
	if len(o.Parcels) == 0 {
		out.Text = p.t("not_shipped")
	}
	if !o.SignOff.At.IsZero() {
		out.Points = append(out.Points, p.t("signed", domain.Args{"when": o.SignOff.At, "source": text.Key("source." + o.SignOff.Source)}))
	}
	if !o.SignOff.Contested.IsZero() {
		out.Points = append(out.Points, p.t("contested", domain.Args{"when": o.SignOff.Contested, "words": o.SignOff.Words}))
	}
	return out
}

func nonEmptyLines(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (p evidencePack) file() Chapter {
	c, w := p.e.Case, p.w
	out := Chapter{Head: p.t("case"), Facts: []Fact{{w.Field("case"), c.Number}, {p.t("reason"), w.T("reason." + c.Reason)}, {p.t("remedy"), w.T("remedy." + string(c.Remedy))}}}
	if c.Words != "" {
		out.Facts = append(out.Facts, Fact{p.t("words"), c.Words})
	}
	return out
}

func (p evidencePack) messages() Chapter {
	out := Chapter{Head: p.t("messages")}
	for _, m := range p.e.Messages {
		key := "message.out"
		if m.In {
			key = "message.in"
		}
		out.Facts = append(out.Facts, Fact{p.w.Moment(m.At), strings.Join(nonEmptyLines(p.w.T(key, domain.Args{"who": m.To, "way": text.Key("way." + m.Way)}), m.Subject, m.Body), "\n")})
	}
	return p.orNone(out)
}

func (p evidencePack) orNone(c Chapter) Chapter {
	if len(c.Facts)+len(c.Points)+len(c.Photos) == 0 {
		c.Text = p.t("none")
	}
	return c
}

func (p evidencePack) notes() Chapter {
	out := Chapter{Head: p.t("notes")}
	lines := Notes(p.w, p.e.Order.Order)
	for i := len(lines) - 1; i >= 0; i-- {
		n := lines[i]
		out.Facts = append(out.Facts, Fact{n.When, strings.Join(nonEmptyLines(n.Kind+voidedMark(n), n.Text, n.More), "\n")})
	}
	return p.orNone(out)
}

// voidedMark says of a note that a correction took it back.
func voidedMark(n NoteLine) string {
	if n.Struck {
		return " (" + n.Mark.Word + ")"
	}
	return ""
}

func (p evidencePack) files(photos func(hash string) []byte) Chapter {
	out := Chapter{Head: p.t("files")}
	for i, f := range p.e.Files {
		line := strconv.Itoa(i+1) + ". " + p.t("file", domain.Args{"name": f.Name, "bytes": f.Size, "hash": f.Hash})
		out.Points = append(out.Points, line+" ("+p.w.List(nonEmptyLines(p.t("from."+f.From), f.Caption))+")")
		if picture := photos(f.Hash); f.Photo && picture != nil {
			out.Photos = append(out.Photos, Picture{picture, strconv.Itoa(i+1) + ". " + cmp.Or(f.Caption, f.Name)})
		}
	}
	return p.orNone(out)
}

func (p evidencePack) timeline() Chapter {
	out := Chapter{Head: p.t("timeline")}
	for _, e := range p.e.Timeline {
		out.Points = append(out.Points, p.t("entry", domain.Args{"when": e.At, "who": e.Who, "what": LogWord(p.w, e.Verb)}))
	}
	return p.orNone(out)
}
