package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

func BenchmarkOpen(b *testing.B) {
	files, err := snapshots.Files()
	require.NoError(b, err)
	for b.Loop() {
		_, err := reference.Open(files)
		require.NoError(b, err)
	}
}

func BenchmarkAsk(b *testing.B) {
	d := real(b)
	b.Run("popularity", func(b *testing.B) {
		for b.Loop() {
			d.Popularity("narwhals")
		}
	})
	b.Run("class of a known host", func(b *testing.B) {
		for b.Loop() {
			d.Class("shorteners", "bit.ly")
		}
	})
	b.Run("class of an unknown host", func(b *testing.B) {
		for b.Loop() {
			d.Class("hosts", "docs.example.com/a/b")
		}
	})
	b.Run("advisories of django", func(b *testing.B) {
		for b.Loop() {
			d.Vulnerabilities("django", "3.2", "package")
		}
	})
	b.Run("advisories of tensorflow", func(b *testing.B) {
		for b.Loop() {
			d.Vulnerabilities("tensorflow", "2.4.0", "package")
		}
	})
	b.Run("licence expression", func(b *testing.B) {
		for b.Loop() {
			d.License("MIT AND (Apache-2.0 OR BSD-2-Clause)")
		}
	})
}
