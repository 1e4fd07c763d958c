package group_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

type arguments = acctest.Arguments

const (
	address = "gaap_proxy_group.test"
	regions = `{ Guangzhou = { bandwidth = 10, concurrent = 2 }, Beijing = { bandwidth = 20, concurrent = 5, network_type = "normal" } }`
)

var (
	plain    = tfcore.Options{}
	destroys = tfcore.Options{Destroy: true}
)

// block is an empty gaap_proxy_group, and changes to it.
func block(label string, changes arguments) string {
	all := arguments{"name": `"edge"`, "realserver_region": `"Shanghai"`}
	maps.Copy(all, changes)
	return acctest.Resource("gaap_proxy_group", label, all)
}

// objects are those that the tests make.
var objects = acctest.Objects[gaapmock.Group]{
	Address: address, IDs: ids, Create: "CreateProxyGroup", All: (*gaapmock.Server).Groups,
	ID: func(g gaapmock.Group) string { return g.ID },
}

// session is a user with groups.
type session struct {
	*acctest.ObjectSession[gaapmock.Group]
	*acctest.Hooks
}

// inSession runs a test in a session.
func inSession(t *testing.T, options gaapmock.Options, run func(s *session)) {
	t.Helper()
	if options.Groups == nil {
		options.Groups = []gaapmock.Group{} // none
	}
	acctest.New(t, options).Session(t, func(a *acctest.Session) { run(&session{objects.In(a), a.Hook()}) })
}

// write makes a group the configuration.
func (s *session) write(changes arguments, more ...string) {
	s.Configure(block("test", changes), more...)
}

var ids = regexp.MustCompile(`(lg|link)-[0-9a-z]{8}`)

// nothingLeft demands that neither groups nor proxies are left.
func (s *session) nothingLeft() {
	s.T.Helper()
	if groups, proxies := s.Mock.Groups(), s.Mock.Proxies(); len(groups)+len(proxies) > 0 {
		s.T.Errorf("%d groups and %d proxies are left", len(groups), len(proxies))
	}
}
