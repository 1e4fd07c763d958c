package wire

import (
	"context"
	"time"
)

// batchDelay is for how long the first who reads waits for others who read at
// the same moment: nothing beside a call, but enough for all who woke up with it.
const batchDelay = 20 * time.Millisecond

// longestBeat is the pause between two looks of those who have waited for long.
const longestBeat = 8 * time.Second

// The intervals of those who have just begun to wait.
const (
	Steady = time.Second            // for what takes half a minute
	Brisk  = 500 * time.Millisecond // for what takes seconds
)

// briskFor is for how long an interval below a second lasts.
const briskFor = 3 * time.Second

// Beats are the moments at which those who wait look again. All who wait keep one
// beat, so that they look at the same moments and share their reads.
type Beats struct {
	client    *Client
	first     time.Duration
	operation string // what is waited for, if the waits learn how long it takes
}

// Beats are beats that have an interval at first: [Steady] or [Brisk].
func (c *Client) Beats(first time.Duration) Beats { return Beats{client: c, first: first} }

// Of are moments for an operation that others do not wait for at the same time:
// by how long the same one took before in this run, in place of beats.
func (b Beats) Of(operation string) Beats {
	b.operation = operation
	return b
}

// Watch is [Beats.Watch] on steady beats.
func (c *Client) Watch(ctx context.Context, check func(context.Context) (bool, error)) error {
	return c.Beats(Steady).Watch(ctx, check)
}

// Beat is [Beats.Next] of steady beats.
func (c *Client) Beat(ctx context.Context, waited time.Duration) error {
	return c.Beats(Steady).Next(ctx, waited)
}

// Watch calls check at once and then on each beat, until it is done, fails, or
// the context ends. It returns check's error or the context's.
func (b Beats) Watch(ctx context.Context, check func(context.Context) (bool, error)) error {
	clock := b.client.poller.Clock
	start := clock.Now()
	for {
		done, err := check(ctx)
		if done || err != nil {
			return err
		}
		if err := b.Next(ctx, clock.Now().Sub(start)); err != nil {
			return err
		}
	}
}

// Follow is [Beats.Watch] for what was begun at some moment and is not there at
// once: it does not look before the first beat.
func (b Beats) Follow(ctx context.Context, begun time.Time, check func(context.Context) (bool, error)) error {
	if b.operation == "" {
		if err := b.Next(ctx, 0); err != nil {
			return err
		}
		return b.Watch(ctx, check)
	}
	clock, known := b.client.poller.Clock, b.client.past.of(b.operation)
	var took bounds
	for {
		if err := b.client.WaitUntil(ctx, begun.Add(known.next(clock.Now().Sub(begun)))); err != nil {
			return err
		}
		took.early, took.done = took.done, clock.Now().Sub(begun)
		done, err := check(ctx)
		if err != nil {
			return err
		}
		if done {
			b.client.past.took(b.operation, took)
			return nil
		}
	}
}

// Next waits for the next beat of one who has waited for some time already.
func (b Beats) Next(ctx context.Context, waited time.Duration) error {
	c := b.client
	return ended(ctx, c.poller.Clock.Sleep(ctx, untilBeat(c.poller.Clock.Now().Sub(c.epoch), waited, b.first)))
}

// WaitUntil waits for a moment. It does not wait for one that has passed.
func (c *Client) WaitUntil(ctx context.Context, moment time.Time) error {
	pause := moment.Sub(c.poller.Clock.Now())
	if pause <= 0 {
		return nil
	}
	return ended(ctx, c.poller.Clock.Sleep(ctx, pause))
}

// untilBeat returns how long it is to the next beat. Beats are the multiples of
// an interval that doubles as the wait gets longer; so those who have waited
// for long meet those who have just begun. A beat that is too close is left out.
func untilBeat(now, waited, first time.Duration) time.Duration {
	interval := Steady
	if waited < briskFor {
		interval = first
	}
	for _, after := range []time.Duration{4 * time.Second, 12 * time.Second, 30 * time.Second} {
		if waited >= after {
			interval *= 2
		}
	}
	pause := interval - now%interval
	if pause < interval/2 {
		pause += interval
	}
	return pause
}

// awaitOthers waits a moment for others to join in.
func (c *Client) awaitOthers(ctx context.Context) error {
	return c.poller.Clock.Sleep(ctx, batchDelay)
}
