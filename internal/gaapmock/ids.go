package gaapmock

import (
	crand "crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
)

// Separate streams of numbers, so that the ids of a kind depend neither on other
// kinds nor on how often somebody polls.
const (
	streamProxy uint64 = iota + 1
	streamRequest
	streamGroup
	streamRealServer
	streamListener
	streamDomain
	streamRule
	streamErrorPage
	streamCertificate
	streamSecurityPolicy
	streamSecurityRule
	streamGlobalDomain
	streamDNSRecord
)

func randomSeed() int64 {
	var b [8]byte
	_, _ = crand.Read(b[:]) // never fails, by its documentation
	return int64(binary.LittleEndian.Uint64(b[:]) >> 1)
}

// draw returns the generator for number n of a stream.
func draw(seed int64, stream uint64, n int64) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed)^stream<<56, uint64(n))) //nolint:gosec // ids that repeat are wanted; they are no secret
}

// requestID returns the nth request id since this start, a version 4 UUID. The
// number of starts goes in, because request ids are task ids and those outlive
// a restart.
func (st *store) requestID(n int64) string {
	rng := draw(st.Seed, streamRequest, st.Boots<<40|n)
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], rng.Uint64())
	binary.LittleEndian.PutUint64(b[8:], rng.Uint64())
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
