package acctest_test

import (
	"os"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// What the provider reads is cleared, and nothing else.
func TestClearVariables(t *testing.T) {
	for name, stays := range map[string]bool{
		"TENCENTCLOUD_SECRET_ID": false, "GAAP_ADOPT": false, "TKE_REGION": false, "MY_GAAP_ADOPT": true,
	} {
		t.Setenv(name, "x")
		if err := acctest.ClearVariables(); err != nil {
			t.Fatal(err)
		}
		if _, set := os.LookupEnv(name); set != stays {
			t.Errorf("%s is set: %v, want %v", name, set, stays)
		}
	}
}
