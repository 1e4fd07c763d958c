package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// Server is what a provider with list resources is to Terraform.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
}

// Listen wraps a server as Factories do; t is told of what is found.
func Listen(server Server, secrets *Secrets, t interface{ Errorf(string, ...any) }) Server {
	return listener{server, server, guard{secrets, t}, &warnings{}, nil}
}

// Report tells t what is found from now on, in place of the test.
func (e *Environment) Report(t interface{ Errorf(string, ...any) }) { e.guard.test = t }

// ClearVariables is what Main does first.
var ClearVariables = clearVariables
