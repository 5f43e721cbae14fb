// Package policies holds the issues: what a person should look at, as values
// in the file of their subject. A policy sees all findings and facts of one
// artifact, chooses the evidence and says in one sentence what was found.
//
// Noise is the enemy. A policy that touches a row must be one that a person
// agrees with nearly always; the others are for hunting and touch none. What
// stands in the files of tests, documentation and examples raises nothing.
package policies

import "github.com/wheelscope/wheelscope/engine/rule"

// All gives every policy, by subject. Each call returns a new slice of the same values.
func All() []*rule.Policy {
	return []*rule.Policy{
		MaliciousRelease,
		PayloadAtStart, PayloadAtInstall, PayloadAtImport,
		ProcessAtStart, AddressAtStart, DangerousProcessAtInstall, ProcessAtInstall, BuildToolsAtInstall,
		BytecodeUnlikeSource, BytecodeWithoutSource,
		EscapingPaths, AmbiguousArchive, DeceptiveNames, LinksOutside, EncryptedContent, RecordMismatch, UnlistedFiles,
		PatchingMandated, ExploitedByMalware, CriticalVulnerability, ExploitsExist,
		HighVulnerability, MediumVulnerability, LowVulnerability, UnratedVulnerability,
		RestrictedLicense, CopyleftLicense, NoLicense,
		CommonInMalware, AuthorAnonymousEmail, SuspiciousTLDURLs,
	}
}
