package httprule_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// addListed adds what the data sources and the list are to find.
func (x *test) addListed() {
	x.T.Helper()
	other := x.Mock.AddDomain(gaapmock.Domain{ListenerID: plainID, Name: "a.example.com"})
	x.add(gaapmock.Rule{ID: "rule-root0001", Path: "/"})
	x.add(gaapmock.Rule{
		ID: "rule-api00001", Path: "/api", Scheduler: "wrr", HealthCheck: 1, ForwardHost: "h.example.com", ForwardProtocol: "HTTPS", SNISwitch: "ON", SNI: "s.example.com", ForcedRedirect: &redirect,
		Check:       gaapmock.RuleCheck{DelayLoop: 20, ConnectTimeout: 19, Path: "/h", Method: "GET", StatusCodes: []int64{300, 200}, FailedCount: 60, FailedThreshold: 5, BlockTime: 600},
		RealServers: []gaapmock.Binding{{ID: two, Port: 443, Weight: 7}, {ID: one, Port: 80}},
		Headers:     []gaapmock.Header{{Name: "X-A", Value: "1"}},
	})
	x.add(gaapmock.Rule{ID: "rule-other001", DomainID: other, Path: "/", RealServerType: "DOMAIN", HealthCheck: 1, RealServers: []gaapmock.Binding{{ID: "rs-name0001", Port: 80}}})
	x.add(gaapmock.Rule{ID: "rule-going001", DomainID: other, Path: "/going", Status: gaapmock.StatusDestroying})
	x.add(gaapmock.Rule{ID: "rule-tls00001", DomainID: x.domainOf(tlsID)})
	x.Mock.SetHealth(two, false)
	x.Clock.Advance(time.Minute)
}

// The rules of a listener, with all that they have but their headers.
func TestAccRule_dataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	on := `listener_id = "` + plainID + "\"\n"
	list := func(arguments string, ids ...string) acctest.DataSource {
		d := acctest.DataSource{Type: "gaap_http_rules", Arguments: arguments, Action: "DescribeRules", Shows: map[string]string{"ids.#": string(rune('0' + len(ids)))}}
		for n, id := range ids {
			d.Shows["ids."+string(rune('0'+n))] = id
		}
		return d
	}
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_http_rules", Arguments: arguments, Fails: phrases}
	}
	all := list(on, "rule-other001", "rule-root0001", "rule-api00001")
	for name, value := range map[string]string{
		"rules.0.domain": "a.example.com", "rules.0.realserver_type": "DOMAIN", "rules.0.realservers.0.ip": "a.example.com", "rules.0.health_check_domain": "a.example.com",
		"rules.1.id": "rule-root0001", "rules.1.listener_id": plainID, "rules.1.path": "/", "rules.1.scheduler": "rr", "rules.1.realservers.#": "0", "rules.1.forward_host": "default",
		"rules.1.sni_switch": "OFF", "rules.1.failed_threshold": "", "rules.1.forced_redirect": "", "rules.1.health_check_status_codes.#": "5", "rules.1.bind_status": "NORMAL",
		"rules.2.scheduler": "wrr", "rules.2.health_check": "true", "rules.2.interval": "20", "rules.2.connect_timeout": "19", "rules.2.health_check_path": "/h",
		"rules.2.health_check_method": "GET", "rules.2.health_check_status_codes.#": "2", "rules.2.failed_count_inter": "60", "rules.2.failed_threshold": "5",
		"rules.2.block_inter": "600", "rules.2.forward_host": "h.example.com", "rules.2.forward_protocol": "HTTPS", "rules.2.sni_switch": "ON", "rules.2.sni": "s.example.com",
		"rules.2.forced_redirect": "https://www.example.com/", "rules.2.realservers.#": "2", "rules.2.realservers.1.weight": "7", "rules.2.realservers.1.port": "443",
		"rules.2.status": "RUNNING", "rules.2.bind_status": "ABNORMAL",
	} {
		all.Shows[name] = value
	}
	refused := fails(on, "Cannot list GAAP rules", "DescribeRules", "CAM policy")
	refused.Action, refused.Fault = "DescribeRules", "UnauthorizedOperation"
	acctest.DataSources{
		"all":         all,
		"of a domain": list(on+`domain = "www.example.com"`, "rule-root0001", "rule-api00001"),
		"of a path":   list(on+`path = "/"`, "rule-other001", "rule-root0001"),
		"of both":     list(on+"domain = \"www.example.com\"\npath = \"/api\"", "rule-api00001"),
		"of a host":   list(on+`forward_host = "h.example.com"`, "rule-api00001"),
		"of no host":  fails(on+`forward_host = ""`, "forward_host"),
		"of none":     list(on + `domain = "www.example"`),
		"of HTTPS":    list(`listener_id = "`+tlsID+`"`, "rule-tls00001"),
		"of nothing":  fails("", "listener_id"),
		"of no id":    fails(`listener_id = "web"`, "listener-a1b2c3d4"),
		"missing":     fails(`listener_id = "listener-missing0"`, "Cannot list GAAP rules", "listener-missing0"),
		"no domain":   fails(on+`domain = "A"`, "domain"),
		"refused":     refused,
	}.Run(t, x.Environment)
	if calls := x.Mock.Calls("DescribeCustomHeader"); len(calls) > 0 {
		t.Errorf("headers were read: %s", calls[0].Body)
	}
}

