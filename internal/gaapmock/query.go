package gaapmock

import (
	"encoding/json"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// queryParams turns the parameters of a GET (TagSet.0.TagKey=a) into the JSON
// object that a POST would carry, so that both are checked by the same code.
// What a query cannot express for the type is passed on as text and refused there.
func queryParams(query url.Values, into any) json.RawMessage {
	root := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		setPath(root, strings.Split(name, "."), query.Get(name))
	}
	return mustMarshal(withTypes(root, reflect.TypeOf(into).Elem()))
}

// setPath stores a text in nested maps; the last one wins in a conflict.
func setPath(node map[string]any, path []string, text string) {
	if len(path) == 1 {
		node[path[0]] = text
		return
	}
	child, ok := node[path[0]].(map[string]any)
	if !ok {
		child = map[string]any{}
		node[path[0]] = child
	}
	setPath(child, path[1:], text)
}

// withTypes gives texts and index maps the JSON type that t wants, where possible.
func withTypes(value any, t reflect.Type) any {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	node, isNode := value.(map[string]any)
	switch {
	case t.Kind() == reflect.Struct && isNode:
		return withFieldTypes(node, t)
	case t.Kind() == reflect.Slice && isNode:
		return withItemTypes(node, t.Elem())
	case isNode:
		return value
	}
	text := value.(string)
	switch t.Kind() {
	case reflect.Int64, reflect.Uint64:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
	case reflect.Bool:
		if text == "true" || text == "false" {
			return text == "true"
		}
	}
	return text
}

func withFieldTypes(node map[string]any, t reflect.Type) map[string]any {
	out := map[string]any{}
	for name, value := range node {
		out[name] = value
		for i := range t.NumField() {
			if tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); tag == name {
				out[name] = withTypes(value, t.Field(i).Type)
			}
		}
	}
	return out
}

// withItemTypes orders "0", "1" ... into an array; other keys leave the map as it
// is, which is then refused as no array.
func withItemTypes(node map[string]any, t reflect.Type) any {
	items := make([]any, len(node))
	for name, value := range node {
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 || i >= len(items) {
			return node
		}
		items[i] = withTypes(value, t)
	}
	return items
}
