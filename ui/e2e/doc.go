// Package e2e walks through the real program as a shopkeeper does: it starts a
// screen without a monitor, the built binary on an empty store, and presses
// keys. What was kept is then asked of the same binary without its window, and
// what was printed is read back from the paper.
//
// Its tests have the build tag e2e and are run by .ci/e2e, because they need an
// X server and the program as it is shipped:
//
//	.ci/e2e                       both sittings and the sample shop
//	.ci/e2e -update               and keep the pictures in docs/shots
//	.ci/e2e -run Sitting/en       one language
//	.ci/e2e -run Cases/en/size    one case; see cases_test.go
//	SHOTS=dir .ci/e2e ...         and keep each step's picture there
//
// A key that shows no effect within a bounded time fails the walk, and so does a
// page that does not come to rest; a look is repeated, a key never. A walk that
// fails leaves its last picture and the program's log in out/e2e.
package e2e
