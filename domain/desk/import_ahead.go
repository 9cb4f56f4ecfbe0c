package desk

import (
	"cmp"
	"context"
	"fmt"
)

// ahead does the work on a file in parts of size while the next part is read:
// reading takes a processor of its own, and one part more of memory. Work gets
// the parts in the file's order, on the caller's goroutine, and has done all of
// them when it returns nil. The first error of either ends both; when ahead
// returns, nobody reads the file any more. A panic of the reading comes out of
// ahead.
func ahead[T any](ctx context.Context, size int, read func(ctx context.Context, each func(T) error) error, work func(parts <-chan []T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	parts, ended := make(chan []T), make(chan error, 1)
	var fault any
	go func() {
		defer close(parts)
		defer func() {
			if fault = recover(); fault != nil {
				ended <- fmt.Errorf("reading panicked: %v", fault)
			}
		}()
		ended <- inParts(ctx, size, read, parts)
	}()
	failed := work(parts)
	if failed != nil {
		stop()
	}
	for range parts { // until the reading has ended
	}
	err := <-ended
	if fault != nil {
		panic(fault)
	}
	return cmp.Or(failed, err)
}

// inParts reads all and hands it over in parts; the last may be smaller.
func inParts[T any](ctx context.Context, size int, read func(ctx context.Context, each func(T) error) error, parts chan<- []T) error {
	part := make([]T, 0, size)
	hand := func() error {
		select {
		case parts <- part:
			part = make([]T, 0, size)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := read(ctx, func(one T) error {
		if part = append(part, one); len(part) == size {
			return hand()
		}
		return nil
	})
	if err == nil && len(part) > 0 {
		err = hand()
	}
	return err
}
