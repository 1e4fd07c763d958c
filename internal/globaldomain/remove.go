package globaldomain

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// remove closes a unified domain and destroys it. One with records stays as it is:
// they would go with it, or keep it from going when it is closed already.
func remove(ctx context.Context, c *gaapapi.Client, m *model) error {
	id := m.ID.ValueString()
	records, err := c.DNSRecordsNow(ctx, id)
	if err != nil {
		return err
	}
	if len(records) > 0 {
		return object.ErrHeld
	}
	if err := awaitClosed(ctx, c, m); err != nil {
		return err
	}
	return c.DeleteGlobalDomain(ctx, id)
}

// awaitClosed closes a domain and waits until it is closed. Reads may show it open
// for a while after it was told, by this call or by one whose answer was lost; so a
// refusal counts when it still is when the lag is over.
func awaitClosed(ctx context.Context, c *gaapapi.Client, m *model) error {
	id, clock := m.ID.ValueString(), c.Clock()
	var told time.Time
	var refusal error
	last := ""
	err := c.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		d, err := c.DescribeGlobalDomain(ctx, id, m.ProjectID.ValueInt64())
		if err != nil {
			return false, err
		}
		last = d.Status
		switch {
		case last != gaapapi.GlobalDomainRunning, !told.IsZero() && clock.Now().Sub(told) < object.MaxLag:
			return last == gaapapi.GlobalDomainClosed, nil
		case refusal != nil:
			return false, refusal
		}
		refusal, told = c.DisableGlobalDomain(ctx, id), clock.Now()
		if refusal != nil && wire.CodeOf(refusal) != "FailedOperation" {
			return false, refusal
		}
		return false, nil
	})
	if err != nil && last != "" {
		return fmt.Errorf("closing it, when it was last seen %s: %w", last, err)
	}
	return err
}

// holders says what keeps a unified domain from being destroyed: records that stay.
func holders(ctx context.Context, c *gaapapi.Client, m *model) string {
	records, err := c.DNSRecordsNow(ctx, m.ID.ValueString())
	stay := slices.DeleteFunc(records, func(r gaapapi.DNSRecord) bool { return r.Status == gaapapi.DNSRecordDeleting })
	if err != nil || len(stay) == 0 {
		return ""
	}
	var all []string
	for _, r := range stay {
		all = append(all, fmt.Sprintf("%s (%s)", r.ID(), strings.Join(r.Countries, ", ")))
	}
	return fmt.Sprintf("These DNS records still lead clients from it to proxies: %s. If they are Terraform's, destroy them in the same run: let their domain_id refer to this resource. "+
		"Else delete them in the console, then apply again.", strings.Join(all, "; "))
}
