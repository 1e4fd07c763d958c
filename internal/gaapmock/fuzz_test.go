package gaapmock

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var requestIDForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// rawRequest is a request that no client would let through.
func rawRequest(method, path, query, body string, header map[string]string) *http.Request {
	r := &http.Request{
		Method: method, URL: &url.URL{Path: path, RawQuery: query}, Host: "127.0.0.1:9180",
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
	for name, value := range header {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	return r
}

// checkEnvelope wants what every answer of the API must be.
func checkEnvelope(t *testing.T, a answer) {
	t.Helper()
	var envelope struct {
		Response struct {
			RequestID string `json:"RequestId"`
			Error     *struct{ Code, Message string }
		}
	}
	if err := json.Unmarshal([]byte(a.body), &envelope); err != nil {
		t.Fatalf("%v in %q", err, a.body)
	}
	r := envelope.Response
	if a.status != http.StatusOK || !requestIDForm.MatchString(r.RequestID) {
		t.Fatalf("%d %q", a.status, a.body)
	}
	if r.Error != nil && (r.Error.Code == "" || r.Error.Message == "" || r.Error.Code == "InternalError") {
		t.Fatalf("%q", a.body)
	}
}

// checkAlive wants the server to be able to show and save all that it holds.
func checkAlive(t *testing.T, x *tester) {
	t.Helper()
	for _, route := range []string{
		"summary", "journal", "proxies", "groups", "realservers", "listeners", "domains", "rules", "errorpages", "certificates",
		"security_policies", "security_rules", "global_domains", "dns_records", "tokens", "faults",
	} {
		status, body := x.admin(http.MethodGet, route, "")
		if status != http.StatusOK || !json.Valid([]byte(body)) {
			t.Fatalf("%s: %d %s", route, status, body)
		}
	}
	var calls []Call
	if _, body := x.admin(http.MethodGet, "journal", ""); json.Unmarshal([]byte(body), &calls) != nil {
		t.Fatalf("no Go program can read the journal %.300s", body)
	}
	x.ClearFaults()
	x.Revive()
	checkEnvelope(t, x.call("DescribeProxies", "{}"))
	if data, err := json.Marshal(stateFile{Store: x.store}); err != nil {
		t.Fatal(err)
	} else if err := json.Unmarshal(data, &stateFile{}); err != nil {
		t.Fatal(err)
	}
}

// FuzzAPI sends any request, twice, to a server that holds a proxy.
func FuzzAPI(f *testing.F) {
	const gaapVersion = "2018-05-29"
	for action, body := range map[string]string{
		"CreateProxy":                       standardProxy(`{"ClientToken":"t","TagSet":[{"TagKey":"a","TagValue":"b"}],"BillingType":1}`),
		"ModifyProxyConfiguration":          `{"ProxyId":"link-a","Bandwidth":50,"Concurrent":10,"BillingType":0,"ClientToken":"u"}`,
		"ModifyProxiesAttribute":            `{"ProxyIds":["link-a"],"ProxyName":"n","ClientToken":"v"}`,
		"ModifyProxiesProject":              `{"ProxyIds":["link-a"],"ProjectId":1204}`,
		"CloseProxies":                      `{"ProxyIds":["link-a","link-b"]}`,
		"OpenProxies":                       `{"InstanceIds":["link-a"]}`,
		"DestroyProxies":                    `{"ProxyIds":["link-a"],"Force":1}`,
		"DescribeProxies":                   `{"ProxyIds":["link-a"],"Filters":[{"Name":"AccessRegion","Values":["Hongkong"]}],"Offset":0,"Limit":100}`,
		"DescribeProxiesStatus":             `{"ProxyIds":["link-a"]}`,
		"DescribeProxyDetail":               `{"ProxyId":"link-a"}`,
		"DescribeTaskStatus":                `{"TaskId":"x"}`,
		"DescribeAccessRegionsByDestRegion": `{"DestRegion":"Shanghai"}`,
		"DescribeProxyGroupList":            `{"Offset":0,"Limit":20,"ProjectId":-1,"Filters":[{"Name":"PackageType","Values":["Thunder"]}]}`,
		"DescribeProxyGroupDetails":         `{"GroupId":"lg-xxxx"}`,
		"CreateTCPListeners":                newListeners("link-a", `{"Ports":[80,81],"DelayLoop":5,"ConnectTimeout":2,"ClientIPMethod":1,"FailoverSwitch":0}`),
		"CreateUDPListeners":                newListeners("link-a", `{"HealthCheck":1,"CheckType":"PORT","CheckPort":53,"ContextType":"TEXT","SendContext":"a","RecvContext":"b","HealthyThreshold":1}`),
		"ModifyTCPListenerAttribute":        `{"ListenerId":"listener-a","ProxyId":"link-a","Scheduler":"wrr","HealthCheck":1,"UnhealthyThreshold":2}`,
		"ModifyUDPListenerAttribute":        `{"ListenerId":"listener-a","GroupId":"lg-xxxx","CheckType":"PING"}`,
		"DeleteListeners":                   `{"ListenerIds":["listener-a","x"],"Force":0,"ProxyId":"link-a"}`,
		"BindListenerRealServers":           bind("listener-a", server(RealServer{ID: "rs-a", Address: "192.0.2.1"}, 80, `{"RealServerWeight":5,"RealServerFailoverRole":"master"}`)),
		"DescribeTCPListeners":              `{"ListenerId":"listener-a","SearchValue":"8"}`,
		"DescribeListenerRealServers":       `{"ListenerId":"listener-a"}`,
		"AddRealServers":                    `{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.2","example.com"],"TagSet":[{"TagKey":"a","TagValue":"b"}]}`,
		"DescribeRealServers":               `{"ProjectId":-1,"SearchValue":"192","Limit":50,"Filters":[{"Name":"RealServerName","Values":["rs-a"]}]}`,
		"DescribeRealServersStatus":         `{"RealServerIds":["rs-a"]}`,
		"ModifyRealServerName":              `{"RealServerId":"rs-a","RealServerName":"n"}`,
		"RemoveRealServers":                 `{"RealServerIds":["rs-a"]}`,
		"CreateProxyGroup":                  newGroup(inRegions(access("Korea", `{"NetworkType":"normal"}`), access("Hongkong", ""))),
		"ModifyProxyGroupAttribute":         `{"GroupId":"lg-xxxx","GroupName":"n","ProjectId":1204}`,
		"OpenProxyGroup":                    `{"GroupId":"lg-xxxx"}`,
		"CloseProxyGroup":                   `{"GroupId":"lg-xxxx"}`,
		"DeleteProxyGroup":                  `{"GroupId":"lg-xxxx","Force":1}`,
		"CreateGlobalDomain":                newGlobalDomain(`{"TagSet":[{"TagKey":"a","TagValue":"b"}]}`),
		"ModifyGlobalDomainAttribute":       `{"DomainId":"dm-a","ProjectId":1204,"DefaultValue":"a.example.com;b.example.com"}`,
		"DeleteGlobalDomain":                `{"DomainId":"dm-a"}`,
		"EnableGlobalDomain":                `{"DomainId":"dm-a"}`,
		"DisableGlobalDomain":               `{"DomainId":"dm-a"}`,
		"DescribeGlobalDomains":             `{"ProjectId":-1,"Offset":0,"Limit":18446744073709551615,"Filters":[{"Name":"DomainId","Values":["dm-a"]}]}`,
		"CreateGlobalDomainDns":             newRecord("dm-a", "link-a", ""),
		"ModifyGlobalDomainDns":             newRecord("dm-a", "link-a", `{"DnsRecordId":7}`),
		"DeleteGlobalDomainDns":             `{"DnsRecordId":7}`,
		"DescribeGlobalDomainDns":           `{"DomainId":"dm-a"}`,
		"DescribeResourcesByTag":            `{"TagKey":"a","TagValue":"b","ResourceType":"domain"}`,
		"DescribeRegionAndPrice":            `{"IPAddressVersion":"IPv4"}`,
		"CreateSecurityPolicy":              `{"GroupId":"lg-xxxx","DefaultAction":"DROP"}`,
		"OpenSecurityPolicy":                `{"ProxyId":"link-a"}`,
		"CloseSecurityPolicy":               `{"PolicyId":"sp-a"}`,
		"DeleteSecurityPolicy":              `{"PolicyId":"sp-a"}`,
		"DescribeSecurityPolicyDetail":      `{"PolicyId":"sp-a"}`,
		"CreateSecurityRules":               newRules("sp-a", ruleIn(`{"SourceCidr":"192.0.2.9/32","DestPortRange":"80,443"}`), ruleIn(`{"SourceCidr":"::/0","DestPortRange":"1-9"}`)),
		"ModifySecurityRule":                `{"PolicyId":"sp-a","RuleId":"sr-a","AliasName":"n","RuleAction":"ACCEPT","SourceCidr":"192.0.2.1"}`,
		"DeleteSecurityRules":               `{"PolicyId":"sp-a","RuleIdList":["sr-a"]}`,
		"DescribeSecurityRules":             `{"SecurityRuleIds":["sr-a"]}`,
		"CheckProxyCreate":                  `{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":10,"Concurrent":2}`,
	} {
		f.Add("POST", "/", "", action, gaapVersion, "application/json", "", body)
	}
	for action, body := range layer7Seeds() {
		f.Add("POST", "/", "", action, gaapVersion, "application/json", "", body)
	}
	f.Add("GET", "/", "ListenerId=listener-s&Domain=c.example.com&IsDefaultServer=true", "CreateDomain", gaapVersion, "", "", "")
	f.Add("POST", "/prefix", "", "ModifyResourceTags", "2018-08-13", "application/json", "",
		`{"Resource":"qcs::gaap::uin/:proxy/link-a","ReplaceTags":[{"TagKey":"a","TagValue":"b"}],"DeleteTags":[{"TagKey":"c"}]}`)
	f.Add("GET", "/", "Action=CreateProxy&ProjectId=0&ProxyName=a&TagSet.0.TagKey=a&TagSet.0.TagValue=b", "CreateProxy", gaapVersion, "", "", "")
	f.Add("GET", "/", "ProxyIds.0=link-a&Filters.0.Values.0=a%zz;", "DescribeProxies", gaapVersion, "", "", "")
	f.Add("GET", "/", "", "", "", "", "text/html", "")
	f.Add("PUT", "//", "?", "a", "b", "c", "d", "[]")
	f.Add("POST", "/", "", "DescribeProxies", gaapVersion, "application/json", "",
		strings.Repeat(`{"a":`, 9_999)+"1"+strings.Repeat("}", 9_999))
	f.Add("GET", "/", strings.Repeat("a.", 15_000)+"=1", "DescribeProxies", gaapVersion, "", "", "")
	f.Fuzz(func(t *testing.T, method, path, query, action, version, contentType, accept, body string) {
		if strings.HasPrefix(path, adminPrefix) {
			return
		}
		x := newFuzzed(t)
		for range 2 {
			a := serve(x.Server, rawRequest(method, path, query, body, map[string]string{
				"X-TC-Action": action, "X-TC-Version": version, "Content-Type": contentType, "Accept": accept,
			}))
			if !strings.HasPrefix(a.body, "<!doctype html>") {
				checkEnvelope(t, a)
			}
			x.Advance(10 * time.Second)
		}
		checkAlive(t, x)
	})
}

// FuzzAdmin sends any two admin requests, with a call of the API after each.
func FuzzAdmin(f *testing.F) {
	for _, seed := range append(layer7Admin(), [][3]string{
		{"POST", "clock", `{"advance":"2000000h"}`},
		{"POST", "faults", `[{"kind":"cut_body"},{"kind":"error","code":"X","skip":1,"times":-1}]`},
		{"POST", "faults", `{"kind":"create_failed","action":"CreateProxy","status":"X","delay":"1ns"}`},
		{"POST", "proxies", `{"id":"link-b","create_time":"9999-12-31T23:59:59-23:00","tags":{"a":"b"}}`},
		{"PATCH", "proxies/link-a", `{"status":"","ip_list":null,"tags":null,"bandwidth":-1,"ban_status":"\u0000"}`},
		{"DELETE", "proxies/link-a", ``},
		{"POST", "listeners", `{"id":"listener-b","proxy_id":"link-a","protocol":"UDP","realservers":[{"port":-1}],"health_check":1}`},
		{"PATCH", "listeners/listener-a", `{"realservers":null,"status":"","port":0,"scheduler":"x"}`},
		{"POST", "realservers", `{"address":"::1","sick":true}`},
		{"PATCH", "realservers/rs-a", `{"sick":true,"down_ips":["x"]}`},
		{"PATCH", "groups/lg-xxxx", `{"status":"CLOSED"}`},
		{"POST", "groups", `{"tags":{"a":"b"},"create_time":"0001-01-01T00:00:00Z"}`},
		{"POST", "global_domains", `{"default_value":"","update_time":"9999-12-31T23:59:59-23:00"}`},
		{"POST", "dns_records", `{"id":"18446744073709551615","domain_id":"dm-a","countries":["x"],"proxy_ids":["x"]}`},
		{"PATCH", "dns_records/7", `{"countries":null,"status":"x"}`},
		{"POST", "security_policies", `{"group_id":"lg-xxxx","busy_until":"9999-12-31T23:59:59Z"}`},
		{"POST", "security_rules", `{"policy_id":"sp-a","source":"::1/0","ports":"1-2"}`},
		{"PATCH", "security_rules/sr-a", `{"id":"","policy_id":"sp-b","action":"ACCEPT"}`},
		{"GET", "journal?action=DescribeProxies", ``},
		{"GET", "tokens?last=1", ``},
		{"DELETE", "journal", ``},
	}...) {
		f.Add(seed[0], seed[1], seed[2], "POST", "clock", `{"advance":"1h"}`)
	}
	f.Fuzz(func(t *testing.T, method1, path1, body1, method2, path2, body2 string) {
		x := newFuzzed(t)
		for _, in := range [][3]string{{method1, path1, body1}, {method2, path2, body2}} {
			path, query, _ := strings.Cut(in[1], "?")
			w := httptest.NewRecorder()
			x.ServeHTTP(w, rawRequest(in[0], adminPrefix+path, query, in[2], nil))
			switch w.Code {
			case http.StatusMovedPermanently, http.StatusTemporaryRedirect: // the path was not clean
			case http.StatusOK, http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge:
				if !json.Valid(w.Body.Bytes()) {
					t.Fatalf("%q", w.Body)
				}
			default:
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			for _, fault := range x.PendingFaults() {
				if fault.Kind == FaultHang || fault.Kind == FaultHangBefore || fault.Kind == FaultDelay {
					x.ClearFaults() // they would only take time
				}
			}
			x.call("CreateProxy", standardProxy(`{"ClientToken":"t"}`))
			x.call("DescribeTCPListeners", `{"ProxyId":"link-a"}`)
			x.call("DescribeGlobalDomainDns", `{"DomainId":"dm-a"}`)
			x.call("DescribeRealServersStatus", `{"RealServerIds":["rs-a"]}`)
			x.ClearFaults()
			x.Revive()
			x.askBelow()
		}
		checkAlive(t, x)
	})
}

// FuzzAuthorization sends any Authorization. None is right by chance.
func FuzzAuthorization(f *testing.F) {
	r := newCall("DescribeProxies", "{}")
	signing{}.sign(r, "{}")
	f.Add(r.Header.Get("Authorization"), r.Header.Get("X-TC-Timestamp"), r.Host, "", "")
	f.Add("TC3-HMAC-SHA256 Credential="+DefaultSecretID+"/2026-03-01/gaap/tc3_request, SignedHeaders=content-type;host;x-a, Signature="+
		strings.Repeat("0", 64), "1772366400", "[::1]:9180", "UNSIGNED-PAYLOAD", "token")
	f.Add("", "-9223372036854775808", ":", "", "")
	f.Fuzz(func(t *testing.T, header, timestamp, host, hash, token string) {
		x := newTester(t, func(o *Options) { o.Insecure = false })
		r := rawRequest(http.MethodPost, "/", "", `{"Limit":1}`, map[string]string{
			"X-TC-Action": "DescribeProxies", "X-TC-Version": "2018-05-29", "Content-Type": "application/json",
			"Authorization": header, "X-TC-Timestamp": timestamp, "X-TC-Content-SHA256": hash, "X-TC-Token": token,
		})
		r.Host = host
		a := serve(x.Server, r)
		checkEnvelope(t, a)
		if !strings.HasPrefix(a.code, "AuthFailure") && a.code != "MissingParameter" {
			t.Fatalf("%q let in: %s", header, a.body)
		}
		if auth, err := parseAuthorization(header); err == nil && (len(auth.signature) != 64 || len(auth.signedHeaders) < 2 || auth.secretID == "") {
			t.Fatalf("%q is read as %+v", header, auth)
		}
	})
}

// FuzzStateFile loads any file. What is taken can be used.
func FuzzStateFile(f *testing.F) {
	path := filepath.Join(f.TempDir(), "state.json")
	s, err := New(Options{StateFile: path, Insecure: true, Clock: NewManualClock(testStart)})
	if err != nil {
		f.Fatal(err)
	}
	serve(s, newCall("CreateProxy", standardProxy(`{"ClientToken":"t"}`)))
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"format":2}`))
	f.Add([]byte(`{"format":2,"wire_time":"0001-01-01T00:00:00Z","life_time":"9999-12-31T23:59:59Z","world":{"proxies":{"records":{"link-a":` +
		`{"versions":[{"object":{"id":"link-a","status":"CREATING"},"steps":[{"at":"2027-01-01T00:00:00Z","status":""}]}]}}},"tokens":{"a/b":{}},"tasks":{}}}`))
	for _, world := range []string{
		`null`, `{"proxies":null}`, `{"tokens":null}`, `{"tasks":null}`, `{"listeners":{"records":null}}`, `{"proxies":{"records":{"link-a":null}}}`,
		`{"proxies":{"records":{"link-a":{}}}}`, `{"proxies":{"records":{"link-a":{"versions":[{"object":{"id":"link-b"}}]}}}}`,
		`{"realservers":{"records":{"rs-a":{"versions":[{"object":{"id":"rs-a","address":"no address"}}]}}}}`,
		`{"listeners":{"records":{"listener-a":{"versions":[{"object":{"id":"listener-a","protocol":"TCP","proxy_id":"link-gone"}}]}}}}`,
		`{"domains":{"records":{"domain-a":{"versions":[{"object":{"id":"domain-a","name":"a.example.com","listener_id":"listener-gone"}}]}}}}`,
		`{"rules":{"records":{"rule-a":{"versions":[{"object":{"id":"rule-a","path":"/","domain_id":"domain-gone","realservers":[{}]}}]}}}}`,
		`{"error_pages":{"records":{"errorPage-a":{"versions":[{"object":{"id":"errorPage-a","error_nos":[404],"domain_id":"domain-gone"}}]}}}}`,
		`{"security_policies":{"records":{"sp-a":{"versions":[{"object":{"id":"sp-a","proxy_id":"link-gone","default_action":"DROP"}}]}}}}`,
	} {
		f.Add([]byte(`{"format":2,"life_time":"2026-03-01T12:00:00Z","wire_time":"2026-03-01T12:00:00Z","world":` + world + `}`))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "state.json")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := New(Options{StateFile: path, Insecure: true, RatePerSecond: -1, Clock: NewManualClock(testStart)})
		if err != nil {
			return
		}
		x := &tester{s, t, nil}
		checkAlive(t, x)
		x.askBelow()
		for _, p := range x.Proxies() {
			x.UpdateProxy(p.ID, func(p *Proxy) { p.Name = "changed" })
			x.AddListener(Listener{ProxyID: p.ID, RealServers: []Binding{{}}})
			checkEnvelope(t, x.call("CloseProxies", only(p.ID)))
			x.RemoveProxy(p.ID)
		}
		x.call("CreateProxy", standardProxy(`{"ClientToken":"t"}`))
		x.Advance(time.Minute)
		checkAlive(t, x)
	})
}
