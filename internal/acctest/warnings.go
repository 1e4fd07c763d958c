package acctest

import (
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Warning is a warning that the provider gave to Terraform, which shows it to
// its user but not to resource.TestCase.
type Warning struct{ Summary, Detail string }

// warnings keeps the warnings of all servers of an environment.
type warnings struct {
	mu  sync.Mutex
	all []Warning
}

func (w *warnings) note(diagnostics []*tfprotov6.Diagnostic) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityWarning {
			w.all = append(w.all, Warning{d.Summary, d.Detail})
		}
	}
}

// take returns the warnings since the last time.
func (w *warnings) take() []Warning {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := w.all
	w.all = nil
	return all
}
