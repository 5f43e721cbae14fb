package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/reference"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

// native measures the engine on one core.
func native(in inputSet) []row {
	files, err := static.Files()
	exitOn(err)
	start := time.Now()
	data, err := reference.Open(files)
	exitOn(err)
	opened := time.Since(start)
	rows := []row{
		{what: "opening the reference data, native", unit: "ms", measured: opened.Seconds() * 1e3, budget: 50},
		{what: "Python wheel, all rules, native, one core", unit: "MB/s", budget: 60, speed: true},
		{what: "wheel of big .so files, native, one core", unit: "MB/s", budget: 80, speed: true},
	}
	measure(&rows[1], in.python, data)
	measure(&rows[2], in.native, data)
	return rows
}

func measure(r *row, in input, data *reference.Data) {
	if in.path == "" {
		r.note = "no input on this machine"
		return
	}
	var figures []float64
	for range 5 {
		f, err := os.Open(in.path)
		exitOn(err)
		info, err := f.Stat()
		exitOn(err)
		start := time.Now()
		_, err = engine.Analyze(f, info.Size(), filepath.Base(in.path), engine.Options{Reference: data})
		exitOn(err)
		figures = append(figures, float64(in.unpacked)/1e6/time.Since(start).Seconds())
		f.Close()
	}
	r.measured = median(figures)
}
