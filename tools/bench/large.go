package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/wheelscope/wheelscope/tools/chrome"
	"github.com/wheelscope/wheelscope/tools/serve"
)

const (
	gigabyte     = 1 << 30
	emptyMembers = 231_000 // more than any package that is known
)

// largeInputs are the wheels at the end of what is read. They are made of one
// piece that is packed once and then copied, so that making them is quick.
func largeInputs(folder string) ([]input, error) {
	libraries, err := find("/usr/lib", ".so", 60<<20)
	if err != nil || len(libraries) == 0 {
		return nil, err
	}
	sources, err := find(pythonLibrary(), ".py", 6<<20)
	if err != nil {
		return nil, err
	}
	list := append(libraries, sources...)
	many, err := manyMembers(filepath.Join(folder, "many-1.0-cp311-cp311-linux_x86_64.whl"), list)
	if err != nil {
		return nil, err
	}
	one, err := oneMember(filepath.Join(folder, "one-1.0-cp311-cp311-linux_x86_64.whl"), libraries)
	if err != nil {
		return nil, err
	}
	empty, err := noBytes(filepath.Join(folder, "empty-1.0-py3-none-any.whl"))
	return []input{many, one, empty}, err
}

// create makes a wheel of what fill writes, with its metadata behind.
func create(name string, fill func(z *zip.Writer, f *os.File) (int64, error)) (input, error) {
	f, err := os.Create(name)
	if err != nil {
		return input{}, err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	in := input{path: name}
	if in.unpacked, err = fill(z, f); err != nil {
		return in, err
	}
	project, _, _ := strings.Cut(filepath.Base(name), "-")
	for base, text := range map[string]string{"METADATA": "Metadata-Version: 2.1\nName: " + project + "\nVersion: 1.0\nLicense: MIT\n", "WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n"} {
		w, err := z.Create(project + "-1.0.dist-info/" + base)
		if err != nil {
			return in, err
		}
		io.WriteString(w, text)
	}
	return in, z.Close()
}

// manyMembers repeats files until the wheel has a gigabyte.
func manyMembers(name string, sources []string) (input, error) {
	type packed struct {
		header zip.FileHeader
		data   []byte
	}
	var members []packed
	for _, source := range sources {
		data, err := os.ReadFile(source)
		if err != nil || len(data) == 0 {
			continue
		}
		p := deflated(data, true)
		members = append(members, packed{zip.FileHeader{Name: filepath.Base(source), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(data),
			CompressedSize64: uint64(len(p)), UncompressedSize64: uint64(len(data))}, p})
	}
	return create(name, func(z *zip.Writer, _ *os.File) (unpacked int64, err error) {
		for total, round := 0, 0; total < gigabyte; round++ {
			for i, m := range members {
				h := m.header
				h.Name = fmt.Sprintf("many/r%d/m%d/%s", round, i, h.Name)
				w, err := z.CreateRaw(&h)
				if err != nil {
					return 0, err
				}
				if _, err := w.Write(m.data); err != nil {
					return 0, err
				}
				total += len(m.data)
				unpacked += int64(h.UncompressedSize64)
			}
		}
		return unpacked, nil
	})
}

// oneMember is a wheel of one shared library of a gigabyte, packed: blocks of
// DEFLATE that refer to nothing before them can be repeated.
func oneMember(name string, libraries []string) (input, error) {
	var piece []byte
	for _, library := range libraries {
		data, err := os.ReadFile(library)
		if err == nil && len(piece) < 48<<20 {
			piece = append(piece, data...)
		}
	}
	block, end := deflated(piece, false), deflated(nil, true)
	h := zip.FileHeader{Name: "one/library.so", Method: zip.Deflate}
	rounds := gigabyte/len(block) + 1
	for range rounds {
		h.CRC32 = crc32.Update(h.CRC32, crc32.IEEETable, piece)
	}
	h.CompressedSize64, h.UncompressedSize64 = uint64(rounds*len(block)+len(end)), uint64(rounds*len(piece))
	return create(name, func(z *zip.Writer, _ *os.File) (int64, error) {
		w, err := z.CreateRaw(&h)
		for range rounds {
			if err == nil {
				_, err = w.Write(block)
			}
		}
		if err == nil {
			_, err = w.Write(end)
		}
		return int64(h.UncompressedSize64), err
	})
}

func noBytes(name string) (input, error) {
	return create(name, func(z *zip.Writer, _ *os.File) (int64, error) {
		for i := range emptyMembers {
			if _, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("empty/folder%d/module%d.py", i/100, i)}); err != nil {
				return 0, err
			}
		}
		return 0, nil
	})
}

