package object

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// A wait begins with what the last read has shown, unless a write came after that,
// which may itself have read.
func TestHandle_latest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(0)
		id, err := s.put(shownPath{listener: "lsn-1", path: "/"})
		if err != nil {
			t.Fatal(err)
		}
		h := complete[pathModel](s.kind()).handle(newRules(t).Data.Client, &pathModel{Core: Core{ID: types.StringValue(id)}})
		whole := h.read
		for name, test := range map[string]struct {
			between func(context.Context) error
			reads   int
		}{
			"nothing":            {func(context.Context) error { return nil }, 1},
			"a wait for RUNNING": {func(ctx context.Context) error { return h.awaitTarget(ctx, time.Now(), "RUNNING") }, 2},
			"a write": {func(ctx context.Context) error {
				return h.Write(ctx, func(context.Context) error { return nil }, func(shownPath) bool { return true })
			}, 2},
			"a write that reads": {func(ctx context.Context) error {
				return h.Write(ctx, func(ctx context.Context) error { _, err := whole(ctx); return err }, func(shownPath) bool { return true })
			}, 3},
		} {
			s.reads = 0
			_, err := h.Read(t.Context())
			if err == nil {
				err = test.between(t.Context())
			}
			if err == nil {
				_, err = h.Await(t.Context(), func(shownPath) string { return "" })
			}
			if err != nil || s.reads != test.reads {
				t.Errorf("%s: %d reads, want %d: %v", name, s.reads, test.reads, err)
			}
		}
	})
}
