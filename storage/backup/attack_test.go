package backup

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"aftercare/domain"
	"aftercare/storage/storagetest"
)

// forge writes a backup that vouches for itself, as somebody who wants us to
// restore it would: about and the parts are theirs.
func forge(t testing.TB, a About, list, store []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	about, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []struct {
		name string
		data []byte
	}{{partAbout, about}, {partList, z.EncodeAll(list, nil)}, {partStore, z.EncodeAll(store, nil)}} {
		if err := small(w, part.name, part.data, a.Made); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(trailer(sum[:]))
	path := filepath.Join(t.TempDir(), "000001-x"+Suffix)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// of says of a store's bytes what a true backup would.
func of(t testing.TB, w *world, b Backup, list, store []byte) About {
	t.Helper()
	a := b.About
	sum := sha256.Sum256(store)
	a.SHA256, a.Size, a.List, a.Locked = hex.EncodeToString(sum[:]), int64(len(store)), int64(len(list)), false
	var files []File
	_ = json.Unmarshal(list, &files) // a list that is none has no files
	a.Files = len(files)
	return a
}

// unpacked is the store in a backup.
func unpacked(t testing.TB, w *world, b Backup) []byte {
	t.Helper()
	to := filepath.Join(t.TempDir(), "store")
	if _, err := unpack(w.ctx, b.Path, "", to); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A backup that was made to harm us is refused, and nothing is touched.
func TestRestore_hostile(t *testing.T) {
	w := newWorld(t, 5)
	w.book(1)
	b := w.make(ByHand)
	store := unpacked(t, w, b)
	w.close()
	none := []byte("[]")
	tampered := func(statements ...string) []byte {
		path := filepath.Join(t.TempDir(), "evil")
		if err := os.WriteFile(path, store, 0o600); err != nil {
			t.Fatal(err)
		}
		storagetest.Tamper(t, path, statements...)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	escape := func(name string) []byte {
		data, err := json.Marshal([]File{{Name: name, Hash: strings.Repeat("ab", 32), Size: 1}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	bomb := make([]byte, 64<<20)
	small := of(t, w, b, none, bomb)
	small.Size = int64(len(store))
	big := of(t, w, b, none, store)
	big.Size = 1 << 39
	for name, c := range map[string]struct {
		path string
		code string
	}{
		"a trigger":             {forge(t, of(t, w, b, none, tampered(`CREATE TRIGGER spy AFTER INSERT ON settings BEGIN DELETE FROM customers; END`)), none, tampered(`CREATE TRIGGER spy AFTER INSERT ON settings BEGIN DELETE FROM customers; END`)), "store.foreign"},
		"another table":         {forgeWith(t, w, b, tampered(`CREATE TABLE extra (a)`)), "store.foreign"},
		"an index more":         {forgeWith(t, w, b, tampered(`CREATE INDEX spy ON customers (folded)`)), "store.foreign"},
		"rows taken away":       {forgeWith(t, w, b, tampered(`DELETE FROM search_keys`)), "backup.damaged"},
		"a history rewritten":   {forgeWith(t, w, b, tampered(`DROP TRIGGER history_kept`, `UPDATE history SET who = 'x'`)), "store.foreign"},
		"no store at all":       {forgeWith(t, w, b, []byte("Dear shop, "+strings.Repeat("hello ", 100))), "store.not_a_store"},
		"a bomb":                {forge(t, small, none, bomb), "backup.damaged"},
		"a list without an end": {forge(t, of(t, w, b, bomb, store), bomb, store), "backup.damaged"},
		"more behind the list":  {forge(t, of(t, w, b, []byte("[] []"), store), []byte("[] []"), store), "backup.damaged"},
		"a size to fill a disk": {forge(t, big, none, store), "backup.no_room"},
		"a name that goes up":   {forge(t, of(t, w, b, escape("../../evil"), store), escape("../../evil"), store), "backup.damaged"},
		"a name from the root":  {forge(t, of(t, w, b, escape("/etc/passwd"), store), escape("/etc/passwd"), store), "backup.damaged"},
		"a Windows device":      {forge(t, of(t, w, b, escape(`C:\evil`), store), escape(`C:\evil`), store), "backup.damaged"},
		"a hidden name":         {forge(t, of(t, w, b, escape(".ssh/authorized_keys"), store), escape(".ssh/authorized_keys"), store), "backup.damaged"},
		"a file that is not there": {forge(t, of(t, w, b, escape("ab/"+strings.Repeat("ab", 32)), store), escape("ab/"+strings.Repeat("ab", 32)), store),
			"backup.file_missing"},
	} {
		before := tree(t, filepath.Dir(w.v.Store))
		evil, err := w.v.Find(w.ctx, c.path)
		if err == nil {
			_, err = w.v.Restore(w.ctx, evil, "")
		}
		want(t, name, err, c.code)
		sameTree(t, name, tree(t, filepath.Dir(w.v.Store)), before)
	}
}

func forgeWith(t testing.TB, w *world, b Backup, store []byte) string {
	t.Helper()
	return forge(t, of(t, w, b, []byte("[]"), store), []byte("[]"), store)
}

// What is in free pages and behind the last row of a backup's store stays
// behind: the restored store is a fresh file with the same rows.
func TestRestore_freshFile(t *testing.T) {
	w := newWorld(t, 5)
	w.book(1)
	b := w.make(ByHand)
	store := unpacked(t, w, b)
	w.close()
	evil, err := w.v.Find(w.ctx, forgeWith(t, w, b, append(store, bytes.Repeat([]byte("HIDDEN"), 1000)...)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.v.Restore(w.ctx, evil, ""); err != nil && domain.As(err) == nil {
		t.Fatalf("Restore: %v", err)
	}
	data, err := os.ReadFile(w.v.Store)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("HIDDEN")) {
		t.Error("bytes that are no row came into the shop's store")
	}
}

// FuzzVerify wants a refusal with a code for anything that is no backup, and
// never a panic, a hang or a file outside of the folder.
func FuzzVerify(f *testing.F) {
	t := f
	path := forge(t, About{Format: 1, Serial: 1, Made: fuzzMade, Day: "2026-11-02", Version: 1, Size: 10, SHA256: strings.Repeat("0", 64), Head: strings.Repeat("0", 64), List: 2},
		[]byte("[]"), []byte("0123456789"))
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:700])
	f.Add([]byte("about.json"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "x"+Suffix)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Verify(t.Context(), path)
		if err != nil && domain.As(err) == nil {
			t.Errorf("Verify: %v carries no code", err)
		}
		if _, err := unpack(t.Context(), path, "x", filepath.Join(dir, "store")); err != nil && domain.As(err) == nil {
			t.Errorf("unpack: %v carries no code", err)
		}
		names, err := os.ReadDir(dir)
		if err != nil || len(names) > 2 {
			t.Errorf("left behind: %v, %v", names, err)
		}
	})
}

// FuzzAbout wants whatever a manifest says to be refused or sane.
func FuzzAbout(f *testing.F) {
	f.Add([]byte(`{"format":1,"serial":1,"made":"2026-11-02T09:00:00Z","day":"2026-11-02","version":1,"size":10}`))
	f.Add([]byte(`{"format":2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a About
		if json.Unmarshal(data, &a) != nil {
			return
		}
		if a.Validate() == nil && (a.Size <= 0 || a.Size > maxStore || a.List > maxList || a.Serial <= 0 || strings.ContainsAny(a.name(), `/\`)) {
			t.Errorf("Validate takes %+v", a)
		}
	})
}
