package fleet

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// service is the mock.
type service struct{ *gaapmock.Server }

func newService(t *testing.T, options gaapmock.Options) *service {
	t.Helper()
	options.Seed, options.MaxProxies = cmp.Or(options.Seed, 1), -1
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return &service{mock}
}

// reads counts the calls that change nothing, and refused those above the quota.
func (s *service) reads() (reads, refused int) {
	for _, call := range s.Journal() {
		if !call.Write {
			reads++
		}
		if strings.HasPrefix(call.Code, "RequestLimitExceeded") {
			refused++
		}
	}
	return reads, refused
}

// providers starts providers that are near the service.
func (s *service) providers(seed uint64) tfcore.Factory {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 1))
	options := provider.Options{Version: "test", Transport: gaapmock.Transport{Handler: s, Latency: 5 * time.Millisecond}, Random: func() float64 {
		mu.Lock()
		defer mu.Unlock()
		return random.Float64()
	}}
	return func() (tfprotov6.ProviderServer, error) { return provider.NewServer(options), nil }
}

// run is a user who runs Terraform on so many proxies, all at once.
type run struct {
	*testing.T

	workspace tfcore.Workspace
	config    string
}

func (s *service) run(t *testing.T, seed uint64, name string, proxies int) *run {
	t.Helper()
	r := &run{T: t, config: configuration(
		acctest.Block("test", acctest.Arguments{"count": strconv.Itoa(proxies), "name": `"` + name + `-${count.index}"`}),
	)}
	r.workspace.Providers = map[string]tfcore.Factory{"gaap": s.providers(seed)}
	r.workspace.Parallelism, r.workspace.Free = 100, true
	return r
}

// configuration is that of resources, with a provider.
func configuration(resources string) string {
	return fmt.Sprintf("provider \"gaap\" {\n  secret_id  = %q\n  secret_key = %q\n}\n", gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey) + resources
}

// apply is terraform apply or destroy, which has nothing to say.
func (r *run) apply(options tfcore.Options) {
	r.Helper()
	r.requireSilent(r.workspace.PlanAndApply(r.Context(), r.config, options))
}

func (r *run) requireSilent(said tfcore.Diagnostics) {
	r.Helper()
	if len(said) > 0 {
		r.Error(said.Render(r.config))
	}
}
