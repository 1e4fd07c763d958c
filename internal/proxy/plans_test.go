package proxy

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// ordered is an instance that is to be created.
func ordered(name, token string, change ...func(*instance)) instance {
	i := instance{Name: name, Token: token, OwnToken: token != "", Known: true, Input: gaapapi.CreateProxyInput{Name: name, Bandwidth: 10}}
	for _, f := range change {
		f(&i)
	}
	return i
}

// stays is an instance that has a proxy, which is called so after the plan.
func stays(id, name, token string, change ...func(*instance)) instance {
	i := ordered(name, token, change...)
	i.Proxy = gaapapi.Proxy{ID: id, Name: i.Input.Name, Bandwidth: i.Input.Bandwidth}
	return i
}

func unknown(i *instance) { i.Known = false }

func bigger(i *instance) { i.Input.Bandwidth = 20 }

func replaces(id string) func(*instance) {
	return func(i *instance) { i.Replaces = id }
}

func TestPlans(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		first     instance
		then      instance
		duplicate bool
	}{
		{"two equal new ones", ordered("a", ""), ordered("a", ""), true},
		{"different names", ordered("a", ""), ordered("b", ""), false},
		{"same name, different size", ordered("a", ""), ordered("a", "", bigger), false},
		{"new ones, one is not known yet", ordered("a", "", unknown), ordered("a", ""), false},
		{"one token for two different ones", ordered("a", "t"), ordered("b", "t"), true},
		{"one token for two, neither known yet", ordered("a", "t", unknown), ordered("b", "t", unknown), true},
		{"two tokens that are not known yet", ordered("a", "", unknown, ownTokens), ordered("a", "", unknown, ownTokens), false},
		{"equal, a token of its own on each", ordered("a", "t-1"), ordered("a", "t-2"), false},
		{"equal, a token of its own on one", ordered("a", "t-1"), ordered("a", ""), true},
		{"one that stays and an equal new one", stays("link-1", "a", ""), ordered("a", ""), true},
		{"one that stays and is not known yet, and a new one", stays("link-1", "a", "", unknown), ordered("a", ""), false},
		{"one that is changed, and a new one as it was", stays("link-1", "a", "", bigger), ordered("a", ""), false},
		{"one that is renamed, and a new one of its old name", stays("link-1", "a-old", ""), ordered("a", ""), false},
		{"one that gets the name of a new one", stays("link-1", "a", ""), ordered("a", "t"), true},
		{"one that stays and a new one, own tokens", stays("link-1", "a", "t-1"), ordered("a", "t-2"), false},
		{"one that stays and a new one, one own token", stays("link-1", "b", "t"), ordered("a", "t"), true},
		{"two that stay", stays("link-1", "a", ""), stays("link-2", "a", ""), false},
		{"two that stay, one own token", stays("link-1", "a", "t"), stays("link-2", "b", "t"), false},
		{"a replacement of the same", stays("link-1", "a", ""), ordered("a", "", replaces("link-1")), false},
		{"a replacement of the same own token", stays("link-1", "a", "t"), ordered("b", "t", replaces("link-1")), false},
		{"a replacement of another one", stays("link-1", "a", ""), ordered("a", "", replaces("link-2")), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for order, pair := range map[string][2]instance{"as is": {test.first, test.then}, "turned around": {test.then, test.first}} {
				if order != "as is" && test.then.Replaces != "" {
					continue // Terraform asks for the change in place first
				}
				run := &plans{}
				if _, found := run.plan(pair[0]); found {
					t.Errorf("%s: the first one has a duplicate", order)
				}
				if duplicate, found := run.plan(pair[1]); found != test.duplicate || found && duplicate.Name != pair[0].Name {
					t.Errorf("%s: duplicate is %v, %+v", order, found, duplicate)
				}
			}
		})
	}
}

func ownTokens(i *instance) { i.OwnToken = true }

// What is replaced is out of the way of others that are planned later.
func TestPlans_replaced(t *testing.T) {
	t.Parallel()
	run := &plans{}
	for _, i := range []instance{
		stays("link-1", "a", "t"), ordered("b", "", replaces("link-1")), ordered("a", ""), ordered("c", "t"),
	} {
		if duplicate, found := run.plan(i); found {
			t.Errorf("%s is a duplicate of %+v", i.Name, duplicate)
		}
	}
}

// A list that is shifted by one index: each gets the name of the one before,
// and what is added gets the last one's.
func TestPlans_shifted(t *testing.T) {
	t.Parallel()
	for name, all := range map[string][]instance{
		"from the front": {stays("link-1", "new", ""), stays("link-2", "a", ""), stays("link-3", "b", ""), ordered("c", "")},
		"from the end":   {ordered("c", ""), stays("link-3", "b", ""), stays("link-2", "a", ""), stays("link-1", "new", "")},
	} {
		run := &plans{}
		for _, i := range all {
			if duplicate, found := run.plan(i); found {
				t.Errorf("%s: %s is a duplicate of %+v", name, i.Name, duplicate)
			}
		}
	}
}

// What is destroyed is compared as it was last known.
func TestPlans_destroysEqual(t *testing.T) {
	t.Parallel()
	in, run := gaapapi.CreateProxyInput{Name: "a", Bandwidth: 10}, &plans{}
	run.noteDestroyed(gaapapi.Proxy{ID: "link-other", Name: "a", Bandwidth: 20})
	if run.destroysEqual(in) {
		t.Error("none that is destroyed is equal")
	}
	run.noteDestroyed(gaapapi.Proxy{ID: "link-1", Name: "a", Bandwidth: 10})
	if !run.destroysEqual(in) {
		t.Error("link-1 is equal and destroyed")
	}
}
