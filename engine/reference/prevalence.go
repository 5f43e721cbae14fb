package reference

import (
	"math"

	"github.com/wheelscope/wheelscope/engine/report"
)

// PrevalenceHead is what a prevalence snapshot says of its counts. Strata are
// the four, disjoint: Top 100, 101 to 1,000, 1,001 to 10,000, and the rest.
// A stratum without packages analysed has no figure.
type PrevalenceHead struct {
	Engine string           `json:"engine"` // version that counted
	Corpus string           `json:"corpus"` // what was counted, in a few words
	Strata []StratumCount   `json:"strata"`
	Common CommonDefinition `json:"common"`
}

// StratumCount is how many packages there are in a stratum (0: not known) and
// how many of them were analysed.
type StratumCount struct {
	Stratum  string `json:"stratum"`
	Analysed int    `json:"analysed"`
	Total    int    `json:"total"`
}

// CommonDefinition is when a behaviour is called common: found in at least this
// share of the widest stratum that has a figure.
type CommonDefinition struct {
	Share float64 `json:"share"`
}

type prevalence struct {
	head *PrevalenceHead
	rows table // "behavior id" or "issue id" → found in each disjoint stratum
	date string
}

// Prevalence is the figures of a behaviour, or of an issue when no behaviour has
// that id; nil without prevalence data. An id that the counting engine did not
// know has four strata without a figure.
func (d *Data) Prevalence(id string) *report.Prevalence {
	return d.prevalence.of("behavior "+id, "issue "+id)
}

// IssuePrevalence is the figures of an issue, whose id may be a behaviour's too.
func (d *Data) IssuePrevalence(id string) *report.Prevalence {
	return d.prevalence.of("issue "+id, "behavior "+id)
}

// CommonShare is the share from which a behaviour is called common; 0 without
// prevalence data.
func (d *Data) CommonShare() float64 {
	if d.prevalence.head == nil {
		return 0
	}
	return d.prevalence.head.Common.Share
}

// Common tells whether a behaviour is found in at least CommonShare of the widest
// stratum that has a figure.
func (d *Data) Common(id string) bool {
	p := d.Prevalence(id)
	if p == nil {
		return false
	}
	for i := len(p.Strata) - 1; i >= 0; i-- {
		if s := p.Strata[i]; s.State != report.NoFigure {
			return s.Found > 0 && float64(s.Found) >= float64(d.CommonShare()*float64(s.Total))
		}
	}
	return false
}

func (p prevalence) of(keys ...string) *report.Prevalence {
	if p.head == nil {
		return nil
	}
	var found []int
	for _, key := range keys {
		if p.rows.find(key, &found) {
			break
		}
	}
	result := &report.Prevalence{Date: p.date, Corpus: p.head.Corpus, Strata: []report.Stratum{}}
	var sum cumulated
	for i, stratum := range p.head.Strata {
		count := -1
		if i < len(found) {
			count = found[i]
		}
		sum.add(stratum, count)
		result.Strata = append(result.Strata, sum.figure(stratum.Stratum))
	}
	return result
}

// cumulated adds strata up. The estimate of a sum of strata is the sum of their
// estimates; its interval joins theirs by the squares of their distances (the
// MOVER method of Zou and Donner, 2008). Only square roots are taken, which are
// exact on every platform.
type cumulated struct {
	found, analysed, total int
	estimate               float64 // packages
	below, above           float64 // squares of the distances to the bounds
	missing                bool    // a stratum has no figure
}

func (c *cumulated) add(s StratumCount, found int) {
	c.total += s.Total
	c.analysed += s.Analysed
	if found < 0 || found > s.Analysed || s.Analysed <= 0 || s.Total < s.Analysed {
		c.missing = true
		return
	}
	c.found += found
	share := float64(found) / float64(s.Analysed)
	estimate := float64(share * float64(s.Total))
	c.estimate += estimate
	if s.Analysed == s.Total {
		return
	}
	low, high := wilson(found, s.Analysed)
	// What was found is there, and what was analysed without it is not.
	lowest := max(float64(low*float64(s.Total)), float64(found))
	highest := min(float64(high*float64(s.Total)), float64(s.Total-s.Analysed+found))
	c.below += float64((estimate - lowest) * (estimate - lowest))
	c.above += float64((highest - estimate) * (highest - estimate))
}

func (c *cumulated) figure(stratum string) report.Stratum {
	s := report.Stratum{Stratum: stratum, State: report.NoFigure, Analysed: c.analysed, Total: c.total}
	switch {
	case c.missing:
	case c.analysed == c.total:
		s.State, s.Found = report.Measured, c.found
	default:
		s.State = report.Estimated
		s.Found = int(c.estimate + 0.5)
		s.Low = int(max(c.estimate-math.Sqrt(c.below), 0) + 0.5)
		s.High = min(int(c.estimate+math.Sqrt(c.above)+0.5), c.total)
	}
	return s
}

// wilson is the 95 % score interval of a share (Wilson, 1927).
func wilson(found, n int) (low, high float64) {
	const z = 1.959964
	const z2 = z * z
	size := float64(n)
	share := float64(found) / size
	middle := share + z2/float64(2*size)
	half := float64(z * math.Sqrt(float64(float64(share*(1-share))/size)+z2/float64(float64(4*size)*size)))
	scale := 1 + z2/size
	return max((middle-half)/scale, 0), min((middle+half)/scale, 1)
}
