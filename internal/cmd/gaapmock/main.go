// Command gaapmock serves the mock of the GAAP API on a local address, for
// demos, clients in any language, and users' own CI.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// killedStatus is what a shell shows for a process that SIGKILL ended.
const killedStatus = 137

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	default:
		fmt.Fprintln(os.Stderr, "gaapmock:", strings.TrimPrefix(err.Error(), "gaapmock: "))
		os.Exit(1)
	}
}

// run serves until ctx is done. The first line on stdout tells the address.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c, err := parseFlags(args, stderr)
	if err != nil {
		return err
	}
	c.options.OnKill = func() { os.Exit(killedStatus) }
	if c.verbose {
		c.options.Log = func(call gaapmock.Call) { fmt.Fprintln(stderr, describe(call)) }
	}
	mock, err := gaapmock.New(c.options)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return err
	}
	if err := checkAddress(listener.Addr().String(), c.options.AllowRemote); err != nil {
		return errors.Join(err, listener.Close()) // a name that is not what it says
	}
	fmt.Fprintf(stdout, "gaapmock listening on http://%s\n", listener.Addr())
	if !c.quiet {
		fmt.Fprintf(stderr, "Open http://%s in a browser; admin routes are under /_mock/\n", listener.Addr())
	}
	for _, warning := range warnings(c.options) {
		fmt.Fprintln(stderr, "gaapmock: warning:", warning)
	}
	return serve(ctx, listener, mock)
}

// warnings name the protections that are off.
func warnings(o gaapmock.Options) (out []string) {
	if o.Insecure {
		out = append(out, "-insecure: signatures, keys and tokens are not checked")
	}
	if o.AllowRemote {
		out = append(out, "-allow-remote: who reaches this address can use the admin routes, which need no key")
	}
	return out
}

// newServer limits what a client can hold on to. The write timeout is long
// because the hang and delay faults hold answers back on purpose; the header is
// larger than the largest query, which the mock itself refuses.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      15 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// serve runs the HTTP server and shuts it down in order.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := newServer(handler)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return server.Close() // somebody hangs on a fault
	}
	return nil
}

// describe is the -v line of a call: no parameters, and of a token only the start.
func describe(c gaapmock.Call) string {
	code := c.Code
	if code == "" {
		code = "ok"
	}
	line := fmt.Sprintf("%d %.100s %.100s", c.Seq, c.Action, code)
	if c.ClientToken != "" {
		line += fmt.Sprintf(" token=%.12s", c.ClientToken)
	}
	if c.Fault != "" {
		line += " fault=" + string(c.Fault)
	}
	return strings.Map(printable, line)
}

// printable replaces what could drive the terminal: clients choose action and token.
func printable(r rune) rune {
	if !unicode.IsPrint(r) {
		return unicode.ReplacementChar
	}
	return r
}
