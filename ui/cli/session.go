package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/domain/shop"
	"aftercare/ui/text"
)

// session is one call of the program: its flags, and the words it speaks once
// it knows whom to.
type session struct {
	p Program

	store, out, lang, at, who string
	json, debug               bool

	shop *shop.Shop // nil until the store was read
}

// clock is the moment that the session works at: --at, or now.
func (s *session) clock() (func() time.Time, error) {
	if s.at == "" {
		return s.p.Now, nil
	}
	at, err := time.Parse(time.RFC3339, s.at)
	if err != nil {
		return nil, misuse("cli.at", domain.Args{"value": s.at})
	}
	return func() time.Time { return at }, nil
}

// with opens the store, runs f on the shop and closes it again.
func (s *session) with(ctx context.Context, access Access, f func(Shop, time.Time) error) (err error) {
	now, err := s.clock()
	if err != nil {
		return err
	}
	if s.who != "" && access == Reading {
		access = Writing // who came in, and each wrong PIN, is written down
	}
	opened, err := s.p.Open(ctx, s.store, access, now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	setup, err := opened.Desk.Setup(ctx)
	switch {
	case err == nil:
		s.shop = &setup.Shop
	case !errors.Is(err, domain.Code("missing.shop")):
		return err
	}
	if s.who != "" {
		if opened.Desk, err = s.sit(ctx, opened.Desk); err != nil {
			return err
		}
	}
	return f(opened, now())
}

// sit gives the desk at which the person of --as works, once the PIN of the
// environment is theirs.
//
// Errors: missing.person, person.wrong_pin, person.wait.
func (s *session) sit(ctx context.Context, d *desk.Desk) (*desk.Desk, error) {
	all, err := d.People(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Archived || !strings.EqualFold(p.Name, strings.TrimSpace(s.who)) {
			continue
		}
		if _, err := d.SignIn(ctx, desk.SignIn{Person: p.ID, PIN: s.p.Env("AFTERCARE_PIN")}); err != nil {
			return nil, err
		}
		return d.By(p.ID), nil
	}
	return nil, domain.Missing("person", s.who)
}

// words are the catalogue in the language asked for, else the shop's, else the
// terminal's.
func (s *session) words() *text.Words {
	zone, lang := time.UTC, terminalLanguage(s.p.Env)
	if s.shop != nil {
		lang = text.Lang(s.shop.Language)
		if z, err := s.shop.Location(); err == nil {
			zone = z
		}
	}
	// A paper's "en+zh-Hant" speaks to the person in its first language.
	if first, _, _ := strings.Cut(s.lang, "+"); known(first) {
		lang = text.Lang(first)
	}
	w := s.p.Catalogue.In(lang, zone)
	if now, err := s.clock(); err == nil {
		w = w.At(now())
	}
	return w
}

func known(lang string) bool {
	for _, l := range text.Langs() {
		if string(l) == lang {
			return true
		}
	}
	return false
}

// Language is the language of the terminal, for a window that cannot ask its
// shop.
func Language(env func(string) string) string { return string(terminalLanguage(env)) }

// terminalLanguage reads the language of the terminal as the C library does.
func terminalLanguage(env func(string) string) text.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		tag := strings.ToLower(env(name))
		if tag == "" {
			continue
		}
		for _, traditional := range []string{"zh_hk", "zh_tw", "zh_mo", "zh-hant", "zh_hant"} {
			if strings.HasPrefix(tag, traditional) {
				return text.Traditional
			}
		}
		if strings.HasPrefix(tag, "zh") {
			return text.Simplified
		}
		return text.English
	}
	return text.English
}

// say writes a line for the person.
func (s *session) say(key string, args ...domain.Args) {
	fmt.Fprintln(s.p.Out, s.words().T(key, args...))
}

// object writes a result as JSON, to --out when that is given.
func (s *session) object(v any) error {
	if list := reflect.ValueOf(v); list.Kind() == reflect.Slice && list.IsNil() {
		v = []int{} // an empty list is a list
	}
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	body = append(body, '\n')
	if s.out != "" {
		_, err := s.save("", body)
		return err
	}
	_, err = s.p.Out.Write(body)
	return err
}

// save writes a file to --out: a file, or a folder in which name is used; "-"
// is the standard output. Without --out it is name in the current folder. What
// a shop prints names its customers, so nobody else may read it.
//
// Errors: cli.unwritten.
func (s *session) save(name string, body []byte) (path string, err error) {
	path = s.out
	switch info, err := os.Stat(path); {
	case path == "-":
		_, err := s.p.Out.Write(body)
		return "-", err
	case path == "":
		path = name
	case err == nil && info.IsDir() && name != "":
		path = filepath.Join(path, name)
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		return "", errors.Join(&domain.Error{Kind: domain.Invalid, Code: "cli.unwritten", Field: "out", Args: domain.Args{"name": path}}, err)
	}
	return path, nil
}

// noArguments is a command that takes none.
func (s *session) noArguments(use, key string, run func(*cobra.Command) error) *cobra.Command {
	return s.command(use, key, 0, 0, func(c *cobra.Command, _ []string) error { return run(c) })
}
