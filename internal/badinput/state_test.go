package badinput

import (
	"encoding/json"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

var (
	proxyID = regexp.MustCompile(`^[A-Za-z0-9]+-[A-Za-z0-9]+$`)

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
	rapid.Check(t, func(t *rapid.T) {
		s := configured(t)
		id := s.mock.AddProxy(gaapmock.Proxy{Name: "edge", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2})
		state := s.read(s.proxyObject(map[string]tftypes.Value{"id": text(id)})).NewState
		raw := scribble(t, s.asJSON(state))
		s.mock.ResetJournal()
		defer s.checkIDs()

		resp, err := s.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
			TypeName: proxyType, Version: 0, RawState: &tfprotov6.RawState{JSON: raw},
		})
		must(t, err)
		if refused(resp.Diagnostics) {
			checkClear(t, resp.Diagnostics)
			return
		}
		edited := s.unpack(resp.UpgradedState)
		read := s.read(edited)
		checkClear(t, read.Diagnostics)
		checkHonest(t, edited, read.Diagnostics)

		// Not refreshed, as with -refresh=false.
		null := tftypes.NewValue(edited.Type(), nil)
		config := s.proxyObject(plain())
		planned := s.plan(edited, config)
		checkClear(t, planned.Diagnostics)
		if !refused(planned.Diagnostics) {
			checkClear(t, s.apply(edited, config, planned.PlannedState).Diagnostics)
		}
		s.start()
		destroyed := s.apply(edited, null, s.pack(null))
		checkClear(t, destroyed.Diagnostics)
		checkHonest(t, edited, destroyed.Diagnostics)
		if sent := s.mock.Calls("DestroyProxies"); refused(destroyed.Diagnostics) && len(sent) > 0 {
			t.Fatalf("%s was sent, and then\n%s", sent[0].Body, render(destroyed.Diagnostics))
		}
	})
}

// Values that cannot be are told before anything is done.
func TestState_impossible(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := configured(t)
		id := s.mock.AddProxy(gaapmock.Proxy{Name: "edge"})
		edits := map[string]any{"bandwidth": 1.5, "concurrent": 1e300, "timeouts": map[string]any{"create": nil, "update": nil, "delete": "soon"}}
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(edits))).Draw(t, "attribute")
		raw, err := json.Marshal(map[string]any{"id": id, "name": "edge", name: edits[name]})
		must(t, err)
		resp, err := s.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: proxyType, RawState: &tfprotov6.RawState{JSON: raw}})
		must(t, err)
		edited := s.unpack(resp.UpgradedState)
		null := tftypes.NewValue(edited.Type(), nil)
		destroyed := s.apply(edited, null, s.pack(null))
		if !refused(destroyed.Diagnostics) || len(s.mock.Calls("")) > 0 || name != "timeouts" && !strings.Contains(destroyed.Diagnostics[0].Detail, name) {
			t.Fatalf("%s = %v: %v calls,\n%s", name, edits[name], s.mock.Counts(), render(destroyed.Diagnostics))
		}
		checkHonest(t, edited, destroyed.Diagnostics)
	})
}

// asJSON is a state as the state file has it.
func (s *server) asJSON(state *tfprotov6.DynamicValue) map[string]any {
	values := map[string]tftypes.Value{}
	must(s.t, s.unpack(state).As(&values))
	all := map[string]any{}
	for name, value := range values {
		all[name] = plainValue(value)
	}
	return all
}

// plainValue is a value of the state as JSON has it; collections and objects
// are left out, as null.
func plainValue(value tftypes.Value) any {
	var text *string
	if value.Type().Is(tftypes.String) && value.As(&text) == nil && text != nil {
		return *text
	}
	var number *big.Float
	if value.Type().Is(tftypes.Number) && value.As(&number) == nil && number != nil {
		whole, _ := number.Int64()
		return whole
	}
	var truth *bool
	if value.Type().Is(tftypes.Bool) && value.As(&truth) == nil && truth != nil {
		return *truth
	}
	return nil
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
			t.Fatalf("not clear: %s", render(diagnostics))
		}
	}
}

// checkHonest demands that nobody but the one who edited is blamed, and the id
// only if it is wrong.
func checkHonest(t *rapid.T, edited tftypes.Value, diagnostics []*tfprotov6.Diagnostic) {
	values := map[string]tftypes.Value{}
	must(t, edited.As(&values))
	var id *string
	must(t, values["id"].As(&id))
	for _, d := range errorsOf(diagnostics) {
		if strings.Contains(d.Detail, "error in the provider") || at(d) == "id" && id != nil && proxyID.MatchString(*id) {
			t.Fatalf("%s\nof %s", render(diagnostics), edited)
		}
	}
}

// checkIDs demands that all ids that were sent can be ids.
func (s *server) checkIDs() {
	for _, call := range s.mock.Calls("") {
		var in struct {
			ProxyIds []string
			ProxyId  string
		}
		must(s.t, json.Unmarshal(call.Body, &in))
		if in.ProxyId != "" {
			in.ProxyIds = append(in.ProxyIds, in.ProxyId)
		}
		if i := slices.IndexFunc(in.ProxyIds, func(id string) bool { return !proxyID.MatchString(id) }); i >= 0 {
			s.t.Fatalf("%s was asked about %q", call.Action, in.ProxyIds[i])
		}
	}
}
