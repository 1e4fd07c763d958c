package providerdata_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// order is an instance that is to be created.
func order(name, token string, change ...func(*providerdata.Instance)) providerdata.Instance {
	i := providerdata.Instance{Name: name, Token: token, OwnToken: token != "", Known: true, Input: gaapapi.CreateProxyInput{Name: name, Bandwidth: 10}}
	for _, f := range change {
		f(&i)
	}
	return i
}

// stays is an instance that has a proxy, which is called so after the plan.
func stays(id, name, token string, change ...func(*providerdata.Instance)) providerdata.Instance {
	i := order(name, token, change...)
	i.Proxy = gaapapi.Proxy{ID: id, Name: i.Input.Name, Bandwidth: i.Input.Bandwidth}
	return i
}

func unknown(i *providerdata.Instance) { i.Known = false }

func bigger(i *providerdata.Instance) { i.Input.Bandwidth = 20 }

func replaces(id string) func(*providerdata.Instance) {
	return func(i *providerdata.Instance) { i.Replaces = id }
}

func TestLedger_Plan(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		first providerdata.Instance
		then  providerdata.Instance
		twin  bool
	}{
		{"two equal new ones", order("a", ""), order("a", ""), true},
		{"different names", order("a", ""), order("b", ""), false},
		{"same name, different size", order("a", ""), order("a", "", bigger), false},
		{"new ones, one is not known yet", order("a", "", unknown), order("a", ""), false},
		{"one token for two different ones", order("a", "t"), order("b", "t"), true},
		{"one token for two, neither known yet", order("a", "t", unknown), order("b", "t", unknown), true},
		{"two tokens that are not known yet", order("a", "", unknown, ownToken), order("a", "", unknown, ownToken), false},
		{"equal, a token of its own on each", order("a", "t-1"), order("a", "t-2"), false},
		{"equal, a token of its own on one", order("a", "t-1"), order("a", ""), true},
		{"one that stays and an equal new one", stays("link-1", "a", ""), order("a", ""), true},
		{"one that stays and is not known yet, and a new one", stays("link-1", "a", "", unknown), order("a", ""), false},
		{"one that is changed, and a new one as it was", stays("link-1", "a", "", bigger), order("a", ""), false},
		{"one that is renamed, and a new one of its old name", stays("link-1", "a-old", ""), order("a", ""), false},
		{"one that gets the name of a new one", stays("link-1", "a", ""), order("a", "t"), true},
		{"one that stays and a new one, own tokens", stays("link-1", "a", "t-1"), order("a", "t-2"), false},
		{"one that stays and a new one, one own token", stays("link-1", "b", "t"), order("a", "t"), true},
		{"two that stay", stays("link-1", "a", ""), stays("link-2", "a", ""), false},
		{"two that stay, one own token", stays("link-1", "a", "t"), stays("link-2", "b", "t"), false},
		{"a replacement of the same", stays("link-1", "a", ""), order("a", "", replaces("link-1")), false},
		{"a replacement of the same own token", stays("link-1", "a", "t"), order("b", "t", replaces("link-1")), false},
		{"a replacement of another one", stays("link-1", "a", ""), order("a", "", replaces("link-2")), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for order, pair := range map[string][2]providerdata.Instance{"as is": {test.first, test.then}, "turned around": {test.then, test.first}} {
				if order != "as is" && test.then.Replaces != "" {
					continue // Terraform asks for the change in place first
				}
				ledger := newLedger()
				if _, found := ledger.Plan(pair[0]); found {
					t.Errorf("%s: the first one has a twin", order)
				}
				if twin, found := ledger.Plan(pair[1]); found != test.twin || found && twin.Name != pair[0].Name {
					t.Errorf("%s: twin is %v, %+v", order, found, twin)
				}
			}
		})
	}
}

func ownToken(i *providerdata.Instance) { i.OwnToken = true }

// What is replaced is out of the way of others that are planned later.
func TestLedger_Plan_replaced(t *testing.T) {
	t.Parallel()
	ledger := newLedger()
	for _, i := range []providerdata.Instance{
		stays("link-1", "a", "t"), order("b", "", replaces("link-1")), order("a", ""), order("c", "t"),
	} {
		if twin, found := ledger.Plan(i); found {
			t.Errorf("%s is a twin of %+v", i.Name, twin)
		}
	}
}

// A list that is shifted by one index: each gets the name of the one before,
// and what is added gets the last one's.
func TestLedger_Plan_shifted(t *testing.T) {
	t.Parallel()
	for name, all := range map[string][]providerdata.Instance{
		"from the front": {stays("link-1", "new", ""), stays("link-2", "a", ""), stays("link-3", "b", ""), order("c", "")},
		"from the end":   {order("c", ""), stays("link-3", "b", ""), stays("link-2", "a", ""), stays("link-1", "new", "")},
	} {
		ledger := newLedger()
		for _, i := range all {
			if twin, found := ledger.Plan(i); found {
				t.Errorf("%s: %s is a twin of %+v", name, i.Name, twin)
			}
		}
	}
}

// Two instances of one proxy are refused, unless both are to go.
func TestLedger_PlanID(t *testing.T) {
	t.Parallel()
	instance := func(name string, goes bool) providerdata.Instance {
		return providerdata.Instance{Name: name, Proxy: gaapapi.Proxy{ID: "link-1"}, Goes: goes}
	}
	for _, test := range []struct {
		first, then providerdata.Instance
		shared      bool
	}{
		{instance("a", false), instance("b", false), true},
		{instance("a", true), instance("b", false), true},
		{instance("a", false), instance("b", true), true},
		{instance("a", true), instance("b", true), false},
		{instance("a", false), providerdata.Instance{Name: "b", Proxy: gaapapi.Proxy{ID: "link-2"}}, false},
	} {
		ledger := newLedger()
		if _, shared := ledger.PlanID(test.first); shared {
			t.Error("the first one shares its proxy")
		}
		if other, shared := ledger.PlanID(test.then); shared != test.shared || shared && other.Name != "a" {
			t.Errorf("%+v, then %+v: shared is %t, with %q", test.first, test.then, shared, other.Name)
		}
	}
}
