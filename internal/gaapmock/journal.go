package gaapmock

import (
	"encoding/json"
	"maps"
	"time"
)

// maxCounted bounds the different names of actions that are counted one by
// one; clients can send any name.
const (
	maxCounted   = 1000
	maxName      = 100
	otherActions = "(others)"
)

// maxParams is up to where parameters are kept, in bytes: the page asks for
// those of many calls each second.
const maxParams = 256 << 10

// Call is one API request in the journal. It never holds credentials.
type Call struct {
	Seq         int             `json:"seq"` // from 1, in the order of handling
	Time        time.Time       `json:"time"`
	Action      string          `json:"action"`
	Service     string          `json:"service"`
	RequestID   string          `json:"request_id"`
	Body        json.RawMessage `json:"body,omitempty"` // the parameters; nil if they were no JSON, or more than 256 KiB
	Code        string          `json:"code"`           // "" = success
	Fault       FaultKind       `json:"fault,omitempty"`
	ClientToken string          `json:"client_token,omitempty"`
	Write       bool            `json:"write"`     // of an action that changes something, see Writes
	Committed   bool            `json:"committed"` // a write that was executed
	Region      string          `json:"region,omitempty"`
	Language    string          `json:"language,omitempty"`
}

// size is about what the call takes in memory, in bytes.
func (c Call) size() int {
	return 300 + len(c.Action) + len(c.Region) + len(c.Language) + len(c.Body) + len(c.ClientToken)
}

// journal keeps the latest calls; the server's lock guards it.
type journal struct {
	maxCalls, maxBytes int // negative: unlimited

	seq     int
	calls   []Call
	bytes   int // their size
	counts  map[string]int
	refused int
}

func (j *journal) add(c Call) Call {
	j.seq++
	c.Seq = j.seq
	j.calls = append(j.calls, c)
	j.bytes += c.size()
	j.trim()
	j.count(c)
	return c
}

// trim drops the oldest calls until the rest is small enough; the latest call stays.
func (j *journal) trim() {
	over := func(n, most int) bool { return most >= 0 && n > most }
	dropped := 0
	for len(j.calls)-dropped > 1 && (over(len(j.calls)-dropped, j.maxCalls) || over(j.bytes, j.maxBytes)) {
		j.bytes -= j.calls[dropped].size()
		dropped++
	}
	clear(j.calls[:dropped]) // frees their parameters at once
	j.calls = j.calls[dropped:]
}

func (j *journal) count(c Call) {
	if j.counts == nil {
		j.counts = map[string]int{}
	}
	name := c.Action
	if _, known := j.counts[name]; !known && (len(j.counts) >= maxCounted || len(name) > maxName) {
		name = otherActions
	}
	j.counts[name]++
	if c.Code != "" {
		j.refused++
	}
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
	*j = journal{maxCalls: j.maxCalls, maxBytes: j.maxBytes, seq: j.seq}
}

// Journal returns all calls that are kept, the oldest first; see Options.MaxJournal.
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
