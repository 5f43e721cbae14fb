package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/signal"
	"syscall"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/serve"
)

// serveSite serves the built site until it is interrupted.
func serveSite(args []string, s streams) (int, error) {
	set := flags("serve")
	addr := set.String("addr", "127.0.0.1:8080", "")
	site := set.String("site", ".build/site", "")
	if err := parse(set, args); err != nil {
		return 0, err
	}
	if set.NArg() > 0 {
		return 0, usageError{fmt.Errorf("%q is too much", set.Arg(0))}
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	return exitDone, serve.Run(ctx, *addr, *site, s.out)
}

// catalogue prints what the engine looks for.
func catalogue(args []string, s streams) (int, error) {
	set := flags("catalogue")
	format := set.String("format", "text", "")
	if err := parse(set, args); err != nil {
		return 0, err
	}
	data, err := openReference("")
	if err != nil {
		return 0, err
	}
	c := engine.Catalogue(data)
	switch *format {
	case "json":
		e := json.NewEncoder(s.out)
		e.SetEscapeHTML(false)
		return exitDone, e.Encode(c)
	case "text":
		fmt.Fprintf(s.out, "%d behaviors in %d categories, %d policies\n", len(c.Behaviors), len(categories(c)), len(c.Policies))
		for _, row := range categories(c) {
			fmt.Fprintf(s.out, "%5d %s\n", row.count, row.name)
		}
		for _, b := range c.Behaviors {
			important := ""
			if b.Important {
				important = ", Important"
			}
			fmt.Fprintf(s.out, "\n%s\n  %s (%s, priority %d%s)\n  Why: %s\n  Fine: %s\n  Limits: %s\n", b.ID, b.Title, b.Category, b.Priority, important, b.Why, b.Fine, b.Limits)
		}
		for _, p := range c.Policies {
			fmt.Fprintf(s.out, "\n%s\n  %s %s (%s)\n  Problem: %s\n  Fine: %s\n  Limits: %s\n", p.ID, p.Priority, p.Title, p.Category, p.Problem, p.MayBeFine, p.Limits)
		}
		return exitDone, nil
	}
	return 0, usageError{errors.New("format is text or json")}
}

type category struct {
	name  string
	count int
}

// categories are those of the behaviours, in their order, which is by category.
func categories(c report.Catalogue) []category {
	var rows []category
	for _, b := range c.Behaviors {
		if n := len(rows); n > 0 && rows[n-1].name == b.Category {
			rows[n-1].count++
			continue
		}
		rows = append(rows, category{b.Category, 1})
	}
	return rows
}
