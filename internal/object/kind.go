package object

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// Core is what the models of all kinds have: they embed it.
type Core struct {
	ID       types.String   `tfsdk:"id"`
	Timeouts timeouts.Value `tfsdk:"timeouts"`

	next string // see [Core.Next]
}

func (c *Core) core() *Core { return c }

// Next is the id that an object has once a rename that was sent is done, empty if
// none was sent: until then a read may find it by the one or by the other.
func (c *Core) Next() string { return c.next }

// Tagged is what the models of kinds with tags embed beside [Core].
type Tagged struct {
	Tags    types.Map `tfsdk:"tags"`
	TagsAll types.Map `tfsdk:"tags_all"`
}

func (t *Tagged) tagged() *Tagged { return t }

// Model is a pointer to a model, which is a struct that embeds [Core]: what a
// resource has in its configuration, plan or state.
type Model[M any] interface {
	*M
	core() *Core
}

// ID is the form of the ids of a kind.
type ID struct {
	Form    *regexp.Regexp
	Example string // such as link-a1b2c3d4
	Prefix  string // such as link-

	// Official is the form of ids that the official provider has for the same objects,
	// whose first group is the id. It is taken where an id comes from there. nil: there
	// is no such form.
	Official *regexp.Regexp
}

// normalize is an id, or what an id of the official provider stands for.
func (id ID) normalize(text string) string {
	if id.Official == nil {
		return text
	}
	if parts := id.Official.FindStringSubmatch(text); parts != nil {
		return parts[1]
	}
	return text
}

// Facts are what this package has to know of an object that the service shows.
type Facts struct {
	ID     string // empty for what was not read
	Name   string
	Status string // empty for kinds without a status
	Tags   map[string]string
	Made   time.Time // of kinds whose orders look at older ones; zero if it is not known
}

// Kind is what makes one kind of object different from the others. M is its
// model, T what the service shows of it. Functions that a kind does not need are
// nil, unless they are said to be required.
type Kind[M, T any] struct {
	Type     string // the name of its resource after that of the provider, such as _proxy; required
	Noun     string // what texts call it, such as proxy; required
	ID       ID
	Schema   func(context.Context) schema.Schema // required
	Statuses Statuses                            // nil: objects of the kind have no status
	Local    []string                            // arguments that only this provider uses, as no call sends them
	PollFast bool                                // what the service does takes seconds: it is looked for more often at first
	Parents  []string                            // attributes with the id of what an object belongs to
	Part     string                              // of objects that have no id of their own, but that of what they are a part of: what they are of it
	Tagged   gaapapi.Tagged                      // of kinds with tags
	Moves    []Move
	Forms    map[string]string // attributes that say in another form what others say: not known while those are not
	Renames  bool              // the id has the natural key in it: a change in place may change it, and another object may have it later

	// Shown are the arguments that data sources show, with their words for them.
	Shown map[string]string
	// Details are what only data sources show.
	Details map[string]Detail[T]

	// Label is what texts call an instance, such as its name. Required.
	Label func(*M) string
	// Facts are required.
	Facts func(T) Facts
	// FromAPI fills a model with what the service shows. What the service does not
	// show stays. Tags are filled in already. Required.
	FromAPI func(*M, T)

	// Advice is what to do about an object that stays as it is shown, though its
	// status says nothing, empty for nothing.
	Advice func(T) string

	// Refresh reads an object for a refresh, perhaps from what was read before in
	// this run; Fresh reads it after this moment. Both get what is known of the
	// object: after an import, its id. Required. Status is a read of the status
	// alone, where there is a cheaper one.
	Refresh, Fresh func(context.Context, *gaapapi.Client, *M) (T, error)
	Status         func(context.Context, *gaapapi.Client, *M) (string, error)
	// Leaving is a read of the status while an object is being destroyed, where
	// another call than that of Fresh tells it of several.
	Leaving func(context.Context, *gaapapi.Client, *M) (string, error)

	// Validate checks what one argument alone cannot tell.
	Validate func(config *M, diags *diag.Diagnostics)
	// Plan completes and checks a plan.
	Plan func(context.Context, *Plan[M])
	// Keeps reports whether an update leaves alone what the service decides, such
	// as addresses, so that nothing is planned anew for its sake.
	KeepsComputed func(plan, state *M) bool

	// Create orders a new object and returns its id as soon as it is known, with
	// an error, too. Required.
	Create func(context.Context, *Change[M, T]) (id string, err error)
	// Complete brings a new object that is ready to what was asked for; Lacks is
	// what it lacks in the end. Lacks is required.
	Complete func(context.Context, *Change[M, T]) error
	Lacks    func(*Change[M, T], T) []string
	// Steps are the calls of an update in their order.
	Steps func(*Change[M, T]) []Step[T]
	// Leaves is told that an object is about to be destroyed.
	BeforeDelete func(*providerdata.Data, *M)
	// Blocked returns an error that ends the wait after a call that cannot be carried
	// out now, if nothing that happens by itself will make it possible. It is for kinds
	// that hang on something which has to run.
	BlockedError func(context.Context, *gaapapi.Client, *M, error) error
	// Scopes are where an update or a destruction may set something free that others
	// of the run wait for: a key below a parent, or an object that was bound.
	Scopes func(*M) []string
	// Delete tells the service to destroy an object. Required.
	Delete func(context.Context, *gaapapi.Client, *M) error
	// Queue returns the id of what takes one operation at a time, such as a listener,
	// empty for nothing: operations with the same id have their turn one after the
	// other, each until the service is done with it.
	Queue func(context.Context, *gaapapi.Client, *M) string
	// Holders say what keeps an object from being destroyed, and what to do, empty
	// for nothing. The destruction of an object that something holds waits while this
	// run changes something in the scope of its id, or in that of HeldIn, not until
	// its time is over.
	Holders func(context.Context, *gaapapi.Client, *M) string
	HeldIn  func(*M) string

	core   func(*M) *Core
	tagged func(*M) *Tagged // nil for kinds without tags
}

