package providerdata

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// Ledger is what one run knows of who owns which proxy. Terraform plans and
// applies many instances at the same time; the ledger keeps two of them from
// ending up with one proxy. It lives from one Configure to the next, which is
// one plan or one apply of one provider block.
type Ledger struct {
	started time.Time
	adopt   map[string]bool

	mu        sync.Mutex
	proxies   map[string]ownership // by id
	destroyed []gaapapi.Proxy      // as they were last known
	stopped   map[string]bool      // ids at which orders stopped
	said      map[string]bool
	patience  time.Time // until then, an order waits for the owner of an equal proxy

	orders map[string][]Instance // by name
	kept   map[string][]Instance // by name
	tokens map[string][]Instance // by the token that the configuration sets
	ids    map[string]Instance   // by id
}

type ownership int

const (
	free     ownership = iota
	existing           // an instance had it before this run
	made               // this run's Create returned it
	deleting           // this run destroys it
)

// NewLedger returns the ledger of a run that begins now. adopt are the ids that
// orders may take over.
func NewLedger(now time.Time, adopt []string) *Ledger {
	l := &Ledger{
		started: now, adopt: map[string]bool{},
		proxies: map[string]ownership{}, stopped: map[string]bool{}, said: map[string]bool{},
		orders: map[string][]Instance{}, kept: map[string][]Instance{}, tokens: map[string][]Instance{}, ids: map[string]Instance{},
	}
	for _, id := range adopt {
		l.adopt[id] = true
	}
	return l
}

// Started is when the run began: what was written before shows once reads have
// caught up with this moment.
func (l *Ledger) Started() time.Time { return l.started }

// Adopts reports whether the user says that an order may take the proxy over.
func (l *Ledger) Adopts(id string) bool { return l.adopt[id] }

// Keep notes that an instance has the proxy. It fails if this run's Create gave
// it to another one.
func (l *Ledger) Keep(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.proxies[id] == free {
		l.proxies[id] = existing
	}
	return l.proxies[id] != made
}

// Claim gives the proxy to an instance that is being created. It fails if
// another instance has it, or if it is being destroyed.
func (l *Ledger) Claim(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.proxies[id] != free {
		return false
	}
	l.proxies[id] = made
	return true
}

// Owned reports whether an instance of this run has the proxy, or had it.
func (l *Ledger) Owned(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.proxies[id] != free
}

// Release notes that a proxy is about to be destroyed, as it was last known. It
// fails if this run's Create returned the proxy: then it must not be destroyed.
func (l *Ledger) Release(p gaapapi.Proxy) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.proxies[p.ID] == made {
		return false
	}
	l.proxies[p.ID] = deleting
	l.destroyed = append(l.destroyed, p)
	return true
}

// Destroys reports whether this run destroys the proxy.
func (l *Ledger) Destroys(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.proxies[id] == deleting
}

// DestroysEqual reports whether this run destroys what is equal to an order.
func (l *Ledger) DestroysEqual(in gaapapi.CreateProxyInput) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.destroyed, in.Equal)
}

// Stop notes proxies at which an order stops, and returns all at which orders
// of this run have stopped so far, and those that may be adopted already, as
// the user would list them.
func (l *Ledger) Stop(ids []string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range ids {
		l.stopped[id] = true
	}
	all := maps.Clone(l.adopt)
	maps.Copy(all, l.stopped)
	return strings.Join(slices.Sorted(maps.Keys(all)), ",")
}

// Patience is until when orders wait for the owners of equal proxies to show
// up: all orders of a run together wait once, for so long.
func (l *Ledger) Patience(now time.Time, most time.Duration) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.patience.IsZero() {
		l.patience = now.Add(most)
	}
	return l.patience
}

// Once reports whether something is to be said for the first time: an apply
// plans an order again before it places it.
func (l *Ledger) Once(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := !l.said[text]
	l.said[text] = true
	return first
}
