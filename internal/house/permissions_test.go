package house

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const policies = root + "/examples/permissions/"

// byRole is what the key calls that assumes a role; the rest the role calls.
const byRole = "sts:AssumeRole"

// unsigned is called without a key, so that no policy is about it.
const unsigned = "sts:AssumeRoleWithWebIdentity"

// What the policies in examples/permissions allow is what the provider calls:
// plan.json the reads, apply.json the writes too, and roles.json what a key
// needs that only assumes a role.
func TestPermissions(t *testing.T) {
	called := calledActions(t)
	if len(called) < 10 {
		t.Fatalf("only %q are called", called)
	}
	isRole := func(action string) bool { return action == byRole }
	called = slices.DeleteFunc(called, func(action string) bool { return action == unsigned })
	for file, belongs := range map[string]func(action string) bool{
		"plan.json":  func(action string) bool { return !isRole(action) && isRead(t, action) },
		"apply.json": func(action string) bool { return !isRole(action) },
		"roles.json": isRole,
	} {
		allowed := allowedActions(t, file)
		for _, action := range called {
			if belongs(action) && !slices.Contains(allowed, action) {
				t.Errorf("internal/gaapapi calls %s, which examples/permissions/%s does not allow: add it to the statement with the resource that it is about", action, file)
			}
		}
		for _, action := range allowed {
			if !slices.Contains(called, action) || !belongs(action) {
				t.Errorf("examples/permissions/%s allows %s, which is not called there: remove it", file, action)
			}
		}
	}
}

func isRead(t *testing.T, action string) bool {
	t.Helper()
	_, name, _ := strings.Cut(action, ":")
	writes, known := gaapmock.Writes(name)
	if !known {
		t.Errorf("the mock does not know %s, so nothing tells whether it is a read", action)
	}
	return !writes
}

// allowedActions are those of a policy; none if there is no such file.
func allowedActions(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(policies + file))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var policy struct {
		Version   string
		Statement []struct {
			Effect           string
			Action, Resource []string
		}
	}
	if err := json.Unmarshal(text, &policy); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if policy.Version != "2.0" {
		t.Errorf("%s has version %q", file, policy.Version)
	}
	var actions []string
	for _, s := range policy.Statement {
		if s.Effect != "allow" || len(s.Resource) == 0 || !slices.IsSorted(s.Action) {
			t.Errorf("%s: every statement allows, names a resource, and has its actions in order: %+v", file, s)
		}
		actions = append(actions, s.Action...)
	}
	return actions
}
