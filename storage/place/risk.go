package place

import (
	"path/filepath"
	"strings"
)

// The kinds of folders in which a store must not lie. Another program copies a
// cloud folder's files while they are written, and on a network drive locks do
// not hold: both break a store. Backups may lie there.
const (
	Cloud   = "cloud"
	Network = "network"
)

// clouds are the folders of programs that copy files elsewhere, in small
// letters: the whole of a name, or its beginning where it ends in "*".
var clouds = []string{"dropbox*", "onedrive*", "google drive*", "googledrive*", "my drive", "icloud*", "mobile documents", "com~apple~clouddocs",
	"nextcloud*", "owncloud*", "seafile*", "syncthing*", "box sync", "box", "pcloud*", "mega*", "nutstore*", "我的坚果云", "坚果云*",
	"baidusyncdisk", "baidunetdisk*", "百度网盘*", "百度云同步盘", "weiyun*", "微云*", "腾讯微云*", "wpsdrive*", "wps云盘*", "sync"}

// Risk says why a store should not lie at path: Cloud, Network, or "" when
// nothing speaks against it.
func Risk(path string) string {
	if strings.HasPrefix(path, `\\`) {
		return Network
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		abs = filepath.Join(real, filepath.Base(abs))
	}
	for _, part := range strings.FieldsFunc(filepath.ToSlash(filepath.Dir(abs)), func(r rune) bool { return r == '/' }) {
		if isCloud(strings.ToLower(part)) {
			return Cloud
		}
	}
	if onNetwork(filepath.Dir(abs)) {
		return Network
	}
	return ""
}

func isCloud(name string) bool {
	for _, c := range clouds {
		if start, many := strings.CutSuffix(c, "*"); name == c || many && (name == start || strings.HasPrefix(name, start) && !letter(name[len(start)])) {
			return true
		}
	}
	return false
}

// letter keeps "megaphone" from being Mega's folder.
func letter(b byte) bool { return b >= 'a' && b <= 'z' }
