package tfcore

import (
	"context"
	"slices"
	"testing/synctest"
)

// Chooser decides what is arbitrary in Terraform: which of several nodes that
// could be next is.
type Chooser interface {
	// Pick returns a number from 0 to n-1.
	Pick(n int) int
}

// node is a part of a walk: it runs when all that it depends on has ended well,
// and what depends on it waits until its children have ended, too.
type node struct {
	key  string
	deps []string
	// run does the work. It returns nodes that are walked as parts of this one,
	// and whether it went well; else what depends on it is left out.
	run func(ctx context.Context) (children []*node, ok bool)
	// done is called when the node and its children have ended well.
	done func()

	parent   *node
	children int  // that have not ended
	failed   bool // the node or a child of it
}

// walker walks a graph with a number of slots. One node runs at a time, from
// one call of the API to the next (see [Yield]), in an order that the chooser
// decides, so that a seed repeats a walk. It needs a bubble of synctest: time
// passes when all are asleep.
type walker struct {
	choose Chooser
	slots  int
	// stopped tells that no node begins any more, after Ctrl-C or a kill.
	stopped func() bool
	// free lets nodes run at the same time, for walks that share a bubble.
	free bool

	waiting  []*node         // not begun
	state    map[string]bool // by key: ended, and whether well
	running  int
	turns    []*turn
	arrivals chan *turn
	ended    chan result
	begun    int
}

// turn is the wait of a running node for its turn.
type turn struct {
	task int
	come chan struct{}
}

type result struct {
	node     *node
	children []*node
	ok       bool
}

type taskKey struct{}

// task is the running node that a context belongs to.
type task struct {
	walker *walker
	number int
}

// Yield lets other nodes of the walk go on, and waits until it is this one's
// turn again. The transport to a mock calls it for each call of the API. With a
// context that is not of a walk it does nothing.
func Yield(ctx context.Context) {
	if t, ok := ctx.Value(taskKey{}).(task); ok && !t.walker.free {
		own := &turn{task: t.number, come: make(chan struct{})}
		t.walker.arrivals <- own
		<-own.come
	}
}

// walk walks all nodes and returns whether all ended well.
func (w *walker) walk(ctx context.Context, nodes []*node) bool {
	w.waiting, w.state = nodes, map[string]bool{}
	w.arrivals, w.ended = make(chan *turn), make(chan result)
	for {
		w.begin(ctx)
		if w.running == 0 {
			break
		}
		if w.free {
			w.rest()
			continue
		}
		synctest.Wait()
		w.collect()
		if len(w.turns) > 0 {
			slices.SortFunc(w.turns, func(a, b *turn) int { return a.task - b.task })
			i := w.choose.Pick(len(w.turns))
			close(w.turns[i].come)
			w.turns = slices.Delete(w.turns, i, i+1)
			continue
		}
		if w.running > 0 {
			w.rest()
		}
	}
	well := len(w.waiting) == 0
	for _, ok := range w.state {
		well = well && ok
	}
	return well
}

// begin starts nodes that are ready while there are slots, and leaves out those
// that depend on what failed.
func (w *walker) begin(ctx context.Context) {
	for changed := true; changed; {
		changed = false
		var ready []*node
		for _, n := range slices.Clone(w.waiting) {
			switch is, failed := w.isReady(n); {
			case failed:
				w.remove(n)
				w.end(n, false)
				changed = true
			case is:
				ready = append(ready, n)
			}
		}
		for len(ready) > 0 && w.running < w.slots && !w.stopped() {
			i := w.choose.Pick(len(ready))
			w.start(ctx, ready[i])
			ready = slices.Delete(ready, i, i+1)
		}
	}
}

// isReady tells whether all that a node depends on has ended, or has failed.
func (w *walker) isReady(n *node) (is, failed bool) {
	is = true
	for _, dep := range n.deps {
		ok, ended := w.state[dep]
		if ended && !ok {
			return false, true
		}
		is = is && ended
	}
	return is, false
}

func (w *walker) start(ctx context.Context, n *node) {
	w.remove(n)
	w.running++
	w.begun++
	ctx = context.WithValue(ctx, taskKey{}, task{w, w.begun})
	go func() {
		Yield(ctx)
		children, ok := n.run(ctx)
		w.ended <- result{n, children, ok}
	}()
}

func (w *walker) remove(n *node) {
	w.waiting = slices.DeleteFunc(w.waiting, func(other *node) bool { return other == n })
}

// collect takes in what has happened by now.
func (w *walker) collect() {
	for {
		select {
		case t := <-w.arrivals:
			w.turns = append(w.turns, t)
		case r := <-w.ended:
			w.finish(r)
		default:
			return
		}
	}
}

// rest lets time pass until something happens.
func (w *walker) rest() {
	select {
	case t := <-w.arrivals:
		w.turns = append(w.turns, t)
	case r := <-w.ended:
		w.finish(r)
	}
}

// finish frees the slot of a node that ran, and puts its children in line.
func (w *walker) finish(r result) {
	w.running--
	r.node.failed = !r.ok
	r.node.children = len(r.children)
	for _, child := range r.children {
		child.parent = r.node
		w.waiting = append(w.waiting, child)
	}
	if len(r.children) == 0 {
		w.end(r.node, r.ok)
	}
}

// end notes how a node ended, and ends its parent after the last child.
func (w *walker) end(n *node, ok bool) {
	if ok && n.done != nil {
		n.done()
	}
	w.state[n.key] = ok
	if p := n.parent; p != nil {
		p.failed = p.failed || !ok
		if p.children--; p.children == 0 {
			w.end(p, !p.failed)
		}
	}
}
