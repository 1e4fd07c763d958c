package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// quota is what the mock, like the service, allows for each action in a second.
const quota = 20

// throttled is the mock's code for a call above the quota.
const throttled = "RequestLimitExceeded"

// row is what was measured of one piece of work.
type row struct {
	work  string
	bound string // what issue 4 demands, in words
	calls map[string]int
	// reads are the calls that change nothing, and refused those above the
	// quota; both are among the calls, too.
	reads   int
	refused int
	took    time.Duration
	least   time.Duration // what the quota and the service's own times leave at best
}

func printHead() {
	fmt.Println("| work | calls | refused | reads | time | at best | ratio | bound |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
}

// count takes the calls that the mock has seen since its journal was reset.
func (r *row) count(ctx context.Context, mock *stage.Mock) error {
	calls, err := mock.Calls(ctx, "")
	if err != nil {
		return err
	}
	r.calls = map[string]int{}
	for _, call := range calls {
		r.calls[call.Action]++
		if !call.Write {
			r.reads++
		}
		if strings.HasPrefix(call.Code, throttled) {
			r.refused++
		}
	}
	return nil
}

func (r *row) total() int {
	n := 0
	for _, calls := range r.calls {
		n += calls
	}
	return n
}

func (r *row) print() {
	actions := slices.SortedFunc(maps.Keys(r.calls), func(a, b string) int {
		return cmp.Or(r.calls[b]-r.calls[a], strings.Compare(a, b))
	})
	if len(actions) > 0 && r.least > 0 {
		r.least = max(r.least, atQuota(r.calls[actions[0]]))
	}
	for i, action := range actions {
		actions[i] = fmt.Sprintf("%d %s", r.calls[action], action)
	}
	least, ratio := "", ""
	if r.least > 0 {
		least, ratio = seconds(r.least), fmt.Sprintf("%.2f", r.took.Seconds()/r.least.Seconds())
	}
	share := ""
	if r.refused > 0 {
		share = fmt.Sprintf(" (%.1f %%)", 100*float64(r.refused)/float64(r.total()))
	}
	fmt.Printf("| %s | %d: %s | %d%s | %d | %s | %s | %s | %s |\n",
		r.work, r.total(), strings.Join(actions, ", "), r.refused, share, r.reads, seconds(r.took), least, ratio, r.bound)
}

// printFact prints a row that is not about calls.
func printFact(work, value, bound string) {
	fmt.Printf("| %s | %s | | | | | | %s |\n", work, value, bound)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// atQuota is how long so many calls of one action take at the full rate.
func atQuota(calls int) time.Duration { return time.Duration(calls) * time.Second / quota }
