package listener

import (
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// Running is the status of a listener that is well, and that every change ends with.
var Running = gaapapi.ListenerRunning.String()

// Statuses are those of a listener, and of a rule.
var Statuses = object.Statuses{
	Running:                             {Phase: object.Ready},
	gaapapi.ListenerCreating.String():   {Phase: object.Working},
	gaapapi.ListenerBinding.String():    {Phase: object.Working},
	gaapapi.ListenerChanging.String():   {Phase: object.Working},
	gaapapi.ListenerDestroying.String(): {Phase: object.Leaving, Means: "it is being destroyed outside of Terraform"},
}
