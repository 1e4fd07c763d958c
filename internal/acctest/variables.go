package acctest

import (
	"os"
	"strings"
)

// clearVariables unsets the variables that the provider reads. Tests say in their
// configuration as whom they call, and how. Variables would add to that, and
// whoever runs the tests may have them set to anything.
func clearVariables() error {
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		for _, prefix := range []string{"TENCENTCLOUD_", "GAAP_", "TKE_"} {
			if !strings.HasPrefix(name, prefix) {
				continue
			}
			if err := os.Unsetenv(name); err != nil {
				return err
			}
		}
	}
	return nil
}
