package gaapmock

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// maxJournal bounds the calls kept in memory; the counters stay exact.
const maxJournal = 100_000

// Call is one API request in the journal. It never holds credentials.
type Call struct {
	Seq         int             `json:"seq"` // from 1, in the order of handling
	Time        time.Time       `json:"time"`
	Action      string          `json:"action"`
	Service     string          `json:"service"`
	RequestID   string          `json:"request_id"`
	Body        json.RawMessage `json:"body,omitempty"` // the parameters; nil if they were no JSON
	Code        string          `json:"code"`           // "" = success
	Fault       FaultKind       `json:"fault,omitempty"`
	ClientToken string          `json:"client_token,omitempty"`
	Committed   bool            `json:"committed"` // a write that was executed
	Region      string          `json:"region,omitempty"`
	Language    string          `json:"language,omitempty"`
}

// journal keeps the latest calls; the server's lock guards it.
type journal struct {
	seq     int
	calls   []Call
	counts  map[string]int
	refused int
}

func (j *journal) add(c Call) Call {
	j.seq++
	c.Seq = j.seq
	if len(j.calls) >= maxJournal {
		// Drop a tenth at once: dropping one by one would copy all of it each time.
		j.calls = slices.Clone(j.calls[maxJournal/10:])
	}
	j.calls = append(j.calls, c)
	if j.counts == nil {
		j.counts = map[string]int{}
	}
	j.counts[c.Action]++
	if c.Code != "" {
		j.refused++
	}
	return c
}

func (j *journal) list(action string) []Call {
	out := []Call{}
	for _, c := range j.calls {
		if action == "" || c.Action == action {
			out = append(out, c)
		}
	}
	return out
}

func (j *journal) reset() {
	*j = journal{seq: j.seq}
}

// Journal returns all calls, the oldest first. At most the latest 100,000 are kept.
func (s *Server) Journal() []Call { return s.Calls("") }

// Calls returns the calls of one action; "" means all.
func (s *Server) Calls(action string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.list(action)
}

// Counts returns the number of calls by action since the start or the latest
// ResetJournal, exact even when the journal itself has been cut.
func (s *Server) Counts() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.journal.counts)
}

// ResetJournal forgets the calls and the counters; Seq goes on.
func (s *Server) ResetJournal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.journal.reset()
}
