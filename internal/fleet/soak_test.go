package fleet

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const (
	asked = 19 // requests about each proxy

	// mostKept is how many bytes a provider may keep of a request, and of its
	// share of a proxy that is gone. The framework keeps the means to cancel each
	// request until the provider ends, which takes about 400.
	mostKept = 1 << 10
)

var soak = flag.Int("fleet.soak", 8, "rounds of the soak, of 25 proxies and 475 requests each if fleets have their full size")

// A provider lives through many proxies, from the plan to the destruction.
// Nearly nothing stays behind of a request or a proxy, and no goroutine. It
// does not run beside other tests, whose memory would count.
func TestSoak(t *testing.T) {
	if *soak < 4 {
		t.Fatalf("-fleet.soak=%d: the memory of the first half and of the second are compared, so 4 rounds are the fewest", *soak)
	}
	inRound := 25 / part() // proxies that live at the same time
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		// What a run has made it does not destroy, so there are two of them.
		maker, keeper := s.process(t, 1), s.process(t, 2)
		round := func(n int) (heap, goroutines int) {
			// A new service each time, so that what it remembers does not count.
			s.Server = newService(t, gaapmock.Options{Seed: int64(n + 1), EarlyDestroy: gaapmock.EarlyDestroyAllowed}).Server
			var lives sync.WaitGroup
			slots := make(chan struct{}, 10)
			for i := range inRound {
				lives.Go(func() {
					slots <- struct{}{}
					defer func() { <-slots }()
					name := fmt.Sprintf("soak-%d-%d", n, i)
					keeper.life(name, maker.apply(nil, name, 10))
				})
			}
			lives.Wait()
			if left := len(s.Proxies()); left > 0 || s.Counts()["CreateProxy"] != inRound {
				t.Fatalf("round %d: %v, %d proxies are left", n, s.Counts(), left)
			}
			synctest.Wait()
			return heapInUse(), runtime.NumGoroutine()
		}
		_, before := round(0) // what is made once is there now
		var middle, end, goroutines int
		for n := 1; n <= *soak; n++ {
			end, goroutines = round(n)
			if n == *soak/2 {
				middle = end
			}
			if goroutines > before {
				t.Fatalf("round %d: %d goroutines, %d before", n, goroutines, before)
			}
		}
		kept := (end - middle) / (asked * inRound * (*soak - *soak/2))
		t.Logf("%d requests; then %d KiB are in use, %d bytes for each request of the second half", asked*inRound*(*soak+1), end>>10, kept)
		if kept > mostKept {
			t.Errorf("%d bytes are kept of each request, %d may be", kept, mostKept)
		}
	})
}

// process is one provider process, whose memory is measured: so nobody stands
// between it and the test, who would keep something, too.
type process struct {
	*tfcore.Server

	t *testing.T
}

const proxyType = "gaap_proxy"

func (s *service) process(t *testing.T, seed uint64) process {
	t.Helper()
	server, err := tfcore.Start(t.Context(), s.providers(seed))
	if err != nil {
		t.Fatal(err)
	}
	p := process{server, t}
	p.silent(p.Configure(t.Context(), tfcore.ObjectOf(p.TypeOf(p.Schemas.Provider), map[string]cty.Value{
		"secret_id": cty.StringVal(gaapmock.DefaultSecretID), "secret_key": cty.StringVal(gaapmock.DefaultSecretKey),
	})))
	return p
}

type belongings struct{}

// request is the context of a request, to which some memory belongs, as to
// those that come from Terraform.
func (p process) request() context.Context {
	return context.WithValue(p.t.Context(), belongings{}, new([8 << 10]byte))
}

// apply makes a proxy, nil, or changes one.
func (p process) apply(o *tfcore.Object, name string, bandwidth int64) *tfcore.Object {
	config := tfcore.ObjectOf(p.TypeOf(p.Schemas.Resources[proxyType]), map[string]cty.Value{
		"name": cty.StringVal(name), "access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"),
		"bandwidth": cty.NumberIntVal(bandwidth), "concurrent": cty.NumberIntVal(2),
	})
	p.silent(p.ValidateResource(p.request(), proxyType, config))
	change, said := p.Plan(p.request(), proxyType, o, config)
	p.silent(said)
	o, said = p.Apply(p.request(), proxyType, change, config)
	p.silent(said)
	return o
}

// life is what Terraform asks about a proxy that was made: refreshes, a change,
// more refreshes, the destruction.
func (p process) life(name string, o *tfcore.Object) {
	for range 4 {
		o = p.again(o)
	}
	o = p.apply(o, name, 20)
	for range 2 {
		o = p.again(o)
	}
	_, said := p.Destroy(p.request(), proxyType, o)
	p.silent(said)
}

// again refreshes a proxy as a new run does, which reads the state from JSON.
func (p process) again(o *tfcore.Object) *tfcore.Object {
	stored := fmt.Sprintf(`{"id":%q,"enable":true,"force_destroy":false}`, o.Text("id"))
	value, said := p.Upgrade(p.request(), proxyType, 0, []byte(stored))
	p.silent(said)
	o, said = p.Read(p.request(), proxyType, &tfcore.Object{Value: value, Private: o.Private, Identity: o.Identity})
	p.silent(said)
	return o
}

func (p process) silent(said []*tfprotov6.Diagnostic) {
	if len(said) > 0 {
		p.t.Error(tfcore.Render(said))
	}
}

// heapInUse is the memory in use by what can be reached.
func heapInUse() int {
	runtime.GC()
	runtime.GC() // what a pool gave up in the first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
