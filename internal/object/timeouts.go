package object

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// DefaultTimeout is how long an operation may take unless the configuration says otherwise.
const DefaultTimeout = 20 * time.Minute

// TimeoutsBlock is the timeouts block of a resource; noun is what its texts call
// the object, and ready what a new one is in the end, such as "run".
func TimeoutsBlock(ctx context.Context, noun, ready string) schema.Block {
	return timeouts.Block(ctx, timeouts.Opts{
		Create: true, CreateDescription: "How long to wait for a new " + noun + " to " + ready + ", such as `30m`. Default `20m`.",
		Update: true, UpdateDescription: "How long to wait for a change to take effect. Default `20m`.",
		Delete: true, DeleteDescription: "How long to wait for the " + noun + " to be gone. Default `20m`.",
	})
}

// timeoutEntry is an entry of the timeouts block: the time that it sets, or the default.
type timeoutEntry func(ctx context.Context, usual time.Duration) (time.Duration, diag.Diagnostics)

// withTimeout bounds an operation by its entry of the timeouts block.
func (r *Resource[M, T]) withTimeout(ctx context.Context, name string, entry timeoutEntry, diags *diag.Diagnostics) (context.Context, context.CancelFunc) {
	timeout, problems := entry(ctx, DefaultTimeout)
	diags.Append(problems...)
	return r.Data.Client.WithTimeout(ctx, "timeouts."+name, timeout)
}

// checkTimeouts refuses a time that is up before it begins; the block's own
// validators take any length.
func checkTimeouts(ctx context.Context, t timeouts.Value, diags *diag.Diagnostics) {
	for name, entry := range map[string]timeoutEntry{"create": t.Create, "update": t.Update, "delete": t.Delete} {
		if timeout, problems := entry(ctx, DefaultTimeout); !problems.HasError() && timeout <= 0 {
			diags.AddAttributeError(path.Root("timeouts").AtName(name), "Invalid timeout",
				fmt.Sprintf("%s is not a valid timeout. Set a duration such as 30m, or leave it out for the default, %s.", timeout, DefaultTimeout))
		}
	}
}
