package fleet

import (
	"flag"
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const (
	inRound = 25 // proxies that live at the same time
	asked   = 19 // requests about each

	// mostKept is how many bytes a provider may keep of a request, and of its
	// share of a proxy that is gone. The framework keeps the means to cancel each
	// request until the provider ends, which takes about 400.
	mostKept = 1 << 10
)

var soak = flag.Int("fleet.soak", 8, "rounds of the soak, of 25 proxies and 475 requests each")

// A provider lives through many proxies, from the plan to the destruction.
// Nearly nothing stays behind of a request or a proxy, and no goroutine. It
// does not run beside other tests, whose memory would count.
func TestSoak(t *testing.T) {
	if *soak < 4 {
		t.Fatalf("-fleet.soak=%d: the memory of the first half and of the second are compared, so 4 rounds are the fewest", *soak)
	}
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		// What a run has made it does not destroy, so there are two of them.
		maker, keeper := s.start(t, 1), s.start(t, 2)
		round := func(n int) (heap, goroutines int) {
			// A new service each time, so that what it remembers does not count.
			s.Server = newService(t, gaapmock.Options{Seed: int64(n + 1), EarlyDestroy: gaapmock.EarlyDestroyAllowed}).Server
			parallel(inRound, 10, func(i int) {
				name := fmt.Sprintf("soak-%d-%d", n, i)
				maker.validate(maker.config(name))
				keeper.life(maker.create(name))
			})
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

// life is what Terraform asks about a proxy that was made: refreshes, a change,
// more refreshes, the destruction.
func (r *run) life(state tftypes.Value) {
	for range 4 {
		state = r.again(state)
	}
	state = r.change(state, 20)
	for range 2 {
		state = r.again(state)
	}
	r.destroy(state)
}

func (r *run) validate(config tftypes.Value) {
	resp, err := r.ValidateResourceConfig(r.request(), &tfprotov6.ValidateResourceConfigRequest{TypeName: "gaap_proxy", Config: r.pack(config)})
	r.check(resp.Diagnostics, err)
}

// again refreshes a proxy as a new run does, which reads the state from JSON.
func (r *run) again(state tftypes.Value) tftypes.Value {
	stored := fmt.Sprintf(`{"id":%q,"enable":true,"force_destroy":false}`, attribute(state, "id"))
	resp, err := r.UpgradeResourceState(r.request(), &tfprotov6.UpgradeResourceStateRequest{TypeName: "gaap_proxy", RawState: &tfprotov6.RawState{JSON: []byte(stored)}})
	r.check(resp.Diagnostics, err)
	return r.refresh(r.unpack(resp.UpgradedState))
}

// change plans and makes another size.
func (r *run) change(state tftypes.Value, bandwidth int) tftypes.Value {
	proposed := with(state, "bandwidth", tftypes.NewValue(tftypes.Number, bandwidth))
	config := with(r.config(attribute(state, "name")), "bandwidth", tftypes.NewValue(tftypes.Number, bandwidth))
	r.validate(config)
	plan, err := r.PlanResourceChange(r.request(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: r.pack(state), ProposedNewState: r.pack(proposed), Config: r.pack(config),
	})
	r.check(plan.Diagnostics, err)
	changed, err := r.ApplyResourceChange(r.request(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: r.pack(state), PlannedState: plan.PlannedState, Config: r.pack(config), PlannedPrivate: plan.PlannedPrivate,
	})
	r.check(changed.Diagnostics, err)
	return r.unpack(changed.NewState)
}

// with is an object with another value of one attribute.
func with(of tftypes.Value, attribute string, value tftypes.Value) tftypes.Value {
	var attributes map[string]tftypes.Value
	if err := of.As(&attributes); err != nil {
		panic(err)
	}
	attributes[attribute] = value
	return tftypes.NewValue(of.Type(), attributes)
}

// heapInUse is the memory in use by what can be reached.
func heapInUse() int {
	runtime.GC()
	runtime.GC() // what a pool gave up in the first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
