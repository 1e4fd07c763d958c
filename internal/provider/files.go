package provider

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// byteOrderMark is what some editors of Windows put in front of a text.
const byteOrderMark = "\ufeff"

// readFile reads a file that the user names, without a byte order mark: JSON
// has none, and the first certificate behind one would be passed over.
func readFile(file string) ([]byte, error) {
	content, err := os.ReadFile(file) //nolint:gosec // the user names the file
	return bytes.TrimPrefix(content, []byte(byteOrderMark)), err
}

// expandHome puts the user's home in place of a leading ~, which no shell has
// done in a configuration or in the variables of a CI system.
func expandHome(file string) string {
	rest, found := strings.CutPrefix(file, "~")
	if !found || rest != "" && !os.IsPathSeparator(rest[0]) {
		return file
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return file
	}
	return filepath.Join(home, rest)
}
