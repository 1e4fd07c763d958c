package gaapapi_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// full is an order that leaves nothing to the service.
func full() gaapapi.CreateProxyInput {
	in := input()
	in.ProjectID, in.BillingType = 1204, new(int64(1))
	in.IPAddressVersion, in.NetworkType, in.PackageType = "IPv4", "cn2", "Accelerator"
	in.Tags = map[string]string{"team": "edge"}
	return in
}

// exact is what full makes.
func exact() gaapapi.Proxy {
	in := full()
	return gaapapi.Proxy{
		ID: "link-a1b2c3d4", Name: in.Name, ProjectID: in.ProjectID, AccessRegion: in.AccessRegion, RealServerRegion: in.RealServerRegion,
		Bandwidth: in.Bandwidth, Concurrent: in.Concurrent, BillingType: *in.BillingType, IPAddressVersion: in.IPAddressVersion,
		NetworkType: in.NetworkType, PackageType: in.PackageType, Tags: map[string]string{"team": "edge"},
	}
}

// A proxy is equal if it shows all that the order sends. What the order leaves
// to the service, and tags beyond its own, do not count.
func TestEqual(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*gaapapi.CreateProxyInput, *gaapapi.Proxy)
		lacks  string // the parameter; "" if equal
	}{
		"exact":         {func(*gaapapi.CreateProxyInput, *gaapapi.Proxy) {}, ""},
		"name":          {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Name = "other" }, "ProxyName"},
		"project":       {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.ProjectID = 0 }, "ProjectId"},
		"access region": {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.AccessRegion = "Korea" }, "AccessRegion"},
		"origin region": {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.RealServerRegion = "Beijing" }, "RealServerRegion"},
		"bandwidth":     {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Bandwidth = 10 }, "Bandwidth"},
		"concurrent":    {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Concurrent = 2 }, "Concurrent"},
		"group":         {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.GroupID = "lg-a1b2c3d4" }, "GroupId"},
		"billing":       {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.BillingType = 0 }, "BillingType"},
		"address":       {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.IPAddressVersion = "IPv6" }, "IPAddressVersion"},
		"network":       {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.NetworkType = "normal" }, "NetworkType"},
		"package":       {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.PackageType = "Thunder" }, "PackageType"},
		"no tag":        {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Tags = nil }, "TagSet lacks team"},
		"other tag":     {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Tags = map[string]string{"team": "core"} }, "TagSet has other values of team"},
		"tags beyond":   {func(_ *gaapapi.CreateProxyInput, p *gaapapi.Proxy) { p.Tags["owner"] = "somebody" }, ""},
		"no tags asked": {func(in *gaapapi.CreateProxyInput, _ *gaapapi.Proxy) { in.Tags = nil }, ""},
		"origin of a group": {func(in *gaapapi.CreateProxyInput, p *gaapapi.Proxy) {
			in.GroupID, p.GroupID, p.RealServerRegion = "lg-a1b2c3d4", "lg-a1b2c3d4", "Beijing"
		}, ""},
		"left to the service": {func(in *gaapapi.CreateProxyInput, _ *gaapapi.Proxy) {
			in.BillingType, in.IPAddressVersion, in.NetworkType, in.PackageType = nil, "", "", ""
		}, ""},
		"a clone of another": {func(in *gaapapi.CreateProxyInput, _ *gaapapi.Proxy) { in.ClonedProxyID = "link-b2c3d4e5" }, ""},
	} {
		in, p := full(), exact()
		c.change(&in, &p)
		lacks := strings.Join(in.Lacks(p), "; ")
		if in.Equal(p) != (c.lacks == "") || !strings.HasPrefix(lacks, c.lacks) || (lacks == "") != (c.lacks == "") {
			t.Errorf("%s: equal is %t, it lacks %q, want %q", name, in.Equal(p), lacks, c.lacks)
		}
	}
}

// What is cloned is never what is ordered, though it may lack nothing.
func TestEqual_cloned(t *testing.T) {
	t.Parallel()
	in, p := full(), exact()
	in.ClonedProxyID = p.ID
	if lacks := in.Lacks(p); in.Equal(p) || len(lacks) > 0 {
		t.Errorf("equal is %t, it lacks %q", in.Equal(p), lacks)
	}
}

// Looking at a proxy leaves its tags as they are.
func TestLacks_tags(t *testing.T) {
	t.Parallel()
	in, p := full(), exact()
	p.Tags["owner"] = "somebody"
	if in.Lacks(p); len(p.Tags) != 2 {
		t.Errorf("the tags are %v", p.Tags)
	}
}

// Two orders are alike if the service may make of one what the other asks for,
// whichever asks whom.
func TestAlike(t *testing.T) {
	t.Parallel()
	open := func(in *gaapapi.CreateProxyInput) {
		in.BillingType, in.IPAddressVersion, in.NetworkType, in.PackageType = nil, "", "", ""
	}
	for name, c := range map[string]struct {
		change func(*gaapapi.CreateProxyInput)
		alike  bool
	}{
		"the same":            {func(*gaapapi.CreateProxyInput) {}, true},
		"left to the service": {open, true},
		"one thing is left":   {func(in *gaapapi.CreateProxyInput) { in.NetworkType = "" }, true},
		"another name":        {func(in *gaapapi.CreateProxyInput) { in.Name = "other" }, false},
		"another size":        {func(in *gaapapi.CreateProxyInput) { in.Bandwidth = 10 }, false},
		"another bill":        {func(in *gaapapi.CreateProxyInput) { in.BillingType = new(int64(0)) }, false},
		"another network":     {func(in *gaapapi.CreateProxyInput) { open(in); in.NetworkType = "normal" }, false},
		"fewer tags":          {func(in *gaapapi.CreateProxyInput) { in.Tags = nil }, true},
		"more tags":           {func(in *gaapapi.CreateProxyInput) { in.Tags["owner"] = "somebody" }, true},
		"other tags":          {func(in *gaapapi.CreateProxyInput) { in.Tags = map[string]string{"owner": "somebody"} }, false},
		"another value":       {func(in *gaapapi.CreateProxyInput) { in.Tags["team"] = "core" }, false},
		"a clone":             {func(in *gaapapi.CreateProxyInput) { in.ClonedProxyID = "link-a1b2c3d4" }, true},
	} {
		one, other := full(), full()
		c.change(&other)
		if one.MayEqual(other) != c.alike || other.MayEqual(one) != c.alike {
			t.Errorf("%s: alike is %t and %t, want %t", name, one.MayEqual(other), other.MayEqual(one), c.alike)
		}
	}
	narrow, wide := full(), full() // each leaves open what the other asks for
	narrow.NetworkType, wide.PackageType = "", ""
	if !narrow.MayEqual(wide) || !wide.MayEqual(narrow) {
		t.Error("one proxy can be what both ask for")
	}
}
