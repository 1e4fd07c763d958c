package acctest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Orders demands how often CreateProxy was sent and executed, of all calls of a
// journal, and returns the tokens.
func Orders(t *testing.T, journal []gaapmock.Call, sent, executed int) (tokens []string) {
	t.Helper()
	done := 0
	for _, call := range journal {
		if call.Action != "CreateProxy" {
			continue
		}
		tokens = append(tokens, call.ClientToken)
		if call.Committed {
			done++
		}
	}
	if len(tokens) != sent || done != executed {
		t.Errorf("CreateProxy was sent %d times and executed %d times, want %d and %d", len(tokens), done, sent, executed)
	}
	return tokens
}

// SentAgain demands that one order was sent so many times and executed once.
func SentAgain(t *testing.T, journal []gaapmock.Call, times int) {
	t.Helper()
	if tokens := slices.Compact(Orders(t, journal, times, 1)); len(tokens) != 1 {
		t.Errorf("the ClientTokens %q differ", tokens)
	}
}

// Destroyed demands that DestroyProxies was called for these proxies and no
// others. How often does not matter: it may be refused at first.
func Destroyed(t *testing.T, journal []gaapmock.Call, want ...string) {
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
