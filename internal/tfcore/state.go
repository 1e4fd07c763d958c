package tfcore

import (
	"maps"
	"slices"
	"sync"

	"github.com/zclconf/go-cty/cty"
)

// Object is what a state holds of one remote object. It is not changed once it
// is in a state.
type Object struct {
	Value         cty.Value
	Private       []byte
	Identity      cty.Value // cty.NilVal: none
	Tainted       bool
	SchemaVersion int64
	Provider      string   // reference of the provider block
	Dependencies  []string // addresses of the resource blocks that it needed
	// CreateBeforeDestroy is kept for the time when the block is gone.
	CreateBeforeDestroy bool
}

// Text returns a string attribute, "" for null and for no object.
func (o *Object) Text(attribute string) string {
	if o == nil || o.Value.IsNull() || !o.Value.Type().HasAttribute(attribute) {
		return ""
	}
	v := o.Value.GetAttr(attribute)
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return ""
	}
	return v.AsString()
}

// Instance is an address of a state, with its object and those that a
// replacement has put aside.
type Instance struct {
	Addr    string
	Block   string // address of the resource block
	Type    string
	Name    string
	Data    bool
	Key     cty.Value // cty.NilVal: neither count nor for_each
	Current *Object
	Deposed map[string]*Object
}

// State is a state file. It is safe for concurrent use.
type State struct {
	mu        sync.Mutex
	instances map[string]*Instance
	outputs   map[string]cty.Value
	deposals  int
	stored    func(addr string, o *Object) // nil: nobody wants to know
}

func newState() *State {
	return &State{instances: map[string]*Instance{}, outputs: map[string]cty.Value{}}
}

func (s *State) clone() *State {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &State{instances: map[string]*Instance{}, outputs: maps.Clone(s.outputs), deposals: s.deposals}
	for addr, i := range s.instances {
		own := *i
		own.Deposed = maps.Clone(i.Deposed)
		c.instances[addr] = &own
	}
	return c
}

// Instances are all addresses, in alphabetical order.
func (s *State) Instances() []Instance {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Instance
	for _, addr := range slices.Sorted(maps.Keys(s.instances)) {
		own := *s.instances[addr]
		own.Deposed = maps.Clone(own.Deposed)
		all = append(all, own)
	}
	return all
}

// Object returns the current object of an address, nil if there is none.
func (s *State) Object(addr string) *Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.instances[addr]; i != nil {
		return i.Current
	}
	return nil
}

// Put stores the object of a resource at an address, as an import does.
func (s *State) Put(addr string, object *Object) { s.set(instanceAt(addr), object) }

// set stores the current object of an instance, nil for none.
func (s *State) set(of Instance, object *Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instance(of).Current = object
	if object != nil && s.stored != nil {
		s.stored(of.Addr, object)
	}
	s.tidy(of.Addr)
}

// instance returns the entry of an instance. The caller holds the lock.
func (s *State) instance(of Instance) *Instance {
	i := s.instances[of.Addr]
	if i == nil {
		own := of
		own.Current, own.Deposed = nil, map[string]*Object{}
		i = &own
		s.instances[of.Addr] = i
	}
	return i
}

// tidy drops an address that holds nothing. The caller holds the lock.
func (s *State) tidy(addr string) {
	if i := s.instances[addr]; i != nil && i.Current == nil && len(i.Deposed) == 0 {
		delete(s.instances, addr)
	}
}

// setDeposed stores a deposed object, nil for none.
func (s *State) setDeposed(addr, key string, object *Object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.instances[addr]
	if i == nil {
		return
	}
	if object == nil {
		delete(i.Deposed, key)
	} else {
		i.Deposed[key] = object
	}
	s.tidy(addr)
}

// depose puts the current object of an address aside, and returns its key.
func (s *State) depose(addr string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deposals++
	key := fmt8(s.deposals)
	i := s.instances[addr]
	i.Deposed[key], i.Current = i.Current, nil
	return key
}

// restore puts a deposed object back if nothing has taken its place.
func (s *State) restore(addr, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.instances[addr]; i != nil && i.Current == nil && i.Deposed[key] != nil {
		i.Current = i.Deposed[key]
		delete(i.Deposed, key)
	}
}

// rename moves what an address holds to another one.
func (s *State) rename(from string, to Instance) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.instances[from]
	delete(s.instances, from)
	own := to
	own.Current, own.Deposed = i.Current, i.Deposed
	s.instances[to.Addr] = &own
}

func (s *State) setOutput(name string, value cty.Value) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value == cty.NilVal {
		delete(s.outputs, name)
		return
	}
	s.outputs[name] = value
}

func (s *State) allOutputs() map[string]cty.Value {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.outputs)
}

func (s *State) deposedObject(addr, key string) *Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.instances[addr]; i != nil {
		return i.Deposed[key]
	}
	return nil
}
