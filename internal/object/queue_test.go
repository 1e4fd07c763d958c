package object

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// inOrder makes operations at the same time, which come in their order, and checks that
// none says anything.
func inOrder(t *testing.T, operations ...func() string) {
	t.Helper()
	var all sync.WaitGroup
	for i, operation := range operations {
		all.Go(func() {
			if said := operation(); said != "" {
				t.Errorf("operation %d: %s", i, said)
			}
		})
		synctest.Wait()
	}
	all.Wait()
}

// forEach are operations, one on each object.
func forEach(all []*tfcore.Object, operation func(i int, o *tfcore.Object) (said string)) (operations []func() string) {
	for i, o := range all {
		operations = append(operations, func() string { return operation(i, o) })
	}
	return operations
}

// inQueue is inOrder where the service refuses none because it is at another one.
func (s *service) inQueue(t *testing.T, operations ...func() string) {
	t.Helper()
	inOrder(t, operations...)
	if s.refused > 0 {
		t.Errorf("%d writes were refused", s.refused)
	}
}

// paths are names of paths.
func paths(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("/%d", i))
	}
	return all
}

// 200 changes of one listener take hardly longer than the service does, and little
// more than a read each; one of another listener does not wait for them.
func TestQueue_many(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 200
		s := newService(time.Second)
		all, other := s.have(t, "lsn-1", paths(many)...), s.have(t, "lsn-2", "/")[0]
		r, start := s.run(t), time.Now()
		s.inQueue(t, forEach(all, func(_ int, o *tfcore.Object) string {
			_, said := r.apply(t.Context(), o, at("lsn-1", o.Text("path"), "/x"))
			return said
		})...)
		if took := time.Since(start); took > many*time.Second*105/100 || len(s.tasks) != many || s.reads > many*112/100 {
			t.Errorf("%d changes took %s and %d reads", len(s.tasks), took, s.reads)
		}
		r, start = s.run(t), time.Now()
		s.inQueue(t,
			func() string { _, said := r.apply(t.Context(), all[0], at("lsn-1", "/0", "/y")); return said },
			func() string { _, said := r.apply(t.Context(), other, at("lsn-2", "/", "/y")); return said })
		if took := time.Since(start); took > 1300*time.Millisecond {
			t.Errorf("two changes of two listeners took %s", took)
		}
	})
}

// Once it is known how long an operation takes, the next one tells that it is over, and
// looks are shared: there are as many as there are moments to look at, not operations.
func TestQueue_sharesLooks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 60
		s := newService(time.Second)
		all := s.have(t, "lsn-1", paths(many)...)
		r, moments := s.run(t), map[time.Time]bool{}
		s.looked = func() { moments[time.Now()] = true }
		start := time.Now()
		s.inQueue(t, forEach(all, func(i int, o *tfcore.Object) string {
			if i%2 > 0 {
				return r.destroy(t.Context(), o)
			}
			_, said := r.apply(t.Context(), o, at("lsn-1", o.Text("path"), "/x"))
			return said
		})...)
		if took := time.Since(start); took > many*time.Second*106/100 || len(s.tasks) != many || len(s.paths) != many/2 || len(moments) > many*6/10 {
			t.Errorf("%d operations took %s; there were looks at %d moments, and %d paths are left", len(s.tasks), took, len(moments), len(s.paths))
		}
	})
}

// An operation that takes longer than those before it makes the next one wait: that is
// refused once, and each is done once.
func TestQueue_longer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 20
		s := newService(time.Second)
		all := s.have(t, "lsn-1", paths(many)...)
		r := s.run(t)
		inOrder(t, forEach(all, func(i int, o *tfcore.Object) string {
			if i == many/2 {
				time.Sleep(time.Duration(many/2) * time.Second)
				s.mu.Lock()
				s.takes = 3 * time.Second
				s.mu.Unlock()
			}
			_, said := r.apply(t.Context(), o, at("lsn-1", o.Text("path"), "/x"))
			return said
		})...)
		if len(s.tasks) != many || s.refused == 0 || s.refused > 3 {
			t.Errorf("%d operations, %d refusals", len(s.tasks), s.refused)
		}
		for _, p := range s.paths {
			if p.binds != "/x" {
				t.Errorf("%s was not changed", p.path)
			}
		}
	})
}

