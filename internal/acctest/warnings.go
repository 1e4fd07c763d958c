package acctest

import (
	"context"
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

// listener is a provider's server whose warnings are kept.
type listener struct {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer

	warnings *warnings
}

func (l listener) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := l.ProviderServer.ReadResource(ctx, req)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}

func (l listener) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := l.ProviderServer.PlanResourceChange(ctx, req)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}

func (l listener) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := l.ProviderServer.ApplyResourceChange(ctx, req)
	if resp != nil {
		l.warnings.note(resp.Diagnostics)
	}
	return resp, err
}
