package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var DataAroundTheArchive = &rule.Policy{
	ID:       "data-around-the-archive",
	Title:    "Data stands before, after or between the members of the archive.",
	Category: "integrity",
	Priority: 3,
	Problem:  "The archive begins late, ends early or has gaps with data that no directory lists. Programs and scripts are hidden there, and some systems run them.",
	Fine:     "Installers that unpack themselves begin with a program.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     odd("place with data that is not listed", "prepended-data trailing-data data-between-members"),
}

var NamesThatCollide = &rule.Policy{
	ID:       "names-that-collide",
	Title:    "Names in the archive collide on some systems.",
	Category: "integrity",
	Priority: 3,
	Problem:  "Names differ in case, in the form of their letters or by characters that a system drops. On such a system one file replaces another.",
	Fine:     "Projects from systems that tell them apart overlook this.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     odd("name that collides with another", "duplicate-name-by-case duplicate-name-by-unicode-form duplicate-name-by-path reserved-name"),
}

var MembersWithSpecialRights = &rule.Policy{
	ID:       "members-with-special-rights",
	Title:    "Members of the archive ask for special rights.",
	Category: "integrity",
	Priority: 2,
	Problem:  "A member is marked to run with the rights of its owner, or is a device. Unpacked by an administrator it opens the machine.",
	Fine:     "Archives of whole systems hold such members.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     odd("member with special rights", "set-user-id special-file device"),
}

var ArchiveOfAnotherKind = &rule.Policy{
	ID:       "archive-of-another-kind",
	Title:    "The file is not of the kind that its name says.",
	Category: "integrity",
	Priority: 3,
	Problem:  "The content is an archive of another kind than the extension says. Tools that go by the name pass it by.",
	Fine:     "Renamed downloads are like this.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     odd("archive of another kind", "wrong-extension"),
}

var DamagedMembers = &rule.Policy{
	ID:       "damaged-members",
	Title:    "Members of the archive are damaged.",
	Category: "integrity",
	Priority: 3,
	Problem:  "A checksum or size does not fit the data. What an installer makes of it differs.",
	Fine:     "Interrupted uploads and faulty disks do it.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     odd("damaged member", "crc-mismatch size-mismatch bad-header count-mismatch"),
}

var NameAndVersionDoNotFit = &rule.Policy{
	ID:       "name-and-version-do-not-fit",
	Title:    "The metadata is of another project or version than the file says.",
	Category: "integrity",
	Priority: 2,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "contradictions about the project",
	Single:   "contradiction about the project",
	Problem:  "The name of the file says another project or version than the metadata in it. Tools that go by the one check something else than tools that go by the other.",
	Fine:     "Renamed files are like this.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     otherProject,
}

var FilesInstalledOutside = &rule.Policy{
	ID:       "files-installed-outside",
	Title:    "The wheel installs files outside of where packages are.",
	Category: "integrity",
	Priority: 2,
	Problem:  "Files in the folder .data/data go to the root of the environment, from where services, start-up scripts or completions are read.",
	Fine:     "Manual pages, notebooks and settings are installed like this.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     dataFiles,
}

var VersionControlLeftIn = &rule.Policy{
	ID:       "version-control-left-in",
	Title:    "Files of version control or of an editor were left in the package.",
	Category: "integrity",
	Priority: 4,
	Problem:  "Folders such as .git hold addresses, names and old contents that were not meant to be published.",
	Fine:     "It does no harm to who installs it.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     leftovers,
}

var ExecutablesInAPureWheel = &rule.Policy{
	ID:       "executables-in-a-pure-wheel",
	Title:    "A wheel that says it runs everywhere holds native code.",
	Category: "integrity",
	Priority: 3,
	Problem:  "The tag of the wheel says that it is pure Python, yet executables or libraries for certain systems are in it. Tools that go by the tag do not look at them.",
	Fine:     "Small helpers for Windows are packed like this.",
	Limits:   limitsArchive,
	Steps:    stepsArchive,
	When:     nativeInPure,
}
