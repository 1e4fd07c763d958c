package layer4_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// addListed adds listeners of the proxy: two of TCP, one of UDP with all, and one that
// is about to be gone; and one of the group.
func (x *test) addListed() {
	sick := gaapmock.Binding{ID: one, Port: 443, Weight: 7, Role: "master"}
	for _, l := range []gaapmock.Listener{
		{ID: "listener-tcp00002", Port: 443, Name: "web"},
		{ID: "listener-tcp00001", Port: 80, Name: "web", RealServers: []gaapmock.Binding{{ID: two, Port: 80}}},
		{
			ID: "listener-udp00001", Protocol: "UDP", Port: 80, Name: "voice", Scheduler: "wrr", HealthCheck: 1, DelayLoop: 20, ConnectTimeout: 9, HealthyThreshold: 2, UnhealthyThreshold: 3,
			FailoverSwitch: 1, CheckType: "PORT", CheckPort: 81, ContextType: "TEXT", SendContext: "ping", RecvContext: "pong", RealServers: []gaapmock.Binding{sick, {ID: two, Port: 80, Role: "slave"}},
		},
		{ID: "listener-gone0001", Port: 81, Status: gaapmock.StatusDestroying},
		{ID: "listener-group001", Port: 80, Name: "web", GroupID: groupID},
	} {
		if l.GroupID == "" {
			l.ProxyID = proxyID
		}
		if x.Mock.AddListener(l) == "" {
			x.T.Fatalf("%s was not added", l.ID)
		}
	}
	x.Mock.SetHealth(one, false)
	x.Clock.Advance(time.Minute)
}

// What is shown of listeners, by what they are looked for, and how it fails.
func TestAccLayer4_dataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	on := `proxy_id = "` + proxyID + "\"\n"
	list := func(arguments string, ids ...string) acctest.DataSource {
		shows := map[string]string{"ids.#": string(rune('0' + len(ids)))}
		for i, id := range ids {
			shows["ids."+string(rune('0'+i))] = id
		}
		return acctest.DataSource{Type: "gaap_layer4_listeners", Arguments: arguments, Shows: shows}
	}
	fails := func(arguments string, phrases ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_layer4_listeners", Arguments: arguments, Fails: phrases}
	}
	all := list(on, "listener-tcp00001", "listener-tcp00002", "listener-udp00001")
	for name, value := range map[string]string{
		"listeners.0.id": "listener-tcp00001", "listeners.0.name": "web", "listeners.0.protocol": "TCP", "listeners.0.port": "80", "listeners.0.client_ip_method": "0", "listeners.0.check_type": "",
		"listeners.0.proxy_id": proxyID, "listeners.0.group_id": "", "listeners.0.health_check": "false", "listeners.0.interval": "5", "listeners.0.bind_status": "NORMAL",
		"listeners.0.realserver_type": "IP", "listeners.0.status": "RUNNING", "listeners.0.realserver_bind_set.#": "1", "listeners.0.realserver_bind_set.0.id": two,
		"listeners.0.realserver_bind_set.0.ip": "192.0.2.2", "listeners.1.realserver_bind_set.#": "0",
		"listeners.2.scheduler": "wrr", "listeners.2.health_check": "true", "listeners.2.interval": "20", "listeners.2.connect_timeout": "9", "listeners.2.healthy_threshold": "2",
		"listeners.2.unhealthy_threshold": "3", "listeners.2.failover_switch": "true", "listeners.2.check_type": "PORT", "listeners.2.check_port": "81", "listeners.2.context_type": "TEXT",
		"listeners.2.send_context": "ping", "listeners.2.recv_context": "pong", "listeners.2.bind_status": "ABNORMAL", "listeners.2.client_ip_method": "",
		"listeners.2.realserver_bind_set.0.weight": "7", "listeners.2.realserver_bind_set.0.failover_role": "master",
	} {
		all.Shows[name] = value
	}
	acctest.DataSources{
		"all":              all,
		"of TCP":           list(on+`protocol = "TCP"`, "listener-tcp00001", "listener-tcp00002"),
		"of UDP":           list(on+`protocol = "UDP"`, "listener-udp00001"),
		"at a port":        list(on+"port = 80", "listener-tcp00001", "listener-udp00001"),
		"by name":          list(on+`name = "web"`, "listener-tcp00001", "listener-tcp00002"),
		"by id":            list(on+`listener_id = "listener-tcp00002"`, "listener-tcp00002"),
		"by another's id":  list(on + `listener_id = "listener-group001"`),
		"by no id":         fails(on+`listener_id = "web"`, "listener-a1b2c3d4"),
		"by part of name":  list(on + `name = "we"`),
		"by all":           list(on+"protocol = \"UDP\"\nport = 80\nname = \"voice\"", "listener-udp00001"),
		"of a group":       list(`group_id = "`+groupID+`"`, "listener-group001"),
		"of nothing":       fails("", "proxy_id", "group_id"),
		"of both":          fails(on+`group_id = "`+groupID+`"`, "proxy_id", "group_id"),
		"of no proxy's id": fails(`proxy_id = "edge"`, "link-a1b2c3d4"),
		"of port 0":        fails(on+"port = 0", "port"),
		"of HTTP":          fails(on+`protocol = "HTTP"`, "protocol"),
		"refused": {
			Type: "gaap_layer4_listeners", Arguments: on, Action: "DescribeTCPListeners", Fault: "UnauthorizedOperation",
			Fails: []string{"Cannot list GAAP listeners", "DescribeTCPListeners", "UnauthorizedOperation", "CAM policy"},
		},
	}.Run(t, x.Environment)
}

