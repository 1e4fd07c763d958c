package gaapapi_test

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// site is a service with a proxy, an origin, and certificates of a site and of its
// clients.
type site struct {
	*service

	of                     gaapapi.ListenersOf
	server, client, origin string
}

func newSite(t *testing.T, protocol string, options gaapmock.Options) site {
	t.Helper()
	s := site{service: newService(t, options)}
	now := time.Now()
	made := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(1, 0, 0)})
	s.of = gaapapi.ListenersOf{Parent: gaapapi.ListenerParent{ProxyID: s.AddProxy(gaapmock.Proxy{})}, Protocol: protocol}
	s.server = s.AddCertificate(gaapmock.Certificate{Type: gaapmock.CertificateServer, Content: made.PEM, Key: made.Key})
	s.client = s.AddCertificate(gaapmock.Certificate{Type: gaapmock.CertificateClient, Content: made.PEM})
	s.origin = s.AddRealServer(gaapmock.RealServer{Address: "192.0.2.1"})
	return s
}

// api is the client, whose name the certificate of clients has here.
func (s site) api() *gaapapi.Client { return s.service.client }

// listener makes a RUNNING listener.
func (s site) listener() string {
	s.T.Helper()
	in := gaapapi.HTTPListenerInput{ListenersOf: s.of, Name: "web", Port: 80}
	if s.of.Protocol == gaapapi.HTTPS {
		in.CertificateID, in.ForwardProtocol, in.Mutual, in.ClientCertificateIDs = s.server, "HTTP", true, []string{s.client}
	}
	id, err := s.api().CreateHTTPListener(s.T.Context(), in)
	s.must(err)
	return id
}

// must fails the test at an error, and lets what was begun end.
func (s site) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
	time.Sleep(time.Minute)
}

// A listener is made, read, changed and deleted, each with one call.
func TestHTTPListener_life(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{gaapapi.HTTP, gaapapi.HTTPS} {
		for _, options := range []gaapmock.Options{{}, {
			Listener: gaapmock.ListenerOptions{Unknown: gaapmock.UnknownNotFound, OtherProtocol: gaapmock.UnknownNotExist, OtherParentEmpty: true},
			Layer7:   gaapmock.Layer7Options{TLSNumbered: true, NoClientEmpty: true},
		}} {
			synctest.Test(t, func(t *testing.T) {
				s := newSite(t, protocol, options)
				id, ctx := s.listener(), t.Context()
				want := gaapapi.HTTPListener{ID: id, Name: "web", Parent: s.of.Parent, Protocol: protocol, Port: 80}
				if protocol == gaapapi.HTTPS {
					want.CertificateID, want.ForwardProtocol, want.Mutual, want.ClientCertificateIDs = s.server, "HTTP", true, []string{s.client}
					want.TLSVersions, want.TLSCiphers = []string{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}, "GAAP_TLS_CIPHERS_WIDE"
				}
				got, err := s.api().Layer7.Describe(ctx, s.of, id)
				if want.CreateTime = got.CreateTime; err != nil || !reflect.DeepEqual(got, want) || got.CreateTime.IsZero() {
					t.Errorf("%+v, want %+v (%v)", got, want, err)
				}
				for name, read := range map[string]func() (gaapapi.HTTPListener, error){
					"found": func() (gaapapi.HTTPListener, error) { return s.api().Layer7.Find(ctx, id) },
					"described without its protocol": func() (gaapapi.HTTPListener, error) {
						return s.api().Layer7.Describe(ctx, gaapapi.ListenersOf{Parent: s.of.Parent}, id)
					},
					"refreshed with another protocol": func() (gaapapi.HTTPListener, error) {
						return s.api().Layer7.Refresh(ctx, gaapapi.ListenersOf{Parent: s.of.Parent, Protocol: "TCP"}, id)
					},
					"at": func() (gaapapi.HTTPListener, error) { return s.api().Layer7.At(ctx, s.of, 80) },
				} {
					if got, err := read(); err != nil || !reflect.DeepEqual(got, want) {
						t.Errorf("%s: %+v, %v", name, got, err)
					}
				}
				s.must(s.api().ModifyHTTPListener(ctx, s.of, id, gaapapi.HTTPListenerSettings{Name: new("new")}))
				if protocol == gaapapi.HTTPS {
					s.must(s.api().SetTLS(ctx, s.of.Parent, id, []string{"TLSv1.3"}, "GAAP_TLS_CIPHERS_STRICT"))
					want.TLSVersions, want.TLSCiphers = []string{"TLSv1.3"}, "GAAP_TLS_CIPHERS_STRICT"
				}
				want.Name = "new"
				if got, err := s.api().Layer7.Refresh(ctx, s.of, id); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("changed: %+v, want %+v (%v)", got, want, err)
				}
				s.must(s.api().DeleteListener(ctx, s.of.Parent, id, false))
				if _, err := s.api().Layer7.Describe(ctx, s.of, id); wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
				if _, err := s.api().Layer7.Find(ctx, id); wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
			})
		}
	}
}

