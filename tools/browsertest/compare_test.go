package browsertest

import (
	"encoding/json"
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
