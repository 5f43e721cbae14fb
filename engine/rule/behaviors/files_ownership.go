package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ChangesOwnership needs more rights than changing permissions, so it is rarer.
var ChangesOwnership = &rule.Behavior{
	ID:       "changes-ownership",
	Title:    "Changes file ownership.",
	Category: rule.FileCat,
	Priority: 7,
	Attack:   []string{"T1222"},
	Why: "Whoever owns a file decides who may change it. Taking or giving away ownership mostly needs the rights of an administrator, " +
		"and it lets a program take over files of the system.",
	Fine: "Installers, archive and backup tools, and services that give up their rights restore owners this way.",
	Limits: "Ownership that is set by unpacking an archive or by copying with all attributes is not counted, " +
		"nor is a method of an object whose class is not known.",
	Python: ownerNames,
	Native: `chown fchown lchown fchownat chown32 fchown32 lchown32`,
	Script: `
		fs.*chown fs.*chownSync node:fs.*chown node:fs.*chownSync fs/promises.chown fs/promises.lchown node:fs/promises.chown node:fs/promises.lchown
		fs-extra.*chown fs-extra.*chownSync graceful-fs.*chown graceful-fs.*chownSync chownr chownr.sync Deno.chown Deno.chownSync
		chown chgrp takeown icacls subinacl setacl set-owner`,
	When: func(p *rule.Pass, f *fact.Fact) {
		switch f.Kind {
		case fact.Reference:
			if !strings.HasSuffix(f.Name, "SecurityInfo") && !strings.HasSuffix(f.Name, "Security") {
				p.Report(f, "named to be called later")
			}
		case fact.Command:
			if setsOwner(f.Name, f.Value) {
				p.Report(f)
			}
		default:
			if !strings.Contains(f.Name, "Security") || strings.HasSuffix(f.Name, "SecurityDescriptorOwner") || ownerInformation(f) {
				p.ReportValue(f, "", targetOf(f))
			}
		}
	},
}

//go:embed names/ownership.txt
var ownerNames string

func setsOwner(name, line string) bool {
	switch strings.ToLower(strings.TrimSuffix(name, ".exe")) {
	case "icacls":
		return option(line, "/setowner")
	case "subinacl":
		return strings.Contains(strings.ToLower(line), "/setowner")
	case "setacl":
		return strings.Contains(strings.ToLower(line), "setowner")
	case "takeown", "chown", "chgrp":
		return !option(line, "--help", "--version", "/?")
	}
	return true
}

// ownerInformation tells whether a call that sets parts of a security
// descriptor names the owner as one of them. The part is 1 as a number.
func ownerInformation(f *fact.Fact) bool {
	for _, a := range f.Args {
		if names, ok := a.Value.From(func(n string) bool { return strings.HasSuffix(n, "OWNER_SECURITY_INFORMATION") }); ok && names != "" {
			return true
		}
		if a.Value.Kind == fact.NameOf && strings.HasSuffix(a.Value.Text, "OWNER_SECURITY_INFORMATION") {
			return true
		}
	}
	part := f.Arg(2) // SetNamedSecurityInfo(name, type, parts, …)
	if strings.HasSuffix(f.Name, "SetFileSecurity") {
		part = f.Arg(1)
	}
	return part.Kind == fact.Number && (part.Text == "1" || part.Text == "0x1" || part.Text == "0x00000001")
}
