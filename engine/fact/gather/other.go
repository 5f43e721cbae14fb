package gather

import "github.com/wheelscope/wheelscope/engine/source"

func (r *reader) pth(data []byte)      { r.g.text(data, contextOf(source.Config)) }
func (r *reader) notebook(data []byte) { r.g.text(data, contextOf(source.JSON)) }
