# Prints what CPython's ast finds in each file named on standard input, one
# JSON line a file: calls, imports, string constants, and every other node with
# its place. Nothing is imported from the files or run. It runs on Python 2.7
# too, whose nodes have no ends.
import ast, binascii, io, json, re, sys, tokenize

PY2 = sys.version_info[0] == 2
FORMATS = sys.version_info >= (3, 12)
NODES = sys.version_info >= (3, 9)
ENDS = sys.version_info >= (3, 8)
KINDS = {
    "FunctionDef": "Function", "AsyncFunctionDef": "Function", "ClassDef": "Class", "Return": "Return", "Delete": "Delete",
    "Assign": "Assign", "AugAssign": "AugAssign", "AnnAssign": "AnnAssign", "TypeAlias": "TypeAlias", "For": "For",
    "AsyncFor": "For", "While": "While", "If": "If", "With": "With", "AsyncWith": "With", "Match": "Match", "Raise": "Raise",
    "Try": "Try", "TryStar": "Try", "ExceptHandler": "Handler", "Assert": "Assert", "Import": "Import",
    "ImportFrom": "ImportFrom", "Global": "Global", "Nonlocal": "Nonlocal", "Expr": "Expr", "Pass": "Pass", "Break": "Break",
    "Continue": "Continue", "Print": "Print", "Exec": "Exec", "BoolOp": "BoolOp", "NamedExpr": "NamedExpr", "BinOp": "BinOp",
    "UnaryOp": "UnaryOp", "Lambda": "Lambda", "IfExp": "IfExp", "Dict": "Dict", "Set": "Set", "ListComp": "ListComp",
    "SetComp": "SetComp", "DictComp": "DictComp", "GeneratorExp": "Generator", "Await": "Await", "Yield": "Yield",
    "YieldFrom": "YieldFrom", "Compare": "Compare", "Attribute": "Attribute", "Subscript": "Subscript", "Starred": "Starred",
    "Name": "Name", "List": "List", "Tuple": "Tuple", "Repr": "Repr", "Slice": "Slice",
}
OPS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<", "RShift": ">>",
    "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "Invert": "~", "Not": "not", "UAdd": "+", "USub": "-",
    "And": "and", "Or": "or", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
    "IsNot": "is not", "In": "in", "NotIn": "not in",
}

def dotted(node):
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id in ("True", "False", "None"):
        return ""
    parts.append(node.id)
    return ".".join(reversed(parts))

def place(node):
    if ENDS:
        return [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset]
    return [node.lineno, node.col_offset]

def constant(node):
    if PY2:
        return node.s if isinstance(node, ast.Str) else None
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) else None

def encoded(value):
    if PY2:
        data = value.encode("utf-8") if isinstance(value, unicode) else value
    elif isinstance(value, bytes):
        data = b"b:" + value.decode("latin-1").encode("utf-8")
    else:
        data = value.encode("utf-8", "surrogatepass")
    return binascii.hexlify(data).decode("ascii")

def strings(node, out):
    for child in ast.iter_child_nodes(node):
        value = constant(child)
        if value is not None and (value or type(node).__name__ not in ("JoinedStr", "TemplateStr")):
            out.append(encoded(value))
        strings(child, out)

def name(node):
    for field in ("name", "attr", "id"):
        value = getattr(node, field, None)
        if isinstance(value, str):
            return value
    op = getattr(node, "op", None)
    if op is None and hasattr(node, "ops"):
        op = node.ops[0]
    return OPS.get(type(op).__name__, "")

def walk(node, inside, nodes, calls, imports):
    # Before 3.12 places inside f-strings are unreliable: those nodes are left out.
    inside = inside or type(node).__name__ == "JoinedStr" and not FORMATS
    if isinstance(node, ast.Call):
        callee = dotted(node.func)
        row = [callee] + (place(node) if not PY2 else [node.lineno] if callee else [0])
        stars = [getattr(node, "starargs", None), getattr(node, "kwargs", None)]
        row += [len(node.args) + (stars[0] is not None), len(node.keywords) + (stars[1] is not None)]
        if not PY2 or callee not in ("print", "exec"):
            calls.append(row)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        module, level = getattr(node, "module", None) or "", getattr(node, "level", 0) or 0
        for a in node.names:
            imports.append([module, level, a.name, a.asname or "", node.lineno])
    kind = KINDS.get(type(node).__name__)
    if NODES and kind and not inside and hasattr(node, "lineno"):
        nodes.append([kind, name(node)] + place(node))
    for child in ast.iter_child_nodes(node):
        walk(child, inside, nodes, calls, imports)

def comments(data, source):
    # Places count characters, so only ASCII is asked for; and tokenize is slow.
    if PY2 or len(data) > 20000 or len(data) != len(source) or "\r" in source:
        return None
    try:
        found = list(tokenize.tokenize(io.BytesIO(data).readline))
    except (tokenize.TokenError, SyntaxError):
        return None # stricter than the parser about the file's end
    return [list(t.start) + [t.string] for t in found if t.type == tokenize.COMMENT]

def main():
    sys.setrecursionlimit(5000)
    for path in sys.stdin:
        with open(path.rstrip("\n"), "rb") as f:
            data = f.read()
        try:
            source = data.decode("utf-8")
            tree = ast.parse(data)
        except (SyntaxError, ValueError, RuntimeError, MemoryError, TypeError):
            print(json.dumps({"skip": True}))
            continue
        calls, imports, consts, nodes = [], [], [], []
        walk(tree, False, nodes, calls, imports)
        strings(tree, consts)
        print(json.dumps({"calls": calls, "imports": imports, "strings": sorted(consts), "nodes": nodes, "comments": comments(data, source),
                          "named": "\\N{" in source or PY2 and bool(re.search(r"\\[xuU0-7]", source)), "ends": ENDS, "formats": FORMATS, "python2": PY2}))

main()
