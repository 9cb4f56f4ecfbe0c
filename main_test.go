package main

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/assets"
	"aftercare/domain"
	"aftercare/domain/desk"
	"aftercare/ui/cli"
	"aftercare/ui/text"
)

// newHouse is a house that logs into the test.
func newHouse(t *testing.T) house {
	t.Helper()
	words, err := text.Load(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	h := house{catalogue: words, log: logrus.NewEntry(logrus.New())}
	h.log.Logger.SetOutput(t.Output())
	return h
}

// sampleShop is the closed store of a sample shop of 300 orders.
func (h house) sampleShop(t *testing.T) string {
	t.Helper()
	where := filepath.Join(t.TempDir(), "shop.aftercare")
	s, err := h.open(t.Context(), where, cli.Beginning, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Sample(t.Context(), cli.Wish{Seed: 1, Day: time.Date(2026, 3, 12, 2, 0, 0, 0, time.UTC), Orders: 300})
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return where
}

func TestHouse_open(t *testing.T) {
	h := newHouse(t)
	ctx, where := t.Context(), filepath.Join(t.TempDir(), "new", "shop.aftercare")
	for _, access := range []cli.Access{cli.Reading, cli.Writing} {
		if _, err := h.open(ctx, where, access, time.Now); !errors.Is(err, domain.Code("store.missing")) {
			t.Errorf("open for access %d: got %v, want store.missing", access, err)
		}
	}
	s, err := h.open(ctx, where, cli.Beginning, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	health, err := s.Check(ctx, desk.LogQuestion{})
	if err != nil || !health.Sound() || health.Engine != "sqlite" {
		t.Errorf("Check: got %+v, %v, want a sound store", health, err)
	}
	if err := s.Sample(ctx, cli.Wish{Seed: 1, Day: time.Date(2026, 3, 12, 2, 0, 0, 0, time.UTC), Orders: 20}); err != nil {
		t.Errorf("Sample: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func TestRun_withoutACommand(t *testing.T) {
	if window(house{}) != nil {
		t.Skip("this build has a window")
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	if got := run(nil); got != cli.Misused {
		t.Errorf("run without a command: got exit %d, want %d", got, cli.Misused)
	}
}