// Resource is the resource of a kind.
type Resource[M, T any] struct {
	providerdata.Resource

	kind *Kind[M, T]
}

// New returns the resource of a kind.
func New[M, T any, P Model[M]](kind Kind[M, T]) *Resource[M, T] {
	return &Resource[M, T]{kind: complete[M, T, P](kind)}
}

func complete[M, T any, P Model[M]](kind Kind[M, T]) *Kind[M, T] {
	kind.core = func(m *M) *Core { return P(m).core() }
	if _, ok := any(P(new(M))).(interface{ tagged() *Tagged }); ok {
		kind.tagged = func(m *M) *Tagged {
			t, _ := any(P(m)).(interface{ tagged() *Tagged })
			return t.tagged()
		}
	}
	return &kind
}

// isComputed tells which attributes the service decides, in a plan of this
// configuration. Tags and other forms of arguments follow what is configured.
func (k *Kind[M, T]) isComputed(config tftypes.Value) func(name string) bool {
	set := partsOf(config)
	return func(name string) bool {
		base, formed := k.Forms[name]
		return name != "tags_all" && (!formed || set[base].IsNull())
	}
}

// subject is what errors are about. It is made for an error only: Terraform's
// library makes a resource anew for each request.
func (k *Kind[M, T]) subject() diagnostics.Subject {
	described := k.Schema(context.Background()) // no call comes of a schema, so no context ends it
	names := slices.AppendSeq(slices.Collect(maps.Keys(described.Attributes)), maps.Keys(described.Blocks))
	return diagnostics.About(k.Noun, names...)
}

// Metadata names the resource.
func (r *Resource[M, T]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + r.kind.Type
	resp.ResourceBehavior.MutableIdentity = r.kind.Renames
}

// Schema describes the resource.
func (r *Resource[M, T]) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.kind.Schema(ctx)
}

// fromAPI fills a model with what the service shows.
func (k *Kind[M, T]) fromAPI(m *M, shown T, policy tags.Policy) {
	facts := k.Facts(shown)
	k.core(m).ID = types.StringValue(facts.ID)
	if k.tagged != nil {
		k.tagged(m).fromAPI(facts.Tags, policy)
	}
	k.FromAPI(m, shown)
}

// id is the id that a model has, empty if it has none.
func (k *Kind[M, T]) id(m *M) string { return k.core(m).ID.ValueString() }

// ledgerID is what the ledger knows an object by. A part of another object has its id.
func (k *Kind[M, T]) ledgerID(id string) string {
	if k.Part == "" || id == "" {
		return id
	}
	return k.Part + " of " + id
}

// beginActivity notes that an instance is changed or destroyed, until the function that
// it returns is called.
func (r *Resource[M, T]) beginActivity(models ...*M) (end func()) {
	var scopes []string
	for _, m := range models {
		if r.kind.Scopes != nil {
			scopes = append(scopes, r.kind.Scopes(m)...)
		}
	}
	slices.Sort(scopes)
	return activityOf(r.Data).begin(r.Data.Client.Clock().Now, slices.Compact(scopes))
}
