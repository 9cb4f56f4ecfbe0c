package blob_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/domain"
	"aftercare/storage/blob"
)

func folder(tb testing.TB) *blob.Folder {
	tb.Helper()
	return blob.In(filepath.Join(tb.TempDir(), "shop.files"))
}

// photo is a JPEG, red above and blue below.
func photo(tb testing.TB, w, h int) []byte {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 0, 0, 255}
			if y >= h/2 {
				c = color.RGBA{0, 0, 200, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// heldBy puts a camera's notes into a JPEG: how it was held, and a place name.
func heldBy(picture []byte, orientation uint16) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	tiff = binary.LittleEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), append(tiff, "GPS: Mong Kok"...)...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return append(append(append([]byte{}, picture[:2]...), append(segment, body...)...), picture[2:]...)
}

// bomb is a PNG of 33 bytes that claims 3 600 million dots.
func bomb() []byte {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	b = binary.BigEndian.AppendUint32(b, 60000)
	b = binary.BigEndian.AppendUint32(b, 60000)
	b = append(b, 8, 0, 0, 0, 0)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[12:]))
}

func TestFolder_Keep_byContent(t *testing.T) {
	f, ctx, data := folder(t), context.Background(), photo(t, 40, 20)
	got, err := f.Keep(ctx, `C:\photos\袖口.jpg`, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	want := domain.File{Hash: hex.EncodeToString(sum[:]), Name: "袖口.jpg", Type: "image/jpeg", Size: int64(len(data)), Photo: true}
	if got != want {
		t.Errorf("Keep: got %+v, want %+v", got, want)
	}
	r, err := f.Open(ctx, got.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, data) {
		t.Errorf("Open: got %d bytes, %v; want the %d that were kept", len(back), err, len(data))
	}
	if _, err := f.Keep(ctx, "again.jpg", bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if all, err := f.All(); err != nil || len(all) != 1 || all[0] != got.Hash {
		t.Errorf("All after keeping it twice: got %v, %v", all, err)
	}
}

func TestFolder_Keep_modes(t *testing.T) {
	f := folder(t)
	file, err := f.Keep(context.Background(), "a.txt", strings.NewReader("a"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{f.Dir(): 0o700, filepath.Join(f.Dir(), file.Hash[:2]): 0o700, filepath.Join(f.Dir(), file.Hash[:2], file.Hash): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: got %v, %v, want %v", path, info, err, want)
		}
	}
}

func TestFolder_Keep_refuses(t *testing.T) {
	whole := photo(t, 200, 200)
	tests := map[string]struct {
		name string
		r    io.Reader
		code string
	}{
		"nothing":          {"a.jpg", strings.NewReader(""), "file.empty"},
		"picture bomb":     {"bomb.png", bytes.NewReader(bomb()), "file.image_bomb"},
		"cut off picture":  {"cut.jpg", bytes.NewReader(whole[:30]), "file.not_a_photo"},
		"huge photo":       {"huge.jpg", io.MultiReader(bytes.NewReader(whole), zeros(domain.MaxPhoto)), "file.too_big"},
		"endless":          {"video.mp4", zeros(1 << 62), "file.too_big"},
		"broken half way":  {"a.bin", io.MultiReader(strings.NewReader("abc"), broken{}), ""},
		"picture by bytes": {"letter.txt", bytes.NewReader(bomb()), "file.image_bomb"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := folder(t)
			_, err := f.Keep(context.Background(), tt.name, tt.r)
			if err == nil || tt.code != "" && !errors.Is(err, domain.Code(tt.code)) {
				t.Errorf("Keep: got %v, want %s", err, tt.code)
			}
			left, err := os.ReadDir(f.Dir())
			if err != nil || len(left) != 0 {
				t.Errorf("after the refusal: got %v, %v in the folder, want nothing", left, err)
			}
		})
	}
}

func zeros(n int64) io.Reader { return io.LimitReader(zero{}, n) }

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk was pulled") }

func TestFolder_Keep_cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := folder(t).Keep(ctx, "a", zeros(1<<62)); !errors.Is(err, domain.Code("store.cancelled")) {
		t.Errorf("Keep: got %v, want store.cancelled", err)
	}
}

// A photo is evidence and stays byte for byte; what is shown and printed of it
// says nothing of where it was taken, and stands the right way up.
func TestFolder_Thumb(t *testing.T) {
	f, ctx := folder(t), context.Background()
	data := heldBy(photo(t, 400, 200), 6)
	file, err := f.Keep(ctx, "a.jpg", bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // made, then kept
		small, err := f.Thumb(ctx, file.Hash, 100)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(small, []byte("Mong Kok")) || bytes.Contains(small, []byte("Exif")) {
			t.Error("the small picture holds the camera's notes")
		}
		img, err := jpeg.Decode(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := img.Bounds().Size(), (image.Point{50, 100}); got != want {
			t.Errorf("size: got %v, want %v", got, want)
		}
		// Held so that the top lies to the right.
		if r, _, b, _ := img.At(45, 50).RGBA(); r < b {
			t.Errorf("right side: got red %d, blue %d, want the red half", r>>8, b>>8)
		}
	}
	if all, err := f.All(); err != nil || len(all) != 1 {
		t.Errorf("All: got %v, %v, want the original alone", all, err)
	}
}

func TestFolder_Thumb_everyFormat(t *testing.T) {
	f, ctx := folder(t), context.Background()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 3, 300))); err != nil {
		t.Fatal(err)
	}
	file, err := f.Keep(ctx, "narrow.png", &b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Thumb(ctx, file.Hash, 72); err != nil {
		t.Errorf("Thumb of a narrow picture: got %v", err)
	}
	text, err := f.Keep(ctx, "chat.txt", strings.NewReader("你好"))
	if err != nil || text.Photo || text.Type != "text/plain" {
		t.Fatalf("Keep a chat: got %+v, %v", text, err)
	}
	if _, err := f.Thumb(ctx, text.Hash, 72); !errors.Is(err, domain.Code("file.no_thumb")) {
		t.Errorf("Thumb of a chat: got %v, want file.no_thumb", err)
	}
	heic, err := f.Keep(ctx, "IMG_1.HEIC", strings.NewReader("\x00\x00\x00\x18ftypheic and more of it"))
	if err != nil || !heic.Photo || heic.Type != "image/heic" {
		t.Errorf("Keep a phone's photo: got %+v, %v", heic, err)
	}
}

