// Package gaapapi is the client of the GAAP API, version 2018-05-29
// (https://cloud.tencent.com/document/api/608), and of the two actions of the
// Tag API that its objects need: what the calls say and what the answers mean.
// How they are sent is up to package wire.
//
// Each object has a file, or a few with its name in front: proxy.go, groups.go,
// regions.go, price.go, realserver.go, listener.go (of layer 4; listener_read.go,
// _list, _entry and _any are about all protocols), http_listener.go, domain.go,
// rule.go, header.go, error_page.go, certificate.go, global_domain.go,
// dns_record.go, country_area.go, tags.go. A further one brings its type, its
// calls, each with what comes of sending it twice (wire.Effect), and the reads that
// its callers share, which client.go holds; if it has tags, its kind is in tags.go.
// values.go, filters.go and tag_sets.go read and write the types of the Tencent
// SDK.
package gaapapi
