package object

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// pathModel is a path below a listener, its natural key. It binds another one, or none.
type pathModel struct {
	Core

	Listener types.String `tfsdk:"listener"`
	Path     types.String `tfsdk:"path"`
	Binds    types.String `tfsdk:"binds"`
}

// shownPath is a path as the service shows it.
type shownPath struct {
	id, listener, path, binds string
	busy                      time.Time // until then it is not as it was told to be
	gone                      time.Time // from then on it is not there; zero: it stays
}

// task is an operation that the service made.
type task struct {
	listener    string
	begin, done time.Time
}

// service has paths. It makes one operation at a time for each listener.
type service struct {
	takes time.Duration // an operation

	mu      sync.Mutex
	paths   map[string]shownPath
	tasks   []task
	made    int // paths so far
	refused int // writes, while the service was at another
	reads   int
	looked  func() // is told of each read; nil: nobody is
	// givesUp is the number of the task, a removal, that the service does not do in the
	// end, when somebody else comes first; 0: none.
	givesUp int
}

// newService is a service whose operations take some time.
func newService(takes time.Duration) *service {
	return &service{takes: takes, paths: map[string]shownPath{}}
}

// lock is for one call, which does not see what is gone.
func (s *service) lock() (unlock func()) {
	s.mu.Lock()
	maps.DeleteFunc(s.paths, func(_ string, p shownPath) bool { return !p.gone.IsZero() && !time.Now().Before(p.gone) })
	return s.mu.Unlock
}

// write begins an operation at a listener, and returns when it is done.
func (s *service) write(listener string) (time.Time, error) {
	now := time.Now()
	for _, other := range s.tasks {
		if other.listener == listener && now.Before(other.done) {
			s.refused++
			return now, &wire.Error{Code: hasTask}
		}
	}
	done := now.Add(s.takes)
	s.tasks = append(s.tasks, task{listener, now, done})
	return done, nil
}

func (s *service) put(p shownPath) (id string, err error) {
	defer s.lock()()
	for _, other := range s.paths {
		if other.listener == p.listener && other.path == p.path && other.id != p.id {
			return "", &wire.Error{Code: "Taken"}
		}
	}
	if p.busy, err = s.write(p.listener); err != nil {
		return "", err
	}
	if p.id == "" {
		s.made++
		p.id = fmt.Sprintf("path-%08d", s.made)
	}
	s.paths[p.id] = p
	return p.id, nil
}

func (s *service) remove(id string) error {
	defer s.lock()()
	p, found := s.paths[id]
	if !found {
		return &wire.Error{Code: "ResourceNotFound"}
	}
	for _, other := range s.paths {
		if other.binds == p.path && other.listener == p.listener {
			return &wire.Error{Code: "FailedOperation.ListenerStatusError"} // busy, as origins that are bound
		}
	}
	done, err := s.write(p.listener)
	if err == nil && len(s.tasks) == s.givesUp {
		s.tasks = append(s.tasks, task{p.listener, done, done.Add(3 * time.Second)})
	} else if err == nil {
		p.gone = done
		s.paths[id] = p
	}
	return err
}

func (s *service) read(id string) (shownPath, error) {
	defer s.lock()()
	s.reads++
	if s.looked != nil {
		s.looked()
	}
	if p, found := s.paths[id]; found {
		return p, nil
	}
	return shownPath{}, &wire.Error{Code: "ResourceNotFound"}
}

func (s *service) holder(listener, path string) (shownPath, error) {
	defer s.lock()()
	s.reads++
	for _, p := range s.paths {
		if p.listener == listener && p.path == path {
			return p, nil
		}
	}
	return shownPath{}, nil
}

func pathSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		Attributes: map[string]schema.Attribute{
			"id":       schema.StringAttribute{Computed: true},
			"listener": schema.StringAttribute{Required: true},
			"path":     schema.StringAttribute{Required: true},
			"binds":    schema.StringAttribute{Optional: true},
		},
		Blocks: map[string]schema.Block{"timeouts": TimeoutsBlock(ctx, "path", "run")},
	}
}

// kind is that of the service's paths.
func (s *service) kind() Kind[pathModel, shownPath] {
	shown := func(m *pathModel, id string) shownPath {
		return shownPath{id: id, listener: m.Listener.ValueString(), path: m.Path.ValueString(), binds: m.Binds.ValueString()}
	}
	fresh := func(_ context.Context, _ *gaapapi.Client, m *pathModel) (shownPath, error) {
		return s.read(m.ID.ValueString())
	}
	return Kind[pathModel, shownPath]{
		Type: "_path", Noun: "path", ID: ID{Form: regexp.MustCompile(`^path-\d{8}$`)}, Schema: pathSchema, PollFast: true,
		Statuses: Statuses{"RUNNING": {Phase: Ready}, "MODIFYING": {Phase: Working}},
		Label:    func(m *pathModel) string { return m.Path.ValueString() },
		Facts: func(p shownPath) Facts {
			if time.Now().Before(p.busy) {
				return Facts{ID: p.id, Status: "MODIFYING"}
			}
			return Facts{ID: p.id, Status: "RUNNING"}
		},
		FromAPI: func(m *pathModel, p shownPath) { m.Path = types.StringValue(p.path) },
		Refresh: fresh, Fresh: fresh,
		Create: func(ctx context.Context, c *Change[pathModel, shownPath]) (string, error) {
			ordered := shown(c.Plan, "")
			return c.CreateByKey(ctx, Key[shownPath]{
				Words: "the path", TakenCode: "Taken", Scope: ordered.listener, Lacks: func(shownPath) []string { return nil },
				Holder: func(context.Context) (shownPath, error) { return s.holder(ordered.listener, ordered.path) },
				Send:   func(context.Context) (string, error) { return s.put(ordered) },
			})
		},
		Lacks: func(*Change[pathModel, shownPath], shownPath) []string { return nil },
		Steps: func(c *Change[pathModel, shownPath]) []Step[shownPath] {
			to := shown(c.Plan, c.ID)
			shows := func(p shownPath) bool { return p.path == to.path && p.binds == to.binds }
			return []Step[shownPath]{{Doing: "Changing", Needed: true, Shows: shows, NotYet: "not yet", Do: func(ctx context.Context) error {
				return c.WriteUntil(ctx, "RUNNING", func(context.Context) error { _, err := s.put(to); return err }, shows)
			}}}
		},
		Scopes: func(m *pathModel) []string { return []string{m.Listener.ValueString()} },
		Delete: func(_ context.Context, _ *gaapapi.Client, m *pathModel) error { return s.remove(m.ID.ValueString()) },
		Queue:  func(_ context.Context, _ *gaapapi.Client, m *pathModel) string { return m.Listener.ValueString() },
	}
}
