package text

import (
	"errors"
	"maps"
	"strings"

	"aftercare/domain"
)

// Error is the sentence for err: "error." + its code with its values, {field}
// being the field's name in this language. Several domain.Errors are joined in
// their order. What carries no code is a fault of the program or the machine
// and is told as error.internal. "" for nil.
func (w *Words) Error(err error) string {
	var several domain.Errors
	switch e := domain.As(err); {
	case err == nil:
		return ""
	case errors.As(err, &several):
		sentences := make([]string, len(several))
		for i, e := range several {
			sentences[i] = w.sentence(e)
		}
		return strings.Join(sentences, w.T("common.sentence_gap"))
	case e != nil:
		return w.sentence(e)
	}
	return w.T("error.internal")
}

// Fault is the first field at fault and the sentence to show under it; field
// is "" when the whole form is.
func (w *Words) Fault(err error) (field, sentence string) {
	if e := domain.As(err); e != nil {
		return e.Field, w.sentence(e)
	}
	return "", w.Error(err)
}

func (w *Words) sentence(e *domain.Error) string {
	args := domain.Args{"field": w.Field(e.Field)}
	maps.Copy(args, e.Args)
	return w.T("error."+e.Code, args)
}

// Field is the name of a form's field: the text of "field." + name, or the
// name itself when the catalogue has none.
func (w *Words) Field(name string) string {
	if w.Has("field." + name) {
		return w.T("field." + name)
	}
	return name
}
