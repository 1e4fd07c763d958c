package acctest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// RequireSent demands how often an action was sent and executed, of all calls of a
// journal, and returns the calls.
func RequireSent(t *testing.T, journal []gaapmock.Call, action string, sent, executed int) (calls []gaapmock.Call) {
	t.Helper()
	calls = slices.DeleteFunc(slices.Clone(journal), func(call gaapmock.Call) bool { return call.Action != action })
	if done := CountExecuted(calls); len(calls) != sent || done != executed {
		t.Errorf("%s was sent %d times and executed %d times, want %d and %d", action, len(calls), done, sent, executed)
	}
	return calls
}

// CountExecuted is how many of some calls were executed.
func CountExecuted(calls []gaapmock.Call) (n int) {
	for _, call := range calls {
		if call.Committed {
			n++
		}
	}
	return n
}

// RequireOrders is [RequireSent] for CreateProxy. It returns the tokens.
func RequireOrders(t *testing.T, journal []gaapmock.Call, sent, executed int) (tokens []string) {
	t.Helper()
	for _, call := range RequireSent(t, journal, "CreateProxy", sent, executed) {
		tokens = append(tokens, call.ClientToken)
	}
	return tokens
}

// RequireResent demands that one order was sent so many times and executed once.
func RequireResent(t *testing.T, journal []gaapmock.Call, times int) {
	t.Helper()
	if tokens := slices.Compact(RequireOrders(t, journal, times, 1)); len(tokens) != 1 {
		t.Errorf("the ClientTokens %q differ", tokens)
	}
}

// RequireDestroyed demands that DestroyProxies was called for these proxies and no
// others. How often does not matter: it may be refused at first.
func RequireDestroyed(t *testing.T, journal []gaapmock.Call, want ...string) {
	t.Helper()
	var got []string
	for _, call := range journal {
		if call.Action != "DestroyProxies" {
			continue
		}
		var body struct{ ProxyIds []string }
		if err := json.Unmarshal(call.Body, &body); err != nil {
			t.Error(err)
		}
		got = append(got, body.ProxyIds...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("DestroyProxies was called for %v, want %v", got, want)
	}
}
