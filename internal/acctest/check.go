package acctest

import (
	"context"
	"fmt"
	"runtime/debug"
	"testing"

	"pgregory.net/rapid"
)

// Check is rapid.Check with each check in a bubble of synctest. Contexts come
// from the one that the check is given: those of t are not of the bubble, where
// time stands still while somebody waits for them.
func Check(t *testing.T, check func(ctx context.Context, t *rapid.T)) {
	t.Helper()
	rapid.Check(t, func(drawn *rapid.T) {
		var thrown any
		var stack []byte
		NewClock().bubble(t, func(t *testing.T) {
			defer func() { thrown, stack = recover(), debug.Stack() }()
			check(t.Context(), drawn)
		})
		rethrow(drawn, thrown, stack)
	})
}

// rethrow ends a check as it ended in the bubble. When rapid makes a check that
// failed simpler, it tells by the line that panics whether that fails likewise.
func rethrow(t *rapid.T, thrown any, stack []byte) {
	switch thrown.(type) {
	case nil:
		return
	case error, string: // a panic
		panic(fmt.Sprintf("%v\n\n%s", thrown, stack))
	}
	if t.Failed() {
		panic(thrown)
	}
	panic(thrown) // there is nothing left to draw
}
