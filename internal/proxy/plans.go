package proxy

import (
	"slices"
	"sync"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// plans are what a run knows of its proxies beyond whose they are: what is planned
// as what, and what is destroyed.
type plans struct {
	mu        sync.Mutex
	orders    map[string][]instance // by name
	kept      map[string][]instance // by name
	tokens    map[string][]instance // by the token that the configuration sets
	destroyed []gaapapi.Proxy       // as they were last known
}

// noteDestroyed notes that a proxy is about to be destroyed, as it was last known.
func (p *plans) noteDestroyed(proxy gaapapi.Proxy) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.destroyed = append(p.destroyed, proxy)
}

// destroysEqual reports whether this run destroys what is equal to an order.
func (p *plans) destroysEqual(in gaapapi.CreateProxyInput) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.ContainsFunc(p.destroyed, in.Equal)
}

// instance is one gaap_proxy in a plan.
type instance struct {
	Name     string
	Token    string
	OwnToken bool // the configuration sets the token

	Input    gaapapi.CreateProxyInput // of an instance that is to be created
	Replaces string                   // the id of what it replaces, if known

	Proxy   gaapapi.Proxy // of an instance that has a proxy: what it will be after the plan
	ToAdopt bool          // the user says that an order may take it over
	Known   bool          // nothing that counts is known after apply only
}

func (i instance) isNew() bool { return i.Proxy.ID == "" }

// plan notes an instance that is there after the plan. It returns another
// instance of which it is a duplicate, and true if there is one: at least one of
// them is new, and they have one token of the configuration's, or will be equal
// and are not both told apart by a token of the configuration's.
func (p *plans) plan(i instance) (instance, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i.Replaces != "" {
		p.forget(i.Replaces)
	}
	others := append(slices.Clone(p.orders[i.Name]), p.tokens[ownToken(i)]...)
	if i.isNew() {
		others = append(others, p.kept[i.Name]...)
	}
	p.note(i)
	for _, other := range others {
		if i.isDuplicateOf(other) {
			return other, true
		}
	}
	return instance{}, false
}

func (p *plans) note(i instance) {
	if p.orders == nil {
		p.orders, p.kept, p.tokens = map[string][]instance{}, map[string][]instance{}, map[string][]instance{}
	}
	if token := ownToken(i); token != "" {
		p.tokens[token] = append(p.tokens[token], i)
	}
	switch {
	case !i.Known:
	case i.isNew():
		p.orders[i.Name] = append(p.orders[i.Name], i)
	default:
		p.kept[i.Name] = append(p.kept[i.Name], i)
	}
}

// forget drops an instance that was thought to stay, and is replaced.
func (p *plans) forget(id string) {
	for _, index := range []map[string][]instance{p.kept, p.tokens} {
		for key, instances := range index {
			index[key] = slices.DeleteFunc(instances, func(i instance) bool { return i.Proxy.ID == id })
		}
	}
}

func ownToken(i instance) string {
	if i.OwnToken {
		return i.Token
	}
	return ""
}

func (i instance) isDuplicateOf(other instance) bool {
	if !i.isNew() {
		i, other = other, i
	}
	if !i.isNew() {
		return false // two that exist
	}
	if i.OwnToken && other.OwnToken && !other.ToAdopt {
		return i.sharesToken(other)
	}
	return i.sharesToken(other) || i.Known && other.Known && i.equals(other)
}

// sharesToken reports whether the configuration sets one token for both.
func (i instance) sharesToken(other instance) bool {
	return i.OwnToken && other.OwnToken && i.Token != "" && i.Token == other.Token
}

func (i instance) equals(other instance) bool {
	if other.isNew() {
		return i.Input.MayEqual(other.Input)
	}
	return i.Input.Equal(other.Proxy)
}
