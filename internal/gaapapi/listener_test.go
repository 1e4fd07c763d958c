package gaapapi_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

func settings(name string) gaapapi.ListenerSettings {
	scheduler, on := "rr", false
	return gaapapi.ListenerSettings{Name: &name, Scheduler: &scheduler, HealthCheck: &on}
}

func tcpOf(proxy string) gaapapi.ListenersOf {
	return gaapapi.ListenersOf{Parent: gaapapi.ListenerParent{ProxyID: proxy}, Protocol: gaapapi.TCP}
}

func udpOf(proxy string) gaapapi.ListenersOf {
	of := tcpOf(proxy)
	of.Protocol = gaapapi.UDP
	return of
}

// await waits until a listener is RUNNING, or gone.
func (s *service) await(of gaapapi.ListenersOf, id string) (got gaapapi.Listener, gone bool) {
	s.T.Helper()
	err := s.client.Watch(s.T.Context(), func(ctx context.Context) (bool, error) {
		var err error
		got, err = s.client.Layer4.Describe(ctx, of, id)
		return err == nil && got.Status == gaapapi.ListenerRunning, err
	})
	if err != nil && wire.ClassOf(err) != wire.Gone {
		s.T.Error(err)
	}
	return got, err != nil
}

// A listener of each protocol is made, changed, given origins, and deleted; what
// is sent is what was asked for, and what is read back, too.
func TestListener_life(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		proxy := s.AddProxy(gaapmock.Proxy{})
		origin := s.AddRealServer(gaapmock.RealServer{Address: "1.1.1.1"})
		name, scheduler, on, five, two, one, method := "tcp", "wrr", true, int64(5), int64(2), int64(1), int64(0)
		check, text, probe, reply, port := "PORT", "TEXT", "ping", "pong", int64(6666)
		common := gaapapi.ListenerSettings{
			Name: &name, Scheduler: &scheduler, HealthCheck: &on, DelayLoop: &five, ConnectTimeout: &two, HealthyThreshold: &one, UnhealthyThreshold: &one, FailoverSwitch: new(bool),
		}
		checks := common
		checks.CheckType, checks.CheckPort, checks.ContextType, checks.SendContext, checks.RecvContext = &check, &port, &text, &probe, &reply
		for _, in := range []gaapapi.ListenerInput{
			{ListenersOf: tcpOf(proxy), Port: 8000, RealServerType: "IP", ClientIPMethod: &method, ListenerSettings: common},
			{ListenersOf: udpOf(proxy), Port: 8000, RealServerType: "IP", ListenerSettings: checks},
		} {
			id, err := s.client.CreateListener(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			got, _ := s.await(in.ListenersOf, id)
			want := gaapapi.Listener{
				ID: id, Name: "tcp", Parent: in.Parent, Protocol: in.Protocol, Port: 8000, RealServerType: "IP", Scheduler: "wrr", HealthCheck: true,
				DelayLoop: &five, ConnectTimeout: &two, HealthyThreshold: &one, UnhealthyThreshold: &one, SessionPersist: new(int64),
				BindStatus: got.BindStatus, CreateTime: got.CreateTime,
			}
			if in.Protocol == gaapapi.TCP {
				want.ClientIPMethod = &method
			} else {
				want.CheckType, want.CheckPort, want.ContextType, want.SendContext, want.RecvContext = check, &port, text, probe, reply
			}
			sameListener(t, got, want)
			if found, err := s.client.Layer4.Find(t.Context(), id); err != nil || found.Parent != in.Parent || found.Protocol != in.Protocol {
				t.Errorf("found %+v, %v", found, err)
			}
			if at, err := s.client.Layer4.At(t.Context(), in.ListenersOf, 8000); err != nil || at.ID != id {
				t.Errorf("at the port: %+v, %v", at, err)
			}
			if _, err := s.client.Layer4.At(t.Context(), in.ListenersOf, 800); wire.ClassOf(err) != wire.Gone {
				t.Errorf("at another port: %v", err)
			}
			renamed := "new"
			if err := s.client.ModifyListener(t.Context(), in.ListenersOf, id, gaapapi.ListenerSettings{Name: &renamed}); err != nil {
				t.Error(err)
			}
			s.await(in.ListenersOf, id)
			weight := int64(60)
			if err := s.client.BindListenerRealServers(t.Context(), in.Parent, id, []gaapapi.RealServerBinding{{ID: origin, Address: "1.1.1.1", Port: 9000, Weight: &weight}}); err != nil {
				t.Error(err)
			}
			got, _ = s.await(in.ListenersOf, id)
			if bound := got.RealServers; got.Name != "new" || got.BindStatus != gaapapi.Normal || len(bound) != 1 || bound[0].ID != origin || bound[0].Address != "1.1.1.1" || bound[0].Port != 9000 || bound[0].Weight != 60 || bound[0].Health != gaapapi.Normal {
				t.Errorf("%+v", got)
			}
			if both, err := s.client.DescribeListenerRealServers(t.Context(), id); err != nil || len(both.Bound) != 1 || both.Bound[0].ID != origin || len(both.Bindable) != 1 || both.Bindable[0].Address != "1.1.1.1" {
				t.Errorf("%+v, %v", both, err)
			}
			s.SetHealth(origin, false)
			if got, _ = s.await(in.ListenersOf, id); got.BindStatus != gaapapi.Abnormal || got.RealServers[0].Health != gaapapi.Abnormal {
				t.Errorf("with a sick origin: %+v", got)
			}
			s.SetHealth(origin, true)
			if err := s.client.BindListenerRealServers(t.Context(), in.Parent, id, nil); err != nil {
				t.Error(err)
			}
			if got, _ = s.await(in.ListenersOf, id); len(got.RealServers) > 0 {
				t.Errorf("unbound: %+v", got)
			}
			if err := s.client.DeleteListener(t.Context(), in.Parent, id, true); err != nil {
				t.Error(err)
			}
			if _, gone := s.await(in.ListenersOf, id); !gone {
				t.Error("it is not gone")
			}
			binding := `{"ListenerId":"` + id + `","RealServerBindSet":[{"RealServerId":"` + origin + `","RealServerIP":"1.1.1.1","RealServerPort":9000,"RealServerWeight":60}]}`
			s.CheckBodies("BindListenerRealServers", binding, `{"ListenerId":"`+id+`"}`)
			s.CheckBodies("Modify"+in.Protocol+"ListenerAttribute", `{"ListenerId":"`+id+`","ProxyId":"`+proxy+`","ListenerName":"new"}`)
			s.CheckBodies("DeleteListeners", `{"ListenerIds":["`+id+`"],"Force":1,"ProxyId":"`+proxy+`"}`)
			s.ResetJournal()
		}
	})
}

