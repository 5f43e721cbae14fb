package render

import (
	"strconv"

	"github.com/wheelscope/wheelscope/engine/report"
)

// figure is one stratum in words and lengths. Found is "" when nothing was
// measured, low and high when nothing had to be estimated.
type figure struct {
	found, count, of, spoken, title string
	share, low, high                string
}

func figureOf(s report.Stratum) figure {
	all := ofWhat(s)
	if s.State == report.NoFigure || all == 0 {
		return figure{}
	}
	f := figure{
		found: strconv.Itoa(s.Found), count: number(s.Found), of: "of " + number(all),
		spoken: "packages found", share: percent(s.Found, all),
	}
	if s.State != report.Measured {
		f.count = "≈ " + f.count
		f.spoken = "packages, estimated, between " + number(s.Low) + " and " + number(s.High) + ","
		f.title = "estimated from a sample; 95\u00a0% interval " + number(s.Low) + " to " + number(s.High)
		f.low, f.high = percent(s.Low, all), percent(s.High, all)
	}
	return f
}
