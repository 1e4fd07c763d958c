package wire_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Each service has its host in the domain; an endpoint is that of all.
func TestClient_domain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		endpoint, domain string
		want             []string
	}{
		"default":       {"", "", []string{"gaap.tencentcloudapi.com", "tag.tencentcloudapi.com", "sts.tencentcloudapi.com"}},
		"international": {"", "intl.tencentcloudapi.com", []string{"gaap.intl.tencentcloudapi.com", "tag.intl.tencentcloudapi.com", "sts.intl.tencentcloudapi.com"}},
		"endpoint":      {"https://gateway.example.com", "intl.tencentcloudapi.com", []string{"gateway.example.com", "gateway.example.com", "gateway.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var hosts []string
			refuse := says([]byte(`{"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"r"}}`))
			network := stub(func(req *http.Request) *http.Response {
				hosts = append(hosts, req.URL.Host)
				return refuse(req)
			})
			client := newStubClient(t, c.endpoint, network, func(config *wire.Config) { config.Domain = c.domain })
			_, created := client.order(t.Context(), "t-1")
			tagged := client.tag(t.Context(), "a", "1")
			_, asked := client.CallerAccount(t.Context())
			if created == nil || tagged == nil || asked == nil {
				t.Error("a refused call succeeds")
			}
			if !slices.Equal(hosts, c.want) {
				t.Errorf("the hosts are %q, want %q", hosts, c.want)
			}
		})
	}
}

func TestNew_badDomain(t *testing.T) {
	t.Parallel()
	for _, domain := range []string{"https://example.com", "example.com:1", "a..b", "10.0.0.1"} {
		if _, err := wire.New(wire.Config{Domain: domain}); err == nil {
			t.Errorf("%s is accepted", domain)
		}
	}
}
