package errorpage

import (
	"context"
	"fmt"
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// create makes an error page. Its natural keys are its codes: a domain has one page
// for each.
//
// Assumption: pages of which the codes overlap cannot stand beside each other.
func create(ctx context.Context, c *change) (string, error) {
	in := c.Plan.plannedPage()
	holder := func(all []gaapapi.ErrorPage) gaapapi.ErrorPage {
		for _, p := range all {
			if slices.ContainsFunc(p.ErrorCodes, func(code int64) bool { return slices.Contains(in.ErrorCodes, code) }) {
				return p
			}
		}
		return gaapapi.ErrorPage{}
	}
	return c.CreateByKey(ctx, object.Key[gaapapi.ErrorPage]{
		Words: fmt.Sprintf("the codes %s of %s of %s", words(in.ErrorCodes), in.Domain, in.ListenerID),
		Look: func(ctx context.Context) (gaapapi.ErrorPage, error) {
			seen, err := c.Client.RecentErrorPages(ctx, in.ListenerID, in.Domain, object.SameLook)
			return holder(seen.All), err
		},
		Holder: func(ctx context.Context) (gaapapi.ErrorPage, error) {
			all, err := c.Client.ErrorPages(ctx, in.ListenerID, in.Domain)
			return holder(all), err
		},
		Lacks:     func(p gaapapi.ErrorPage) []string { return lacks(c.Plan, p) },
		Send:      func(ctx context.Context) (string, error) { return c.Client.CreateErrorPage(ctx, in) },
		TakenCode: "FailedOperation.DomainAlreadyExisted",
		Scope:     in.ListenerID,
	})
}

func blockedError(ctx context.Context, c *gaapapi.Client, m *model, cause error) error {
	return object.ListenerBlocks(ctx, c, m.ListenerID.ValueString(), "error page", cause)
}
