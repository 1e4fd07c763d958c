package listener

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// LeastInterval is the shortest time between two checks of origins, and the
// default, in seconds.
const LeastInterval = 5

// usualTimeout is the default of connect_timeout, in seconds.
const usualTimeout = 2

// CheckTimes refuses a check of origins, by a listener or a rule, that does not
// end before the next one begins. noun is what the object is called.
func CheckTimes(noun string, interval, timeout types.Int64, diags *diag.Diagnostics) {
	if interval.IsUnknown() || timeout.IsUnknown() {
		return
	}
	every, until := object.Known(interval, types.Int64Value(LeastInterval)).ValueInt64(), object.Known(timeout, types.Int64Value(usualTimeout)).ValueInt64()
	if until >= every && every >= LeastInterval { // a shorter one is refused as such
		diags.AddAttributeError(path.Root("connect_timeout"), "Invalid "+noun,
			fmt.Sprintf("connect_timeout is %d seconds, and must be less than interval, which is %d.", until, every))
	}
}
