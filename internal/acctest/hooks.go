package acctest

import (
	"net/http"
	"sync"
)

// Hooks are what a test does around the calls of the provider. They may be changed
// while calls are under way, also by a hook; calls that run side by side run their
// hooks side by side.
type Hooks struct {
	mu            sync.Mutex
	onSend, after func(action string)
}

// Hook makes hooks for all calls that the provider sends from now on.
func (e *Environment) Hook() *Hooks {
	h := &Hooks{}
	e.Transport = hooked{e.Transport, h}
	return h
}

// OnSend has something done before each call; nil ends it.
func (h *Hooks) OnSend(do func(action string)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.onSend = do
}

// OnCall has something done after each call; nil ends it.
func (h *Hooks) OnCall(do func(action string)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.after = do
}

// run does what a hook says now.
func (h *Hooks) run(hook *func(action string), action string) {
	h.mu.Lock()
	do := *hook
	h.mu.Unlock()
	if do != nil {
		do(action)
	}
}

// hooked is a transport with hooks.
type hooked struct {
	http.RoundTripper

	hooks *Hooks
}

// RoundTrip hands a request on.
func (t hooked) RoundTrip(req *http.Request) (*http.Response, error) {
	action := req.Header.Get("X-TC-Action")
	t.hooks.run(&t.hooks.onSend, action)
	resp, err := t.RoundTripper.RoundTrip(req)
	t.hooks.run(&t.hooks.after, action)
	return resp, err
}
