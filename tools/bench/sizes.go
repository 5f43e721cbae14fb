package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// sizes are what a visitor downloads, compressed as a host would.
func sizes(site string) ([]row, error) {
	var wasm, page, data []byte
	err := filepath.Walk(site, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		switch base := filepath.Base(name); {
		case strings.HasSuffix(base, ".wasm"):
			wasm = text
		case name == filepath.Join(site, "index.html"), strings.HasSuffix(base, ".css"), strings.HasSuffix(base, ".js"):
			page = append(page, text...)
		case strings.HasSuffix(base, ".json") && strings.Contains(filepath.ToSlash(name), "/assets/"):
			data = append(data, text...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("no site: run `make build` first: %w", err)
	}
	return []row{
		{what: "wheelscope.wasm, brotli 11", unit: "KB", measured: kb(brotliSize(wasm)), budget: 1000},
		{what: "page without the engine (HTML + CSS + JS), brotli 11", unit: "KB", measured: kb(brotliSize(page)), budget: 40},
		{what: "reference snapshots, gzip 9", unit: "KB", measured: kb(gzipSize(data)), budget: 700},
	}, nil
}

func kb(n int) float64 { return float64(n) / 1e3 }

func brotliSize(data []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}

func gzipSize(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}
