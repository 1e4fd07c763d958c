package gaapmock

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"
)

// world is everything that the mock remembers about proxies. All times are
// life-cycle time. The server's lock guards it; its exported fields are the
// state file.
type world struct {
	Seed    int64              `json:"seed"`
	Boots   int64              `json:"boots"` // how often a server started from this state
	Draws   int64              `json:"draws"` // proxy ids drawn
	Writes  int64              `json:"writes"`
	WriteAt time.Time          `json:"write_at"` // time of the latest write
	Records map[string]*record `json:"records"`
	Tokens  map[string]token   `json:"tokens"`
	Tasks   map[string]task    `json:"tasks"`
	Tags    []Tag              `json:"tags,omitempty"` // made by CreateTag or ModifyResourceTags

	readLag time.Duration
	changed bool // the running write touched a proxy
	unsaved bool // something differs from the state file
}

// record is one proxy with the versions that a late reader may still see.
type record struct {
	Order    int64     `json:"order"` // creation order
	Versions []version `json:"versions"`
}

// version is a proxy as one write left it, and what will become of it by itself.
type version struct {
	Write int64     `json:"write"`
	At    time.Time `json:"at"`
	Proxy Proxy     `json:"proxy"`
	Steps []step    `json:"steps,omitempty"` // in order of time
	Gone  bool      `json:"gone,omitempty"`
}

// step is a transition at a point in time; Status "" means that the proxy is gone.
type step struct {
	At     time.Time `json:"at"`
	Status string    `json:"status"`
	Config *config   `json:"config,omitempty"` // takes effect with the step
}

// config is what ModifyProxyConfiguration changes.
type config struct {
	Bandwidth   int64     `json:"bandwidth"`
	Concurrent  int64     `json:"concurrent"`
	BillingType int64     `json:"billing_type"`
	At          time.Time `json:"at"`
}

func newWorld(seed int64) *world {
	return &world{
		Seed:    seed,
		Records: map[string]*record{},
		Tokens:  map[string]token{},
		Tasks:   map[string]task{},
	}
}

// at computes the proxy at time t, if it exists then.
func (v version) at(t time.Time) (Proxy, bool) {
	if v.Gone {
		return Proxy{}, false
	}
	p := v.Proxy.clone()
	for _, s := range v.Steps {
		if s.At.After(t) {
			break
		}
		if s.Status == "" {
			return Proxy{}, false
		}
		p.Status = s.Status
		if c := s.Config; c != nil {
			p.Bandwidth, p.Concurrent, p.BillingType, p.ModifyConfigTime = c.Bandwidth, c.Concurrent, c.BillingType, c.At
		}
	}
	return p, true
}

// settled says whether nothing is left to happen by itself after t.
func (v version) settled(t time.Time) bool {
	return len(v.Steps) == 0 || !v.Steps[len(v.Steps)-1].At.After(t)
}

// view is the world as one reader sees it: as of a time, and without the
// writes after a number.
type view struct {
	w     *world
	t     time.Time
	write int64
}

// truth is what the service itself knows.
func (w *world) truth(now time.Time) view { return view{w, now, math.MaxInt64} }

// lagged is what the Describe actions show.
func (w *world) lagged(now time.Time) view { return view{w, now.Add(-w.readLag), math.MaxInt64} }

// stale is what the Describe actions showed just before the latest write.
func (w *world) stale() view { return view{w, w.WriteAt.Add(-w.readLag), w.Writes - 1} }

func (v view) version(r *record) (version, bool) {
	for _, ver := range slices.Backward(r.Versions) {
		if ver.Write <= v.write && !ver.At.After(v.t) {
			return ver, true
		}
	}
	return version{}, false
}

func (v view) get(id string) (Proxy, bool) {
	r, ok := v.w.Records[id]
	if !ok {
		return Proxy{}, false
	}
	ver, ok := v.version(r)
	if !ok {
		return Proxy{}, false
	}
	return ver.at(v.t)
}

// list returns the proxies in the order of their creation.
func (v view) list() []Proxy {
	ids := slices.SortedFunc(maps.Keys(v.w.Records), func(a, b string) int {
		return cmp.Compare(v.w.Records[a].Order, v.w.Records[b].Order)
	})
	out := []Proxy{}
	for _, id := range ids {
		if p, ok := v.get(id); ok {
			out = append(out, p)
		}
	}
	return out
}

// busy says whether the service is still at work on the proxy, even while it
// reads as before (the lag of ModifyProxyConfiguration).
func (w *world) busy(p Proxy, now time.Time) bool {
	ver, ok := w.truth(now).version(w.Records[p.ID])
	return ok && (transient(p.Status) || !ver.settled(now))
}

// put stores a new version of a proxy, valid from at.
func (w *world) put(p Proxy, at time.Time, steps ...step) {
	r := w.Records[p.ID]
	if r == nil {
		r = &record{Order: int64(len(w.Records)) + 1}
		for _, other := range w.Records {
			r.Order = max(r.Order, other.Order+1)
		}
		w.Records[p.ID] = r
	}
	p = p.clone()
	p.fillCollections()
	w.add(r, version{At: at, Proxy: p, Steps: steps})
}

// remove makes a proxy vanish.
func (w *world) remove(id string, at time.Time) {
	r := w.Records[id]
	last := r.Versions[len(r.Versions)-1]
	w.add(r, version{At: at, Proxy: last.Proxy, Gone: true})
}

func (w *world) add(r *record, v version) {
	v.Write = w.Writes + 1
	r.prune(v.At.Add(-w.readLag))
	r.Versions = append(r.Versions, v)
	w.changed, w.unsaved = true, true
}

// prune drops the versions that no reader can see any more: all before the one
// that is current for the latest reader.
func (r *record) prune(latest time.Time) {
	for i, v := range slices.Backward(r.Versions) {
		if !v.At.After(latest) {
			r.Versions = slices.Clone(r.Versions[i:])
			return
		}
	}
}

// commit closes a write: the changes since the last commit get one number.
func (w *world) commit(now time.Time) {
	if !w.changed {
		return
	}
	w.changed = false
	w.Writes++
	w.WriteAt = now
	before := now.Add(-w.readLag)
	for id, r := range w.Records {
		last := r.Versions[len(r.Versions)-1]
		if last.Write == w.Writes || last.At.After(before) {
			continue
		}
		if _, alive := last.at(before); !alive {
			delete(w.Records, id)
		}
	}
}
