package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

const (
	createTime = 5 * time.Second // of the mock
	adjustTime = 3 * time.Second
)

// lively are the flags of a mock whose proxies change quickly.
var lively = []string{
	"-max-proxies", "-1", "-early-destroy", "allowed", "-config-lag", "1s",
	"-create-time", createTime.String(), "-adjust-time", adjustTime.String(), "-destroy-time", "5s",
}

// change makes 100 proxies, changes 50 of them and destroys all.
func (b *bench) change(ctx context.Context) error {
	all, half := fleet("p", 100, 0), fleet("p", 100, 50)
	return b.life(ctx, lively, []step{
		{row{work: "create 100, -parallelism=100", least: atQuota(100) + createTime, bound: "100 CreateProxy, none refused, at most 14 s, at most 30 reads"}, all, []string{"apply", "-auto-approve", "-parallelism=100"}},
		{row{work: "update 50 of 100", least: 5 * (adjustTime + time.Second)}, half, []string{"apply", "-auto-approve"}},
		{row{work: "destroy 100, -parallelism=100", least: atQuota(100) + 5*time.Second, bound: "100 DestroyProxies or fewer, none refused, at most 30 reads"}, half, []string{"destroy", "-auto-approve", "-parallelism=100"}},
	})
}

// step is a command on a configuration.
type step struct {
	row    row
	config string
	args   []string
}

// life runs steps in one folder against one mock.
func (b *bench) life(ctx context.Context, flags []string, steps []step) error {
	mock, err := b.programs.StartMock(ctx, flags...)
	if err != nil {
		return err
	}
	defer mock.Stop()
	folder, err := b.folder(mock)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if err := b.step(ctx, mock, folder, s); err != nil {
			return fmt.Errorf("%s: %w", s.row.work, err)
		}
	}
	return nil
}

// step runs one command and prints its row.
func (b *bench) step(ctx context.Context, mock *stage.Mock, folder *stage.Folder, s step) error {
	if err := folder.Write(s.config); err != nil {
		return err
	}
	if err := mock.ResetJournal(ctx); err != nil {
		return err
	}
	result, _, err := b.run(ctx, folder, s.args...)
	if err != nil {
		return err
	}
	if result.Code != 0 {
		return fmt.Errorf("exit code %d:\n%s", result.Code, tail(result.Output))
	}
	r := s.row
	r.took = result.Took
	if err := r.count(ctx, mock); err != nil {
		return err
	}
	r.print()
	return nil
}

// fourRuns lets four runs make 50 proxies each, in one account, at once.
func (b *bench) fourRuns(ctx context.Context) error {
	const runs, each = 4, 50
	mock, err := b.programs.StartMock(ctx, lively...)
	if err != nil {
		return err
	}
	defer mock.Stop()
	var folders []*stage.Folder
	for i := range runs {
		folder, err := b.folder(mock)
		if err != nil {
			return err
		}
		if err := folder.Write(fleet(fmt.Sprintf("run%d", i), each, 0)); err != nil {
			return err
		}
		folders = append(folders, folder)
	}
	if err := mock.ResetJournal(ctx); err != nil {
		return err
	}
	start := time.Now()
	failures := make([]error, runs)
	var group sync.WaitGroup
	for i, folder := range folders {
		group.Go(func() {
			result, err := folder.Run(ctx, "apply", "-auto-approve", fmt.Sprintf("-parallelism=%d", each))
			if err == nil && result.Code != 0 {
				err = fmt.Errorf("run %d: exit code %d:\n%s", i, result.Code, tail(result.Output))
			}
			failures[i] = err
		})
	}
	group.Wait()
	if err := errors.Join(failures...); err != nil {
		return err
	}
	r := row{
		work: "four runs at once create 50 each, -parallelism=50", bound: "all succeed, at most 5 % refused",
		took: time.Since(start), least: atQuota(runs*each) + createTime,
	}
	if err := r.count(ctx, mock); err != nil {
		return err
	}
	r.print()
	return nil
}
