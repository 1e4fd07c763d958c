package gaapapi_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const globalDomainsAction = "DescribeGlobalDomains"

func globalInput() gaapapi.GlobalDomainInput {
	return gaapapi.GlobalDomainInput{DefaultValue: "203.0.113.5", Alias: "www", Tags: map[string]string{"team": "net"}}
}

// globalDomain reads a unified domain of project 0, and demands its status.
func (s *service) globalDomain(id, status string) gaapapi.GlobalDomain {
	s.T.Helper()
	d, err := s.client.DescribeGlobalDomain(s.T.Context(), id, 0)
	if err != nil || d.ID != id || d.Status != status {
		s.T.Errorf("%+v, %v, want %s", d, err, status)
	}
	return d
}

// A unified domain is made, read, changed, closed, opened and deleted, and an id
// that does not exist is known, whatever the service says of it.
func TestGlobalDomain_life(t *testing.T) {
	t.Parallel()
	for _, options := range []gaapmock.GlobalDomainOptions{
		{}, {Unknown: gaapmock.UnknownNotFound, FilterIgnored: true},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, ctx := newService(t, gaapmock.Options{GlobalDomain: options}), t.Context()
			id, err := s.client.CreateGlobalDomain(ctx, globalInput())
			if err != nil {
				t.Fatal(err)
			}
			d := s.globalDomain(id, gaapapi.GlobalDomainRunning)
			if d.FullDomain != "gd-"+id[3:]+".gaapqcloud.com.cn" || d.Alias != "www" || d.DefaultValue != "203.0.113.5" || d.Type != "IP" ||
				d.BanStatus != "RECOVER" || d.CreateTime.IsZero() || d.Tags["team"] != "net" || d.ProxyCount != 0 {
				t.Errorf("%+v", d)
			}
			none, names := "", "a.example.com;b.example.com"
			for _, err := range []error{
				s.client.ModifyGlobalDomain(ctx, id, gaapapi.GlobalDomainSettings{Alias: &none, DefaultValue: &names}),
				s.client.ModifyTags(ctx, gaapapi.TaggedGlobalDomain, id, map[string]string{"a": "1"}, []string{"team"}),
				s.client.DisableGlobalDomain(ctx, id),
			} {
				if err != nil {
					t.Error(err)
				}
			}
			if d := s.globalDomain(id, gaapapi.GlobalDomainClosing); d.Alias != "" || d.DefaultValue != names || d.Tags["a"] != "1" || len(d.Tags) != 1 {
				t.Errorf("%+v", d)
			}
			time.Sleep(time.Minute)
			s.globalDomain(id, gaapapi.GlobalDomainClosed)
			if err := s.client.EnableGlobalDomain(ctx, id); err != nil {
				t.Error(err)
			}
			s.globalDomain(id, gaapapi.GlobalDomainOpening)
			time.Sleep(time.Minute)
			if err := s.client.DeleteGlobalDomain(ctx, id); wire.CodeOf(err) != "FailedOperation" || wire.ClassOf(err) != wire.Final {
				t.Errorf("an open one: %v", err)
			}
			if err := s.client.DisableGlobalDomain(ctx, id); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Minute)
			if err := s.client.DeleteGlobalDomain(ctx, id); err != nil {
				t.Error(err)
			}
			_, gone := s.client.DescribeGlobalDomain(ctx, id, 0)
			for _, err := range []error{
				gone, s.client.DeleteGlobalDomain(ctx, id), s.client.EnableGlobalDomain(ctx, id), s.client.ModifyGlobalDomain(ctx, id, gaapapi.GlobalDomainSettings{}),
			} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%v is not gone", err)
				}
			}
		})
	}
}

