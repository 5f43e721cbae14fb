package main

import (
	"archive/zip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// input is a wheel made for a measurement.
type input struct {
	path     string
	unpacked int64
}

type inputSet struct {
	folder string
	small  input // about 200 KB packed
	python input // about 50 MB of Python
	native input // about 50 MB of shared libraries, empty if the machine has none
}

func inputs() (inputSet, error) {
	folder, err := os.MkdirTemp("", "wheelscope-bench-")
	if err != nil {
		return inputSet{}, err
	}
	in := inputSet{folder: folder}
	library, ext := pythonLibrary(), ".py"
	if library == "" {
		library, ext = filepath.Join(runtime.GOROOT(), "src"), ".go" // text all the same; the figure is not of Python then
	}
	sources, err := find(library, ext, 60<<20)
	if err != nil {
		return in, err
	}
	if in.small, err = wheel(filepath.Join(folder, "small-1.0-py3-none-any.whl"), sources, 800e3); err != nil {
		return in, err
	}
	if in.python, err = wheel(filepath.Join(folder, "python-1.0-py3-none-any.whl"), sources, 50e6); err != nil {
		return in, err
	}
	libraries, err := find("/usr/lib", ".so", 60<<20)
	if err == nil && len(libraries) > 0 {
		in.native, err = wheel(filepath.Join(folder, "native-1.0-cp311-cp311-linux_x86_64.whl"), libraries, 50e6)
	}
	return in, err
}

func pythonLibrary() string {
	out, err := exec.Command("python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// find lists files with an extension below a folder, in a fixed order.
func find(folder, ext string, limit int64) ([]string, error) {
	var names []string
	var total int64
	err := filepath.Walk(folder, func(name string, info os.FileInfo, err error) error {
		if err != nil {
			return nil // a folder that may not be read is left out
		}
		if info.Mode().IsRegular() && (strings.HasSuffix(name, ext) || strings.Contains(filepath.Base(name), ext+".")) && total < limit {
			names = append(names, name)
			total += info.Size()
		}
		return nil
	})
	return names, err
}

// wheel packs files until they hold enough bytes, some more than once if need be.
func wheel(name string, sources []string, bytes int64) (input, error) {
	f, err := os.Create(name)
	if err != nil {
		return input{}, err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	in := input{path: name}
	project, _, _ := strings.Cut(filepath.Base(name), "-")
	add := func(member string, data []byte) error {
		w, err := z.Create(member)
		if err == nil {
			_, err = w.Write(data)
		}
		in.unpacked += int64(len(data))
		return err
	}
	for round := 0; in.unpacked < bytes; round++ {
		for i, source := range sources {
			data, err := os.ReadFile(source)
			if err != nil || len(data) == 0 {
				continue
			}
			if err := add(fmt.Sprintf("%s/r%d/m%d/%s", project, round, i, filepath.Base(source)), data); err != nil {
				return in, err
			}
			if in.unpacked >= bytes {
				break
			}
		}
	}
	info := project + "-1.0.dist-info/"
	if err := add(info+"METADATA", []byte("Metadata-Version: 2.1\nName: "+project+"\nVersion: 1.0\nLicense: MIT\n")); err != nil {
		return in, err
	}
	if err := add(info+"WHEEL", []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")); err != nil {
		return in, err
	}
	return in, z.Close()
}
