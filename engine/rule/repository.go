package rule

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// Forges are where source is published.
var Forges = strings.Fields("github.com gitlab.com bitbucket.org codeberg.org sr.ht gitee.com sourceforge.net launchpad.net savannah.gnu.org savannah.nongnu.org opendev.org pagure.io gitlab.freedesktop.org gitlab.gnome.org invent.kde.org dev.azure.com foss.heptapod.net hg.sr.ht huggingface.co notabug.org framagit.org salsa.debian.org repo.or.cz android.googlesource.com chromium.googlesource.com git.launchpad.net")

// HasRepository tells whether a link of the project's own metadata leads to a
// repository of its source, by its host, its path or its label.
func HasRepository(p *fact.Package) (found bool) {
	for i := range p.Facts {
		f := &p.Facts[i]
		if f.Kind != fact.Field || f.Name != "Home-page" && f.Name != "Project-URL" && f.Name != "Download-URL" || strings.Contains(p.Files[f.File].Path, "!/") {
			continue
		}
		value := strings.ToLower(f.Value)
		for _, forge := range Forges {
			found = found || strings.Contains(value, forge)
		}
		label, _, _ := strings.Cut(value, ",")
		for _, word := range []string{"source", "repo", "code", "git", "svn", "mercurial", "hg"} {
			found = found || strings.Contains(label, word)
		}
		found = found || strings.Contains(value, "//git.") || strings.Contains(value, "//gitlab.") || strings.Contains(value, ".git")
	}
	return found
}
