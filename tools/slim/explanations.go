package slim

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// catalogue is a folder of values with texts. Each value has all of the required
// fields; the others are left out where they stand.
type catalogue struct {
	folder   string
	kind     string // the type in package rule
	required []string
	others   []string
}

// Of a behaviour no report shows the required fields: the page of the catalogue
// has them, and is made by the command. All other fields the program takes from
// a file (engine.Equip).
var catalogues = []catalogue{
	{"engine/rule/behaviors", "Behavior", []string{"Why", "Fine", "Limits"}, []string{"Title", "Attack", "Python", "Native", "Script", "Hosts", "Flows", "Text"}},
	{"engine/rule/policies", "Policy", []string{"Title", "Problem", "Fine", "Limits", "Steps"}, []string{"Label", "Single"}},
}

// withoutExplanations leaves the texts of behaviours and policies out of the
// program: those that explain a behaviour would be loaded by each browser and
// shown by none, and the rest has a file of its own.
func withoutExplanations(root string, replace map[string]string) error {
	for i := range catalogues {
		if err := catalogues[i].thin(root, replace); err != nil {
			return err
		}
	}
	return nil
}

func (c *catalogue) thin(root string, replace map[string]string) error {
	names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(c.folder), "*.go"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		thin, found, err := c.unexplained(text)
		if err != nil {
			return fmt.Errorf("slim: %s: %w", filepath.Base(name), err)
		}
		if found == 0 {
			continue
		}
		target := filepath.Join(root, ".build", "slim", filepath.FromSlash(c.folder), filepath.Base(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, thin, 0o644); err != nil {
			return err
		}
		replace[name] = target
	}
	return nil
}

// unexplained blanks the fields in every value, so that lines stay where they
// are. found is the number of values.
func (c *catalogue) unexplained(text []byte) (thin []byte, found int, err error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, 0)
	if err != nil {
		return nil, 0, err
	}
	thin = append(thin, text...)
	ast.Inspect(file, func(n ast.Node) bool {
		value, ok := n.(*ast.CompositeLit)
		if !ok || !c.is(value.Type) {
			return true
		}
		found++
		left := len(c.required)
		for _, element := range value.Elts {
			field, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch key, _ := field.Key.(*ast.Ident); {
			case key == nil:
				continue
			case slices.Contains(c.required, key.Name):
				left--
			case !slices.Contains(c.others, key.Name):
				continue
			}
			start, end := set.Position(field.Pos()).Offset, set.Position(field.End()).Offset
			for ; end < len(text) && text[end] != ','; end++ {
			}
			for i := start; i <= end && i < len(text); i++ {
				if thin[i] != '\n' {
					thin[i] = ' '
				}
			}
		}
		if left != 0 && err == nil {
			err = fmt.Errorf("line %d: a %s has not each of %v once", set.Position(value.Pos()).Line, c.kind, c.required)
		}
		return false
	})
	return thin, found, err
}

func (c *catalogue) is(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	return ok && s.Sel.Name == c.kind
}
