package httprule

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// statusClasses are all classes of answers to a check.
func statusClasses() []int64 { return []int64{100, 200, 300, 400, 500} }

func codeSet(codes []int64) types.Set {
	elements := make([]attr.Value, 0, len(codes))
	for _, code := range codes {
		elements = append(elements, types.Int64Value(code))
	}
	return types.SetValueMust(types.Int64Type, elements)
}

func codesOf(set types.Set) (codes []int64) {
	for _, element := range set.Elements() {
		if code, ok := element.(types.Int64); ok {
			codes = append(codes, code.ValueInt64())
		}
	}
	slices.Sort(codes)
	return codes
}

// checkFromAPI takes how a rule checks its origins.
func (m *model) checkFromAPI(k gaapapi.RuleCheck) {
	m.Interval = object.NumberOr(k.DelayLoop, m.Interval)
	m.ConnectTimeout = object.NumberOr(k.ConnectTimeout, m.ConnectTimeout)
	m.HealthCheckPath = object.TextOr(k.Path, m.HealthCheckPath)
	m.HealthCheckMethod = object.TextOr(k.Method, m.HealthCheckMethod)
	if len(k.StatusCodes) > 0 {
		m.HealthCheckStatusCodes = codeSet(k.StatusCodes)
	}
	m.HealthCheckDomain = object.TextOr(k.Domain, m.HealthCheckDomain)
	m.FailedCountInter = object.NumberOr(k.FailedCountInter, m.FailedCountInter)
	m.FailedThreshold = object.NumberOr(k.FailedThreshold, m.FailedThreshold)
	m.BlockInter = object.NumberOr(k.BlockInter, m.BlockInter)
}

// changesCheck reports whether a plan changes something of how origins are checked.
func changesCheck(plan, state *model) bool {
	planned, stored := plan.check(), state.check()
	for i := range planned {
		if object.Changes(planned[i], stored[i]) {
			return true
		}
	}
	return false
}

// check is what can be changed of how origins are checked.
func (m *model) check() []attr.Value {
	return []attr.Value{
		m.Interval, m.ConnectTimeout, m.HealthCheckPath, m.HealthCheckMethod, m.HealthCheckStatusCodes, m.FailedCountInter, m.FailedThreshold, m.BlockInter,
	}
}

// checkOf is a check as it is sent, which is as a whole: what a plan changes, and of
// the rest what the service shows now; or what is planned, where it shows nothing.
func checkOf(plan, state *model, now gaapapi.RuleCheck) gaapapi.RuleCheck {
	if state == nil {
		state = &model{}
	}
	number := func(planned, stored types.Int64, shown *int64) *int64 {
		if planned.IsUnknown() || shown != nil && !object.Changes(planned, stored) {
			return shown
		}
		return planned.ValueInt64Pointer()
	}
	text := func(planned, stored types.String, shown string) string {
		if shown != "" && !object.Changes(planned, stored) {
			return shown
		}
		return planned.ValueString()
	}
	to := gaapapi.RuleCheck{
		DelayLoop:      number(plan.Interval, state.Interval, now.DelayLoop),
		ConnectTimeout: number(plan.ConnectTimeout, state.ConnectTimeout, now.ConnectTimeout),
		Path:           text(plan.HealthCheckPath, state.HealthCheckPath, now.Path), Method: text(plan.HealthCheckMethod, state.HealthCheckMethod, now.Method),
		StatusCodes:      now.StatusCodes,
		Domain:           plan.HealthCheckDomain.ValueString(),
		FailedCountInter: number(plan.FailedCountInter, state.FailedCountInter, now.FailedCountInter),
		FailedThreshold:  number(plan.FailedThreshold, state.FailedThreshold, now.FailedThreshold),
		BlockInter:       number(plan.BlockInter, state.BlockInter, now.BlockInter),
	}
	if len(to.StatusCodes) == 0 || object.Changes(plan.HealthCheckStatusCodes, state.HealthCheckStatusCodes) {
		to.StatusCodes = codesOf(plan.HealthCheckStatusCodes)
	}
	return to
}

// showsCheck reports whether a rule has the check that was sent.
func showsCheck(to, k gaapapi.RuleCheck) bool {
	return isShown(to.DelayLoop, k.DelayLoop) && isShown(to.ConnectTimeout, k.ConnectTimeout) && isShown(&to.Path, pointer(k.Path)) && isShown(&to.Method, pointer(k.Method)) &&
		(len(k.StatusCodes) == 0 || slices.Equal(to.StatusCodes, k.StatusCodes)) &&
		isShown(to.FailedCountInter, k.FailedCountInter) && isShown(to.FailedThreshold, k.FailedThreshold) && isShown(to.BlockInter, k.BlockInter)
}