func TestFolder_Open_refusesPaths(t *testing.T) {
	f := folder(t)
	if _, err := f.Keep(context.Background(), "a", strings.NewReader("a")); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 63) + "/", "CON"} {
		if _, err := f.Open(context.Background(), hash); !errors.Is(err, domain.Code("file.hash")) {
			t.Errorf("Open(%q): got %v, want file.hash", hash, err)
		}
	}
	if _, err := f.Open(context.Background(), strings.Repeat("0", 64)); !errors.Is(err, domain.Code("file.missing")) {
		t.Errorf("Open of what is not there: got %v, want file.missing", err)
	}
}

func TestFolder_Drop(t *testing.T) {
	f, ctx := folder(t), context.Background()
	file, err := f.Keep(ctx, "a.jpg", bytes.NewReader(photo(t, 60, 60)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Thumb(ctx, file.Hash, 30); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := f.Drop(ctx, file.Hash); err != nil {
			t.Fatal(err)
		}
	}
	err = filepath.WalkDir(f.Dir(), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFolder_KeepPath(t *testing.T) {
	f, ctx, dir := folder(t), context.Background(), t.TempDir()
	if _, err := f.KeepPath(ctx, dir); !errors.Is(err, domain.Code("file.not_a_file")) {
		t.Errorf("a folder: got %v", err)
	}
	if _, err := f.KeepPath(ctx, filepath.Join(dir, "none.jpg")); !errors.Is(err, domain.Code("file.missing")) {
		t.Errorf("no file: got %v", err)
	}
}

// Whatever bytes come, they are kept as they are or refused by a code, and a
// picture made of them never takes the program down.
func FuzzFolder_Thumb(f *testing.F) {
	f.Add(photo(f, 8, 8))
	f.Add(heldBy(photo(f, 8, 4), 8))
	f.Add(bomb())
	f.Add([]byte("II*\x00\xff\xff\xff\xff"))
	files := blob.In(filepath.Join(f.TempDir(), "files"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := files.Keep(context.Background(), "x", bytes.NewReader(data))
		if err != nil {
			if domain.As(err) == nil {
				t.Fatalf("Keep: got %v, want a refusal with a code", err)
			}
			return
		}
		if _, err := files.Thumb(context.Background(), file.Hash, 16); err != nil && domain.As(err) == nil {
			t.Fatalf("Thumb: got %v, want a refusal with a code", err)
		}
		if err := files.Drop(context.Background(), file.Hash); err != nil {
			t.Fatal(err)
		}
	})
}
