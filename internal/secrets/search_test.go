package secrets_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// forms are the ways in which a secret may have been written.
func forms(secret string) map[string]string {
	encoded := base64.StdEncoding.EncodeToString([]byte("AB" + secret + "CD")) // whatever stands beside it
	return map[string]string{
		"as it is":     secret,
		"in hex":       hex.EncodeToString([]byte(secret)),
		"in base64":    base64.StdEncoding.EncodeToString([]byte(secret))[:len(secret)],
		"inside of it": encoded[8 : len(encoded)-8],
		"in an URL":    url.QueryEscape(secret),
		"its start":    secret[:len(secret)-4],
		"its end":      secret[4:],
	}
}

// search fails the test if a secret is in a text.
func search(t *testing.T, where string, text []byte, secrets map[string]string) {
	t.Helper()
	for name, secret := range secrets {
		for how, form := range forms(secret) {
			if i := bytes.Index(text, []byte(form)); i >= 0 {
				t.Errorf("%s holds the %s, %s: ...%s...", where, name, how, excerpt(text, i))
				return
			}
		}
	}
	// A signature is of no use to anybody later, and a sign that a header was written.
	for _, header := range []string{"TC3-HMAC-SHA256 Credential=", "Signature="} {
		if i := bytes.Index(text, []byte(header)); i >= 0 {
			t.Errorf("%s holds an Authorization header: ...%s...", where, excerpt(text, i))
		}
	}
}

func excerpt(text []byte, i int) []byte {
	return text[max(0, i-60):min(len(text), i+20)]
}

// searchFolder looks into every file, and into what is packed in it.
func searchFolder(t *testing.T, folder string, secrets map[string]string) (files int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		search(t, path, text, secrets)
		packed, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			return nil //nolint:nilerr // most files are no archives
		}
		for _, member := range packed.File {
			text, err := unpack(member)
			if err != nil {
				return err
			}
			files++
			search(t, path+":"+member.Name, text, secrets)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func unpack(member *zip.File) ([]byte, error) {
	reader, err := member.Open()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	return io.ReadAll(reader)
}

// The search itself finds what it has to find.
func TestSearch(t *testing.T) {
	t.Parallel()
	const secret = "mark+ed/secret=0123456789"
	for how, form := range forms(secret) {
		if !bytes.Contains([]byte("x"+form+"y"), []byte(form)) || form == "" || !strings.ContainsAny(form, "mM6bWY") {
			t.Errorf("%s: %q", how, form)
		}
	}
	if form := forms(secret)["inside of it"]; !strings.Contains(base64.StdEncoding.EncodeToString([]byte("AB"+secret+"CD")), form) {
		t.Errorf("%q is not found in base64", form)
	}
}