// A domain is made, renamed, given certificates and users, and deleted; certificates
// are not touched by what is not about them.
func TestDomain_life(t *testing.T) {
	t.Parallel()
	for _, options := range []gaapmock.Layer7Options{{}, {OmittedDefaultReset: true, OmittedClientsReset: true, NoClientEmpty: true, TLSNumbered: true}} {
		synctest.Test(t, func(t *testing.T) {
			s := newSite(t, gaapapi.HTTPS, gaapmock.Options{Layer7: options})
			listener, ctx := s.listener(), t.Context()
			users := s.AddCertificate(gaapmock.Certificate{Content: "alice:x"})
			s.must(s.api().CreateDomain(ctx, gaapapi.DomainInput{ListenerID: listener, Name: "a.example.com", CertificateID: s.server, ClientCertificateIDs: []string{s.client}}))
			want := gaapapi.Domain{
				ListenerID: listener, Name: "a.example.com", BanStatus: "RECOVER", DefaultServer: new(false), CertificateID: s.server, ClientCertificateIDs: []string{s.client},
			}
			check := func(what string) {
				t.Helper()
				got, err := s.api().DescribeDomain(ctx, listener, want.Name)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v, want %+v (%v)", what, got, want, err)
				}
			}
			check("made")
			s.must(s.api().ModifyDomain(ctx, listener, "a.example.com", "b.example.com", true))
			want.Name, want.DefaultServer = "b.example.com", new(true)
			check("renamed")
			if _, err := s.api().DescribeDomain(ctx, listener, "a.example.com"); wire.ClassOf(err) != wire.Gone {
				t.Errorf("%v is not gone", err)
			}
			s.must(s.api().SetAuthentication(ctx, listener, "b.example.com", gaapapi.DomainAuth{Basic: true, BasicID: users, TLSVersions: []string{"TLSv1", "TLSv1.2"}, TLSCiphers: "GAAP_TLS_CIPHERS_STRICT"}))
			want.BasicAuth, want.BasicAuthID, want.TLSVersions, want.TLSCiphers = true, users, []string{"TLSv1", "TLSv1.2"}, "GAAP_TLS_CIPHERS_STRICT"
			check("with users")
			s.must(s.api().ModifyDomainCertificates(ctx, listener, "b.example.com", gaapapi.DefaultCertificate, []string{gaapapi.DefaultCertificate}))
			want.CertificateID, want.ClientCertificateIDs = gaapapi.DefaultCertificate, []string{}
			got, err := s.api().DescribeDomain(ctx, listener, "b.example.com")
			if err != nil || got.CertificateID != gaapapi.DefaultCertificate || len(got.ClientCertificateIDs) > 0 {
				t.Errorf("%+v, %v", got, err)
			}
			s.must(s.api().DeleteDomain(ctx, listener, "b.example.com", false))
			if all, err := s.api().DomainsNow(ctx, listener); err != nil || len(all) > 0 {
				t.Errorf("%+v, %v", all, err)
			}
			s.must(s.api().DeleteListener(ctx, s.of.Parent, listener, false))
			if _, err := s.api().DomainsNow(ctx, listener); wire.ClassOf(err) != wire.Gone {
				t.Errorf("%v is not gone", err)
			}
		})
	}
}

