//go:build !unix

package stage

import "os/exec"

func isolate(*exec.Cmd) {}

// interrupt kills: Windows has no signal that asks.
func interrupt(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func interruptGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
