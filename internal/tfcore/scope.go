package tfcore

import (
	"maps"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// scope holds the values that expressions of a walk refer to, by the key of the
// node that they come from: gaap_proxy.test, data.gaap_proxies.all, local.a, var.b.
type scope struct {
	mu     sync.Mutex
	values map[string]cty.Value
}

func newScope() *scope { return &scope{values: map[string]cty.Value{}} }

func (s *scope) set(key string, value cty.Value) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
}

// context is what expressions see; more are count, each and self.
func (s *scope) context(more map[string]cty.Value) *hcl.EvalContext {
	s.mu.Lock()
	defer s.mu.Unlock()
	groups := map[string]map[string]cty.Value{}
	data := map[string]map[string]cty.Value{}
	for key, value := range s.values {
		parts := strings.Split(key, ".")
		if parts[0] == "data" {
			put(data, parts[1], parts[2], value)
		} else {
			put(groups, parts[0], parts[1], value)
		}
	}
	all := objects(groups)
	all["data"] = cty.ObjectVal(objects(data))
	all["path"] = cty.ObjectVal(map[string]cty.Value{"module": cty.StringVal("."), "root": cty.StringVal("."), "cwd": cty.StringVal(".")})
	all["terraform"] = cty.ObjectVal(map[string]cty.Value{"workspace": cty.StringVal("default")})
	maps.Copy(all, more)
	return &hcl.EvalContext{Variables: all, Functions: functions}
}

func put(groups map[string]map[string]cty.Value, group, name string, value cty.Value) {
	if groups[group] == nil {
		groups[group] = map[string]cty.Value{}
	}
	groups[group][name] = value
}

func objects(groups map[string]map[string]cty.Value) map[string]cty.Value {
	all := map[string]cty.Value{}
	for name, values := range groups {
		all[name] = cty.ObjectVal(values)
	}
	return all
}

// references are the keys of the nodes that traversals refer to.
func references(all []hcl.Traversal) (keys []string) {
	for _, traversal := range all {
		path := names(traversal)
		switch path[0] {
		case "count", "each", "self", "path", "terraform":
		case "data":
			if len(path) > 2 {
				keys = append(keys, strings.Join(path[:3], "."))
			}
		default:
			if len(path) > 1 {
				keys = append(keys, strings.Join(path[:2], "."))
			}
		}
	}
	return keys
}

// variablesOf are the references of expressions, of which some may be missing.
func variablesOf(expressions ...hcl.Expression) (all []hcl.Traversal) {
	for _, e := range expressions {
		if e != nil {
			all = append(all, e.Variables()...)
		}
	}
	return all
}

// functions are those of Terraform's that a configuration of a test may want.
var functions = map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "max": stdlib.MaxFunc, "min": stdlib.MinFunc,
	"chunklist": stdlib.ChunklistFunc, "coalescelist": stdlib.CoalesceListFunc, "coalesce": stdlib.CoalesceFunc, "compact": stdlib.CompactFunc,
	"concat": stdlib.ConcatFunc, "contains": stdlib.ContainsFunc, "distinct": stdlib.DistinctFunc, "element": stdlib.ElementFunc,
	"flatten": stdlib.FlattenFunc, "keys": stdlib.KeysFunc, "values": stdlib.ValuesFunc, "length": stdlib.LengthFunc, "lookup": stdlib.LookupFunc,
	"merge": stdlib.MergeFunc, "range": stdlib.RangeFunc, "reverse": stdlib.ReverseListFunc, "setproduct": stdlib.SetProductFunc,
	"setunion": stdlib.SetUnionFunc, "slice": stdlib.SliceFunc, "sort": stdlib.SortFunc, "zipmap": stdlib.ZipmapFunc,
	"format": stdlib.FormatFunc, "formatlist": stdlib.FormatListFunc, "join": stdlib.JoinFunc, "lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc,
	"replace": stdlib.ReplaceFunc, "split": stdlib.SplitFunc, "substr": stdlib.SubstrFunc, "trimspace": stdlib.TrimSpaceFunc,
	"trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc, "title": stdlib.TitleFunc,
	"jsonencode": stdlib.JSONEncodeFunc, "jsondecode": stdlib.JSONDecodeFunc, "parseint": stdlib.ParseIntFunc,
	"tostring": stdlib.MakeToFunc(cty.String), "tonumber": stdlib.MakeToFunc(cty.Number), "tobool": stdlib.MakeToFunc(cty.Bool),
	"toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), "tolist": stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)),
	"tomap": stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
}
