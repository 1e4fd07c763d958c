//go:build unix

package stage

import (
	"os"
	"os/exec"
	"syscall"
)

// isolate gives the program a process group of its own, so that signals can be
// sent to it and its children, and to nobody else.
func isolate(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func interrupt(cmd *exec.Cmd) error { return cmd.Process.Signal(os.Interrupt) }

func interruptGroup(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGINT) }

func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
