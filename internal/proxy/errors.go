package proxy

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
)

// stopError ends an order with a diagnostic of its own: a person has to decide.
type stopError struct{ summary, detail string }

// Error returns the diagnostic's text.
func (e *stopError) Error() string { return e.summary + ": " + e.detail }

// orderDiagnostic returns the diagnostic of an order that failed.
func orderDiagnostic(doing string, err error) diag.Diagnostic {
	if stop, ok := errors.AsType[*stopError](err); ok {
		return diag.NewErrorDiagnostic(stop.summary, doing+": "+stop.detail)
	}
	return diagnostics.Error(summaryCreate, doing, err)
}
