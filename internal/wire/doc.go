// Package wire carries calls to the services of Tencent Cloud. It knows what
// all calls have in common, and no object of GAAP: signing and secrets, quotas,
// what is sent again and what an error means, lists in pages, and reads that
// many share. What the calls say is up to package gaapapi.
//
// It reads in this order: client.go, effect.go (what a call declares of itself),
// call.go (the one way to the service) and what that goes through: credentials.go with session.go, sts.go and
// metadata.go; limiter.go and rate_control.go; transport.go, answer.go and hide.go;
// errors.go, class.go and resend.go; operation.go, which knows what an operation
// was waiting for when its time ran out. Then what shares calls among callers:
// memo.go, batcher.go, batched_writes.go, shared_list.go, snapshots.go and refresh.go.
// Lists are list.go and walk.go; entries.go and bisect.go look after answers about many
// ids, and polling.go and history.go after those who wait.
package wire
