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

// kind is a type of resource whose tags are walked through.
type kind struct {
	address string
	block   func(own string) string // HCL; an empty text is no argument
	actual  func(*gaapmock.Server) map[string]tags
	retag   func(mock *gaapmock.Server, id string, change func(tags))
}

var kinds = []kind{
	{
		address: acctest.Address,
		block:   func(own string) string { return acctest.Block("test", acctest.Arguments{"tags": own}) },
		actual: func(mock *gaapmock.Server) map[string]tags {
			all := map[string]tags{}
			for _, p := range mock.Proxies() {
				all[p.ID] = p.Tags
			}
			return all
		},
		retag: func(mock *gaapmock.Server, id string, change func(tags)) {
			mock.UpdateProxy(id, func(p *gaapmock.Proxy) { change(p.Tags) })
		},
	},
	{
		address: "gaap_realserver.test",
		block: func(own string) string {
			if own != "" {
				own = "  tags = " + own + "\n"
			}
			return "resource \"gaap_realserver\" \"test\" {\n  ip = \"192.0.2.1\"\n  name = \"test\"\n" + own + "}\n"
		},
		actual: func(mock *gaapmock.Server) map[string]tags {
			all := map[string]tags{}
			for _, r := range mock.RealServers() {
				all[r.ID] = r.Tags
			}
			return all
		},
		retag: func(mock *gaapmock.Server, id string, change func(tags)) {
			mock.UpdateRealServer(id, func(r *gaapmock.RealServer) { change(r.Tags) })
		},
	},
}

// hcl writes it down. A late value becomes known in the apply in which its round
// is new; round 0 is for commands that need to know all values.
func (s *subject) hcl(c configuration, round int) string {
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
	own := ""
	if c.Own != nil {
		own = literal(c.Own)
	}
	b.WriteString("}\n" + s.kind.block(own))
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

// subject is an account with one object in it, and the folder in which Terraform runs.
type subject struct {
	t         *rapid.T
	ctx       context.Context //nolint:containedctx // that of the walk
	kind      kind
	mock      *gaapmock.Server
	workspace tfcore.Workspace
	round     int
}

func newWorld(ctx context.Context, t *rapid.T) *subject {
	w := &subject{t: t, ctx: ctx, kind: kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")]}
	lag := rapid.SampledFrom([]time.Duration{0, 5 * time.Second}).Draw(t, "lag")
	var err error
	w.mock, err = gaapmock.New(gaapmock.Options{
		RatePerSecond: -1, ConfigLag: -1, KnownTags: []gaapmock.Tag{}, TagsMustExist: true,
		ReadLag: lag, RealServer: gaapmock.RealServerOptions{ReadLag: max(lag, time.Millisecond)},
	})
	check(err)
	w.workspace.Providers = map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
		return provider.NewServer(provider.Options{Version: "test", Transport: gaapmock.Transport{Handler: w.mock}}), nil
	}}
	return w
}

func (s *subject) exists() bool { return s.workspace.State().Object(s.kind.address) != nil }

// plan is terraform plan, which must succeed without a word and keep the object.
func (s *subject) plan(config string, options tfcore.Options) *tfcore.Plan {
	plan, said := s.workspace.Plan(s.ctx, config, options)
	s.requireSilent(config, said)
	if change := plan.Change(s.kind.address); len(change.ReplacePaths) > 0 {
		s.t.Fatalf("the plan is to replace it:\n%s", plan)
	}
	return plan
}

// apply is terraform apply. It returns what went wrong.
func (s *subject) apply(c configuration, refreshes bool) string {
	s.round++
	config := s.hcl(c, s.round)
	return s.workspace.Apply(s.ctx, s.plan(config, tfcore.Options{NoRefresh: !refreshes})).Render(config)
}

// verify demands that nothing is left to do: neither for a refresh nor for an apply.
func (s *subject) verify(c configuration) {
	plan := s.plan(s.hcl(c, s.round), tfcore.Options{})
	for name, had := range s.workspace.State().Object(s.kind.address).Value.AsValueMap() {
		if refreshed := plan.Change(s.kind.address).Before.GetAttr(name); !refreshed.RawEquals(had) {
			s.t.Fatalf("a refresh makes of %s, which is %#v, %#v", name, had, refreshed)
		}
	}
	if !plan.Empty() {
		s.t.Fatalf("the next plan is\n%s", plan)
	}
}

// requireSilent fails if something is said, warnings included: none of what happens
// here is worth one.
func (s *subject) requireSilent(config string, said tfcore.Diagnostics) {
	if len(said) > 0 {
		s.t.Fatal(said.Render(config))
	}
}

// actual are the id and the tags of the object, of which there must be one.
func (s *subject) actual() (id string, own tags) {
	all := s.kind.actual(s.mock)
	if len(all) != 1 {
		s.t.Fatalf("there are %d objects", len(all))
	}
	for id, own = range all {
	}
	return id, own
}
