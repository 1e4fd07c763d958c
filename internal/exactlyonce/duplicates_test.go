package exactlyonce_test

import (
	"encoding/json"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// targetOf is the proxy that a write is about.
func targetOf(t *testing.T, call gaapmock.Call) string {
	t.Helper()
	var body struct{ ProxyIds []string }
	must(t, json.Unmarshal(call.Body, &body))
	if len(body.ProxyIds) != 1 {
		t.Fatalf("%s is about %v", call.Action, body.ProxyIds)
	}
	return body.ProxyIds[0]
}

var refusal = regexp.MustCompile(`GAAP proxies cannot be told apart`)

func (e *inside) refusedStep(body string) resource.TestStep {
	return resource.TestStep{Config: e.Config(body), ExpectError: refusal}
}

// orders counts the CreateProxy calls.
func (e *inside) orders(want int) {
	e.t.Helper()
	if n := len(e.Mock.Calls("CreateProxy")); n != want {
		e.t.Errorf("CreateProxy was sent %d times, want %d", n, want)
	}
}

// Two equal proxies in one configuration are refused before anything is sent.
// Names of their own let both be made.
func TestAccTwins_new(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		e := newInside(t, replay)
		e.run(
			e.refusedStep(block("one", nil)+block("two", nil)),
			e.refusedStep(block("one", arguments{"count": "2"})),
			e.refusedStep(block("one", arguments{"client_token": `"own"`})+block("two", nil)),
			e.appliedStep(block("one", nil)+block("two", arguments{"name": `"other"`}), func() { e.orders(0) }),
		)
		e.orders(2)
	})
}

// One exists and an equal one is added; whichever Terraform plans first.
func TestAccTwins_added(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		e := newInside(t, replay)
		e.run(
			e.appliedStep(block("old", nil)),
			// The new one is planned after the old one, and the other way round.
			e.refusedStep(block("old", nil)+block("new", arguments{"depends_on": "[gaap_proxy.old]"})),
			e.refusedStep(block("old", arguments{"depends_on": "[gaap_proxy.new]"})+block("new", nil)),
			e.appliedStep(block("old", nil)+block("new", arguments{"name": `"other"`}), func() { e.orders(1) }),
		)
		e.orders(2)
	})
}

// Equal proxies with tokens of their own are two orders, each with its proxy.
// When one is gone and its token is used again, the service says that it knows
// the token. An apply does not hear of the other one, which could be what was
// made with it, as long as it is young. Another token is not known.
func TestAccTwins_ownTokens(t *testing.T) {
	inBothModes(t, func(t *testing.T, replay gaapmock.ReplayMode) {
		e := newInside(t, replay)
		one := block("one", arguments{"client_token": `"own-1"`})
		two, third := block("two", arguments{"client_token": `"own-2"`}), block("two", arguments{"client_token": `"own-3"`})
		e.run(
			e.appliedStep(one+two),
			e.appliedStep(one), // only its own goes
			resource.TestStep{Config: e.Config(one + two), ExpectError: acctest.Says("Equal GAAP proxy exists")},
			e.appliedStep(one+third),
			e.appliedStep(one),
			e.appliedStep(one+two, func() { e.Clock.Advance(2 * time.Hour) }),
		)
	})
}

// An id to adopt that one of two equal proxies has is not given to the other one,
// whose token is its own, although an apply does not hear of the first.
func TestAccTwins_adopted(t *testing.T) {
	inSessions(t, func(s *session, _ gaapmock.ReplayMode) {
		one, two := block("test", arguments{"client_token": `"own-1"`}), block("two", arguments{"client_token": `"own-2"`})
		s.Configure(one)
		s.Apply(plain)
		id := s.only()
		s.Configure(one+two, `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP proxies cannot be told apart", "names proxy "+id, "Take the id out of adopt")
		s.requireOrders(1, 1)
		s.Configure(one + two)
		s.Apply(plain)
		s.requireOrders(2, 2)
	})
}
