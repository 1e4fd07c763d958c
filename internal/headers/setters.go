package headers

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// Setter is a kind of resource that sets the headers of a rule.
type Setter string

// The setters.
const (
	ByRule     Setter = "gaap_http_rule"     // with headers of its own
	ByResource Setter = "gaap_custom_header" // which is for headers alone
)

// setters are which kind of resource sets the headers of a rule after the plan, by
// the id of the rule. Both would send all headers, and each undo the other's.
type setters struct {
	mu   sync.Mutex
	says map[string]map[Setter]bool
}

// PlanSetter notes which kind of resource sets the headers of a rule after the
// plan, and refuses a second one, as far as this run can see: it knows of a new
// rule once it is there.
func PlanSetter(data *providerdata.Data, ruleID string, by Setter, at path.Path, diags *diag.Diagnostics) {
	if data == nil || ruleID == "" {
		return
	}
	s := providerdata.RunOf[setters](data)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.says == nil {
		s.says = map[string]map[Setter]bool{}
	}
	if s.says[ruleID] == nil {
		s.says[ruleID] = map[Setter]bool{}
	}
	s.says[ruleID][by] = true
	if len(s.says[ruleID]) > 1 {
		diags.AddAttributeError(at, "Two resources set the headers of a GAAP rule", fmt.Sprintf(
			"Rule %s gets its headers from headers of its %s and from a %s. Each would undo what the other does: keep one of the two.", ruleID, ByRule, ByResource))
	}
}
