package provider

import (
	"context"
	"os"
	"runtime"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// lookAfter is how often a provider looks whether its Terraform is still there.
const lookAfter = time.Second

// parent is the process that started this one: Terraform. Terraform tells its
// plugins when to end; one that was killed cannot, and its plugins would stay
// for ever.
type parent struct {
	started int        // its id at the start
	id      func() int // of the process that is the parent now
	clock   wait.Clock
}

func newParent() parent { return parent{started: os.Getppid(), id: os.Getppid, clock: wait.System{}} }

// untilGone returns when the parent has ended, or when ctx ends.
func (p parent) untilGone(ctx context.Context) {
	if runtime.GOOS == "windows" {
		p.untilEnded(ctx)
		return
	}
	// An orphan gets another parent. (Linux could send a signal, but sends it
	// when the thread that started the child ends, which is not the process.)
	for p.id() == p.started {
		if p.clock.Sleep(ctx, lookAfter) != nil {
			return
		}
	}
}

// untilEnded waits on the parent itself. On Windows an orphan keeps the id of
// its parent, but a process may wait for any other.
func (p parent) untilEnded(ctx context.Context) {
	process, err := os.FindProcess(p.started)
	if err == nil {
		_, err = process.Wait()
	}
	if err != nil {
		<-ctx.Done() // it may not be looked at: nothing is known
	}
}
