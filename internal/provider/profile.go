package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const defaultProfile = "default"

// The files of a tccli profile: NAME.credential and NAME.configure.
type (
	credentialFile struct {
		SecretID  string `json:"secretId"`
		SecretKey string `json:"secretKey"`
		Token     string `json:"token"`

		RoleARN         string `json:"role-arn"`
		RoleSessionName string `json:"role-session-name"`
	}
	configureFile struct {
		SysParam struct {
			Region string `json:"region"`
		} `json:"_sys_param"`
	}
)

// addProfile fills in what configuration and environment leave open from a
// tccli profile. A profile that is asked for by name must exist.
func (c configModel) addProfile(s *settings, diags *diag.Diagnostics) {
	name := orEnv(c.Profile, envProfile)
	named := name != ""
	if !named {
		name = defaultProfile
	}
	dir := orEnv(c.SharedCredentialsDir, envSharedCredentialsDir)
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return // without a home there is no default folder
		}
		dir = filepath.Join(home, ".tccli")
	}
	if s.identity.isEmpty() {
		var keys credentialFile
		file := filepath.Join(dir, name+".credential")
		if err := readJSON(file, &keys); err != nil && (named || !errors.Is(err, fs.ErrNotExist)) {
			diags.AddAttributeError(path.Root("profile"), "Cannot read the profile", fmt.Sprintf(
				"%v. The profile comes from profile in the provider block or from %s, its folder from shared_credentials_dir or from %s.",
				err, envProfile, envSharedCredentialsDir))
			return
		}
		s.identity.keys = gaapapi.Credentials{SecretID: keys.SecretID, SecretKey: keys.SecretKey, Token: keys.Token}
		if s.identity.role == nil && !s.identity.isEmpty() {
			s.identity.role = roleOfProfile(keys, file, diags)
		}
	}
	if s.region == "" {
		var configure configureFile
		// A profile without this file is whole: the region has a default.
		if err := readJSON(filepath.Join(dir, name+".configure"), &configure); err == nil {
			s.region = configure.SysParam.Region
			if s.region != "" && !regionForm.pattern.MatchString(s.region) {
				diags.AddAttributeError(path.Root("profile"), "Cannot read the profile", fmt.Sprintf(
					"region in %s is %q; it must be %s. The profile comes from profile in the provider block or from %s.",
					filepath.Join(dir, name+".configure"), s.region, regionForm.words, envProfile))
			}
		}
	}
}

// readJSON never puts what a file holds into its error: it may be a key.
func readJSON(file string, into any) error {
	content, err := os.ReadFile(file) //nolint:gosec // the user names the folder and the profile
	if err != nil {
		return fmt.Errorf("reading the profile: %w", err)
	}
	if json.Unmarshal(content, into) != nil {
		return fmt.Errorf("the profile %s is not valid JSON", file)
	}
	return nil
}
