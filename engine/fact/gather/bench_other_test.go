//go:build !unix

package gather

// processorSeconds is not known here.
func processorSeconds() float64 { return 0 }
