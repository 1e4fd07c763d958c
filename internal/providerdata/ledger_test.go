package providerdata_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// start is when the runs of these tests begin.
var start = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func newLedger(adopt ...string) *providerdata.Ledger { return providerdata.NewLedger(start, adopt) }

// Each question is put to a ledger of its own, since answers change it.
func TestLedger_ownership(t *testing.T) {
	t.Parallel()
	type answers struct{ claim, keep, release, owned, made, destroys bool }
	for _, test := range []struct {
		name   string
		before func(*providerdata.Ledger)
		want   answers
	}{
		{"nobody has it", func(*providerdata.Ledger) {}, answers{claim: true, keep: true, release: true}},
		{"an instance keeps it", func(l *providerdata.Ledger) { l.Keep("link-1") }, answers{keep: true, release: true, owned: true}},
		{"this run made it", func(l *providerdata.Ledger) { l.Claim("link-1") }, answers{owned: true, made: true}},
		{"made, and seen as an instance's afterwards", func(l *providerdata.Ledger) { l.Claim("link-1"); l.Keep("link-1") }, answers{owned: true, made: true}},
		{"made, and not to be destroyed", func(l *providerdata.Ledger) { l.Claim("link-1"); l.Release("link-1") }, answers{owned: true, made: true}},
		{"an instance has it, and it is not to be had again", func(l *providerdata.Ledger) { l.Keep("link-1"); l.Claim("link-1") }, answers{keep: true, release: true, owned: true}},
		{"this run destroys it", func(l *providerdata.Ledger) { l.Release("link-1") }, answers{keep: true, release: true, owned: true, destroys: true}},
		{"it gets another id", func(l *providerdata.Ledger) { l.Rename("link-1", "link-2") }, answers{keep: true, release: true, owned: true, destroys: true}},
		{"another one gets this id", func(l *providerdata.Ledger) { l.Rename("link-2", "link-1") }, answers{keep: true, release: true, owned: true}},
		{"another one gets the id of what this run destroys", func(l *providerdata.Ledger) { l.Release("link-1"); l.Rename("link-2", "link-1") }, answers{keep: true, release: true, owned: true, destroys: true}},
		{"nobody has it any more", func(l *providerdata.Ledger) { l.Release("link-1"); l.Free("link-1") }, answers{claim: true, keep: true, release: true}},
		{"it is another one", func(l *providerdata.Ledger) {
			l.Claim("link-2")
			l.Keep("link-3")
			l.Release("link-4")
		}, answers{claim: true, keep: true, release: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ask := func(question func(*providerdata.Ledger) bool) bool {
				ledger := newLedger()
				test.before(ledger)
				return question(ledger)
			}
			got := answers{
				claim:    ask(func(l *providerdata.Ledger) bool { return l.Claim("link-1") }),
				keep:     ask(func(l *providerdata.Ledger) bool { return l.Keep("link-1") }),
				release:  ask(func(l *providerdata.Ledger) bool { return l.Release("link-1") }),
				owned:    ask(func(l *providerdata.Ledger) bool { return l.IsOwned("link-1") }),
				made:     ask(func(l *providerdata.Ledger) bool { return l.IsMade("link-1") }),
				destroys: ask(func(l *providerdata.Ledger) bool { return l.Destroys("link-1") }),
			}
			if got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// What may be adopted already is in the list, which is pasted in its place.
func TestLedger_Stop(t *testing.T) {
	t.Parallel()
	ledger := newLedger("link-5", "link-2")
	for _, step := range []struct {
		ids  []string
		want string
	}{
		{[]string{"link-3"}, "link-2,link-3,link-5"},
		{[]string{"link-4", "link-1"}, "link-1,link-2,link-3,link-4,link-5"},
		{[]string{"link-3", "link-2"}, "link-1,link-2,link-3,link-4,link-5"},
		{nil, "link-1,link-2,link-3,link-4,link-5"},
	} {
		if got := ledger.NoteStop(step.ids); got != step.want {
			t.Errorf("after %v: %s, want %s", step.ids, got, step.want)
		}
	}
	for id, adopts := range map[string]bool{"link-5": true, "link-2": true, "link-1": false} {
		if got := ledger.Adopts(id); got != adopts {
			t.Errorf("%s is to be adopted: %t", id, got)
		}
	}
}

// All orders of a run wait together, and only once.
func TestLedger_Patience(t *testing.T) {
	t.Parallel()
	ledger := newLedger()
	if got := ledger.Started(); !got.Equal(start) {
		t.Errorf("the run began at %s", got)
	}
	for _, after := range []time.Duration{time.Minute, 70 * time.Second, time.Hour} {
		if got := ledger.OwnersDeadline(start.Add(after), 30*time.Second); !got.Equal(start.Add(90 * time.Second)) {
			t.Errorf("after %s, patience ends at %s", after, got)
		}
	}
}

func TestLedger_Once(t *testing.T) {
	t.Parallel()
	ledger := newLedger()
	if !ledger.IsFirst("a") || ledger.IsFirst("a") || !ledger.IsFirst("b") {
		t.Error("each text is to be said once")
	}
}

// Two instances of one object are refused, unless both are to go.
func TestLedger_PlanID(t *testing.T) {
	t.Parallel()
	instance := func(name string, goes bool) providerdata.Owner {
		return providerdata.Owner{Name: name, ID: "link-1", Goes: goes}
	}
	for _, test := range []struct {
		first, then providerdata.Owner
		shared      bool
	}{
		{instance("a", false), instance("b", false), true},
		{instance("a", true), instance("b", false), true},
		{instance("a", false), instance("b", true), true},
		{instance("a", true), instance("b", true), false},
		{instance("a", false), providerdata.Owner{Name: "b", ID: "link-2"}, false},
	} {
		ledger := newLedger()
		if _, shared := ledger.PlanID(test.first); shared {
			t.Error("the first one shares its object")
		}
		if other, shared := ledger.PlanID(test.then); shared != test.shared || shared && other.Name != "a" {
			t.Errorf("%+v, then %+v: shared is %t, with %q", test.first, test.then, shared, other.Name)
		}
	}
}
