package proxy

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/clienttoken"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const (
	// maxAttempts is how many tokens an order tries.
	maxAttempts = 16
	// maxLag is for how long a proxy may exist without being listed.
	maxLag = 30 * time.Second
	// minTokenWindow is for how long the service remembers a token at least.
	minTokenWindow = 30 * time.Second
	// maxSkew is by how much this machine's clock and the service's may differ:
	// with more, the service refuses signatures.
	maxSkew = 5 * time.Minute
)

// order is one proxy to create, exactly once. What the service does with a
// ClientToken that it has seen is not documented, so an answer that may be
// about an earlier call is compared with what there is.
type order struct {
	client *gaapapi.Client
	ledger *providerdata.Ledger
	in     gaapapi.CreateProxyInput
	token  string
	window time.Duration // a proxy that is older is never adopted
	twins  bool          // the configuration says that others own equal proxies
	diags  *diag.Diagnostics

	placed    time.Time       // when this run began to order
	others    map[string]bool // ids of proxies that existed before, with twins
	lookUntil time.Time       // until then, a proxy that is not listed may still show up
}

// place sends the order and returns the id of its one proxy.
func (o *order) place(ctx context.Context) (string, error) {
	o.placed = o.now().Truncate(time.Second)
	o.expectLag()
	if err := o.noteOthers(ctx); err != nil {
		return "", err
	}
	for n := range maxAttempts {
		if n == 0 && o.ledger.Spent(o.token) {
			continue
		}
		id, err := o.attempt(ctx, clienttoken.ForAttempt(o.token, n))
		if id != "" || err != nil {
			return id, err
		}
		tflog.Info(ctx, "The ClientToken is spent, trying the next one", map[string]any{"name": o.in.Name, "attempt": n})
	}
	return "", &stopError{"GAAP proxy has no ClientToken left", fmt.Sprintf(
		"The service has seen all %d tokens that follow from the configuration of proxy %q: it was made and destroyed that often. "+
			"Set another client_token, or another client_token_scope on the provider.", maxAttempts, o.in.Name)}
}

// noteOthers lists what exists before an order that has twins, so that the
// proxy of a twin is known whatever the clocks say.
func (o *order) noteOthers(ctx context.Context) error {
	if !o.twins {
		return nil
	}
	all, err := o.client.ListProxies(ctx, o.filter())
	if err != nil {
		return fmt.Errorf("looking for equal proxies: %w", err)
	}
	o.others = map[string]bool{}
	for _, p := range all {
		o.others[p.ID] = true
	}
	return nil
}

// isOlder reports whether a proxy existed before an attempt that began at start.
func (o *order) isOlder(p gaapapi.Proxy, start time.Time) bool {
	return p.CreateTime.Before(start) || o.others[p.ID]
}

// attempt sends the order with one token. Without id and error, the token is
// spent on a proxy that is no longer of use.
func (o *order) attempt(ctx context.Context, token string) (string, error) {
	start := o.now().Truncate(time.Second) // the service tells times in seconds
	out, err := o.client.CreateProxy(ctx, o.in, token)
	if out.Resent {
		o.expectLag()
	}
	switch {
	case err == nil:
		o.expectLag()
		return o.verify(ctx, out.ID, start)
	case gaapapi.ClassOf(err) == gaapapi.Duplicate:
		return o.reconcile(ctx, start)
	case out.Resent && ctx.Err() == nil:
		return o.salvage(ctx, start, err)
	}
	return "", err
}

// verify tells a new proxy from the replay of an older answer.
func (o *order) verify(ctx context.Context, id string, start time.Time) (string, error) {
	if o.ledger.Deleting(id) {
		return "", nil
	}
	answered, others, err := o.find(ctx, id)
	if err == nil && answered.ID == "" { // not what the list was filtered by, or gone
		answered, err = o.client.DescribeProxy(ctx, id)
	}
	isNew := false
	if err == nil && answered.ID != "" {
		isNew, err = o.isNew(ctx, answered, start)
	}
	if err != nil && gaapapi.ClassOf(err) != gaapapi.Gone {
		return "", fmt.Errorf("CreateProxy answered %s, but it could not be seen whether that proxy is new; if it is, the next apply of the same configuration adopts it: %w", id, err)
	}
	switch {
	case answered.ID == "":
		o.warn(summarySpent, fmt.Sprintf("The service answered with proxy %s, which does not exist, or not any more. The order is sent again as a new one.", id))
		return "", nil
	case !isNew:
		return o.replayed(ctx, answered)
	case !o.resembles(answered):
		return "", &stopError{"CreateProxy answered with another proxy", fmt.Sprintf(
			"The answer to the order of %q was %s, which is %q in %s. Look for the new proxy in the console and import it, or apply again.",
			o.in.Name, id, answered.Name, answered.AccessRegion)}
	case !o.ledger.Claim(id):
		return "", nil // another instance of this run was quicker
	}
	o.tellOf(others)
	return id, nil
}

