package gaapmock

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestCreateValues(t *testing.T) {
	long := func(n int) string { return strings.Repeat("节", n) }
	for _, c := range []struct{ name, change, code string }{
		{"plain", ``, ""},
		{"name of 32", `{"ProxyName":"` + long(32) + `"}`, ""},
		{"name of 33", `{"ProxyName":"` + long(33) + `"}`, "InvalidParameterValue"},
		{"no name", `{"ProxyName":""}`, "InvalidParameterValue"},
		{"project", `{"ProjectId":1204}`, ""},
		{"other project", `{"ProjectId":7}`, "InvalidParameterValue.ProjectIdNotBelong"},
		{"negative project", `{"ProjectId":-1}`, "InvalidParameterValue.ProjectIdNotBelong"},
		{"bandwidth", `{"Bandwidth":15}`, "InvalidParameterValue.InvalidBandwidth"},
		{"unlisted bandwidth", `{"Bandwidth":2000}`, ""},
		{"unlisted bandwidth elsewhere", `{"Bandwidth":2000,"RealServerRegion":"Guangzhou"}`, "InvalidParameterValue.InvalidBandwidth"},
		{"concurrent", `{"Concurrent":3}`, "InvalidParameterValue.InvalidConcurrency"},
		{"shorter list", `{"AccessRegion":"Chongqing","RealServerRegion":"Hongkong","Concurrent":40}`, "InvalidParameterValue.InvalidConcurrency"},
		{"access region", `{"AccessRegion":"Atlantis"}`, "InvalidParameterValue"},
		{"origin region", `{"RealServerRegion":"Atlantis"}`, "InvalidParameterValue"},
		{"region in other case", `{"AccessRegion":"hongkong"}`, "InvalidParameterValue"},
		{"older region", `{"AccessRegion":"SouthChina"}`, ""},
		{"Taipei to mainland", `{"AccessRegion":"Taipei"}`, "InvalidParameterValue"},
		{"mainland to Taipei", `{"AccessRegion":"EastChina","RealServerRegion":"Taipei"}`, "InvalidParameterValue"},
		{"Taipei to Japan", `{"AccessRegion":"Taipei","RealServerRegion":"Japan"}`, ""},
		{"IPv6", `{"IPAddressVersion":"IPv6"}`, "InvalidParameterValue.ProxyAndRegionFeatureConflict"},
		{"IPv6 mainland", `{"IPAddressVersion":"IPv6","AccessRegion":"Beijing"}`, ""},
		{"IPv5", `{"IPAddressVersion":"IPv5"}`, "InvalidParameterValue"},
		{"cn2", `{"NetworkType":"cn2"}`, ""},
		{"cn2 elsewhere", `{"NetworkType":"cn2","AccessRegion":"Japan"}`, "InvalidParameterValue.ProxyAndRegionFeatureConflict"},
		{"triple", `{"NetworkType":"triple"}`, "InvalidParameterValue.ProxyAndRegionFeatureConflict"},
		{"triple mainland", `{"NetworkType":"triple","AccessRegion":"Beijing"}`, ""},
		{"secure_eip", `{"NetworkType":"secure_eip"}`, "InvalidParameterValue"},
		{"package", `{"PackageType":"Accelerator"}`, ""},
		{"other package", `{"PackageType":"Gold"}`, "InvalidParameterValue"},
		{"billing", `{"BillingType":1}`, ""},
		{"billing 2", `{"BillingType":2}`, "InvalidParameterValue"},
		{"http3", `{"Http3Supported":2}`, "InvalidParameterValue"},
		{"token of 64", `{"ClientToken":"` + strings.Repeat("a", 64) + `"}`, ""},
		{"token of 65", `{"ClientToken":"` + strings.Repeat("a", 65) + `"}`, "InvalidParameterValue"},
		{"token not ASCII", `{"ClientToken":"é"}`, "InvalidParameterValue"},
		{"empty token", `{"ClientToken":""}`, ""},
		{"group", `{"GroupId":"lg-xxxx","RealServerRegion":null}`, ""},
		{"empty group", `{"GroupId":"","RealServerRegion":""}`, "MissingParameter"},
		{"unknown group", `{"GroupId":"lg-none"}`, "ResourceNotFound"},
		{"group of another project", `{"GroupId":"lg-xxxx","ProjectId":1204}`, "InvalidParameterValue"},
		{"group of another package", `{"GroupId":"lg-xxxx","PackageType":"Accelerator"}`, "InvalidParameterValue.ProxyAndGroupFeatureConflict"},
		{"tags", `{"TagSet":[{"TagKey":"a","TagValue":"b"}]}`, ""},
		{"empty tags", `{"TagSet":[]}`, ""},
		{"tag twice", `{"TagSet":[{"TagKey":"a","TagValue":"b"},{"TagKey":"a","TagValue":"c"}]}`, "InvalidParameterValue.InvalidTags"},
		{"tag without value", `{"TagSet":[{"TagKey":"a"}]}`, "InvalidParameterValue.InvalidTags"},
		{"reserved tag", `{"TagSet":[{"TagKey":"qcs:a","TagValue":"b"}]}`, "InvalidParameterValue.InvalidTags"},
		{"clone of nothing", `{"ClonedProxyId":"link-none"}`, "ResourceNotFound"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t)
			x.fails(c.code, "CreateProxy", standardProxy(c.change))
			if n := len(x.Proxies()); (n == 1) != (c.code == "") {
				t.Errorf("%d proxies", n)
			}
		})
	}
}

