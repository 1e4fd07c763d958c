package proxy

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	// maxAttempts is how many tokens an order tries. The second one is random, so
	// it is spent only if the service counts a failed sending.
	maxAttempts = 3
	maxLag      = object.MaxLag
	// maxSkew is by how much a new proxy may seem to be older than the list that
	// does not have it: with a clock that is more than five minutes off, the
	// service refuses signatures.
	maxSkew = 10 * time.Minute
	// memory is for how long a token may stand for what a killed run made, beyond
	// the time of its create, where equal proxies may be others'.
	memory = time.Hour
)

// order is one proxy to create, exactly once. It takes what this run can prove
// to have made: equal arguments prove nothing. What the service does with a
// ClientToken that it has seen is not documented, so an answer that may be
// about an earlier call is compared with what there was before.
type order struct {
	client     *gaapapi.Client
	ledger     *providerdata.Ledger
	plans      *plans
	in         gaapapi.CreateProxyInput
	token      string
	createTags bool          // tags that do not exist are made first
	others     bool          // the configuration says that equal proxies may be others'
	time       time.Duration // that the create may take
	diags      *diag.Diagnostics

	since   time.Time       // when the last list before a sending was read
	before  map[string]bool // ids that were there before it
	uses    map[string]bool // by id: whether a proxy is in use
	doubt   time.Time       // when a sending was lost, or answered with what nothing shows
	named   gaapapi.Proxy   // not new, but the service names it
	adopted bool            // the proxy was there before
}

func newOrder(data *providerdata.Data, config, plan *model, in gaapapi.CreateProxyInput, limit time.Duration, diags *diag.Diagnostics) *order {
	return &order{
		client: data.Client, ledger: data.Ledger, plans: providerdata.RunOf[plans](data), in: in, token: plan.ClientToken.ValueString(),
		createTags: data.CreateMissingTags, others: !config.ClientToken.IsNull() || data.IsScoped(), time: limit, diags: diags,
	}
}

// place sends the order and returns the id of its one proxy. With an error, the
// id is of a proxy that the service says it made, but that could not be seen.
func (o *order) place(ctx context.Context) (string, error) {
	seen, err := o.look(ctx)
	if err != nil {
		return "", err
	}
	if id, err := o.takeOver(ctx, seen); id != "" || err != nil {
		return id, err
	}
	if err := o.stopAtOrphans(ctx, seen); err != nil {
		return "", err
	}
	if o.createTags { // before the order: a refused one spends its token
		if err := o.client.CreateTags(ctx, o.in.Tags); err != nil {
			return "", fmt.Errorf("making its tags: %w", err)
		}
	}
	for n := range maxAttempts {
		id, err := o.attempt(ctx, n)
		if id == "" && err == nil {
			err = o.lookOnceMore(ctx)
		}
		if id != "" || err != nil {
			return id, err
		}
		tflog.Info(ctx, "The ClientToken is spent, the order is sent with a fresh one", map[string]any{"name": o.in.Name})
	}
	return "", object.Stop("ClientToken of a GAAP proxy is refused", fmt.Sprintf(
		"The service says of %d tokens that it has seen them before, though all but the first were random, and shows no proxy that they stand for. Apply again later, or open a ticket.", maxAttempts))
}

// look lists what there is before the order is sent. Without it, nothing is
// sent: what is new could not be told from what is old.
func (o *order) look(ctx context.Context) ([]gaapapi.Proxy, error) {
	snapshot, err := o.client.RecentProxies(ctx, o.filter(), object.SameLook)
	if err != nil {
		return nil, fmt.Errorf("looking for equal proxies before the order: %w", err)
	}
	o.note(snapshot.At, snapshot.All)
	return snapshot.All, nil
}

// list is a fresh look.
func (o *order) list(ctx context.Context) ([]gaapapi.Proxy, error) {
	all, err := o.client.ListProxies(ctx, o.filter())
	if err != nil {
		return nil, fmt.Errorf("looking for the proxy that was ordered: %w", err)
	}
	return all, nil
}

// note keeps what was there before a sending. What one list leaves out may be in
// another: reads lag.
func (o *order) note(at time.Time, seen []gaapapi.Proxy) {
	if o.before == nil {
		o.before = map[string]bool{}
	}
	o.since = at
	for _, p := range seen {
		o.before[p.ID] = true
	}
}