// find looks for the proxy of an answer, and returns what is listed beside it.
func (o *order) find(ctx context.Context, id string) (answered gaapapi.Proxy, others []gaapapi.Proxy, err error) {
	err = o.look(ctx, func(_ context.Context, all []gaapapi.Proxy) (bool, error) {
		others = nil
		for _, p := range all {
			if p.ID == id {
				answered = p
			} else {
				others = append(others, p)
			}
		}
		return answered.ID != "", nil
	})
	return answered, others, err
}

// isNew reports whether a proxy was made at start or later. This machine's
// clock and the service's may differ, so where time and status do not say the
// same, it is new if nobody uses it yet.
func (o *order) isNew(ctx context.Context, p gaapapi.Proxy, start time.Time) (bool, error) {
	late := !p.CreateTime.Before(start)
	making := p.Status == gaapapi.StatusCreating || p.Status == gaapapi.StatusCloning
	switch {
	case late && making:
		return true, nil
	case !late && !making, p.CreateTime.Before(start.Add(-maxSkew)):
		return false, nil
	case o.in.ClonedProxyID != "": // a clone has listeners from the start
		return true, nil
	}
	used, err := o.client.HasListeners(ctx, p.ID)
	return !used, err
}

// replayed adopts the proxy that the service says the token stands for, if it
// may be adopted.
func (o *order) replayed(ctx context.Context, p gaapapi.Proxy) (string, error) {
	c, err := o.judge(ctx, p)
	if err != nil {
		return "", err
	}
	if c.obstacle == "" && o.adopt(p) {
		return p.ID, nil
	}
	if c.obstacle != "" {
		o.warnLeft([]candidate{c})
	}
	return "", nil
}

// reconcile looks for the proxy that a token was used for, when the service
// only says that it was used. There are three outcomes: one proxy that may be
// adopted, none, or a choice that only a person can make.
func (o *order) reconcile(ctx context.Context, start time.Time) (string, error) {
	found, err := o.candidates(ctx, start)
	if err != nil {
		return "", err
	}
	var adoptable, left []candidate
	for _, c := range found {
		if c.obstacle == "" {
			adoptable = append(adoptable, c)
		} else {
			left = append(left, c)
		}
	}
	o.warnLeft(left)
	switch {
	case len(adoptable) > 1:
		return "", severalFound(adoptable)
	case len(adoptable) == 1 && o.twins && o.isOlder(adoptable[0].proxy, start):
		return "", &stopError{"GAAP proxy may exist already", fmt.Sprintf(
			"The service has seen this order before, and a proxy is what it asks for. But client_token or client_token_scope says that equal proxies are others':\n%s\n%s",
			listed(adoptable), choiceAdvice)}
	case len(adoptable) == 1 && o.adopt(adoptable[0].proxy):
		return adoptable[0].proxy.ID, nil
	}
	return "", nil
}

// salvage looks for a proxy that was made although the last answer is an
// error: the answer to an earlier sending was lost.
func (o *order) salvage(ctx context.Context, start time.Time, cause error) (string, error) {
	found, err := o.candidates(ctx, start)
	if err != nil {
		return "", fmt.Errorf("an earlier sending may have made the proxy, which could not be checked; the next apply adopts it: %w", cause)
	}
	found = slices.DeleteFunc(found, func(c candidate) bool { return c.obstacle != "" || o.isOlder(c.proxy, start) })
	switch {
	case len(found) > 1:
		return "", severalFound(found)
	case len(found) == 1 && o.adopt(found[0].proxy):
		return found[0].proxy.ID, nil
	}
	return "", cause
}

// adopt makes the proxy this instance's own. It fails if another instance of
// this run was quicker.
func (o *order) adopt(p gaapapi.Proxy) bool {
	if !o.ledger.Claim(p.ID) {
		return false
	}
	o.warn("GAAP proxy adopted", fmt.Sprintf(
		"An earlier order of %q had made proxy %s %s ago, and its answer was lost. It is alive, not in use and equal in all arguments, so no second one is made.",
		o.in.Name, p.ID, age(p, o.now())))
	return true
}

func severalFound(all []candidate) error {
	return &stopError{"GAAP proxy exists more than once", "The service has seen this order before, and several proxies are what it asks for:\n" + listed(all) + "\n" + choiceAdvice}
}

func (o *order) now() time.Time { return o.client.Clock().Now() }

func (o *order) expectLag() { o.lookUntil = o.now().Add(maxLag) }

func (o *order) warn(summary, detail string) {
	o.diags.AddWarning(summary, detail)
}
