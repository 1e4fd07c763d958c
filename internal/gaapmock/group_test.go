package gaapmock

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// newGroup is the body of a CreateProxyGroup; change is merged in.
func newGroup(change string) string {
	return with(`{"ProjectId":0,"GroupName":"edge","RealServerRegion":"Shanghai"}`, change)
}

// access is an entry of AccessRegionSet.
func access(region, change string) string {
	return with(`{"AccessRegion":"`+region+`","Bandwidth":10,"Concurrent":2}`, change)
}

// inRegions is a change of newGroup.
func inRegions(set ...string) string { return `{"AccessRegionSet":[` + strings.Join(set, ",") + `]}` }

// group creates one and returns its id.
func (x *tester) group(change string) string {
	x.t.Helper()
	id, _ := x.ok("CreateProxyGroup", newGroup(change)).fields["GroupId"].(string)
	return id
}

// onGroup is a body with the id of a group.
func onGroup(id, changes string) string { return with(`{"GroupId":"`+id+`"}`, changes) }

// wantGroup wants a status, in the detail and in the list.
func (x *tester) wantGroup(id string, number float64, word string) {
	x.t.Helper()
	if got := x.groupDetail(id)["Status"]; got != number {
		x.t.Errorf("status of %s is %v, want %v", id, got, number)
	}
	list := x.ok("DescribeProxyGroupList", `{"Offset":0,"Limit":1,"ProjectId":-1,"Filters":[{"Name":"GroupId","Values":["`+id+`"]}]}`).fields["ProxyGroupList"].([]any)
	if got := list[0].(map[string]any)["Status"]; got != word {
		x.t.Errorf("status of %s is %v, want %s", id, got, word)
	}
}

// statuses are those of the proxies of a group.
func (x *tester) statuses(id string) string {
	x.t.Helper()
	out := []string{}
	for _, p := range x.Proxies() {
		if p.GroupID == id {
			out = append(out, p.Status)
		}
	}
	return strings.Join(out, " ")
}

