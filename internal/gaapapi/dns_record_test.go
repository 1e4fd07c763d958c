package gaapapi_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const dnsAction = "DescribeGlobalDomainDns"

// record demands that a domain has one record with a status.
func (s *service) record(domainID, status string) gaapapi.DNSRecord {
	s.T.Helper()
	all, err := s.client.DNSRecordsNow(s.T.Context(), domainID)
	if err != nil || len(all) != 1 || all[0].Status != status {
		s.T.Fatalf("%+v, %v, want one that is %s", all, err, status)
	}
	return all[0]
}

// A record is made, read, changed and deleted. Both of its lists are sorted.
func TestDNSRecord_life(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownFailed, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		synctest.Test(t, func(t *testing.T) {
			s, ctx := newService(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{Unknown: unknown}}), t.Context()
			domain, first, second := s.AddGlobalDomain(gaapmock.GlobalDomain{}), s.AddProxy(gaapmock.Proxy{ID: "link-b"}), s.AddProxy(gaapmock.Proxy{ID: "link-a"})
			if err := s.client.CreateDNSRecord(ctx, domain, []string{"102001", "101001"}, []string{first, second}); err != nil {
				t.Fatal(err)
			}
			r := s.record(domain, gaapapi.DNSRecordCreating)
			if r.DomainID != domain || r.ID() != domain+"#"+strconv.FormatUint(r.Number, 10) || !slices.Equal(r.Countries, []string{"101001", "102001"}) || !slices.Equal(r.ProxyIDs, []string{second, first}) {
				t.Errorf("%+v", r)
			}
			time.Sleep(time.Minute)
			s.record(domain, gaapapi.DNSRecordRunning)
			if err := s.client.ModifyDNSRecord(ctx, domain, r.Number, []string{"401000"}, []string{first}); err != nil {
				t.Error(err)
			}
			if r := s.record(domain, gaapapi.DNSRecordModifying); !slices.Equal(r.Countries, []string{"401000"}) || !slices.Equal(r.ProxyIDs, []string{first}) {
				t.Errorf("%+v", r)
			}
			time.Sleep(time.Minute)
			s.RemoveProxy(first)
			s.record(domain, gaapapi.DNSRecordEmpty)
			if err := s.client.DeleteDNSRecord(ctx, r.Number); err != nil {
				t.Error(err)
			}
			if err := s.client.DeleteDNSRecord(ctx, r.Number); wire.ClassOf(err) != wire.Busy {
				t.Errorf("a second time: %v", err)
			}
			s.record(domain, gaapapi.DNSRecordDeleting)
			time.Sleep(time.Minute)
			_, gone := s.client.DescribeDNSRecord(ctx, domain, r.Number)
			_, nowhere := s.client.DescribeDNSRecord(ctx, "dm-none0000", r.Number)
			for _, err := range []error{gone, nowhere, s.client.DeleteDNSRecord(ctx, r.Number), s.client.ModifyDNSRecord(ctx, domain, r.Number, []string{"401000"}, []string{second})} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
			}
		})
	}
}

// Each call sends what the documented examples send, and nothing else.
func TestDNSRecord_bodies(t *testing.T) {
	t.Parallel()
	const domain = "dm-a1b2c3d4"
	for action, c := range map[string]struct {
		call func(context.Context, *gaapapi.Client) error
		want string
	}{
		"CreateGlobalDomainDns": {func(ctx context.Context, c *gaapapi.Client) error {
			return c.CreateDNSRecord(ctx, domain, []string{"101001"}, []string{"link-a"})
		}, `{"DomainId":"dm-a1b2c3d4","ProxyIdList":["link-a"],"NationCountryInnerCodes":["101001"]}`},
		"ModifyGlobalDomainDns": {func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyDNSRecord(ctx, domain, 12756, []string{"102001"}, []string{"link-a"})
		}, `{"DnsRecordId":12756,"DomainId":"dm-a1b2c3d4","ProxyIdList":["link-a"],"NationCountryInnerCodes":["102001"]}`},
		"DeleteGlobalDomainDns": {func(ctx context.Context, c *gaapapi.Client) error { return c.DeleteDNSRecord(ctx, 12756) }, `{"DnsRecordId":12756}`},
		dnsAction: {func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.DescribeDNSRecord(ctx, domain, 12756)
			return err
		}, `{"DomainId":"dm-a1b2c3d4"}`},
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.AddGlobalDomain(gaapmock.GlobalDomain{ID: domain})
				s.AddDNSRecord(gaapmock.DNSRecord{ID: "12756", DomainID: domain})
				s.AddProxy(gaapmock.Proxy{ID: "link-a"})
				if err := c.call(t.Context(), s.client); err != nil {
					t.Error(err)
				}
				s.CheckBodies(action, c.want)
			})
		})
	}
}

