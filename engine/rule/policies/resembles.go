package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// OnlyMalware is about files: what a library has in many places, each where it belongs,
// malicious code has in one, and nobody has to call it. Of 281 much used packages and
// look-alikes none has it.
var OnlyMalware = &rule.Policy{
	ID:       "behaviors-of-malware-only",
	Title:    "A file does by itself what only malicious software does together.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "files that act like malware",
	Single:   "file that acts like malware",
	Problem:  "Without being called, one file shows at least three different behaviors of those that are much more frequent in malicious packages than in others, and two of them are acts, not only names.",
	Fine:     "One such behavior has an honest reason often, three in one place that run by themselves hardly ever.",
	Limits:   "Counted is what runs on install, at the start of Python or on import. What waits until it is called is left to other issues.",
	Steps:    stepsStop,
	When:     onlyMalware,
}

// ResemblesCtx is about the takeover of May 2022, as its finders described it.
var ResemblesCtx = &rule.Policy{
	ID:       "resembles-the-ctx-incident",
	Title:    "The package takes the environment away as the releases of ctx did.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "marks of known incidents",
	Single:   "mark of a known incident",
	Problem:  "All variables of the environment are read, encoded in Base64 and made a part of an address that is asked for. Releases of ctx did so in May 2022, after somebody had taken the project over.",
	Fine:     "There is no honest reason for it.",
	Limits:   "What it has in common with that incident is its way, not its author.",
	Steps:    stepsStop,
	When:     together("sends the environment in Base64 as a part of an address", "sends-all-environment-variables", "encodes-base64", "makes-http-get-requests"),
}

// ResemblesAiocpa is about the release of November 2024.
var ResemblesAiocpa = &rule.Policy{
	ID:       "resembles-the-aiocpa-incident",
	Title:    "The package reports to a chat bot from code in layers, as a release of aiocpa did.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "marks of known incidents",
	Single:   "mark of a known incident",
	Problem:  "Code that is encoded and compressed is undone and executed, and what it hides holds the address of a chat bot or webhook. A release of aiocpa did so in November 2024 to send the keys of its users.",
	Fine:     "There is no honest reason for it.",
	Limits:   "Layers are undone as far as they are constants in known encodings.",
	Steps:    stepsStop,
	When:     hiddenReport,
}

// ResemblesUltralytics is about the releases of December 2024.
var ResemblesUltralytics = &rule.Policy{
	ID:       "resembles-the-ultralytics-incident",
	Title:    "The package fetches a miner and starts it, as releases of ultralytics did.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "marks of known incidents",
	Single:   "mark of a known incident",
	Problem:  "A program is fetched for the system at hand, made executable and started, and it mines a cryptocurrency. Releases of ultralytics did so in December 2024, after their build had been poisoned.",
	Fine:     "Software for mining says so in its name.",
	Limits:   "A miner is known by its name, its pool or its protocol.",
	Steps:    stepsStop,
	When:     together("starts a miner that it fetched", "mines-cryptocurrency", "downloads-files downloads-and-runs-a-file makes-http-get-requests", "creates-a-process", "modifies-permissions", "checks-operating-system-version reads-system-information"),
}

// onlyMalware takes the first file with three behaviours that are common in malware.
func onlyMalware(c *rule.Case) {
	type seen struct{ all, acts []string }
	files := map[int32]*seen{}
	worst := int32(-1)
	each := func(take func(f *rule.Finding)) {
		for i := range c.Findings {
			if f := &c.Findings[i]; f.Behavior.Important && f.Fact != nil && (early|atImporting).at(c, f) {
				take(f)
			}
		}
	}
	each(func(f *rule.Finding) {
		s := files[f.Fact.File]
		if s == nil {
			s = &seen{}
			files[f.Fact.File] = s
		}
		s.all = add(s.all, f.Behavior.ID)
		if f.Fact.Kind == fact.Call || f.Fact.Kind == fact.Flow {
			s.acts = add(s.acts, f.Behavior.ID)
		}
		if len(s.all) >= 3 && len(s.acts) >= 2 && (worst < 0 || f.Fact.File < worst) {
			worst = f.Fact.File
		}
	})
	var titles []string
	each(func(f *rule.Finding) {
		if f.Fact.File == worst {
			c.Report(*f)
			titles = add(titles, "“"+strings.TrimSuffix(f.Behavior.Title, ".")+"”")
		}
	})
	if len(titles) > 0 {
		c.Evidence = once(c.Evidence)
		c.Found = place(c, &c.Evidence[0]) + " and other lines of that file: " + list(titles) + ", and nobody has to call it."
		c.Amount = 1
	}
}

// together raises a file in which something of each list is found; the evidence is the
// first of each.
func together(says string, lists ...string) func(c *rule.Case) {
	return func(c *rule.Case) {
		for _, id := range strings.Fields(lists[0]) {
			for _, f := range c.Of(id) {
				if f.Fact == nil || !code.at(c, &f) {
					continue
				}
				evidence := []rule.Finding{f}
				for _, ids := range lists[1:] {
					if g := firstIn(c, f.Fact.File, ids); g != nil {
						evidence = append(evidence, *g)
					}
				}
				if len(evidence) < len(lists) {
					continue
				}
				for _, e := range once(evidence) {
					c.Report(e)
				}
				c.Found = place(c, &f) + " " + says + thing(&f) + "."
				c.Amount = 1
				return
			}
		}
	}
}

// firstIn is the first finding of some behaviours in the code of a file.
func firstIn(c *rule.Case, file int32, ids string) *rule.Finding {
	for _, id := range strings.Fields(ids) {
		list := c.Of(id)
		for i := range list {
			if f := &list[i]; f.Fact != nil && f.Fact.File == file && code.at(c, f) {
				return f
			}
		}
	}
	return nil
}

// hiddenReport raises code that was undone from layers and holds the address of a bot.
func hiddenReport(c *rule.Case) {
	for _, f := range c.Of("contains-webhook-urls") {
		if f.Fact == nil || len(f.Fact.Chain) == 0 || !code.at(c, &f) {
			continue
		}
		if g := firstIn(c, f.Fact.File, "executes-decoded-code"); g != nil {
			c.Report(*g)
			c.Report(f)
			c.Found = place(c, g) + " executes code in layers that reports to " + cut(f.Value, 100) + "."
			c.Amount = 1
			return
		}
	}
}
