package acctest

import "reflect"

// reporter is what a test says when it fails.
type reporter interface {
	Errorf(format string, args ...any)
}

// guard fails a test when something holds a secret.
type guard struct {
	secrets *Secrets
	test    reporter
}

// search looks at all texts in a value, which is called name.
func (g guard) search(name string, value any) {
	g.walk(name, reflect.ValueOf(value))
}

func (g guard) walk(at string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			g.walk(at, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			g.walk(at+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			g.walk(at+" (a key)", entries.Key())
			g.walk(at+"[...]", entries.Value())
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			g.check(at, v.Bytes())
			return
		}
		for i := range v.Len() {
			g.walk(at+"[...]", v.Index(i))
		}
	case reflect.String:
		g.check(at, []byte(v.String()))
	}
}

func (g guard) check(at string, text []byte) {
	if found := g.secrets.Find(text); found != "" {
		g.test.Errorf("%s holds %s", at, found)
	}
}