func deflated(data []byte, end bool) []byte {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, 1)
	w.Write(data)
	if w.Flush(); end {
		w.Close()
	}
	return out.Bytes()
}

var largeNames = []string{"1 GB wheel of many members", "1 GB wheel of one huge member", "231,000 empty members"}

// large measures each of them once and prints it: natively by the command, and
// in the browser.
func large(command, site string, list []input) {
	for _, way := range []struct {
		name        string
		run         func(with, file string) (seconds, mb float64, err error)
		with        string
		seconds, mb float64
	}{{"native command", scanned, command, 60, 150}, {"browser", inTab, site, 40, 350}} {
		for i, what := range largeNames {
			time := row{what: what + ", " + way.name, unit: "s", budget: way.seconds}
			memory := row{what: what + ", " + way.name + ", largest memory", unit: "MB", budget: way.mb}
			err := errors.New("no input on this machine")
			if len(list) > 0 {
				time.measured, memory.measured, err = way.run(way.with, list[i].path)
			}
			if err != nil {
				time.note, memory.note = err.Error(), err.Error()
			}
			time.print()
			memory.print()
		}
	}
}

// scanned runs the command over a file.
func scanned(command, file string) (seconds, mb float64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, command, "scan", file, "--format", "json")
	start := time.Now()
	if err := c.Start(); err != nil {
		return 0, 0, err
	}
	ended := make(chan error)
	go func() { ended <- c.Wait() }()
	// The system's own account of a child begins with the memory of this program.
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case err := <-ended:
			tick.Stop()
			if err == nil && mb == 0 {
				err = errNoMemory
			}
			return time.Since(start).Seconds(), mb, err
		case <-tick.C:
			mb = max(mb, highWater("/proc/"+strconv.Itoa(c.Process.Pid)))
		}
	}
}

var errNoMemory = errors.New("memory is measured on Linux only")

// highWater is the most memory that a process had so far, in MB; 0 if that is not known.
func highWater(folder string) float64 {
	status, _ := os.ReadFile(folder + "/status")
	_, text, _ := strings.Cut(string(status), "VmHWM:")
	number, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	kb, _ := strconv.ParseFloat(number, 64)
	return kb / 1e3
}

// inTab reads a file in a browser of its own and gives the most memory that its
// tab had, with all workers in it.
func inTab(site, file string) (seconds, mb float64, err error) {
	tab, stop, err := chrome.Start()
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	server := httptest.NewServer(serve.Handler(site))
	defer server.Close()
	took, mb := 0.0, 0.0
	_, took, err = onePageThen(tab, server.URL, file, time.Second, func() { mb = largestRenderer() })
	if err == nil && mb == 0 {
		err = errNoMemory
	}
	return took / 1e3, mb, err
}

// largestRenderer is the most memory that a page's process below this one had, in MB.
func largestRenderer() (mb float64) {
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		if err != nil || !bytes.Contains(line, []byte("--type=renderer")) || !below(filepath.Base(folder), os.Getpid()) {
			continue
		}
		mb = max(mb, highWater(folder))
	}
	return mb
}

// below tells whether a process is a descendant of another.
func below(pid string, ancestor int) bool {
	for range 20 {
		status, err := os.ReadFile("/proc/" + pid + "/status")
		if err != nil {
			return false
		}
		_, text, _ := strings.Cut(string(status), "PPid:")
		fields := strings.Fields(text)
		if len(fields) == 0 {
			return false
		}
		if pid = fields[0]; pid == strconv.Itoa(ancestor) {
			return true
		}
	}
	return false
}
