package layer4_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// counts are how often the actions were called, and none may have been throttled.
func (x *test) counts() (text string, all int) {
	x.T.Helper()
	for _, call := range x.Mock.Journal() {
		all++
		if strings.HasPrefix(call.Code, "RequestLimitExceeded") {
			x.T.Errorf("%s was throttled", call.Action)
		}
	}
	return fmt.Sprint(x.Mock.Counts()), all
}

// Two hundred listeners of a proxy are refreshed with a call for each hundred of
// a protocol, and a few for the account.
func TestAccLayer4_refreshMany(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	const each = 100
	x.Session(t, func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		of := server.TypeOf(server.Schemas.Resources["gaap_layer4_listener"])
		s.Configure(block("tcp", arguments{"count": fmt.Sprint(each), "port": "count.index + 100"}, to(one), to(two)) +
			block("udp", with(udp, arguments{"count": fmt.Sprint(each), "port": "count.index + 100"}), to(one), to(two)))
		for i := range 2 * each {
			protocol := []string{"TCP", "UDP"}[i/each]
			id := s.Mock.AddListener(gaapmock.Listener{
				ProxyID: proxyID, Protocol: protocol, Port: int64(100 + i%each), Name: "web", RealServers: []gaapmock.Binding{{ID: one, Port: 80}, {ID: two, Port: 80}},
			})
			s.State().Put(fmt.Sprintf("gaap_layer4_listener.%s[%d]", strings.ToLower(protocol), i%each), &tfcore.Object{Provider: "gaap", Value: tfcore.ObjectOf(of, map[string]cty.Value{
				"id": cty.StringVal(id), "protocol": cty.StringVal(protocol), "port": cty.NumberIntVal(int64(100 + i%each)), "proxy_id": cty.StringVal(proxyID), "name": cty.StringVal("web"),
			})})
		}
		plan := s.MustPlan(plain)
		counts, all := x.counts()
		t.Logf("a refresh of %d listeners took %d calls: %s", 2*each, all, counts)
		if len(plan.Changes()) != 2*each || !plan.Empty() {
			t.Errorf("not all is as it is configured:\n%.2000s", plan)
		}
		if all > 8 {
			t.Errorf("%d calls, want 8 at most", all)
		}
	})
}

// Forty listeners with two origins each are made and destroyed as fast as the
// service and its quota allow.
func TestAccLayer4_createMany(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	const n = 40
	x.Session(t, func(s *acctest.Session) {
		s.Parallelism = n
		config := func(name, origin string) string {
			return block("test", arguments{"count": fmt.Sprint(n), "port": "count.index + 100", "name": name}, to(one), to(origin))
		}
		// A create and a bind of each, at 20 a second, and 2 s for each of the two;
		// for a change 1 s, and 2 s; for a destruction 2 s, of twenty in a call.
		for _, step := range []struct {
			what, config string
			writes       int
			chain        time.Duration
		}{
			{"create", config(`"web"`, two), 2 * n, 4 * time.Second},
			{"update", config(`"new"`, "rs-six00001"), 2 * n, 3 * time.Second},
			{"destroy", "", n / 20, 2 * time.Second},
		} {
			s.Configure(step.config)
			plan := s.MustPlan(plain)
			x.Mock.ResetJournal()
			start := s.Clock.Now()
			s.ApplySaved(plan)
			took := s.Clock.Now().Sub(start)
			counts, _ := x.counts()
			most := time.Duration(1.3*float64(max(time.Duration(step.writes)*time.Second/20, step.chain))) + 3*time.Second
			t.Logf("%s of %d listeners took %s, %s at most: %s", step.what, n, took, most, counts)
			if took > most {
				t.Errorf("%s took %s, want %s at most", step.what, took, most)
			}
			if got := len(x.Writes(listenerID)); got != step.writes {
				t.Errorf("%s: %d writes, want %d", step.what, got, step.writes)
			}
			if step.config != "" {
				s.RequireEmptyPlan()
			}
		}
	})
	x.RequireNothingLeft()
}
