// Package tagwalk holds a random walk through all that can happen to the tags
// of a proxy or an origin: changes of tags, default_tags and ignore_tags, values that are only
// known after apply, plans without a refresh, imports, answers that are lost, and
// somebody else who tags. After each apply, the next plan must be empty, and the
// object must have the tags that the configuration says.
package tagwalk
