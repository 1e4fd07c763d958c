package providerdata_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func TestLedger_ownership(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		before    func(*providerdata.Ledger)
		claimable bool
		release   bool
	}{
		{"nobody has it", func(*providerdata.Ledger) {}, true, true},
		{"an instance keeps it", func(l *providerdata.Ledger) { l.Keep("link-1") }, false, true},
		{"this run made it", func(l *providerdata.Ledger) { l.Claim("link-1") }, false, false},
		{"this run destroys it", func(l *providerdata.Ledger) { l.Release("link-1", "token") }, false, true},
		{"made, and seen as an instance's afterwards", func(l *providerdata.Ledger) { l.Claim("link-1"); l.Keep("link-1") }, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ledger := providerdata.NewLedger()
			test.before(ledger)
			if got := ledger.Claimable("link-1"); got != test.claimable {
				t.Errorf("Claimable is %v", got)
			}
			if got := ledger.Release("link-1", "token"); got != test.release {
				t.Errorf("Release is %v", got)
			}
			if got := ledger.Spent("token"); got != test.release {
				t.Errorf("Spent is %v", got)
			}
			if got := ledger.Deleting("link-1"); got != test.release {
				t.Errorf("Deleting is %v", got)
			}
		})
	}
}

func TestLedger_Plan(t *testing.T) {
	t.Parallel()
	order := func(name, token string, own bool) providerdata.Instance {
		return providerdata.Instance{Token: token, OwnToken: own, Input: gaapapi.CreateProxyInput{Name: name, Bandwidth: 10}}
	}
	stays := func(id, name, token string, own bool) providerdata.Instance {
		return providerdata.Instance{Token: token, OwnToken: own, Proxy: gaapapi.Proxy{ID: id, Name: name, Bandwidth: 10}}
	}
	replaces := func(i providerdata.Instance, id string) providerdata.Instance {
		i.Replaces = id
		return i
	}
	smaller := order("a", "t-2", false)
	smaller.Input.Bandwidth = 20
	for _, test := range []struct {
		name  string
		first providerdata.Instance
		then  providerdata.Instance
		twin  bool
	}{
		{"two new ones of one token", order("a", "t", false), order("a", "t", false), true},
		{"one token set for two different ones", order("a", "t", true), order("b", "t", true), true},
		{"different names", order("a", "t-1", false), order("b", "t-2", false), false},
		{"same name, different size", order("a", "t-1", false), smaller, false},
		{"equal, a token of its own on each", order("a", "t-1", true), order("a", "t-2", true), false},
		{"equal, a token of its own on one", order("a", "t-1", true), order("a", "t-2", false), true},
		{"one that stays and a new one of its token", stays("link-1", "b", "t", false), order("a", "t", false), true},
		{"one that stays and an equal new one", stays("link-1", "a", "", false), order("a", "t", false), true},
		{"one that stays and an equal new one, own tokens", stays("link-1", "a", "t-1", true), order("a", "t-2", true), false},
		{"two that stay", stays("link-1", "a", "t", false), stays("link-2", "a", "t", false), false},
		{"a replacement of the same token", stays("link-1", "a", "t", false), replaces(order("a", "t", false), "link-1"), false},
		{"a replacement of another one", stays("link-1", "a", "t", false), replaces(order("a", "t", false), "link-2"), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for order, pair := range map[string][2]providerdata.Instance{"as is": {test.first, test.then}, "turned around": {test.then, test.first}} {
				if order != "as is" && test.then.Replaces != "" {
					continue // Terraform asks for the change in place first
				}
				ledger := providerdata.NewLedger()
				if _, found := ledger.Plan(pair[0]); found {
					t.Errorf("%s: the first one has a twin", order)
				}
				if _, found := ledger.Plan(pair[1]); found != test.twin {
					t.Errorf("%s: twin is %v", order, found)
				}
			}
		})
	}
}

// Two instances that are made in one run never share a proxy.
func TestLedger_Claim(t *testing.T) {
	t.Parallel()
	ledger := providerdata.NewLedger()
	ledger.Keep("link-kept")
	if !ledger.Claim("link-1") || ledger.Claim("link-1") || ledger.Claim("link-kept") {
		t.Error("a proxy can be claimed once, and not if an instance has it")
	}
}
