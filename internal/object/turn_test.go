package object

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

type (
	rule   struct{ Core }
	ruled  struct{ id string }
	rules  = Resource[rule, ruled]
	ruling = Change[rule, ruled]
)

const hasTask = "FailedOperation.ListenerHasTask"

// newRules are the resource of a kind that lives below listener lsn-1, in simulated time.
func newRules(t *testing.T) *rules {
	t.Helper()
	client := gaapapi.New(wiretest.NewStubWire(t, "", nil, func(c *wire.Config) { c.Clock = wait.System{} }), nil)
	r := New[rule, ruled](Kind[rule, ruled]{
		Noun:   "rule",
		Schema: func(context.Context) schema.Schema { return schema.Schema{} },
		Label:  func(*rule) string { return "r" },
		Facts:  func(r ruled) Facts { return Facts{ID: r.id} },
		Queue:  func(context.Context, *gaapapi.Client, *rule) string { return "lsn-1" },
	})
	r.Data = &providerdata.Data{Client: client, Ledger: providerdata.NewLedger(client.Clock().Now(), nil)}
	return r
}

func lasts(d time.Duration) timeoutEntry {
	return func(context.Context, time.Duration) (time.Duration, diag.Diagnostics) { return d, nil }
}

// begin waits for a turn and checks that it is had.
func begin(ctx context.Context, t *testing.T, r *rules) (context.Context, *turn, func()) {
	t.Helper()
	var diags diag.Diagnostics
	ctx, turn, end := r.withTurn(ctx, new(rule), "update", lasts(time.Minute), &diags)
	if diags.HasError() {
		t.Errorf("no turn: %v", diags)
	}
	return ctx, turn, end
}

// Operations have their turns in the order in which they came, their time begins
// with it, and other ids do not wait.
func TestTurnsInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, start := newRules(t), time.Now()
		var order []int
		for i := range 5 {
			go func() {
				ctx, _, end := begin(t.Context(), t, r)
				defer end()
				order = append(order, i)
				if until, _ := ctx.Deadline(); time.Until(until) != time.Minute {
					t.Errorf("operation %d has %s left", i, time.Until(until))
				}
				time.Sleep(50 * time.Second)
			}()
			synctest.Wait()
		}
		if give, err := providerdata.RunOf[turns](r.Data).acquire(t.Context(), "lsn-2", false, nil); err != nil || time.Since(start) > 0 {
			t.Errorf("another listener waited: %v", err)
		} else {
			give()
		}
		time.Sleep(250 * time.Second)
		synctest.Wait()
		if !slices.Equal(order, []int{0, 1, 2, 3, 4}) || len(providerdata.RunOf[turns](r.Data).queues) > 0 {
			t.Errorf("served %v", order)
		}
	})
}

// Ctrl-C ends the wait for a turn, and those behind do not wait for who left.
func TestTurnInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRules(t)
		_, _, end := begin(t.Context(), t, r)
		ctx, cancel := context.WithCancel(t.Context())
		left, served := false, false
		go func() {
			var diags diag.Diagnostics
			_, _, end := r.withTurn(ctx, new(rule), "create", lasts(time.Minute), &diags)
			end()
			left = diags.HasError()
		}()
		synctest.Wait()
		go func() {
			_, _, end := begin(t.Context(), t, r)
			end()
			served = true
		}()
		cancel()
		synctest.Wait()
		if !left || served {
			t.Errorf("the interrupted one has left: %t; the next was served: %t", left, served)
		}
		end()
		synctest.Wait()
		if !served {
			t.Error("the next one has no turn")
		}
	})
}

