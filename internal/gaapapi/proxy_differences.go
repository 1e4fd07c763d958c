package gaapapi

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// Differences describes each parameter in which a proxy is not what was asked
// for. What the request leaves to the service cannot differ: in a group, the
// origin region is the group's. Nor can ClonedProxyId, which is not shown.
func (in CreateProxyInput) Differences(p Proxy) []string {
	var found []string
	compare := func(parameter string, want, got any) {
		if want != got {
			found = append(found, quote.Printable(fmt.Sprintf("%s is %v, not %v", parameter, got, want), maxMessage))
		}
	}
	ifAsked := func(parameter, want, got string) {
		if want != "" {
			compare(parameter, want, got)
		}
	}
	region := func(parameter, want, got string) {
		if !SameRegion(want, got) {
			ifAsked(parameter, want, got)
		}
	}
	compare("ProxyName", in.Name, p.Name)
	compare("ProjectId", in.ProjectID, p.ProjectID)
	region("AccessRegion", in.AccessRegion, p.AccessRegion)
	if in.GroupID == "" {
		region("RealServerRegion", in.RealServerRegion, p.RealServerRegion)
	}
	compare("Bandwidth", in.Bandwidth, p.Bandwidth)
	compare("Concurrent", in.Concurrent, p.Concurrent)
	compare("GroupId", in.GroupID, p.GroupID)
	found = append(found, TagDifferences(in.Tags, p.Tags)...)
	if in.BillingType != nil {
		compare("BillingType", *in.BillingType, p.BillingType)
	}
	ifAsked("IPAddressVersion", in.IPAddressVersion, p.IPAddressVersion)
	ifAsked("NetworkType", in.NetworkType, p.NetworkType)
	ifAsked("PackageType", in.PackageType, p.PackageType)
	return found
}

// Lacks is [CreateProxyInput.Differences] but for tags beyond those that were
// asked for: others put them on.
func (in CreateProxyInput) Lacks(p Proxy) []string {
	p.Tags = requestedTags(in.Tags, p.Tags)
	return in.Differences(p)
}

// Equal reports whether a proxy shows all that was asked for. What is cloned is
// never equal to its clone.
func (in CreateProxyInput) Equal(p Proxy) bool {
	return (in.ClonedProxyID == "" || p.ID != in.ClonedProxyID) && len(in.Lacks(p)) == 0
}

// MayEqual reports whether a proxy that is made for one request can be equal to
// the other one. What a request leaves to the service can be anything.
func (in CreateProxyInput) MayEqual(other CreateProxyInput) bool {
	return in.Equal(other.asProxy(in)) || other.Equal(in.asProxy(other))
}

// asProxy is a proxy for the request. What that leaves open is as another request wants
// it.
func (in CreateProxyInput) asProxy(open CreateProxyInput) Proxy {
	p := Proxy{
		Name: in.Name, ProjectID: in.ProjectID, AccessRegion: in.AccessRegion, RealServerRegion: in.RealServerRegion,
		Bandwidth: in.Bandwidth, Concurrent: in.Concurrent, GroupID: in.GroupID, Tags: in.Tags,
		IPAddressVersion: cmp.Or(in.IPAddressVersion, open.IPAddressVersion),
		NetworkType:      cmp.Or(in.NetworkType, open.NetworkType),
		PackageType:      cmp.Or(in.PackageType, open.PackageType),
	}
	if billing := cmp.Or(in.BillingType, open.BillingType); billing != nil {
		p.BillingType = *billing
	}
	return p
}

// LackingTags is [TagDifferences] but for tags beyond those that were asked for:
// others put them on.
func LackingTags(want, got map[string]string) []string {
	return TagDifferences(want, requestedTags(want, got))
}

// requestedTags are those of the tags whose keys were asked for.
func requestedTags(want, got map[string]string) map[string]string {
	found := map[string]string{}
	for key := range want {
		if text, ok := got[key]; ok {
			found[key] = text
		}
	}
	return found
}

// TagDifferences names the keys of tags that are not as asked for, in words that
// can follow each other. Values may be sensitive, so they are not named.
func TagDifferences(want, got map[string]string) []string {
	var lacking, changed, foreign []string
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[key]; !ok {
			lacking = append(lacking, key)
		} else if text != want[key] {
			changed = append(changed, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			foreign = append(foreign, key)
		}
	}
	var found []string
	for _, part := range []struct {
		words string
		keys  []string
	}{{"TagSet lacks", lacking}, {"TagSet has other values of", changed}, {"TagSet has also", foreign}} {
		if len(part.keys) > 0 {
			found = append(found, quote.Printable(part.words+" "+strings.Join(part.keys, ", "), maxMessage))
		}
	}
	return found
}
