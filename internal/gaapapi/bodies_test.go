package gaapapi_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// token is what newToken makes of the constant random numbers of these tests.
var token = "tfgaap-" + strings.Repeat("80", 20)

// Each action sends what the documented examples send, and nothing else.
func TestBodies(t *testing.T) {
	t.Parallel()
	billing := int64(0)
	full := gaapapi.CreateProxyInput{
		Name: "edge-hk-sh", AccessRegion: "Hongkong", Bandwidth: 20, Concurrent: 5, RealServerRegion: "Shanghai",
		Tags: map[string]string{"team": "net", "env": "prod"}, BillingType: &billing, IPAddressVersion: "IPv4", NetworkType: "normal", PackageType: "Thunder",
	}
	inGroup := gaapapi.CreateProxyInput{Name: "test", AccessRegion: "SouthChina", Bandwidth: 10, Concurrent: 2, GroupID: "lg-xxxx"}
	clone := input()
	clone.ClonedProxyID, clone.ProjectID, clone.Name = "link-running0", 1204, "<&>"
	create := func(in gaapapi.CreateProxyInput) func(context.Context, *gaapapi.Client) error {
		return func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.CreateProxy(ctx, in, "t-1")
			return err
		}
	}
	for name, c := range map[string]struct {
		action string
		call   func(context.Context, *gaapapi.Client) error
		want   string
	}{
		"full create":       {"CreateProxy", create(full), `{"ProjectId":0,"ProxyName":"edge-hk-sh","AccessRegion":"Hongkong","Bandwidth":20,"Concurrent":5,"RealServerRegion":"Shanghai","ClientToken":"t-1","TagSet":[{"TagKey":"env","TagValue":"prod"},{"TagKey":"team","TagValue":"net"}],"BillingType":0,"IPAddressVersion":"IPv4","NetworkType":"normal","PackageType":"Thunder"}`},
		"the seed's create": {"CreateProxy", create(inGroup), `{"ProjectId":0,"ProxyName":"test","AccessRegion":"SouthChina","Bandwidth":10,"Concurrent":2,"GroupId":"lg-xxxx","ClientToken":"t-1"}`},
		"clone":             {"CreateProxy", create(clone), `{"ProjectId":1204,"ProxyName":"<&>","AccessRegion":"Hongkong","Bandwidth":20,"Concurrent":5,"RealServerRegion":"Shanghai","ClonedProxyId":"link-running0","ClientToken":"t-1"}`},
		"one proxy": {"DescribeProxies", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.DescribeProxy(ctx, "link-running0")
			return err
		}, `{"ProxyIds":["link-running0"],"Limit":100}`},
		"one status": {"DescribeProxiesStatus", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.DescribeProxyStatus(ctx, "link-running0")
			return err
		}, `{"ProxyIds":["link-running0"]}`},
		"rename": {"ModifyProxiesAttribute", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyProxiesAttribute(ctx, "link-running0", "new")
		}, `{"ProxyIds":["link-running0"],"ProxyName":"new","ClientToken":"` + token + `"}`},
		"move": {"ModifyProxiesProject", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyProxiesProject(ctx, "link-running0", 1204)
		}, `{"ProxyIds":["link-running0"],"ProjectId":1204,"ClientToken":"` + token + `"}`},
		"move to 0": {"ModifyProxiesProject", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyProxiesProject(ctx, "link-running0", 0)
		}, `{"ProxyIds":["link-running0"],"ProjectId":0,"ClientToken":"` + token + `"}`},
		"resize":     {"ModifyProxyConfiguration", resize(gaapapi.Configuration{Bandwidth: new(int64(50)), BillingType: new(int64(0))}), `{"ProxyId":"link-running0","Bandwidth":50,"BillingType":0,"ClientToken":"` + token + `"}`},
		"by traffic": {"ModifyProxyConfiguration", resize(gaapapi.Configuration{Bandwidth: new(int64(10)), Concurrent: new(int64(2)), BillingType: new(int64(1))}), `{"ProxyId":"link-running0","Bandwidth":10,"Concurrent":2,"BillingType":1,"ClientToken":"` + token + `"}`},
		"close":      {"CloseProxies", func(ctx context.Context, c *gaapapi.Client) error { return c.CloseProxies(ctx, "link-running0") }, `{"ProxyIds":["link-running0"],"ClientToken":"` + token + `"}`},
		"open":       {"OpenProxies", func(ctx context.Context, c *gaapapi.Client) error { return c.OpenProxies(ctx, "link-closed00") }, `{"ProxyIds":["link-closed00"],"ClientToken":"` + token + `"}`},
		"destroy": {"DestroyProxies", func(ctx context.Context, c *gaapapi.Client) error {
			return c.DestroyProxies(ctx, "link-running0", false)
		}, `{"Force":0,"ProxyIds":["link-running0"],"ClientToken":"` + token + `"}`},
		"force": {"DestroyProxies", func(ctx context.Context, c *gaapapi.Client) error {
			return c.DestroyProxies(ctx, "link-running0", true)
		}, `{"Force":1,"ProxyIds":["link-running0"],"ClientToken":"` + token + `"}`},
		"check": {"CheckProxyCreate", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.CheckProxyCreate(ctx, full)
			return err
		}, `{"AccessRegion":"Hongkong","RealServerRegion":"Shanghai","Bandwidth":20,"Concurrent":5,"IPAddressVersion":"IPv4","NetworkType":"normal","PackageType":"Thunder"}`},
		"regions": {"DescribeAccessRegionsByDestRegion", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.AccessRegionsByDestRegion(ctx, "Shanghai", "IPv4", "Thunder")
			return err
		}, `{"DestRegion":"Shanghai","IPAddressVersion":"IPv4","PackageType":"Thunder"}`},
		"regions by default": {"DescribeAccessRegionsByDestRegion", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.AccessRegionsByDestRegion(ctx, "Shanghai", "", "")
			return err
		}, `{"DestRegion":"Shanghai"}`},
		"tags": {"ModifyResourceTags", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyTags(ctx, gaapapi.TaggedProxy, "link-running0", map[string]string{"team": "edge"}, []string{"old"})
		}, `{"Resource":"qcs::gaap::uin/:proxy/link-running0","ReplaceTags":[{"TagKey":"team","TagValue":"edge"}],"DeleteTags":[{"TagKey":"old"}]}`},
		"tags, none deleted": {"ModifyResourceTags", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyTags(ctx, gaapapi.TaggedProxy, "link-running0", map[string]string{"b": "2", "a": "1"}, nil)
		}, `{"Resource":"qcs::gaap::uin/:proxy/link-running0","ReplaceTags":[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"2"}]}`},
		"tags, all deleted": {"ModifyResourceTags", func(ctx context.Context, c *gaapapi.Client) error {
			return c.ModifyTags(ctx, gaapapi.TaggedProxy, "link-running0", nil, []string{"b", "a"})
		}, `{"Resource":"qcs::gaap::uin/:proxy/link-running0","DeleteTags":[{"TagKey":"a"},{"TagKey":"b"}]}`},
		"listeners": {"DescribeHTTPSListeners", func(ctx context.Context, c *gaapapi.Client) error {
			_, err := c.HasListeners(ctx, "link-running0")
			return err
		}, `{"ProxyId":"link-running0","Limit":1}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
				s.AddProxy(gaapmock.Proxy{ID: "link-running0"})
				s.AddProxy(gaapmock.Proxy{ID: "link-closed00", Status: gaapmock.StatusClosed})
				if err := c.call(t.Context(), s.client); err != nil {
					t.Error(err)
				}
				s.CheckBodies(c.action, c.want)
			})
		})
	}
}

func resize(to gaapapi.Configuration) func(context.Context, *gaapapi.Client) error {
	return func(ctx context.Context, c *gaapapi.Client) error {
		return c.ModifyProxyConfiguration(ctx, "link-running0", to)
	}
}

// Beside the parameters, the service is told language and caller, STS its
// region, and every logical write has a token of its own.
func TestHeaders(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{Token: "session"}, func(c *wire.Config) { c.Random = nil })
		id := s.AddProxy(gaapmock.Proxy{})
		for _, name := range []string{"one", "two"} {
			if err := s.client.ModifyProxiesAttribute(t.Context(), id, name); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.client.ModifyTags(t.Context(), gaapapi.TaggedProxy, id, map[string]string{"a": "b"}, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := s.client.CallerAccount(t.Context()); err != nil {
			t.Fatal(err)
		}
		calls := s.Calls("")
		for i, header := range s.Headers() {
			region := ""
			if calls[i].Service == "sts" {
				region = "ap-guangzhou"
			}
			if header.Get("X-TC-Token") != "session" || calls[i].Language != "en-US" || calls[i].Region != region ||
				!strings.Contains(header.Get("X-TC-RequestClient"), "test") {
				t.Errorf("call %d: %v, %+v", i, header, calls[i])
			}
		}
		if a, b := calls[0].ClientToken, calls[1].ClientToken; a == b || len(a) > 64 || len(a) < 40 {
			t.Errorf("the tokens are %q and %q", a, b)
		}
	})
}

// What the service shows ends up in the fields, and what it leaves open is zero.
func TestDescribeProxy_fields(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.AddProxy(gaapmock.Proxy{
			ID: "link-running0", Name: "n", ProjectID: 1204, GroupID: "lg-demo0001", BillingType: 1, Tags: map[string]string{"a": "b"},
			Bandwidth: 20, Concurrent: 5, PolicyID: "sp-1", RelatedGlobalDomains: []string{"dm-1"}, CreateTime: time.Unix(900_000_000, 0),
		})
		p, err := s.client.DescribeProxy(t.Context(), "link-running0")
		if err != nil {
			t.Fatal(err)
		}
		p.IPs, p.SupportProtocols = nil, nil
		got := fmt.Sprintf("%+v", p)
		want := `{ID:link-running0 Name:n ProjectID:1204 AccessRegion:Hongkong RealServerRegion:Shanghai Bandwidth:20 Concurrent:5 Status:RUNNING Domain:link-running0.gaapqcloud.com IP:` + p.IP + ` IPs:[] ForwardIP:` + p.ForwardIP +
			` Version:3.0 Scalable:true SupportProtocols:[] GroupID:lg-demo0001 PolicyID:sp-1 Tags:map[a:b] BillingType:1 RelatedGlobalDomains:[dm-1] CreateTime:1998-07-09 16:00:00 +0000 UTC ModifyConfigTime:0001-01-01 00:00:00 +0000 UTC IPAddressVersion:IPv4 NetworkType:normal PackageType:Thunder BanStatus:RECOVER HTTP3Supported:true SecuritySupported:true TLSChoiceSupported:true InBanBlacklist:false AutoScale:false Type:100 ClientIPMethods:[0 1] Features:7 AccessRegionName:Hong Kong RealServerRegionName:Shanghai ignored:map[]}`
		if got != want || p.IP == "" || p.ForwardIP == "" {
			t.Errorf("the proxy is\n%s, want\n%s", got, want)
		}
	})
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status string
		fault  bool
		call   func(*gaapapi.Client, context.Context, string) error
		want   bool // InvalidStatus
	}{
		"open a running one":  {gaapmock.StatusRunning, false, (*gaapapi.Client).OpenProxies, true},
		"close a closed one":  {gaapmock.StatusClosed, false, (*gaapapi.Client).CloseProxies, true},
		"destroy a young one": {gaapmock.StatusRunning, false, destroyForced, true},
		"open fails":          {gaapmock.StatusClosed, true, (*gaapapi.Client).OpenProxies, false},
		"close fails":         {gaapmock.StatusRunning, true, (*gaapapi.Client).CloseProxies, false},
		"destroy fails":       {gaapmock.StatusCreateFailed, true, destroyForced, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				options := gaapmock.Options{}
				if c.fault {
					options.EarlyDestroy = gaapmock.EarlyDestroyAllowed
				}
				s := newService(t, options)
				id := s.AddProxy(gaapmock.Proxy{Status: c.status})
				if c.fault {
					s.Inject(gaapmock.Fault{Kind: gaapmock.FaultOperationFailed})
				}
				err := c.call(s.client, t.Context(), id)
				refused, ok := errors.AsType[*wire.RefusedError](err)
				if !ok || refused.InvalidStatus != c.want || refused.ID != id || refused.RequestID != s.Journal()[0].RequestID {
					t.Errorf("the error is %v (%+v), want a refusal of %s", err, refused, id)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// destroyForced has the form of the methods beside it.
var destroyForced = func(c *gaapapi.Client, ctx context.Context, id string) error {
	return c.DestroyProxies(ctx, id, true)
}
