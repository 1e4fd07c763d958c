package realserver_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// user is somebody with a configuration and a state of his own, in an account
// that others use, too.
type user struct {
	name      string
	workspace tfcore.Workspace
	wanted    map[string]string // addresses by label
	stored    map[string]bool   // ids that his state has had
}

func (u *user) config() string {
	var b strings.Builder
	fmt.Fprintf(&b, "provider \"gaap\" {\n  secret_id = %q\n  secret_key = %q\n}\n", gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	for _, label := range slices.Sorted(maps.Keys(u.wanted)) {
		ip := u.wanted[label]
		b.WriteString(origin(label, arguments{"ip": fmt.Sprintf("%q", ip), "name": fmt.Sprintf("%q", u.name+"-"+label)}))
	}
	return b.String()
}

// Whatever is lost, refused, killed or repeated: no address of the service is had
// by two origins or by two resources, no origin of anybody else is changed, and
// every origin is in a state, or named in what was said.
func TestRealServer_schedules(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		w := newAccount(ctx, t)
		for range rapid.IntRange(2, 6).Draw(t, "steps") {
			w.step(rapid.SampledFrom(w.users).Draw(t, "user"))
			w.check()
		}
	})
}

// account is what the users share.
type account struct {
	t     *rapid.T
	ctx   context.Context //nolint:containedctx // that of the check
	mock  *gaapmock.Server
	users []*user
	said  string
}

func newAccount(ctx context.Context, t *rapid.T) *account {
	mock, err := gaapmock.New(gaapmock.Options{
		RatePerSecond: -1,
		RealServer: gaapmock.RealServerOptions{
			ReadLag:         rapid.SampledFrom([]time.Duration{-1, 5 * time.Second, 20 * time.Second}).Draw(t, "lag"),
			ExistingAddress: rapid.SampledFrom([]gaapmock.AddressMode{gaapmock.AddressRefused, gaapmock.AddressFirstID}).Draw(t, "existing"),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &account{t: t, ctx: ctx, mock: mock}
	for _, name := range []string{"a", "b"} {
		u := &user{name: name, wanted: map[string]string{}, stored: map[string]bool{}}
		u.workspace.Choose = tfcore.Seeded(rapid.Uint64().Draw(t, "seed"))
		u.workspace.Providers = map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer(provider.Options{Version: "test", Transport: gaapmock.Transport{Handler: mock}}), nil
		}}
		u.workspace.Stored = func(_ string, o *tfcore.Object) { u.stored[o.Text("id")] = true }
		w.users = append(w.users, u)
	}
	return w
}

var lossy = []gaapmock.FaultKind{
	gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultErrorAfterCommit, gaapmock.FaultError, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore,
	gaapmock.FaultCutBody, gaapmock.FaultEmpty, gaapmock.FaultThrottle, gaapmock.FaultHang,
}

// step changes what a user wants, and applies it while calls fail.
func (w *account) step(u *user) {
	for _, label := range []string{"x", "y", "z"} {
		ip := rapid.SampledFrom([]string{"", "1.1.1.1", "1.1.1.10", "2001:db8::1", "2001:DB8:0::1"}).Draw(w.t, u.name+label)
		if ip == "" {
			delete(u.wanted, label)
		} else {
			u.wanted[label] = ip
		}
	}
	for range rapid.IntRange(0, 3).Draw(w.t, "faults") {
		w.mock.Inject(gaapmock.Fault{
			Action: rapid.SampledFrom([]string{"AddRealServers", "RemoveRealServers", "DescribeRealServers", "ModifyRealServerName"}).Draw(w.t, "action"),
			Kind:   rapid.SampledFrom(lossy).Draw(w.t, "kind"), Skip: rapid.IntRange(0, 2).Draw(w.t, "skip"),
		})
	}
	before := map[string]gaapmock.RealServer{}
	for _, r := range w.mock.RealServers() {
		before[r.ID] = r
	}
	config := u.config()
	said := u.workspace.PlanAndApply(w.ctx, config, tfcore.Options{})
	w.said += said.Render(config)
	w.mock.ClearFaults()
	w.requireUntouched(u, before)
	time.Sleep(time.Minute) // longer than reads lag
}

// requireUntouched demands that a run changed and removed nothing that its user never
// had.
func (w *account) requireUntouched(u *user, before map[string]gaapmock.RealServer) {
	for id, was := range before {
		now, there := w.mock.RealServer(id)
		if !u.stored[id] && (!there || now.Name != was.Name) {
			w.t.Fatalf("%s was %+v, and is %+v (%t), after a run of %s, who never had it", id, was, now, there, u.name)
		}
	}
}

// check demands that all origins are where they belong.
func (w *account) check() {
	owner := map[string]string{}
	for _, u := range w.users {
		for _, i := range u.workspace.State().Instances() {
			for _, o := range append([]*tfcore.Object{i.Current}, deposed(i)...) {
				id := o.Text("id")
				if id == "" {
					continue
				}
				if other, twice := owner[id]; twice {
					w.t.Fatalf("%s is of %s and of %s of %s", id, other, i.Addr, u.name)
				}
				owner[id] = i.Addr + " of " + u.name
			}
		}
	}
	addresses := map[string]string{}
	for _, r := range w.mock.RealServers() {
		if other, twice := addresses[r.Address]; twice {
			w.t.Fatalf("%s and %s have %s", other, r.ID, r.Address)
		}
		addresses[r.Address] = r.ID
		if owner[r.ID] == "" && !strings.Contains(w.said, r.ID) && !strings.Contains(w.said, "may have") {
			w.t.Fatalf("%+v is in no state, and nobody was told:\n%s", r, w.said)
		}
	}
}

func deposed(i tfcore.Instance) (all []*tfcore.Object) {
	for _, o := range i.Deposed {
		all = append(all, o)
	}
	return all
}
