package stage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

const module = "github.com/tencentcloud-gaap/terraform-provider-gaap"

// Provider is another provider that the mirror offers.
type Provider struct {
	Folder  string   // of its package in this module
	Sources []string // its addresses
}

// Build compiles the provider, the mock and other providers into dir, an empty
// folder, and runs terraform init once for all folders. One Build serves any
// number of folders and mocks.
func Build(ctx context.Context, dir string, others ...Provider) (*Programs, error) {
	bin := filepath.Join(dir, "bin")
	packages := []string{module, module + "/internal/cmd/gaapmock"}
	for _, other := range others {
		packages = append(packages, module+"/"+other.Folder)
	}
	if err := compile(ctx, bin, packages); err != nil {
		return nil, err
	}
	p, err := Prebuilt(ctx, dir, programOf(bin, module), programOf(bin, packages[1]))
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		for _, source := range other.Sources {
			if err := p.offer(source, programOf(bin, other.Folder)); err != nil {
				return nil, err
			}
		}
	}
	return p, p.initialise(ctx)
}

// compile uses the flags of a release, so that sizes and speeds are true.
func compile(ctx context.Context, bin string, packages []string) error {
	args := append([]string{"build", "-trimpath", "-ldflags", "-s -w -X main.version=" + version, "-o", bin + string(filepath.Separator)}, packages...)
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // the packages are ours
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", strings.Join(packages, ", "), err, out)
	}
	return nil
}

// programOf is where compile leaves the program of a package.
func programOf(bin, pkg string) string { return filepath.Join(bin, filepath.Base(pkg)+suffix()) }

// suffix is what names of programs end in.
func suffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// initialise makes the template of all folders, whose configuration needs every
// provider of the mirror: what a folder does not need is in nobody's way there.
func (p *Programs) initialise(ctx context.Context) error {
	template := filepath.Join(p.dir, "template")
	if err := os.Mkdir(template, 0o700); err != nil {
		return err
	}
	var needs strings.Builder
	for i, source := range p.sources {
		fmt.Fprintf(&needs, "    p%d = {\n      source = %q\n    }\n", i, source)
	}
	config := "terraform {\n  required_providers {\n" + needs.String() + "  }\n}\n"
	if err := os.WriteFile(filepath.Join(template, "main.tf"), []byte(config), 0o600); err != nil {
		return err
	}
	result, err := p.Bare(template).Run(ctx, "init")
	if err == nil && result.Code != 0 {
		err = fmt.Errorf("terraform init: exit code %d\n%s", result.Code, result.Output)
	}
	p.template = template
	return err
}
