package storage

import "iter"

// aheadOf gives what seq gives, made on another processor a few steps before it
// is asked for: encoding rows takes a third as long as writing them. Seq has
// ended when the loop over it has; its panic comes out of the loop.
func aheadOf[T any](seq iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		made, enough := make(chan T, 2), make(chan struct{})
		var fault any
		go func() {
			defer close(made)
			defer func() { fault = recover() }()
			for one := range seq {
				select {
				case made <- one:
				case <-enough:
					return
				}
			}
		}()
		defer func() {
			close(enough)
			for range made { // until it has ended
			}
			if fault != nil {
				panic(fault)
			}
		}()
		for one := range made {
			if !yield(one) {
				return
			}
		}
	}
}

// meanwhile begins work on another processor; calling what it gives waits for the
// answer. A panic of the work comes out of that call.
func meanwhile[T any](work func() T) func() T {
	var (
		out   T
		fault any
		ended = make(chan struct{})
	)
	go func() {
		defer close(ended)
		defer func() { fault = recover() }()
		out = work()
	}()
	return func() T {
		<-ended
		if fault != nil {
			panic(fault)
		}
		return out
	}
}