// The origins that a listener has, and may have.
func TestAccLayer4_realServersDataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	x.Mock.AddListener(gaapmock.Listener{ID: "listener-domain01", ProxyID: proxyID, Port: 90, RealServerType: "DOMAIN", HealthCheck: 1, RealServers: []gaapmock.Binding{{ID: "rs-name0001", Port: 80}}})
	x.Mock.SetHealth("rs-name0001", false, "198.51.100.2", "198.51.100.1")
	x.Mock.UpdateRealServer("rs-six00001", func(r *gaapmock.RealServer) { r.Banned, r.ProjectID = true, 1204 })
	x.Clock.Advance(time.Minute)
	of := func(id string, shows map[string]string, fails ...string) acctest.DataSource {
		d := acctest.DataSource{Type: "gaap_listener_realservers", Arguments: `listener_id = "` + id + `"`, Action: "DescribeListenerRealServers", Shows: shows, Fails: fails}
		if strings.HasPrefix(id, "listener-") {
			d.Sends = `{"ListenerId":"` + id + `"}`
		}
		return d
	}
	refused := of("listener-udp00001", nil, "Cannot list the origins of a GAAP listener", "DescribeListenerRealServers", "CAM policy")
	refused.Fault = "UnauthorizedOperation"
	acctest.DataSources{
		"UDP": of("listener-udp00001", map[string]string{
			"bound.#": "2", "bound.0.id": one, "bound.0.address": "192.0.2.1", "bound.0.port": "443", "bound.0.weight": "7", "bound.0.failover_role": "master", "bound.0.health": "ABNORMAL",
			"bound.0.down_ips.#": "1", "bound.0.down_ips.0": "192.0.2.1:443", "bound.1.health": "NORMAL", "bound.1.down_ips.#": "0", "bound.1.failover_role": "slave",
			"bindable.#": "3", "bindable.0.id": one, "bindable.0.name": one, "bindable.0.address": "192.0.2.1", "bindable.0.project_id": "0", "bindable.0.banned": "false",
			"bindable.1.id": "rs-six00001", "bindable.1.banned": "true", "bindable.1.project_id": "1204",
		}),
		"none":   of("listener-tcp00002", map[string]string{"bound.#": "0", "bindable.#": "3"}),
		"domain": of("listener-domain01", map[string]string{"bound.0.health": "ABNORMAL", "bound.0.down_ips.0": "198.51.100.1", "bound.0.failover_role": "", "bindable.#": "2"}),
		"gone":   of("listener-missing0", nil, "Cannot list the origins of a GAAP listener", "listener-missing0", "Not Exist"),
		"an id":  of("web", nil, "listener-a1b2c3d4"), "refused": refused,
	}.Run(t, x.Environment)
}

// terraform query finds the same, with all attributes if they are asked for.
func TestAccLayer4_listResource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.addListed()
	x.Session(t, func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		provider := tfcore.ObjectOf(server.TypeOf(server.Schemas.Provider), map[string]cty.Value{
			"endpoint": cty.StringVal(s.URL), "secret_id": cty.StringVal(s.Key.SecretID), "secret_key": cty.StringVal(s.Key.SecretKey), "security_token": cty.StringVal(s.Key.Token),
		})
		if said := server.Configure(s.T.Context(), provider); len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		of := server.TypeOf(server.Schemas.ListResources["gaap_layer4_listener"])
		for name, c := range map[string]struct {
			arguments map[string]cty.Value
			limit     int64
			want      string
		}{
			"all":        {map[string]cty.Value{"proxy_id": cty.StringVal(proxyID)}, 100, "voice (listener-udp00001) web (listener-tcp00001) web (listener-tcp00002)"},
			"of UDP":     {map[string]cty.Value{"proxy_id": cty.StringVal(proxyID), "protocol": cty.StringVal("UDP")}, 100, "voice (listener-udp00001)"},
			"at 80":      {map[string]cty.Value{"proxy_id": cty.StringVal(proxyID), "port": cty.NumberIntVal(80), "name": cty.StringVal("web")}, 100, "web (listener-tcp00001)"},
			"of a group": {map[string]cty.Value{"group_id": cty.StringVal(groupID)}, 100, "web (listener-group001)"},
			"the first":  {map[string]cty.Value{"group_id": cty.StringVal(groupID)}, 1, "web (listener-group001)"},
		} {
			var names []string
			for result := range server.List(s.T.Context(), "gaap_layer4_listener", tfcore.ObjectOf(of, c.arguments), true, c.limit) {
				if len(result.Said) > 0 {
					t.Errorf("%s: %s", name, tfcore.Render(result.Said))
				}
				names = append(names, result.Name)
			}
			if got := strings.Join(slices.Sorted(slices.Values(names)), " "); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	})
}
