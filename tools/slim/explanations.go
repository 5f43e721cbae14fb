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

// catalogue is the folder of the behaviours.
const catalogue = "engine/rule/behaviors"

// explanations are the fields of a behaviour that no report shows: the page of
// the catalogue has them, and is made by the command. Each value has all of them.
var explanations = []string{"Why", "Fine", "Limits"}

// lists are the fields that the program takes from a file (engine.Equip).
var lists = []string{"Title", "Attack", "Python", "Native", "Script", "Hosts", "Flows", "Text"}

// withoutExplanations leaves the texts of the behaviours out of the program:
// those that explain one would be loaded by each browser and shown by none, and
// the lists have a file of their own.
func withoutExplanations(root string, replace map[string]string) error {
	names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(catalogue), "*.go"))
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
		thin, found, err := unexplained(text)
		if err != nil {
			return fmt.Errorf("slim: %s: %w", filepath.Base(name), err)
		}
		if found == 0 {
			continue
		}
		target := filepath.Join(root, ".build", "slim", filepath.FromSlash(catalogue), filepath.Base(name))
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

// unexplained blanks the fields in every value of a behaviour, so that lines
// stay where they are. found is the number of values.
func unexplained(text []byte) (thin []byte, found int, err error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, 0)
	if err != nil {
		return nil, 0, err
	}
	thin = append(thin, text...)
	ast.Inspect(file, func(n ast.Node) bool {
		value, ok := n.(*ast.CompositeLit)
		if !ok || !isBehavior(value.Type) {
			return true
		}
		found++
		left := len(explanations)
		for _, element := range value.Elts {
			field, ok := element.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch key, _ := field.Key.(*ast.Ident); {
			case key == nil:
				continue
			case slices.Contains(explanations, key.Name):
				left--
			case !slices.Contains(lists, key.Name):
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
			err = fmt.Errorf("line %d: a behaviour has not each of %v once", set.Position(value.Pos()).Line, explanations)
		}
		return false
	})
	return thin, found, err
}

func isBehavior(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Behavior"
}
