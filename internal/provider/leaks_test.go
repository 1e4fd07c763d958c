package provider_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m, acctest.PluginOutput()) }
