package gaapapi_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

// requestedTags is the proxy that the fuzz tests ask for.
const requestedTags = "link-a1b2c3d4"

// recorder keeps what the mock answers.
type recorder struct {
	*service

	bodies [][]byte
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.service.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	r.bodies = append(r.bodies, body)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, err
}

// addSeeds adds what the mock answers to some calls, and what servers that are
// none of ours answer.
func addSeeds(f *testing.F, calls func(ctx context.Context, c *gaapapi.Client)) {
	f.Helper()
	mock, err := gaapmock.New(gaapmock.Options{RatePerSecond: -1, Seed: 1})
	if err != nil {
		f.Fatal(err)
	}
	for _, status := range []string{gaapmock.StatusRunning, gaapmock.StatusCreateFailed} {
		mock.AddProxy(gaapmock.Proxy{Status: status, Tags: map[string]string{"team": "net"}, PolicyID: "sp-1", RelatedGlobalDomains: []string{"dm-1"}})
	}
	mock.AddProxy(gaapmock.Proxy{ID: requestedTags})
	r := &recorder{service: &service{Service: &wiretest.Service{Server: mock}}}
	calls(f.Context(), newStubClient(f, "http://127.0.0.1:9180", r, func(c *wire.Config) {
		c.Credentials = wire.Credentials{SecretID: gaapmock.DefaultSecretID, SecretKey: gaapmock.DefaultSecretKey}
	}))
	if len(r.bodies) == 0 || !bytes.Contains(r.bodies[0], []byte("RequestId")) {
		f.Fatalf("the mock answered %q", r.bodies)
	}
	for _, body := range r.bodies {
		f.Add(false, body)
	}
	for _, body := range []string{
		"", "null", "{}", `{"Response":null}`, `{"code":4000,"message":"m","codeDesc":"c"}`, "<html>", "data: {}\n\n",
		`{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r"}}`,
		`{"Response":{"Error":{"Code":"ResourceNotFound","Message":"m"},"RequestId":"r"}}`,
		`{"Response":{"TotalCount":-1,"ProxySet":[null,{},{"ProxyId":"link-a1b2c3d4","CreateTime":18446744073709551615}],"RequestId":"r"}}`,
	} {
		f.Add(false, []byte(body))
		f.Add(true, []byte(body))
	}
}

// fuzzClient is a client of a service that always answers the same, perhaps
// with status 502. It must not ask for ever.
func fuzzClient(t *testing.T, broken bool, body []byte) *gaapapi.Client {
	t.Helper()
	calls := 0
	return newStubClient(t, "", stub(func(req *http.Request) *http.Response {
		if calls++; calls > 500 {
			t.Fatalf("%d calls", calls)
		}
		resp := says(body)(req)
		if broken {
			resp.StatusCode, resp.Status = http.StatusBadGateway, "502 Bad Gateway"
		}
		return resp
	}))
}

