package tagwalk

import (
	"flag"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// TestMain says how many walks there are.
func TestMain(m *testing.M) {
	check(flag.Set("rapid.checks", "20")) // walks; -rapid.checks=5000 for more
	flag.Parse()
	acctest.Main(m)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
