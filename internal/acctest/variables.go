package acctest

import (
	"os"
	"strings"
)

// Tests say in their configuration as whom they call, and how. Variables would
// add to that, so whoever runs the tests may have them set to anything.
func init() {
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		for _, prefix := range []string{"TENCENTCLOUD_", "GAAP_", "TKE_"} {
			if !strings.HasPrefix(name, prefix) {
				continue
			}
			if err := os.Unsetenv(name); err != nil {
				panic(err)
			}
		}
	}
}
