package diagnostics

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// Subject is what failed calls are about, for whoever reads of it: a kind of
// object, and the arguments that can be pointed at. The zero value is about no
// object, such as calls about credentials.
type Subject struct {
	kind  string
	names map[string]string // of the arguments that codes are about: what they are called here
}

// About are calls about objects of a kind, such as "proxy", for a configuration
// with these arguments. An argument that it lacks is never pointed at.
func About(kind string, arguments ...string) Subject {
	s := Subject{kind: kind, names: make(map[string]string, len(arguments))}
	for _, name := range arguments {
		s.names[name] = name
	}
	return s
}

// Renamed is the subject where an argument of the kind has another name.
func (s Subject) Renamed(argument, name string) Subject {
	renamed := About(s.kind)
	for from, to := range s.names {
		renamed.names[from] = to
	}
	renamed.names[argument] = name
	return renamed
}

// Error returns the diagnostic of a failed operation. summary is a fixed
// sentence; doing says what was being done, with names and ids. If the code is
// about one argument, the diagnostic points at it.
func (s Subject) Error(summary, doing string, err error) diag.Diagnostic {
	attribute, explanation := s.explain(err)
	if name := s.names[attribute]; name != "" {
		return diag.NewAttributeErrorDiagnostic(path.Root(name), summary, doing+": "+explanation)
	}
	return diag.NewErrorDiagnostic(summary, doing+": "+explanation)
}

// Warning is [Subject.Error] for what can go on. It points at nothing.
func (s Subject) Warning(summary, doing string, err error) diag.Diagnostic {
	_, explanation := s.explain(err)
	return diag.NewWarningDiagnostic(summary, doing+": "+explanation)
}