// takeOver gives the order a proxy that the user says it may have. One that the
// user seems to mean, but that differs, stops the order.
func (o *order) takeOver(ctx context.Context, seen []gaapapi.Proxy) (string, error) {
	var differing []candidate
	for _, p := range seen {
		if !o.ledger.Adopts(p.ID) || isBeingDestroyed(p) || p.Status == gaapapi.StatusCreateFailed || o.ledger.IsOwned(p.ID) || p.ID == o.in.ClonedProxyID {
			continue
		}
		switch equal := o.in.Equal(p); {
		case equal && o.ledger.Claim(p.ID):
			o.adopted = true
			o.warn(summaryAdopted, []string{p.ID}, fmt.Sprintf(adoptedDetail, quote.Text(o.in.Name), p.ID, age(p, o.now())))
			o.warnOfOthers(ctx, seen)
			return p.ID, nil
		case !equal && p.Name == o.in.Name && o.matchesImmutable(p):
			differing = append(differing, candidate{p, "differs: " + strings.Join(o.in.Lacks(p), "; ")})
		}
	}
	if len(differing) > 0 {
		return "", object.Stop(summaryDiffers, fmt.Sprintf(differsDetail, listOf(differing, o.now())))
	}
	return "", nil
}

// stopAtOrphans stops the order if an equal proxy may be what an interrupted
// run left.
func (o *order) stopAtOrphans(ctx context.Context, seen []gaapapi.Proxy) error {
	orphans, noted, err := o.classify(ctx, seen)
	if err == nil && len(orphans) > 0 {
		orphans, noted, err = o.awaitOwners(ctx, seen)
	}
	if err != nil {
		return err
	}
	o.warnOfEqual(noted)
	if len(orphans) == 0 {
		return nil
	}
	o.ledger.NoteStop(idsOf(orphans))
	_ = o.client.AwaitPoll(ctx, 0) // orders that stop at the same moment name each other's proxies, so that any error has the list to paste
	return o.stopError(orphans)
}

// awaitOwners looks again for a while: the owner of an equal proxy may be an
// instance whose turn has not come yet. All orders of a run wait together, once.
func (o *order) awaitOwners(ctx context.Context, seen []gaapapi.Proxy) (orphans, noted []candidate, err error) {
	until := o.ledger.OwnersDeadline(o.now(), maxLag)
	known := map[string]gaapapi.Proxy{} // what a later list leaves out is not gone: reads lag
	for _, p := range seen {
		known[p.ID] = p
	}
	err = o.client.Watch(ctx, func(ctx context.Context) (bool, error) {
		at := o.now()
		all, err := o.list(ctx)
		if err != nil {
			return false, err
		}
		o.note(at, all)
		for _, p := range all {
			known[p.ID] = p
		}
		orphans, noted, err = o.classify(ctx, slices.Collect(maps.Values(known)))
		return !at.Before(until) || len(orphans) == 0, err
	})
	return orphans, noted, err
}

// attempt sends the order with one token: that of the plan, then random ones.
// Without id and error, the service has seen the token, and what it made, if
// anything, is of no use.
func (o *order) attempt(ctx context.Context, n int) (string, error) {
	token := o.token
	if n > 0 {
		token = o.client.NewToken()
	}
	out, err := o.client.CreateProxy(ctx, o.in, token)
	if out.Resent {
		o.doubt = o.now()
	}
	switch {
	case err == nil:
		id, err := o.acceptAnswer(ctx, n, out.ID)
		if id != "" && out.Resent {
			o.warnOfLost(ctx, id)
		}
		return id, err
	case out.Resent && ctx.Err() == nil:
		return o.findLost(ctx, err)
	case wire.ClassOf(err) == wire.Duplicate:
		return "", nil // somebody else has sent it: what turns up is his
	}
	return "", err
}

// acceptAnswer takes the proxy that the service names if it is new. If it is not,
// the answer is about an order of another run.
func (o *order) acceptAnswer(ctx context.Context, n int, id string) (string, error) {
	if n > 0 && !o.before[id] && o.ledger.Claim(id) {
		return id, nil // nobody else has ever sent this token
	}
	if o.ledger.IsOwned(id) {
		return "", nil
	}
	p, err := o.readNew(ctx, id)
	old := o.before[id] || err == nil && p.ID != "" && o.isOld(p)
	switch {
	case err != nil && old:
		return "", fmt.Errorf("CreateProxy answered with proxy %s, which was there before and cannot be seen now: %w", id, err)
	case err != nil:
		if !o.ledger.Claim(id) {
			return "", err
		}
		return id, err
	case p.ID == "" || isBeingDestroyed(p):
		o.warn(summarySpent, []string{id}, fmt.Sprintf(spentDetail, id))
		return "", nil
	case old:
		o.named = p
		return "", nil
	case !o.matchesImmutable(p):
		return "", object.Stop(summaryAnother, fmt.Sprintf(anotherDetail, quote.Text(o.in.Name), id, quote.Text(p.Name), p.AccessRegion))
	case !o.ledger.Claim(id):
		return "", nil // another instance of this run was quicker
	}
	return id, nil // if it differs, the end of the wait for it says so
}

