package providerdata

import (
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// Instance is one resource instance in a plan.
type Instance struct {
	Name     string
	Token    string
	OwnToken bool // the configuration sets the token

	Input    gaapapi.CreateProxyInput // of an instance that is to be created
	Replaces string                   // the id of what it replaces, if known

	Proxy gaapapi.Proxy // of an instance that has a proxy: what it will be after the plan
	Known bool          // nothing that counts is known after apply only
	Goes  bool          // it is to be destroyed
}

func (i Instance) isNew() bool { return i.Proxy.ID == "" }

// PlanID notes which instance has a proxy. It returns another one that has the
// same, and true if there is one and not both are to be destroyed.
func (l *Ledger) PlanID(i Instance) (Instance, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	other, found := l.ids[i.Proxy.ID]
	l.ids[i.Proxy.ID] = i
	return other, found && (!i.Goes || !other.Goes)
}

// Plan notes an instance that is there after the plan. It returns another
// instance of which it is a twin, and true if there is one: at least one of
// them is new, and they have one token of the configuration's, or will be equal
// and are not both told apart by a token of the configuration's.
func (l *Ledger) Plan(i Instance) (Instance, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i.Replaces != "" {
		l.forget(i.Replaces)
	}
	others := append(slices.Clone(l.orders[i.Name]), l.tokens[ownToken(i)]...)
	if i.isNew() {
		others = append(others, l.kept[i.Name]...)
	}
	l.note(i)
	for _, other := range others {
		if i.twinOf(other) {
			return other, true
		}
	}
	return Instance{}, false
}

func (l *Ledger) note(i Instance) {
	if token := ownToken(i); token != "" {
		l.tokens[token] = append(l.tokens[token], i)
	}
	switch {
	case !i.Known:
	case i.isNew():
		l.orders[i.Name] = append(l.orders[i.Name], i)
	default:
		l.kept[i.Name] = append(l.kept[i.Name], i)
	}
}

// forget drops an instance that was thought to stay, and is replaced.
func (l *Ledger) forget(id string) {
	for _, index := range []map[string][]Instance{l.kept, l.tokens} {
		for key, instances := range index {
			index[key] = slices.DeleteFunc(instances, func(i Instance) bool { return i.Proxy.ID == id })
		}
	}
}

func ownToken(i Instance) string {
	if i.OwnToken {
		return i.Token
	}
	return ""
}

func (i Instance) twinOf(other Instance) bool {
	if !i.isNew() {
		i, other = other, i
	}
	if !i.isNew() {
		return false // two that exist
	}
	if i.OwnToken && other.OwnToken {
		return i.Token != "" && i.Token == other.Token
	}
	return i.Known && other.Known && i.equals(other)
}

func (i Instance) equals(other Instance) bool {
	if other.isNew() {
		return i.Input.Alike(other.Input)
	}
	return i.Input.Equal(other.Proxy)
}
