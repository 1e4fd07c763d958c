//go:build !unix

package main

import "os/exec"

func isolate(*exec.Cmd) {}

// interrupt kills: Windows has no signal that asks.
func interrupt(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func killGroup(*exec.Cmd) {}
