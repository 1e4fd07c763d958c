// Package gaapapi is the client of the GAAP API, version 2018-05-29
// (https://cloud.tencent.com/document/api/608), and of the two actions of the
// Tag API that its objects need: what the calls say and what the answers mean.
// How they are sent is up to package wire.
//
// Each object has a file, or a few with its name in front: proxy.go, groups.go,
// regions.go, price.go, listeners.go, tags.go. client.go holds what is shared by
// their callers, values.go reads the types of the Tencent SDK.
package gaapapi
