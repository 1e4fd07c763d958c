package binding

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// RefuseRepeated refuses an origin that is there twice: it has one weight and one role
// at a port.
func (b Block) RefuseRepeated(config types.Set, diags *diag.Diagnostics) {
	seen := map[string]bool{}
	for _, o := range Of(config) {
		if o.ID.IsUnknown() || o.Port.IsUnknown() {
			continue
		}
		if seen[o.Key()] {
			diags.AddAttributeError(path.Root(b.Name), "Invalid "+b.Noun, b.Name+" has origin "+o.Key()+" twice.")
		}
		seen[o.Key()] = true
	}
}

// Plan completes weights and addresses in the block, which of finds in a model. An
// address that can be looked up only once the origin is there stays unknown. The
// origins have to be of a kind, IP or DOMAIN; empty: it is not known.
func Plan[M any](ctx context.Context, b Block, p *object.Plan[M], of func(*M) *types.Set, kind string) {
	config := *of(p.Config)
	if config.IsUnknown() {
		return
	}
	known := map[string]types.String{} // addresses by id
	if p.State != nil {
		for _, o := range Of(*of(p.State)) {
			known[o.ID.ValueString()] = o.IP
		}
	}
	all := Of(config)
	if len(all) == 0 || len(all) != len(config.Elements()) {
		return // there are none, or some of them are not known as a whole
	}
	for i := range all {
		o := &all[i]
		if o.Weight.IsNull() {
			o.Weight = types.Int64Value(1)
		}
		address, there := known[o.ID.ValueString()]
		if !there {
			address = lookUpAddress(ctx, b, p, o.ID)
		}
		if o.IP.IsNull() {
			o.IP = address
		}
		b.checkAddress(*o, address, kind, p.Diags)
	}
	*of(p.Plan) = b.Set(all)
}

// lookUpAddress is the address of an origin, unknown if it cannot be looked up yet.
func lookUpAddress[M any](ctx context.Context, b Block, p *object.Plan[M], id types.String) types.String {
	if id.IsUnknown() || !p.CanCall {
		return types.StringUnknown()
	}
	address, err := p.Data.Client.RealServerAddress(ctx, id.ValueString())
	switch {
	case err == nil:
		return types.StringValue(address)
	case wire.ClassOf(err) == wire.Gone:
		p.Diags.AddAttributeError(path.Root(b.Name), "No such GAAP origin", fmt.Sprintf(
			"There is no origin %s in the account of the provider's key. Check the id, and whose key the provider uses.", id.ValueString()))
	default:
		p.Diags.Append(diagnostics.About("origin").Warning(
			"Cannot check an origin of a GAAP "+b.Noun+": "+id.ValueString(), "Looking up the address of origin "+id.ValueString(), err))
	}
	return types.StringUnknown()
}

// checkAddress refuses an origin of another kind than is bound here, and an
// address that is not the origin's.
func (b Block) checkAddress(o Binding, address types.String, kind string, diags *diag.Diagnostics) {
	if address.IsUnknown() {
		address = o.IP
	}
	refuse := func(text string, args ...any) {
		diags.AddAttributeError(path.Root(b.Name), "Invalid origin of a GAAP "+b.Noun, fmt.Sprintf(text, args...))
	}
	written := o.IP.ValueString()
	switch _, notIP := netip.ParseAddr(address.ValueString()); {
	case address.ValueString() == "" || kind == "":
	case kind == "IP" && notIP != nil:
		refuse("Origin %s has the domain %s, and realserver_type is IP. Bind origins with an ip, or set realserver_type = \"DOMAIN\".", o.ID, quote.Text(address.ValueString()))
	case kind == "DOMAIN" && notIP == nil:
		refuse("Origin %s has the address %s, and realserver_type is DOMAIN. Bind origins with a domain, or set realserver_type = \"IP\".", o.ID, quote.Text(address.ValueString()))
	case written != "" && !gaapapi.SameAddress(written, address.ValueString()):
		refuse("Origin %s has the address %s, not %s. Leave ip out: the provider knows it by the id.", o.ID, quote.Text(address.ValueString()), quote.Text(written))
	}
}
