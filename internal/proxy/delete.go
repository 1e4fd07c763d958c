package proxy

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const summaryDelete = "Cannot delete GAAP proxy"

// destroy destroys a proxy and waits until it is gone. A proxy whose status
// does not allow it now is watched, and told again once it has settled.
func destroy(ctx context.Context, client *gaapapi.Client, id string, force bool) error {
	var refusal error
	accepted := false
	err := client.Poll(ctx, statusBackoff, func(ctx context.Context) (bool, error) {
		if accepted || refusal != nil {
			status, err := client.DescribeProxyStatus(ctx, id)
			if gaapapi.ClassOf(err) == gaapapi.Gone && !accepted {
				// Nobody destroyed it, so look twice.
				_, err = client.DescribeProxy(ctx, id)
			}
			if gaapapi.ClassOf(err) == gaapapi.Gone {
				return true, nil
			}
			if err != nil {
				return false, err
			}
			accepted = accepted || status == gaapapi.StatusDestroying
			if accepted || !status.Stable() {
				return false, nil
			}
		}
		err := client.DestroyProxies(ctx, id, force)
		switch {
		case err == nil:
			accepted = true
			return false, nil
		case gaapapi.ClassOf(err) == gaapapi.Gone:
			return true, nil
		case mayResolve(err):
			tflog.Info(ctx, "The GAAP proxy cannot be destroyed yet", map[string]any{"id": id, "reason": err.Error()})
			refusal = err
			return false, nil
		}
		return false, err
	})
	if err != nil && refusal != nil && !accepted && !errors.Is(err, refusal) {
		return fmt.Errorf("%w (the last answer was: %w)", err, refusal)
	}
	return err
}