func TestCreateManyTags(t *testing.T) {
	tags := func(n int) string {
		list := []string{}
		for i := range n {
			list = append(list, fmt.Sprintf(`{"TagKey":"k%d","TagValue":"v"}`, i))
		}
		return `{"TagSet":[` + strings.Join(list, ",") + `]}`
	}
	x := newTester(t)
	x.create(tags(50))
	x.fails("LimitExceeded.TagQuota", "CreateProxy", standardProxy(tags(51)))
}

func TestCreatedProxy(t *testing.T) {
	x := newTester(t)
	body := standardProxy(`{"TagSet":[{"TagKey":"b","TagValue":"2"},{"TagKey":"a","TagValue":"1"}],"ClientToken":"t","BillingType":1}`)
	a := x.ok("CreateProxy", body)
	id := a.fields["InstanceId"].(string)
	if !regexp.MustCompile(`^link-[0-9a-z]{8}$`).MatchString(id) {
		t.Errorf("id %q", id)
	}
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(a.id) {
		t.Errorf("request id %q", a.id)
	}
	raw := x.ok("DescribeProxyDetail", `{"ProxyId":"`+id+`"}`).body
	for _, part := range []string{
		`"Status":"CREATING"`, `"Domain":""`, `"IP":""`, `"ForwardIP":""`, `"IPList":[]`, `"GroupId":null`, `"PolicyId":null`,
		`"ModifyConfigTime":null`, `"TagSet":[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"2"}]`,
		`"CreateTime":1772366400`, `"BillingType":1`, `"RelatedGlobalDomains":[]`, `"Bandwidth":20`,
	} {
		if !strings.Contains(raw, part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	x.Advance(x.opts.CreateDuration)
	raw = x.ok("DescribeProxyDetail", `{"ProxyId":"`+id+`"}`).body
	for _, part := range []string{`"Status":"RUNNING"`, `"Domain":"` + id + `.gaapqcloud.com"`, `"Provider":"BGP"`, `"Http3Supported":1`} {
		if !strings.Contains(raw, part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
	if p, _ := x.Proxy(id); p.ClientToken != "t" {
		t.Errorf("proxy %+v", p)
	}
}

func TestSeedExample(t *testing.T) {
	x := newTester(t)
	x.ok("CreateProxy", `{"ProjectId":0,"ProxyName":"test","AccessRegion":"SouthChina","Bandwidth":10,"Concurrent":2,"GroupId":"lg-xxxx"}`)
	if p := x.Proxies()[0]; p.RealServerRegion != "Hongkong" || p.GroupID != "lg-xxxx" {
		t.Errorf("proxy %+v", p)
	}
}

func TestGroupRegionChecked(t *testing.T) {
	for checked, code := range map[bool]string{false: "", true: "InvalidParameterValue.ProxyAndGroupFeatureConflict"} {
		x := newTester(t, func(o *Options) { o.GroupRegionChecked = checked })
		x.fails(code, "CreateProxy", standardProxy(`{"GroupId":"lg-xxxx","RealServerRegion":"Japan"}`))
		x.fails("", "CreateProxy", standardProxy(`{"GroupId":"lg-xxxx","RealServerRegion":"Hongkong"}`))
		if p := x.Proxies()[0]; p.RealServerRegion != "Hongkong" {
			t.Errorf("origin %s", p.RealServerRegion)
		}
	}
}

func TestClone(t *testing.T) {
	x := newTester(t)
	source := x.create("")
	body := standardProxy(`{"ClonedProxyId":"` + source + `","ProxyName":"copy"}`)
	x.fails("FailedOperation", "CreateProxy", body) // still CREATING
	x.Advance(x.opts.CreateDuration)
	x.AddListener(Listener{ProxyID: source, Port: 99, RealServers: []Binding{{}}})
	id := x.ok("CreateProxy", body).fields["InstanceId"].(string)
	if all := x.Listeners(id); len(all) != 1 || all[0].Status != StatusCreating || all[0].Port != 99 || len(all[0].RealServers) != 1 {
		t.Errorf("listeners of the clone %+v", all)
	}
	x.wantStatus(id, StatusCloning)
	x.wantStatus(source, StatusRunning)
	x.Advance(x.opts.CreateDuration)
	x.wantStatus(id, StatusRunning)
	if p, _ := x.Proxy(id); p.ClonedProxyID != source || p.Name != "copy" || x.Listeners(id)[0].Status != StatusRunning || len(x.Listeners("")) != 2 {
		t.Errorf("clone %+v with %+v", p, x.Listeners(id))
	}
	x.Inject(Fault{Action: "CreateProxy", Kind: FaultCreateFailed})
	failed := x.ok("CreateProxy", body).fields["InstanceId"].(string)
	x.Advance(x.opts.CreateDuration)
	if all := x.Listeners(failed); len(all) != 0 {
		t.Errorf("listeners of a proxy that was never made: %+v", all)
	}
}

func TestQuota(t *testing.T) {
	for _, c := range []struct {
		option, proxies int
		code, want      string
	}{{0, 50, "", "LimitExceeded"}, {2, 2, "FailedOperation", "FailedOperation"}, {-1, 60, "", ""}} {
		x := newTester(t, func(o *Options) { o.MaxProxies, o.QuotaCode = c.option, c.code })
		for range c.proxies {
			x.create("")
		}
		x.fails(c.want, "CreateProxy", standardProxy(""))
		if c.want != "" {
			x.RemoveProxy(x.Proxies()[0].ID)
			x.create("")
		}
	}
}

func TestKnownTags(t *testing.T) {
	tagged := standardProxy(`{"TagSet":[{"TagKey":"a","TagValue":"b"}]}`)
	newTester(t).ok("CreateProxy", tagged)
	x := newTester(t, func(o *Options) { o.KnownTags = []Tag{{"a", "c"}} })
	x.fails("InvalidParameterValue.InvalidTags", "CreateProxy", tagged)
	x.ok("CreateProxy", strings.ReplaceAll(tagged, `"b"`, `"c"`))
}

func TestCreateOutcome(t *testing.T) {
	for outcome, want := range map[CreateOutcome][2]string{
		"":                   {StatusRunning, "SUCCESS"},
		CreateOutcomeRunning: {StatusRunning, "SUCCESS"},
		CreateOutcomeFailed:  {StatusCreateFailed, "FAIL"},
	} {
		x := newTester(t, func(o *Options) { o.CreateOutcome = outcome })
		a := x.ok("CreateProxy", standardProxy(""))
		x.Advance(x.opts.CreateDuration)
		id := a.fields["InstanceId"].(string)
		x.wantStatus(id, want[0])
		if got := x.ok("DescribeTaskStatus", `{"TaskId":"`+a.id+`"}`).fields["Status"]; got != want[1] {
			t.Errorf("task %v, want %s", got, want[1])
		}
		if want[0] == StatusCreateFailed && x.info(id)["Domain"] != "" {
			t.Error("a failed proxy has a domain")
		}
	}
}
