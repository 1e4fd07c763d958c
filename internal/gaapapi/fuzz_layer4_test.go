package gaapapi_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	askedListener = "listener-a1b2c3d4"
	askedOrigin   = "rs-a1b2c3d4"
)

var newOrigin = gaapapi.RealServerInput{Address: "1.1.1.1", Name: "n", Tags: map[string]string{"a": "secretValue"}}

// FuzzListeners is about what comes of answers about listeners.
func FuzzListeners(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) { _, _ = c.Layer4.Find(ctx, askedListener) })
	listener := `"ListenerId":"` + askedListener + `","Port":80,"ListenerStatus":0`
	for _, answer := range []string{
		`"TotalCount":1,"ListenerSet":[{` + listener + `,"Protocol":"TCP","ProxyId":"link-a1b2c3d4","BindStatus":1,"DelayLoop":5,"CreateTime":18446744073709551615,"RealServerSet":[{"RealServerId":"rs-1","RealServerPort":-1,"DownIPList":["b",null,"a"]}]}]`,
		`"TotalCount":1,"ListenerSet":[null,{` + listener + `,"GroupId":"lg-1","ClientIPMethod":18446744073709551615}]`,
		`"ListenerIds":["` + askedListener + `"]`,
		`"OperationSucceedListenerSet":["` + askedListener + `"],"OperationFailedListenerSet":[null],"InvalidStatusListenerSet":[]`,
		`"BindRealServerSet":[{"RealServerId":"rs-1"}],"RealServerSet":[{"RealServerId":"rs-1","ProjectId":18446744073709551615}]`,
		`"Error":{"Code":"InvalidParameter","Message":"ListenerId(` + askedListener + `) Not Exist."}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for _, of := range []gaapapi.ListenersOf{tcpOf(requestedTags), udpOf(requestedTags)} {
			one, err := client.Layer4.Describe(t.Context(), of, askedListener)
			if checkOutcome(t, err, broken, "Describe"+of.Protocol+"Listeners"); err == nil {
				checkListener(t, of, one)
			}
			all, err := client.Layer4.Now(t.Context(), of)
			checkOutcome(t, err, broken, "Describe"+of.Protocol+"Listeners")
			seen := map[string]bool{}
			for _, l := range all {
				checkListener(t, of, l)
				if seen[l.ID] {
					t.Errorf("%s is listed twice", l.ID)
				}
				seen[l.ID] = true
			}
			id, err := client.CreateListener(t.Context(), gaapapi.ListenerInput{ListenersOf: of, Port: 80, RealServerType: "IP", ListenerSettings: settings("n")})
			if checkOutcome(t, err, broken, "Create"+of.Protocol+"Listeners"); (err == nil) != idShape.MatchString(id) || err != nil && id != "" {
				t.Errorf("%q, %v", id, err)
			}
		}
		err := client.DeleteListener(t.Context(), tcpOf(requestedTags).Parent, askedListener, true)
		if refused, ok := errors.AsType[*wire.RefusedError](err); !ok || refused.ID != askedListener || !textShape(err.Error()) {
			checkOutcome(t, err, broken, "DeleteListeners")
		}
		both, err := client.DescribeListenerRealServers(t.Context(), askedListener)
		checkOutcome(t, err, broken, "DescribeListenerRealServers")
		for _, r := range both.Bindable {
			if !idShape.MatchString(r.ID) || r.ProjectID < 0 {
				t.Errorf("%+v", r)
			}
		}
	})
}

func checkListener(t *testing.T, of gaapapi.ListenersOf, l gaapapi.Listener) {
	t.Helper()
	if !idShape.MatchString(l.ID) || l.Protocol != of.Protocol || l.Parent != of.Parent || l.Port < 1 || l.Port > 65535 || l.Status < 0 || l.CreateTime.Year() > 9999 {
		t.Errorf("the listener is %+v", l)
	}
	if !textShape(l.RealServerType+l.Scheduler+l.CheckType+l.ContextType+string(l.BindStatus)) || !utf8.ValidString(l.Name+l.SendContext+l.RecvContext) {
		t.Errorf("the listener is %+v", l)
	}
	for _, number := range []*int64{l.DelayLoop, l.ConnectTimeout, l.HealthyThreshold, l.UnhealthyThreshold, l.SessionPersist, l.ClientIPMethod} {
		if number != nil && *number < 0 {
			t.Errorf("the listener is %+v", l)
		}
	}
	for _, r := range l.RealServers {
		if !idShape.MatchString(r.ID) || !textShape(r.Role+string(r.Health)) || !slices.IsSorted(r.DownIPs) {
			t.Errorf("the origin is %+v", r)
		}
	}
}

// FuzzRealServers is about what comes of answers about origins.
func FuzzRealServers(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		if id, err := c.AddRealServer(ctx, newOrigin); err == nil {
			_, _ = c.DescribeRealServer(ctx, id, "")
			_ = c.RemoveRealServer(ctx, id)
		}
	})
	for _, answer := range []string{
		`"TotalCount":18446744073709551615,"RealServerSet":[null,{"RealServerId":"` + askedOrigin + `","RealServerIP":"1.1.1.1","ProjectId":-1,"TagSet":[null,{"TagKey":"a"}]}]`,
		`"TotalCount":1,"RealServerStatusSet":[{"RealServerId":"` + askedOrigin + `","BindStatus":1,"ProxyId":"\u001b[2J","GroupId":null}]`,
		`"RealServerSet":[{"RealServerId":"` + askedOrigin + `","RealServerIP":"1.1.1.1"}]`,
		`"Error":{"Code":"FailedOperation.RealServerAlreadyBound","Message":"secretValue"}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for _, address := range []string{"", "1.1.1.1"} {
			for _, read := range []func(context.Context, string, string) (gaapapi.RealServer, error){client.DescribeRealServer, client.RefreshRealServer} {
				got, err := read(t.Context(), askedOrigin, address)
				if checkOutcome(t, err, broken, "DescribeRealServers"); err == nil && (got.ID != askedOrigin || !utf8.ValidString(got.Name+got.Address)) {
					t.Errorf("%+v", got)
				}
			}
		}
		status, err := client.RealServersStatus(t.Context(), askedOrigin)
		if checkOutcome(t, err, broken, "DescribeRealServersStatus"); !textShape(status.ProxyID + status.GroupID) {
			t.Errorf("%+v", status)
		}
		id, err := client.AddRealServer(t.Context(), newOrigin)
		if checkOutcome(t, err, broken, "AddRealServers"); (err == nil) != idShape.MatchString(id) || err != nil && id != "" {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.RemoveRealServer(t.Context(), askedOrigin), broken, "RemoveRealServers")
		checkOutcome(t, client.ModifyRealServerName(t.Context(), askedOrigin, "n"), broken, "ModifyRealServerName")
	})
}
