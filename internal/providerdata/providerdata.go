// Package providerdata is what the provider hands to its resources and data
// sources, and what these have in common.
package providerdata

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// Data is the configured provider.
type Data struct {
	// Client is nil while what a read needs of the provider's configuration is
	// only known after apply.
	Client *gaapapi.Client
	// ClientTokenScope is nil while it is not known.
	ClientTokenScope *string
	// Tags is nil while ignore_tags is not known; with a Client it is.
	Tags *tags.Policy
	// Unsettled is set while something is only known after apply that reads can
	// do without.
	Unsettled bool
	// CreateMissingTags says to make tags that do not exist before they are used.
	CreateMissingTags bool
	// Ledger is shared by all instances of a run.
	Ledger *Ledger
	// Account is shared by all instances of a run; with a Client it is there.
	Account *Account

	runs sync.Map // what kinds of objects know of a run, by its type
}

// RunOf is what the instances of one kind of object share in a run: a value of a
// type of the kind's own, which begins as zero.
func RunOf[R any](d *Data) *R {
	run, _ := d.runs.LoadOrStore(reflect.TypeFor[R](), new(R))
	return run.(*R) //nolint:forcetypeassert // nothing else is stored by this type
}

// IsScoped reports whether a scope tells this state's tokens from those of others.
func (d *Data) IsScoped() bool { return d.ClientTokenScope != nil && *d.ClientTokenScope != "" }

// base is what resources and data sources have in common.
type base struct {
	Data *Data // nil before Configure
}

// use takes the provider's data.
func (b *base) use(providerData any, diags *diag.Diagnostics) {
	if providerData == nil {
		return // Terraform validates before it configures the provider.
	}
	data, ok := providerData.(*Data)
	if !ok {
		diags.AddError("Unexpected provider data", fmt.Sprintf("The provider handed over %T. Report this bug in the provider.", providerData))
		return
	}
	b.Data = data
}

// Ready reports whether calls can be made; if not, it says why.
func (b *base) Ready(diags *diag.Diagnostics) bool {
	if b.CanCall() {
		return true
	}
	addNotConfigured(diags)
	return false
}

func addNotConfigured(diags *diag.Diagnostics) {
	diags.AddError("Provider is not configured",
		"The provider's configuration holds values that are only known after apply. Apply what they come from first, with -target.")
}

// CanCall reports whether the provider has all it needs for calls.
func (b *base) CanCall() bool { return b.Data != nil && b.Data.Client != nil }

// Resource is the base that resources embed.
type Resource struct{ base }

// ReadyToWrite reports whether all is known that an apply needs; if not, it
// says why.
func (r *Resource) ReadyToWrite(diags *diag.Diagnostics) bool {
	if !r.Ready(diags) {
		return false
	}
	if r.Data.Unsettled {
		addNotConfigured(diags)
		return false
	}
	return true
}

// Configure takes the provider's data.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.use(req.ProviderData, &resp.Diagnostics)
}
