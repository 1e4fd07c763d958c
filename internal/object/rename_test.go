package object

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// A rename is known in the run that makes it, for what it belongs to, and in the
// direction in which it goes.
func TestRenames(t *testing.T) {
	t.Parallel()
	run, other := new(providerdata.Data), new(providerdata.Data)
	NoteRename(run, "listener-1", "a.example.com", "b.example.com")
	NoteRename(nil, "listener-1", "a.example.com", "c.example.com")
	for name, test := range map[string]struct {
		data            *providerdata.Data
		scope, from, to string
		want            bool
	}{
		"the rename":       {run, "listener-1", "a.example.com", "b.example.com", true},
		"the way back":     {run, "listener-1", "b.example.com", "a.example.com", false},
		"another name":     {run, "listener-1", "a.example.com", "c.example.com", false},
		"another scope":    {run, "listener-2", "a.example.com", "b.example.com", false},
		"another run":      {other, "listener-1", "a.example.com", "b.example.com", false},
		"no configuration": {nil, "listener-1", "a.example.com", "b.example.com", false},
	} {
		if got := IsRenamed(test.data, test.scope, test.from, test.to); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
}