// A create that waits for its key gives its turn up to the destroy that sets the
// key free, and looks once more when it has it again.
func TestTurnOfKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, looks := newRules(t), 0
		var free, sent atomic.Bool
		r.Data.Ledger.Keep("rule-old")
		r.Data.Ledger.Release("rule-old")
		ctx, turn, end := begin(t.Context(), t, r)
		defer end()
		go func() {
			ctx, turn, end := begin(t.Context(), t, r)
			defer end()
			d := destruction[ruled]{Handle: r.kind.handle(r.Data.Client, new(rule))}
			d.turn = turn
			d.do = func(context.Context) error { return nil }
			d.status = func(context.Context) (string, error) {
				time.Sleep(5 * time.Second)
				free.Store(true)
				return "", &wire.Error{Code: "ResourceNotFound"}
			}
			if _, err := d.run(ctx); err != nil || sent.Load() {
				t.Errorf("destroying: %v, the order was sent before: %t", err, sent.Load())
			}
		}()
		synctest.Wait()
		c := &ruling{Data: r.Data, Plan: new(rule), kind: r.kind}
		c.Client, c.turn = r.Data.Client, turn
		id, err := c.CreateByKey(ctx, Key[ruled]{
			Words: "the path /", TakenCode: "Taken", Lacks: func(ruled) []string { return nil },
			Holder: func(context.Context) (ruled, error) {
				if looks++; free.Load() {
					return ruled{}, nil
				}
				return ruled{id: "rule-old"}, nil
			},
			Send: func(context.Context) (string, error) {
				if sent.Store(true); !turn.isHeld() {
					t.Error("sent without the turn")
				}
				return "rule-new", nil
			},
		})
		if err != nil || id != "rule-new" || looks < 3 {
			t.Errorf("made %q after %d looks: %v", id, looks, err)
		}
	})
}

// While the service is at somebody else's task, who is refused keeps the turn;
// refused for another reason, it lets those behind go, who may make it possible.
func TestTurnOfRefused(t *testing.T) {
	t.Parallel()
	for code, keeps := range map[string]bool{hasTask: true, "FailedOperation.ListenerStatusError": false} {
		for name, act := range map[string]func(context.Context, *rules, *turn, func(context.Context) error) error{
			"write": func(ctx context.Context, r *rules, turn *turn, do func(context.Context) error) error {
				h := r.kind.handle(r.Data.Client, new(rule))
				h.turn, h.read = turn, func(context.Context) (ruled, error) { return ruled{id: "rule-1"}, nil }
				return h.Write(ctx, do, func(ruled) bool { return false })
			},
			"destroy": func(ctx context.Context, r *rules, turn *turn, do func(context.Context) error) error {
				d := destruction[ruled]{Handle: r.kind.handle(r.Data.Client, new(rule)), do: do}
				d.turn, d.status = turn, func(context.Context) (string, error) {
					if d.acceptedAt.IsZero() {
						return "", nil
					}
					return "", &wire.Error{Code: "ResourceNotFound"}
				}
				_, err := d.run(ctx)
				return err
			},
			"create": func(ctx context.Context, r *rules, turn *turn, do func(context.Context) error) error {
				c := &ruling{Data: r.Data, Plan: new(rule), kind: r.kind}
				c.Client, c.turn = r.Data.Client, turn
				_, err := c.sendWhenPossible(ctx, Key[ruled]{Send: func(ctx context.Context) (string, error) { return "rule-1", do(ctx) }})
				return err
			},
		} {
			t.Run(fmt.Sprintf("%s/%s", name, code), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { refusedFor20s(t, code, keeps, act) })
			})
		}
	}
}

func refusedFor20s(t *testing.T, code string, keeps bool, act func(context.Context, *rules, *turn, func(context.Context) error) error) {
	t.Helper()
	r, start := newRules(t), time.Now()
	ctx, turn, end := begin(t.Context(), t, r)
	var second time.Duration
	go func() {
		_, _, end := begin(t.Context(), t, r)
		second = time.Since(start)
		end()
	}()
	synctest.Wait()
	err := act(ctx, r, turn, func(context.Context) error {
		if !turn.isHeld() {
			return errors.New("sent without the turn")
		}
		if time.Since(start) < 20*time.Second {
			return &wire.Error{Code: code}
		}
		return nil
	})
	end()
	synctest.Wait()
	if err != nil || keeps != (second >= 20*time.Second) {
		t.Errorf("%v; the second had its turn after %s", err, second)
	}
}
