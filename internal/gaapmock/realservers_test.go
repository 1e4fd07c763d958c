package gaapmock

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// origins adds origins by the API and returns their ids.
func (x *tester) origins(addresses ...string) (ids []string) {
	x.t.Helper()
	a := x.ok("AddRealServers", `{"ProjectId":0,"RealServerName":"origin","RealServerIP":["`+strings.Join(addresses, `","`)+`"]}`)
	for i, made := range a.fields["RealServerSet"].([]any) {
		if made := made.(map[string]any); made["RealServerIP"] != addresses[i] {
			x.t.Errorf("number %d is %v", i, made)
		} else {
			ids = append(ids, made["RealServerId"].(string))
		}
	}
	return ids
}

// addresses are those that DescribeRealServers shows, in order.
func (x *tester) addresses(body string) string {
	x.t.Helper()
	var out []string
	for _, r := range x.ok("DescribeRealServers", body).fields["RealServerSet"].([]any) {
		out = append(out, r.(map[string]any)["RealServerIP"].(string))
	}
	return strings.Join(out, " ")
}

func TestRealServerLife(t *testing.T) {
	x := newTester(t)
	id := x.origins("192.0.2.1")[0]
	if !strings.HasPrefix(id, "rs-") || len(id) != 11 {
		t.Errorf("id %s", id)
	}
	if got := x.addresses(`{"ProjectId":-1}`); got != "" {
		t.Errorf("%s shows at once", got)
	}
	x.Advance(500 * time.Millisecond)
	x.ok("ModifyRealServerName", `{"RealServerId":"`+id+`","RealServerName":"new"}`)
	x.ok("ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:realServer/`+id+`","ReplaceTags":[{"TagKey":"team","TagValue":"net"}]}`)
	x.fails("InvalidParameterValue.ResourceDescriptionError", "ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:realserver/`+id+`","ReplaceTags":[{"TagKey":"a","TagValue":"b"}]}`)
	x.fails("InvalidParameterValue.ResourceDescriptionError", "ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:proxy/`+id+`","ReplaceTags":[{"TagKey":"a","TagValue":"b"}]}`)
	x.Advance(500 * time.Millisecond)
	a := x.ok("DescribeRealServers", `{"ProjectId":0}`)
	want := `{"RealServerSet":[{"RealServerIP":"192.0.2.1","RealServerId":"` + id + `","RealServerName":"new","ProjectId":0,"TagSet":[{"TagKey":"team","TagValue":"net"}]}],"TotalCount":1,`
	if !strings.Contains(a.body, want) {
		t.Errorf("%s, want %s", a.body, want)
	}
	x.ok("RemoveRealServers", `{"RealServerIds":["`+id+`","`+id+`"]}`)
	if _, ok := x.RealServer(id); ok {
		t.Error("it is still there")
	}
	x.fails("ResourceNotFound", "RemoveRealServers", `{"RealServerIds":["`+id+`"]}`)
	x.origins("192.0.2.1") // the address is free again
	if all := x.RealServers(); len(all) != 1 || all[0].ID == id {
		t.Errorf("origins %+v", all)
	}
}

func TestAddRealServersRules(t *testing.T) {
	x := newTester(t)
	x.AddRealServer(RealServer{Address: "2001:db8::1"})
	x.AddRealServer(RealServer{Address: "www.example.com"})
	for body, code := range map[string]string{
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.1","2001:db8::2","example.com"],"TagSet":[{"TagKey":"a","TagValue":"b"}]}`: "",
		`{"ProjectId":1204,"RealServerName":"` + strings.Repeat("名", 32) + `","RealServerIP":["192.0.2.2"]}`:                                     "",
		`{"ProjectId":0,"RealServerName":"` + strings.Repeat("n", 33) + `","RealServerIP":["192.0.2.3"]}`:                                        "InvalidParameterValue",
		`{"ProjectId":0,"RealServerName":"","RealServerIP":["192.0.2.3"]}`:                                                                       "InvalidParameterValue",
		`{"ProjectId":7,"RealServerName":"n","RealServerIP":["192.0.2.3"]}`:                                                                      "InvalidParameterValue.ProjectIdNotBelong",
		`{"ProjectId":-1,"RealServerName":"n","RealServerIP":["192.0.2.3"]}`:                                                                     "InvalidParameter",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.256"]}`:                                                                    "InvalidParameterValue",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["fe80::1%eth0"]}`:                                                                   "InvalidParameterValue",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["-.com"]}`:                                                                          "InvalidParameterValue",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":[]}`:                                                                                 "MissingParameter",
		`{"ProjectId":0,"RealServerName":"n"}`:                                                                                                   "MissingParameter",
		`{"ProjectId":0,"RealServerIP":["192.0.2.3"]}`:                                                                                           "MissingParameter",
		`{"RealServerName":"n","RealServerIP":["192.0.2.3"]}`:                                                                                    "MissingParameter",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":"192.0.2.3"}`:                                                                        "InvalidParameter",
		`{"ProjectId":"0","RealServerName":"n","RealServerIP":["192.0.2.3"]}`:                                                                    "InvalidParameter",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.3"],"Ports":[1]}`:                                                          "UnknownParameter",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.3","192.0.2.3"]}`:                                                          "InvalidParameterValue.DuplicateRS",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.3","2001:DB8:0::1"]}`:                                                      "InvalidParameterValue.DuplicateRS",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["WWW.example.com"]}`:                                                                "InvalidParameterValue.DuplicateRS",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.3"],"TagSet":[{"TagKey":"","TagValue":"b"}]}`:                              "InvalidParameterValue.InvalidTags",
		`{"ProjectId":0,"RealServerName":"n","RealServerIP":["` + strings.Repeat(`192.0.2.3","`, 100) + `"]}`:                                    "InvalidParameterValue",
	} {
		x.fails(code, "AddRealServers", body)
	}
	if n := len(x.RealServers()); n != 6 {
		t.Errorf("%d origins: a refused batch leaves none", n)
	}
}

