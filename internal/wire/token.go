package wire

import "encoding/hex"

// NewToken returns a ClientToken that the service has never seen, for one
// logical write: all its sendings share it.
func (c *Client) NewToken() string {
	random := make([]byte, 20)
	for i := range random {
		random[i] = byte(c.poller.Random() * 256)
	}
	return "tfgaap-" + hex.EncodeToString(random)
}
