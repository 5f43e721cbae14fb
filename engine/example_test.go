package engine_test

import (
	"bytes"
	"fmt"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
)

// A package is read from any io.ReaderAt. Without reference data there are no
// figures of prevalence and no advisories; the behaviours are the same.
func ExampleAnalyze() {
	wheel := pack.Wheel(pack.Parse([]byte(`
-- hello/__init__.py --
import subprocess as sp

def greet():
    return sp.run(["echo", "hello"])
-- hello-1.0.dist-info/METADATA --
Metadata-Version: 2.1
Name: hello
Version: 1.0
License: MIT
-- hello-1.0.dist-info/WHEEL --
Wheel-Version: 1.0
Generator: text
Root-Is-Purelib: true
Tag: py3-none-any
`)))
	r, err := engine.Analyze(bytes.NewReader(wheel), int64(len(wheel)), "hello-1.0-py3-none-any.whl", engine.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Package.Name, r.Package.Version, r.Artifact.Kind, r.Verdict.Status)
	for _, b := range r.Behaviors {
		e := b.Evidence[0]
		fmt.Printf("%s %s:%d %s\n", b.Title, e.Path, e.Line, e.Symbol)
	}
	// Output:
	// hello 1.0 wheel pass
	// Creates a process. hello/__init__.py:4 subprocess.run
	// Names no repository of its source. hello-1.0.dist-info/METADATA:2 Name
}
