// Package binding is the block of the origins that an object hands its traffic to.
//
// Its files: schema says what the block takes; binding is an origin in it, and the
// mapping of what the service shows; plan is what a plan completes and refuses;
// send is what an update sends; data_source shows what is bound.
package binding
