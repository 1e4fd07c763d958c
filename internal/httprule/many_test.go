package httprule_test

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

// rulesOfDomain are the rules that each domain has, when there are many.
const rulesOfDomain = 4

// many are rules in the mock and in the state, so many in all, and their
// configuration with more arguments.
func (x *test) many(s *acctest.Session, rules int, listeners ...string) func(more arguments) string {
	x.T.Helper()
	server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
	if err != nil {
		x.T.Fatal(err)
	}
	of := server.TypeOf(server.Schemas.Resources["gaap_http_rule"])
	each := rules / len(listeners)
	domains := each / rulesOfDomain
	for n, listener := range listeners {
		ids := make([]string, domains)
		for i := range ids {
			ids[i] = s.Mock.AddDomain(gaapmock.Domain{ListenerID: listener, Name: fmt.Sprintf("d%d.example.com", i)})
		}
		for i := range each {
			name, path := fmt.Sprintf("d%d.example.com", i%domains), fmt.Sprintf("/%d", i/domains)
			id := x.add(gaapmock.Rule{DomainID: ids[i%domains], Path: path, RealServers: []gaapmock.Binding{{ID: one, Port: 80}}})
			s.State().Put(fmt.Sprintf("gaap_http_rule.l%d[%d]", n, i), &tfcore.Object{Provider: "gaap", Value: tfcore.ObjectOf(of, map[string]cty.Value{
				"id": cty.StringVal(id), "listener_id": cty.StringVal(listener), "domain": cty.StringVal(name), "path": cty.StringVal(path), "health_check": cty.False,
			})})
		}
	}
	s.Clock.Advance(time.Minute)
	return func(more arguments) (text string) {
		for n, listener := range listeners {
			text += block(fmt.Sprintf("l%d", n), with(arguments{
				"count": fmt.Sprint(each), "listener_id": `"` + listener + `"`, "domain": fmt.Sprintf(`"d${count.index %% %d}.example.com"`, domains),
				"path": fmt.Sprintf(`"/${floor(count.index / %d)}"`, domains),
			}, more), to(one))
		}
		return text
	}
}

// A refresh of one listener takes few calls, whatever hangs on it.
func TestAccRule_refreshMany(t *testing.T) {
	const rules = 200
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		config := x.many(s, rules, plainID)
		s.Configure(config(nil))
		s.Mock.ResetJournal()
		plan := s.Planned(plain)
		calls := s.Mock.Journal()
		t.Logf("a refresh of %d rules took %d calls: %v", rules, len(calls), s.Mock.Counts())
		if len(plan.Changes()) != rules || !plan.Empty() {
			t.Errorf("not all is as it is configured:\n%.2000s", plan)
		}
		if len(calls) > 6 {
			t.Errorf("%d calls, want 6 at most", len(calls))
		}
	})
}

// A plan that changes all rules is bound by one operation at a time on each
// listener, as the service demands, and by nothing else.
func TestAccRule_changeMany(t *testing.T) {
	t.Parallel()
	const rules, each = 80, time.Second // of the service for a change
	for name, listeners := range map[string][]string{"one": {plainID}, "four": {plainID, tlsID, "listener-http0002", "listener-http0003"}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{ModifyDuration: each}})
			for n, id := range listeners {
				x.Mock.AddListener(gaapmock.Listener{ID: id, ProxyID: proxyID, Name: "more", Protocol: "HTTP", Port: int64(8000 + n)})
			}
			x.Session(t, func(s *acctest.Session) {
				s.Parallelism = 40
				config := x.many(s, rules, listeners...)
				s.Configure(config(arguments{"scheduler": `"lc"`}))
				plan := s.Planned(plain)
				s.Mock.ResetJournal()
				start := s.Clock.Now()
				s.Saved(plan)
				took, sum := s.Clock.Now().Sub(start), rules*each/time.Duration(len(listeners))
				most := time.Duration(1.15 * float64(sum))
				t.Logf("%d changes on %d listeners took %s, %s at most: %v", rules, len(listeners), took, most, s.Mock.Counts())
				if took > most {
					t.Errorf("it took %s, want %s at most", took, most)
				}
				for _, call := range s.Mock.Journal() {
					if call.Code != "" {
						t.Errorf("%s was refused with %s", call.Action, call.Code)
						break
					}
				}
				if n := strings.Count(strings.Join(x.Writes(ruleID), "\n"), "ModifyRuleAttribute"); n != rules {
					t.Errorf("%d changes were sent", n)
				}
			})
		})
	}
}
