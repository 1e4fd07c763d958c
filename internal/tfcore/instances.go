package tfcore

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// expand lists the instances that count or for_each make.
func (r *run) expand(b *resourceBlock) ([]Instance, bool) {
	one := Instance{Addr: b.addr, Block: b.addr, Type: b.typ, Name: b.name, Data: b.data}
	repeat := b.count
	if repeat == nil {
		repeat = b.forEach
	}
	if repeat == nil {
		return []Instance{one}, true
	}
	value, diags := repeat.Value(r.scope.context(nil))
	if r.language(b.addr, diags) {
		return nil, false
	}
	if !value.IsKnown() || value.IsNull() {
		r.add(Diagnostic{
			Error: true, Summary: "Invalid count or for_each argument", Addr: b.addr, Subject: repeat.Range().Ptr(),
			Detail: "The value depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created.",
		})
		return nil, false
	}
	var all []Instance
	for _, key := range keysOf(b, value) {
		i := one
		i.Key, i.Addr = key, b.addr+FormatPath(cty.Path{cty.IndexStep{Key: key}})
		all = append(all, i)
	}
	return all, true
}

// keysOf are the instance keys of a count, a map or a set.
func keysOf(b *resourceBlock, value cty.Value) (keys []cty.Value) {
	if b.count != nil {
		n, _ := value.AsBigFloat().Int64()
		for i := range n {
			keys = append(keys, cty.NumberIntVal(i))
		}
		return keys
	}
	for key := range value.Elements() {
		keys = append(keys, key)
	}
	return keys
}

// repetition are count and each, as an instance sees them.
func (r *run) repetition(b *resourceBlock, i Instance) map[string]cty.Value {
	switch {
	case b.count != nil:
		return map[string]cty.Value{"count": cty.ObjectVal(map[string]cty.Value{"index": i.Key})}
	case b.forEach != nil:
		value := i.Key
		switch all, diags := b.forEach.Value(r.scope.context(nil)); {
		case diags.HasErrors(), all.Type().IsSetType():
		case all.Type().IsObjectType():
			value = all.GetAttr(i.Key.AsString())
		default:
			value = all.Index(i.Key)
		}
		return map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{"key": i.Key, "value": value})}
	}
	return nil
}

// blockValue is what a reference to a block stands for: an object, or those of
// its instances.
func blockValue(b *resourceBlock, instances []Instance, typ cty.Type, of func(Instance) cty.Value) cty.Value {
	value := func(i Instance) cty.Value {
		if v := of(i); v != cty.NilVal {
			return v
		}
		return cty.UnknownVal(typ)
	}
	switch {
	case b.count != nil:
		var all []cty.Value
		for _, i := range instances {
			all = append(all, value(i))
		}
		return cty.TupleVal(all)
	case b.forEach != nil:
		all := map[string]cty.Value{}
		for _, i := range instances {
			all[i.Key.AsString()] = value(i)
		}
		return cty.ObjectVal(all)
	case len(instances) == 0:
		return cty.UnknownVal(typ)
	}
	return value(instances[0])
}

// evaluate decodes the body of a block for one of its instances.
func (r *run) evaluate(b *resourceBlock, i Instance) (cty.Value, bool) {
	s, schema, ok := r.schema(b)
	if !ok {
		return cty.NilVal, false
	}
	value, diags := decode(b.body, s.form(schema), r.scope.context(r.repetition(b, i)))
	return value, !r.language(i.Addr, diags)
}

// instanceAt is what the address of a resource instance says.
func instanceAt(addr string) Instance {
	block, key, repeated := strings.Cut(strings.TrimSuffix(addr, "]"), "[")
	i := Instance{Addr: addr, Block: block}
	i.Type, i.Name, _ = strings.Cut(block, ".")
	switch {
	case strings.HasPrefix(key, `"`):
		i.Key = cty.StringVal(strings.Trim(key, `"`))
	case repeated:
		i.Key = cty.MustParseNumberVal(key)
	}
	return i
}
