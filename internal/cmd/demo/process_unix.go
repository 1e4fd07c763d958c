//go:build unix

package main

import (
	"os"
	"os/exec"
	"syscall"
)

// isolate gives the program a process group of its own: Ctrl-C in a terminal
// then reaches the demo alone, which ends its children in order, once each.
func isolate(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func interrupt(cmd *exec.Cmd) error { return cmd.Process.Signal(os.Interrupt) }

// killGroup ends what is left of the program's process group.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
