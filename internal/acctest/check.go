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
		var thrown any // how rapid ends a check, or a panic
		NewClock().bubble(t, func(t *testing.T) {
			defer func() {
				switch thrown = recover(); thrown.(type) {
				case error, string:
					thrown = fmt.Sprintf("%v\n\n%s", thrown, debug.Stack()) // which ends here
				}
			}()
			check(t.Context(), drawn)
		})
		if thrown != nil {
			panic(thrown)
		}
	})
}
