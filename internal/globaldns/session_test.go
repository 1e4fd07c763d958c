package globaldns_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

// What stands in the mock before each test: a unified domain, another one, and three
// proxies.
const (
	domainID = "dm-a1b2c3d4"
	otherID  = "dm-b1b2c3d4"
	first    = "link-a1b2c3d4"
	second   = "link-b1b2c3d4"
	third    = "link-c1b2c3d4"

	address = "gaap_global_domain_dns.test"
)

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is a record that leads two countries to one proxy, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"domain_id": `"` + domainID + `"`, "proxy_id_list": `["` + first + `"]`, "nation_country_inner_codes": `["101002", "101001"]`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_global_domain_dns", label, all)
}

// newEnvironment is a mock with what records are made of.
func newEnvironment(t *testing.T, options gaapmock.Options) *acctest.Environment {
	t.Helper()
	env := acctest.New(t, options)
	stand(env)
	return env
}

func stand(env *acctest.Environment) {
	for _, id := range []string{domainID, otherID} {
		env.Mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: id})
	}
	for _, id := range []string{first, second, third} {
		env.Mock.AddProxy(gaapmock.Proxy{ID: id, Name: id})
	}
	env.Clock.Advance(time.Hour)
}

// objects are those that the tests make.
var objects = acctest.Objects[gaapmock.DNSRecord]{
	Address: address, IDs: numbers, Create: "CreateGlobalDomainDns", All: func(mock *gaapmock.Server) []gaapmock.DNSRecord { return mock.DNSRecords("") },
	ID: func(r gaapmock.DNSRecord) string { return r.DomainID + "#" + r.ID },
}

// session is a user with records.
type session struct {
	*acctest.ObjectSession[gaapmock.DNSRecord]
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	newEnvironment(t, options).Session(t, func(a *acctest.Session) { run(&session{objects.In(a), a.Hook()}) })
}

// write makes a record the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

// leads demands what a record leads to what.
func leads(t *testing.T, r gaapmock.DNSRecord, countries, proxies []string) {
	t.Helper()
	slices.Sort(r.Countries)
	slices.Sort(r.ProxyIDs)
	if !slices.Equal(r.Countries, countries) || !slices.Equal(r.ProxyIDs, proxies) {
		t.Errorf("the record is %+v, want %v and %v", r, countries, proxies)
	}
}

var numbers = regexp.MustCompile(`"DnsRecordId":\d+`)

const (
	createCall = `CreateGlobalDomainDns {"DomainId":"dm-a1b2c3d4","NationCountryInnerCodes":["101001","101002"],"ProxyIdList":["link-a1b2c3d4"]}`
	deleteCall = `DeleteGlobalDomainDns {ID}`
)

// modifyCall is a change of the record, with both lists.
func modifyCall(countries, proxies string) string {
	return `ModifyGlobalDomainDns {ID,"DomainId":"dm-a1b2c3d4","NationCountryInnerCodes":[` + countries + `],"ProxyIdList":[` + proxies + `]}`
}
