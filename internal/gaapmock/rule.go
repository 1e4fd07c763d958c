package gaapmock

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Rule is a rule of a domain as the mock keeps it. Its JSON form is the one of
// the admin routes and of the state file.
type Rule struct {
	ID             string    `json:"id"`
	DomainID       string    `json:"domain_id"`
	Path           string    `json:"path"`
	Status         string    `json:"status"`
	CreateTime     time.Time `json:"create_time"`
	RealServerType string    `json:"realserver_type"` // TypeIP, TypeDomain
	Scheduler      string    `json:"scheduler"`       // rr, wrr, lc, lrtt
	HealthCheck    int64     `json:"health_check"`    // 1 on
	Check          RuleCheck `json:"check"`

	ForwardProtocol string  `json:"forward_protocol"` // HTTP, HTTPS
	ForwardHost     string  `json:"forward_host"`     // "default": what the client sent
	SNISwitch       string  `json:"sni_switch"`       // ON, OFF
	SNI             string  `json:"sni"`
	ForcedRedirect  *string `json:"forced_redirect"` // nil: null

	RealServers []Binding `json:"realservers"`
	Headers     []Header  `json:"headers"` // added to requests to origins
}

// RuleCheck is how the origins of a rule are checked.
type RuleCheck struct {
	DelayLoop       int64   `json:"delay_loop"`      // seconds
	ConnectTimeout  int64   `json:"connect_timeout"` // seconds
	Path            string  `json:"path"`
	Method          string  `json:"method"`       // HEAD, GET
	StatusCodes     []int64 `json:"status_codes"` // 100 to 500
	Domain          string  `json:"domain"`       // "": that of the rule
	FailedCount     int64   `json:"failed_count,omitempty"`
	FailedThreshold int64   `json:"failed_threshold,omitempty"`
	BlockTime       int64   `json:"block_time,omitempty"`
}

func (r Rule) key() string                   { return r.ID }
func (r Rule) withID(id string) Rule         { r.ID = id; return r }
func (r Rule) status() string                { return r.Status }
func (r Rule) withStatus(status string) Rule { r.Status = status; return r }
func (r Rule) knownSince() time.Time         { return r.CreateTime }

func (r Rule) clone() Rule {
	r.RealServers, r.Check.StatusCodes = slices.Clone(r.RealServers), slices.Clone(r.Check.StatusCodes)
	if r.Headers = slices.Clone(r.Headers); r.Headers == nil {
		r.Headers = []Header{}
	}
	if r.ForcedRedirect != nil {
		redirect := *r.ForcedRedirect
		r.ForcedRedirect = &redirect
	}
	if r.RealServers == nil {
		r.RealServers = []Binding{}
	}
	if r.Check.StatusCodes == nil {
		r.Check.StatusCodes = []int64{}
	}
	return r
}

// rulePath is what the path of a rule or check may be.
//
// Assumption: it begins with a slash, as the official provider demands.
var rulePath = regexp.MustCompile(`^/[A-Za-z0-9_./-]{0,79}$`)

func (r Rule) check() error {
	if !rulePath.MatchString(r.Path) {
		return fmt.Errorf("%w: the path %q", errNonsense, r.Path)
	}
	return nil
}

func (r Rule) fill(st *store, now time.Time) Rule {
	setDefault(&r.Path, "/")
	setDefault(&r.Status, StatusRunning)
	setDefault(&r.CreateTime, now)
	setDefault(&r.RealServerType, TypeIP)
	setDefault(&r.Scheduler, "rr")
	setDefault(&r.ForwardHost, "default")
	setDefault(&r.SNISwitch, "OFF")
	r.Check.fill()
	if _, l, ok := st.above(r, now); ok {
		setDefault(&r.ForwardProtocol, l.forwards())
	}
	for i := range r.RealServers {
		st.fillBinding(&r.RealServers[i], now)
	}
	return r
}

// fill sets the defaults of the official provider.
func (k *RuleCheck) fill() {
	setDefault(&k.DelayLoop, 5)
	setDefault(&k.ConnectTimeout, 2)
	setDefault(&k.Path, "/")
	setDefault(&k.Method, "HEAD")
	if len(k.StatusCodes) == 0 {
		k.StatusCodes = statusClasses()
	}
}

func statusClasses() []int64 { return []int64{100, 200, 300, 400, 500} }

// forwards is the protocol to origins of rules that name none.
func (l Listener) forwards() string {
	if l.ForwardProtocol == "" {
		return "HTTP"
	}
	return l.ForwardProtocol
}

// above finds what a rule hangs on, unless that is gone.
func (st *store) above(r Rule, now time.Time) (d Domain, l Listener, ok bool) {
	if d, ok = st.Domains.current(now).get(r.DomainID); ok {
		l, ok = st.Listeners.current(now).get(d.ListenerID)
	}
	return d, l, ok
}

// hasDomain refuses a rule of a domain that is not there, and a path twice.
func (st *store) hasDomain(r Rule, now time.Time) error {
	if _, _, ok := st.above(r, now); !ok {
		return fmt.Errorf("%w domain", errMissing)
	}
	setDefault(&r.Path, "/")
	if st.pathTaken(r, now) {
		return fmt.Errorf("%w: the path is there", errNonsense)
	}
	return nil
}

func (st *store) pathTaken(r Rule, now time.Time) bool {
	return st.Rules.current(now).contains(func(o Rule) bool { return o.DomainID == r.DomainID && o.Path == r.Path && o.ID != r.ID })
}

// rulesOf are the rules of a domain.
func (st *store) rulesOf(domainID string, now time.Time) []Rule {
	return st.Rules.current(now).where(func(r Rule) bool { return r.DomainID == domainID })
}

// boundBelow are the listeners whose rules have a binding that a condition holds for.
func (st *store) boundBelow(now time.Time, is func(Binding) bool) map[string]bool {
	listeners := map[string]bool{}
	for _, r := range st.Rules.current(now).where(func(r Rule) bool { return slices.ContainsFunc(r.RealServers, is) }) {
		if _, l, ok := st.above(r, now); ok {
			listeners[l.ID] = true
		}
	}
	return listeners
}

func anyBinding(Binding) bool { return true }
