package httpdomain_test

import (
	"slices"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// addListed adds domains of the mutual listener, of which one is about to be gone, and
// one of the HTTP listener.
func addListed(t *testing.T, mock *gaapmock.Server) {
	t.Helper()
	stand(t, mock)
	for _, d := range []gaapmock.Domain{
		full,
		{ListenerID: mutual, Name: "a.example.com", BanStatus: "BANNED"},
		{ListenerID: mutual, Name: "gone.example.com", Status: gaapmock.StatusDestroying},
		{ListenerID: plainly, Name: oldName},
	} {
		if mock.AddDomain(d) == "" {
			t.Fatalf("%s cannot be added", d.Name)
		}
	}
}

// What is shown of domains, by what they are looked for, and how it fails.
func TestAccHTTPDomain_dataSource(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	addListed(t, env.Mock)
	env.Clock.Advance(time.Hour)
	list := func(arguments string, shows map[string]string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_http_domains", Arguments: arguments, Action: "DescribeRules", Shows: shows}
	}
	on := func(id string) string { return "listener_id = " + quoted(id) + "\n" }
	fails := func(arguments, fault string, phrases ...string) acctest.DataSource {
		d := list(arguments, nil)
		d.Fails, d.Fault = phrases, fault
		return d
	}
	acctest.DataSources{
		"all": list(on(mutual), map[string]string{
			"ids.#": "2", "ids.0": idOf("a.example.com"), "ids.1": idOf(oldName), "domains.0.domain": "a.example.com", "domains.0.certificate_id": "default",
			"domains.0.client_certificate_ids.0": "default", "domains.0.ban_status": "BANNED", "domains.0.tls_ciphers": "", "domains.0.basic_auth_id": "",
			"domains.1.id": idOf(oldName), "domains.1.listener_id": mutual, "domains.1.is_default_server": "true", "domains.1.certificate_id": server1,
			"domains.1.client_certificate_ids.#": "2", "domains.1.basic_auth": "true", "domains.1.basic_auth_id": users, "domains.1.gaap_auth_id": shownBy,
			"domains.1.realserver_certificate_ids.1": origin2, "domains.1.realserver_certificate_domain": "o.example.com", "domains.1.tls_support_versions.0": "TLSv1.2",
			"domains.1.tls_ciphers": "GAAP_TLS_CIPHERS_STRICT", "domains.1.http3_supported": "false", "domains.1.status": "RUNNING",
		}),
		"HTTP":      list(on(plainly), map[string]string{"ids.#": "1", "ids.0": plainly + "+HTTP+" + oldName}),
		"by name":   list(on(mutual)+`domain = "www.example.com"`, map[string]string{"ids.#": "1", "ids.0": idOf(oldName)}),
		"exactly":   list(on(mutual)+`domain = "example.com"`, map[string]string{"ids.#": "0"}),
		"none":      list(on(oneWay), map[string]string{"ids.#": "0", "domains.#": "0"}),
		"refused":   fails(on(mutual), "UnauthorizedOperation", "Cannot list GAAP domains", "CAM policy"),
		"no such":   fails(on("listener-missing0"), "", "Cannot list GAAP domains", "ListenerId(listener-missing0) Not Exist"),
		"no id":     fails(on("edge"), "", "must be an id such as listener-a1b2c3d4"),
		"no domain": fails(on(mutual)+`domain = ""`, "", "domain"),
	}.Run(t, env)
}

// A list block finds domains by listener and name, and all that a configuration
// needs if it is asked for.
func TestAccHTTPDomain_list(t *testing.T) {
	l := acctest.NewLister(t, "gaap_http_domain", gaapmock.Options{})
	addListed(t, l.Mock)
	l.Clock.Advance(time.Hour)
	if results := l.List(map[string]cty.Value{"listener_id": cty.StringVal(mutual)}, false, 100, 0); len(results) != 1 || results[0].Said[0].Summary != "Provider is not configured" {
		t.Errorf("without a configuration the results are %+v", results)
	}
	l.Configure()
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    []string
	}{
		"all":  {map[string]cty.Value{"listener_id": cty.StringVal(mutual)}, []string{"a.example.com (" + idOf("a.example.com") + ")", oldName + " (" + idOf(oldName) + ")"}},
		"name": {map[string]cty.Value{"listener_id": cty.StringVal(mutual), "domain": cty.StringVal(oldName)}, []string{oldName + " (" + idOf(oldName) + ")"}},
		"HTTP": {map[string]cty.Value{"listener_id": cty.StringVal(plainly)}, []string{oldName + " (" + plainly + "+HTTP+" + oldName + ")"}},
	} {
		var got []string
		for _, result := range l.List(c.filters, true, 100, 0) {
			got = append(got, result.Name)
			if len(result.Said) > 0 || result.Text("domain") == "" || result.Text("status") != "RUNNING" || result.Text("certificate_id") == "" {
				t.Errorf("%s: listed is %+v", name, result)
			}
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q are listed, want %q", name, got, c.want)
		}
	}
	l.Mock.Inject(gaapmock.Fault{Action: "DescribeRules", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	results := l.List(map[string]cty.Value{"listener_id": cty.StringVal(oneWay)}, false, 100, 0)
	if len(results) != 1 || len(results[0].Said) != 1 || results[0].Said[0].Summary != "Cannot list GAAP domains" {
		t.Errorf("the failure is %+v", results)
	}
}