func TestExistingAddress(t *testing.T) {
	batch := func(project int) string {
		return fmt.Sprintf(`{"ProjectId":%d,"RealServerName":"n","RealServerIP":["192.0.2.1","192.0.2.9"]}`, project)
	}
	for mode, want := range map[AddressMode]struct {
		code, other string // in the project, and in another one
		origins     int
	}{
		"":                {"InvalidParameterValue.DuplicateRS", "InvalidParameterValue.DuplicateRS", 1},
		AddressRefused:    {"InvalidParameterValue.DuplicateRS", "InvalidParameterValue.DuplicateRS", 1},
		AddressFirstID:    {"", "", 2},
		AddressPerProject: {"InvalidParameterValue.DuplicateRS", "", 3},
	} {
		x := newTester(t, func(o *Options) { o.RealServer.ExistingAddress = mode })
		id := x.origins("192.0.2.1")[0]
		a := x.fails(want.code, "AddRealServers", batch(0))
		x.fails(want.other, "AddRealServers", batch(1204))
		if mode == AddressFirstID && !strings.Contains(a.body, `{"RealServerId":"`+id+`","RealServerIP":"192.0.2.1"}`) {
			t.Errorf("%s lacks %s", a.body, id)
		}
		if n := len(x.RealServers()); n != want.origins {
			t.Errorf("%s: %d origins, want %d", mode, n, want.origins)
		}
	}
}

