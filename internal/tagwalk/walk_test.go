package tagwalk

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

type tags = map[string]string

// The keys are few, so that they meet. The last two are those of others.
var keys = []string{"a", "b", "c", "owner", "org:d"}

func ignored(key string) bool { return key == "owner" || strings.HasPrefix(key, "org:") }

// configuration is what a user writes.
type configuration struct {
	Own      tags // nil: no argument
	Defaults tags // nil: no argument
	Late     bool // the value of the default "late" is only known after apply
	Ignores  bool
}

func some(t *rapid.T, label string, from []string) tags {
	return rapid.MapOfN(rapid.SampledFrom(from), rapid.SampledFrom([]string{"1", "2"}), 0, len(from)).Draw(t, label)
}

func draw(t *rapid.T) configuration {
	c := configuration{Ignores: rapid.Bool().Draw(t, "ignores")}
	allowed := keys
	if c.Ignores {
		allowed = keys[:3]
	}
	if rapid.IntRange(0, 3).Draw(t, "own") > 0 {
		c.Own = some(t, "tags", allowed)
	}
	if rapid.IntRange(0, 3).Draw(t, "defaults") > 0 {
		c.Defaults = some(t, "default_tags", allowed)
		if c.Late = rapid.IntRange(0, 3).Draw(t, "late") == 0; c.Late {
			c.Defaults["late"] = rapid.SampledFrom([]string{"1", "2"}).Draw(t, "late value")
		}
	}
	return c
}

// world is an account with one proxy in it, and what Terraform's state says.
type world struct {
	t     *rapid.T
	clock clock
	mock  *gaapmock.Server
	state tftypes.Value
}

func newWorld(t *rapid.T) *world {
	w := &world{t: t, clock: clock{gaapmock.NewManualClock(time.Now().Truncate(time.Second))}}
	var err error
	w.mock, err = gaapmock.New(gaapmock.Options{
		Clock: w.clock, RatePerSecond: -1, ConfigLag: -1, KnownTags: []gaapmock.Tag{}, TagsMustExist: true,
		ReadLag: rapid.SampledFrom([]time.Duration{0, 5 * time.Second}).Draw(t, "lag"),
	})
	check(err)
	return w
}

// starts a provider; late values are known in an apply.
func (w *world) start(c configuration, late bool) *process {
	defaults := value(c.Defaults)
	if c.Late && !late {
		all := attributes(defaults)
		all["late"] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
		defaults = tftypes.NewValue(defaults.Type(), all)
	}
	block := map[string]tftypes.Value{
		"secret_id": text(gaapmock.DefaultSecretID), "secret_key": text(gaapmock.DefaultSecretKey),
		"default_tags": defaults, "create_missing_tags": tftypes.NewValue(tftypes.Bool, true),
	}
	if c.Ignores {
		list := tftypes.Set{ElementType: tftypes.String}
		block["ignore_tags"] = tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"keys": list, "key_prefixes": list}},
			map[string]tftypes.Value{"keys": tftypes.NewValue(list, []tftypes.Value{text("owner")}), "key_prefixes": tftypes.NewValue(list, []tftypes.Value{text("org:")})})
	}
	return start(w.t, w.mock, w.clock, block, map[string]tftypes.Value{
		"name": text("test"), "access_region": text("Hongkong"), "realserver_region": text("Shanghai"),
		"bandwidth": tftypes.NewValue(tftypes.Number, 10), "concurrent": tftypes.NewValue(tftypes.Number, 2), "tags": value(c.Own),
	})
}

// run is terraform apply. It returns what went wrong.
func (w *world) run(c configuration, refreshes bool) string {
	plan := w.start(c, false)
	switch {
	case w.state.IsNull():
		w.state = plan.nothing()
	case refreshes:
		w.state = plan.refresh(w.state)
	}
	first := plan.plan(w.state)
	if first.Equal(w.state) {
		return ""
	}
	apply := w.start(c, true)
	second := apply.plan(w.state)
	if !agrees(first, second) {
		w.t.Fatalf("the apply plans %s, the plan was %s", second, first)
	}
	if second.Equal(w.state) {
		return ""
	}
	result, problem := apply.apply(w.state, second)
	if problem == "" && !agrees(second, result) {
		w.t.Fatalf("the new state is %s, planned was %s", result, second)
	}
	w.state = result
	return problem
}

// verify demands that nothing is left to do.
func (w *world) verify(c configuration) {
	next := w.start(c, true)
	refreshed := next.refresh(w.state)
	if !refreshed.Equal(w.state) {
		w.t.Fatalf("a refresh makes\n%s of\n%s", refreshed, w.state)
	}
	if planned := next.plan(refreshed); !planned.Equal(refreshed) {
		w.t.Fatalf("the next plan is\n%s for\n%s", planned, refreshed)
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

// faults are those that an apply gets over.
var faults = []gaapmock.FaultKind{
	gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultThrottle, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultCutBody, gaapmock.FaultEmpty,
}

func TestWalk(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			c := draw(t)
			want := tags{}
			maps.Copy(want, c.Defaults)
			maps.Copy(want, c.Own)
			if !w.state.IsNull() {
				w.meanwhile(c)
				_, before := w.actual()
				for key, value := range before {
					if c.Ignores && ignored(key) {
						want[key] = value
					}
				}
			}
			if rapid.IntRange(0, 2).Draw(t, "fault") == 0 {
				w.mock.Inject(gaapmock.Fault{
					Action: rapid.SampledFrom([]string{"ModifyResourceTags", "CreateTag"}).Draw(t, "action"), Kind: rapid.SampledFrom(faults).Draw(t, "kind"),
				})
			}
			refuses := !w.state.IsNull() && rapid.IntRange(0, 5).Draw(t, "refuses") == 0
			if refuses {
				w.mock.Inject(gaapmock.Fault{Action: "ModifyResourceTags", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
			}
			refreshes := rapid.IntRange(0, 3).Draw(t, "refreshes") > 0
			problem := w.run(c, refreshes)
			w.mock.ClearFaults()
			if problem != "" && !refuses {
				t.Fatal(problem)
			}
			if problem != "" || !refreshes {
				if problem := w.run(c, true); problem != "" {
					t.Fatal(problem)
				}
			}
			if _, got := w.actual(); !maps.Equal(got, want) {
				t.Fatalf("the proxy has %v, want %v", got, want)
			}
			w.verify(c)
		}
	})
}

// meanwhile lets others tag the proxy, and the user import it or refresh alone.
func (w *world) meanwhile(c configuration) {
	id, _ := w.actual()
	added, removed := some(w.t, "added", keys), some(w.t, "removed", keys)
	w.mock.UpdateProxy(id, func(p *gaapmock.Proxy) {
		maps.Copy(p.Tags, added)
		for _, key := range slices.Collect(maps.Keys(removed)) {
			delete(p.Tags, key)
		}
	})
	w.clock.Advance(time.Minute) // longer than reads lag
	switch rapid.IntRange(0, 9).Draw(w.t, "meanwhile") {
	case 0:
		w.state = w.start(c, true).imports(id)
	case 1:
		w.state = w.start(c, true).refresh(w.state)
	}
}

func text(value string) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }

// value is null for no tags at all.
func value(all tags) tftypes.Value {
	kind := tftypes.Map{ElementType: tftypes.String}
	if all == nil {
		return tftypes.NewValue(kind, nil)
	}
	elements := map[string]tftypes.Value{}
	for key, value := range all {
		elements[key] = text(value)
	}
	return tftypes.NewValue(kind, elements)
}
