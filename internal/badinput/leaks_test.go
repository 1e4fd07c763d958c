package badinput

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// home is the folder of a user who has a tccli profile, "work", whose key the
// mock knows.
var home string

// TestMain leaves the tests nothing of whoever runs them: a profile of theirs
// would be one more argument.
func TestMain(m *testing.M) {
	check(flag.Set("rapid.checks", "40")) // of each test; -rapid.checks=5000 for more
	flag.Parse()
	var err error
	home, err = os.MkdirTemp("", "badinput")
	check(err)
	check(os.Setenv("HOME", home))
	check(os.Mkdir(filepath.Join(home, ".tccli"), 0o700))
	for file, content := range files() {
		check(os.WriteFile(filepath.Join(home, file), []byte(content), 0o600))
	}
	acctest.Main(m, goleak.Cleanup(func(code int) {
		check(os.RemoveAll(home))
		os.Exit(code)
	}))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
