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

// session is a user with records.
type session struct {
	*acctest.Session
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	newEnvironment(t, options).Session(t, func(a *acctest.Session) { run(&session{a, a.Hook()}) })
}

// write makes a record the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

// id is that of the record in the state, "" for none.
func (s *session) id() string { return s.State().Object(address).Text("id") }

// only is the one record that there is.
func (s *session) only() gaapmock.DNSRecord {
	s.T.Helper()
	all := s.Mock.DNSRecords("")
	if len(all) != 1 {
		s.T.Fatalf("there are %d records, want 1: %+v", len(all), all)
	}
	return all[0]
}

// requireSettled demands that there is one record, the one in the state, which is well,
// and nothing to do.
func (s *session) requireSettled() gaapmock.DNSRecord {
	s.T.Helper()
	r := s.only()
	s.Settled(address, r.DomainID+"#"+r.ID)
	return r
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

// wrote demands these writes since the last time, in their order.
func (s *session) wrote(want ...string) {
	s.T.Helper()
	if err := acctest.DifferentWrites(s.Writes(numbers), want); err != nil {
		s.T.Error(err)
	}
}

// createCalls is how often CreateGlobalDomainDns was sent, and how often it was executed.
func (s *session) createCalls() (sent, executed int) {
	calls := s.Mock.Calls("CreateGlobalDomainDns")
	return len(calls), acctest.Executed(calls)
}

// nothingLeft demands that no records are left.
func (s *session) nothingLeft() {
	s.T.Helper()
	if all := s.Mock.DNSRecords(""); len(all) > 0 {
		s.T.Errorf("%+v is left", all)
	}
}

const (
	createCall = `CreateGlobalDomainDns {"DomainId":"dm-a1b2c3d4","NationCountryInnerCodes":["101001","101002"],"ProxyIdList":["link-a1b2c3d4"]}`
	deleteCall = `DeleteGlobalDomainDns {ID}`
)

// modifyCall is a change of the record, with both lists.
func modifyCall(countries, proxies string) string {
	return `ModifyGlobalDomainDns {ID,"DomainId":"dm-a1b2c3d4","NationCountryInnerCodes":[` + countries + `],"ProxyIdList":[` + proxies + `]}`
}
