package gaapmock

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// decoder reads parameters as strictly as the gateway is said to.
type decoder struct {
	texts bool // a text that spells a number is one
}

// decode fills a parameter struct of the SDK from a JSON object.
func (d decoder) decode(params []byte, into any, required []string) *apiError {
	dec := json.NewDecoder(bytes.NewReader(params))
	dec.UseNumber()
	var fields map[string]any
	if err := dec.Decode(&fields); err != nil {
		return errorf("InvalidParameter", "The parameters are not a JSON object.")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errorf("InvalidParameter", "The body holds more than one JSON value.")
	}
	if err := d.setStruct("", reflect.ValueOf(into).Elem(), fields); err != nil {
		return err
	}
	for _, name := range required {
		if reflect.ValueOf(into).Elem().FieldByName(name).IsNil() {
			return missing(name)
		}
	}
	return nil
}

func (d decoder) setStruct(path string, v reflect.Value, fields map[string]any) *apiError {
	known := map[string]reflect.Value{}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			known[name] = v.Field(i)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) { // the same error each time
		field, ok := known[name]
		if !ok {
			return errorf("UnknownParameter", "The parameter `%s` is not recognized.", path+name)
		}
		if err := d.setValue(path+name, field, fields[name]); err != nil {
			return err
		}
	}
	return nil
}

// setValue stores a decoded JSON value in a field of an SDK struct.
//
// Assumption: null is the same as absent.
func (d decoder) setValue(path string, v reflect.Value, value any) *apiError {
	if value == nil {
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return d.setValue(path, v.Elem(), value)
	case reflect.Slice:
		return d.setSlice(path, v, value)
	case reflect.Struct:
		fields, ok := value.(map[string]any)
		if !ok {
			return wrongType(path, "object")
		}
		return d.setStruct(path+".", v, fields)
	default:
		return d.setScalar(path, v, value)
	}
}

func (d decoder) setSlice(path string, v reflect.Value, value any) *apiError {
	items, ok := value.([]any)
	if !ok {
		return wrongType(path, "array")
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		name := path + "." + strconv.Itoa(i)
		if item == nil {
			return wrongType(name, "value")
		}
		if err := d.setValue(name, v.Index(i), item); err != nil {
			return err
		}
	}
	return nil
}

func (d decoder) setScalar(path string, v reflect.Value, value any) *apiError {
	switch v.Kind() {
	case reflect.String:
		text, ok := value.(string)
		if !ok {
			return wrongType(path, "string")
		}
		v.SetString(text)
	case reflect.Int64:
		n, err := strconv.ParseInt(d.numberText(value), 10, 64)
		if err != nil {
			return wrongType(path, "integer")
		}
		v.SetInt(n)
	case reflect.Uint64:
		n, err := strconv.ParseUint(d.numberText(value), 10, 64)
		if err != nil {
			return wrongType(path, "unsigned integer")
		}
		v.SetUint(n)
	case reflect.Bool:
		b, ok := value.(bool)
		if !ok {
			return wrongType(path, "boolean")
		}
		v.SetBool(b)
	default:
		return wrongType(path, "value")
	}
	return nil
}

// numberText is the literal of a JSON number; "1.0" and 1e3 do not parse as
// integers, and a string is no number at all, unless it is taken for one.
func (d decoder) numberText(value any) string {
	switch n := value.(type) {
	case json.Number:
		return n.String()
	case string:
		if d.texts {
			return n
		}
	}
	return ""
}

func wrongType(path, want string) *apiError {
	return errorf("InvalidParameter", "The parameter `%s` is not a valid %s.", path, want)
}
