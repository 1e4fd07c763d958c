package simulation

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// named is an id that an error says is in the state.
var named = regexp.MustCompile(`exists as (link-[0-9a-z]+) and is in the state`)

var errNoProcess = errors.New("the process is dead")

// newWorkspace makes the folder in which Terraform runs.
func (w *world) newWorkspace() *tfcore.Workspace {
	ws := &tfcore.Workspace{Choose: w.choose}
	ws.Providers = map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
		t := &transport{world: w, workspace: ws}
		w.alive = append(w.alive, t)
		return provider.NewServer(provider.Options{Version: "simulation", Random: w.float, Transport: t}), nil
	}}
	ws.Stored = func(addr string, o *tfcore.Object) {
		id := o.Text("id")
		w.checkAdopted(id)
		w.owned[id] = true
		w.trace("  %s holds %s, tainted %v", addr, id, o.Tainted)
	}
	return ws
}

// kill ends Terraform and its providers: what they were doing is seen by nobody.
func (w *world) kill() {
	w.count("kill")
	for _, t := range w.alive {
		t.dead = true
	}
	w.killed = true
	w.workspace.Kill()
}

func (w *world) interrupt(ctx context.Context) {
	w.count("interrupt")
	w.workspace.Interrupt(ctx)
}

// run is one terraform apply. It returns whether all went well, and whether
// there was nothing to do.
func (w *world) run(ctx context.Context) (ok, idle bool) {
	w.killed = false
	plan, said := w.workspace.Plan(ctx, w.configuration(), tfcore.Options{Replace: w.replaced()})
	if w.hear(said) || plan == nil {
		return false, false
	}
	for _, c := range plan.Changes() {
		w.count(string(c.Action))
		if i := w.instance(c.Instance.Addr); i != nil && !c.After.IsNull() && c.Action != tfcore.NoOp && c.Action != tfcore.Update {
			i.pending = true
		}
	}
	ok = !w.hear(w.workspace.Apply(ctx, plan)) && !w.killed
	for _, i := range w.instances {
		if i.object() != nil {
			i.pending = false
		}
		if ok {
			i.replace = false
		}
	}
	return ok, plan.Empty()
}

func (w *world) replaced() (addrs []string) {
	for _, i := range w.instances {
		if i.wanted && i.replace && i.object() != nil {
			addrs = append(addrs, i.addr)
		}
	}
	return addrs
}

func (w *world) instance(addr string) *instance {
	n := slices.IndexFunc(w.instances, func(i *instance) bool { return i.addr == addr })
	if n < 0 {
		return nil
	}
	return w.instances[n]
}

// object is what the state holds of an instance, nil for nothing.
func (i *instance) object() *tfcore.Object { return i.world.workspace.State().Object(i.addr) }

// hear remembers what was said, and returns whether something was an error.
func (w *world) hear(said tfcore.Diagnostics) bool {
	for _, d := range said {
		kind := "warning"
		if d.Error {
			kind = "error"
		}
		w.trace("    %s: %s: %s", kind, d.Summary, d.Detail)
		w.count(fmt.Sprintf("%s: %s", kind, d.Summary))
		w.said.WriteString(d.Summary + " " + d.Detail + "\n")
		if strings.HasPrefix(d.Summary, "Provider produced") || strings.HasPrefix(d.Summary, "Provider returned") {
			w.fail("a rule of Terraform is broken: %s: %s", d.Summary, d.Detail)
		}
		if id := named.FindStringSubmatch(d.Detail); id != nil && !w.killed && !w.owned[id[1]] {
			w.fail("(b) an error says what the state does not hold: %s", d.Detail)
		}
	}
	return said.HasErrors()
}

// configuration is what the user has written by now.
func (w *world) configuration() string {
	var b strings.Builder
	fmt.Fprintf(&b, "provider \"gaap\" {\n  endpoint = \"https://gaap.example.com\"\n  secret_id = %q\n  secret_key = %q\n}\n", gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	for _, i := range w.instances {
		if i.wanted {
			b.WriteString(i.block())
		}
	}
	return b.String()
}

func (i *instance) block() string {
	token := "null"
	if i.in.token != "" {
		token = fmt.Sprintf("%q", i.in.token)
	}
	_, name, _ := strings.Cut(i.addr, ".")
	return fmt.Sprintf(`resource "gaap_proxy" %q {
  name              = %q
  access_region     = %q
  realserver_region = "Shanghai"
  bandwidth         = %d
  concurrent        = 2
  enable            = %t
  force_destroy     = true
  client_token      = %s
  lifecycle {
    create_before_destroy = %t
  }
}
`, name, i.in.name, i.in.region, i.in.bandwidth, i.in.enable, token, i.cbd)
}

// transport carries the calls of one provider process to the mock, and decides
// what happens to each of them.
type transport struct {
	world     *world
	workspace *tfcore.Workspace
	dead      bool // killed: it sends nothing more
}

// RoundTrip takes a while, waits for its turn, and has the mock handle the call,
// with a fault if the schedule says so.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if err := pass(ctx, latency); err != nil {
		return nil, err
	}
	tfcore.Yield(ctx)
	action := req.Header.Get("X-TC-Action")
	fate := t.world.fate(action)
	if t.dead {
		return nil, errNoProcess
	}
	if fate == killBefore {
		t.world.kill()
		return nil, errNoProcess
	}
	resp, err := gaapmock.Transport{Handler: t.world.mock}.RoundTrip(req)
	t.world.noteWrite(action)
	switch fate {
	case killAfter:
		t.world.kill()
		return nil, errNoProcess
	case interrupt:
		t.world.interrupt(context.WithoutCancel(ctx))
	}
	return resp, err
}