// A rule is made, changed, bound and deleted; its headers are replaced as a whole.
func TestRule_life(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		synctest.Test(t, func(t *testing.T) {
			s := newSite(t, gaapapi.HTTP, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownRule: mode, EmptyListRefused: true}})
			listener, ctx := s.listener(), t.Context()
			s.must(s.api().CreateDomain(ctx, gaapapi.DomainInput{ListenerID: listener, Name: "a.example.com"}))
			check := gaapapi.RuleCheck{DelayLoop: new(int64(30)), ConnectTimeout: new(int64(2)), Path: "/health", Method: "HEAD", StatusCodes: []int64{200, 300}}
			id, err := s.api().CreateRule(ctx, gaapapi.RuleInput{
				ListenerID: listener, Domain: "a.example.com", RealServerType: "IP",
				RuleSettings: gaapapi.RuleSettings{Path: new("/"), Scheduler: new("rr"), HealthCheck: new(true), Check: &check},
			})
			s.must(err)
			s.must(s.api().BindRuleRealServers(ctx, listener, id, []gaapapi.RealServerBinding{{ID: s.origin, Address: "192.0.2.1", Port: 8080}}))
			s.must(s.api().ModifyRule(ctx, listener, id, gaapapi.RuleSettings{Path: new("/shop"), Scheduler: new("wrr")}))
			got, err := s.api().DescribeRule(ctx, id)
			if err != nil || got.ID != id || got.ListenerID != listener || got.Domain != "a.example.com" || got.Path != "/shop" || got.Scheduler != "wrr" || got.Status != gaapapi.ListenerRunning ||
				got.BindStatus != gaapapi.Normal || len(got.RealServers) != 1 || got.RealServers[0].ID != s.origin || got.RealServers[0].Port != 8080 || !slices.Equal(got.Check.StatusCodes, check.StatusCodes) || *got.Check.DelayLoop != 30 {
				t.Errorf("%+v, %v", got, err)
			}
			domain, err := s.api().RefreshDomain(ctx, listener, "a.example.com")
			if err != nil || len(domain.Rules) != 1 || !reflect.DeepEqual(domain.Rules[0], got) {
				t.Errorf("%+v, %v", domain, err)
			}
			if err := s.api().DeleteDomain(ctx, listener, "a.example.com", false); wire.ClassOf(err) != wire.Busy {
				t.Errorf("%v is not busy", err)
			}
			both, err := s.api().DescribeRuleRealServers(ctx, id)
			if err != nil || len(both.Bound) != 1 || len(both.Bindable) != 1 || both.Bindable[0].ID != s.origin {
				t.Errorf("%+v, %v", both, err)
			}
			for _, headers := range [][]gaapapi.Header{{{Name: "X-A", Value: "1"}, {Name: "X-B", Value: "$remote_addr"}}, {{Name: "X-B", Value: "2"}}, nil} {
				s.must(s.api().SetCustomHeaders(ctx, listener, id, headers))
				if got, err := s.api().DescribeCustomHeaders(ctx, id); err != nil || !slices.Equal(got, headers) {
					t.Errorf("%+v, want %+v (%v)", got, headers, err)
				}
			}
			s.must(s.api().BindRuleRealServers(ctx, listener, id, nil))
			s.must(s.api().DeleteRule(ctx, listener, id))
			_, described := s.api().DescribeRule(ctx, id)
			_, refreshed := s.api().RefreshRule(ctx, listener, id)
			_, headed := s.api().DescribeCustomHeaders(ctx, id)
			for _, err := range []error{described, refreshed, headed, s.api().DeleteRule(ctx, listener, id)} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
			}
		})
	}
}

