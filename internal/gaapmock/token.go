package gaapmock

import (
	"bytes"
	"encoding/json"
	"time"
)

// token is what is remembered of a ClientToken.
type token struct {
	At     time.Time       `json:"at"`
	Params string          `json:"params"`         // canonical form without the token, or its hash
	Body   json.RawMessage `json:"body,omitempty"` // the first answer; nil: the attempt failed
	TaskID string          `json:"task_id,omitempty"`
}

// maxCanonical is up to where parameters are remembered as they are; of longer
// ones the hash will do. A state file with maxRemembered tokens can be loaded.
const maxCanonical = 1 << 10

// tokenKey is the scope of a token.
//
// Assumption: a token is unique per account and action.
func tokenKey(action, clientToken string) string { return action + "/" + clientToken }

// checkToken refuses a token that is no token.
//
// Assumption: InvalidParameterValue; empty counts as absent.
func checkToken(clientToken string) *apiError {
	if len(clientToken) > 64 {
		return errorf("InvalidParameterValue", "ClientToken is longer than 64 characters.")
	}
	for _, b := range []byte(clientToken) {
		if b > 0x7f {
			return errorf("InvalidParameterValue", "ClientToken has characters that are not ASCII.")
		}
	}
	return nil
}

// seen looks a token up; one older than the window is forgotten.
func (c *call) seen(clientToken string) (token, bool) {
	t, ok := c.store.Tokens[tokenKey(c.action, clientToken)]
	window := c.opts.TokenWindow
	return t, ok && (window == 0 || c.now.Sub(t.At) < window)
}

// replay answers a call whose token was seen before; ok is false if it was not.
func (c *call) replay(clientToken, params string) (body json.RawMessage, err *apiError, ok bool) {
	t, seen := c.seen(clientToken)
	if !seen {
		return nil, nil, false
	}
	duplicated := errorf("FailedOperation.DuplicatedRequest", "Duplicated request, check ClientToken.")
	switch {
	case t.Params != params && c.opts.ReplayMismatch == MismatchInvalidParameter:
		return nil, errorf("InvalidParameter", "ClientToken was used with other parameters."), true
	case t.Params != params:
		return nil, duplicated, true
	case c.opts.Replay == ReplayFirstID && t.Body != nil:
		// Assumption: the new RequestId stands for the same task.
		if first, ok := c.store.Tasks[t.TaskID]; ok {
			c.store.addTask(c.requestID, first)
			c.store.unsaved = true
		}
		return t.Body, nil, true
	default:
		return nil, duplicated, true
	}
}

// remember records the outcome of an attempt; body nil means that it failed.
func (c *call) remember(clientToken, params string, body json.RawMessage) {
	if body == nil && c.opts.FailedTokenReleased {
		return
	}
	c.store.Tokens[tokenKey(c.action, clientToken)] = token{c.now, params, body, c.requestID}
	dropOldest(c.store.Tokens, maxRemembered, func(t token) time.Time { return t.At })
	c.store.unsaved = true
}

// canonicalParams is the same text for equal parameters, whatever the order of
// keys, without the ClientToken; or a hash of it.
func canonicalParams(params []byte) string {
	dec := json.NewDecoder(bytes.NewReader(params))
	dec.UseNumber()
	var fields map[string]any
	if dec.Decode(&fields) != nil {
		return ""
	}
	delete(fields, "ClientToken")
	text, _ := json.Marshal(fields) // what was just decoded can be encoded
	if len(text) > maxCanonical {
		return sha256hex(text)
	}
	return string(text)
}