func TestDescribeRealServers(t *testing.T) {
	x := newTester(t)
	for i, r := range []RealServer{
		{Address: "1.1.1.1", Name: "one", Tags: map[string]string{"a": "1"}},
		{Address: "1.1.1.10", Name: "ten", ProjectID: 1204, Tags: map[string]string{"b": "1"}},
		{Address: "11.1.1.1", Name: "ten"},
		{Address: "a.example.com", Name: "web"},
	} {
		r.ID = fmt.Sprint("rs-", i)
		x.AddRealServer(r)
	}
	for body, want := range map[string]string{
		`{"ProjectId":-1}`:                                                        "1.1.1.1 1.1.1.10 11.1.1.1 a.example.com",
		`{"ProjectId":0}`:                                                         "1.1.1.1 11.1.1.1 a.example.com",
		`{"ProjectId":7}`:                                                         "",
		`{"ProjectId":-1,"SearchValue":"1.1.1.1"}`:                                "1.1.1.1 1.1.1.10 11.1.1.1",
		`{"ProjectId":-1,"SearchValue":"example"}`:                                "a.example.com",
		`{"ProjectId":-1,"SearchValue":"ten"}`:                                    "",
		`{"ProjectId":-1,"Offset":1,"Limit":2}`:                                   "1.1.1.10 11.1.1.1",
		`{"ProjectId":-1,"Offset":9}`:                                             "",
		`{"ProjectId":-1,"Limit":0}`:                                              "",
		`{"ProjectId":-1,"TagSet":` + tagSet("a=1", "b=1"):                        "1.1.1.1 1.1.1.10",
		`{"ProjectId":-1,"Filters":[{"Name":"RealServerName","Values":["ten"]}]}`: "1.1.1.10 11.1.1.1",
		`{"ProjectId":-1,"Filters":[{"Name":"RealServerIP","Values":["1.1.1.1"]},{"Name":"RealServerName","Values":["one","t"]}]}`: "1.1.1.1",
	} {
		if got := x.addresses(body); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	for body, code := range map[string]string{
		`{}`:                          "MissingParameter",
		`{"ProjectId":-2}`:            "InvalidParameterValue",
		`{"ProjectId":-1,"Limit":51}`: "InvalidParameterValue",
		`{"ProjectId":-1,"Limit":-1}`: "InvalidParameter",
		`{"ProjectId":-1,"Filters":[{"Name":"ProjectId","Values":["0"]}]}`:             "InvalidParameterValue",
		`{"ProjectId":-1,"RealServerId":"rs-0"}`:                                       "UnknownParameter",
		`{"ProjectId":-1,"TagSet":` + tagSet("a=1", "b=1", "c=1", "d=1", "e=1", "f=1"): "InvalidParameterValue",
	} {
		x.fails(code, "DescribeRealServers", body)
	}
}

// tagSet ends a body with tags.
func tagSet(tags ...string) string {
	var list []string
	for _, t := range tags {
		key, value, _ := strings.Cut(t, "=")
		list = append(list, fmt.Sprintf(`{"TagKey":%q,"TagValue":%q}`, key, value))
	}
	return "[" + strings.Join(list, ",") + "]}"
}

func TestSearchModes(t *testing.T) {
	for mode, want := range map[SearchMode]string{
		"": "1.1.1.1 1.1.1.10 11.1.1.1", SearchSubstring: "1.1.1.1 1.1.1.10 11.1.1.1", SearchPrefix: "1.1.1.1 1.1.1.10", SearchExact: "1.1.1.1",
	} {
		x := newTester(t, func(o *Options) { o.Search = mode })
		for _, address := range []string{"1.1.1.1", "1.1.1.10", "11.1.1.1"} {
			x.AddRealServer(RealServer{Address: address})
		}
		if got := x.addresses(`{"ProjectId":-1,"SearchValue":"1.1.1.1"}`); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
}

func TestUnknownRealServers(t *testing.T) {
	calls := map[string]string{
		"RemoveRealServers":         `{"RealServerIds":["rs-none"]}`,
		"DescribeRealServersStatus": `{"RealServerIds":["rs-none"]}`,
		"ModifyRealServerName":      `{"RealServerId":"rs-none","RealServerName":"n"}`,
	}
	x, y := newTester(t), newTester(t, func(o *Options) { o.RealServer.UnknownIgnored = true })
	for action, code := range map[string]string{
		"RemoveRealServers": "ResourceNotFound", "DescribeRealServersStatus": "ResourceNotFound", "ModifyRealServerName": "InvalidParameterValue",
	} {
		x.fails(code, action, calls[action])
		y.ok(action, calls[action])
	}
	if a := y.ok("DescribeRealServersStatus", calls["DescribeRealServersStatus"]); a.fields["TotalCount"] != 0.0 {
		t.Error(a.body)
	}
	x.fails("MissingParameter", "RemoveRealServers", `{"RealServerIds":[]}`)
	x.fails("MissingParameter", "DescribeRealServersStatus", `{}`)
	x.fails("InvalidParameterValue", "ModifyRealServerName", `{"RealServerId":"rs-none","RealServerName":""}`)
}

func TestBoundRealServers(t *testing.T) {
	for freeRemoved, left := range map[bool]int{false: 2, true: 1} {
		x := newTester(t, func(o *Options) { o.RealServer.FreeRemoved = freeRemoved })
		bound, free := x.AddRealServer(RealServer{}), x.AddRealServer(RealServer{})
		proxy := x.AddProxy(Proxy{})
		listener := x.AddListener(Listener{ProxyID: proxy, RealServers: []Binding{{ID: bound}}})
		grouped := x.AddListener(Listener{GroupID: "lg-xxxx", RealServers: []Binding{{ID: bound}}})
		both := `{"RealServerIds":["` + free + `","` + bound + `"]}`
		a := x.ok("DescribeRealServersStatus", both)
		if want := `[{"RealServerId":"` + free + `","BindStatus":0,"ProxyId":"","GroupId":""},{"RealServerId":"` + bound + `","BindStatus":1,"ProxyId":"` + proxy + `","GroupId":""}]`; !strings.Contains(a.body, want) {
			t.Errorf("%s, want %s", a.body, want)
		}
		x.fails("FailedOperation.RealServerAlreadyBound", "RemoveRealServers", both)
		if n := len(x.RealServers()); n != left {
			t.Errorf("free ones removed %v: %d left, want %d", freeRemoved, n, left)
		}
		x.RemoveListener(listener)
		if a := x.ok("DescribeRealServersStatus", `{"RealServerIds":["`+bound+`"]}`); !strings.Contains(a.body, `"BindStatus":1,"ProxyId":"","GroupId":"lg-xxxx"`) {
			t.Error(a.body)
		}
		x.RemoveListener(grouped)
		x.ok("RemoveRealServers", `{"RealServerIds":["`+bound+`"]}`)
	}
}

// DescribeRealServers has 50 times the quota of other actions.
func TestRealServerRate(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RatePerSecond = 0 })
	for range 1000 {
		x.ok("DescribeRealServers", `{"ProjectId":0}`)
	}
	if a := x.fails("RequestLimitExceeded", "DescribeRealServers", `{"ProjectId":0}`); !strings.Contains(a.body, "1000 per second") {
		t.Error(a.body)
	}
	for range 20 {
		x.call("RemoveRealServers", `{}`)
	}
	x.fails("RequestLimitExceeded", "RemoveRealServers", `{}`)
}

