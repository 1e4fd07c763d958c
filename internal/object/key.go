package object

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// maxSendings is how often an order with a natural key is sent when its answers
// are lost and nothing turns up.
const maxSendings = 3

// Key is the natural key of an object whose create takes no ClientToken: what no
// two objects can have at a time.
type Key[T any] struct {
	Words     string                                       // what it is, such as "the address 192.0.2.1"
	Holder    func(context.Context) (T, error)             // who has it after this moment, the zero value for nobody
	Lacks     func(T) []string                             // in what the holder is not what is ordered
	FirstLook func(context.Context) (T, error)             // [Key.Holder] for a first look, shared with others; nil: the same
	Send      func(context.Context) (id string, err error) // is not sent again by the client
	TakenCode string                                       // the code that says that somebody has it; empty: there is none
	Scope     string                                       // what is changed or destroyed there may set it free
	Renamable bool                                         // an object may get another one by a change in place
	FirstWay  string                                       // the first way on for a key that is held
	// OtherHolder is the object of another kind that has it, in words, if there is one:
	// the service's refusal does not name it. nil: none can.
	OtherHolder func(context.Context) (string, error)
}

// isTaken reports whether the service says that somebody has the key.
func (k Key[T]) isTaken(err error) bool { return k.TakenCode != "" && wire.CodeOf(err) == k.TakenCode }

// refusal is the answer to an order whose key an object of another kind has.
func (k Key[T]) refusal(ctx context.Context, answer error) error {
	if k.OtherHolder == nil {
		return answer
	}
	if who, err := k.OtherHolder(ctx); err == nil && who != "" { // else the answer has to do
		return fmt.Errorf("%s has %s: %w", who, k.Words, answer)
	}
	return answer
}

// CreateByKey orders an object with a natural key, exactly once: what had the key
// before is never taken unless the user names it, and what has it after an answer
// that was lost is this order's own.
func (c *Change[M, T]) CreateByKey(ctx context.Context, key Key[T]) (string, error) {
	var last error
	lost := false // a sending may have been carried out
	for sendings := range maxSendings {
		holder, err := c.awaitKey(ctx, key)
		key.FirstLook = nil // what others have seen is older than what this order was told
		if err != nil {
			return "", err
		}
		if id := c.kind.Facts(holder).ID; id != "" {
			return c.takeOver(holder, key)
		}
		if sendings == 0 {
			if err := c.CreateTags(ctx, c.PlannedTags()); err != nil {
				return "", err
			}
		}
		id, err := c.sendWhenPossible(ctx, key)
		if err == nil {
			c.Data.Ledger.Claim(c.kind.ledgerID(id))
			return id, nil
		}
		taken := key.isTaken(err)
		lost = lost || isLost(err)
		if !taken && !isLost(err) || ctx.Err() != nil {
			return "", err
		}
		if id, last = c.findAfterOrder(ctx, key, err, lost); id != "" || last != nil {
			return id, last
		}
		last = err
	}
	return "", last
}

// findAfterOrder looks who has the key once reads have caught up with an order that
// was lost or refused. What an order that was lost has made is its own, and
// nobody's else: the key was free before it. It returns neither an id nor an
// error if the order is to be sent again, or its key to be waited for.
func (c *Change[M, T]) findAfterOrder(ctx context.Context, key Key[T], answer error, lost bool) (string, error) {
	var holder T
	since, refused := c.Client.Clock().Now(), key.isTaken(answer)
	err := c.Client.Watch(ctx, func(ctx context.Context) (bool, error) {
		late := c.Client.Clock().Now().Sub(since) >= MaxLag
		if !late && !refused {
			return false, nil
		}
		var err error
		holder, err = key.Holder(ctx)
		return late || c.kind.Facts(holder).ID != "", err
	})
	facts := c.kind.Facts(holder)
	switch {
	case err != nil && lost:
		return "", fmt.Errorf("a lost sending may have made it, with %s, which could not be checked (%w); if it did, the next apply of the same names it: %w", key.Words, err, answer)
	case err != nil:
		return "", fmt.Errorf("looking up who has %s: %w (the order was refused: %w)", key.Words, err, answer)
	case lost && facts.ID != "" && len(key.Lacks(holder)) == 0 && c.Data.Ledger.Claim(c.kind.ledgerID(facts.ID)):
		return facts.ID, nil
	case lost && facts.ID != "":
		return "", c.heldError(holder, key)
	case facts.ID == "" && refused:
		return "", key.refusal(ctx, answer)
	}
	return "", nil
}

// sendWhenPossible sends the order as soon as the service takes it: what it belongs
// to may be on its way somewhere.
func (c *Change[M, T]) sendWhenPossible(ctx context.Context, key Key[T]) (id string, err error) {
	ended := c.Client.Watch(ctx, func(ctx context.Context) (bool, error) {
		if err = c.turn.acquire(ctx); err != nil {
			return false, err
		}
		err = c.sendInTurn(ctx, func(ctx context.Context) (problem error) {
			id, problem = key.Send(ctx)
			return problem
		})
		if err == nil || isLost(err) || !isRetryable(err) {
			return true, nil
		}
		c.turn.yield(err)
		return false, c.kind.blockedError(ctx, c.Client, c.Plan, err)
	})
	if ended != nil && err != nil {
		return "", fmt.Errorf("%w (the last answer was: %w)", ended, err)
	}
	return id, err
}