// The origins that a rule has, and may have.
func TestAccRule_realServersDataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	x.Mock.UpdateRealServer("rs-six00001", func(r *gaapmock.RealServer) { r.Banned, r.ProjectID = true, 1204 })
	x.Clock.Advance(time.Minute)
	of := func(id string, shows map[string]string, fails ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_rule_realservers", Arguments: `rule_id = "` + id + `"`, Action: "DescribeRuleRealServers", Shows: shows, Fails: fails}
	}
	refused := of("rule-api00001", nil, "Cannot list the origins of a GAAP rule", "DescribeRuleRealServers", "CAM policy")
	refused.Fault = "UnauthorizedOperation"
	acctest.DataSources{
		"IP": of("rule-api00001", map[string]string{
			"bound.#": "2", "bound.0.id": one, "bound.0.address": "192.0.2.1", "bound.0.port": "80", "bound.0.health": "NORMAL", "bound.1.weight": "7", "bound.1.health": "ABNORMAL",
			"bound.1.down_ips.#": "1", "bindable.#": "3", "bindable.1.id": "rs-six00001", "bindable.1.banned": "true", "bindable.1.project_id": "1204", "bindable.0.name": one,
		}),
		"none":   of("rule-root0001", map[string]string{"bound.#": "0", "bindable.#": "3"}),
		"domain": of("rule-other001", map[string]string{"bound.0.address": "a.example.com", "bindable.#": "2"}),
		"gone":   of("rule-missing0", nil, "Cannot list the origins of a GAAP rule", "rule-missing0"),
		"an id":  of("web", nil, "rule-a1b2c3d4"), "refused": refused,
	}.Run(t, x.Environment)
}

// terraform query finds the same, with all attributes if they are asked for.
func TestAccRule_listResource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	x.Session(t, func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		provider := tfcore.ObjectOf(server.TypeOf(server.Schemas.Provider), map[string]cty.Value{
			"endpoint": cty.StringVal(s.URL), "secret_id": cty.StringVal(s.Key.SecretID), "secret_key": cty.StringVal(s.Key.SecretKey), "security_token": cty.StringVal(s.Key.Token),
		})
		if said := server.Configure(s.T.Context(), provider); len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		of := server.TypeOf(server.Schemas.ListResources["gaap_http_rule"])
		for name, c := range map[string]struct {
			domain, path string
			limit        int64
			want         string
		}{
			"all":         {"", "", 100, "a.example.com/ (rule-other001) www.example.com/ (rule-root0001) www.example.com/api (rule-api00001)"},
			"of a domain": {domain, "", 100, "www.example.com/ (rule-root0001) www.example.com/api (rule-api00001)"},
			"of a path":   {domain, "/api", 100, "www.example.com/api (rule-api00001)"},
			"the first":   {"a.example.com", "", 1, "a.example.com/ (rule-other001)"},
		} {
			arguments := map[string]cty.Value{"listener_id": cty.StringVal(plainID)}
			for name, value := range map[string]string{"domain": c.domain, "path": c.path} {
				if value != "" {
					arguments[name] = cty.StringVal(value)
				}
			}
			var names []string
			for result := range server.List(s.T.Context(), "gaap_http_rule", tfcore.ObjectOf(of, arguments), true, c.limit) {
				if len(result.Said) > 0 {
					t.Errorf("%s: %s", name, tfcore.Render(result.Said))
				}
				names = append(names, result.Name)
			}
			if got := strings.Join(slices.Sorted(slices.Values(names)), " "); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	})
}