// Each call sends what the documented examples send, and nothing else.
func TestGlobalDomain_bodies(t *testing.T) {
	t.Parallel()
	alias := "www2"
	const id = "dm-a1b2c3d4"
	for name, c := range map[string]struct {
		action string
		call   func(context.Context, *gaapapi.Client) error
		want   string
	}{
		"create": {"CreateGlobalDomain", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.CreateGlobalDomain(ctx, globalInput())
			return err
		}, `{"ProjectId":0,"DefaultValue":"203.0.113.5","Alias":"www","TagSet":[{"TagKey":"team","TagValue":"net"}]}`},
		"bare": {"CreateGlobalDomain", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.CreateGlobalDomain(ctx, gaapapi.GlobalDomainInput{ProjectID: 1204, DefaultValue: "www.example.com"})
			return err
		}, `{"ProjectId":1204,"DefaultValue":"www.example.com"}`},
		"modify": {"ModifyGlobalDomainAttribute", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyGlobalDomain(ctx, id, gaapapi.GlobalDomainSettings{Alias: &alias})
		}, `{"DomainId":"` + id + `","ProjectId":0,"Alias":"www2"}`},
		"enable":  {"EnableGlobalDomain", func(ctx context.Context, c *gaapapi.Client) error { return c.EnableGlobalDomain(ctx, id) }, `{"DomainId":"` + id + `"}`},
		"disable": {"DisableGlobalDomain", func(ctx context.Context, c *gaapapi.Client) error { return c.DisableGlobalDomain(ctx, id) }, `{"DomainId":"` + id + `"}`},
		"tags": {"ModifyResourceTags", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyTags(ctx, gaapapi.TaggedGlobalDomain, id, map[string]string{"a": "1"}, nil)
		}, `{"Resource":"qcs::gaap::uin/:domain/` + id + `","ReplaceTags":[{"TagKey":"a","TagValue":"1"}]}`},
		"list": {globalDomainsAction, func(ctx context.Context, c *gaapapi.Client) error {
			_, err := wire.Collect(c.GlobalDomains(ctx, gaapapi.GlobalDomainQuery{ProjectID: gaapapi.AllProjects, Tags: map[string]string{"a": "1"}}))
			return err
		}, `{"ProjectId":-1,"Offset":0,"Limit":100,"TagSet":[{"TagKey":"a","TagValue":"1"}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.AddGlobalDomain(gaapmock.GlobalDomain{ID: id})
				if err := c.call(t.Context(), s.client); err != nil {
					t.Error(err)
				}
				s.CheckBodies(c.action, c.want)
			})
		})
	}
}

// A domain is found by its project if -1 stands for no project.
func TestGlobalDomain_project(t *testing.T) {
	t.Parallel()
	for _, none := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{AllIsNone: none}})
			id := s.AddGlobalDomain(gaapmock.GlobalDomain{ProjectID: 1204})
			for i, read := range []func(context.Context, string, int64) (gaapapi.GlobalDomain, error){s.client.RefreshGlobalDomain, s.client.DescribeGlobalDomain} {
				if d, err := read(t.Context(), id, 1204); err != nil || d.ProjectID != 1204 {
					t.Errorf("%d: %+v, %v", i, d, err)
				}
			}
			if _, err := s.client.DescribeGlobalDomain(t.Context(), "dm-none0000", 0); wire.ClassOf(err) != wire.Gone {
				t.Errorf("%v is not gone", err)
			}
		})
	}
}

// An order whose answer is lost is not sent again; what an account may not have is final.
func TestGlobalDomain_lost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultForeign} {
			s.ResetJournal()
			s.Inject(gaapmock.Fault{Action: "CreateGlobalDomain", Kind: kind})
			id, err := s.client.CreateGlobalDomain(t.Context(), globalInput())
			if id != "" || wire.ClassOf(err) != wire.Ambiguous || len(s.Calls("CreateGlobalDomain")) != 1 {
				t.Errorf("%s: %q, %v", kind, id, err)
			}
		}
	})
	for code, options := range map[string]gaapmock.Options{
		"InvalidAction": {International: true}, "FailedOperation.UserNotInWhitelist": {GlobalDomain: gaapmock.GlobalDomainOptions{NotWhitelisted: true}},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, options)
			if _, err := s.client.CreateGlobalDomain(t.Context(), globalInput()); wire.CodeOf(err) != code || wire.ClassOf(err) != wire.Final {
				t.Error(err)
			}
		})
	}
}

// A refresh of all domains reads the list once, until something is written.
func TestRefreshGlobalDomain(t *testing.T) {
	t.Parallel()
	for how, write := range map[string]func(context.Context, *gaapapi.Client, string) error{
		"modify": func(ctx context.Context, c *gaapapi.Client, id string) error {
			return c.ModifyGlobalDomain(ctx, id, gaapapi.GlobalDomainSettings{})
		},
		"record": func(ctx context.Context, c *gaapapi.Client, _ string) error { return c.DeleteDNSRecord(ctx, 7) },
		"tags": func(ctx context.Context, c *gaapapi.Client, id string) error {
			return c.ModifyTags(ctx, gaapapi.TaggedGlobalDomain, id, map[string]string{"a": "1"}, nil)
		},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				var ids []string
				for range 3 {
					ids = append(ids, s.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "old"}))
				}
				s.AddDNSRecord(gaapmock.DNSRecord{ID: "7", DomainID: ids[0]})
				read := func(id, want string) {
					if got, err := s.client.RefreshGlobalDomain(t.Context(), id, 0); err != nil || got.ID != id || got.Alias != want {
						t.Errorf("%+v, %v", got, err)
					}
				}
				for _, id := range ids {
					read(id, "old")
					s.UpdateGlobalDomain(id, func(d *gaapmock.GlobalDomain) { d.Alias = "new" })
				}
				if n := len(s.Calls("")); n != 1 {
					t.Errorf("%d calls", n)
				}
				if err := write(t.Context(), s.client, ids[1]); err != nil {
					t.Error(err)
				}
				read(ids[0], "new")
			})
		})
	}
}

// Pages follow each other; tags of others count when domains are looked for by tags.
func TestGlobalDomains(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.ignore("acme:")
		for i := range 130 {
			s.AddGlobalDomain(gaapmock.GlobalDomain{Tags: map[string]string{"acme:n": []string{"even", "odd"}[i%2]}})
		}
		query := gaapapi.GlobalDomainQuery{ProjectID: gaapapi.AllProjects, Tags: map[string]string{"acme:n": "odd"}}
		if all, err := wire.Collect(s.client.GlobalDomains(t.Context(), query)); err != nil || len(all) != 65 || len(all[0].Tags) != 0 {
			t.Errorf("%d, %v", len(all), err)
		}
		if all, err := s.client.GlobalDomainsNow(t.Context(), 0); err != nil || len(all) != 130 {
			t.Errorf("%d, %v", len(all), err)
		}
	})
}

// Answers that make no sense are no answers.
func TestGlobalDomain_unreadable(t *testing.T) {
	t.Parallel()
	for answer, words := range map[string]string{
		`"Domains":[]`: "no TotalCount",
		`"TotalCount":1,"Domains":[{"DomainId":"x y","Status":0}]`:                                                                       "x y",
		`"TotalCount":1,"Domains":[{"DomainId":"dm-a1b2c3d4"}]`:                                                                          "lacks the status",
		`"TotalCount":2,"Domains":[{"DomainId":"dm-a1b2c3d4","Status":0,"Alias":"a"},{"DomainId":"dm-a1b2c3d4","Status":0,"Alias":"b"}]`: "different things",
	} {
		client := newStubClient(t, "", says(inEnvelope(answer)))
		_, err := client.DescribeGlobalDomain(t.Context(), "dm-a1b2c3d4", 0)
		checkFailure(t, err, globalDomainsAction, wire.CodeUnreadable, requestID, words)
	}
	client := newStubClient(t, "", says(inEnvelope(`"TotalCount":1,"Domains":[null,{"DomainId":"dm-a1b2c3d4","Status":9,"ProxyCount":18446744073709551615}]`)))
	if d, err := client.DescribeGlobalDomain(t.Context(), "dm-a1b2c3d4", 0); err != nil || d.Status != "STATUS_9" || d.ProxyCount != 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

// What can be had is looked up once.
func TestCountryAreas(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{International: true})
		for range 2 {
			all, err := s.client.CountryAreas(t.Context())
			at := slices.IndexFunc(all, func(a gaapapi.CountryArea) bool { return a.Code == "101003" })
			if err != nil || at < 0 {
				t.Fatalf("%+v, %v", all, err)
			}
			want := gaapapi.CountryArea{Code: "101003", Name: "South China", ZoneCode: "101000", ZoneName: "East Asia", ContinentCode: "100000", ContinentName: "Asia", Remark: all[at].Remark}
			if all[at] != want || !strings.Contains(want.Remark, "Guangdong") {
				t.Errorf("%+v", all[at])
			}
		}
		s.CheckBodies("DescribeCountryAreaMapping", `{}`)
	})
	client := newStubClient(t, "", says(inEnvelope(`"CountryAreaMappingList":[{"NationCountryName":"x"}]`)))
	_, err := client.CountryAreas(t.Context())
	checkFailure(t, err, "DescribeCountryAreaMapping", wire.CodeUnreadable, requestID, "lacks the code")
}
