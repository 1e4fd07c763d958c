package diagnostics_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/diagnostics"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

func TestError_detail(t *testing.T) {
	t.Parallel()
	d := diagnostics.About("proxy").Error("Cannot create GAAP proxy", `Creating proxy "test"`, failure("FailedOperation.ProxySellOut"))
	want := `Creating proxy "test": CreateProxy failed.

Code:      FailedOperation.ProxySellOut
Message:   in the service's words
RequestId: 5d0f1d0e-7f57-4c37-9f0c-6a2b7f1f9c10

The link between these regions is sold out. Choose another access_region, or open a ticket.`
	if d.Severity() != diag.SeverityError || d.Summary() != "Cannot create GAAP proxy" || d.Detail() != want {
		t.Errorf("%s %q:\n%s\nwant:\n%s", d.Severity(), d.Summary(), d.Detail(), want)
	}
}

// How often a call was sent is only of interest when it was more than once,
// and an answer that never came has no RequestId.
func TestError_optionalLines(t *testing.T) {
	t.Parallel()
	lost := failure("ClientError.NetworkError")
	lost.RequestID, lost.Attempts = "", 7
	detail := diagnostics.About("proxy").Error("Summary", "Doing it", lost).Detail()
	if strings.Contains(detail, "RequestId:") || !strings.Contains(detail, "Sent:      7 times\n") {
		t.Errorf("the detail is:\n%s", detail)
	}
	once := diagnostics.About("proxy").Error("Summary", "Doing it", failure("InternalError")).Detail()
	if strings.Contains(once, "Sent:") {
		t.Errorf("the detail is:\n%s", once)
	}
}

func TestError_otherErrors(t *testing.T) {
	t.Parallel()
	refused := &wire.RefusedError{Action: "CloseProxies", ID: "link-a1b2c3d4", Set: "InvalidStatusInstanceSet", RequestID: "req-1", InvalidStatus: true}
	failed := &wire.RefusedError{Action: "CloseProxies", ID: "link-a1b2c3d4", Set: "OperationFailedInstanceSet", RequestID: "req-1"}
	for name, c := range map[string]struct {
		err  error
		want []string
		not  string
	}{
		"maybe done": {
			&wire.InterruptedError{Action: "CreateProxy", MaybeDone: true, Cause: context.DeadlineExceeded},
			[]string{"CreateProxy was interrupted", "may have carried it out", "Apply the same configuration again"},
			"timeouts",
		},
		"time ran out": {
			&wire.InterruptedError{Action: "CreateProxy", Cause: context.DeadlineExceeded},
			[]string{"CreateProxy was interrupted", "timeouts block"},
			"carried it out",
		},
		"time ran out, wrapped": {fmt.Errorf("proxy x was last seen CREATING: %w", context.DeadlineExceeded), []string{"last seen CREATING", "timeouts block"}, ""},
		"interrupted":           {&wire.InterruptedError{Action: "CreateProxy", Cause: context.Canceled}, []string{"The run was interrupted"}, "timeouts"},
		"status":                {refused, []string{"link-a1b2c3d4 in InvalidStatusInstanceSet", "req-1", "status does not allow it"}, "tried and failed"},
		"failed":                {failed, []string{"link-a1b2c3d4 in OperationFailedInstanceSet", "req-1", "tried and failed"}, "does not allow"},
		"no credentials": {
			fmt.Errorf("looking for equal proxies: %w", &wire.CredentialsError{Action: "DescribeProxies", Cause: failure("ResourceNotFound.RoleNotFound")}),
			[]string{"looking for equal proxies: DescribeProxies was not sent", "could not be renewed", "Code:      ResourceNotFound.RoleNotFound", "TENCENTCLOUD_ASSUME_ROLE_ARN"},
			"sent before",
		},
		"no credentials any more": {
			&wire.CredentialsError{Action: "CreateProxy", Resent: true, Cause: errors.New("no token")},
			[]string{"CreateProxy was not sent", "may have carried it out", "no token"},
			"Code:",
		},
		"wrapped code": {
			fmt.Errorf("CreateProxy answered link-a1b2c3d4: %w", failure("InvalidParameterValue.InvalidBandwidth")),
			[]string{"Doing it: CreateProxy answered link-a1b2c3d4: CreateProxy failed.\n", "does not offer the bandwidth"},
			"InvalidBandwidth: in",
		},
		"code in the middle": {
			fmt.Errorf("%w (the proxy is link-a1b2c3d4)", failure("InternalError")),
			[]string{"(the proxy is link-a1b2c3d4).\n\nCreateProxy failed.\n", "is not known"},
			"",
		},
		"anything else": {errors.New("something"), []string{"Doing it: something"}, "Code:"},
	} {
		d := diagnostics.About("proxy").Error("Summary", "Doing it", c.err)
		for _, want := range append(c.want, "Doing it: ") {
			if !strings.Contains(d.Detail(), want) {
				t.Errorf("%s: %q is not in:\n%s", name, want, d.Detail())
			}
		}
		if c.not != "" && strings.Contains(d.Detail(), c.not) {
			t.Errorf("%s: %q is in:\n%s", name, c.not, d.Detail())
		}
		if d.Summary() != "Summary" || d.Severity() != diag.SeverityError {
			t.Errorf("%s: %s %q", name, d.Severity(), d.Summary())
		}
	}
}

// The attribute of the code is found below other errors, too.
func TestError_wrappedAttribute(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("looking: %w", failure("InvalidParameterValue.InvalidBandwidth"))
	d := diagnostics.About("proxy", "bandwidth").Error("Summary", "Doing it", err)
	if got := attributeOf(d); got != "bandwidth" {
		t.Errorf("the diagnostic points at %q, want bandwidth", got)
	}
}

// Nothing is pointed at that is not there, and what has another name is pointed
// at by that one.
func TestSubject_arguments(t *testing.T) {
	t.Parallel()
	few := diagnostics.About("proxy", "access_region")
	subject := few.Renamed("realserver_region", "dest_region")
	for code, want := range map[string]string{
		"InvalidParameterValue.UnknownAccessRegion": "access_region",
		"InvalidParameterValue.UnknownDestRegion":   "dest_region",
		"InvalidParameterValue.InvalidBandwidth":    "",
		"FailedOperation":                           "",
	} {
		d := subject.Error("Summary", "Doing it", failure(code))
		if got := attributeOf(d); got != want {
			t.Errorf("%s points at %q, want %q", code, got, want)
		}
	}
	if got := attributeOf(few.Error("Summary", "Doing it", failure("InvalidParameterValue.UnknownDestRegion"))); got != "" {
		t.Errorf("renaming changed the subject that it was made of: %q", got)
	}
}

// A refusal says of which kind the object is.
func TestError_refusedKind(t *testing.T) {
	t.Parallel()
	refused := &wire.RefusedError{Action: "DeleteListeners", ID: "listener-a1b2c3d4", Set: "InvalidStatusListenerSet", InvalidStatus: true}
	detail := diagnostics.About("listener").Error("Summary", "Doing it", refused).Detail()
	if !strings.Contains(detail, "The listener's status does not allow it now. Look at the listener") || strings.Contains(detail, "proxy") {
		t.Errorf("the detail is:\n%s", detail)
	}
}
