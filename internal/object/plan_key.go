package object

import (
	"fmt"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// plannedKeys are the natural keys that instances of a run have after the plan.
type plannedKeys struct {
	mu   sync.Mutex
	keys map[string][]keyOwner
}

type keyOwner struct{ id, name string } // no id: it is to be created

// PlanKey notes the natural key that an instance has after the plan, and refuses
// a new one that another instance has, too. key is one text for all ways to write
// it; words are what texts call it.
func (p *Plan[M]) PlanKey(key string, at path.Path, words string) {
	if duplicate, found := p.duplicateOf(key); found {
		p.Diags.AddAttributeError(at, "Two GAAP objects have the same key", fmt.Sprintf(
			"Two resources, named %s and %s, would have %s, which the service gives to one only. Change one of them, or use one resource for both.",
			quote.Text(p.name), quote.Text(duplicate.name), words))
	}
}

// PlanApart is [Plan.PlanKey] for objects without a natural key, of which the
// service makes several: key is what tells them apart.
func (p *Plan[M]) PlanApart(key string, at path.Path, words string) {
	if _, found := p.duplicateOf(key); found {
		p.Diags.AddAttributeError(at, "GAAP "+plural(p.noun)+" cannot be told apart", fmt.Sprintf(
			"Two resources named %s would have %s, so that one could end up with the other's %s. Give them different names.", quote.Text(p.name), words, p.noun))
	}
}

func (p *Plan[M]) duplicateOf(key string) (keyOwner, bool) {
	if p.Data == nil {
		return keyOwner{}, false
	}
	return providerdata.RunOf[plannedKeys](p.Data).plan(p.noun+" "+key, keyOwner{p.id, p.name}, p.Replaces)
}

// plan notes an owner of a key, and returns another one if one of the two is new.
func (k *plannedKeys) plan(key string, owner keyOwner, replaces string) (keyOwner, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil {
		k.keys = map[string][]keyOwner{}
	}
	if replaces != "" {
		for other, owners := range k.keys {
			k.keys[other] = slices.DeleteFunc(owners, func(o keyOwner) bool { return o.id == replaces })
		}
	}
	others := slices.Clone(k.keys[key])
	k.keys[key] = append(k.keys[key], owner)
	for _, other := range others {
		if other.id == "" || owner.id == "" {
			return other, true
		}
	}
	return keyOwner{}, false
}