var (
	idShape   = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Za-z0-9]+$`)
	textShape = func(text string) bool {
		return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
	}
)

// checkOutcome demands that an error names its action, can be shown, and is
// the client's own; a status of 502 is no success.
func checkOutcome(t *testing.T, err error, broken bool, action string) {
	t.Helper()
	if err == nil {
		if broken {
			t.Errorf("%s succeeded with status 502", action)
		}
		return
	}
	api, ok := errors.AsType[*wire.Error](err)
	if !ok || !strings.Contains(err.Error(), action) || api.Code == "" || len(err.Error()) > 2000 || !textShape(err.Error()) {
		t.Errorf("%s: %q", action, err)
	}
}

// checkProxy demands that all texts of a proxy can be stored.
func checkProxy(t *testing.T, p gaapapi.Proxy) {
	t.Helper()
	if !idShape.MatchString(p.ID) || !textShape(string(p.Status)) || !utf8.ValidString(p.Name+p.Domain+p.ForwardIP) || p.CreateTime.Year() > 9999 {
		t.Errorf("the proxy is %+v", p)
	}
}

func FuzzDescribeProxies(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.DescribeProxy(ctx, requestedTags)
		_, _ = c.DescribeProxy(ctx, "link-absent00") // read by DescribeProxyDetail, too
		_, _ = c.ListProxies(ctx, gaapapi.ProxyFilter{})
	})
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for _, read := range []func(context.Context, string) (gaapapi.Proxy, error){client.DescribeProxy, client.RefreshProxy, client.RefreshProxy} {
			p, err := read(t.Context(), requestedTags)
			if checkOutcome(t, err, broken, "Describe"); err == nil && p.ID != requestedTags {
				t.Errorf("asked for %s, got %+v", requestedTags, p)
			}
			if err == nil {
				checkProxy(t, p)
			}
		}
		all, err := client.ListProxies(t.Context(), gaapapi.ProxyFilter{})
		checkOutcome(t, err, broken, "DescribeProxies")
		seen := map[string]bool{}
		for _, p := range all {
			checkProxy(t, p)
			if seen[p.ID] {
				t.Errorf("%s is listed twice", p.ID)
			}
			seen[p.ID] = true
		}
	})
}

func FuzzCreateProxy(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) { _, _ = c.CreateProxy(ctx, input(), "t-1") })
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		out, err := fuzzClient(t, broken, body).CreateProxy(t.Context(), input(), "t-1")
		checkOutcome(t, err, broken, "CreateProxy")
		if (err == nil) != idShape.MatchString(out.ID) || err != nil && out.ID != "" || err == nil && out.RequestID == "" {
			t.Errorf("%+v, %v", out, err)
		}
		if err == nil && !bytes.Contains(body, []byte("InstanceId")) && !bytes.Contains(bytes.ToLower(body), []byte("instanceid")) && !bytes.Contains(body, []byte(`\u`)) {
			t.Errorf("the id %s comes from %q", out.ID, body)
		}
	})
}

func FuzzStatus(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.DescribeProxyStatus(ctx, requestedTags)
		_, _ = c.HasListeners(ctx, requestedTags)
		_ = c.CloseProxies(ctx, requestedTags)
	})
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		word, err := client.DescribeProxyStatus(t.Context(), requestedTags)
		if checkOutcome(t, err, broken, "DescribeProxiesStatus"); !textShape(string(word)) || len(word) > 200 {
			t.Errorf("the status is %q", word)
		}
		_, err = client.HasListeners(t.Context(), requestedTags)
		checkOutcome(t, err, broken, "DescribeTCPListeners")
		err = client.CloseProxies(t.Context(), requestedTags)
		if refused, ok := errors.AsType[*wire.RefusedError](err); ok && refused.ID == requestedTags && textShape(err.Error()) {
			return
		}
		checkOutcome(t, err, broken, "CloseProxies")
	})
}

func FuzzRegions(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.AccessRegionsByDestRegion(ctx, "Shanghai", "", "")
		_, _ = c.CheckProxyCreate(ctx, input())
		_, _ = c.ProxyGroupDetail(ctx, "lg-xxxx")
	})
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		regions, err := client.AccessRegionsByDestRegion(t.Context(), "Shanghai", "", "")
		checkOutcome(t, err, broken, "DescribeAccessRegionsByDestRegion")
		for _, region := range regions {
			if !textShape(region.ID) {
				t.Errorf("the region is %q", region.ID)
			}
		}
		_, err = client.CheckProxyCreate(t.Context(), input())
		checkOutcome(t, err, broken, "CheckProxyCreate")
		group, err := client.ProxyGroupDetail(t.Context(), "lg-xxxx")
		checkOutcome(t, err, broken, "DescribeProxyGroup")
		if !textShape(group.RealServerRegion+group.IPAddressVersion+group.PackageType) || err == nil && group.RealServerRegion == "" {
			t.Errorf("the group is %q", group)
		}
	})
}
