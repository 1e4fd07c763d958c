package gaapmock

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// newGlobalDomain is the body of a CreateGlobalDomain; change is merged in.
func newGlobalDomain(change string) string {
	return with(`{"ProjectId":0,"DefaultValue":"203.0.113.5","Alias":"www"}`, change)
}

// globalDomain creates one and returns its id.
func (x *tester) globalDomain(change string) string {
	x.t.Helper()
	id, _ := x.ok("CreateGlobalDomain", newGlobalDomain(change)).fields["DomainId"].(string)
	return id
}

// ofDomain is a body with the id of a unified domain.
func ofDomain(id, changes string) string { return with(`{"DomainId":"`+id+`"}`, changes) }

// globalDomainsShown are those that DescribeGlobalDomains shows for a request.
func (x *tester) globalDomainsShown(changes string) []map[string]any {
	x.t.Helper()
	out := []map[string]any{}
	for _, d := range x.ok("DescribeGlobalDomains", with(`{"ProjectId":-1,"Offset":0,"Limit":112}`, changes)).fields["Domains"].([]any) {
		out = append(out, d.(map[string]any))
	}
	return out
}

func (x *tester) wantDomain(id string, status float64) {
	x.t.Helper()
	shown := x.globalDomainsShown(`{"Filters":[{"Name":"DomainId","Values":["` + id + `"]}]}`)
	if len(shown) != 1 || shown[0]["Status"] != status {
		x.t.Errorf("%v, want status %v", shown, status)
	}
}

