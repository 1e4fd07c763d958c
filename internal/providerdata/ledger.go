package providerdata

import (
	"maps"
	"reflect"
	"slices"
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// Ledger is what one run knows of who owns which proxy. Terraform plans and
// applies many instances at the same time; the ledger keeps two of them from
// ending up with one proxy. It lives from one Configure to the next, which is
// one plan or one apply.
type Ledger struct {
	mu      sync.Mutex
	proxies map[string]ownership  // by id
	spent   map[string]bool       // tokens whose proxy this run destroys
	planned map[string][]Instance // by name
	tokens  map[string][]Instance // by token
}

type ownership int

const (
	free     ownership = iota
	existing           // an instance had it before this run
	made               // this run's Create returned it
	deleting           // this run destroys it
)

// NewLedger returns an empty ledger.
func NewLedger() *Ledger {
	return &Ledger{
		proxies: map[string]ownership{}, spent: map[string]bool{}, planned: map[string][]Instance{}, tokens: map[string][]Instance{},
	}
}

// Keep notes that an instance has the proxy and keeps it.
func (l *Ledger) Keep(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.proxies[id] == free {
		l.proxies[id] = existing
	}
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

// Claimable reports whether [Ledger.Claim] would succeed.
func (l *Ledger) Claimable(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.proxies[id] == free
}

// Release notes that the proxy is about to be destroyed, so that nobody adopts
// it any more, and that its token is spent. It fails if this run's Create
// returned the proxy: then it must not be destroyed.
func (l *Ledger) Release(id, token string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.proxies[id] == made {
		return false
	}
	l.proxies[id] = deleting
	if token != "" {
		l.spent[token] = true
	}
	return true
}

// Deleting reports whether this run destroys the proxy.
func (l *Ledger) Deleting(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.proxies[id] == deleting
}

// Spent reports whether this run destroys the proxy of the token.
func (l *Ledger) Spent(token string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.spent[token]
}

// Instance is one resource instance in a plan.
type Instance struct {
	Token    string
	OwnToken bool // the configuration sets the token

	Input    gaapapi.CreateProxyInput // of an instance that is to be created
	Replaces string                   // the id of what it replaces, if known

	Proxy gaapapi.Proxy // of an instance that stays: what its state shows
}

// Plan notes an instance of the plan. It returns another instance of which it
// is a twin, and true if there is one: the two have one token, or they are
// equal and not both told apart by a token of their own, so that the proxy of
// one could be taken for the other's.
func (l *Ledger) Plan(i Instance) (Instance, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i.Replaces != "" {
		l.forget(i.Replaces)
	}
	name := i.Input.Name + i.Proxy.Name // one of the two is empty
	others := append(append([]Instance(nil), l.planned[name]...), l.tokens[i.Token]...)
	l.planned[name] = append(l.planned[name], i)
	if i.Token != "" {
		l.tokens[i.Token] = append(l.tokens[i.Token], i)
	}
	for _, other := range others {
		if i.twinOf(other) {
			return other, true
		}
	}
	return Instance{}, false
}

// forget drops an instance that was thought to stay.
func (l *Ledger) forget(id string) {
	for _, index := range []map[string][]Instance{l.planned, l.tokens} {
		for key, instances := range index {
			index[key] = slices.DeleteFunc(instances, func(i Instance) bool { return i.Proxy.ID == id })
		}
	}
}

func (i Instance) isNew() bool { return i.Proxy.ID == "" }

func (i Instance) twinOf(other Instance) bool {
	if !i.isNew() {
		i, other = other, i
	}
	if !i.isNew() {
		return false // both stay
	}
	if i.Token == other.Token {
		return true
	}
	return i.equals(other) && (!i.OwnToken || !other.OwnToken)
}

func (i Instance) equals(other Instance) bool {
	if !other.isNew() {
		return len(i.Input.Differences(other.Proxy)) == 0
	}
	a, b := i.Input, other.Input
	same := maps.Equal(a.Tags, b.Tags)
	a.Tags, b.Tags = nil, nil
	return same && reflect.DeepEqual(a, b)
}
