package gaapmock

import (
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// task is what DescribeTaskStatus knows of an asynchronous call. Its id is the
// RequestId of that call.
//
// Assumption: only CreateProxy and ModifyProxyConfiguration make tasks; see
// ListenerOptions.Tasks.
type task struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"` // zero: never
	Fail  bool      `json:"fail,omitempty"`
}

type taskStatus struct {
	Status string `json:"Status"` // RUNNING, FAIL, SUCCESS
	TaskID string `json:"TaskId"`
}

// startTask remembers a transition that ends with the last of the steps; a
// stuck one never ends.
func (c *call) startTask(end time.Time, fail bool) {
	c.startTaskNamed(c.requestID, end, fail)
}

func (c *call) startTaskNamed(id string, end time.Time, fail bool) {
	if c.fault.Kind == FaultStuck {
		end = time.Time{}
	}
	c.store.addTask(id, task{c.now, end, fail})
}

func (st *store) addTask(id string, t task) {
	st.Tasks[id] = t
	dropOldest(st.Tasks, maxRemembered, func(t task) time.Time { return t.Start })
}

func describeTaskStatus(c *call, in *gaap.DescribeTaskStatusRequestParams) (any, *apiError) {
	id := val(in.TaskId)
	if id == "" {
		return nil, missing("TaskId")
	}
	t, ok := c.store.Tasks[id]
	early := ok && c.now.Before(t.Start.Add(c.opts.TaskLag))
	if !ok || early && c.opts.TaskEarly == TaskEarlyNotFound {
		return nil, errorf("ResourceNotFound", "The task `%s` is not found.", id)
	}
	return taskStatus{t.status(c.now, early), id}, nil
}

func (t task) status(now time.Time, early bool) string {
	switch {
	case early || t.End.IsZero() || now.Before(t.End):
		return "RUNNING"
	case t.Fail:
		return "FAIL"
	}
	return "SUCCESS"
}
