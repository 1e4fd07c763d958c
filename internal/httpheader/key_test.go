package httpheader_test

import (
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Headers that a rule has already are not overwritten, and equal ones are nobody
// else's to take: the error has an import block, which works.
func TestAccCustomHeader_held(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		theirs string
		says   []string
	}{
		"equal":     {"X-A=1", []string{"GAAP_ADOPT=" + ruleID}},
		"different": {"X-B=1", []string{"It is not what is ordered", "header X-A is not set", "header X-B is set, too"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.outside(ruleID, c.theirs)
			x.Alone(func(s *acctest.Session) {
				s.Configure(one("X-A=1"))
				s.Fails(plain, append(c.says, "GAAP header list exists already", "the place for headers of rule "+ruleID, "Nothing was made", "import {", "to = gaap_custom_header.NAME")...)
				x.has(ruleID, c.theirs)
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				_, rest, _ := strings.Cut(said, "import {")
				pasted := "import {" + rest
				pasted = strings.ReplaceAll(strings.ReplaceAll(pasted[:strings.Index(pasted, "}")+1], "NAME", "test"), "│", "")
				s.Configure(pasted + "\n" + one("X-A=1"))
				s.Apply(plain)
				s.Empty()
				x.has(ruleID, "X-A=1")
			})
		})
	}
}

// What an interrupted run left is taken over when adopt names the rule, if it is
// what is ordered.
func TestAccCustomHeader_adopt(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.outside(ruleID, "X-A=1")
	x.Alone(func(s *acctest.Session) {
		s.Configure(one("X-A=2"), `adopt = ["`+ruleID+`"]`)
		s.Fails(plain, "GAAP header list to adopt differs", "header X-A has another value")
		s.Configure(one("X-A=1"), `adopt = ["`+ruleID+`"]`)
		s.Apply(plain, "GAAP header list adopted: "+ruleID)
		acctest.Sent(t, s.Mock.Journal(), "CreateCustomHeader", 0, 0)
		s.Planned(plain, "GAAP header list to adopt is in the state")
		s.Configure(one("X-A=1"))
		s.Empty()
	})
}

// A rule goes from a resource that is destroyed to a new one, and back.
func TestAccCustomHeader_handedOn(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		for _, label := range []string{"old", "test", "old"} {
			s.Configure(block(label, ruleID, nil, "X-A="+label))
			s.Apply(plain)
			s.Empty()
			x.has(ruleID, "X-A="+label)
		}
	})
}

// So it does if the answer to the order is lost: what shows then is the order's own.
func TestAccCustomHeader_handedOnLost(t *testing.T) {
	t.Parallel()
	for name, lost := range acctest.LostAnswers() {
		for busy, options := range map[string]gaapmock.Options{"": {}, ", slow": {Listener: gaapmock.ListenerOptions{ModifyDuration: time.Minute}}} {
			t.Run(name+busy, func(t *testing.T) {
				x := newTest(t, options)
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("old", ruleID, nil, "X-A=old"))
					s.Apply(plain)
					lost.Fault.Action, lost.Fault.Skip = "CreateCustomHeader", 1 // after that of the destruction
					s.Mock.Inject(lost.Fault)
					s.Configure(one("X-A=1"))
					s.Apply(plain)
					s.Empty()
					x.has(ruleID, "X-A=1")
				})
			})
		}
	}
}

// Two resources for one rule are an error of the plan, and so are two addresses of
// one list; two rules are none.
func TestAccCustomHeader_two(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(one("X-A=1") + block("next", ruleID, nil, "X-B=1"))
		s.Fails(plain, "Two GAAP objects have the same key", "the place for headers of rule "+ruleID)
		x.has(ruleID)
		s.Configure(one("X-A=1") + block("next", otherRule, nil, "X-A=1"))
		s.Apply(plain)
		s.Empty()
		s.Configure(one("X-A=1") + block("next", otherRule, nil, "X-A=1") + block("third", otherRule, nil, "X-A=1"))
		s.Fails(plain, "Two GAAP objects have the same key")
		s.Configure(one("X-A=1"))
		s.Apply(plain)
		s.Configure("import {\n  to = gaap_custom_header.next\n  id = \"" + ruleID + "\"\n}\n" + one("X-A=1") + block("next", ruleID, nil, "X-A=1"))
		s.Fails(plain, "Two resources have one GAAP header list")
		s.Configure(one("X-A=1"))
		s.Empty()
	})
}

// The identity is the id of the rule.
func TestAccCustomHeader_identity(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.outside(ruleID, "X-A=1")
	x.Alone(func(s *acctest.Session) {
		s.Configure("import {\n  to = " + address + "\n  identity = {\n    id = \"" + ruleID + "\"\n  }\n}\n" + one("X-A=1"))
		s.Apply(plain)
		s.Settled(address, ruleID)
	})
}

