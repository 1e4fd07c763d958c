package wire_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// slowServer is a network with one server, on the time of a bubble: it sends
// the start of an answer at once, and then a byte each second.
func slowServer(start string) *http.Transport {
	return &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				if _, err := http.ReadRequest(bufio.NewReader(server)); err != nil {
					return
				}
				_, err := io.WriteString(server, start)
				for err == nil {
					time.Sleep(time.Second)
					_, err = server.Write([]byte{' '}[:min(1, len(start))])
				}
			}()
			return client, nil
		},
	}
}

// However a server stretches its answer, a sending of a call ends after thirty
// seconds, and the call when its sendings are used up.
func TestDrip(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]string{
		"nothing":     "",
		"header":      "HTTP/1.1 200 OK\r\nContent-Type:",
		"body":        "HTTP/1.1 200 OK\r\n\r\n{",
		"long body":   "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{",
		"error":       "HTTP/1.1 503 Service Unavailable\r\n\r\n<html>",
		"half a gzip": "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x01\xff\xff\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newStubClient(t, "http://127.0.0.1:9180", slowServer(start), func(c *wire.Config) { c.Clock = wait.System{} })
				begin := time.Now()
				_, err := client.order(t.Context(), "t-1")
				checkFailure(t, err, "CreateProxy", "ClientError.NetworkError", "", "exceeded") // by net/http or by the context, which end at one moment
				if took := time.Since(begin); wire.ClassOf(err) != wire.Ambiguous || took < 7*30*time.Second || took > 7*30*time.Second+time.Minute {
					t.Errorf("%s after %s, want ambiguous after seven times 30 s and six pauses", wire.ClassOf(err), took)
				}

				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				begin = time.Now()
				_, err = client.order(ctx, "t-1")
				interrupted, ok := errors.AsType[*wire.InterruptedError](err)
				if took := time.Since(begin); !ok || !interrupted.MaybeDone || took != 15*time.Second {
					t.Errorf("%v after %s, want an interruption after 5 s and the ten of the grace period of a create", err, took)
				}
				time.Sleep(2 * time.Second) // the server notices
			})
		})
	}
}

// After a change of the protocol, which nobody asked for, nothing is read: no
// time limit would end it.
func TestDrip_switched(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n"
		client := newStubClient(t, "http://127.0.0.1:9180", slowServer(start), func(c *wire.Config) { c.Clock = wait.System{} })
		begin := time.Now()
		_, err := client.order(t.Context(), "t-1")
		checkFailure(t, err, "CreateProxy", wire.CodeUnreadable, "", "HTTP 101")
		if took := time.Since(begin); wire.ClassOf(err) != wire.Ambiguous || took > time.Minute {
			t.Errorf("%s after %s, want ambiguous after six pauses", wire.ClassOf(err), took)
		}
		time.Sleep(2 * time.Second) // the server notices
	})
}
