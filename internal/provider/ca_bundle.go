package provider

import (
	"crypto/x509"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// resolveRoots returns the certificates to trust: the system's and those of
// the bundle. It returns nil, which stands for the system's, without a bundle.
func (c configModel) resolveRoots(diags *diag.Diagnostics) *x509.CertPool {
	file := expandHome(orEnv(c.CustomCABundle, envCABundle))
	if file == "" {
		return nil
	}
	roots, err := readRoots(file)
	if err != nil {
		diags.AddAttributeError(path.Root("custom_ca_bundle"), "Cannot use the CA bundle", fmt.Sprintf(
			"%v. The file comes from custom_ca_bundle in the provider block, or from the environment variable %s.", err, envCABundle))
	}
	return roots
}

func readRoots(file string) (*x509.CertPool, error) {
	content, err := readFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the CA bundle: %w", err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("reading the certificates that the system trusts: %w", err)
	}
	if !roots.AppendCertsFromPEM(content) {
		return nil, fmt.Errorf("%s holds no certificate in PEM form", file)
	}
	return roots, nil
}
