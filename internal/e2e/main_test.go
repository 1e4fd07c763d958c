package e2e

import (
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// build has a stand-in for the provider that proxies are moved from.
var build = stage.NewBuilder(stage.Provider{
	Folder: "internal/e2e/testdata/tencentcloud", Sources: []string{official, onOpenTofu, otherHost},
})

func TestMain(m *testing.M) {
	flag.Parse()
	// The scenarios wait for the service more than they compute.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	acctest.Main(m, goleak.Cleanup(build.Exit))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}
