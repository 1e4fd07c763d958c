package provider

import (
	"context"
	"errors"
	"os/exec"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// An orphan is seen by the id of its parent, soon, and not before.
func TestParent_untilGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var id atomic.Int64
		id.Store(100)
		start := time.Now()
		p := parent{started: 100, id: func() int { return int(id.Load()) }, clock: wait.System{}}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		p.untilGone(ctx)
		if took := time.Since(start); took != 10*time.Second {
			t.Errorf("returns after %s, while the parent lives", took)
		}

		time.AfterFunc(time.Minute, func() { id.Store(1) })
		start = time.Now()
		p.untilGone(t.Context())
		if took := time.Since(start); took < time.Minute || took > time.Minute+lookAfter {
			t.Errorf("returns after %s, the parent ends after %s", took, time.Minute)
		}
	})
}

// The wait for another process, which Windows needs, ends with it; one that
// cannot be waited for is not taken as gone.
func TestParent_untilEnded(t *testing.T) {
	command := exec.Command("go", "env", "GOOS")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := parent{started: command.Process.Pid}
	p.untilEnded(ctx)
	if ctx.Err() != nil {
		t.Fatal("the end of the process is not seen")
	}
	_ = command.Wait()

	ended, stop := context.WithTimeoutCause(t.Context(), time.Millisecond, errors.New("waited"))
	defer stop()
	p.untilEnded(ended)
	if context.Cause(ended) == nil {
		t.Error("a process that cannot be waited for is taken as gone")
	}
}
