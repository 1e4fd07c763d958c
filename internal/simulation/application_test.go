package simulation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// application is a proxy with origins and listeners, whose natural keys stand in
// the place of a ClientToken, and a unified domain with its records, for which lists
// do; and the folder in which Terraform runs.
type application struct {
	t         *rapid.T
	ctx       context.Context //nolint:containedctx // that of the check
	mock      *gaapmock.Server
	workspace *tfcore.Workspace
	origins   map[string]string // address by label
	listeners map[string]*listened
	before    map[string]string // what lived before the last command, by id
	alias     string            // of the unified domain; empty: there is none
	records   map[string]string // codes of countries by label
	adopt     []string
	strangers map[string]bool // ids of what belongs to somebody else
	fresh     int
	left      atomic.Int64 // calls until the command is ended, below 1 for never; calls run side by side
	kills     bool
	killed    bool            // once: what that run made counts only if it is ordered again
	told      map[string]bool // ids that errors have offered to take over, and that are in no state since
	maybe     map[string]bool // ids of what a call may have made, as an error has said
	going     map[string]bool // ids of what an error said was being destroyed: reads may show it for a while
	said      []string        // of all commands
	last      tfcore.Diagnostics
}

// listened is a listener as the configuration has it.
type listened struct {
	name, protocol string
	port           int64
	bound          []string // labels of origins
}

var idInText = regexp.MustCompile(`\b(rs|listener|link|dm)-[0-9a-z]{8}(#[0-9]+)?\b`)

// newApplication makes a service with habits, a running proxy, and what a stranger
// has in the account and below the proxy.
func newApplication(ctx context.Context, t *rapid.T) *application {
	a := &application{t: t, ctx: ctx, origins: map[string]string{}, listeners: map[string]*listened{}, records: map[string]string{}, strangers: map[string]bool{}, told: map[string]bool{}, maybe: map[string]bool{}, going: map[string]bool{}}
	options := gaapmock.Options{Seed: 1, EarlyDestroy: gaapmock.EarlyDestroyAllowed}
	options.RealServer.ReadLag = rapid.SampledFrom([]time.Duration{-1, 0, 5 * time.Second}).Draw(t, "origins lag")
	options.GlobalDomain.ReadLag = rapid.SampledFrom([]time.Duration{0, 5 * time.Second}).Draw(t, "domains lag")
	options.GlobalDomain.RecordLag = options.GlobalDomain.ReadLag
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	a.mock = mock
	a.workspace = &tfcore.Workspace{
		Choose: tfcore.Seeded(rapid.Uint64().Draw(t, "order")), Parallelism: rapid.SampledFrom([]int{0, 1}).Draw(t, "parallelism"),
		Providers: map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer(provider.Options{Version: "test", Transport: a}), nil
		}},
	}
	a.command(false)
	proxy := mock.Proxies()[0].ID
	a.strangers[mock.AddRealServer(gaapmock.RealServer{Name: "stranger", Address: "203.0.113.1"})] = true
	a.strangers[mock.AddListener(gaapmock.Listener{ProxyID: proxy, Name: "stranger", Protocol: "TCP", Port: 9999})] = true
	domain := mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "stranger"})
	a.strangers[domain] = true
	a.strangers[domain+"#"+mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: domain, Countries: []string{"101001"}})] = true
	return a
}

// RoundTrip hands a call to the mock, and may end the command before or after it.
func (a *application) RoundTrip(req *http.Request) (*http.Response, error) {
	if a.left.Add(-1) == 0 {
		if a.kills {
			a.killed = true
			a.workspace.Kill()
		} else {
			a.workspace.Interrupt(a.ctx)
		}
	}
	return gaapmock.Transport{Handler: a.mock, Latency: latency}.RoundTrip(req)
}

// text is the configuration.
func (a *application) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "provider \"gaap\" {\n  secret_id = %q\n  secret_key = %q\n", gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	if len(a.adopt) > 0 {
		fmt.Fprintf(&b, "  adopt = %s\n", list(a.adopt, quoted))
	}
	b.WriteString("}\n" + acctest.Block("test", nil))
	for _, label := range slices.Sorted(maps.Keys(a.origins)) {
		address := a.origins[label]
		fmt.Fprintf(&b, "resource \"gaap_realserver\" %q {\n  name = %q\n  ip = %q\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n", label, label, address)
	}
	for _, label := range slices.Sorted(maps.Keys(a.listeners)) {
		l := a.listeners[label]
		fmt.Fprintf(&b, "resource \"gaap_layer4_listener\" %q {\n  proxy_id = gaap_proxy.test.id\n  realserver_type = \"IP\"\n  name = %q\n  protocol = %q\n  port = %d\n",
			label, l.name, l.protocol, l.port)
		for _, origin := range l.bound {
			fmt.Fprintf(&b, "  realserver_bind_set {\n    id = gaap_realserver.%s.id\n    port = 80\n  }\n", origin)
		}
		b.WriteString("}\n")
	}
	if a.alias != "" {
		fmt.Fprintf(&b, "resource \"gaap_global_domain\" \"test\" {\n  alias = %q\n  default_value = \"203.0.113.5\"\n}\n", a.alias)
		for _, label := range slices.Sorted(maps.Keys(a.records)) {
			fmt.Fprintf(&b, "resource \"gaap_global_domain_dns\" %q {\n  domain_id = gaap_global_domain.test.id\n  proxy_id_list = [gaap_proxy.test.id]\n  nation_country_inner_codes = [%q]\n}\n",
				label, a.records[label])
		}
	}
	return b.String()
}

