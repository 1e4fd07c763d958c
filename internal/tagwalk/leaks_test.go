package tagwalk

import (
	"flag"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// TestMain leaves the tests nothing of whoever runs them.
func TestMain(m *testing.M) {
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "TENCENTCLOUD_") || strings.HasPrefix(name, "GAAP_") || strings.HasPrefix(name, "TKE_") {
			check(os.Unsetenv(name))
		}
	}
	check(flag.Set("rapid.checks", "40")) // walks; -rapid.checks=5000 for more
	flag.Parse()
	goleak.VerifyTestMain(m)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
