package diagnostics

import "github.com/hashicorp/terraform-plugin-framework/diag"

// Arguments are those of an object that is not gaap_proxy: the name that an
// argument has in gaap_proxy, and the one that it has there. Codes that are
// about no argument have an empty name.
type Arguments map[string]string

// Same are arguments that have the names of gaap_proxy.
func Same(names ...string) Arguments {
	arguments := Arguments{}
	for _, name := range names {
		arguments[name] = name
	}
	return arguments
}

// Error is [Error] for an object with these arguments. It points at none if the
// code is about one that the object does not have.
func (a Arguments) Error(summary, doing string, err error) diag.Diagnostic {
	attribute, explanation := explain(err)
	return newError(a[attribute], summary, doing+": "+explanation)
}