func TestGroupLife(t *testing.T) {
	x := newTester(t)
	id := x.group(with(inRegions(access("Guangzhou", `{"NetworkType":"normal"}`), access("Hongkong", `{"NetworkType":"cn2","Bandwidth":20}`)), `{"TagSet":[{"TagKey":"a","TagValue":"1"}]}`))
	if !strings.HasPrefix(id, "lg-") || len(id) != 11 {
		t.Errorf("id %s", id)
	}
	x.wantGroup(id, 1, "CREATING")
	x.fails("FailedOperation.GroupStatusNotInRuning", "DeleteProxyGroup", onGroup(id, `{"Force":1}`))
	x.Advance(2 * time.Second)
	x.wantGroup(id, 12, "CHANGING")
	detail := x.groupDetail(id)
	for name, want := range map[string]any{
		"GroupName": "edge", "ProxyNum": 2.0, "Domain": nil, "DnsDefaultIp": "", "PolicyId": nil, "CreateTime": float64(testStart.Unix()), "IPAddressVersion": "IPv4",
		"PackageType": "Thunder", "FeatureBitmap": 7.0, "Http3Supported": 1.0, "Version": "3.0", "TagSet": []any{map[string]any{"TagKey": "a", "TagValue": "1"}},
	} {
		if !reflect.DeepEqual(detail[name], want) {
			t.Errorf("%s is %v, want %v", name, detail[name], want)
		}
	}
	members := x.ok("DescribeProxies", `{"Filters":[{"Name":"GroupId","Values":["`+id+`"]}],"OrderField":"bandwidth"}`).fields["ProxySet"].([]any)
	last := members[0].(map[string]any)
	if len(members) != 2 || last["ProxyName"] != "default" || last["Status"] != "CREATING" || last["NetworkType"] != "cn2" || last["Bandwidth"] != 20.0 || last["RealServerRegion"] != "Shanghai" {
		t.Errorf("%v", members)
	}
	x.Advance(28 * time.Second)
	x.wantGroup(id, 0, "RUNNING")
	x.ok("ModifyProxyGroupAttribute", onGroup(id, `{"GroupName":"new","ProjectId":1204}`))
	if d := x.groupDetail(id); d["GroupName"] != "new" || d["ProjectId"] != 1204.0 || x.Proxies()[0].ProjectID != 1204 {
		t.Errorf("%v", d)
	}
	x.ok("ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:proxyGroup/`+id+`","ReplaceTags":[{"TagKey":"a","TagValue":"2"}]}`)
	if g, _ := x.Group(id); g.Tags["a"] != "2" {
		t.Errorf("%+v", g)
	}
	x.ok("CloseProxyGroup", onGroup(id, ""))
	if got := x.statuses(id); got != "CLOSING CLOSING" {
		t.Error(got)
	}
	x.Advance(10 * time.Second)
	x.wantGroup(id, 0, "CLOSED")
	x.ok("OpenProxyGroup", onGroup(id, ""))
	x.Advance(10 * time.Second)
	x.wantGroup(id, 0, "RUNNING")
	x.fails("FailedOperation.DeleteProxyGroupProxyRemained", "DeleteProxyGroup", onGroup(id, ""))
	x.AddListener(Listener{GroupID: id, RealServers: []Binding{{}}})
	x.policy(id, "ACCEPT")
	x.ok("DeleteProxyGroup", onGroup(id, `{"Force":1}`))
	x.wantGroup(id, 4, "DESTROYING")
	x.fails("FailedOperation.GroupStatusNotInRuning", "ModifyProxyGroupAttribute", onGroup(id, `{"GroupName":"n"}`))
	x.fails("FailedOperation.GroupStatusNotInRuning", "CreateProxy", standardProxy(`{"GroupId":"`+id+`"}`))
	x.Advance(10 * time.Second)
	x.fails("ResourceNotFound", "DescribeProxyGroupDetails", onGroup(id, ""))
	if len(x.Proxies())+len(x.Listeners(""))+len(x.SecurityPolicies()) != 0 {
		t.Error("something is left")
	}
}

// Members that are there at once do not make their group RUNNING before its time.
func TestGroupOfFastMembers(t *testing.T) {
	x := newTester(t, func(o *Options) { o.CreateDuration = -1 })
	id := x.group(inRegions(access("Korea", "")))
	x.wantGroup(id, 1, "CREATING")
	x.wantStatus(x.Proxies()[0].ID, "RUNNING")
	x.Advance(2 * time.Second)
	x.wantGroup(id, 0, "RUNNING")
}

// A group without members is there at once, and goes unless origins are bound.
func TestEmptyGroup(t *testing.T) {
	x := newTester(t)
	id := x.group(`{"IPAddressVersion":"IPv6","PackageType":"Accelerator","Http3Supported":0}`)
	x.wantGroup(id, 0, "RUNNING")
	if d := x.groupDetail(id); d["ProxyNum"] != 0.0 || d["Domain"] != nil || d["IPAddressVersion"] != "IPv6" || d["PackageType"] != "Accelerator" || d["Http3Supported"] != 0.0 {
		t.Errorf("%v", d)
	}
	if a := x.ok("CloseProxyGroup", onGroup(id, "")); !strings.Contains(a.body, `"InvalidStatusInstanceSet":[],"OperationFailedInstanceSet":[]`) {
		t.Error(a.body)
	}
	x.Advance(10 * time.Second)
	x.wantGroup(id, 0, "CLOSED")
	listener := x.AddListener(Listener{GroupID: id, RealServers: []Binding{{}}})
	x.fails("FailedOperation.RealServerAlreadyBound", "DeleteProxyGroup", onGroup(id, `{"Force":0}`))
	x.UpdateListener(listener, func(l *Listener) { l.RealServers = nil })
	x.ok("DeleteProxyGroup", onGroup(id, `{"Force":0}`))
	x.Advance(10 * time.Second)
	x.fails("ResourceNotFound", "DeleteProxyGroup", onGroup(id, ""))
}

func TestGroupRefused(t *testing.T) {
	x := newTester(t, func(o *Options) { o.KnownTags, o.MaxProxies = []Tag{{"a", "1"}}, 22 })
	full := x.AddGroup(Group{})
	for range 20 {
		x.AddProxy(Proxy{GroupID: full})
	}
	const value = "InvalidParameterValue"
	regions := []string{
		"Hongkong", "SoutheastAsia", "Korea", "WestIndia", "Thailand", "Japan", "Jakarta", "SL_AZURE_NorthUAE", "SL_AZURE_SouthIndia", "SL_AZURE_SoutheastAsia", "SL_AZURE_JapanEast",
		"Europe", "SL_AZURE_CentralFrance", "SL_AZURE_SouthEngland", "SL_AZURE_NorwayEast", "NorthAmerica", "Virginia", "Beijing", "Nanjing", "Guangzhou", "Chengdu",
	}
	set := []string{}
	for _, r := range regions {
		set = append(set, access(r, ""))
	}
	for _, c := range []struct{ action, body, code string }{
		{"CreateProxyGroup", newGroup(`{"GroupName":null}`), "MissingParameter"},
		{"CreateProxyGroup", newGroup(`{"GroupName":""}`), value},
		{"CreateProxyGroup", newGroup(`{"ProjectId":-1}`), "InvalidParameter"},
		{"CreateProxyGroup", newGroup(`{"ProjectId":7}`), value},
		{"CreateProxyGroup", newGroup(`{"RealServerRegion":"Atlantis"}`), value},
		{"CreateProxyGroup", newGroup(`{"PackageType":"CrossBorder"}`), value},
		{"CreateProxyGroup", newGroup(`{"IPAddressVersion":"IPv5"}`), value},
		{"CreateProxyGroup", newGroup(`{"Http3Supported":2}`), value},
		{"CreateProxyGroup", newGroup(`{"ClientToken":"t"}`), "UnknownParameter"},
		{"CreateProxyGroup", newGroup(`{"TagSet":[{"TagKey":"b","TagValue":"1"}]}`), "InvalidParameterValue.InvalidTags"},
		{"CreateProxyGroup", newGroup(inRegions(access("Korea", `{"Bandwidth":null}`))), "MissingParameter"},
		{"CreateProxyGroup", newGroup(inRegions(access("Korea", `{"Bandwidth":15}`))), value},
		{"CreateProxyGroup", newGroup(inRegions(access("Korea", `{"NetworkType":"triple"}`))), value},
		{"CreateProxyGroup", newGroup(inRegions(access("Korea", `{"NetworkType":"cn2"}`))), "InvalidParameterValue.FeatureConflict"},
		{"CreateProxyGroup", newGroup(inRegions(access("Atlantis", ""))), value},
		{"CreateProxyGroup", newGroup(inRegions(access("Korea", ""), access("Korea", ""))), value},
		{"CreateProxyGroup", newGroup(inRegions(set...)), "FailedOperation.LimitNumofProxiesInGroup"},
		{"CreateProxyGroup", newGroup(inRegions(set[:3]...)), "LimitExceeded"},
		{"CreateProxy", standardProxy(`{"GroupId":"` + full + `"}`), "FailedOperation.LimitNumofProxiesInGroup"},
		{"ModifyProxyGroupAttribute", onGroup("lg-xxxx", ""), "MissingParameter"},
		{"ModifyProxyGroupAttribute", onGroup("lg-xxxx", `{"GroupName":""}`), value},
		{"ModifyProxyGroupAttribute", onGroup("lg-xxxx", `{"GroupName":"`+strings.Repeat("好", 31)+`"}`), value},
		{"ModifyProxyGroupAttribute", onGroup("lg-xxxx", `{"ProjectId":7}`), value},
		{"ModifyProxyGroupAttribute", onGroup("lg-none", `{"ProjectId":0}`), "ResourceNotFound"},
		{"DeleteProxyGroup", onGroup("lg-xxxx", `{"Force":2}`), value},
		{"DeleteProxyGroup", onGroup("lg-none", ""), "ResourceNotFound"},
		{"OpenProxyGroup", onGroup("lg-none", ""), "ResourceNotFound"},
		{"EnableProxyGroup", onGroup("lg-xxxx", ""), "InvalidAction"},
	} {
		x.fails(c.code, c.action, c.body)
	}
	if len(x.Groups()) != 3 || len(x.Proxies()) != 20 {
		t.Errorf("%d groups, %d proxies", len(x.Groups()), len(x.Proxies()))
	}
	x.group(`{"GroupName":"` + strings.Repeat("好", 31) + `"}`)
	x.UpdateGroup(full, func(g *Group) { g.Status = StatusMoving })
	for _, action := range []string{"OpenProxyGroup", "CloseProxyGroup", "DeleteProxyGroup"} {
		x.fails("FailedOperation.GroupStatusNotInRuning", action, onGroup(full, ""))
	}
}

// Members that cannot be opened or closed are listed, and the group stays as it is.
func TestGroupSwingsMembers(t *testing.T) {
	x := newTester(t)
	id := x.AddGroup(Group{})
	failed, closed, running := x.AddProxy(Proxy{GroupID: id, Status: StatusCreateFailed}), x.AddProxy(Proxy{GroupID: id, Status: StatusClosed}), x.AddProxy(Proxy{GroupID: id})
	if got, want := x.ok("CloseProxyGroup", onGroup(id, "")).fields["InvalidStatusInstanceSet"], []any{failed, closed}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	x.Advance(10 * time.Second)
	x.wantGroup(id, 0, "RUNNING")
	x.wantStatus(running, "CLOSED")
	x.RemoveProxy(failed)
	x.Inject(Fault{Action: "OpenProxyGroup", Kind: FaultOperationFailed})
	if got, want := x.ok("OpenProxyGroup", onGroup(id, "")).fields["OperationFailedInstanceSet"], []any{closed, running}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	x.UpdateProxy(running, func(p *Proxy) { p.Status = StatusRunning })
	x.ok("CloseProxyGroup", onGroup(id, "")) // one is closed already
	x.Advance(10 * time.Second)
	x.wantGroup(id, 0, "CLOSED")
}

// A member that fails leaves its group CHANGING until it is destroyed.
func TestGroupFaults(t *testing.T) {
	for kind, members := range map[FaultKind]string{FaultCreateFailed: "CREATE_FAILED", FaultStuck: "CREATING"} {
		x := newTester(t, func(o *Options) { o.EarlyDestroy = EarlyDestroyAllowed })
		x.Inject(Fault{Action: "CreateProxyGroup", Kind: kind})
		id := x.group(inRegions(access("Korea", "")))
		x.Advance(time.Hour)
		x.wantGroup(id, 12, "CHANGING")
		if got := x.statuses(id); got != members {
			t.Errorf("%s: %s", kind, got)
		}
		x.fails("FailedOperation.GroupStatusNotInRuning", "DeleteProxyGroup", onGroup(id, `{"Force":1}`))
		if kind == FaultCreateFailed {
			x.ok("DestroyProxies", `{"ProxyIds":["`+x.Proxies()[0].ID+`"],"Force":1}`)
			x.Advance(10 * time.Second)
			x.wantGroup(id, 0, "RUNNING")
		}
	}
	x := newTester(t, func(o *Options) { o.Group.ReadLag = time.Second })
	x.Inject(Fault{Action: "CreateProxyGroup", Kind: FaultLostAfter})
	if a := x.call("CreateProxyGroup", newGroup("")); !a.lost || len(x.Groups()) != 3 {
		t.Errorf("%+v", x.Groups())
	}
	id := x.Groups()[2].ID
	x.fails("ResourceNotFound", "DescribeProxyGroupDetails", onGroup(id, ""))
	x.Advance(time.Second)
	x.ok("ModifyProxyGroupAttribute", onGroup(id, `{"GroupName":"new"}`))
	x.Advance(time.Second)
	x.Inject(Fault{Action: "DescribeProxyGroupDetails", Kind: FaultStaleRead}, Fault{Action: "DescribeProxyGroupList", Kind: FaultForeign}, Fault{Action: "DescribeProxyGroupDetails", Kind: FaultForeign})
	if first, foreign := x.groupDetail(id)["GroupName"], x.groupDetail(id)["GroupId"]; first != "edge" || foreign != "lg-foreign0" {
		t.Errorf("%v, then %v", first, foreign)
	}
	if a := x.ok("DescribeProxyGroupList", `{"Offset":0,"Limit":9,"ProjectId":-1}`); !strings.Contains(a.body, `"GroupId":"lg-foreign0"`) {
		t.Error(a.body)
	}
}

// Each switch has two settings.
func TestGroupOptions(t *testing.T) {
	for _, on := range []bool{false, true} {
		t.Run(fmt.Sprint(on), func(t *testing.T) {
			x := newTester(t, func(o *Options) {
				o.KnownTags = []Tag{}
				g := &o.Group
				g.MembersNamed, g.MembersFailed, g.TagsMade, g.NameCut, g.NothingTaken = on, on, on, on, on
				g.MembersStay, g.RemainingFailed, g.ChangingDeleted, g.DeletedAtOnce = on, on, on, on
				if on {
					g.Unknown, g.ClosedNumber, g.MaxMembers = UnknownFailed, 13, -1
				}
			})
			id := x.group(inRegions(access("Korea", "")))
			x.Advance(2 * time.Second)
			long := `{"GroupName":"` + strings.Repeat("好", 31) + `"}`
			closed, twice := x.AddGroup(Group{Status: StatusClosed}), newGroup(inRegions(access("Korea", ""), access("Korea", "")))
			changing := x.AddGroup(Group{Status: StatusChanging})
			x.AddProxy(Proxy{GroupID: "lg-xxxx"})
			x.ok("ModifyProxyGroupAttribute", onGroup("lg-xxxx", `{"ProjectId":1205}`))
			for what, is := range map[string]bool{
				"names members":               x.Proxies()[0].Name == "edge-Korea",
				"members stay":                x.Proxies()[1].ProjectID == 0,
				"calls bad members a failure": x.call("CreateProxyGroup", twice).code == "FailedOperation",
				"makes tags":                  x.call("CreateProxyGroup", newGroup(`{"TagSet":[{"TagKey":"a","TagValue":"1"}]}`)).code == "",
				"knows the tags then":         x.call("CreateTag", `{"TagKey":"a","TagValue":"1"}`).code == "ResourceInUse.TagDuplicate",
				"cuts names":                  x.call("ModifyProxyGroupAttribute", onGroup(id, long)).code == "",
				"takes nothing":               x.call("ModifyProxyGroupAttribute", onGroup(id, "")).code == "",
				"calls members a failure":     x.call("DeleteProxyGroup", onGroup("lg-xxxx", "")).code == "FailedOperation",
				"deletes while changing":      x.call("DeleteProxyGroup", onGroup(changing, "")).code == "",
				"has a number for closed":     x.groupDetail(closed)["Status"] == 13.0,
				"calls a missing one failed":  x.call("OpenProxyGroup", onGroup("lg-none", "")).code == "FailedOperation",
				"deletes at once":             x.call("DeleteProxyGroup", onGroup("lg-demo0001", `{"Force":1}`)).code == "" && x.call("DescribeProxyGroupDetails", onGroup("lg-demo0001", "")).code != "",
			} {
				if is != on {
					t.Errorf("%s: %v", what, is)
				}
			}
			if g, _ := x.Group(x.group(long)); (len([]rune(g.Name)) == 30) != on {
				t.Errorf("name %s", g.Name)
			}
		})
	}
	x := newTester(t, func(o *Options) { o.Group.Unknown = UnknownNull })
	if a := x.ok("DescribeProxyGroupDetails", onGroup("lg-none", "")); !strings.Contains(a.body, `"ProxyGroupDetail":null`) {
		t.Error(a.body)
	}
	x.fails("ResourceNotFound", "OpenProxyGroup", onGroup("lg-none", ""))
	if _, err := New(Options{Group: GroupOptions{Unknown: UnknownOmitted}}); err == nil {
		t.Error("an option that cannot be is taken")
	}
}

// The region of a member may be spelled in any case, if an option says so.
func TestGroupRegionCase(t *testing.T) {
	x := newTester(t, func(o *Options) { o.RegionCaseIgnored = true })
	id := x.group(with(inRegions(access("KOREA", "")), `{"RealServerRegion":"shanghai"}`))
	if g, _ := x.Group(id); g.RealServerRegion != "Shanghai" || x.Proxies()[0].AccessRegion != "Korea" {
		t.Errorf("%+v", g)
	}
}

func TestGroupControl(t *testing.T) {
	x := newTester(t)
	id := x.AddGroup(Group{Name: "mine"})
	if g, ok := x.Group(id); !ok || g.Name != "mine" || g.Status != StatusRunning || g.RealServerRegion != "Shanghai" || x.groupDetail(id)["Domain"] != id+".gaapqcloud.com" {
		t.Errorf("%+v", g)
	}
	x.AddListener(Listener{GroupID: id})
	if x.AddGroup(Group{RealServerRegion: "Atlantis"}) != "" || !x.RemoveGroup(id) || x.RemoveGroup(id) || len(x.Listeners("")) != 0 {
		t.Error("groups of the backdoor")
	}
	if status, body := x.admin("POST", "groups", `{"id":"lg-mine0000","realserver_region":"Korea"}`); status != 200 || !strings.Contains(body, `"status":"RUNNING"`) {
		t.Error(body)
	}
}
