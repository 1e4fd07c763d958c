package certificate_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

// TestMain fails if a goroutine is left behind.
func TestMain(m *testing.M) { acctest.Main(m, acctest.PluginOutput()) }
