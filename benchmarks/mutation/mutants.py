"""Every mutant of a module: its text with one small mistake, of the kinds that people make.

Another comparison, another sign, `and` for `or`, another constant, nothing returned, a statement
left out. Annotations, docstrings, decorators and what stands inside f-strings stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
LEFT_OUT = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)
TEXTS = (str, bytes)


class Mutant(NamedTuple):
    """One mistake in one module."""

    path: str
    operator: str  # "comparison", "arithmetic", "boolean", "constant", "return", "statement"
    start: int  # of what is replaced, in bytes of the file
    end: int
    new: str  # what stands there instead
    first: int  # line of the statement that it is in …
    last: int  # … and the last one of what is replaced
    on_import: bool = False  # whether it is carried out when the module is loaded
    old: str = ""  # the text that is another one now; '' where something else is mistaken

    @property
    def name(self) -> str:
        """Like no other of the same state of the code."""
        return f"{self.path}:{self.first} {self.start}-{self.end} {self.new}"

    def applied(self, source: bytes) -> bytes:
        """The module with the mistake."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """All mutants of a module, in the order of its text.

    >>> source = b"def half(n):\\n    return n / 2 if n > 0 else 0\\n"
    >>> [mutant.applied(source).decode()[17:].strip() for mutant in mutants_of("m.py", source)]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['return None', 'return (n * 2) if n > 0 else 0', 'return n / (3) if n > 0 else 0',
     'return n / 2 if (n >= 0) else 0', 'return n / 2 if n > (1) else 0',
     'return n / 2 if n > 0 else (1)']
    """
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    tree = ast.parse(source)
    inside = {id(each) for each in bodies(tree)}
    for statement, node, operator, new in changes(tree):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        last = node.end_lineno or node.lineno
        loaded = id(statement) not in inside
        old = node.value if isinstance(node, ast.Constant) else ""
        place = (path, operator, start, end, new, statement.lineno, last, loaded)
        found.append(Mutant(*place, old if isinstance(old, str) else ""))
    return sorted(found, key=lambda mutant: (mutant.start, -mutant.end))


def bodies(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything that is carried out when a function is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in node.body:
                yield from ast.walk(statement)


Change = tuple[ast.stmt, "ast.stmt | ast.expr", str, str]


def changes(tree: ast.AST) -> Iterator[Change]:
    """What can be replaced in a tree, each with its statement, the kind of mistake, and the new."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.stmt) and not is_passed_over(child):
            yield from of_statement(child)
            for part in parts(child):
                yield from of_expression(child, part)
            yield from changes(child)
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from changes(child)


def is_passed_over(statement: ast.stmt) -> bool:
    """Whether it does nothing: a docstring, an import, what only a type checker reads."""
    if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return True
    return isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass)


def parts(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement that are worked out when it is carried out."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from (
            each for each in (*statement.args.defaults, *statement.args.kw_defaults) if each
        )
    elif isinstance(statement, ast.With):
        yield from (item.context_expr for item in statement.items)
    elif not isinstance(statement, ast.ClassDef):
        for name, value in ast.iter_fields(statement):
            if name in ("annotation", "targets", "target"):
                continue
            yield from (each for each in [value] if isinstance(each, ast.expr))


def of_statement(statement: ast.stmt) -> Iterator[Change]:
    """Mistakes with a whole statement."""
    if isinstance(statement, ast.Return):
        if statement.value and ast.unparse(statement.value) != "None":
            yield statement, statement, "return", "return None"
    elif isinstance(statement, LEFT_OUT) or is_call(statement) or is_kept(statement):
        yield statement, statement, "statement", "pass"


def is_call(statement: ast.stmt) -> bool:
    """Whether it is a call alone."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def is_kept(statement: ast.stmt) -> bool:
    """Whether it gives a value to a part of something; without a name's value, nothing goes on."""
    return isinstance(statement, ast.Assign) and not any(
        isinstance(target, ast.Name | ast.Tuple) for target in statement.targets
    )


def of_expression(statement: ast.stmt, node: ast.AST) -> Iterator[Change]:
    """Mistakes in an expression, and in those that it is made of."""
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.expr):
        for operator, new in replaced(node):
            yield statement, node, operator, f"({ast.unparse(new)})"
    for child in ast.iter_child_nodes(node):
        yield from of_expression(statement, child)


def replaced(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """What may stand in the place of an expression by mistake."""
    match node:
        case ast.Compare(left, ops, right):
            for place, op in enumerate(ops):
                other = [*ops[:place], COMPARED[type(op)](), *ops[place + 1 :]]
                yield "comparison", ast.Compare(left, other, right)
        case ast.BinOp(left, op, right) if type(op) in COUNTED and not (
            is_text(left) or is_text(right)
        ):
            yield "arithmetic", ast.BinOp(left, COUNTED[type(op)](), right)
        case ast.BoolOp(op, values):
            yield "boolean", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield "boolean", operand
        case ast.Constant(bool(value)):
            yield "constant", ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield "constant", ast.Constant(value + 1)
        case ast.Constant(str(value)):
            yield "constant", ast.Constant(f"XX{value}XX")
        case ast.Constant(bytes(value)):
            yield "constant", ast.Constant(b"XX" + value + b"XX")


def is_text(node: ast.expr) -> bool:
    """Whether an expression is text as it stands there: joined, not counted."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, TEXTS)
    )