func TestGlobalDomainLife(t *testing.T) {
	x := newTester(t)
	id := x.globalDomain(`{"TagSet":[{"TagKey":"a","TagValue":"1"}]}`)
	if !strings.HasPrefix(id, "dm-") || len(id) != 11 {
		t.Errorf("id %s", id)
	}
	want := map[string]any{
		"DomainId": id, "FullDomain": "gd-" + id[3:] + ".gaapqcloud.com.cn", "Alias": "www", "Type": "IP", "Status": 0.0, "ProjectId": 0.0, "DefaultValue": "203.0.113.5",
		"ProxyCount": 0.0, "CreateTime": float64(testStart.Unix()), "UpdateTime": float64(testStart.Unix()), "BanStatus": "RECOVER",
		"TagSet": []any{map[string]any{"TagKey": "a", "TagValue": "1"}},
	}
	if got := x.globalDomainsShown("")[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	x.ok("EnableGlobalDomain", ofDomain(id, ""))
	x.fails("FailedOperation", "DeleteGlobalDomain", ofDomain(id, ""))
	x.ok("DisableGlobalDomain", ofDomain(id, ""))
	x.wantDomain(id, 2)
	x.fails("FailedOperation", "EnableGlobalDomain", ofDomain(id, ""))
	x.fails("FailedOperation", "DeleteGlobalDomain", ofDomain(id, ""))
	x.Advance(3 * time.Second)
	x.wantDomain(id, 1)
	x.ok("EnableGlobalDomain", ofDomain(id, ""))
	x.wantDomain(id, 3)
	x.Advance(3 * time.Second)
	x.wantDomain(id, 0)
	x.ok("ModifyGlobalDomainAttribute", ofDomain(id, `{"ProjectId":1204,"DefaultValue":"a.example.com;b.example.com"}`))
	x.ok("ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:domain/`+id+`","ReplaceTags":[{"TagKey":"a","TagValue":"2"}]}`)
	if d := x.globalDomainsShown(`{"ProjectId":1204,"TagSet":[{"TagKey":"a","TagValue":"2"}]}`)[0]; d["Alias"] != "www" || d["Type"] != "DOMAIN" || d["UpdateTime"] != float64(x.Now().Unix()) {
		t.Errorf("%v", d)
	}
	x.ok("ModifyGlobalDomainAttribute", ofDomain(id, `{"ProjectId":1204,"Alias":""}`))
	if d, _ := x.GlobalDomain(id); d.Alias != "" || d.DefaultValue != "a.example.com;b.example.com" {
		t.Errorf("%+v", d)
	}
	x.ok("DisableGlobalDomain", ofDomain(id, ""))
	x.Advance(3 * time.Second)
	x.ok("DeleteGlobalDomain", ofDomain(id, ""))
	if a := x.fails("FailedOperation", "DisableGlobalDomain", ofDomain(id, "")); !strings.Contains(a.body, `"Message":"domain not exits"`) {
		t.Error(a.body)
	}
	if got := x.globalDomainsShown(""); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestGlobalDomainRefused(t *testing.T) {
	x := newTester(t, func(o *Options) { o.KnownTags = []Tag{} })
	x.AddRealServer(RealServer{Address: "192.0.2.66", Banned: true})
	id := x.globalDomain("")
	const failed = "FailedOperation"
	for _, c := range []struct{ action, body, code string }{
		{"CreateGlobalDomain", newGlobalDomain(`{"ProjectId":7}`), failed},
		{"CreateGlobalDomain", newGlobalDomain(`{"DefaultValue":"x"}`), failed},
		{"CreateGlobalDomain", newGlobalDomain(`{"DefaultValue":"a.example.com;203.0.113.5"}`), failed},
		{"CreateGlobalDomain", newGlobalDomain(`{"DefaultValue":"192.0.2.66"}`), "InvalidParameterValue.GlobalDomainHitBanBlacklist"},
		{"CreateGlobalDomain", newGlobalDomain(`{"DefaultValue":null}`), "MissingParameter"},
		{"CreateGlobalDomain", newGlobalDomain(`{"TagSet":[{"TagKey":"a","TagValue":"1"}]}`), "FailedOperation.TagResourcesFailed"},
		{"CreateGlobalDomain", newGlobalDomain(`{"TagSet":[` + strings.Repeat(`{},`, 50) + `{}]}`), "LimitExceeded.TagQuota"},
		{"CreateGlobalDomain", newGlobalDomain(`{"ClientToken":"t"}`), "UnknownParameter"},
		{"ModifyGlobalDomainAttribute", ofDomain(id, `{"Alias":"x"}`), "MissingParameter"},
		{"ModifyGlobalDomainAttribute", ofDomain(id, `{"ProjectId":7}`), failed},
		{"ModifyGlobalDomainAttribute", ofDomain("dm-none0000", `{"ProjectId":0}`), failed},
		{"ModifyGlobalDomainAttribute", ofDomain(id, `{"ProjectId":0,"DefaultValue":"192.0.2.66"}`), "InvalidParameterValue.GlobalDomainHitBanBlacklist"},
		{"DeleteGlobalDomain", ofDomain("dm-none0000", ""), failed},
		{"DescribeGlobalDomains", `{"ProjectId":0,"Offset":0}`, "MissingParameter"},
		{"DescribeGlobalDomains", `{"ProjectId":0,"Offset":0,"Limit":9,"Filters":[{"Name":"Alias","Values":["www"]}]}`, failed},
		{"DescribeGlobalDomains", `{"ProjectId":0,"Offset":0,"Limit":9,"TagSet":[{},{},{},{},{},{}]}`, "InvalidParameterValue.InvalidTags"},
	} {
		x.fails(c.code, c.action, c.body)
	}
	for range 4 {
		x.globalDomain("")
	}
	x.fails("LimitExceeded.Domain", "CreateGlobalDomain", newGlobalDomain(""))
	if got := x.globalDomainsShown(`{"Offset":1,"Limit":2}`); len(got) != 2 || got[0]["DomainId"] != x.GlobalDomains()[1].ID {
		t.Errorf("%v", got)
	}
}

// Each switch has two settings.
func TestGlobalDomainOptions(t *testing.T) {
	for _, on := range []bool{false, true} {
		t.Run(fmt.Sprint(on), func(t *testing.T) {
			x := newTester(t, func(o *Options) {
				g := &o.GlobalDomain
				g.NotWhitelisted, g.FilterIgnored, g.AllIsNone, g.OpenDeleted = on, on, on, on
				g.RecordsBlock, g.RepeatedRefused, g.DomainIDsOnProxies, g.DefaultsUnchecked = on, on, on, on
				if on {
					g.Unknown, g.MaxDomains = UnknownNotFound, -1
				}
			})
			proxy, id := x.AddProxy(Proxy{RelatedGlobalDomains: []string{"mine"}}), x.AddGlobalDomain(GlobalDomain{})
			second, full := x.AddGlobalDomain(GlobalDomain{Status: StatusClosed}), x.AddGlobalDomain(GlobalDomain{Status: StatusClosed})
			x.AddDNSRecord(DNSRecord{DomainID: full, ProxyIDs: []string{proxy}})
			related := fmt.Sprint(x.info(proxy)["RelatedGlobalDomains"])
			for what, is := range map[string]bool{
				"is not whitelisted":         x.call("CreateGlobalDomain", newGlobalDomain("")).code == "FailedOperation.UserNotInWhitelist",
				"passes over filters":        len(x.globalDomainsShown(`{"ProjectId":0,"Filters":[{"Name":"DomainId","Values":["x"]}]}`)) > 0,
				"lists none for all":         len(x.globalDomainsShown("")) == 0,
				"refuses to repeat":          x.call("EnableGlobalDomain", ofDomain(id, "")).code == "FailedOperation" && x.call("DisableGlobalDomain", ofDomain(second, "")).code == "FailedOperation",
				"deletes an open one":        x.call("DeleteGlobalDomain", ofDomain(id, "")).code == "",
				"keeps one with records":     x.call("DeleteGlobalDomain", ofDomain(full, "")).code == "FailedOperation" && len(x.DNSRecords("")) == 1,
				"calls a missing one so":     x.call("DeleteGlobalDomain", ofDomain("dm-none0000", "")).code == "ResourceNotFound",
				"calls a missing record so":  x.call("DeleteGlobalDomainDns", `{"DnsRecordId":1}`).code == "ResourceNotFound",
				"shows ids on proxies":       related == "[mine "+full+"]",
				"takes any default value":    x.call("ModifyGlobalDomainAttribute", ofDomain(second, `{"ProjectId":0,"DefaultValue":"x"}`)).code == "",
				"has another code for reads": x.call("DescribeGlobalDomainDns", ofDomain("dm-none0000", "")).code == "ResourceNotFound",
			} {
				if is != on {
					t.Errorf("%s: %v", what, is)
				}
			}
			if !on && (related != "[mine gd-"+full[3:]+".gaapqcloud.com.cn]" || len(x.DNSRecords("")) != 0) {
				t.Errorf("%s, %+v", related, x.DNSRecords(""))
			}
		})
	}
	for start, want := range map[DomainStart][2]float64{DomainOpen: {0, 0}, DomainOpening: {3, 0}, DomainClosed: {1, 1}} {
		x := newTester(t, func(o *Options) { o.GlobalDomain.Start = start })
		id := x.globalDomain("")
		x.wantDomain(id, want[0])
		x.Advance(3 * time.Second)
		x.wantDomain(id, want[1])
	}
	for _, o := range []GlobalDomainOptions{{Start: "x"}, {Unknown: UnknownNotExist}} {
		if _, err := New(Options{GlobalDomain: o}); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}

// The international site lacks some actions.
func TestInternational(t *testing.T) {
	for _, on := range []bool{false, true} {
		x := newTester(t, func(o *Options) { o.International = on })
		lacks := 0
		for name := range actions() {
			if x.call(name, "{}").code == "InvalidAction" && versionOf(name) == "2018-05-29" {
				lacks++
			}
		}
		if want := map[bool]int{true: 12}[on]; lacks != want {
			t.Errorf("%v: %d actions are lacking", on, lacks)
		}
	}
}

// Reads lag behind as an option says, a stale one shows what was before, answers
// are lost, and a transition can be stuck.
func TestGlobalDomainFaults(t *testing.T) {
	x := newTester(t, func(o *Options) { o.GlobalDomain.ReadLag = time.Second })
	x.Inject(Fault{Action: "CreateGlobalDomain", Kind: FaultLostAfter}, Fault{Action: "DisableGlobalDomain", Kind: FaultStuck})
	if a := x.call("CreateGlobalDomain", newGlobalDomain("")); !a.lost || len(x.globalDomainsShown("")) != 0 {
		t.Error(a.body)
	}
	id := x.GlobalDomains()[0].ID
	x.Advance(time.Second)
	x.ok("DisableGlobalDomain", ofDomain(id, ""))
	x.Advance(time.Hour)
	x.Inject(Fault{Action: "DescribeGlobalDomains", Kind: FaultStaleRead})
	x.wantDomain(id, 0)
	x.wantDomain(id, 2)
	x.Inject(Fault{Action: "DescribeGlobalDomains", Kind: FaultForeign}, Fault{Action: "DescribeGlobalDomainDns", Kind: FaultForeign})
	if got := x.globalDomainsShown(""); got[0]["DomainId"] != "dm-foreign0" {
		t.Errorf("%v", got)
	}
	if a := x.ok("DescribeGlobalDomainDns", ofDomain(id, "")); !strings.Contains(a.body, `"DnsRecordId":99999999`) {
		t.Error(a.body)
	}
}

// Domains and records are in the state file, and can be changed behind the API's back.
func TestGlobalDomainControl(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	start := func() *tester { return newTester(t, func(o *Options) { o.StateFile = path }) }
	x := start()
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "global_domains", `{"id":"dm-mine0000","tags":{"a":"b"}}`, 200},
		{"PATCH", "global_domains/dm-mine0000", `{"status":"CLOSED"}`, 200},
		{"POST", "dns_records", `{"id":"7","domain_id":"dm-mine0000","countries":["101001"]}`, 200},
		{"POST", "dns_records", `{"id":"x","domain_id":"dm-mine0000"}`, 400},
		{"POST", "dns_records", `{"id":"07","domain_id":"dm-mine0000"}`, 400},
		{"POST", "dns_records", `{"domain_id":"dm-x"}`, 404},
		{"PATCH", "dns_records/7", `{"status":"MODIFYING"}`, 200},
	} {
		if status, body := x.admin(c.method, c.path, c.body); status != c.status {
			t.Errorf("%s %s: %d %s", c.path, c.body, status, body)
		}
	}
	domains, records := x.GlobalDomains(), x.DNSRecords("dm-mine0000")
	x = start()
	if !reflect.DeepEqual(x.GlobalDomains(), domains) || !reflect.DeepEqual(x.DNSRecords(""), records) || len(records) != 1 {
		t.Errorf("%+v and %+v", x.GlobalDomains(), x.DNSRecords(""))
	}
	id := x.AddGlobalDomain(GlobalDomain{})
	record := x.AddDNSRecord(DNSRecord{DomainID: id})
	if r, ok := x.DNSRecord(record); !ok || r.Status != StatusRunning || r.number() == 0 {
		t.Errorf("%+v", r)
	}
	if !x.UpdateGlobalDomain(id, func(d *GlobalDomain) { d.Tags = nil }) || !x.UpdateDNSRecord(record, func(r *DNSRecord) { r.Countries = []string{"101002"} }) ||
		x.AddDNSRecord(DNSRecord{DomainID: "dm-x"}) != "" || !x.RemoveDNSRecord("7") || x.RemoveDNSRecord("7") || !x.RemoveGlobalDomain(id) || x.RemoveGlobalDomain(id) {
		t.Error("the backdoor")
	}
	if left := x.DNSRecords(""); len(left) != 0 {
		t.Errorf("%+v", left)
	}
}
