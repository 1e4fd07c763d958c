package stage

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// StateFile is the name of the state in a folder.
const StateFile = "terraform.tfstate"

// Object is one object in the state.
type Object struct {
	Address  string
	Values   map[string]any
	Identity map[string]string
	Tainted  bool
	Deposed  bool // replaced, but not destroyed yet
}

// ID returns the id of the proxy.
func (o Object) ID() string {
	id, _ := o.Values["id"].(string)
	return id
}

// stateFile is what is read of a state, version 4.
type stateFile struct {
	Resources []struct {
		Type, Name string
		Instances  []struct {
			IndexKey   any `json:"index_key"`
			Status     string
			Deposed    string
			Attributes map[string]any
			Identity   map[string]string
		}
	}
}

// State returns the objects in the state; none if there is no state yet. It
// reads the file, since `terraform show` would start the provider.
func (f *Folder) State() ([]Object, error) {
	text, err := os.ReadFile(filepath.Join(f.Dir, StateFile))
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(text) == 0 {
		return nil, nil // a CLI that was killed leaves an empty file
	}
	if err != nil {
		return nil, err
	}
	var state stateFile
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, fmt.Errorf("reading the state: %w", err)
	}
	var objects []Object
	for _, r := range state.Resources {
		for _, i := range r.Instances {
			address := r.Type + "." + r.Name
			switch key := i.IndexKey.(type) {
			case string:
				address += fmt.Sprintf("[%q]", key)
			case float64:
				address += fmt.Sprintf("[%d]", int(key))
			}
			objects = append(objects, Object{address, i.Attributes, i.Identity, i.Status == "tainted", i.Deposed != ""})
		}
	}
	return objects, nil
}