// sameListener compares what listeners say, and not where it is kept.
func sameListener(t *testing.T, got, want gaapapi.Listener) {
	t.Helper()
	show := func(l gaapapi.Listener) string {
		text := ""
		for _, number := range []*int64{l.DelayLoop, l.ConnectTimeout, l.HealthyThreshold, l.UnhealthyThreshold, l.SessionPersist, l.ClientIPMethod, l.CheckPort} {
			if number == nil {
				text += " nil"
			} else {
				text += fmt.Sprint(" ", *number)
			}
		}
		l.DelayLoop, l.ConnectTimeout, l.HealthyThreshold, l.UnhealthyThreshold, l.SessionPersist, l.ClientIPMethod, l.CheckPort = nil, nil, nil, nil, nil, nil, nil
		return fmt.Sprintf("%+v%s", l, text)
	}
	if show(got) != show(want) {
		t.Errorf("\n%s, want\n%s", show(got), show(want))
	}
}

// The parameters of both creates, with all and with little.
func TestCreateListener_bodies(t *testing.T) {
	t.Parallel()
	port, method, on := int64(81), int64(1), true
	for name, c := range map[string]struct {
		in   gaapapi.ListenerInput
		want string
	}{
		"TCP": {
			gaapapi.ListenerInput{ListenersOf: tcpOf("link-1"), Port: 80, RealServerType: "IP", ClientIPMethod: &method, ListenerSettings: settings("a<b")},
			`{"ProxyId":"link-1","ListenerName":"a<b","Ports":[80],"Scheduler":"rr","HealthCheck":0,"RealServerType":"IP","ClientIPMethod":1}`,
		},
		"UDP of a group": {
			gaapapi.ListenerInput{
				ListenersOf: gaapapi.ListenersOf{Parent: gaapapi.ListenerParent{GroupID: "lg-1"}, Protocol: gaapapi.UDP}, Port: 80, RealServerType: "DOMAIN", RealServerPort: &port,
				ListenerSettings: gaapapi.ListenerSettings{FailoverSwitch: &on},
			},
			`{"GroupId":"lg-1","Ports":[80],"RealServerType":"DOMAIN","RealServerPorts":[81],"FailoverSwitch":1}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				_, _ = s.client.CreateListener(t.Context(), c.in) // there is no such parent
				s.CheckBodies("Create"+c.in.Protocol+"Listeners", c.want)
			})
		})
	}
	text := "ping" // which a TCP listener does not have
	_, err := newStubClient(t, "", says(nil)).CreateListener(t.Context(), gaapapi.ListenerInput{ListenersOf: tcpOf("link-1"), ListenerSettings: gaapapi.ListenerSettings{SendContext: &text}})
	if err == nil || !strings.Contains(err.Error(), "CreateTCPListeners") || strings.Contains(err.Error(), "ping") {
		t.Errorf("a parameter that the action does not have: %v", err)
	}
}

// A lost answer is not followed by a second order; the port tells what was made.
func TestCreateListener_lost(t *testing.T) {
	t.Parallel()
	for _, of := range []func(string) gaapapi.ListenersOf{tcpOf, udpOf} {
		for kind, made := range map[gaapmock.FaultKind]bool{gaapmock.FaultLostAfter: true, gaapmock.FaultLostBefore: false} {
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				in := gaapapi.ListenerInput{ListenersOf: of(s.AddProxy(gaapmock.Proxy{})), Port: 80, RealServerType: "IP", ListenerSettings: settings("n")}
				action := "Create" + in.Protocol + "Listeners"
				s.Inject(gaapmock.Fault{Action: action, Kind: kind})
				_, err := s.client.CreateListener(t.Context(), in)
				if api := errorOf(t, err); wire.ClassOf(err) != wire.Ambiguous || !api.MaybeDone || api.Attempts != 1 {
					t.Errorf("%s: %+v", kind, api)
				}
				if _, err := s.client.Layer4.At(t.Context(), in.ListenersOf, 80); made != (err == nil) {
					t.Errorf("%s: %v", kind, err)
				}
				if n := len(s.Calls(action)); n > 1 {
					t.Errorf("%s: sent %d times", kind, n)
				}
				s.CheckNoFaults()
			})
		}
	}
}

// What makes an object has a grace period after Ctrl-C.
func TestCreateListener_interrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Latency = slowly(3 * time.Second)
		in := gaapapi.ListenerInput{ListenersOf: tcpOf(s.AddProxy(gaapmock.Proxy{})), Port: 80, RealServerType: "IP", ListenerSettings: settings("n")}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if id, err := s.client.CreateListener(ctx, in); err != nil || id == "" {
			t.Errorf("%q, %v", id, err)
		}
	})
}

// A listener that does not exist is gone in any way in which the service says
// so; other invalid parameters are not about that.
func TestListener_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotExist, gaapmock.UnknownNotFound, gaapmock.UnknownOmitted} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{Unknown: unknown}})
			of := tcpOf(s.AddProxy(gaapmock.Proxy{}))
			_, err := s.client.Layer4.Describe(t.Context(), of, "listener-a1b2c3d4")
			_, found := s.client.Layer4.Find(t.Context(), "listener-a1b2c3d4")
			_, refreshed := s.client.Layer4.Refresh(t.Context(), of, "listener-a1b2c3d4")
			for how, err := range map[string]error{"read": err, "found": found, "refreshed": refreshed} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%s, %s: %v is %s", unknown, how, err, wire.ClassOf(err))
				}
			}
		})
	}
	for message, want := range map[string]wire.Class{
		"ListenerId(listener-a1b2c3d4) Not Exist.": wire.Gone,
		"ListenerId":                      wire.Final,
		"ProxyId(link-1) Not Exist.":      wire.Final,
		"RealServerId(rs-1) is not valid": wire.Final,
	} {
		client := newStubClient(t, "", says(inEnvelope(`"Error":{"Code":"InvalidParameter","Message":"`+message+`"}`)))
		if _, err := client.Layer4.Describe(t.Context(), tcpOf("link-1"), "listener-a1b2c3d4"); wire.ClassOf(err) != want {
			t.Errorf("%s: %v is %s", message, err, wire.ClassOf(err))
		}
		if _, err := client.DescribeProxyStatus(t.Context(), "link-1"); wire.ClassOf(err) != wire.Final {
			t.Errorf("about a proxy, %s is %s", message, wire.ClassOf(err))
		}
	}
}
