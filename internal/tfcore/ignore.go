package tfcore

import (
	"maps"

	"github.com/zclconf/go-cty/cty"
)

// ignored puts the prior values of what ignore_changes names into a configuration.
func (l lifecycle) ignored(prior, config cty.Value) cty.Value {
	if prior.IsNull() || config.IsNull() {
		return config
	}
	if l.ignoreAll {
		return prior
	}
	for _, traversal := range l.ignore {
		config = keep(prior, config, names(traversal))
	}
	return config
}

// keep replaces what is at a path.
func keep(prior, config cty.Value, path []string) cty.Value {
	if len(path) == 0 {
		return prior
	}
	if !config.IsKnown() || config.IsNull() && !config.Type().IsMapType() {
		return config
	}
	name := path[0]
	switch typ := config.Type(); {
	case typ.IsObjectType() && typ.HasAttribute(name):
		values := config.AsValueMap()
		values[name] = keep(attr(prior, name), values[name], path[1:])
		return cty.ObjectVal(values)
	case typ.IsMapType():
		return keepKey(prior, config, name)
	}
	return config
}

// keepKey replaces one key of a map, which may be missing on either side.
func keepKey(prior, config cty.Value, key string) cty.Value {
	values := map[string]cty.Value{}
	if !config.IsNull() {
		maps.Copy(values, config.AsValueMap())
	}
	if value := element(prior, cty.StringVal(key)); !value.IsNull() {
		values[key] = value
	} else {
		delete(values, key)
	}
	switch {
	case len(values) == 0 && config.IsNull():
		return config
	case len(values) == 0:
		return cty.MapValEmpty(config.Type().ElementType())
	}
	return cty.MapVal(values)
}
