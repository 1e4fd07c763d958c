package realserver_test

import (
	"fmt"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

const (
	added   = `AddRealServers {"ProjectId":0,"RealServerIP":["192.0.2.1"],"RealServerName":"origin"%s}`
	renamed = `ModifyRealServerName {"RealServerId":"ID","RealServerName":"%s"}`
	tagged  = `ModifyResourceTags {%s,"Resource":"qcs::gaap::uin/:realServer/ID"}`
)

// What changes in place is sent, and nothing else.
func TestAccRealServer_update(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.RequireWrites(fmt.Sprintf(added, ""))
		first := s.RequireOne()
		for _, step := range []struct {
			changes arguments
			writes  []string
		}{
			{arguments{"name": `"renamed"`}, []string{fmt.Sprintf(renamed, "renamed")}},
			{arguments{"name": `"renamed"`, "tags": `{ a = "1" }`}, []string{fmt.Sprintf(tagged, `"ReplaceTags":[{"TagKey":"a","TagValue":"1"}]`)}},
			{arguments{"name": `"again"`, "tags": `{ b = "1" }`}, []string{
				fmt.Sprintf(renamed, "again"), fmt.Sprintf(tagged, `"DeleteTags":[{"TagKey":"a"}],"ReplaceTags":[{"TagKey":"b","TagValue":"1"}]`),
			}},
			{arguments{"name": `"again"`, "tags": `{}`}, []string{fmt.Sprintf(tagged, `"DeleteTags":[{"TagKey":"b"}]`)}},
			{arguments{"name": `"again"`}, nil},
			{arguments{"name": `"again"`, "timeouts": "{\n    create = \"1h\"\n  }"}, nil},
			{arguments{"name": `"again"`, "project_id": "0"}, nil},
		} {
			s.write(step.changes)
			s.Apply(plain)
			s.RequireWrites(step.writes...)
			if r := s.RequireOne(); r.ID != first.ID {
				t.Errorf("%v: the origin is %s, not %s", step.changes, r.ID, first.ID)
			}
		}
	})
}

// What somebody else has changed shows in the plan, and is put right.
func TestAccRealServer_drift(t *testing.T) {
	t.Parallel()
	all := arguments{"tags": `{ a = "1" }`}
	for name, c := range map[string]struct {
		outside  func(*gaapmock.RealServer)
		action   tfcore.Action
		replaced bool
	}{
		"name":        {func(r *gaapmock.RealServer) { r.Name = "theirs" }, tfcore.Update, false},
		"a tag":       {func(r *gaapmock.RealServer) { r.Tags["a"] = "2" }, tfcore.Update, false},
		"one more":    {func(r *gaapmock.RealServer) { r.Tags["b"] = "2" }, tfcore.Update, false},
		"no tag":      {func(r *gaapmock.RealServer) { r.Tags = nil }, tfcore.Update, false},
		"an address":  {func(r *gaapmock.RealServer) { r.Address = "192.0.2.9" }, tfcore.DestroyThenCreate, true},
		"a domain":    {func(r *gaapmock.RealServer) { r.Address = "origin.example.com" }, tfcore.DestroyThenCreate, true},
		"the project": {func(r *gaapmock.RealServer) { r.ProjectID = 1204 }, tfcore.DestroyThenCreate, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(all)
				s.Apply(plain)
				before := s.RequireOne()
				s.outside(before.ID, c.outside)
				if change := s.MustPlan(plain).Change(address); change == nil || change.Action != c.action {
					t.Fatalf("the plan is not %s", c.action)
				}
				s.Apply(plain)
				after := s.RequireOne()
				if after.ID == before.ID == c.replaced || after.Name != "origin" || after.Address != "192.0.2.1" || after.ProjectID != 0 || len(after.Tags) != 1 || after.Tags["a"] != "1" {
					t.Errorf("the origin is %+v, was %+v", after, before)
				}
			})
		})
	}
}

// What is ignored is not sent along with what is not.
func TestAccRealServer_ignoreChanges(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		const ignoring = "{\n    ignore_changes = [name]\n  }"
		s.write(arguments{"lifecycle": ignoring})
		s.Apply(plain)
		s.outside(s.RequireOne().ID, func(r *gaapmock.RealServer) { r.Name = "theirs" })
		s.Mock.ResetJournal()
		s.write(arguments{"lifecycle": ignoring, "tags": `{ a = "1" }`})
		s.Apply(plain)
		s.RequireWrites(fmt.Sprintf(tagged, `"ReplaceTags":[{"TagKey":"a","TagValue":"1"}]`))
		if r := s.RequireOne(); r.Name != "theirs" {
			t.Errorf("the origin is %+v", r)
		}
	})
}

// A name that fails leaves the tags as they were, and the next apply does both.
func TestAccRealServer_updateFails(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.Inject(gaapmock.Fault{Action: "ModifyRealServerName", Kind: gaapmock.FaultError, Code: "ResourceUnavailable.AccountViolation"})
		s.write(arguments{"name": `"renamed"`, "tags": `{ a = "1" }`})
		s.Fails(plain, "Cannot update GAAP origin", "Renaming of origin", "ModifyRealServerName failed", "The account is blocked")
		if r := s.Only(); r.Name != "origin" || len(r.Tags) > 0 {
			t.Errorf("the origin is %+v", r)
		}
		s.Apply(plain)
		if r := s.RequireOne(); r.Name != "renamed" || r.Tags["a"] != "1" {
			t.Errorf("the origin is %+v", r)
		}
	})
}
