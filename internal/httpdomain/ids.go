package httpdomain

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// key is what tells a domain from all others; the protocol is that of the listener.
type key struct{ listenerID, protocol, name string }

func (k key) id() string { return k.listenerID + "+" + k.protocol + "+" + k.name }

// parse is the key in an id, which is that of the official provider; zero if there
// is none.
func (key) parse(id string) key {
	parts := providerdata.DomainID.FindStringSubmatch(id)
	if parts == nil {
		return key{}
	}
	return key{parts[1], parts[2], parts[3]}
}

func keyOf(id types.String) key { return key{}.parse(id.ValueString()) }

func isGone(err error) bool { return wire.ClassOf(err) == wire.Gone }

// certificates are the ids of an argument that has several, and of the older one
// that has one of them. Both say the same, so that it does not matter which of
// them a configuration has.
type certificates struct {
	one types.String
	all types.Set
}

// certificatesOf are both forms of some ids.
func certificatesOf(ids []string) certificates {
	if len(ids) == 0 {
		return certificates{types.StringNull(), types.SetNull(types.StringType)}
	}
	c := certificates{types.StringNull(), object.TextSet(ids)}
	if len(c.all.Elements()) == 1 {
		c.one = types.StringValue(ids[0])
	}
	return c
}

// ids are those of the certificates, sorted, without the one that stands for what
// the listener has.
func (c certificates) ids() []string {
	return slices.DeleteFunc(words(c.all), func(id string) bool { return id == "" || id == gaapapi.DefaultCertificate })
}

func (c certificates) areConfigured() bool { return !c.one.IsNull() || !c.all.IsNull() }

// areKnown reports whether it is sure which ids these are.
func (c certificates) areKnown() bool {
	return !c.one.IsUnknown() && !c.all.IsUnknown() && len(object.Texts(c.all)) == len(c.all.Elements())
}

// complete completes a configuration to both forms. What says the same as the
// state, in the form that is not configured, stays as the state has it.
func (c certificates) complete(state *certificates) certificates {
	to := c
	switch {
	case !c.areKnown():
		if c.one.IsNull() {
			to.one = types.StringUnknown()
		} else {
			to.all = types.SetUnknown(types.StringType)
		}
		return to
	case c.all.IsNull():
		to = certificatesOf([]string{c.one.ValueString()})
	default:
		to.one = certificatesOf(words(c.all)).one
	}
	if state != nil && slices.Equal(to.ids(), state.ids()) {
		if c.one.IsNull() {
			to.one = state.one
		}
		if c.all.IsNull() {
			to.all = state.all
		}
	}
	return to
}

// words are the known texts of a set, sorted.
func words(set types.Set) []string { return slices.Sorted(slices.Values(object.Texts(set))) }
