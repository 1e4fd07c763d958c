package object

import (
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// activity is what a run is changing or destroying now, by scope: the id of a
// parent, or of an object that others hold. What waits for a key, or for an
// object to be let go, waits while something goes on in its scope. Creates do not
// count: they set nothing free.
type activity struct {
	mu     sync.Mutex
	scopes map[string]scope
}

type scope struct {
	running int
	ended   time.Time // when the latest ended
}

// NameScope is the scope of what has a name below a parent, where whoever changes
// what hangs on it knows no id.
func NameScope(parent, name string) string { return parent + "+" + name }

func activityOf(data *providerdata.Data) *activity { return providerdata.RunOf[activity](data) }

// begin notes a change in some scopes, until the function that it returns is called.
func (a *activity) begin(now func() time.Time, scopes []string) (end func()) {
	a.add(1, time.Time{}, scopes)
	return func() { a.add(-1, now(), scopes) }
}

func (a *activity) add(n int, ended time.Time, scopes []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.scopes == nil {
		a.scopes = map[string]scope{}
	}
	for _, name := range scopes {
		s := a.scopes[name]
		s.running += n
		if ended.After(s.ended) {
			s.ended = ended
		}
		a.scopes[name] = s
	}
}

// quietSince is since when nothing goes on in a scope: the moment that is given,
// or a later one. It is false while something does.
func (a *activity) quietSince(name string, since time.Time) (time.Time, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.scopes[name]
	if s.ended.After(since) {
		since = s.ended
	}
	return since, s.running == 0
}
