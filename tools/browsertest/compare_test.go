package browsertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report/compare"
)

// version is a wheel of the project acme with this code.
func version(t *testing.T, number, code string) string {
	return save(t, "acme-"+number+"-py3-none-any.whl", pack.Wheel([]pack.File{
		{Name: "acme/__init__.py", Data: []byte(code)},
		{Name: "acme-" + number + ".dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: acme\nVersion: " + number + "\n")},
		{Name: "acme-" + number + ".dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")},
	}))
}

// Two versions of one project are compared without being asked, the older first
// whatever the order in which they come; both reports stay at hand.
func TestTwoVersionsAreCompared(t *testing.T) {
	old, new := version(t, "1.9", "x = 1\n"), version(t, "1.10", "import os\nos.system('true')\n")
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.drop(new, old) }))
	require.Equal(t, 1, x.count(`[data-wheelscope="compare"][data-relation="versions"]`))
	require.Equal(t, 1, x.count(`[data-behavior="creates-a-process"][data-change="new"]`))
	require.Contains(t, x.text(`[data-view="result"] h1`), "1.9 → 1.10")
	var c compare.Comparison
	require.NoError(t, json.Unmarshal(x.export(), &c))
	require.Equal(t, "1.9", c.Old.Version)

	x.click(`header [data-action="overview"]`)
	require.Equal(t, 2, x.count(`[data-action="show"]`))
	x.click(`[data-action="compare"]`)
	require.Eventually(t, func() bool { return x.count(`[data-wheelscope="compare"]`) == 1 }, patience, 20*time.Millisecond)
	x.quiet()
}

// A report that is open is compared with the next file when that is asked for,
// whatever project it is of.
func TestCompareWith(t *testing.T) {
	list := examples(t)
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.pick(save(t, list[0].File, list[0].Data)) }))
	eval[bool](x, `(document.querySelector('input[type=file]').addEventListener("click", (e) => e.preventDefault(), {once: true}), true)`) // no window of the system
	x.click(`[data-action="compare-with"]`)
	require.Equal(t, "done", x.settle(func() { x.pick(version(t, "1.0", "x = 1\n")) }))
	require.Equal(t, 1, x.count(`[data-wheelscope="compare"][data-relation="strangers"]`))
	require.Equal(t, "done", x.settle(func() { x.pick(version(t, "1.0", "x = 1\n")) }))
	require.Equal(t, 1, x.count(`[data-wheelscope="report"]`), "only once")
	x.quiet()
}

func TestSavedReportIsOpenedAgain(t *testing.T) {
	e := examples(t)[1]
	want := native(t, e.File, e.Data)
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.pick(save(t, "report.json", want)) }))
	same(t, want, x.export())
	x.shows(want)
	require.Equal(t, "failed", x.settle(func() { x.pick(save(t, "report.json", want[:len(want)/2])) }))
	require.Equal(t, "done", x.settle(func() { x.pick(save(t, e.File, e.Data)) }), "the page still works")
	x.quiet()
}

