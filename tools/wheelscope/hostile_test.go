package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack/hostile"
	"github.com/wheelscope/wheelscope/engine/report"
)

// TestHostile: exit codes, valid JSON and clean text for a sample of hostile artifacts.
func TestHostile(t *testing.T) {
	for i, a := range hostile.All() {
		if !a.None && i%9 != 0 {
			continue
		}
		name := filepath.Join(t.TempDir(), a.File)
		require.NoError(t, os.WriteFile(name, a.Data, 0o600))
		code, out, errs := command("", "scan", name, "--format", "json")
		if a.None {
			require.Equal(t, exitUnreadable, code, a.Name)
			require.Empty(t, out, a.Name)
			require.Contains(t, errs, a.File)
			continue
		}
		require.Equal(t, exitDone, code, "%s: %s", a.Name, errs)
		var r report.Report
		require.NoError(t, json.Unmarshal([]byte(out), &r), a.Name)
		require.Equal(t, a.File, r.Artifact.Name)

		code, out, errs = command("", "scan", name)
		require.Equal(t, exitDone, code, "%s: %s", a.Name, errs)
		require.Negative(t, strings.IndexFunc(out, func(r rune) bool {
			return r != '\n' && (unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
		}), "%s: %q", a.Name, out)
	}
}
