package object

import (
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// renames are the objects that a run renames in place. What hangs on such an
// object goes along with it, and is not to be replaced although what it refers to
// has another name.
type renames struct {
	mu  sync.Mutex
	all map[rename]bool
}

type rename struct{ scope, from, to string }

// NoteRename notes that an instance of this run is renamed in place. scope is the
// id of what it belongs to. Plans of what refers to it come after its own, so they
// ask [IsRenamed] when it is noted.
func NoteRename(data *providerdata.Data, scope, from, to string) {
	if data == nil {
		return // nothing is configured yet, so nothing is planned
	}
	r := providerdata.RunOf[renames](data)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.all == nil {
		r.all = map[rename]bool{}
	}
	r.all[rename{scope, from, to}] = true
}

// IsRenamed reports whether [NoteRename] has noted just this in this run.
func IsRenamed(data *providerdata.Data, scope, from, to string) bool {
	if data == nil {
		return false
	}
	r := providerdata.RunOf[renames](data)
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all[rename{scope, from, to}]
}