// A removal that the service has accepted and not done is sent once more, though the
// next operation has the turn, and waits for it.
func TestQueue_removedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 30
		s := newService(time.Second)
		all := s.have(t, "lsn-1", paths(many)...)
		s.givesUp = many - 5 // the times are known by then
		r, start := s.run(t), time.Now()
		inOrder(t, forEach(all, func(_ int, o *tfcore.Object) string { return r.destroy(t.Context(), o) })...)
		if took := time.Since(start); took > many*time.Second+MaxLag+10*time.Second || len(s.paths) > 0 {
			t.Errorf("it took %s, and %d paths are left", took, len(s.paths))
		}
	})
}

// The life of an object takes a read for each operation, and one that looks who has
// its key.
func TestQueue_life(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(250 * time.Millisecond)
		reads := func(want int, doing, said string) {
			t.Helper()
			if s.reads != want || said != "" {
				t.Errorf("%s took %d reads, want %d: %s", doing, s.reads, want, said)
			}
			s.reads = 0
		}
		o, said := s.run(t).apply(t.Context(), nil, at("lsn-1", "/", ""))
		reads(2, "creating", said)
		o, said = s.run(t).apply(t.Context(), o, at("lsn-1", "/new", ""))
		reads(1, "changing", said)
		reads(1, "destroying", s.run(t).destroy(t.Context(), o))
	})
}

// The time of an operation begins with its turn.
func TestQueue_timeouts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(4 * time.Second)
		all := s.have(t, "lsn-1", paths(10)...)
		r := s.run(t)
		var operations []func() string
		for _, o := range all {
			config := at("lsn-1", o.Text("path"), "/x")
			config["timeouts"] = tfcore.ObjectOf(r.TypeOf(r.Schemas.Resources["test_path"]).AttributeType("timeouts"),
				map[string]cty.Value{"update": cty.StringVal("6s")})
			operations = append(operations, func() string {
				_, said := r.apply(t.Context(), o, maps.Clone(config))
				return said
			})
		}
		s.inQueue(t, operations...)
	})
}

// Ctrl-C ends the wait for a turn at once: nothing was sent, and what was there stays.
func TestQueue_interrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(time.Minute)
		all := s.have(t, "lsn-1", "/0", "/1", "/2")
		r, start := s.run(t), time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		s.inQueue(t,
			func() string { _, said := r.apply(t.Context(), all[0], at("lsn-1", "/0", "/x")); return said },
			func() string {
				o, said := r.apply(ctx, all[1], at("lsn-1", "/1", "/x"))
				if took := time.Since(start); took != time.Second || !strings.Contains(said, "Cannot update GAAP path") || o.Text("binds") != "" {
					t.Errorf("after %s: %s", took, said)
				}
				return ""
			},
			func() string {
				if said := r.destroy(ctx, all[2]); !strings.Contains(said, "Cannot delete GAAP path") || time.Since(start) != time.Second {
					t.Errorf("after %s: %s", time.Since(start), said)
				}
				return ""
			},
			func() string { time.Sleep(time.Second); cancel(); return "" })
		if len(s.tasks) != 1 || len(s.paths) != 3 {
			t.Errorf("%d operations, %d paths", len(s.tasks), len(s.paths))
		}
	})
}

// What waits for something that another operation of its queue makes possible lets
// it have its turn: a create whose key a destroy sets free, and a destroy of what
// an update lets go.
func TestQueue_letsOthers(t *testing.T) {
	t.Parallel()
	t.Run("key", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := newService(2 * time.Second)
			old := s.have(t, "lsn-1", "/")[0]
			r := s.run(t)
			s.inQueue(t,
				func() string {
					o, said := r.apply(t.Context(), nil, at("lsn-1", "/", ""))
					return said + onlyIf(o.Text("id") == old.Text("id"), "took the old one")
				},
				func() string { return r.destroy(t.Context(), old) })
		})
	})
	t.Run("bound", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := newService(2 * time.Second)
			all := s.have(t, "lsn-1", "/0", "/1")
			o, said := s.run(t).apply(t.Context(), all[1], at("lsn-1", "/1", "/0"))
			if said != "" {
				t.Fatal(said)
			}
			r := s.run(t)
			s.inQueue(t,
				func() string { return r.destroy(t.Context(), all[0]) },
				func() string { _, said := r.apply(t.Context(), o, at("lsn-1", "/1", "")); return said })
			if len(s.paths) != 1 {
				t.Errorf("%d paths are left", len(s.paths))
			}
		})
	})
}

func onlyIf(is bool, text string) string {
	if is {
		return text
	}
	return ""
}
