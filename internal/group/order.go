package group

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// order is a group to create, and what it is to be.
type order struct {
	*change

	in gaapapi.ProxyGroupInput
}

// candidate is an equal group that was there before, and what is to be said of it.
type candidate struct {
	group gaapapi.ProxyGroup
	words string // follow "it"; empty if it may be what an interrupted run left
}

// stopAtOlder stops the order if an equal group may be what an interrupted run left.
func (o order) stopAtOlder(ctx context.Context, equal []gaapapi.ProxyGroup) error {
	var orphans, noted []candidate
	for _, g := range equal {
		is, words, err := o.excuse(ctx, g.ID)
		switch {
		case err != nil:
			return fmt.Errorf("looking at proxy group %s, which may be equal: %w", g.ID, err)
		case is && words == "":
			orphans = append(orphans, candidate{g, ""})
		case is:
			noted = append(noted, candidate{g, words})
		}
	}
	if len(noted) > 0 {
		o.Diags.AddWarning(summaryEqual+": "+idsOf(noted), fmt.Sprintf(besideDetail, quote.Text(o.in.Name), o.listed(noted)))
	}
	orphans, err := o.awaitOwners(ctx, orphans)
	if err != nil || len(orphans) == 0 {
		return err
	}
	adopt := o.Data.Ledger.Stop(strings.Split(idsOf(orphans), ", "))
	return object.Stop(summaryEqual, "What is ordered seems to exist already:\n"+o.listed(orphans)+fmt.Sprintf(waysOn, adopt))
}

// excuse looks closer at a group. It reports whether it is equal, and why it does not
// stop the order all the same, "" if it does.
func (o order) excuse(ctx context.Context, id string) (equal bool, words string, err error) {
	whole, err := o.Client.DescribeProxyGroup(ctx, id)
	if wire.ClassOf(err) == wire.Gone {
		return false, "", nil
	}
	if err != nil || len(o.lacks(whole)) > 0 || len(o.lacksCloser(whole)) > 0 {
		return false, "", err
	}
	used := len(whole.Members) > len(o.in.Access)
	if !used {
		used, err = o.Client.GroupHasListeners(ctx, id)
	}
	switch {
	case used:
		return true, "is in use", nil
	case providerdata.RunOf[destroyed](o.Data).has(o.Plan.key()):
		return true, "is beside one that this run destroys", nil
	}
	return true, "", err
}

// awaitOwners waits for a while: the owner of an equal group may be an instance whose
// turn has not come yet. All orders of a run wait together, once. It returns those
// that have no owner.
func (o order) awaitOwners(ctx context.Context, orphans []candidate) (left []candidate, err error) {
	if len(orphans) == 0 {
		return nil, nil
	}
	ledger, clock := o.Data.Ledger, o.Client.Clock()
	until := ledger.Patience(clock.Now(), object.MaxLag)
	err = o.Client.Watch(ctx, func(context.Context) (bool, error) {
		left = nil
		for _, c := range orphans {
			if !ledger.Owned(c.group.ID) {
				left = append(left, c)
			}
		}
		return len(left) == 0 || !clock.Now().Before(until), nil
	})
	return left, err
}

func idsOf(all []candidate) string {
	ids := make([]string, 0, len(all))
	for _, c := range all {
		ids = append(ids, c.group.ID)
	}
	return strings.Join(ids, ", ")
}

func (o order) listed(all []candidate) string {
	var b strings.Builder
	for _, c := range all {
		age := max(0, o.Client.Clock().Now().Sub(c.group.CreateTime)).Truncate(time.Second)
		fmt.Fprintf(&b, "  - %s, %s, made %s ago", c.group.ID, c.group.Status, age)
		if c.words != "" {
			fmt.Fprintf(&b, ": it %s", c.words)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// What an order says. A summary of a warning is followed by ids.
const (
	summaryEqual = "Equal GAAP proxy group exists"
	besideDetail = "Beside the new proxy group %s, these are the same in all that is ordered:\n%s\n" +
		"If one is in no state, but was left by an interrupted run, import or destroy it: its proxies are billed, too."

	// waysOn are what can be true of a group at which an order stops, and what to do then.
	waysOn = `
No order is sent while one of these may be what an interrupted run left. Which is it?
  - This run renames, moves, destroys or replaces the resource that has it: apply again.
  - It is what is being replaced: terraform untaint, or no create_before_destroy.
  - An interrupted run left it: take it over with
        GAAP_ADOPT=%s terraform apply
  - It is somebody else's: set another name.
  - It is in no state, and you know where it belongs: import it with an import block.`
)
