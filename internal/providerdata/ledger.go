package providerdata

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Ledger is what one run knows of who owns which object. Terraform plans and
// applies many instances at the same time; the ledger keeps two of them from
// ending up with one object. It lives from one Configure to the next, which is
// one plan or one apply of one provider block.
type Ledger struct {
	started time.Time
	adopt   map[string]bool

	mu       sync.Mutex
	objects  map[string]ownership // by id
	stopped  map[string]bool      // ids at which orders stopped
	said     map[string]bool
	patience time.Time        // until then, an order waits for the owner of an equal object
	planned  map[string]Owner // by id
}

// Owner is an instance that has an object in a plan.
type Owner struct {
	ID   string // of the object
	Name string // what texts call the instance
	Goes bool   // it is to be destroyed
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
		objects: map[string]ownership{}, stopped: map[string]bool{}, said: map[string]bool{}, planned: map[string]Owner{},
	}
	for _, id := range adopt {
		l.adopt[id] = true
	}
	return l
}

// Started is when the run began: what was written before shows once reads have
// caught up with this moment.
func (l *Ledger) Started() time.Time { return l.started }

// Adopts reports whether the user says that an order may take the object over.
func (l *Ledger) Adopts(id string) bool { return l.adopt[id] }

// Keep notes that an instance has the object. It fails if this run's Create gave
// it to another one.
func (l *Ledger) Keep(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.objects[id] == free {
		l.objects[id] = existing
	}
	return l.objects[id] != made
}

// Claim gives the object to an instance that is being created. It fails if
// another instance has it, or if it is being destroyed.
func (l *Ledger) Claim(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.objects[id] != free {
		return false
	}
	l.objects[id] = made
	return true
}

// IsOwned reports whether an instance of this run has the object, or had it.
func (l *Ledger) IsOwned(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.objects[id] != free
}

// IsMade reports whether this run's Create returned the object, which nobody changes
// after that.
func (l *Ledger) IsMade(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.objects[id] == made
}

// Release notes that an object is about to be destroyed. It fails if this run's
// Create returned the object: then it must not be destroyed.
func (l *Ledger) Release(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.objects[id] == made {
		return false
	}
	l.objects[id] = deleting
	return true
}

// Rename notes that an instance gives its object another id: to others it is as if
// the one with the old id were destroyed.
func (l *Ledger) Rename(from, to string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.objects[from] = deleting
	if l.objects[to] == free {
		l.objects[to] = existing
	}
}

// Free notes that no object has an id any more which another one may have later.
func (l *Ledger) Free(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.objects, id)
}

// Destroys reports whether this run destroys the object.
func (l *Ledger) Destroys(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.objects[id] == deleting
}

// PlanID notes which instance has an object. It returns another one that has the
// same, and true if there is one and not both are to be destroyed.
func (l *Ledger) PlanID(o Owner) (Owner, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	other, found := l.planned[o.ID]
	l.planned[o.ID] = o
	return other, found && (!o.Goes || !other.Goes)
}

// NoteStop notes objects at which an order stops, and returns all at which orders
// of this run have stopped so far, and those that may be adopted already, as
// the user would list them.
func (l *Ledger) NoteStop(ids []string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range ids {
		l.stopped[id] = true
	}
	all := maps.Clone(l.adopt)
	maps.Copy(all, l.stopped)
	return strings.Join(slices.Sorted(maps.Keys(all)), ",")
}

// OwnersDeadline is until when orders wait for the owners of equal objects to show
// up: all orders of a run together wait once, for so long.
func (l *Ledger) OwnersDeadline(now time.Time, most time.Duration) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.patience.IsZero() {
		l.patience = now.Add(most)
	}
	return l.patience
}

// IsFirst reports whether something is to be said for the first time: an apply
// plans an order again before it places it.
func (l *Ledger) IsFirst(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := !l.said[text]
	l.said[text] = true
	return first
}
