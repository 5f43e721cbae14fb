package gather

import "strings"

// builtinNames are the names of Python 2's and 3's builtins that are functions
// or modules' doors; exceptions and warnings are left out.
var builtinNames = set(strings.Fields(`
	__build_class__ __import__ __builtins__ abs aiter all anext any apply ascii basestring bin bool breakpoint buffer bytearray bytes callable
	chr classmethod cmp coerce compile complex copyright credits delattr dict dir divmod enumerate eval exec execfile exit file filter float
	format frozenset getattr globals hasattr hash help hex id input int intern isinstance issubclass iter len license list locals long map max
	memoryview min next object oct open ord pow print property quit range raw_input reduce reload repr reversed round set setattr slice sorted
	staticmethod str sum super tuple type unichr unicode vars xrange zip`)...)
