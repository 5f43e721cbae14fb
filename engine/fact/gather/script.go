package gather

import "github.com/wheelscope/wheelscope/engine/source"

// script reads JavaScript, shell, PowerShell, batch and HTML.
func (g *Gatherer) script(kind source.Kind, data []byte) {
	g.text(data, contextOf(kind))
}