// Files that differ are shown line by line, the others as they are; places of a
// comparison open in the artifact they belong to.
func TestDifferenceOfLines(t *testing.T) {
	var before, now strings.Builder
	for i := range 400 {
		line := fmt.Sprintf("value_%d = [%d]\n", i, i%7)
		before.WriteString(line)
		if i == 20 {
			line = "value_20 = 'other'\nimport os\nos.system('true')\n"
		}
		if i < 300 || i > 310 {
			now.WriteString(line)
		}
	}
	old, new := version(t, "1.0", before.String()), version(t, "1.1", now.String())
	x := open(t)
	require.Equal(t, "done", x.settle(func() { x.drop(new, old) }))
	x.click(`#files [data-action="difference"][data-new="acme/__init__.py"]`)
	ready := func(kind string) {
		require.Eventually(t, func() bool { return x.count(`dialog[open] [data-wheelscope="`+kind+`"]`) == 1 }, patience, 20*time.Millisecond, x.text(`[data-slot="source"]`))
	}
	ready("difference")
	require.Contains(t, x.text(`[data-wheelscope="difference"] [data-cell="said"]`), "3 lines added, 12 removed.")
	texts := func(class string) []string {
		return eval[[]string](x, fmt.Sprintf(`[...document.querySelectorAll('[data-wheelscope="difference"] .l.%s')].map((l) => l.dataset.n + l.textContent)`, class))
	}
	require.Equal(t, []string{"21+value_20 = 'other'", "22+import os", "23+os.system('true')"}, texts("add"))
	require.Equal(t, "21-value_20 = [6]", texts("del")[0])
	require.Equal(t, "301-value_300 = [6]", texts("del")[1])
	require.Equal(t, "311-value_310 = [2]", texts("del")[11])
	require.Less(t, x.count(`[data-wheelscope="difference"] .l`), 50, "what is the same is counted")
	x.axe("difference")

	x.click(`[data-wheelscope="difference"] [data-side="old"]`)
	ready("source")
	require.Equal(t, 1, x.count(`[data-wheelscope="source"] .l[data-n="400"]`), "the older file")
	x.press("\u001b")
	x.click(`#behaviors [data-behavior="creates-a-process"] summary`)
	x.click(`#behaviors [data-behavior="creates-a-process"] [data-action="source"]`)
	ready("source")
	require.Equal(t, 1, x.count(`[data-wheelscope="source"] .l.hit[data-n="23"]`), "the newer file")
	x.press("\u001b")
	x.click(`#files [data-action="difference"][data-new="acme-1.1.dist-info/METADATA"]`)
	ready("difference")
	require.Equal(t, []string{"3-Version: 1.0"}, texts("del"), "the folder is named after the version")
	x.quiet()
}

// The way of a difference must be a right one whatever the texts: lines that are
// the same in both stand in their order, and nothing is lost.
func TestDifferenceLosesNothing(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for k := range 6 {
		var a, b strings.Builder
		for i := range 60 * (k*k + 1) {
			line := fmt.Sprintf("v = %d\n", chance.IntN(3+k*40))
			if chance.IntN(5) > 0 {
				a.WriteString(line)
			}
			if chance.IntN(5) > 0 {
				b.WriteString(line)
			}
			if k == 5 && i%2 == 0 {
				a.WriteString("a\n")
				b.WriteString("b\n")
			}
		}
		x := open(t)
		require.Equal(t, "done", x.settle(func() { x.drop(version(t, "1.0", a.String()), version(t, "1.1", b.String())) }))
		x.click(`#files [data-action="difference"][data-new="acme/__init__.py"]`)
		require.Eventually(t, func() bool { return x.count(`dialog[open] [data-wheelscope="difference"]`) == 1 }, patience, 20*time.Millisecond)
		side := func(sign, text string) {
			lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			shown := eval[[][2]string](x, fmt.Sprintf(`[...document.querySelectorAll('[data-wheelscope="difference"] .l:not(.skip, %s)')].map((l) => [l.dataset.n, l.lastChild.textContent])`, sign))
			at := 0
			for _, l := range shown {
				found := false
				for ; at < len(lines) && !found; at++ {
					found = lines[at] == l[1]
				}
				require.True(t, found, "%v is not there, or not in this order", l)
			}
		}
		side(".add", a.String())
		side(".del", b.String())
		count := func(text string) int { return strings.Count(text, "\n") }
		var plus, minus int
		said := strings.ReplaceAll(x.text(`[data-wheelscope="difference"] [data-cell="said"]`), ",", "")
		_, err := fmt.Sscanf(strings.ReplaceAll(strings.ReplaceAll(said, "lines ", ""), "line ", ""), "%d added %d removed.", &plus, &minus)
		require.NoError(t, err, said)
		require.Equal(t, count(b.String())-count(a.String()), plus-minus)
		require.Less(t, plus, count(b.String()), "something is the same")
	}
}