// An import of nothing says so.
func TestAccCustomHeader_importBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		for id, says := range map[string]string{
			"nonsense": "Invalid import id", "rule-missing0": "No GAAP header list to import", ruleID: "No GAAP header list to import",
		} {
			s.Configure("import {\n  to = " + address + "\n  id = \"" + id + "\"\n}\n" + one("X-A=1"))
			s.Fails(plain, says)
		}
	})
}

// A list of the official provider is taken over with an empty plan, with and
// without a refresh.
func TestAccCustomHeader_moved(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.outside(ruleID, "X-B=2", "X-A=$remote_addr")
	state := `{"id":"` + ruleID + `","rule_id":"` + ruleID + `","headers":[{"header_name":"X-B","header_value":"2"},{"header_name":"X-A","header_value":"$remote_addr"}]}`
	x.Alone(func(s *acctest.Session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		got, said := server.Move(s.T.Context(), "gaap_custom_header", "tencentcloud_gaap_custom_header", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(state))
		if len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
		s.Configure(one("X-B=2", "X-A=$remote_addr"))
		for _, options := range []tfcore.Options{{NoRefresh: true}, {}} {
			if plan := s.Planned(options); !plan.Empty() {
				t.Errorf("with %+v the plan is not empty:\n%s", options, plan)
			}
		}
		acctest.Sent(t, s.Mock.Journal(), "CreateCustomHeader", 0, 0)
	})
}

// What the service would refuse is refused at plan, on the argument.
func TestAccCustomHeader_invalid(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		for says, config := range map[string]string{
			"is set twice":        one("X-A=1", "x-a=2"),
			"is not a valid name": one("X.A=1"),
			"$remote_addr only":   one("X-A=$host"),
			"Block headers must have a configuration value":   one(),
			"does not let a rule set header \"x-powered-by\"": one("x-powered-by=me"),
			"must be the id of a rule":                        block("test", "one", nil, "X-A=1"),
		} {
			s.Configure(config)
			plan, said := s.Plan(s.T.Context(), s.Text(), plain)
			if text := strings.Join(strings.Fields(said.Render(s.Text())), " "); plan != nil && !said.HasErrors() || !strings.Contains(text, says) {
				t.Errorf("%s is not said: %s", says, text)
			}
		}
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeBlackHeader", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: 2})
		s.Configure(one("Host=me"))
		s.Fails(plain, "Cannot check the headers of a GAAP rule", "gaap_black_header")
	})
	x.Over()
}

// The data sources, and what fails.
func TestAccCustomHeader_dataSources(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.outside(ruleID, "X-B=2", "X-A=1")
	x.Clock.Advance(minute)
	of := func(rule string, shows map[string]string, fails ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_custom_header", Arguments: `rule_id = "` + rule + `"`, Action: "DescribeCustomHeader", Shows: shows, Fails: fails}
	}
	refused := of(ruleID, nil, "Cannot look up the headers of a GAAP rule", "CAM policy")
	refused.Fault = "UnauthorizedOperation"
	acctest.DataSources{
		"some": of(ruleID, map[string]string{
			"id": ruleID, "rule_id": ruleID, "headers.#": "2", "headers.0.header_name": "X-A", "headers.0.header_value": "1", "headers.1.header_name": "X-B",
		}),
		"none": of(otherRule, map[string]string{"headers.#": "0"}),
		"gone": of("rule-missing0", nil, "Cannot look up the headers of a GAAP rule", "no such rule"), "an id": of("web", nil, "rule-a1b2c3d4"), "refused": refused,
		"forbidden": {Type: "gaap_black_header", Action: "DescribeBlackHeader", Sends: "{}", Shows: map[string]string{"black_headers.0": "accept"}},
		"forbidden, refused": {
			Type: "gaap_black_header", Action: "DescribeBlackHeader", Fault: "UnauthorizedOperation", Fails: []string{"Cannot list forbidden GAAP headers", "CAM policy"},
		},
	}.Run(t, x.Environment)
}

// terraform query finds the rules of a listener that have headers.
func TestAccCustomHeader_listResource(t *testing.T) {
	l := acctest.NewLister(t, "gaap_custom_header", gaapmock.Options{})
	x := &test{Case: tested.In(t, l.Environment)}
	x.stand()
	x.outside(ruleID, "X-B=2", "X-A=1")
	x.Clock.Advance(minute)
	l.Configure()
	for name, c := range map[string]struct {
		listener, domain string
		want             string
	}{
		"all":            {listenerID, "", "X-A, X-B (" + ruleID + ")"},
		"of a domain":    {listenerID, "www.example.com", "X-A, X-B (" + ruleID + ")"},
		"of another one": {listenerID, "other.example.com", ""},
		"of nothing":     {"listener-missing0", "", "error"},
	} {
		filters := map[string]cty.Value{"listener_id": cty.StringVal(c.listener)}
		if c.domain != "" {
			filters["domain"] = cty.StringVal(c.domain)
		}
		var got []string
		for _, result := range l.List(filters, true, 100, 0) {
			if len(result.Said) > 0 {
				result.Name = "error"
			}
			got = append(got, result.Name)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
	}
}
