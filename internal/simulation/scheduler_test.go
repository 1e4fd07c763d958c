package simulation

import (
	"context"
	"slices"
	"testing/synctest"
)

// scheduler lets one task run at a time, from one call of the API to the next,
// in an order that the schedule decides. It runs in a bubble of synctest, where
// time passes only when all are asleep.
type scheduler struct {
	choose   *chooser
	arrivals chan *ticket
	ended    chan struct{}
}

type ticket struct {
	task int
	turn chan struct{}
}

type taskKey struct{}

func newScheduler(choose *chooser) *scheduler {
	return &scheduler{choose: choose, arrivals: make(chan *ticket), ended: make(chan struct{})}
}

// run runs tasks until all have ended.
func (s *scheduler) run(ctx context.Context, tasks ...func(context.Context)) {
	for i, task := range tasks {
		go func() {
			defer func() { s.ended <- struct{}{} }()
			ctx := context.WithValue(ctx, taskKey{}, i)
			s.yield(ctx)
			task(ctx)
		}()
	}
	var waiting []*ticket
	running := len(tasks)
	for {
		synctest.Wait()
		waiting, running = s.collect(waiting, running)
		switch {
		case len(waiting) > 0:
			slices.SortFunc(waiting, func(a, b *ticket) int { return a.task - b.task })
			i := s.choose.pick(len(waiting))
			close(waiting[i].turn)
			waiting = slices.Delete(waiting, i, i+1)
		case running == 0:
			return
		default: // all are asleep: let time pass
			select {
			case t := <-s.arrivals:
				waiting = append(waiting, t)
			case <-s.ended:
				running--
			}
		}
	}
}

// collect takes in what else has happened at this moment.
func (s *scheduler) collect(waiting []*ticket, running int) ([]*ticket, int) {
	for {
		select {
		case t := <-s.arrivals:
			waiting = append(waiting, t)
		case <-s.ended:
			running--
		default:
			return waiting, running
		}
	}
}

// yield waits for the task's turn.
func (s *scheduler) yield(ctx context.Context) {
	task, _ := ctx.Value(taskKey{}).(int)
	t := &ticket{task: task, turn: make(chan struct{})}
	s.arrivals <- t
	<-t.turn
}
