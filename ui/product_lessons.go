package ui

import (
	"context"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/theme"
	"aftercare/ui/widgets"
)

// readLessons reads what closed cases say must change about the product (R7).
func (r *productRecord) readLessons() {
	e, sku := r.page.env, r.sheet.value.SKU
	run(e.work, &r.asking, func(ctx context.Context) ([]desk.LessonRow, error) { return e.desk.Lessons(ctx, sku) }, func(all []desk.LessonRow, err error) {
		if err != nil {
			e.shell.fail(err)
			return
		}
		r.showLessons(all)
	})
}

// showLessons lists the open lessons: each leads to its case, and is ticked off
// once it was learnt.
func (r *productRecord) showLessons(all []desk.LessonRow) {
	e := r.page.env
	w := e.speak()
	r.learn.RemoveAll()
	if len(all) > 0 {
		r.learn.Add(widgets.NewSection(w.T("products.lessons"), w.Number(int64(len(all))), nil))
	}
	for _, l := range all {
		line := widgets.NewColumn(2, widgets.NewParagraph(w.List(nonEmpty(w.T("lesson."+l.Change), l.Note)), widgets.Plain()),
			widgets.NewRow(12, widgets.NewLink(l.CaseNumber, "cases", func() { e.shell.open(route{page: "cases", id: l.CaseID}) }), widgets.NewText(dayAt(e, l.At), widgets.Small()), widgets.Gap(),
				widgets.NewSmallLink(w.T("products.lesson.done"), func() { r.learnt(l) })))
		r.learn.Add(widgets.NewTopRow(8, widgets.NewShape(theme.Triangle, theme.Warn, 16), widgets.Grow(line)))
	}
	r.root.Refresh()
}

// learnt marks a lesson as done.
func (r *productRecord) learnt(l desk.LessonRow) {
	e := r.page.env
	run(e.work, nil, func(ctx context.Context) (desk.CaseView, error) {
		return e.desk.LearnLesson(ctx, desk.LessonRequest{Case: l.CaseID, Change: l.Change})
	}, func(_ desk.CaseView, err error) {
		if err != nil {
			e.shell.fail(err)
			return
		}
		e.shell.toast(e.speak().T("products.lesson.learnt", domain.Args{"case": l.CaseNumber}))
		r.readLessons()
	})
}
