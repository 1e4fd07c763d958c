package globaldns_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m, acctest.PluginOutput()) }