// change is what the user writes next. Addresses and ports are new ones, or free:
// what somebody else gives up in the same run is for the tests of swaps.
func (a *application) change() {
	t, label := a.t, func(prefix string) string {
		return fmt.Sprintf("%s%d", prefix, rapid.IntRange(0, 2).Draw(a.t, "which"))
	}
	a.fresh++
	switch rapid.IntRange(0, 9).Draw(t, "change") {
	case 0:
		a.origins[label("o")] = fmt.Sprintf("192.0.2.%d", a.fresh)
	case 1:
		gone := label("o")
		delete(a.origins, gone)
		for _, l := range a.listeners {
			l.bound = slices.DeleteFunc(l.bound, func(origin string) bool { return origin == gone })
		}
	case 2:
		a.listeners[label("l")] = &listened{name: "l", protocol: rapid.SampledFrom([]string{"TCP", "UDP"}).Draw(t, "protocol"), port: 1000 + int64(a.fresh)}
	case 3:
		delete(a.listeners, label("l"))
	case 4:
		if l := a.listeners[label("l")]; l != nil {
			l.name = fmt.Sprintf("l-%d", a.fresh)
		}
	case 5:
		if l := a.listeners[label("l")]; l != nil {
			l.bound = nil
			for _, origin := range slices.Sorted(maps.Keys(a.origins)) {
				if rapid.Bool().Draw(t, "bound") {
					l.bound = append(l.bound, origin)
				}
			}
			slices.Sort(l.bound)
		}
	default:
		a.changeDomain()
	}
}

// changeDomain changes the unified domain, or its records.
func (a *application) changeDomain() {
	label := fmt.Sprintf("r%d", rapid.IntRange(0, 2).Draw(a.t, "record"))
	switch rapid.IntRange(0, 5).Draw(a.t, "of the domain") {
	case 0:
		a.alias = ""
	case 1:
		a.alias = fmt.Sprintf("d%d", a.fresh)
	case 2:
		delete(a.records, label)
	default:
		a.alias = cmp.Or(a.alias, "d")
		a.records[label] = countries[a.fresh%len(countries)]
	}
}

// countries are more than there are changes, so that each is free.
var countries = []string{
	"101001", "101002", "101003", "101004", "101006", "101007", "102001", "102002", "102003", "103001", "104001", "105001", "201001", "201002", "202001", "202002",
	"301001", "302001", "401000", "401001", "401012", "501001", "501002", "501003", "501004", "601001", "601002",
}

// storm is what goes wrong in the next command.
func (a *application) storm() {
	for range rapid.IntRange(0, 3).Draw(a.t, "faults") {
		action := rapid.SampledFrom([]string{
			"AddRealServers", "RemoveRealServers", "ModifyRealServerName", "DescribeRealServers", "CreateTCPListeners", "CreateUDPListeners", "DeleteListeners",
			"BindListenerRealServers", "ModifyTCPListenerAttribute", "DescribeTCPListeners", "DescribeUDPListeners",
			"CreateGlobalDomain", "ModifyGlobalDomainAttribute", "DisableGlobalDomain", "DeleteGlobalDomain", "DescribeGlobalDomains",
			"CreateGlobalDomainDns", "ModifyGlobalDomainDns", "DeleteGlobalDomainDns", "DescribeGlobalDomainDns",
		}).Draw(a.t, "action")
		fault := rapid.SampledFrom([]gaapmock.Fault{
			{Kind: gaapmock.FaultLostAfter},
			{Kind: gaapmock.FaultLostBefore},
			{Kind: gaapmock.FaultCutBody},
			{Kind: gaapmock.FaultHTML},
			{Kind: gaapmock.FaultThrottle},
			{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"},
			{Kind: gaapmock.FaultError, Code: "FailedOperation"},
		}).Draw(a.t, "fault")
		fault.Action = action
		if fault.Validate() == nil {
			a.mock.Inject(fault)
		}
	}
	if rapid.IntRange(0, 3).Draw(a.t, "ends") == 0 {
		a.left.Store(rapid.Int64Range(1, 30).Draw(a.t, "calls"))
		a.kills = rapid.Bool().Draw(a.t, "kills")
	}
}

// inList is what a line begins with that lists what lives.
const inList = "   "

// command applies, and reports whether all went well.
func (a *application) command(destroy bool) bool {
	before := len(a.said)
	a.before = a.living()
	a.said = append(a.said, fmt.Sprintf("-- destroy %t, origins %v", destroy, a.origins))
	a.last = a.workspace.PlanAndApply(a.ctx, a.text(), tfcore.Options{Destroy: destroy})
	for _, d := range a.last {
		a.said = append(a.said, d.Summary+": "+d.Detail)
		if d.Error {
			a.said[len(a.said)-1] = "Error: " + a.said[len(a.said)-1]
		}
	}
	ended := a.left.Swap(0) <= 0 && a.kills
	a.kills = false
	a.mock.ClearFaults()
	for id, what := range a.living() {
		a.said = append(a.said, inList+id+" "+what)
	}
	return !ended && !slices.ContainsFunc(a.said[before:], func(text string) bool { return strings.HasPrefix(text, "Error: ") })
}
