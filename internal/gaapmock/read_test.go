package gaapmock

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDescribeProxies(t *testing.T) {
	x := newTester(t)
	for i, p := range []Proxy{
		{ID: "link-b", ProjectID: 1204, AccessRegion: "Japan", Bandwidth: 50, Tags: map[string]string{"a": "1"}},
		{ID: "link-a", GroupID: "lg-demo0001", Bandwidth: 20, Concurrent: 30, Tags: map[string]string{"a": "2", "b": "1"}},
		{ID: "link-c", RealServerRegion: "Korea", PackageType: "Accelerator", Concurrent: 10},
	} {
		p.CreateTime = testStart.Add(time.Duration(i-10) * time.Minute)
		x.AddProxy(p)
	}
	for _, c := range []struct{ body, want string }{
		{``, "link-c link-a link-b"},
		{`{"Order":"desc"}`, "link-c link-a link-b"},
		{`{"Order":"asc"}`, "link-b link-a link-c"},
		{`{"Order":"asc","OrderField":"create_time"}`, "link-b link-a link-c"},
		{`{"Order":"asc","OrderField":"proxy_id"}`, "link-a link-b link-c"},
		{`{"OrderField":"bandwidth"}`, "link-b link-a link-c"},
		{`{"OrderField":"concurrent_connections"}`, "link-a link-c link-b"},
		{`{"ProxyIds":["link-a","link-none","link-b"]}`, "link-a link-b"},
		{`{"InstanceIds":["link-c"]}`, "link-c"},
		{`{"Limit":2}`, "link-c link-a"},
		{`{"Limit":2,"Offset":2}`, "link-b"},
		{`{"Limit":100,"Offset":9}`, ""},
		{`{"Limit":0}`, ""},
		{`{"Independent":1}`, "link-c link-b"},
		{`{"Independent":0}`, "link-a"},
		{`{"Filters":[{"Name":"ProjectId","Values":["1204"]}]}`, "link-b"},
		{`{"Filters":[{"Name":"ProjectId","Values":["0","1204"]},{"Name":"AccessRegion","Values":["Japan"]}]}`, "link-b"},
		{`{"Filters":[{"Name":"RealServerRegion","Values":["Korea"]}]}`, "link-c"},
		{`{"Filters":[{"Name":"GroupId","Values":["lg-demo0001"]}]}`, "link-a"},
		{`{"Filters":[{"Name":"IPAddressVersion","Values":["IPv6"]}]}`, ""},
		{`{"Filters":[{"Name":"PackageType","Values":["Accelerator"]}]}`, "link-c"},
		{`{"TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"1"}]}`, "link-a link-b"},
		{`{"TagSet":[{"TagKey":"a","TagValue":"3"}]}`, ""},
		{`{"ProxyIds":["link-a","link-b"],"TagSet":[{"TagKey":"a","TagValue":"1"}]}`, "link-b"},
	} {
		if got := strings.Join(x.proxyIDs(c.body), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.body, got, c.want)
		}
	}
	a := x.ok("DescribeProxies", `{"Limit":1}`)
	if a.fields["TotalCount"] != 3.0 || len(a.fields["InstanceSet"].([]any)) != 1 {
		t.Errorf("page %s", a.body)
	}
}

func TestDescribeProxiesLimits(t *testing.T) {
	x := newTester(t, func(o *Options) { o.MaxProxies = -1 })
	for range 30 {
		x.AddProxy(Proxy{})
	}
	if n := len(x.proxyIDs("")); n != 20 {
		t.Errorf("%d without a Limit, want 20", n)
	}
	ids := func(n int) string {
		list := []string{}
		for i := range n {
			list = append(list, fmt.Sprintf("%q", fmt.Sprint("link-", i)))
		}
		return `[` + strings.Join(list, ",") + `]`
	}
	repeat := func(item string, n int) string {
		return `[` + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + `]`
	}
	x.ok("DescribeProxies", `{"ProxyIds":`+ids(100)+`}`)
	x.ok("DescribeProxiesStatus", `{"ProxyIds":`+ids(100)+`}`)
	for _, c := range []struct{ action, body string }{
		{"DescribeProxies", `{"ProxyIds":` + ids(101) + `}`},
		{"DescribeProxiesStatus", `{"ProxyIds":` + ids(101) + `}`},
		{"CloseProxies", `{"ProxyIds":` + ids(101) + `}`},
		{"DescribeProxies", `{"ProxyIds":["a"],"Filters":[{"Name":"GroupId","Values":["a"]}]}`},
		{"DescribeProxies", `{"Filters":` + repeat(`{"Name":"GroupId","Values":["a"]}`, 11) + `}`},
		{"DescribeProxies", `{"Filters":[{"Name":"GroupId","Values":` + ids(6) + `}]}`},
		{"DescribeProxies", `{"Filters":[{"Name":"GroupId","Values":[]}]}`},
		{"DescribeProxies", `{"Filters":[{"Name":"GroupId"}]}`},
		{"DescribeProxies", `{"Filters":[{"Name":"ProxyName","Values":["a"]}]}`},
		{"DescribeProxies", `{"Filters":[{"Name":"ProjectId","Values":["a"]}]}`},
		{"DescribeProxies", `{"TagSet":` + repeat(`{"TagKey":"a","TagValue":"b"}`, 6) + `}`},
		{"DescribeProxies", `{"Independent":2}`},
		{"DescribeProxies", `{"Limit":101}`},
		{"DescribeProxies", `{"Order":"up"}`},
		{"DescribeProxies", `{"OrderField":"name"}`},
		{"DescribeTCPListeners", `{"ProxyId":"link-a","Limit":101}`},
		{"DescribeDestRegions", `{"QualityType":2}`},
	} {
		x.fails("InvalidParameterValue", c.action, c.body)
	}
}

