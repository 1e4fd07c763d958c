package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

var (
	block       = acctest.Block
	inBothModes = acctest.InBothModes
)

type arguments = acctest.Arguments

func TestMain(m *testing.M) { acctest.Main(m, acctest.PluginOutput()) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
