package proxy_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// destroys is a step that destroys everything.
func (x *test) destroys() resource.TestStep {
	return resource.TestStep{Config: x.Config(block("test", nil)), Destroy: true}
}

// However a service says that it does not want to yet, or that there is
// nothing, a proxy is destroyed and that is the end.
func TestAccProxy_destroy(t *testing.T) {
	t.Parallel()
	status := func(status string) func(*gaapmock.Proxy) {
		return func(p *gaapmock.Proxy) { p.Status = status }
	}
	for name, c := range map[string]struct {
		options gaapmock.Options
		outside func(*gaapmock.Proxy)
		faults  []gaapmock.Fault
	}{
		"young":              {options: gaapmock.Options{}},
		"young, as a 500":    {options: gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyTooQuickly, ErrorHTTPStatus: 500}},
		"young is allowed":   {options: gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}},
		"never made":         {outside: status(gaapmock.StatusCreateFailed)},
		"gone is unknown":    {options: gaapmock.Options{UnknownInStatus: gaapmock.UnknownNotFound, UnknownInDetail: gaapmock.UnknownCannotAccess}},
		"reads lag":          {options: gaapmock.Options{ReadLag: 8 * time.Second}},
		"busy":               {faults: []gaapmock.Fault{{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "FailedOperation.ActionIsDoing", Times: 3}}},
		"fails and succeeds": {options: gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, faults: []gaapmock.Fault{{Action: "DestroyProxies", Kind: gaapmock.FaultOperationFailed}}},
		"lost":               {options: gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, faults: []gaapmock.Fault{{Action: "DestroyProxies", Kind: gaapmock.FaultLostAfter}}},
		"lost, token forgot": {options: gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed, TokenWindow: 1}, faults: []gaapmock.Fault{{Action: "DestroyProxies", Kind: gaapmock.FaultLostAfter}}},
		"stale status":       {faults: []gaapmock.Fault{{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultStaleRead, Skip: 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, c.options)
			if c.outside == nil {
				c.outside = func(*gaapmock.Proxy) {}
			}
			x.run(x.apply(arguments{}), before(x.destroys(), func() {
				x.outside(c.outside)()
				x.Mock.Inject(c.faults...)
			}))
			committed := 0
			for _, call := range x.Mock.Calls("DestroyProxies") {
				if call.Committed && call.Code == "" {
					committed++
				}
			}
			if committed == 0 {
				t.Error("DestroyProxies was never carried out")
			}
		})
	}
}

// A proxy in transition is destroyed when it has settled, and not before.
func TestAccProxy_destroyInTransition(t *testing.T) {
	t.Parallel()
	for _, status := range []string{gaapmock.StatusAdjusting, gaapmock.StatusOpening} {
		t.Run(status, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			x.run(x.apply(arguments{}), before(x.destroys(), func() {
				id := x.id()
				x.Mock.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = status })
				seen := 0
				x.Mock.OnCall(func(action string) {
					if action == "DescribeProxiesStatus" {
						seen++
					}
					if seen == 5 {
						x.Mock.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })
						seen++
					}
				})
				x.forget()
			}))
			if n := len(x.Mock.Calls("DestroyProxies")); n != 2 {
				t.Errorf("%d DestroyProxies calls, want 2: one that is refused, and one when the proxy runs", n)
			}
		})
	}
}

// Listeners with origin servers keep a proxy alive unless it is forced.
func TestAccProxy_destroyBound(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	refused := before(x.destroys(), func() { x.Mock.AddListener(gaapmock.Listener{ProxyID: x.id(), RealServers: []gaapmock.Binding{{}}}) })
	refused.ExpectError = says("Cannot delete GAAP proxy", "FailedOperation.RealServerAlreadyBound", "force_destroy = true")
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		refused,
		before(x.apply(arguments{"force_destroy": "true"}, x.sameProxy(), x.wrote()), x.forget),
	)
	if err := x.wrote(`DestroyProxies {"Force":1,"ProxyIds":["ID"]}`)(nil); err != nil {
		t.Error(err)
	}
}

// What is gone between the plan and the apply is destroyed, too.
func TestAccProxy_destroyGone(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownInvalidStatus} {
		t.Run(string(mode), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{UnknownInBatch: mode})
			x.run(x.apply(arguments{}), before(x.destroys(), func() {
				id := x.id()
				x.Mock.OnCall(func(action string) {
					if action == "DestroyProxies" {
						x.Mock.RemoveProxy(id)
					}
				})
			}))
			// Only one of the two answers says for certain that there is nothing.
			calls := x.Mock.Calls("DestroyProxies")
			if took := calls[len(calls)-1].Time.Sub(calls[0].Time); mode == gaapmock.UnknownNotFound && len(calls) != 1 || took > time.Minute {
				t.Errorf("%d DestroyProxies calls within %s", len(calls), took)
			}
		})
	}
}

// A final error ends a deletion at once.
func TestAccProxy_destroyFails(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	fails := before(x.destroys(), func() {
		x.forget()
		x.Mock.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	})
	fails.ExpectError = says("Cannot delete GAAP proxy", "UnauthorizedOperation", "CAM policy")
	x.run(x.apply(arguments{}, x.sameProxy()), fails, before(x.apply(arguments{}, x.sameProxy()), func() {
		if n := len(x.Mock.Calls("DestroyProxies")); n != 1 {
			t.Errorf("%d DestroyProxies calls, want 1", n)
		}
	}))
}

// A read that does not show the proxy for once ends no destruction that the
// service has refused: nobody is at it.
func TestAccProxy_destroyRefusedAndUnseen(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	x.run(x.apply(arguments{}), before(x.destroys(), func() {
		x.forget()
		x.Mock.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "FailedOperation.ActionIsDoing"})
		x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxiesStatus", Kind: gaapmock.FaultError, Code: "ResourceNotFound"})
	}))
	if n := len(x.Mock.Calls("DestroyProxies")); n != 2 {
		t.Errorf("%d DestroyProxies calls, want 2: one that is refused, and one that destroys", n)
	}
}