func TestGatewayOptions(t *testing.T) {
	x := newTester(t, func(o *Options) {
		o.TextsConverted, o.LimitClamped, o.LongNames, o.RealServer.ReadLag = true, true, true, -1
	})
	long := strings.Repeat("n", 99)
	for i := range 60 {
		x.ok("AddRealServers", fmt.Sprintf(`{"ProjectId":"0","RealServerName":%q,"RealServerIP":["192.0.2.%d"]}`, long, i))
	}
	if n := len(strings.Fields(x.addresses(`{"ProjectId":"-1","Limit":"99"}`))); n != 50 {
		t.Errorf("%d on a page that was asked to have 99", n)
	}
	x.fails("InvalidParameter", "DescribeRealServers", `{"ProjectId":"all"}`)
	x.fails("InvalidParameter", "DescribeRealServers", `{"ProjectId":-1,"SearchValue":1}`)
}

// A stale read shows its kind as it was before the latest write to that kind.
func TestStaleKinds(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RealServer.ReadLag = -1 })
	x.origins("192.0.2.1")
	x.origins("192.0.2.2")
	proxy := x.AddProxy(Proxy{})
	x.AddListener(Listener{ProxyID: proxy})
	x.Inject(Fault{Action: "DescribeRealServers", Kind: FaultStaleRead}, Fault{Action: "DescribeTCPListeners", Kind: FaultStaleRead})
	if got := x.addresses(`{"ProjectId":-1}`); got != "192.0.2.1" {
		t.Errorf("stale origins %s", got)
	}
	if a := x.ok("DescribeTCPListeners", `{"ProxyId":"`+proxy+`"}`); a.fields["TotalCount"] != 0.0 {
		t.Errorf("stale listeners %s", a.body)
	}
	if err := (Fault{Action: "AddRealServers", Kind: FaultStaleRead}).Validate(); err == nil {
		t.Error("a write can be stale")
	}
}

// Ids of a kind do not depend on what happens to others.
func TestSeedOfKinds(t *testing.T) {
	draw := func(others int) []string {
		x := newTester(t)
		for range others {
			x.AddProxy(Proxy{})
			x.AddListener(Listener{GroupID: "lg-xxxx"})
		}
		return []string{x.AddRealServer(RealServer{}), x.AddRealServer(RealServer{})}
	}
	if a, b := draw(0), draw(3); !slices.Equal(a, b) || a[0] == a[1] {
		t.Errorf("%v and %v", a, b)
	}
}

// What AddRealServer makes up is free, and can be looked at.
func TestRealServerControl(t *testing.T) {
	x := newTester(t)
	seen := map[string]bool{"198.18.0.1": true}
	x.AddRealServer(RealServer{Address: "198.18.0.1"})
	for range 300 {
		r, ok := x.RealServer(x.AddRealServer(RealServer{}))
		if !ok || seen[r.Address] || addressType(r.Address) != TypeIP {
			t.Fatalf("%+v", r)
		}
		seen[r.Address] = true
	}
	id := x.AddRealServer(RealServer{Address: "a.example.com", Tags: map[string]string{"a": "1"}})
	if got := x.addresses(`{"ProjectId":-1,"SearchValue":"example"}`); got != "a.example.com" {
		t.Error("an origin of old does not show at once")
	}
	if !x.UpdateRealServer(id, func(r *RealServer) { r.Tags, r.Name = nil, "n" }) || x.UpdateRealServer(id, func(r *RealServer) { r.Address = "" }) {
		t.Error("UpdateRealServer takes what it should not, or not what it should")
	}
	r, _ := x.RealServer(id)
	if r.Name != "n" || r.Tags == nil || len(slices.Collect(maps.Keys(r.Tags))) != 0 || r.Address == "" {
		t.Errorf("%+v", r)
	}
	if x.AddRealServer(RealServer{Address: "a b"}) != "" || !x.RemoveRealServer(id) || x.RemoveRealServer(id) || x.SetHealth(id, false) {
		t.Error("a removed origin is still there")
	}
}
