package exactlyonce_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

var (
	build       = stage.NewBuilder()
	block       = stage.Block
	inBothModes = stage.InBothModes
)

type arguments = stage.Arguments

func TestMain(m *testing.M) {
	flag.Parse()
	// The scenarios wait for the service more than they compute.
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, acctest.PluginOutput(), goleak.Cleanup(build.Exit))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
