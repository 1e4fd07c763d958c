package tags_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

type set = map[string]string

func TestMerge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		policy    tags.Policy
		own, want set
	}{
		"nothing":        {tags.Policy{}, nil, set{}},
		"own alone":      {tags.Policy{}, set{"a": "1"}, set{"a": "1"}},
		"defaults alone": {tags.Policy{Defaults: set{"a": "1"}}, nil, set{"a": "1"}},
		"both":           {tags.Policy{Defaults: set{"a": "1"}}, set{"b": "2"}, set{"a": "1", "b": "2"}},
		"override":       {tags.Policy{Defaults: set{"a": "1"}}, set{"a": "2"}, set{"a": "2"}},
		"the same":       {tags.Policy{Defaults: set{"a": "1"}}, set{"a": "1"}, set{"a": "1"}},
		"case counts":    {tags.Policy{Defaults: set{"a": "1"}}, set{"A": "2"}, set{"a": "1", "A": "2"}},
		"ignored":        {tags.Policy{Defaults: set{"a": "1", "b": "1"}, IgnoreKeys: []string{"a"}}, set{"c": "1"}, set{"b": "1", "c": "1"}},
	} {
		if got := c.policy.Merge(c.own); got == nil || !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestMerge_leavesDefaults(t *testing.T) {
	t.Parallel()
	p := tags.Policy{Defaults: set{"a": "1"}}
	p.Merge(set{"a": "2", "b": "3"})
	if !maps.Equal(p.Defaults, set{"a": "1"}) {
		t.Errorf("the defaults are %v", p.Defaults)
	}
}

func TestIgnores(t *testing.T) {
	t.Parallel()
	p := tags.Policy{IgnoreKeys: []string{"owner", "费用"}, IgnorePrefixes: []string{"org:", "系统"}}
	for key, want := range map[string]bool{
		"owner": true, "owner2": false, "Owner": false, "费用": true, "org:": true, "org:a": true, "org": false, "a:org:": false, "系统名": true, "": false,
	} {
		if got := p.Ignores(key); got != want {
			t.Errorf("%q is ignored: %v, want %v", key, got, want)
		}
	}
	if got := p.Visible(set{"owner": "a", "org:b": "c", "d": "e"}); !maps.Equal(got, set{"d": "e"}) {
		t.Errorf("visible are %v", got)
	}
}

func TestOwn(t *testing.T) {
	t.Parallel()
	p := tags.Policy{Defaults: set{"d": "1"}, IgnorePrefixes: []string{"org:"}}
	for name, c := range map[string]struct{ all, own, before, want set }{
		"a default":                        {set{"d": "1"}, nil, set{"d": "1"}, set{}},
		"a default with another value":     {set{"d": "2"}, nil, set{"d": "1"}, set{}},
		"a default that comes back":        {set{"d": "2"}, nil, set{}, set{}},
		"a default, its own, too":          {set{"d": "1"}, set{"d": "1"}, set{"d": "1"}, set{"d": "1"}},
		"an overridden default":            {set{"d": "2"}, set{"d": "2"}, set{"d": "2"}, set{"d": "2"}},
		"an overridden default, drifted":   {set{"d": "1"}, set{"d": "2"}, set{"d": "2"}, set{"d": "1"}},
		"its own":                          {set{"a": "1"}, set{"a": "1"}, set{"a": "1"}, set{"a": "1"}},
		"its own, drifted":                 {set{"a": "2"}, set{"a": "1"}, set{"a": "1"}, set{"a": "2"}},
		"its own, gone":                    {set{"d": "1"}, set{"a": "1"}, set{"a": "1", "d": "1"}, set{}},
		"somebody else's":                  {set{"x": "1"}, nil, set{}, set{"x": "1"}},
		"somebody else's, ignored":         {set{"org:x": "1"}, nil, set{}, set{}},
		"its own, ignored since":           {set{"org:x": "1"}, set{"org:x": "1"}, set{"org:x": "1"}, set{}},
		"what was a default":               {set{"old": "1"}, nil, set{"old": "1"}, set{}},
		"import of a default":              {set{"d": "1"}, nil, nil, set{}},
		"import of an overridden default":  {set{"d": "2"}, nil, nil, set{"d": "2"}},
		"import of others":                 {set{"a": "1", "org:x": "1"}, nil, nil, set{"a": "1"}},
		"import of nothing":                {set{}, nil, nil, set{}},
		"what was a default, its own, too": {set{"old": "1"}, set{"old": "1"}, set{"old": "1"}, set{"old": "1"}},
	} {
		if got := p.Own(c.all, c.own, c.before); got == nil || !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	p := tags.Policy{IgnoreKeys: []string{"x"}}
	for name, c := range map[string]struct {
		have, want, set set
		remove          []string
	}{
		"nothing":               {nil, nil, set{}, nil},
		"the same":              {set{"a": "1"}, set{"a": "1"}, set{}, nil},
		"new":                   {nil, set{"a": "1"}, set{"a": "1"}, nil},
		"another value":         {set{"a": "1"}, set{"a": "2"}, set{"a": "2"}, nil},
		"gone":                  {set{"b": "1", "a": "1"}, nil, set{}, []string{"a", "b"}},
		"ignored since":         {set{"x": "1", "a": "1"}, set{"a": "1"}, set{}, nil},
		"all of it, and ignore": {set{"a": "1", "b": "1", "x": "1"}, set{"b": "2", "c": "3"}, set{"b": "2", "c": "3"}, []string{"a"}},
	} {
		got, remove := p.Change(c.have, c.want)
		if !maps.Equal(got, c.set) || !slices.Equal(remove, c.remove) {
			t.Errorf("%s: set %v and remove %v, want %v and %v", name, got, remove, c.set, c.remove)
		}
	}
}

func TestChanged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tags, set set
		remove    []string
		want      bool
	}{
		"no change":       {set{"a": "1"}, nil, nil, true},
		"set":             {set{"a": "1", "other": "2"}, set{"a": "1"}, nil, true},
		"not set yet":     {set{}, set{"a": "1"}, nil, false},
		"the old value":   {set{"a": "0"}, set{"a": "1"}, nil, false},
		"not empty yet":   {set{}, set{"a": ""}, nil, false},
		"removed":         {set{"a": "1"}, nil, []string{"b"}, true},
		"still there":     {set{"a": "1"}, nil, []string{"a"}, false},
		"one still there": {set{"a": "1", "c": "1"}, set{"c": "1"}, []string{"b", "a"}, false},
	} {
		if got := tags.Changed(c.tags, c.set, c.remove); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
