package proxy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// What an order says. A summary of a warning is followed by ids.
const (
	summaryEqual   = "Equal GAAP proxy exists"
	summaryAdopted = "GAAP proxy adopted"
	summaryDiffers = "GAAP proxy to adopt differs"
	summarySpent   = "ClientToken of a GAAP proxy was used before"
	summaryAnother = "CreateProxy answered with another proxy"

	adoptedDetail = "adopt, or GAAP_ADOPT, says that %s may take over proxy %s, which was made %s ago. It is equal in all that is ordered, so no second one is made. " +
		"Take its id out of adopt and GAAP_ADOPT again."
	differsDetail = "These have the name and the regions of the order, and adopt or GAAP_ADOPT names them, but they are not what is ordered:\n%s\n" +
		"Nothing was sent. Write what they show into the configuration and apply again; or take their ids out of adopt and GAAP_ADOPT, and a new proxy is made."
	spentDetail   = "The service answered with proxy %s, which does not exist, or not any more. The order is sent again with another token."
	anotherDetail = "The answer to the order of %s was %s, which is %s in %s. Look for the new proxy in the console and import it, or apply again."
)

// waysOn are what can be true of a proxy at which an order stops, and what to
// do then.
const waysOn = `
No order is sent while one of these may be what an interrupted run left. Which is it?
  - This run renames, moves, destroys or replaces the resource that has it: apply again.
  - It is what is being replaced: terraform untaint, or no create_before_destroy.
  - An interrupted run left it: take it over with
        GAAP_ADOPT=%s terraform apply
  - It is somebody else's: set another name, or client_token, or client_token_scope of the provider.
  - It is in no state, and you know where it belongs: import it with an import block.`

// stopError is the error about proxies that may be what an interrupted run left.
func (o *order) stopError(found []candidate) error {
	return object.Stop(summaryEqual, "What is ordered seems to exist already:\n"+listOf(found, o.now())+fmt.Sprintf(waysOn, o.ledger.NoteStop(idsOf(found))))
}

// warnOfEqual names equal proxies that do not stop the order.
func (o *order) warnOfEqual(noted []candidate) {
	if len(noted) > 0 {
		o.warn(summaryEqual, idsOf(noted), fmt.Sprintf(
			"Beside proxy %s, these are the same in all that is ordered:\n%s\nIf one is in no state, but was left by an interrupted run, import or destroy it: it is billed, too.",
			quote.Text(o.in.Name), listOf(noted, o.now())))
	}
}

// warnOfOthers names the equal proxies beside one that is taken over: what another
// interrupted run left looks like them, and no order of this run will stop at it.
func (o *order) warnOfOthers(ctx context.Context, seen []gaapapi.Proxy) {
	orphans, noted, err := o.classify(ctx, seen)
	if err != nil {
		o.diags.Append(diagnostics.About("proxy").Warning(summaryNoLook, "Looking for others like proxy "+quote.Text(o.in.Name), err))
		return
	}
	others := slices.DeleteFunc(orphans, func(c candidate) bool { return o.ledger.Adopts(c.proxy.ID) }) // these are for other orders
	o.warnOfEqual(append(others, noted...))
}

// warnInPlan says in a plan what the order will find. The owner of an equal proxy
// may be an instance that is planned later, so it is no more than a warning.
func (o *order) warnInPlan(ctx context.Context) {
	seen, err := o.look(ctx)
	var orphans, noted []candidate
	if err == nil {
		orphans, noted, err = o.classify(ctx, seen)
	}
	if err != nil {
		o.diags.Append(diagnostics.About("proxy").Warning(summaryNoLook, "Planning proxy "+quote.Text(o.in.Name), err))
		return
	}
	o.warnOfEqual(noted)
	var stopping []candidate
	for _, c := range orphans {
		if !o.ledger.Adopts(c.proxy.ID) {
			stopping = append(stopping, c)
		}
	}
	if len(stopping) < len(orphans) { // one is going to be taken over, and the order does not stop
		o.warnOfEqual(stopping)
		return
	}
	if len(stopping) > 0 {
		o.warn(summaryEqual, idsOf(stopping), fmt.Sprintf(
			"What is planned as %s seems to exist already:\n%s\nUnless this run renames, destroys or replaces the resource that has it, the order stops, and says what to do.",
			quote.Text(o.in.Name), listOf(stopping, o.now())))
	}
}

const summaryNoLook = "Cannot look for equal GAAP proxies"

// warn says something once: an apply plans an order again before it places it.
// The ids are in the summary, since Terraform shows one of several warnings with
// equal summaries.
func (o *order) warn(summary string, ids []string, detail string) {
	summary += ": " + strings.Join(ids, ", ")
	if o.ledger.IsFirst(o.in.Name + " " + summary) {
		o.diags.AddWarning(summary, detail)
	}
}
