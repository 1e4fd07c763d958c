package gaapmock

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The states of a ClientToken.
const (
	tokenExecuted = "executed" // the call was; a replay meets Options.Replay
	tokenFailed   = "failed"   // the call failed and used the token up
	tokenExpired  = "expired"  // older than Options.TokenWindow: good for a new call
)

// tokenInfo is one item of GET tokens.
type tokenInfo struct {
	Action      string    `json:"action"`
	ClientToken string    `json:"client_token"`
	ProxyID     string    `json:"proxy_id,omitempty"` // what the call made, or the only one that it named
	Alive       bool      `json:"alive"`              // that proxy exists
	State       string    `json:"state"`
	RequestID   string    `json:"request_id"`
	At          time.Time `json:"at"` // life-cycle time
}

// getTokens lists the tokens that are remembered, the oldest first.
func (s *Server) getTokens(r *http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	used, err := latest(r, s.store.usedTokens())
	if err != nil {
		return nil, err
	}
	return s.describeTokens(used), nil
}

// usedToken is a token with its key.
type usedToken struct {
	token

	key string
}

// usedTokens are all, the oldest first.
func (st *store) usedTokens() []usedToken {
	out := make([]usedToken, 0, len(st.Tokens))
	for key, t := range st.Tokens {
		out = append(out, usedToken{t, key})
	}
	slices.SortFunc(out, func(a, b usedToken) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.TaskID, b.TaskID), cmp.Compare(a.key, b.key))
	})
	return out
}

// describeTokens is only for those that are shown: it takes time, and the
// caller holds the lock.
func (s *Server) describeTokens(used []usedToken) []tokenInfo {
	now := s.life.now()
	out := make([]tokenInfo, 0, len(used))
	for _, t := range used {
		info := tokenInfo{ProxyID: t.proxyID(), State: tokenExecuted, RequestID: t.TaskID, At: t.At}
		info.Action, info.ClientToken, _ = strings.Cut(t.key, "/")
		_, info.Alive = s.store.Proxies.current(now).get(info.ProxyID)
		switch window := s.opts.TokenWindow; {
		case window > 0 && now.Sub(t.At) >= window:
			info.State = tokenExpired
		case t.Body == nil:
			info.State = tokenFailed
		}
		out = append(out, info)
	}
	return out
}

// proxyID finds the proxy that a call was about in its answer or parameters.
func (t token) proxyID() string {
	var fields struct {
		InstanceID  string   `json:"InstanceId"`
		ProxyID     string   `json:"ProxyId"`
		InstanceIDs []string `json:"InstanceIds"`
		ProxyIDs    []string `json:"ProxyIds"`
	}
	for _, text := range [][]byte{t.Body, []byte(t.Params)} {
		if json.Unmarshal(text, &fields) != nil {
			continue
		}
		if ids := slices.Concat(fields.InstanceIDs, fields.ProxyIDs); len(ids) == 1 {
			return ids[0]
		}
		if id := cmp.Or(fields.InstanceID, fields.ProxyID); id != "" {
			return id
		}
	}
	return ""
}

// latest cuts a list to its last items if the query says how many: ?last=50.
func latest[T any](r *http.Request, list []T) ([]T, error) {
	text := r.URL.Query().Get("last")
	if text == "" {
		return list, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return nil, adminRefusal(http.StatusBadRequest, errors.New("last must be a number, not negative"))
	}
	return list[max(len(list)-n, 0):], nil
}
