// Command build makes the site in .build/site, and netlify.toml. It is run from
// the root of the module: go run ./tools/build.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/wheelscope/wheelscope/tools/site"
	"github.com/wheelscope/wheelscope/tools/slim"
)

func main() {
	version := flag.String("version", "", "the engine's version; empty: the one in its source")
	modfile := flag.Bool("modfile", false, "only write "+slim.ModFile+", the module file of the WebAssembly build")
	size := flag.Bool("size", false, "only build the engine and print its size")
	flag.Parse()
	if err := run(*version, *modfile, *size); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(version string, modfile, size bool) error {
	switch {
	case modfile:
		return slim.Write(".")
	case size:
		wasm, err := site.Engine(".", version)
		if err != nil {
			return err
		}
		for _, quality := range []int{9, 11} {
			var b bytes.Buffer
			w := brotli.NewWriterLevel(&b, quality)
			if _, err := w.Write(wasm); err != nil {
				return err
			}
			if err := w.Close(); err != nil {
				return err
			}
			fmt.Printf("wheelscope.wasm: %d bytes, brotli %d: %d\n", len(wasm), quality, b.Len())
		}
		return nil
	}
	began := time.Now()
	if err := site.Build(".", version); err != nil {
		return err
	}
	fmt.Printf("The site is in %s (%.1f s).\n", site.Folder, time.Since(began).Seconds())
	return nil
}
