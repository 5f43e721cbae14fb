package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// On a screen every tab of the widest bar can be seen, and neither the field beside it nor
// the bar over what is scrolled to hides anything. On a phone the bar is scrolled.
func TestAllTabsAreSeen(t *testing.T) {
	x := open(t)
	hostileReport(x)
	require.Equal(t, 1, x.count(`nav[data-tabs] a[href="#oddities"]`), "the example with all tabs there are")
	for _, width := range []int64{800, 1024, 1120, 1280, 1920} {
		x.do(chromedp.EmulateViewport(width, 900))
		cut := eval[[]string](x, `(() => {
			const field = document.querySelector('[data-view="result"] .ws-bar .ws-search').getBoundingClientRect();
			const nav = document.querySelector("nav[data-tabs]");
			return [...nav.querySelectorAll("a")].filter((a) => {
				const box = a.getBoundingClientRect(), bar = nav.getBoundingClientRect();
				return box.right > Math.min(bar.right, field.left) + 0.5 || box.bottom > bar.bottom + 0.5;
			}).map((a) => a.textContent);
		})()`)
		require.Empty(t, cut, "%d px", width)
		if width >= 1280 {
			require.Less(t, eval[float64](x, `document.querySelector("nav[data-tabs]").getBoundingClientRect().height`), 40.0, "one line")
		}
		eval[bool](x, `(document.querySelector('nav[data-tabs] a[href="#behaviors"]').click(), true)`)
		hidden := eval[float64](x, `document.querySelector(".ws-plate").getBoundingClientRect().bottom - document.querySelector("#behaviors h2").getBoundingClientRect().top`)
		require.LessOrEqual(t, hidden, 0.5, "%d px: the bar lies over the heading", width)
	}
}
