# Writes files that are pieces of the standard library's tests with a few bytes
# taken out or put in, as far as this Python still parses them: syntax that
# nobody writes. Arguments: a folder, how many files, a seed.
import ast, glob, os, random, sys, warnings

PIECES = """( ) [ ] { } , : = . * ** - not lambda if else for in await yield x 1 "s" f'{x}' ; @ % print exec match type async is ==
:= ... ` < > ~ and or 0777 1_0 1. .5 1e5 1j 0xf return u"a" rb"\\" fr"{x!r:>{y}}" b'\\x41' \"\"\" '""".split()
PIECES += ["\n", "\\\n", "#c\n", "\t", " ", "\f", "\r", "\r\n", "global x"]

def damaged(text):
    for _ in range(random.choice([1, 1, 2, 3])):
        at = random.randrange(len(text) + 1)
        kind = random.random()
        if kind < 0.35:
            text = text[:at] + text[at + random.randint(1, 4):]
        elif kind < 0.8:
            text = text[:at] + random.choice(["", " "]) + random.choice(PIECES) + random.choice(["", " "]) + text[at:]
        else:
            other = random.randrange(len(text) + 1)
            text = text[:at] + text[other:other + random.randint(1, 12)] + text[at:]
    return text

def statements():
    paths = sorted(glob.glob(os.path.join(os.path.dirname(ast.__file__), "*.py")))
    random.shuffle(paths)
    for path in paths:
        with open(path, encoding="utf-8") as f:
            source = f.read()
        lines = source.split("\n")
        body = ast.parse(source).body
        random.shuffle(body)
        for node in body[:30]:
            if node.end_lineno - node.lineno < 60:
                yield "\n".join(lines[node.lineno - 1:node.end_lineno]) + "\n"

def main():
    folder, wanted, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    warnings.simplefilter("ignore")
    random.seed(seed)
    written = 0
    for piece in statements():
        for _ in range(12):
            if written == wanted:
                return
            text = damaged(piece).encode("utf-8", "surrogatepass")
            try:
                ast.parse(text)
            except (SyntaxError, ValueError, MemoryError, RecursionError):
                continue
            with open(os.path.join(folder, "%05d.py" % written), "wb") as f:
                f.write(text)
            written += 1

main()