// An order whose answer is lost is not sent again.
func TestDNSRecord_lost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		domain, proxy := s.AddGlobalDomain(gaapmock.GlobalDomain{}), s.AddProxy(gaapmock.Proxy{})
		for i, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter} {
			s.ResetJournal()
			s.Inject(gaapmock.Fault{Action: "CreateGlobalDomainDns", Kind: kind})
			err := s.client.CreateDNSRecord(t.Context(), domain, []string{"101001"}, []string{proxy})
			if wire.ClassOf(err) != wire.Ambiguous || len(s.Calls("CreateGlobalDomainDns")) != 1 || len(s.DNSRecords(domain)) != i {
				t.Errorf("%s: %v", kind, err)
			}
		}
	})
}

// A refresh reads the records of each domain once, until something is written; one
// that was made since is found.
func TestRefreshDNSRecord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, ctx := newService(t, gaapmock.Options{}), t.Context()
		domain, other := s.AddGlobalDomain(gaapmock.GlobalDomain{}), s.AddGlobalDomain(gaapmock.GlobalDomain{})
		for id, of := range map[string]string{"1": domain, "2": domain, "3": other} {
			s.AddDNSRecord(gaapmock.DNSRecord{ID: id, DomainID: of, Countries: []string{"101001"}})
		}
		read := func(of string, number uint64, country string) {
			if got, err := s.client.RefreshDNSRecord(ctx, of, number); err != nil || got.Number != number || got.Countries[0] != country {
				t.Errorf("%+v, %v", got, err)
			}
		}
		read(domain, 1, "101001")
		s.UpdateDNSRecord("2", func(r *gaapmock.DNSRecord) { r.Countries = []string{"101002"} })
		read(domain, 2, "101001")
		read(other, 3, "101001")
		if n := len(s.Calls("")); n != 2 {
			t.Errorf("%d calls", n)
		}
		s.AddDNSRecord(gaapmock.DNSRecord{ID: "4", DomainID: domain, Countries: []string{"101003"}})
		read(domain, 4, "101003")
		if err := s.client.DeleteDNSRecord(ctx, 1); err != nil {
			t.Error(err)
		}
		read(domain, 2, "101002")
		start := time.Now()
		for range 2 {
			if seen, err := s.client.RecentDNSRecords(ctx, domain, 10*time.Second); err != nil || len(seen.All) != 3 || !seen.At.Equal(start) {
				t.Errorf("%+v, %v", seen, err)
			}
			s.AddDNSRecord(gaapmock.DNSRecord{DomainID: domain})
		}
	})
}

// Answers that make no sense are no answers.
func TestDNSRecord_unreadable(t *testing.T) {
	t.Parallel()
	for answer, words := range map[string]string{
		`"GlobalDnsList":[{"Status":1}]`:      "lacks the id of a DNS record",
		`"GlobalDnsList":[{"DnsRecordId":7}]`: "lacks the status",
		`"GlobalDnsList":[{"DnsRecordId":7,"Status":1,"CountryAreaList":[{"NationCountryName":"x"}]}]`: "lacks a country",
		`"GlobalDnsList":[{"DnsRecordId":7,"Status":1,"AccessList":[{"ProxyId":"x y"}]}]`:              "x y",
		`"GlobalDnsList":[{"DnsRecordId":7,"Status":1},{"DnsRecordId":7,"Status":2}]`:                  "different things",
	} {
		client := newStubClient(t, "", says(inEnvelope(answer)))
		_, err := client.DNSRecordsNow(t.Context(), "dm-a1b2c3d4")
		checkFailure(t, err, dnsAction, wire.CodeUnreadable, requestID, words)
	}
}
