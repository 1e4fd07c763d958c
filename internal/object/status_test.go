package object

import "testing"

var table = Statuses{
	"RUNNING": {Phase: Ready}, "CLOSED": {Phase: Off}, "CREATING": {Phase: Working}, "FAILED": {Phase: Failed, Means: "it could not be made"},
	"DESTROYING": {Phase: Leaving, Means: "it goes"}, "ISOLATED": {Phase: Blocked, Means: "it waits"}, "ISOLATING": {Phase: Blocked, Passing: true},
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]struct{ stable, settled, never, reaches, gone bool }{
		"RUNNING":    {stable: true, settled: true, reaches: true},
		"CLOSED":     {stable: true, settled: true},
		"CREATING":   {},
		"FAILED":     {stable: true, never: true},
		"DESTROYING": {never: true, gone: true},
		"ISOLATED":   {stable: true, never: true},
		"ISOLATING":  {never: true},
		"HIBERNATED": {},
	} {
		settled, err := table.isFinished("proxy", "link-1", word)
		reaches, errReach := table.hasReached("proxy", "link-1", "RUNNING", word)
		if table.IsStable(word) != want.stable || settled != want.settled || (err != nil) != want.never || reaches != want.reaches ||
			(errReach != nil) != want.never || table.isLeaving(word) != want.gone {
			t.Errorf("%s: stable %t, settled %t (%v), reaches %t (%v), gone %t", word, table.IsStable(word), settled, err, reaches, errReach, table.isLeaving(word))
		}
	}
	if !Statuses(nil).IsStable("") {
		t.Error("what has no status is not stable")
	}
}
