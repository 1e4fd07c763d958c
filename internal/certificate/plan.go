package certificate

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// reminder is how long before the end of a certificate plans warn; the service
// sends its first mail then.
const reminder = 30 * 24 * time.Hour

// plan decides what replaces a certificate, and warns of its end.
func plan(_ context.Context, p *object.Plan[model]) {
	if p.State != nil {
		planContent(p)
		planKey(p)
	}
	if p.CanCall {
		warnOfEnd(p)
	}
}

// planContent: another content replaces the certificate. One that is written in
// another way does not. Of a write-only one the version tells, but where there is
// none yet, as after an import: then what was read can be compared.
func planContent(p *object.Plan[model]) {
	if !p.Plan.ContentWOVersion.IsNull() && !p.State.ContentWOVersion.IsNull() {
		replaceIf(p, !p.Plan.ContentWOVersion.Equal(p.State.ContentWOVersion), "content_wo_version")
		return
	}
	given, _ := p.Config.contentArgument()
	before := p.State.Content
	if given.IsUnknown() || before.IsNull() || !same(given.ValueString(), before.ValueString()) {
		replaceIf(p, !p.Plan.Content.Equal(before), "content")
		return
	}
	if !p.Plan.Content.IsNull() {
		p.Plan.Content = before
	}
}

// planKey: of the same certificate the key is the same, since it fits, so what is
// in the state stays, also where it stands for a key that was not read. Only
// another version of a write-only one is a new order: nothing else could be meant
// by it.
func planKey(p *object.Plan[model]) {
	if !p.Plan.KeyWOVersion.IsNull() && !p.State.KeyWOVersion.IsNull() {
		replaceIf(p, !p.Plan.KeyWOVersion.Equal(p.State.KeyWOVersion), "key_wo_version")
		return
	}
	if object.IsSet(p.Plan.Key) && !p.State.Key.IsNull() && len(p.Replace) == 0 {
		p.Plan.Key = p.State.Key
	}
}

func replaceIf(p *object.Plan[model], changes bool, name string) {
	if changes {
		p.Replace.Append(path.Root(name))
	}
}

// warnOfEnd tells that a certificate has ended, or is about to. It is no error:
// whether the service refuses an old one is not documented, and to keep one that
// has ended is up to whoever uses it.
func warnOfEnd(p *object.Plan[model]) {
	var end time.Time
	given, _ := p.Config.contentArgument()
	if leaf := leafOf(typeOf(p.Plan.Type), given.ValueString()); leaf != nil {
		end = leaf.NotAfter.UTC()
	}
	now := p.Data.Client.Clock().Now()
	name := quote.Text(p.Plan.Name.ValueString())
	if end.IsZero() || end.Sub(now) > reminder || !p.Data.Ledger.IsFirst("certificate ends "+name+end.String()) {
		return
	}
	verb := "ends"
	if end.Before(now) {
		verb = "has ended"
	}
	p.Diags.AddWarning("GAAP certificate "+verb+": "+name, fmt.Sprintf(
		"The certificate %s is valid until %s. Order a new one, with lifecycle { create_before_destroy = true }: what uses the old one is then switched to the new one before the old one is deleted.",
		name, end.Format(time.RFC3339)))
}
