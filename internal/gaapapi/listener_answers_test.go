package gaapapi_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Each of the sets of an answer says what became of a listener.
func TestDeleteListener_sets(t *testing.T) {
	t.Parallel()
	const id = "listener-a1b2c3d4"
	sets := func(succeeded, failed, invalid string) string {
		return `"OperationSucceedListenerSet":[` + succeeded + `],"OperationFailedListenerSet":[` + failed + `],"InvalidStatusListenerSet":[` + invalid + `]`
	}
	own, other := `"`+id+`"`, `"listener-other"`
	for name, c := range map[string]struct {
		answer string
		want   string
	}{
		"done":             {sets(own, other, ""), ""},
		"failed":           {sets("", own, ""), "listed " + id + " in OperationFailedListenerSet"},
		"gone, or foreign": {sets("", "", own), "listed " + id + " in InvalidStatusListenerSet"},
		"two":              {sets(own, own, ""), "says different things"},
		"none":             {sets(other, "", ""), "does not say what became"},
		"nothing":          {`"A":1`, "does not say what became"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := newStubClient(t, "", says(inEnvelope(c.answer))).DeleteListener(t.Context(), gaapapi.ListenerParent{ProxyID: "link-1"}, id, true)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if refused, ok := errors.AsType[*wire.RefusedError](err); ok && refused.InvalidStatus != (name == "gone, or foreign") {
				t.Errorf("%+v", refused)
			}
		})
	}
}

// The second answer to a deletion that was lost is that it is done.
func TestDeleteListener_lost(t *testing.T) {
	t.Parallel()
	for _, delay := range []time.Duration{-1, 10 * time.Second} { // gone, or going
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{DeleteDuration: delay}})
			proxy := s.AddProxy(gaapmock.Proxy{})
			id := s.AddListener(gaapmock.Listener{ProxyID: proxy})
			s.Inject(gaapmock.Fault{Action: "DeleteListeners", Kind: gaapmock.FaultLostAfter})
			err := s.client.DeleteListener(t.Context(), gaapapi.ListenerParent{ProxyID: proxy}, id, true)
			if err != nil && (delay < 0 || wire.ClassOf(err) != wire.Busy) {
				t.Errorf("%s: %v", delay, err)
			}
			if _, gone := s.await(tcpOf(proxy), id); !gone {
				t.Error("it is not gone")
			}
		})
	}
}

// Answers that make no sense are errors; null is not nonsense.
func TestListeners_nonsense(t *testing.T) {
	t.Parallel()
	const id = "listener-a1b2c3d4"
	entry := func(more string) string {
		return `"TotalCount":1,"ListenerSet":[{"ListenerId":"` + id + `","Port":80,"ListenerStatus":0` + more + `}]`
	}
	for name, c := range map[string]struct {
		body string
		ok   bool
	}{
		"little": {entry(""), true},
		"nulls": {entry(`,"RealServerPort":null,"HealthCheck":null,"DelayLoop":null,"ConnectTimeout":null,"HealthyThreshold":null,"UnhealthyThreshold":null,"FailoverSwitch":null,` +
			`"RealServerSet":null,"SessionPersist":null,"ClientIPMethod":null,"CheckType":null,"CheckPort":null,"ContextType":null,"ProxyId":null,"GroupId":null,"BindStatus":null`), true},
		"empty parents":       {entry(`,"ProxyId":"","GroupId":""`), true},
		"its parent":          {entry(`,"ProxyId":"link-1","GroupId":null`), true},
		"another's":           {entry(`,"ProxyId":"link-2"`), false},
		"a group's":           {entry(`,"GroupId":"lg-1"`), false},
		"another protocol":    {entry(`,"Protocol":"UDP"`), false},
		"no count":            {`"ListenerSet":[]`, false},
		"no id":               {`"TotalCount":1,"ListenerSet":[{"Port":80,"ListenerStatus":0}]`, false},
		"no status":           {`"TotalCount":1,"ListenerSet":[{"ListenerId":"` + id + `","Port":80}]`, false},
		"no port":             {`"TotalCount":1,"ListenerSet":[{"ListenerId":"` + id + `","ListenerStatus":0}]`, false},
		"too large a port":    {`"TotalCount":1,"ListenerSet":[{"ListenerId":"` + id + `","Port":4000000000000000000,"ListenerStatus":0}]`, false},
		"a large status":      {`"TotalCount":1,"ListenerSet":[{"ListenerId":"` + id + `","Port":80,"ListenerStatus":18446744073709551615}]`, false},
		"a contradiction":     {`"TotalCount":2,"ListenerSet":[{"ListenerId":"` + id + `","Port":80,"ListenerStatus":0},{"ListenerId":"` + id + `","Port":81,"ListenerStatus":0}]`, false},
		"an origin, no id":    {entry(`,"RealServerSet":[{"RealServerIP":"1.1.1.1"}]`), false},
		"an origin of little": {entry(`,"RealServerSet":[{"RealServerId":"rs-1","RealServerPort":null,"RealServerStatus":null,"DownIPList":null}]`), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newStubClient(t, "", says(inEnvelope(c.body)))
			all, err := client.Layer4.Now(t.Context(), tcpOf("link-1"))
			if c.ok && (err != nil || len(all) != 1 || all[0].Parent.ProxyID != "link-1" || all[0].DelayLoop != nil) || !c.ok && wire.CodeOf(err) != wire.CodeUnreadable {
				t.Errorf("%+v, %v", all, err)
			}
		})
	}
	client := newStubClient(t, "", says(inEnvelope(entry(""))))
	if _, err := client.Layer4.Describe(t.Context(), tcpOf("link-1"), "listener-other"); wire.CodeOf(err) != wire.CodeUnreadable {
		t.Errorf("an answer about another listener: %v", err)
	}
}

// What is good is 1 for TCP, and 0 for UDP.
func TestListener_bindStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of     gaapapi.ListenersOf
		number string
		want   gaapapi.Health
	}{
		{tcpOf("link-1"), "0", gaapapi.Abnormal},
		{tcpOf("link-1"), "1", gaapapi.Normal},
		{tcpOf("link-1"), "null", ""},
		{udpOf("link-1"), "0", gaapapi.Normal},
		{udpOf("link-1"), "1", gaapapi.Abnormal},
		{udpOf("link-1"), "2", gaapapi.Unresolved},
		{udpOf("link-1"), "7", gaapapi.Abnormal},
	} {
		client := newStubClient(t, "", says(inEnvelope(`"TotalCount":1,"ListenerSet":[{"ListenerId":"listener-1","Port":80,"ListenerStatus":0,"BindStatus":`+c.number+`}]`)))
		if got, err := client.Layer4.Describe(t.Context(), c.of, "listener-1"); err != nil || got.BindStatus != c.want {
			t.Errorf("%s %s: %q, %v, want %q", c.of.Protocol, c.number, got.BindStatus, err, c.want)
		}
	}
}

// A class that has to be waited for is no failure.
func TestClasses_listeners(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"ListenerHasTask", "ListenerStatusError", "ProxyStatusNotInRuning", "InstanceStatusNotInRuning", "GroupStatusNotInRuning"} {
		if got := wire.ClassOfCode("FailedOperation." + code); got != wire.Busy {
			t.Errorf("%s is %s", code, got)
		}
	}
	for _, code := range []string{"NonStandardProxy", "LimitNumofListener", "RealServerAlreadyBound"} {
		if got := wire.ClassOfCode("FailedOperation." + code); got != wire.Final {
			t.Errorf("%s is %s", code, got)
		}
	}
}
