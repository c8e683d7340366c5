"""Groups are the same in whatever order they were joined."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.text.annotate.union import Union

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(PAIRS)
def test_order_makes_no_difference_and_the_smallest_stands_for_all(pairs: list[tuple[int, int]]) -> None:
    one, other = Union[int](), Union[int]()
    for pair in pairs:
        one.join(*pair)
    for a, b in pairs[::-1]:
        other.join(b, a)
    roots = [one.root(number) for number in range(10)]
    assert roots == [other.root(number) for number in range(10)]
    assert all(root <= number and roots[root] == root for number, root in enumerate(roots))
