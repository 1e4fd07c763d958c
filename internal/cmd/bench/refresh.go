package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

func (b *bench) refreshFew(ctx context.Context) error {
	_, err := b.refresh(ctx, 10, 5000, "at most 3 calls")
	return err
}

func (b *bench) refreshHundred(ctx context.Context) error {
	_, err := b.refresh(ctx, 100, 100, "")
	return err
}

func (b *bench) refreshThousand(ctx context.Context) (err error) {
	b.thousand, err = b.refresh(ctx, 1000, 1000, "at most 15 calls, none refused")
	return err
}

// refresh plans a state of some proxies in an account of more, with
// Terraform's default parallelism. The plan must be empty.
func (b *bench) refresh(ctx context.Context, proxies, account int, bound string) (usage, error) {
	mock, err := b.programs.StartMock(ctx, "-max-proxies", "-1")
	if err != nil {
		return usage{}, err
	}
	defer mock.Stop()
	folder, err := b.folder(mock)
	if err != nil {
		return usage{}, err
	}
	mine, err := populate(ctx, mock, proxies, account/proxies)
	if err != nil {
		return usage{}, err
	}
	if err := writeState(folder.Dir, mine); err != nil {
		return usage{}, err
	}
	if err := folder.Write(fleet("p", proxies, 0)); err != nil {
		return usage{}, err
	}
	if err := mock.ResetJournal(ctx); err != nil {
		return usage{}, err
	}
	r := row{work: fmt.Sprintf("refresh %d of %d", proxies, account), bound: bound}
	result, used, err := b.run(ctx, folder, "plan", "-detailed-exitcode")
	if err != nil {
		return usage{}, err
	}
	if result.Code != 0 {
		return usage{}, fmt.Errorf("the plan is not empty (exit code %d):\n%s", result.Code, tail(result.Output))
	}
	r.took = result.Took
	if err := r.count(ctx, mock); err != nil {
		return usage{}, err
	}
	r.print()
	return used, nil
}

// populate makes n proxies and returns their ids. For each of them the account
// gets every-1 more, which are somebody else's.
func populate(ctx context.Context, mock *stage.Mock, n, every int) ([]string, error) {
	made := time.Now().Add(-24 * time.Hour)
	var mine []string
	for i := range n * every {
		name := fmt.Sprintf("p-%d", i/every)
		if i%every > 0 {
			name = fmt.Sprintf("other-%d", i)
		}
		id, err := mock.AddProxy(ctx, gaapmock.Proxy{
			Name: name, AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2,
			CreateTime: made.Add(time.Duration(i) * time.Second), Scalarable: 1,
		})
		if err != nil {
			return nil, err
		}
		if i%every == 0 {
			mine = append(mine, id)
		}
	}
	return mine, nil
}

// writeState writes a state as an import leaves it: of each proxy just what
// the service does not show.
func writeState(dir string, ids []string) error {
	instances := make([]any, 0, len(ids))
	for i, id := range ids {
		instances = append(instances, map[string]any{
			"index_key": i, "schema_version": 0,
			"attributes": map[string]any{"id": id, "enable": true, "force_destroy": false},
		})
	}
	text, err := json.Marshal(map[string]any{
		"version": 4, "terraform_version": "1.0.0", "serial": 1, "lineage": "bench", "outputs": map[string]any{},
		"resources": []any{map[string]any{
			"mode": "managed", "type": "gaap_proxy", "name": "p",
			"provider": `provider["` + stage.Source + `"]`, "instances": instances,
		}},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "terraform.tfstate"), text, 0o600)
}

// fleet is a configuration of n proxies with numbered names. The first so many
// have twice the bandwidth of the others.
func fleet(name string, n, wide int) string {
	return fmt.Sprintf(`resource "gaap_proxy" "p" {
  count             = %d
  name              = "%s-${count.index}"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = count.index < %d ? 20 : 10
  concurrent        = 2
}
`, n, name, wide)
}
