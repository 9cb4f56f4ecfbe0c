package present

import (
	"html"
	"strings"

	"aftercare/domain/calendar"
	"aftercare/ui/text"
)

// Document is a paper of running text: chapters with a head, facts, words and
// pictures. It is printed, and written as HTML or plain text.
type Document struct {
	Lang     string
	Name     string // of its file, without the ending
	Title    string
	Shop     string
	Under    string // one line below the title
	Chapters []Chapter
}

// Chapter is one part of a document.
type Chapter struct {
	Head   string
	Facts  []Fact
	Text   string
	Points []string // each a line of its own, marked
	Photos []Picture
}

// Fact is a name and what it says.
type Fact struct{ Name, Value string }

// Picture is a photo as a JPEG, with what stands below it.
type Picture struct {
	JPEG    []byte
	Caption string
}

// Letter is a message on paper, dated in its own language; template names its
// file.
func Letter(w *text.Words, shop, subject, body string, day calendar.Date, template string) Document {
	return Document{Lang: string(w.Lang()), Name: "message-" + template, Title: subject, Shop: shop, Under: w.FullDate(day), Chapters: []Chapter{{Text: body}}}
}

// Text is the document as plain text.
func (d Document) Text() string {
	var b strings.Builder
	line := func(s string) { b.WriteString(s + "\n") }
	line(d.Title)
	if d.Under != "" {
		line(d.Under)
	}
	for _, c := range d.Chapters {
		line("")
		if c.Head != "" {
			line(c.Head)
		}
		for _, f := range c.Facts {
			line(f.Name + ": " + strings.ReplaceAll(f.Value, "\n", "\n    "))
		}
		if c.Text != "" {
			line(c.Text)
		}
		for _, p := range c.Points {
			line("- " + p)
		}
	}
	return b.String()
}

// HTML is the document as a page of its own, without anything from elsewhere.
func (d Document) HTML() string {
	var b strings.Builder
	e := html.EscapeString
	lines := func(s string) string { return strings.ReplaceAll(e(s), "\n", "<br>") }
	b.WriteString("<!DOCTYPE html>\n<html lang=\"" + e(d.Lang) + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + e(d.Title) + "</title>\n" +
		"<style>body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1B1C1E}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.5rem}" +
		"dl{display:grid;grid-template-columns:14rem 1fr;gap:.25rem 1rem}dt{color:#515257}dd{margin:0}</style></head>\n<body>\n<h1>" + e(d.Title) + "</h1>\n")
	if d.Under != "" {
		b.WriteString("<p>" + e(d.Under) + "</p>\n")
	}
	for _, c := range d.Chapters {
		if c.Head != "" {
			b.WriteString("<h2>" + e(c.Head) + "</h2>\n")
		}
		if len(c.Facts) > 0 {
			b.WriteString("<dl>\n")
			for _, f := range c.Facts {
				b.WriteString("<dt>" + e(f.Name) + "</dt><dd>" + lines(f.Value) + "</dd>\n")
			}
			b.WriteString("</dl>\n")
		}
		if c.Text != "" {
			b.WriteString("<p>" + lines(c.Text) + "</p>\n")
		}
		if len(c.Points) > 0 {
			b.WriteString("<ul>\n")
			for _, p := range c.Points {
				b.WriteString("<li>" + e(p) + "</li>\n")
			}
			b.WriteString("</ul>\n")
		}
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}
