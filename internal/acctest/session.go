package acctest

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Session is a user in a folder: a configuration, and Terraform in process. What
// a command says is checked at once: a session stops at the first surprise.
type Session struct {
	*Environment
	*tfcore.Workspace

	T    *testing.T
	text string // of the configuration
}

// Session runs commands in a bubble. What is arbitrary in Terraform is decided by
// the test's name and ACCTEST_SEED.
func (e *Environment) Session(t *testing.T, run func(s *Session)) {
	t.Helper()
	e.Clock.bubble(t, func(t *testing.T) {
		t.Helper()
		ws := &tfcore.Workspace{Choose: tfcore.Seeded(seed(t)), Providers: e.Factories()}
		run(&Session{Environment: e, Workspace: ws, T: t})
	})
}

// Configure writes the configuration; more are arguments of the provider block.
func (s *Session) Configure(body string, more ...string) { s.text = s.Config(body, more...) }

// Text is the configuration.
func (s *Session) Text() string { return s.text }

// ConfigureFor writes a configuration that leads to another mock, see
// [Environment.Elsewhere].
func (s *Session) ConfigureFor(other *Environment, body string) { s.text = other.Config(body) }

// Apply applies, which must succeed, and demands phrases of what is said.
func (s *Session) Apply(options tfcore.Options, phrases ...string) {
	s.T.Helper()
	s.says(false, s.PlanAndApply(s.T.Context(), s.text, options), phrases)
}

// Fails applies, which must fail, and demands phrases of what is said.
func (s *Session) Fails(options tfcore.Options, phrases ...string) {
	s.T.Helper()
	s.says(true, s.PlanAndApply(s.T.Context(), s.text, options), phrases)
}

// MustPlan plans, which must succeed, and demands phrases of what is said.
func (s *Session) MustPlan(options tfcore.Options, phrases ...string) *tfcore.Plan {
	s.T.Helper()
	plan, said := s.Plan(s.T.Context(), s.text, options)
	s.says(false, said, phrases)
	return plan
}

// RequireEmptyPlan demands that there is nothing to do.
func (s *Session) RequireEmptyPlan() {
	s.T.Helper()
	if plan := s.MustPlan(tfcore.Options{}); !plan.Empty() {
		s.T.Fatalf("the plan is not empty:\n%s", plan)
	}
}

// RequireSettled demands that all is well: an address has an object, which is not tainted,
// and there is nothing to do.
func (s *Session) RequireSettled(addr, id string) {
	s.T.Helper()
	if o := s.State().Object(addr); o.Text("id") != id || o.Tainted {
		s.T.Fatalf("the state holds %s, want %s", o.Text("id"), id)
	}
	s.RequireEmptyPlan()
}

// ApplySaved applies a saved plan, which must succeed, and demands phrases of what is said.
func (s *Session) ApplySaved(plan *tfcore.Plan, phrases ...string) {
	s.T.Helper()
	s.says(false, s.Workspace.Apply(s.T.Context(), plan), phrases)
}

// ApplySavedFails applies a saved plan, which must fail, and demands phrases of what is said.
func (s *Session) ApplySavedFails(plan *tfcore.Plan, phrases ...string) {
	s.T.Helper()
	s.says(true, s.Workspace.Apply(s.T.Context(), plan), phrases)
}

// MustImport imports, which must succeed.
func (s *Session) MustImport(addr, id string) {
	s.T.Helper()
	s.says(false, s.Import(s.T.Context(), s.text, addr, id), nil)
}

func (s *Session) says(fails bool, said tfcore.Diagnostics, phrases []string) {
	s.T.Helper()
	text := strings.Join(strings.Fields(said.Render(s.text)), " ")
	if said.HasErrors() != fails {
		s.T.Fatalf("the command fails: %t, want %t\n%s", !fails, fails, text)
	}
	for _, phrase := range phrases {
		if !strings.Contains(text, phrase) {
			s.T.Errorf("%q is not said:\n%s", phrase, text)
		}
	}
}
