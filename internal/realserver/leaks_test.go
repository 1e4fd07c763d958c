package realserver_test

import (
	"flag"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// TestMain says how many schedules there are.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "20"); err != nil { // -rapid.checks=1000 for more
		panic(err)
	}
	flag.Parse()
	acctest.Main(m, acctest.PluginOutput())
}
