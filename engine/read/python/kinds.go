package python

// String is the kind's name as in the source of this package.
func (k Kind) String() string {
	if int(k) < len(kindNames) && kindNames[k] != "" {
		return kindNames[k]
	}
	return "None"
}

// Statement tells whether nodes of this kind stand in a Block.
func (k Kind) Statement() bool {
	return k > Block && k < BoolOp && k != Alias && k != WithItem && k != MatchCase
}

var kindNames = [...]string{
	Module: "Module", Block: "Block", Function: "Function", Class: "Class", Return: "Return", Delete: "Delete", Assign: "Assign",
	AugAssign: "AugAssign", AnnAssign: "AnnAssign", TypeAlias: "TypeAlias", For: "For", While: "While", If: "If", With: "With",
	WithItem: "WithItem", Match: "Match", MatchCase: "MatchCase", Raise: "Raise", Try: "Try", Handler: "Handler", Else: "Else",
	Finally: "Finally", Assert: "Assert", Import: "Import", ImportFrom: "ImportFrom", Alias: "Alias", Global: "Global",
	Nonlocal: "Nonlocal", Expr: "Expr", Pass: "Pass", Break: "Break", Continue: "Continue", Print: "Print", Exec: "Exec", Broken: "Broken",

	BoolOp: "BoolOp", NamedExpr: "NamedExpr", BinOp: "BinOp", UnaryOp: "UnaryOp", Lambda: "Lambda", IfExp: "IfExp", Dict: "Dict",
	Pair: "Pair", Set: "Set", ListComp: "ListComp", SetComp: "SetComp", DictComp: "DictComp", Generator: "Generator", Clause: "Clause",
	Await: "Await", Yield: "Yield", YieldFrom: "YieldFrom", Compare: "Compare", Call: "Call", Arguments: "Arguments", Keyword: "Keyword",
	Constant: "Constant", Num: "Num", Str: "Str", Joined: "Joined", Hole: "Hole", Attribute: "Attribute", Subscript: "Subscript",
	Slice: "Slice", Starred: "Starred", DoubleStarred: "DoubleStarred", Name: "Name", List: "List", Tuple: "Tuple", Repr: "Repr",
	Params: "Params", Param: "Param", TypeParams: "TypeParams", Pattern: "Pattern",
}
