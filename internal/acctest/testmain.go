package acctest

import "go.uber.org/goleak"

// PluginOutput keeps goleak from reporting what every in-process provider
// leaves behind: go-plugin reads its output from a pipe whose other end nobody
// closes, until the garbage collector does.
func PluginOutput() goleak.Option {
	return goleak.IgnoreAnyFunction("github.com/hashicorp/go-plugin.copyChan")
}
