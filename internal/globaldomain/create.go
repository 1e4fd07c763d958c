package globaldomain

import (
	"context"
	"fmt"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create makes a unified domain, which has neither a ClientToken nor a natural key.
func create(ctx context.Context, c *change) (string, error) {
	in := input(c)
	return c.CreateByOrder(ctx, object.Order[gaapapi.GlobalDomain]{
		Key: c.Plan.key(),
		List: func(ctx context.Context) ([]gaapapi.GlobalDomain, error) {
			return c.Client.GlobalDomainsNow(ctx, in.ProjectID)
		},
		Lacks: func(d gaapapi.GlobalDomain) []string { return lacks(in, d) },
		Send: func(ctx context.Context) (string, error) {
			if err := c.CreateTags(ctx, in.Tags); err != nil {
				return "", err
			}
			return c.Client.CreateGlobalDomain(ctx, in)
		},
		StopAtOlder: func(ctx context.Context, equal []gaapapi.GlobalDomain) error {
			excuse := func(ctx context.Context, id string) (bool, string, error) { return excuse(ctx, c, id) }
			return c.StopAtOlderEquals(ctx, equal, object.OlderEquals{WhyHarmless: excuse, DestroyedKey: destroyedKey(c.Plan), NameArgument: "alias"})
		},
		IsMeant: func(d gaapapi.GlobalDomain) bool {
			return d.Alias == in.Alias && (in.Alias != "" || gaapapi.SameAddress(d.DefaultValue, in.DefaultValue))
		},
	})
}

func input(c *change) gaapapi.GlobalDomainInput {
	return gaapapi.GlobalDomainInput{
		ProjectID: c.Plan.ProjectID.ValueInt64(), DefaultValue: c.Plan.DefaultValue.ValueString(), Alias: c.Plan.Alias.ValueString(), Tags: c.PlannedTags(),
	}
}

// excuse says why an equal domain that was there before does not stop an order.
func excuse(ctx context.Context, c *change, id string) (equal bool, words string, err error) {
	records, err := c.Client.DNSRecordsNow(ctx, id)
	switch {
	case wire.ClassOf(err) == wire.Gone:
		return false, "", nil
	case err != nil:
		return false, "", err
	case len(records) > 0:
		return true, "is in use", nil
	}
	return true, "", nil
}

// lacks says in what a domain is not what is ordered. Tags beyond those that are
// ordered do not count: others put them on.
func lacks(in gaapapi.GlobalDomainInput, d gaapapi.GlobalDomain) []string {
	var found []string
	if d.Alias != in.Alias {
		found = append(found, fmt.Sprintf("its alias is %s, not %s", quote.Text(d.Alias), quote.Text(in.Alias)))
	}
	if d.ProjectID != in.ProjectID {
		found = append(found, fmt.Sprintf("its project is %d, not %d", d.ProjectID, in.ProjectID))
	}
	if !gaapapi.SameAddress(d.DefaultValue, in.DefaultValue) {
		found = append(found, fmt.Sprintf("its default value is %s, not %s", quote.Text(d.DefaultValue), quote.Text(in.DefaultValue)))
	}
	return append(found, gaapapi.LackingTags(in.Tags, d.Tags)...)
}

// complete opens or closes a new domain as enable says. One that was adopted loses
// tags that nobody asked for.
func complete(ctx context.Context, c *change) error {
	if enable := c.Plan.Enable.ValueBool(); enable != (c.ReadyStatus == gaapapi.GlobalDomainRunning) {
		if err := setEnabled(ctx, c, enable); err != nil {
			return err
		}
	}
	if c.Adopted {
		return c.ReplaceTags(ctx)
	}
	return nil
}

// lacksAfterCreate says in what a new domain is not what was asked for.
func lacksAfterCreate(c *change, d gaapapi.GlobalDomain) []string {
	if enabled, known := enabledBy(d.Status); known && enabled != c.Plan.Enable.ValueBool() {
		return []string{"the domain is " + d.Status}
	}
	in := input(c)
	return append(lacks(in, d), object.ForeignTags("domain", d.Tags, in.Tags)...)
}
