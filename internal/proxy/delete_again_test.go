package proxy_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// destructions are the calls of DestroyProxies, each of which must have a token
// of its own.
func (x *test) destructions() []gaapmock.Call {
	x.t.Helper()
	calls := x.Mock.Calls("DestroyProxies")
	tokens := map[string]bool{}
	for _, call := range calls {
		if call.ClientToken == "" || tokens[call.ClientToken] {
			x.t.Errorf("the token %q is empty or that of another call", call.ClientToken)
		}
		tokens[call.ClientToken] = true
	}
	return calls
}

// revive makes a proxy run again when its status has been read so often since
// the destruction began, up to so many times.
func (x *test) revive(id string, reads, times int) {
	seen := 0
	x.Mock.OnCall(func(action string) {
		p, exists := x.Mock.Proxy(id)
		if action != "DescribeProxiesStatus" || !exists || p.Status != gaapmock.StatusDestroying || times == 0 {
			return
		}
		if seen++; seen > reads {
			x.Mock.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })
			seen, times = 0, times-1
		}
	})
}

// That there is no such proxy is not believed while reads show it.
func TestAccProxy_destroyNotFoundButThere(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"ResourceNotFound", "ResourceNotFound.Proxy"} {
		t.Run(code, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			x.run(x.apply(nil), before(x.destroys(), func() {
				x.Mock.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: code, Times: 2})
			}))
			if n := len(x.destructions()); n != 3 {
				t.Errorf("%d calls of DestroyProxies, want 3", n)
			}
		})
	}
}

// Neither is it when it is all that the service says until the time is over.
func TestAccProxy_destroyNotFoundForGood(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	fails := x.fails(within(nil), "Cannot delete GAAP proxy", "was last seen RUNNING", "timeouts.delete (3m)", "the last answer was: DestroyProxies failed: ResourceNotFound")
	fails.Destroy = true
	x.run(
		x.apply(within(nil), x.sameProxy()),
		before(fails, func() {
			x.Mock.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "ResourceNotFound", Times: -1})
		}),
		before(x.apply(within(nil), x.sameProxy()), x.Mock.ClearFaults),
	)
}

// A read that does not show the proxy, once, is no proof of what the service
// says either.
func TestAccProxy_destroyNotFoundAndUnseen(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	x.run(x.apply(nil), before(x.destroys(), func() {
		for _, action := range []string{"DestroyProxies", "DescribeProxiesStatus"} {
			x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "ResourceNotFound"})
		}
	}))
	if n := len(x.destructions()); n != 2 {
		t.Errorf("%d calls of DestroyProxies, want 2", n)
	}
}

// A proxy that runs again after its destruction was accepted is destroyed once
// more, but not before a read is sure to show it as it is now.
func TestAccProxy_destroyRunsAgain(t *testing.T) {
	t.Parallel()
	for name, reads := range map[string]int{"at once": 0, "after a while": 12} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed, DestroyDuration: 2 * time.Minute})
			x.run(x.apply(nil), before(x.destroys(), func() { x.revive(x.id(), reads, 2) }))
			calls := x.destructions()
			if len(calls) != 3 {
				t.Fatalf("%d calls of DestroyProxies, want 3", len(calls))
			}
			for i := range calls[1:] {
				if pause := calls[i+1].Time.Sub(calls[i].Time); pause < 30*time.Second || pause > 2*time.Minute {
					t.Errorf("destroyed again after %s", pause)
				}
			}
		})
	}
}

// Reads that are late show the proxy as it was before it was destroyed.
func TestAccProxy_destroyIsNotRepeated(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.Options{
		"late reads":        {ReadLag: 29 * time.Second, DestroyDuration: 2 * time.Minute},
		"gone before shown": {ReadLag: 29 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			options.EarlyDestroy = gaapmock.EarlyDestroyAllowed
			x := newTest(t, options)
			x.run(x.apply(nil), x.destroys())
			if n := len(x.destructions()); n != 1 {
				t.Errorf("%d calls of DestroyProxies, want 1", n)
			}
		})
	}
}

// A proxy that always runs again is named with that status in the end.
func TestAccProxy_destroyRunsAgainForGood(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed, DestroyDuration: time.Minute})
	fails := x.fails(within(nil), "Cannot delete GAAP proxy", "was last seen RUNNING", "timeouts.delete (3m)")
	fails.Destroy = true
	x.run(
		x.apply(within(nil), x.sameProxy()),
		before(fails, func() { x.revive(x.id(), 0, -1) }),
		before(x.apply(within(nil), x.sameProxy()), func() {
			x.Mock.OnCall(nil)
			x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })()
		}),
	)
}
