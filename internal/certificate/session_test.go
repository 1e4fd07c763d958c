package certificate_test

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

const (
	address = "gaap_certificate.test"
	users   = `"alice:tx2KGdo3zJg/."`
)

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is a gaap_certificate of users, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"type": `"BASIC"`, "name": `"users"`, "content": users}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_certificate", label, all)
}

// heredoc is a text of several lines as HCL has it.
func heredoc(text string) string {
	return "<<-EOT\n" + strings.TrimSuffix(text, "\n") + "\nEOT\n"
}

// site are the arguments of a server's certificate.
func site(c certtest.Certificate) arguments {
	return arguments{"type": `"SERVER"`, "name": `"site"`, "content": heredoc(c.PEM), "key": heredoc(c.Key)}
}

// with are arguments with changes.
func with(a, changes arguments) arguments {
	all := maps.Clone(a)
	maps.Copy(all, changes)
	return all
}

// objects are those that the tests make.
var objects = acctest.Objects[gaapmock.Certificate]{
	Address: address, IDs: certificateID, Create: "CreateCertificate", All: (*gaapmock.Server).Certificates,
	ID: func(c gaapmock.Certificate) string { return c.ID },
}

// session is a user with certificates.
type session struct {
	*acctest.ObjectSession[gaapmock.Certificate]
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{objects.In(a), a.Hook()}) })
}

// certificate is one that is good for a year from now.
func (s *session) certificate(name string) certtest.Certificate {
	s.T.Helper()
	now := s.Clock.Now().Truncate(time.Second)
	return certtest.New(s.T, certtest.Wanted{Name: name, From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
}

// write makes a certificate the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

var certificateID = regexp.MustCompile(`cert-[0-9a-z]{8}`)

// stateHas looks for a text in the whole state.
func (s *session) stateHas(text string) bool {
	return strings.Contains(fmt.Sprintf("%#v", s.State().Object(address).Value), strings.TrimSpace(text))
}
