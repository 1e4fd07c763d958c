package gaapapi

import (
	"iter"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// AllProjects stands for all projects where an id is asked for.
const AllProjects = -1

// parameter is a filter with one value; an empty one does not filter.
type parameter struct{ name, value string }

func filters(parameters []parameter) []*gaap.Filter {
	var filters []*gaap.Filter
	for _, p := range parameters {
		if p.value != "" {
			filters = append(filters, &gaap.Filter{Name: &p.name, Values: []*string{&p.value}})
		}
	}
	return filters
}

// filterSeq leaves out what does not match. Errors pass.
func filterSeq[T any](all iter.Seq2[T, error], matches func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item, err := range all {
			if (err != nil || matches(item)) && !yield(item, err) {
				return
			}
		}
	}
}
