package object

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// OlderEquals is how an order looks at equal objects that were there before it, see
// [Order].Older.
type OlderEquals struct {
	// Excuse looks closer at one. It reports whether that is equal, and why it does
	// not stop the order all the same: words that follow "it", empty if it does.
	WhyHarmless  func(ctx context.Context, id string) (equal bool, words string, err error)
	DestroyedKey string // by what [NoteDestroyed] knows one like what is ordered
	NameArgument string // the argument by which somebody else's is told apart
	CostsNote    string // what one costs that nobody knows of, after a colon; may be empty
}

// olderEqual is an equal object that was there before, and what is to be said of it.
type olderEqual[T any] struct {
	shown T
	words string // follow "it"; empty if it may be what an interrupted run left
}

// StopAtOlderEquals stops an order if an equal object that was there before may be what
// an interrupted run left.
func (c *Change[M, T]) StopAtOlderEquals(ctx context.Context, equal []T, look OlderEquals) error {
	var orphans, noted []olderEqual[T]
	for _, shown := range equal {
		id := c.kind.Facts(shown).ID
		is, words, err := look.WhyHarmless(ctx, id)
		switch {
		case is && words == "" && isDestroyed(c.Data, look.DestroyedKey):
			noted = append(noted, olderEqual[T]{shown, "is beside one that this run destroys"})
		case err != nil:
			return fmt.Errorf("looking at %s %s, which may be equal: %w", c.kind.Noun, id, err)
		case is && words == "":
			orphans = append(orphans, olderEqual[T]{shown, ""})
		case is:
			noted = append(noted, olderEqual[T]{shown, words})
		}
	}
	summary := "Equal GAAP " + c.kind.Noun + " exists"
	if len(noted) > 0 {
		c.Diags.AddWarning(summary+": "+strings.Join(c.idsOf(noted), ", "), fmt.Sprintf(besideDetail, c.kind.Noun, c.name(), c.listOf(noted), look.CostsNote))
	}
	orphans, err := c.awaitOwners(ctx, orphans)
	if err != nil || len(orphans) == 0 {
		return err
	}
	adopt := c.Data.Ledger.NoteStop(c.idsOf(orphans))
	return Stop(summary, "What is ordered seems to exist already:\n"+c.listOf(orphans)+fmt.Sprintf(waysOn, adopt, look.NameArgument))
}

// awaitOwners waits for a while: the owner of an equal object may be an instance
// whose turn has not come yet. All orders of a run wait together, once. It returns
// those that have no owner.
func (c *Change[M, T]) awaitOwners(ctx context.Context, orphans []olderEqual[T]) (left []olderEqual[T], err error) {
	if len(orphans) == 0 {
		return nil, nil
	}
	ledger, clock := c.Data.Ledger, c.Client.Clock()
	until := ledger.OwnersDeadline(clock.Now(), MaxLag)
	err = c.Client.Watch(ctx, func(context.Context) (bool, error) {
		left = nil
		for _, o := range orphans {
			if !ledger.IsOwned(c.kind.ledgerID(c.kind.Facts(o.shown).ID)) {
				left = append(left, o)
			}
		}
		return len(left) == 0 || !clock.Now().Before(until), nil
	})
	return left, err
}

func (c *Change[M, T]) idsOf(all []olderEqual[T]) []string {
	ids := make([]string, 0, len(all))
	for _, e := range all {
		ids = append(ids, c.kind.Facts(e.shown).ID)
	}
	return ids
}

func (c *Change[M, T]) listOf(all []olderEqual[T]) string {
	var b strings.Builder
	for _, e := range all {
		facts := c.kind.Facts(e.shown)
		age := max(0, c.Client.Clock().Now().Sub(facts.Made)).Truncate(time.Second)
		fmt.Fprintf(&b, "  - %s, %s, made %s ago", facts.ID, facts.Status, age)
		if e.words != "" {
			fmt.Fprintf(&b, ": it %s", e.words)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const (
	besideDetail = "Beside the new %s %s, these are the same in all that is ordered:\n%s\n" +
		"If one is in no state, but was left by an interrupted run, import or destroy it%s."

	// waysOn are what can be true of an object at which an order stops, and what to
	// do then.
	waysOn = `
No order is sent while one of these may be what an interrupted run left. Which is it?
  - This run renames, moves, destroys or replaces the resource that has it: apply again.
  - It is what is being replaced: terraform untaint, or no create_before_destroy.
  - An interrupted run left it: take it over with
        GAAP_ADOPT=%s terraform apply
  - It is somebody else's: set another %s.
  - It is in no state, and you know where it belongs: import it with an import block.`
)

// destroyedKeys are the keys of the objects without a natural key that a run has
// destroyed: an equal one beside such an object is no orphan of this order.
type destroyedKeys struct {
	mu   sync.Mutex
	keys map[string]bool
}

// NoteDestroyed notes that an object with the key of an [Order] is destroyed.
func NoteDestroyed(data *providerdata.Data, key string) {
	d := providerdata.RunOf[destroyedKeys](data)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.keys == nil {
		d.keys = map[string]bool{}
	}
	d.keys[key] = true
}

// isDestroyed reports whether [NoteDestroyed] has noted just this in this run.
func isDestroyed(data *providerdata.Data, key string) bool {
	d := providerdata.RunOf[destroyedKeys](data)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.keys[key]
}
