package object

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// Order is the order of an object that has neither a ClientToken nor a natural
// key: lists of before and after tell what became of it.
type Order[T any] struct {
	Key         string                                       // one text for all orders of this run whose objects would be equal
	List        func(context.Context) ([]T, error)           // what there is after this moment and may be equal
	Lacks       func(T) []string                             // in what one of these is not what is ordered, as far as the list tells
	IsEqual     func(context.Context, T) (bool, error)       // looks closer; nil: the list tells all
	Send        func(context.Context) (id string, err error) // is not sent again by the client
	StopAtOlder func(ctx context.Context, equal []T) error   // what comes of equal ones that were there before; nil: nothing
	IsMeant     func(T) bool                                 // one that adopt names is meant for this order, even if it differs; nil: none
}

// CreateByOrder orders an object without a key, exactly once: what was there before
// is never taken unless the user names it, and what is new and equal after an
// answer that was lost is this order's own.
func (c *Change[M, T]) CreateByOrder(ctx context.Context, order Order[T]) (string, error) {
	// Of two equal orders, both lost, nobody could tell which of two objects is whose.
	end, err := providerdata.RunOf[turns](c.Data).acquire(ctx, c.kind.Type+" "+order.Key, false, nil)
	if err != nil {
		return "", fmt.Errorf("waiting for an equal order of this run: %w", err)
	}
	defer end()
	before, err := order.List(ctx)
	if err != nil {
		return "", fmt.Errorf("looking up what exists already: %w", err)
	}
	if id, err := c.handleOlderEquals(ctx, order, before); id != "" || err != nil {
		return id, err
	}
	var last error
	for range maxSendings {
		id, err := order.Send(ctx)
		if err == nil {
			c.Data.Ledger.Claim(id)
			return id, nil
		}
		if !isLost(err) || ctx.Err() != nil {
			return "", err
		}
		if id, last = c.findNew(ctx, order, before, err); id != "" || last != nil {
			return id, last
		}
		last = err
	}
	return "", last
}

// handleOlderEquals takes over an equal object that the user says the order may have,
// and tells of others that are nobody's in this run.
func (c *Change[M, T]) handleOlderEquals(ctx context.Context, order Order[T], before []T) (string, error) {
	var equal []T
	for _, old := range before {
		id, ledger := c.kind.Facts(old).ID, c.Data.Ledger
		if len(order.Lacks(old)) > 0 || ledger.IsOwned(id) {
			continue
		}
		is := true
		if ledger.Adopts(id) && order.IsEqual != nil {
			var err error
			if is, err = order.IsEqual(ctx, old); err != nil {
				return "", fmt.Errorf("looking at %s %s, which adopt names: %w", c.kind.Noun, id, err)
			}
		}
		if is && ledger.Adopts(id) && ledger.Claim(id) {
			c.adopt(id)
			return id, nil
		}
		equal = append(equal, old)
	}
	if err := c.stopIfDiffering(order, before); err != nil || len(equal) == 0 || order.StopAtOlder == nil {
		return "", err
	}
	return "", order.StopAtOlder(ctx, equal)
}

// stopIfDiffering stops an order for which the user seems to mean an object that is not
// what is ordered.
func (c *Change[M, T]) stopIfDiffering(order Order[T], before []T) error {
	for _, old := range before {
		id := c.kind.Facts(old).ID
		if order.IsMeant == nil || !c.Data.Ledger.Adopts(id) || c.Data.Ledger.IsOwned(id) || !order.IsMeant(old) {
			continue
		}
		return Stop(c.kind.summary("to adopt differs"), fmt.Sprintf(
			"adopt or GAAP_ADOPT names %s %s, but it is not what is ordered: %s. Nothing was sent. Write what it shows into the configuration and apply again, or import it; or take its id out, and a new one is made.",
			c.kind.Noun, id, cmp.Or(strings.Join(order.Lacks(old), "; "), "it differs in what only a closer look shows")))
	}
	return nil
}

// findNew looks what an order that was lost has made, once reads have caught up
// with it. It returns neither an id nor an error if it has made nothing.
func (c *Change[M, T]) findNew(ctx context.Context, order Order[T], before []T, answer error) (string, error) {
	var all []T
	err := c.Client.WaitUntil(ctx, c.Client.Clock().Now().Add(MaxLag))
	if err == nil {
		all, err = order.List(ctx)
	}
	var ids []string
	for _, found := range all {
		id := c.kind.Facts(found).ID
		was := slices.ContainsFunc(before, func(old T) bool { return c.kind.Facts(old).ID == id })
		if was || len(order.Lacks(found)) > 0 || c.Data.Ledger.IsOwned(id) {
			continue
		}
		is := true
		if order.IsEqual != nil && err == nil {
			is, err = order.IsEqual(ctx, found)
		}
		if is {
			ids = append(ids, id)
		}
	}
	switch {
	case err != nil:
		return "", fmt.Errorf("a lost sending may have made it, which could not be checked (%w); if it did, the next apply of the same names it: %w", err, answer)
	case len(ids) == 0:
		return "", nil
	case len(ids) > 1 || !c.Data.Ledger.Claim(ids[0]):
		return "", Stop(c.kind.summary("may have been made"), fmt.Sprintf(
			"The answer was lost, and several that are equal are new since: %s. One of them may be this order's, the others somebody else's. "+
				"Import the one that is yours, or take it over with GAAP_ADOPT and its id.", strings.Join(ids, ", ")))
	}
	return ids[0], nil
}
