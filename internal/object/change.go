package object

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// Change is the making of an object, or an update of one. What does not change
// between state and plan is not sent: somebody else may have changed it since,
// and nobody may mind, as ignore_changes says. Nor is it looked at afterwards.
type Change[M, T any] struct {
	Handle[T] // once the id is known

	Data         *providerdata.Data
	Config, Plan *M
	State        *M // nil for a new object
	Time         time.Duration
	Diags        *diag.Diagnostics

	ReadyStatus string // the status with which a new object was ready; empty if its wait was deferred, as a kind with a Queue may
	Adopted     bool   // a new object was there before

	kind   *Kind[M, T]
	set    map[string]string // tags to add or to change
	remove []string          // keys of tags to delete
}

// Step is a change of one kind.
type Step[T any] struct {
	Doing  string // what is being done, for errors
	Needed bool
	Do     func(context.Context) error
	Shows  func(T) bool // a read shows what was sent
	NotYet string       // said while none does
}

// Call makes a step of one call, which is there at once.
func (c *Change[M, T]) Call(s Step[T], send func(context.Context) error) Step[T] {
	s.Do = func(ctx context.Context) error { return c.Write(ctx, send, s.Shows) }
	return s
}

// Changes reports whether a plan has a value that the state does not have. An
// argument that neither knows, as after a move that was not refreshed, is null in
// both.
func Changes(planned, stored attr.Value) bool {
	return IsSet(planned) && !planned.Equal(stored)
}

// IfChanged is what to send for a value: nil, which is not sent, if a plan does not
// change it.
func IfChanged[V any](planned, stored attr.Value, value *V) *V {
	if !Changes(planned, stored) {
		return nil
	}
	return value
}

// Part is an argument of an object, as it is planned and as the service shows it.
type Part = struct {
	Name           string
	Planned, Shown attr.Value
}

// Differs reports whether another value is shown than what is planned. What the
// plan leaves to the service is not looked at.
func Differs(planned, shown attr.Value) bool { return !planned.IsUnknown() && !planned.Equal(shown) }

// DifferingParts says which parts are not as they are planned; counts is [Differs], or
// [Changes] where null, too, leaves it to the service.
func DifferingParts(counts func(planned, shown attr.Value) bool, parts []Part) []string {
	var found []string
	for _, part := range parts {
		if counts(part.Planned, part.Shown) {
			found = append(found, fmt.Sprintf("%s is %s, not %s", part.Name, part.Shown, part.Planned))
		}
	}
	return found
}

// Missing says which of the changes an object does not show.
func Missing[T any](made ...Step[T]) func(T) string {
	return func(shown T) string {
		for _, s := range made {
			if !s.Shows(shown) {
				return s.NotYet
			}
		}
		return ""
	}
}

// begin makes the object that is changed the one with the id.
func (c *Change[M, T]) begin(m *M) {
	turn, doing := c.turn, c.doing
	c.Handle = c.kind.handle(c.Data.Client, m)
	c.turn, c.doing = turn, doing
}

// run makes the steps and returns the object as a fresh read shows it. After an
// error it returns what can be read, the zero value if nothing can.
func (c *Change[M, T]) run(ctx context.Context, steps []Step[T]) (T, error) {
	var made []Step[T]
	for _, s := range steps {
		if !s.Needed {
			continue
		}
		c.doing = s.Doing
		c.forget() // a step may wait for others, or write by itself
		if err := s.Do(ctx); err != nil {
			return c.readAfterFailure(ctx), err
		}
		made = append(made, s)
	}
	var shown T
	err := c.confirmWithOthers(ctx)
	if err != nil {
		return c.readAfterFailure(ctx), err
	}
	if len(made) == 0 {
		shown, err = c.Read(ctx)
	} else {
		c.doing = "Checking the changes"
		shown, err = c.Await(ctx, c.untilStable(Missing(made...)))
	}
	if word := c.facts(shown).Status; err == nil && c.statuses.isLeaving(word) { // the change is lost with it
		err = &statusError{c.noun, c.ID, word, c.statuses[word].Means}
	}
	return shown, err
}

// finish waits until a new object is ready, and brings it to what was asked for.
// The object is returned with an error, too, if it could be read.
func (c *Change[M, T]) finish(ctx context.Context) (T, error) {
	begun := c.Client.Clock().Now()
	err := c.awaitOrDefer(ctx, func(ctx context.Context) (err error) {
		c.ReadyStatus, err = c.awaitFinished(ctx, begun)
		return err
	})
	if err == nil && c.kind.Complete != nil {
		err = c.kind.Complete(ctx, c)
	}
	if err == nil {
		err = c.confirmWithOthers(ctx)
	}
	if err != nil {
		return c.readAfterFailure(ctx), err
	}
	return c.awaitOrFail(ctx, c.untilStable(func(shown T) string { return strings.Join(c.kind.Lacks(c, shown), "; ") }))
}

// operationError is the error of an operation, which says of tags which they are.
func (c *Change[M, T]) operationError(summary, doing string, err error) diag.Diagnostic {
	if stop, ok := asStop(err); ok {
		return diag.NewErrorDiagnostic(stop.summary, doing+": "+stop.detail)
	}
	d := c.kind.subject().Error(summary, doing, err)
	if c.kind.tagged == nil {
		return d
	}
	return withTags(d, c.set, TagsOf(c.kind.tagged(c.Plan).Tags))
}

// name is what texts call the instance before it has an id.
func (c *Change[M, T]) name() string { return quote.Text(c.kind.Label(c.Plan)) }