// awaitKey looks who has the key. While this run changes or destroys something
// that may set it free, and for as long as reads lag after that, the order waits,
// without the turn that those may need.
func (c *Change[M, T]) awaitKey(ctx context.Context, key Key[T]) (T, error) {
	var holder T
	ledger, since := c.Data.Ledger, c.Client.Clock().Now()
	until, look := since, key.Holder
	if key.FirstLook != nil {
		look = key.FirstLook
	}
	err := c.Client.Watch(ctx, c.turn.checkInTurn(func(ctx context.Context) (bool, error) {
		var err error
		holder, err = look(ctx)
		look = key.Holder
		if err != nil {
			return false, fmt.Errorf("looking up who has %s: %w", key.Words, err)
		}
		if c.holderStays(c.kind.Facts(holder).ID, key.Renamable) {
			return true, nil
		}
		if until.Equal(since) {
			until = ledger.OwnersDeadline(since, MaxLag)
		}
		now := c.Client.Clock().Now()
		quiet, still := activityOf(c.Data).quietSince(key.Scope, since)
		return still && !now.Before(until) && (quiet.Equal(since) || now.Sub(quiet) >= MaxLag), nil
	}))
	return holder, err
}

// holderStays reports whether nothing that this run does to the holder of a key will set
// the key free: there is none, it is to be adopted, or it stays as it is.
func (c *Change[M, T]) holderStays(holder string, passes bool) bool {
	ledger, mark := c.Data.Ledger, c.kind.ledgerID(holder)
	switch {
	case holder == "":
		return true
	case !ledger.IsOwned(mark):
		return ledger.Adopts(holder)
	case passes && !ledger.IsMade(mark):
		return false
	}
	return !ledger.Destroys(mark)
}

// takeOver gives the order an object that the user says it may have. Another one
// that has the key stops the order.
func (c *Change[M, T]) takeOver(holder T, key Key[T]) (string, error) {
	ledger, facts := c.Data.Ledger, c.kind.Facts(holder)
	if !ledger.Adopts(facts.ID) || ledger.IsOwned(c.kind.ledgerID(facts.ID)) {
		return "", c.heldError(holder, key)
	}
	if lacking := key.Lacks(holder); len(lacking) > 0 {
		return "", Stop(c.kind.summary("to adopt differs"), fmt.Sprintf(
			"adopt or GAAP_ADOPT names %s %s, which has %s, but it is not what is ordered: %s. Nothing was sent. Write what it shows into the configuration and apply again, or import it.",
			c.kind.Noun, facts.ID, key.Words, strings.Join(lacking, "; ")))
	}
	if !ledger.Claim(c.kind.ledgerID(facts.ID)) {
		return "", c.heldError(holder, key)
	}
	c.adopt(facts.ID)
	return facts.ID, nil
}

// adopt notes and tells that an object that was there before is taken over.
func (c *Change[M, T]) adopt(id string) {
	c.Adopted = true
	c.Diags.AddWarning(c.kind.summary("adopted")+": "+id, fmt.Sprintf(
		"adopt, or GAAP_ADOPT, says that %s may take over %s %s. It is equal in all that is ordered, so no second one is made. Take its id out of adopt and GAAP_ADOPT again.", c.name(), c.kind.Noun, id))
}

// heldError is the error about an object that has the key of an order.
func (c *Change[M, T]) heldError(holder T, key Key[T]) error {
	ledger, facts := c.Data.Ledger, c.kind.Facts(holder)
	summary := c.kind.summary("exists already")
	if ledger.IsOwned(c.kind.ledgerID(facts.ID)) {
		return Stop(summary, fmt.Sprintf(
			"%s %s (%s) has %s, and belongs to another resource of this run. Two cannot have it: give one of them another. "+
				"If it is what is being replaced, it has to go first: take create_before_destroy off the resource, and off what depends on it.", c.kind.title(), quote.Text(facts.Name), facts.ID, key.Words))
	}
	var ways strings.Builder
	way := func(text string, args ...any) { fmt.Fprintf(&ways, "\n  - "+text, args...) }
	if key.FirstWay != "" {
		way("%s", key.FirstWay)
	}
	way("This run renames, moves, destroys or replaces the resource that has it: apply again.")
	way("It is what is being replaced: terraform untaint, if it is tainted and well; else it has to go first: take create_before_destroy off the resource, and off what depends on it.")
	lacking := key.Lacks(holder)
	if adopt := ledger.NoteStop([]string{facts.ID}); len(lacking) == 0 {
		way("An interrupted run left it: take it over with\n        GAAP_ADOPT=%s terraform apply", adopt)
	}
	way("It is in no state, and you know where it belongs: import it.\n        import {\n          to = gaap%s.NAME\n          id = %q\n        }", c.kind.Type, facts.ID)
	differs := ""
	if len(lacking) > 0 {
		differs = " It is not what is ordered: " + strings.Join(lacking, "; ") + "."
	}
	return Stop(summary, fmt.Sprintf("%s %s (%s) has %s.%s Nothing was made. Which is it?%s", c.kind.title(), quote.Text(facts.Name), facts.ID, key.Words, differs, ways.String()))
}

// isLost reports whether a sending may have been carried out although its answer
// is an error.
func isLost(err error) bool {
	if interrupted, ok := errors.AsType[*wire.InterruptedError](err); ok {
		return interrupted.MaybeDone
	}
	api, ok := errors.AsType[*wire.Error](err)
	return ok && (api.Resent || wire.ClassOf(err) == wire.Ambiguous)
}