// readNew reads a proxy, which may be late in showing up. It returns an empty one if
// nothing shows it.
func (o *order) readNew(ctx context.Context, id string) (gaapapi.Proxy, error) {
	named := o.now()
	if err := o.client.AwaitPoll(ctx, 0); err != nil { // orders that are answered one after the other look together
		return gaapapi.Proxy{}, err
	}
	var seen gaapapi.Proxy
	err := o.client.Watch(ctx, func(ctx context.Context) (bool, error) {
		p, err := o.client.DescribeProxy(ctx, id)
		if wire.ClassOf(err) == wire.Gone {
			o.doubt = named
			return o.now().Sub(named) >= maxLag, nil
		}
		seen = p
		return err == nil, err
	})
	return seen, err
}

// findLost looks for the proxy of an order whose answers were lost. What shows
// by now, is equal and was not there before is this run's own.
func (o *order) findLost(ctx context.Context, cause error) (string, error) {
	err := o.client.WaitUntil(ctx, o.doubt.Add(maxLag))
	var all []gaapapi.Proxy
	if err == nil {
		all, err = o.list(ctx)
	}
	if err != nil {
		return "", fmt.Errorf("an earlier sending may have made the proxy, which could not be checked; if it did, the next apply names it: %w", cause)
	}
	var found []candidate
	for _, p := range all {
		if !isBeingDestroyed(p) && o.in.Equal(p) && !o.before[p.ID] && !o.isOld(p) && !o.ledger.IsOwned(p.ID) {
			found = append(found, candidate{proxy: p})
		}
	}
	switch {
	case len(found) > 1:
		return "", o.stopError(found)
	case len(found) == 1 && o.ledger.Claim(found[0].proxy.ID):
		return found[0].proxy.ID, nil
	case wire.ClassOf(cause) == wire.Duplicate:
		return "", nil
	}
	return "", cause
}

// warnOfLost names what lost sendings may have made beside the proxy that the
// last one was answered with: the service may have forgotten the token between
// the two.
func (o *order) warnOfLost(ctx context.Context, id string) {
	all, err := o.list(ctx)
	if err != nil {
		o.diags.Append(diagnostics.About("proxy").Warning(summaryNoLook, "Looking for what lost sendings of the order of "+quote.Text(o.in.Name)+" made", err))
		return
	}
	var found []candidate
	for _, p := range all {
		if p.ID != id && !o.before[p.ID] && o.isLivingEqual(p) {
			found = append(found, candidate{p, "may be what a sending made whose answer was lost"})
		}
	}
	o.warnOfEqual(found)
}

// lookOnceMore stops a spent order if something may be what somebody else made
// with its token. Reads have caught up by then with what was there when the run
// began, and with what this order sent.
func (o *order) lookOnceMore(ctx context.Context) error {
	for _, moment := range []time.Time{o.ledger.Started(), o.doubt} {
		if err := o.client.WaitUntil(ctx, moment.Add(maxLag)); err != nil {
			return fmt.Errorf("waiting for the proxy that the ClientToken may stand for: %w", err)
		}
	}
	at := o.now()
	all, err := o.list(ctx)
	if err != nil {
		return err
	}
	if o.named.ID != "" && !slices.ContainsFunc(all, func(p gaapapi.Proxy) bool { return p.ID == o.named.ID }) {
		all = append(all, o.named)
	}
	var found []candidate
	for _, p := range all {
		meant := p.ID == o.named.ID || o.others && o.now().Sub(p.CreateTime) < memory+o.time
		if o.before[p.ID] && (!meant || o.plans.destroysEqual(o.in)) || !o.isLivingEqual(p) {
			continue
		}
		used, err := o.isInUse(ctx, p)
		if err != nil {
			return err
		}
		if !used {
			found = append(found, candidate{proxy: p})
		}
	}
	if len(found) > 0 {
		return o.stopError(found)
	}
	o.note(at, all)
	return nil
}

func (o *order) now() time.Time { return o.client.Clock().Now() }