func TestReadLag(t *testing.T) {
	x := newTester(t, func(o *Options) { o.ReadLag = 5 * time.Second })
	id := x.create("")
	if ids := x.proxyIDs(""); len(ids) != 0 {
		t.Errorf("the new proxy shows at once: %v", ids)
	}
	x.fails("ResourceNotFound", "DescribeProxyDetail", `{"ProxyId":"`+id+`"}`)
	x.wantStatus(id, "")
	x.Advance(5 * time.Second)
	x.wantStatus(id, StatusCreating)
	x.Advance(25 * time.Second)
	x.wantStatus(id, StatusCreating) // RUNNING is late as well
	x.ok("CloseProxies", only(id))   // but the service knows
	x.Advance(4 * time.Second)
	x.ok("ModifyProxiesAttribute", `{"ProxyIds":["`+id+`"],"ProxyName":"late"}`)
	x.Advance(time.Second)
	x.wantStatus(id, StatusClosing)
	if name := x.info(id)["ProxyName"]; name != "edge" {
		t.Errorf("name %q shows at once", name)
	}
	x.Advance(4 * time.Second)
	if name := x.info(id)["ProxyName"]; name != "late" {
		t.Errorf("name %q, want late", name)
	}
	x.RemoveProxy(id)
	x.Advance(4 * time.Second)
	x.wantStatus(id, StatusClosing)
	x.Advance(time.Second)
	x.wantStatus(id, "")
	old := x.AddProxy(Proxy{CreateTime: x.Now().Add(-time.Hour)})
	x.wantStatus(old, StatusRunning) // an old one is no news
}

func TestStaleRead(t *testing.T) {
	x := newTester(t)
	other := x.AddProxy(Proxy{})
	id := x.create("")
	x.Inject(Fault{Action: "DescribeProxies", Kind: FaultStaleRead})
	if ids := x.proxyIDs(""); !slices.Equal(ids, []string{other}) {
		t.Errorf("stale list %v", ids)
	}
	if ids := x.proxyIDs(""); !slices.Contains(ids, id) {
		t.Errorf("fresh list %v", ids)
	}
	x.ok("ModifyProxiesAttribute", `{"ProxyIds":["`+other+`"],"ProxyName":"new"}`)
	x.Inject(Fault{Kind: FaultStaleRead, Times: 2})
	x.wantStatus(id, StatusCreating)
	if name := x.info(other)["ProxyName"]; name == "new" {
		t.Error("the stale read is fresh")
	}
	x.RemoveProxy(other)
	x.Inject(Fault{Action: "DescribeProxiesStatus", Kind: FaultStaleRead})
	x.wantStatus(other, StatusRunning)
	x.wantStatus(other, "")
}

func TestVersionsArePruned(t *testing.T) {
	x := newTester(t, func(o *Options) { o.ReadLag = time.Second })
	id := x.AddProxy(Proxy{})
	for range 50 {
		x.Advance(time.Second)
		x.UpdateProxy(id, func(p *Proxy) { p.Bandwidth++ })
	}
	if n := len(x.store.Proxies.Records[id].Versions); n > 3 {
		t.Errorf("%d versions kept", n)
	}
	x.RemoveProxy(id)
	x.Advance(time.Minute)
	x.AddProxy(Proxy{})
	if _, kept := x.store.Proxies.Records[id]; kept {
		t.Error("a record that nobody can see is kept")
	}
}

func TestListeners(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{})
	for _, protocol := range protocols() {
		if x.AddListener(Listener{ProxyID: id, Protocol: protocol}) == "" {
			t.Errorf("AddListener %s", protocol)
		}
	}
	x.AddListener(Listener{ProxyID: id, Port: 9001})
	for protocol, want := range map[string]float64{"TCP": 2, "UDP": 1, "HTTP": 1, "HTTPS": 1} {
		action := "Describe" + protocol + "Listeners"
		a := x.ok(action, `{"ProxyId":"`+id+`"}`)
		set := a.fields["ListenerSet"].([]any)
		if a.fields["TotalCount"] != want || len(set) != int(want) || set[0].(map[string]any)["Protocol"] != protocol {
			t.Errorf("%s: %s", action, a.body)
		}
		x.fails("ResourceNotFound", action, `{"ProxyId":"link-none"}`)
	}
	for body, want := range map[string]int{
		`{"ProxyId":"` + id + `","Limit":1}`:          1,
		`{"ProxyId":"` + id + `","Offset":1}`:         1,
		`{"ProxyId":"` + id + `","Port":9001}`:        1,
		`{"ProxyId":"` + id + `","ListenerName":"x"}`: 0,
	} {
		if set := x.ok("DescribeTCPListeners", body).fields["ListenerSet"].([]any); len(set) != want {
			t.Errorf("%s: %d listeners, want %d", body, len(set), want)
		}
	}
	for _, l := range []Listener{{}, {ProxyID: id, Protocol: "SCTP"}, {ProxyID: "link-none"}, {GroupID: "lg-none"}, {ProxyID: id, GroupID: "lg-xxxx"}} {
		if x.AddListener(l) != "" {
			t.Errorf("AddListener accepted %+v", l)
		}
	}
}
