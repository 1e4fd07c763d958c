package acctest

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// CheckCalls demands that an action was called with these parameters, JSON
// texts, and with no others. How often it was called with each does not matter:
// the CLI reads a data source several times in a test.
func (e *Environment) CheckCalls(t *testing.T, action string, want ...string) {
	t.Helper()
	made := make([]bool, len(want))
	for _, call := range e.Mock.Calls(action) {
		got := decode(t, string(call.Body))
		i := slices.IndexFunc(want, func(text string) bool { return reflect.DeepEqual(got, decode(t, text)) })
		if i < 0 {
			t.Errorf("%s was called with %s, want only %s", action, call.Body, want)
			continue
		}
		made[i] = true
	}
	for i, done := range made {
		if !done {
			t.Errorf("%s was not called with %s", action, want[i])
		}
	}
}

func decode(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}
