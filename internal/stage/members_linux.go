package stage

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// membersOf returns the processes of a group that run a program.
func membersOf(group int, program string) []int {
	var found []int
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		if exe, err := os.Readlink(filepath.Join(folder, "exe")); err != nil || exe != program {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			continue
		}
		if of, err := syscall.Getpgid(pid); err == nil && of == group {
			found = append(found, pid)
		}
	}
	return found
}
