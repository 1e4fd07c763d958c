package badinput

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

var (
	objectID = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Za-z0-9]+$`)

	// scribbles are what an editor may leave in place of a value.
	scribbles = []any{
		nil, "", " ", "link", "link-", "link-unknown1", "link-a1b2c3d4 ", "a\nb", "\x00", "香港", 0, -1, 1.5, 1e300, true,
		[]any{},
		[]any{"x"},
		map[string]any{},
		map[string]any{"x": []any{nil}},
		map[string]any{"create": "soon", "update": nil, "delete": "-5m"},
		map[string]any{"create": nil, "update": nil, "delete": "soon"},
	}
)

// A state that was edited by hand gives a clear error or is read again, and no
// id that cannot be one is ever sent.
func TestState_edited(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		typ, r := drawResource(t)
		s := configured(ctx, t)
		id := r.add(s.mock)
		state, said := s.Read(ctx, typ, &tfcore.Object{Value: s.object(typ, map[string]cty.Value{"id": cty.StringVal(id)})})
		s.requireAccepted(said)
		raw := scribble(t, asJSON(t, state.Value))
		s.mock.ResetJournal()
		defer s.checkIDs()

		value, said := s.Upgrade(ctx, typ, 0, raw)
		if isRefused(said) {
			checkClear(t, said)
			return
		}
		edited := &tfcore.Object{Value: value}
		_, said = s.Read(ctx, typ, edited)
		checkClear(t, said)
		checkHonest(t, r, edited, said)

		// Not refreshed, as with -refresh=false.
		config := s.object(typ, r.plain())
		planned, said := s.Plan(ctx, typ, edited, config)
		checkClear(t, said)
		if !isRefused(said) {
			_, said = s.Apply(ctx, typ, planned, config)
			checkClear(t, said)
		}
		s.start()
		s.checkIDs()
		s.mock.ResetJournal() // headers are made and destroyed by one action
		_, said = s.Destroy(ctx, typ, edited)
		checkClear(t, said)
		checkHonest(t, r, edited, said)
		// An id that is another one, and that the service does not know, takes a call to tell.
		// So does one of a parent that is another one.
		unsure := isRefused(said) && (strings.HasSuffix(said[0].Summary, "may belong to another account") || strings.Contains(said[0].Detail, "the answer is about listener"))
		// A call that the service refuses has destroyed nothing: what it says may be about a parent that it does not know.
		sent := slices.DeleteFunc(s.mock.Calls(r.destroys), func(call gaapmock.Call) bool { return call.Code != "" })
		if isRefused(said) && !unsure && len(sent) > 0 {
			t.Fatalf("%s was sent, and then\n%s", sent[0].Body, tfcore.Render(said))
		}
	})
}

// Values that cannot be are told before anything is done.
func TestState_impossible(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		typ, r := drawResource(t)
		s := configured(ctx, t)
		id := r.add(s.mock)
		edits := map[string]any{"timeouts": map[string]any{"create": nil, "update": nil, "delete": "soon"}}
		if r.number != "" {
			edits[r.number] = rapid.SampledFrom([]any{1.5, 1e300}).Draw(t, "number")
		}
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(edits))).Draw(t, "attribute")
		raw, err := json.Marshal(map[string]any{"id": id, "name": "edge", name: edits[name]})
		must(t, err)
		value, said := s.Upgrade(ctx, typ, 0, raw)
		s.requireAccepted(said)
		edited := &tfcore.Object{Value: value}
		_, said = s.Destroy(ctx, typ, edited)
		if !isRefused(said) || len(s.mock.Calls("")) > 0 || name != "timeouts" && !strings.Contains(said[0].Detail, name) {
			t.Fatalf("%s = %v: %v calls,\n%s", name, edits[name], s.mock.Counts(), tfcore.Render(said))
		}
		checkHonest(t, r, edited, said)
	})
}

// asJSON is a value as the state file has it.
func asJSON(t *rapid.T, value cty.Value) (all map[string]any) {
	text, err := ctyjson.Marshal(value, value.Type())
	must(t, err)
	must(t, json.Unmarshal(text, &all))
	return all
}

// scribble changes up to three attributes, and mostly leaves the id alone.
func scribble(t *rapid.T, state map[string]any) []byte {
	names := []string{"id"}
	for name := range sorted(state) {
		names = append(names, name)
	}
	names = append(names, "no_such_attribute")
	for range rapid.IntRange(1, 3).Draw(t, "edits") {
		state[rapid.SampledFrom(names).Draw(t, "attribute")] = rapid.SampledFrom(scribbles).Draw(t, "value")
	}
	raw, err := json.Marshal(state)
	must(t, err)
	if rapid.IntRange(0, 30).Draw(t, "cut") == 0 {
		raw = raw[:len(raw)/2]
	}
	return raw
}

// checkClear demands that an error says what is wrong, and where.
func checkClear(t *rapid.T, diagnostics []*tfprotov6.Diagnostic) {
	for _, d := range errorsOf(diagnostics) {
		if d.Summary == "" || len(d.Detail) < 20 {
			t.Fatalf("not clear: %s", tfcore.Render(diagnostics))
		}
	}
}

// checkHonest demands that nobody but the one who edited is blamed, and the id
// only if it is wrong.
func checkHonest(t *rapid.T, r resource, edited *tfcore.Object, diagnostics []*tfprotov6.Diagnostic) {
	ids := cmp.Or(r.ids, objectID)
	for _, d := range errorsOf(diagnostics) {
		if strings.Contains(d.Detail, "error in the provider") || at(d) == "id" && ids.MatchString(edited.Text("id")) {
			t.Fatalf("%s\nof %#v", tfcore.Render(diagnostics), edited.Value)
		}
	}
}

// checkIDs demands that all ids that were sent can be ids, and can be together.
func (s *server) checkIDs() {
	for _, call := range s.mock.Calls("") {
		var in struct {
			ProxyIds, RealServerIds, ListenerIds, RuleIdList, SecurityRuleIds []string
			ProxyId, RealServerId, ListenerId, GroupId, PolicyId              string
		}
		must(s.t, json.Unmarshal(call.Body, &in))
		ids := slices.Concat(in.ProxyIds, in.RealServerIds, in.ListenerIds, in.RuleIdList, in.SecurityRuleIds)
		ids = append(ids, slices.DeleteFunc([]string{in.ProxyId, in.RealServerId, in.ListenerId, in.GroupId, in.PolicyId}, func(id string) bool { return id == "" })...)
		if i := slices.IndexFunc(ids, func(id string) bool { return !objectID.MatchString(id) }); i >= 0 {
			s.t.Fatalf("%s was asked about %q", call.Action, ids[i])
		}
		if in.GroupId != "" && in.ProxyId != "" {
			s.t.Fatalf("%s was asked about what belongs to %s and to %s", call.Action, in.ProxyId, in.GroupId)
		}
	}
}
