package exactlyonce_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

var (
	block       = stage.Block
	inBothModes = stage.InBothModes
)

type arguments = stage.Arguments

func TestMain(m *testing.M) { acctest.Main(m, acctest.PluginOutput()) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
