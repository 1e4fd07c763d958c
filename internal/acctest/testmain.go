package acctest

import (
	"testing"

	"go.uber.org/goleak"
)

// Main is TestMain for a package that imports this one. It clears the variables
// that the provider reads, runs the tests, and fails if they leave goroutines
// behind.
func Main(m *testing.M, options ...goleak.Option) {
	if err := clearVariables(); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, options...)
}

// PluginOutput keeps goleak from reporting what every in-process provider
// leaves behind: go-plugin reads its output from a pipe whose other end nobody
// closes, until the garbage collector does.
func PluginOutput() goleak.Option {
	return goleak.IgnoreAnyFunction("github.com/hashicorp/go-plugin.copyChan")
}
