package gaapmock

import (
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

const maxRules = 20

// Assumption: lrtt is InvalidParameterValue here; the rest is checked as that of
// listeners is.
func createRule(c *call, in *gaap.CreateRuleRequestParams) (any, *apiError) {
	l, err := c.aboveDomains(*in.ListenerId, false, httpProtocols()...)
	if err != nil {
		return nil, err
	}
	d, known := c.store.domain(l.ID, *in.Domain, c.now)
	switch {
	case known:
		if err := c.checkNotBusy(d); err != nil {
			return nil, err
		}
	case !c.opts.Layer7.RuleMakesDomain:
		return nil, c.absentError("domain", *in.Domain)
	default:
		d = Domain{ListenerID: l.ID, Name: *in.Domain}.fill(c.store, c.now)
		if err := c.checkDomain(d, l); err != nil {
			return nil, err
		}
	}
	r := Rule{DomainID: d.ID, RealServerType: *in.RealServerType, ForwardProtocol: l.forwards(), ForwardHost: "default", SNISwitch: "OFF"}
	r.Check.fill()
	switch {
	case *in.Scheduler == "lrtt":
		return nil, invalidValue("Scheduler")
	case r.RealServerType != TypeIP && r.RealServerType != TypeDomain:
		return nil, invalidValue("RealServerType")
	}
	if in.CheckParams != nil {
		r.Check.Domain = val(in.CheckParams.Domain)
	}
	if err := c.setRule(&r, l, in, in.CheckParams); err != nil {
		return nil, err
	}
	if len(c.store.rulesOf(d.ID, c.now)) >= maxRules {
		return nil, errorf("FailedOperation.LimitNumofRules", "A domain has up to %d rules.", maxRules)
	}
	if !known {
		r.DomainID = c.makeDomain(d)
	}
	r.ID, r.CreateTime = c.store.Rules.newID(c.store.Seed), c.now
	c.beginRule(r, StatusCreating, c.opts.Layer7.RuleDuration)
	return map[string]string{"RuleId": r.ID}, nil
}

// beginRule puts a rule on its way to RUNNING.
func (c *call) beginRule(r Rule, via string, duration time.Duration) {
	r.Status = via
	_, l, _ := c.store.above(r, c.now)
	c.store.Rules.begin(c, r, step{c.ends(l.ID, duration), StatusRunning})
}

// setRule changes what a request has of the settings of a rule, and refuses what
// cannot be.
func (c *call) setRule(r *Rule, l Listener, in any, check *gaap.RuleCheckParams) *apiError {
	if n, ok := field(in, "HealthCheck"); ok {
		if r.HealthCheck = integer(n); r.HealthCheck < 0 || r.HealthCheck > 1 {
			return invalidValue("HealthCheck")
		}
	}
	for _, f := range []struct {
		name    string
		into    *string
		allowed []string // nil: any
	}{
		{"Scheduler", &r.Scheduler, []string{"rr", "wrr", "lc", "lrtt"}},
		{"Path", &r.Path, nil},
		{"ForwardProtocol", &r.ForwardProtocol, []string{"HTTP", "HTTPS", "default"}},
		{"ForwardHost", &r.ForwardHost, nil},
		{"ServerNameIndicationSwitch", &r.SNISwitch, []string{"ON", "OFF"}},
		{"ServerNameIndication", &r.SNI, nil},
	} {
		if text, ok := field(in, f.name); ok {
			if *f.into = text.String(); f.allowed != nil && !slices.Contains(f.allowed, *f.into) {
				return invalidValue(f.name)
			}
		}
	}
	if r.ForwardProtocol == "default" {
		r.ForwardProtocol = l.forwards()
	}
	if text, ok := field(in, "ForcedRedirect"); ok { // "" takes it away
		redirect := text.String()
		if r.ForcedRedirect = &redirect; redirect == "" {
			r.ForcedRedirect = nil
		}
	}
	if check != nil {
		if err := c.setCheck(&r.Check, check); err != nil {
			return err
		}
	}
	return c.checkRule(*r)
}

// checkRule refuses settings that do not go together.
func (c *call) checkRule(r Rule) *apiError {
	o := c.opts.Listener
	switch {
	case !rulePath.MatchString(r.Path):
		return invalidValue("Path")
	case c.store.pathTaken(r, c.now):
		return errorf("FailedOperation.RuleAlreadyExisted", "The path `%s` is in use under the domain.", r.Path)
	case r.RealServerType == TypeDomain && r.Scheduler == "wrr" && !o.CombinationsUnchecked:
		return errorf("InvalidParameterValue", "DOMAIN does not support wrr.")
	case r.Scheduler == "lrtt" && !o.LRTTAllowed:
		return errorf("UnsupportedOperation", "The account may not use lrtt.")
	case r.SNISwitch == "ON" && r.SNI == "":
		return missing("ServerNameIndication")
	}
	return nil
}

// setCheck replaces the settings of a check, but for its domain.
//
// Assumption: ranges are those of the official provider; the timeout is below
// the interval, as at layer 4; the numbers of passive checks are free.
func (c *call) setCheck(into *RuleCheck, in *gaap.RuleCheckParams) *apiError {
	for _, name := range []string{"DelayLoop", "ConnectTimeout", "Path", "Method"} {
		if _, ok := field(in, name); !ok {
			return missing("CheckParams." + name)
		}
	}
	if len(in.StatusCode) == 0 {
		return missing("CheckParams.StatusCode")
	}
	k := RuleCheck{Path: *in.Path, Method: *in.Method, Domain: into.Domain}
	for _, f := range []struct {
		name     string
		into     *int64
		min, max int64
	}{
		{"DelayLoop", &k.DelayLoop, 5, 300},
		{"ConnectTimeout", &k.ConnectTimeout, 2, 60},
		{"FailedCountInter", &k.FailedCount, 0, 1 << 31},
		{"FailedThreshold", &k.FailedThreshold, 0, 1 << 31},
		{"BlockInter", &k.BlockTime, 0, 1 << 31},
	} {
		if n, ok := field(in, f.name); ok {
			if *f.into = integer(n); *f.into < f.min || *f.into > f.max {
				return invalidValue("CheckParams." + f.name)
			}
		}
	}
	for _, code := range vals(in.StatusCode) {
		n := int64(min(code, 1000))
		if !slices.Contains(statusClasses(), n) || slices.Contains(k.StatusCodes, n) {
			return invalidValue("CheckParams.StatusCode")
		}
		k.StatusCodes = append(k.StatusCodes, n)
	}
	switch {
	case k.ConnectTimeout >= k.DelayLoop && !c.opts.Listener.TimeoutUnchecked:
		return errorf("InvalidParameterValue", "ConnectTimeout must be less than DelayLoop.")
	case !rulePath.MatchString(k.Path):
		return invalidValue("CheckParams.Path")
	case k.Method != "GET" && k.Method != "HEAD":
		return invalidValue("CheckParams.Method")
	}
	*into = k
	return nil
}

// writableRule finds the rule that a write is for; a listenerID of "" is any.
func (c *call) writableRule(listenerID, id string) (r Rule, l Listener, on parent, err *apiError) {
	if listenerID != "" {
		if _, err := c.aboveDomains(listenerID, false, httpProtocols()...); err != nil {
			return r, l, on, err
		}
	}
	r, ok := c.store.Rules.current(c.now).get(id)
	d, l, found := c.store.above(r, c.now)
	if !ok || !found || listenerID != "" && l.ID != listenerID {
		return r, l, on, c.absentError("rule", id)
	}
	if l, on, err = c.writable(l.ID, nil, nil, codeHasTask, httpProtocols()...); err != nil {
		return r, l, on, err
	}
	if r.Status == StatusDestroying { // writes queue
		return r, l, on, errorf(codeHasTask, "The rule `%s` is being deleted.", id)
	}
	return r, l, on, c.checkNotBusy(d)
}

func modifyRuleAttribute(c *call, in *gaap.ModifyRuleAttributeRequestParams) (any, *apiError) {
	r, l, _, err := c.writableRule(*in.ListenerId, *in.RuleId)
	if err != nil {
		return nil, err
	}
	if err := c.setRule(&r, l, in, in.CheckParams); err != nil {
		return nil, err
	}
	c.beginRule(r, StatusModifying, c.opts.Listener.ModifyDuration)
	return none{}, nil
}

func deleteRule(c *call, in *gaap.DeleteRuleRequestParams) (any, *apiError) {
	if *in.Force > 1 {
		return nil, invalidValue("Force")
	}
	r, l, _, err := c.writableRule(*in.ListenerId, *in.RuleId)
	switch {
	case err != nil:
		return nil, err
	case *in.Force == 0 && len(r.RealServers) > 0:
		return nil, errorf(codeBound, "The rule `%s` has origin servers bound.", r.ID)
	}
	c.destroyRule(r, c.ends(l.ID, c.opts.Listener.DeleteDuration))
	return none{}, nil
}

const codeBound = "FailedOperation.RealServerAlreadyBound"

func (c *call) destroyRule(r Rule, end time.Time) {
	r.Status = StatusDestroying
	c.store.Rules.begin(c, r, step{end, ""})
}
