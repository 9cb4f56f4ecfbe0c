package paper

import (
	"fmt"
	"strings"

	"aftercare/domain"
)

// middle is sender and items, in the largest type with which both fit between
// top and bottom. When the least does not, half of the room goes to each.
func (k *labelSetter) middle(top, bottom, left, right float64) (from, items part) {
	room := bottom - top
	told := len(k.faults)
	for st := labelText; ; st.size -= 0.25 {
		st.size = max(st.size, st.least)
		from, items = k.sender(st, left, right, 1e6), k.goods(st, left, right, 1e6)
		if from.height+items.height <= room {
			return from, items
		}
		if st.size <= st.least {
			const named = 12.5 // at least the count of the items, in two languages
			most := min(max(room/2, room-items.height), room-named)
			k.faults = k.faults[:told]
			from = k.sender(st, left, right, most)
			return from, k.goods(st, left, right, room-from.height)
		}
		k.faults = k.faults[:told] // what was cut in a size that is not used was not cut
	}
}

// sender is who sends it at the left, and the numbers at the right.
func (k *labelSetter) sender(st style, left, right, most float64) part {
	const narrow, widest, gap, pad = 16.0, 25.5, 2.5, 1.75
	inner := most - 2*pad
	refs := k.numbers(most, widest)
	column := max(narrow, refs.width()) + gap
	wide := right - left - column - gap
	who := k.fitLine(k.word("paper.label.from"), labelCaption, wide, 1)
	name, phone := k.optional(k.From.Name, st, wide), k.optional(k.From.Phone, st, wide)
	who = who.over(name)
	if strings.TrimSpace(k.From.Address) != "" {
		who = who.over(k.fit(k.From.Address, st, wide, inner-who.height()-phone.height()))
	}
	who = who.over(phone)
	h := max(who.height(), refs.height()) + 2*pad
	return part{h, func(y float64) float64 {
		k.draw(k.page, who, left, y+pad, wide, 0)
		if len(refs.lines) > 0 {
			k.page.line(right-column, y+pad, right-column, y+h-pad, 0.25)
			k.draw(k.page, refs, right-column+gap, y+pad, column-gap, 0)
		}
		return y + h
	}}
}

// numbers are order and case below each other.
func (k *labelSetter) numbers(most, width float64) block {
	lines := 3
	if most < 30 {
		lines = 1 // where little is left, a number must not take the items' room
	}
	var b block
	for _, r := range []struct{ key, number string }{{"paper.order", k.Order}, {"paper.case", k.Case}} {
		if r.number != "" {
			b = b.over(k.fitLine(k.word(r.key), labelCaption, width, 1))
			b = b.over(k.fitLine(r.number, labelText, width, lines))
		}
	}
	return b
}

// goods lists the items; those for which there is no room are counted in a
// last line and reported.
func (k *labelSetter) goods(st style, left, right, most float64) part {
	const pad, gap = 1.25, 3.0
	width := right - left
	caption := k.fitLine(k.word("paper.label.items"), labelCaption, width, 1)
	oneLine := st.lead * st.size * mmPerPoint
	h := caption.height() + 2*pad
	type row struct{ title, sku block }
	var shown []row
	var rest block
	for i, it := range k.Items {
		var r row
		if it.SKU != "" {
			r.sku = k.fitLine(it.SKU, st, width*0.4, 2)
		}
		title := fmt.Sprintf("%d × %s", it.Quantity, it.Title)
		room := width - r.sku.width()
		if it.SKU != "" {
			room -= gap
		}
		left := most - h
		if i < len(k.Items)-1 {
			left -= float64(len(k.counted("paper.more_items", 2))) * oneLine
		}
		r.title = k.fit(title, st, room, max(oneLine, min(left, 3*oneLine)))
		need := max(r.title.height(), r.sku.height())
		if need > left {
			n := len(k.Items) - i
			rest = k.block(k.counted("paper.more_items", n), st, width, 1e6)
			h += rest.height()
			k.warn("paper.items_cut", domain.Args{"number": k.Number, "n": n})
			break
		}
		h += need
		shown = append(shown, r)
	}
	return part{h, func(y float64) float64 {
		end := y + h
		y += pad
		k.draw(k.page, caption, left, y, width, 0)
		y += caption.height()
		for _, r := range shown {
			k.draw(k.page, r.title, left, y, width, 0)
			k.draw(k.page, r.sku, left, y, width, 1)
			y += max(r.title.height(), r.sku.height())
		}
		k.draw(k.page, rest, left, y, width, 0)
		return end
	}}
}

// keepBox tells what to do before sending, in a box.
func (k *labelSetter) keepBox(width, most float64) part {
	if k.Back {
		return part{0, func(y float64) float64 { return y }}
	}
	const padX, padY, gap = 2.5, 1.5, 3.0
	inner := width - 2*padX
	head := k.fitLine(k.word("paper.label.before"), labelHead, inner, 1)
	var by block
	beside := true
	if k.SendBy != "" {
		dates := k.sendBy()
		line, room := strings.Join(dates, "  "), inner-head.width()-gap
		if k.wrap(line, labelBy.at(labelBy.least), 1e6).width() <= room {
			by = k.fitLine(line, labelBy, room, 1)
		} else {
			by, beside = k.block(dates, labelBy, inner, 1e6), false
		}
	}
	h := head.height()
	if !beside {
		h += by.height()
	}
	lines := k.block(k.instructions(), labelSmall, inner, most-h-2*padY)
	h += lines.height() + 2*padY
	return part{h, func(y float64) float64 {
		k.page.outline(k.x+labelMargin, y, width, h, 1.5, 0.375)
		left, end := k.x+labelMargin+padX, y+h
		y += padY
		k.draw(k.page, head, left, y, inner, 0)
		if beside {
			k.draw(k.page, by, left, y, inner, 1)
			y += head.height()
		} else {
			y += head.height()
			k.draw(k.page, by, left, y, inner, 0)
			y += by.height()
		}
		k.draw(k.page, lines, left, y, inner, 0)
		return end
	}}
}

// sendBy is the last day, with its year once.
func (k *labelSetter) sendBy() []string {
	out := []string{k.first.T("paper.label.send_by", domain.Args{"date": k.first.FullDate(k.SendBy)})}
	if k.second != nil {
		out = append(out, k.second.T("paper.label.send_by", domain.Args{"date": k.second.MonthDay(k.SendBy)}))
	}
	return out
}

// instructions are the precautions, who pays the freight, and what to keep.
func (k *labelSetter) instructions() []string {
	out := k.phrases(k.Precautions)
	if k.Precautions == nil {
		out = k.sentences("paper.label.precaution")
	}
	if k.Freight != "" {
		out = append(out, k.sentences("paper.freight."+string(k.Freight))...)
	}
	return append(out, k.sentences("paper.label.keep")...)
}

// optional is a text of at most two lines, nothing when it is empty.
func (c *canvas) optional(s string, st style, width float64) block {
	if strings.TrimSpace(s) == "" {
		return block{}
	}
	return c.fitLine(s, st, width, 2)
}
