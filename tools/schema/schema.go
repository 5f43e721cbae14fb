// Package schema writes the JSON Schema of the report from its Go structs, so
// that the published contract cannot differ from what the engine prints. The
// descriptions are the structs' own doc comments.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wheelscope/wheelscope/engine/report"
)

// Name is the schema's file, under web/.
const Name = "schema/report-1.json"

// enums are the closed sets of words, by struct and field.
var enums = map[string][]string{
	"Artifact.Kind":       {"wheel", "sdist", "egg", "archive", "file"},
	"Popularity.Stratum":  {"top100", "top1k", "top10k", "community"},
	"Stratum.Stratum":     {"top100", "top1k", "top10k", "community"},
	"Stratum.State":       {report.Measured, report.Estimated, report.NoFigure},
	"Verdict.Status":      {report.Pass, report.Warning, report.Fail},
	"Row.Row":             {"licenses", "secrets", "vulnerabilities", "hardening", "tampering", "malware"},
	"Row.Status":          {report.Pass, report.Warning, report.Fail},
	"Issue.Priority":      {"P0", "P1", "P2", "P3", "P4"},
	"Issue.Status":        {report.Pass, report.Warning, report.Fail},
	"Step.Kind":           {"investigate", "fix", "consult", "stop"},
	"Evidence.Context":    {"install", "start", "import", "call", "main", "test", "docs", "data", "metadata"},
	"Evidence.Baseline":   {report.BaselineNew, report.BaselineUnchanged},
	"Issue.Baseline":      {report.BaselineNew, report.BaselineUnchanged},
	"Vulnerability.Stage": {report.ExploitsUnknown, report.ExploitsExist, report.ExploitedByMalware, report.PatchingMandated},
	"Indicator.Kind":      {"url", "domain", "ip", "email", "wallet", "path", "registryKey"},
	"File.Record":         {"ok", "mismatch", "missing", "unlisted", "absent"},
}

// Compile makes the schema ready to validate the reports of tests.
func Compile(root string) (*jsonschema.Schema, error) {
	text, err := Generate(root)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.json", document); err != nil {
		return nil, err
	}
	return c.Compile("report.json")
}

type object map[string]any

// Generate returns the schema, indented, its keys in alphabetical order. root
// is the folder of the module, where the doc comments are read.
func Generate(root string) ([]byte, error) {
	docs, err := comments(filepath.Join(root, "engine", "report"))
	if err != nil {
		return nil, err
	}
	g := &generator{docs: docs, defs: object{}}
	schema := g.object(reflect.TypeFor[report.Report]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "Wheelscope report"
	schema["$defs"] = g.defs
	schema["properties"].(object)["schema"] = object{"const": report.Schema}

	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(schema); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

type generator struct {
	docs map[string]string
	defs object
}

// object describes a struct. Fields that are not known stay allowed: a later
// engine may add them under the same number.
func (g *generator) object(t reflect.Type) object {
	properties := object{}
	var required []string
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		value := g.value(f.Type)
		if words := enums[t.Name()+"."+f.Name]; words != nil {
			value["enum"] = words
		}
		properties[name] = value
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	o := object{"type": "object", "properties": properties}
	if required != nil {
		o["required"] = required
	}
	if text := g.docs[t.Name()]; text != "" {
		o["description"] = text
	}
	return o
}

func (g *generator) value(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		return g.value(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": g.value(t.Elem())}
	case reflect.Struct:
		if g.defs[t.Name()] == nil {
			g.defs[t.Name()] = object{} // a struct that holds itself must not loop
			g.defs[t.Name()] = g.object(t)
		}
		return object{"$ref": "#/$defs/" + t.Name()}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	}
	panic(fmt.Sprintf("report has a field of type %s, which its contract does not allow", t))
}

// comments are the doc comments of the types of a package, unwrapped.
func comments(dir string) (map[string]string, error) {
	set := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	pkg, err := doc.NewFromFiles(set, files, "report")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, t := range pkg.Types {
		out[t.Name] = strings.Join(strings.Fields(t.Doc), " ")
	}
	return out, nil
}
