package object

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Phase is what a status means for the life of an object.
type Phase int

// The phases. A status that a kind does not know is in none of them.
const (
	Unknown Phase = iota
	Working       // the service is at it: it ends by itself
	Ready         // it does what it is for
	Off           // it was told not to
	Failed        // the service could not make it
	Leaving       // it is about to be gone
	Blocked       // it does not go on before somebody has done something elsewhere
)

// Status is a row of the table of a kind.
type Status struct {
	Phase   Phase
	Passing bool   // it ends by itself although its phase does not say so
	Means   string // follows "it is STATUS: ", where a wait ends with it
	Advice  string // what to do about an object that stays like this
}

// Statuses are the table of a kind, by the service's word.
type Statuses map[string]Status

// IsStable reports whether a status stays until somebody acts. Words that are not
// known count as passing; kinds without statuses are always stable.
func (s Statuses) IsStable(word string) bool {
	if s == nil {
		return true
	}
	status := s[word]
	switch status.Phase {
	case Ready, Off, Failed, Blocked:
		return !status.Passing
	default:
		return false
	}
}

// isFinished reports whether a new object is finished with a status. It is an error
// if it never will be.
func (s Statuses) isFinished(noun, id, word string) (bool, error) {
	status := s[word]
	switch status.Phase {
	case Ready, Off:
		return true, nil
	case Failed, Leaving, Blocked:
		return false, &statusError{noun, id, word, status.Means}
	default:
		return false, nil
	}
}

// hasReached judges the status of an object that was told to take another one.
func (s Statuses) hasReached(noun, id, target, word string) (bool, error) {
	switch phase := s[word].Phase; {
	case word == target:
		return true, nil
	case phase == Failed, phase == Leaving, phase == Blocked:
		return false, &statusError{noun, id, word, "it does not become " + target}
	}
	return false, nil
}

// statusError is a wait that cannot end well.
type statusError struct{ noun, id, status, reason string }

// Error says which object is in which status, and what that means.
func (e *statusError) Error() string {
	return fmt.Sprintf("%s %s is %s: %s", e.noun, e.id, e.status, e.reason)
}

// isLeaving reports whether an object is about to be gone.
func (s Statuses) isLeaving(word string) bool { return s[word].Phase == Leaving }

// isGone reports whether an object is not found, or is about to be. The first is
// no proof yet, see [providerdata.Account].
func (k *Kind[M, T]) isGone(shown T, err error) bool {
	return wire.ClassOf(err) == wire.Gone || err == nil && k.Statuses.isLeaving(k.Facts(shown).Status)
}

// unhealthyWarning tells of an object that stays in the state although it is not well.
func (k *Kind[M, T]) unhealthyWarning(shown T) diag.Diagnostics {
	facts := k.Facts(shown)
	status, known := k.Statuses[facts.Status]
	advice := status.Advice
	if k.Statuses != nil && !known {
		advice = "The provider does not know this status and leaves the " + k.Noun + " as it is. Look at it in the console."
	}
	if advice == "" && k.Advice != nil {
		advice = k.Advice(shown)
	}
	if advice == "" {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(k.summary("needs attention")+": "+facts.ID,
		fmt.Sprintf("%s %s (%s) is %s. %s", k.title(), quote.Text(facts.Name), facts.ID, facts.Status, advice))}
}

// summary is a fixed sentence about an object of the kind.
func (k *Kind[M, T]) summary(verb string) string { return "GAAP " + k.Noun + " " + verb }

// cannot is the fixed sentence about an operation that failed.
func (k *Kind[M, T]) cannot(verb string) string { return "Cannot " + verb + " GAAP " + k.Noun }

// title is the noun at the begin of a sentence.
func (k *Kind[M, T]) title() string { return strings.ToUpper(k.Noun[:1]) + k.Noun[1:] }

// displayName is how texts name an instance: its label and its id.
func (k *Kind[M, T]) displayName(m *M) string { return quote.Text(k.Label(m)) + " (" + k.id(m) + ")" }

// plural is the noun for several.
func (k *Kind[M, T]) plural() string { return plural(k.Noun) }

func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return stem + "ies"
	}
	return noun + "s"
}

func (k *Kind[M, T]) cannotList() string { return "Cannot list GAAP " + k.plural() }

func (k *Kind[M, T]) listing() string { return "Listing " + k.plural() }
