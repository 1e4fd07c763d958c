package tagwalk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// configuration is what a user writes.
type configuration struct {
	Own      tags // nil: no argument
	Defaults tags // nil: no argument
	Late     bool // the value of the default "late" is only known after apply
	Ignores  bool
}

// hcl writes it down. A late value becomes known in the apply in which its round
// is new; round 0 is for commands that need to know all values.
func (c configuration) hcl(round int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "provider \"gaap\" {\n  secret_id = %q\n  secret_key = %q\n  create_missing_tags = true\n", gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	late := c.Late && round > 0
	switch {
	case late:
		fmt.Fprintf(&b, "  default_tags = merge(%s, { late = terraform_data.late.output })\n", literal(c.Defaults))
	case c.Defaults != nil:
		fmt.Fprintf(&b, "  default_tags = %s\n", literal(c.Defaults))
	}
	if c.Ignores {
		b.WriteString("  ignore_tags = { keys = [\"owner\"], key_prefixes = [\"org:\"] }\n")
	}
	own := acctest.Arguments{}
	if c.Own != nil {
		own["tags"] = literal(c.Own)
	}
	b.WriteString("}\n" + acctest.Block("test", own))
	if late {
		fmt.Fprintf(&b, "resource \"terraform_data\" \"late\" {\n  input = %q\n  triggers_replace = %d\n}\n", c.Defaults["late"], round)
	}
	return b.String()
}

// literal is a map in HCL, which knows JSON.
func literal(all tags) string {
	text, err := json.Marshal(all)
	check(err)
	return string(text)
}

// world is an account with one proxy in it, and the folder in which Terraform runs.
type world struct {
	t         *rapid.T
	ctx       context.Context //nolint:containedctx // that of the walk
	mock      *gaapmock.Server
	workspace tfcore.Workspace
	round     int
}

func newWorld(ctx context.Context, t *rapid.T) *world {
	w := &world{t: t, ctx: ctx}
	var err error
	w.mock, err = gaapmock.New(gaapmock.Options{
		RatePerSecond: -1, ConfigLag: -1, KnownTags: []gaapmock.Tag{}, TagsMustExist: true,
		ReadLag: rapid.SampledFrom([]time.Duration{0, 5 * time.Second}).Draw(t, "lag"),
	})
	check(err)
	w.workspace.Providers = map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
		return provider.NewServer(provider.Options{Version: "test", Transport: gaapmock.Transport{Handler: w.mock}}), nil
	}}
	return w
}

func (w *world) exists() bool { return w.workspace.State().Object(acctest.Address) != nil }

// plan is terraform plan, which must succeed without a word and keep the proxy.
func (w *world) plan(config string, options tfcore.Options) *tfcore.Plan {
	plan, said := w.workspace.Plan(w.ctx, config, options)
	w.silent(config, said)
	if change := plan.Change(acctest.Address); len(change.ReplacePaths) > 0 {
		w.t.Fatalf("the plan is to replace the proxy:\n%s", plan)
	}
	return plan
}

// apply is terraform apply. It returns what went wrong.
func (w *world) apply(c configuration, refreshes bool) string {
	w.round++
	config := c.hcl(w.round)
	return w.workspace.Apply(w.ctx, w.plan(config, tfcore.Options{NoRefresh: !refreshes})).Render(config)
}

// verify demands that nothing is left to do: neither for a refresh nor for an apply.
func (w *world) verify(c configuration) {
	plan := w.plan(c.hcl(w.round), tfcore.Options{})
	for name, had := range w.workspace.State().Object(acctest.Address).Value.AsValueMap() {
		if refreshed := plan.Change(acctest.Address).Before.GetAttr(name); !refreshed.RawEquals(had) {
			w.t.Fatalf("a refresh makes of %s, which is %#v, %#v", name, had, refreshed)
		}
	}
	if !plan.Empty() {
		w.t.Fatalf("the next plan is\n%s", plan)
	}
}

// silent fails if something is said, warnings included: none of what happens
// here is worth one.
func (w *world) silent(config string, said tfcore.Diagnostics) {
	if len(said) > 0 {
		w.t.Fatal(said.Render(config))
	}
}

// actual are the tags of the proxy, of which there must be one.
func (w *world) actual() (string, tags) {
	all := w.mock.Proxies()
	if len(all) != 1 {
		w.t.Fatalf("there are %d proxies", len(all))
	}
	return all[0].ID, all[0].Tags
}
