package text_test

import (
	"testing"

	"aftercare/ui/text"
)

func TestWords_Bytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1 KB", 12_345: "12 KB", 999_400: "999 KB", 999_600: "1.0 MB", 3_440_000: "3.4 MB",
		12_000_000: "12 MB", 1_200_000_000: "1.2 GB", 5_000_000_000_000: "5.0 TB", 9_000_000_000_000_000: "9000 TB"} {
		if got := new(text.Words).Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