// An error page is made, found by its id and by its domain, and deleted.
func TestErrorPage_life(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, gaapapi.HTTP, gaapmock.Options{})
		listener, ctx := s.listener(), t.Context()
		s.must(s.api().CreateDomain(ctx, gaapapi.DomainInput{ListenerID: listener, Name: "a.example.com"}))
		want := gaapapi.ErrorPage{
			ListenerID: listener, Domain: "a.example.com", ErrorCodes: []int64{502, 503}, NewErrorCode: new(int64(503)), ClearHeaders: []string{"Server", "X-B"},
			SetHeaders: []gaapapi.Header{{Name: "X-A", Value: "1"}}, Body: "down", Ready: true,
		}
		id, err := s.api().CreateErrorPage(ctx, want)
		s.must(err)
		want.ID = id
		if got, err := s.api().DescribeErrorPage(ctx, id); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v (%v)", got, want, err)
		}
		if all, err := s.api().ErrorPages(ctx, listener, "a.example.com"); err != nil || len(all) != 1 || !reflect.DeepEqual(all[0], want) {
			t.Errorf("%+v, %v", all, err)
		}
		s.must(s.api().DeleteErrorPage(ctx, listener, id))
		if _, err := s.api().DescribeErrorPage(ctx, id); wire.ClassOf(err) != wire.Gone {
			t.Errorf("%v is not gone", err)
		}
	})
}

// A refresh of all domains and rules of listeners takes one call for each listener;
// rules of many listeners, a few of each, take one for each ten.
func TestRefreshRule_calls(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		listeners, domains, rules int // of the one above
		alsoDomains               bool
		most                      int
	}{
		"one listener with all":                 {1, 50, 4, true, 1},
		"one listener, rules alone":             {1, 50, 4, false, 3},
		"forty listeners with two rules of one": {40, 1, 2, false, 12},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newSite(t, gaapapi.HTTP, gaapmock.Options{})
				s.Latency = slowly(50 * time.Millisecond)
				var ask []func() error
				var late []func() error
				for l := range c.listeners {
					listener := s.AddListener(gaapmock.Listener{ProxyID: s.of.Parent.ProxyID, Protocol: "HTTP", Port: int64(1000 + l)})
					for d := range c.domains {
						domain := fmt.Sprintf("d%d.example.com", d)
						above := s.AddDomain(gaapmock.Domain{ListenerID: listener, Name: domain})
						if c.alsoDomains {
							ask = append(ask, func() error { _, err := s.api().RefreshDomain(t.Context(), listener, domain); return err })
						}
						for r := range c.rules {
							rule := s.AddRule(gaapmock.Rule{DomainID: above, Path: fmt.Sprintf("/%d", r)})
							late = append(late, func() error { _, err := s.api().RefreshRule(t.Context(), listener, rule); return err })
						}
					}
				}
				time.Sleep(time.Minute) // until reads show them
				work := make(chan func() error)
				var group sync.WaitGroup
				for range 10 {
					group.Go(func() {
						for do := range work {
							if err := do(); err != nil {
								t.Error(err)
							}
						}
					})
				}
				for _, do := range append(ask, late...) {
					work <- do
				}
				close(work)
				group.Wait()
				if n := len(s.Journal()); n > c.most {
					t.Errorf("%d calls, want %d at most", n, c.most)
				}
			})
		})
	}
}

// After this process has written below a listener, reads of what hangs on it are
// fresh; those of other listeners are not read again.
func TestDomains_written(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, gaapapi.HTTP, gaapmock.Options{})
		listener, ctx := s.listener(), t.Context()
		other := s.AddListener(gaapmock.Listener{ProxyID: s.of.Parent.ProxyID, Protocol: "HTTP", Port: 81})
		reads := func(id string) int {
			t.Helper()
			before := len(s.Calls("DescribeRules"))
			if _, err := s.api().Domains(ctx, id); err != nil {
				t.Error(err)
			}
			return len(s.Calls("DescribeRules")) - before
		}
		first := []int{reads(listener), reads(listener), reads(other)}
		s.must(s.api().CreateDomain(ctx, gaapapi.DomainInput{ListenerID: listener, Name: "a.example.com"}))
		if again := []int{reads(listener), reads(listener), reads(other)}; !slices.Equal(first, []int{1, 0, 1}) || !slices.Equal(again, []int{1, 1, 0}) {
			t.Errorf("%v and %v", first, again)
		}
		if _, err := s.api().RecentDomains(ctx, listener, time.Second); err != nil {
			t.Error(err)
		}
	})
}
