package desk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"aftercare/domain/desk"
	"aftercare/storage"
	"aftercare/storage/blob"
	"aftercare/storage/exchange"
)

const mark = "MARKED5512"

// filled is a request in which every text is marked, every number and id is 1,
// and every moment and day is one of the test's.
func filled(fields []desk.Field) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		var v any
		switch kind, several := strings.CutPrefix(f.Type, "list of "); kind {
		case "text":
			v = mark + " 陳大文"
		case "number", "id":
			v = 1
		case "truth":
			v = true
		case "moment":
			v = "2026-03-02T09:00:00+08:00"
		case "day":
			v = "2026-03-02"
		case "object":
			v = filled(f.Fields)
			if several {
				v = []any{v}
			}
			out[f.Name] = v
			continue
		default:
			continue
		}
		if strings.HasPrefix(f.Type, "list of ") {
			v = []any{v}
		}
		out[f.Name] = v
	}
	return out
}

// Whatever is asked of the desk, done or refused, the log holds ids, counts and
// codes, and nothing of what was in the request or in the records.
func TestDesk_logsNoPersonalData(t *testing.T) {
	var log bytes.Buffer
	logger := logrus.New()
	logger.SetOutput(&log)
	logger.SetLevel(logrus.TraceLevel)
	c := begun(t)
	c.must(c.store.Close())
	db, err := storage.Open(c.ctx, c.file, storage.Options{Now: func() time.Time { return c.now }, Log: logrus.NewEntry(logger)})
	c.must(err)
	t.Cleanup(func() { db.Close() })
	parts := c.Parts
	parts.Store, parts.Blobs, parts.Files = db.Desk(), blob.In(filepath.Join(t.TempDir(), "files")), exchange.Files{}
	c.store, c.Desk = db, desk.New(parts)
	f := facts("LS-"+mark, c.now.AddDate(0, 0, -1))
	f.Customer.Name = mark
	c.order("own", f)
	done, refused := 0, 0
	for _, v := range desk.Verbs() {
		if strings.HasPrefix(v.Name, "person.") || strings.HasPrefix(v.Name, "backup.") {
			continue // they have tests of their own, and need files beside the store
		}
		for _, request := range []map[string]any{filled(v.Fields), {}} {
			body, err := json.Marshal(request)
			c.must(err)
			if _, err := c.Do(c.ctx, v.Name, body); err == nil {
				done++
			} else {
				refused++
				logger.WithField("verb", v.Name).WithField("code", fmt.Sprintf("%T", err)).Debug("refused")
			}
		}
	}
	if done < 20 || refused < 20 {
		t.Errorf("%d done and %d refused, want many of both", done, refused)
	}
	for _, line := range strings.Split(log.String(), "\n") {
		if strings.Contains(line, mark) || strings.Contains(line, "陳大文") {
			t.Errorf("the log holds what was asked: %s", line)
		}
	}
	if log.Len() == 0 {
		t.Error("nothing was logged: the test looked at nothing")
	}
}
