# SPDX-License-Identifier: MIT
"""Where one token of a C file can be changed so that it says something else.

Only inside function bodies, and not in comments, strings, preprocessor lines,
declarations or what merely guards against our own bugs.
"""
import re

TOKEN = re.compile(r"""
    (?P<gap>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<line>^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<number>0[xX][0-9a-fA-F]+[uUlL]*|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?[uUlLfF]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<mark><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
""", re.X | re.S | re.M)

# A call of these checks for bugs of our own, or says what went wrong.
GUARDS = re.compile(r"(g_)?(assert\w*|return_\w+|warn\w*|critical|error|message|debug|set_error\w*"
                    r"|prefix_error\w*|printerr)$|fail_msg$|G_STATIC_ASSERT$|_Static_assert$"
                    r"|tw_error\w*$")
FREES = re.compile(r"(free|unref|destroy|clear_pointer|g_steal\w*)$")
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||",
         "||": "&&", "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|=", "++": "--", "--": "++",
         "<<": ">>", ">>": "<<", "/": "*", "%": "/"}
# One operand on either side, and so with a space on either side.
BINARY = {"+": "-", "-": "+", "*": "/", "&": "|", "|": "&", "^": "|"}
VALUES = {"true": "false", "false": "true"}
OPENING, CLOSING = "([{", ")]}"


class Token:
    def __init__(self, kind, text, start):
        self.kind, self.text, self.start = kind, text, start
        self.end = start + len(text)
        self.mate = None    # the index of the other bracket


class Site:
    """A change: what stands at [start, end) becomes `new`."""

    def __init__(self, kind, start, end, new):
        self.kind, self.start, self.end, self.new = kind, start, end, new


def tokens(source):
    """What is not blank, comment or preprocessor line, with brackets paired."""
    found, opened = [], []
    for match in TOKEN.finditer(source):
        if match.lastgroup in ("gap", "line"):
            continue
        token = Token(match.lastgroup, match.group(), match.start())
        found.append(token)
        if token.text in OPENING and token.kind == "mark":
            opened.append(len(found) - 1)
        elif token.text in CLOSING and token.kind == "mark" and opened:
            token.mate = opened.pop()
            found[token.mate].mate = len(found) - 1
    return found


def bodies(all_tokens):
    """(first, last, name) of each function's braces."""
    i = 0
    while i < len(all_tokens):
        token = all_tokens[i]
        if token.text == "{" and token.mate:
            before = all_tokens[i - 1] if i else None
            if before and before.text == ")" and before.mate:
                yield i, token.mate, all_tokens[before.mate - 1].text
            i = token.mate
        i += 1


def guarded(all_tokens, first, last):
    """Indices inside calls that guard, and inside tables of words."""
    out = set()
    for i in range(first, last):
        token = all_tokens[i]
        if token.kind == "word" and GUARDS.match(token.text) and all_tokens[i + 1].text == "(":
            out.update(range(i, all_tokens[i + 1].mate + 1))
        if token.text == "{" and all_tokens[i - 1].text == "=" and any(
                t.kind == "text" for t in all_tokens[i:token.mate]):
            out.update(range(i, token.mate + 1))
    return out


def loop_heads(all_tokens, first, last):
    """Indices between the brackets of `for`."""
    out = set()
    for i in range(first, last):
        if all_tokens[i].text == "for" and all_tokens[i + 1].mate:
            out.update(range(i + 1, all_tokens[i + 1].mate))
    return out


def number(token):
    """One more; a power of two, as bits and masks are, moves by one place."""
    digits = token.text.rstrip("uUlLfF") if not token.text[:2] in ("0x", "0X") else \
        token.text.rstrip("uUlL")
    tail = token.text[len(digits):]
    if "." in digits or "e" in digits.lower() and digits[:2] not in ("0x", "0X"):
        return None
    if digits[:2] in ("0x", "0X"):
        value = int(digits, 16)
        new = value << 1 if value and not value & (value - 1) else value + 1
        return "0x%x%s" % (new, tail)
    value = int(digits, 10)
    return "%d%s" % (1 if value == 0 else value - 1 if value % 2 else value + 1, tail)


def spaced(source, token):
    return source[token.start - 1] in " \t\n" and source[token.end] in " \t\n"


def operators(source, all_tokens, i):
    token, before = all_tokens[i], all_tokens[i - 1]
    new = None
    if token.text in OTHER:
        new = OTHER[token.text]
    elif token.text in BINARY and spaced(source, token) and (
            before.kind in ("word", "number") or before.text in ")]"):
        new = BINARY[token.text]
    elif token.text in "!~":
        new = ""
    if new is not None:
        yield Site("operator", token.start, token.end, new)


def statements(source, all_tokens, i, last):
    """A call or an assignment that begins at i, to be left out."""
    token, before = all_tokens[i], all_tokens[i - 1]
    starts = before.text in (";", "{", "}", "else") or (
        before.text == ")" and all_tokens[before.mate - 1].text in ("if", "while", "for"))
    if not starts or token.kind != "word" or token.text in (
            "return", "goto", "break", "continue", "case", "default", "if", "for", "while",
            "do", "switch", "else", "g_autofree", "g_autoptr", "g_auto", "g_return_if_reached"):
        return
    j, assigned, called = i + 1, False, False
    while j < last and all_tokens[j].text != ";":
        text = all_tokens[j].text
        if text in "({[" and all_tokens[j].mate:
            called = called or text == "("
            j = all_tokens[j].mate
        elif text.endswith("=") and text not in ("==", "!=", "<=", ">="):
            assigned = True
        elif text in ("++", "--"):
            assigned = True
        elif all_tokens[j].kind == "word" and all_tokens[j - 1].kind == "word" or text == ":":
            return  # a declaration or a label
        j += 1
    # "struct x *y = ..." and "type *y": a declaration, too.
    if token.text in ("struct", "enum", "const", "static", "unsigned", "union") or \
            all_tokens[i + 1].text == "*" and not spaced(source, all_tokens[i + 1]):
        return
    # What is not freed shows under the sanitizers alone.
    if FREES.search(token.text):
        return
    if assigned or called:
        yield Site("statement", token.start, all_tokens[j].start, "")


def sites(source):
    """All changes there are, in the order of the file: (function, Site)."""
    all_tokens = tokens(source)
    for first, last, name in bodies(all_tokens):
        left_out = guarded(all_tokens, first, last)
        heads = loop_heads(all_tokens, first, last)
        for i in range(first + 1, last):
            token = all_tokens[i]
            if i in left_out:
                continue
            if token.kind == "mark":
                for site in operators(source, all_tokens, i):
                    yield name, site
            elif token.kind == "number":
                new = number(token)
                if new:
                    yield name, Site("number", token.start, token.end, new)
            elif token.kind == "word":
                if token.text in VALUES:
                    yield name, Site("value", token.start, token.end, VALUES[token.text])
                if token.text in ("if", "while") and all_tokens[i + 1].text == "(":
                    opened = all_tokens[i + 1]
                    closed = all_tokens[opened.mate]
                    yield name, Site("condition", opened.start, closed.end, "(!%s)" % source[
                        opened.start:closed.end])
                for site in () if i in heads else statements(source, all_tokens, i, last):
                    yield name, site
