package globaldomain_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

const address = "gaap_global_domain.test"

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is a gaap_global_domain, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"default_value": `"203.0.113.5"`, "alias": `"www"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_global_domain", label, all)
}

// objects are those that the tests make.
var objects = acctest.Objects[gaapmock.GlobalDomain]{
	Address: address, IDs: ids, Create: "CreateGlobalDomain", All: (*gaapmock.Server).GlobalDomains,
	ID: func(d gaapmock.GlobalDomain) string { return d.ID },
}

// session is a user with unified domains.
type session struct {
	*acctest.ObjectSession[gaapmock.GlobalDomain]
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{objects.In(a), a.Hook()}) })
}

// write makes a domain the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

var ids = regexp.MustCompile(`dm-[0-9a-z]{8}`)

const (
	disableCall = `DisableGlobalDomain {"DomainId":"ID"}`
	enableCall  = `EnableGlobalDomain {"DomainId":"ID"}`
	deleteCall  = `DeleteGlobalDomain {"DomainId":"ID"}`
)
