"""Pictures as SVG, written by hand: bars of ratios, and curves of growth."""
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

COLORS = ('#2a6fbb', '#d1702a', '#3a8f4d', '#8a5fb0', '#a0713f', '#b5446e', '#5f6f7a')
FONT = 'font-family="system-ui, sans-serif" font-size="12"'


@dataclass
class Picture:
    """Shapes on a white ground, the size in pixels."""

    width: int
    height: int
    shapes: list[str] = field(default_factory=list)

    def rectangle(self, x: float, y: float, width: float, height: float, color: str) -> None:
        self.shapes.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" fill="{color}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str = '#ddd', width: float = 1) -> None:
        self.shapes.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="{width}"/>')

    def curve(self, points: Sequence[tuple[float, float]], color: str) -> None:
        path = ' '.join(f'{x:.1f},{y:.1f}' for x, y in points)
        self.shapes.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        self.shapes += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in points]

    def text(self, x: float, y: float, text: str, anchor: str = 'start', color: str = '#333', weight: str = 'normal') -> None:
        self.shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}" font-weight="{weight}">{escape(text)}</text>')

    def svg(self) -> str:
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
                f'width="{self.width}" height="{self.height}" {FONT}>')
        return '\n'.join([head, f'<rect width="{self.width}" height="{self.height}" fill="#fff"/>', *self.shapes, '</svg>', ''])


def legend(picture: Picture, names: Sequence[str], x: float, y: float) -> None:
    for name, color in zip(names, COLORS):
        picture.rectangle(x, y - 9, 10, 10, color)
        picture.text(x + 15, y, name)
        x += 30 + 7 * len(name)


def tick_label(value: float) -> str:
    return f'{value:,.0f}' if value >= 1 else f'{value:g}'


def ratio_bars(title: str, groups: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> str:
    """A bar a series in each group, from 1 to the left if less and to the right if more, on a logarithmic scale."""
    values = [value for row in series.values() for value in row if value]
    low = min(-1, math.floor(math.log10(min(values, default=1))))
    high = max(1, math.ceil(math.log10(max(values, default=1))))
    left, top, width, bar, gap = 110, 62, 560, 9, 12
    group_height = bar * len(series) + gap
    bottom = top + group_height * len(groups)
    picture = Picture(left + width + 30, bottom + 48)

    def x(value: float) -> float:
        return left + width * (math.log10(value) - low) / (high - low)

    picture.text(10, 20, title, weight='bold')
    legend(picture, list(series), 10, 42)
    for exponent in range(low, high + 1):
        value = 10.0 ** exponent
        picture.line(x(value), top - 6, x(value), bottom, '#333' if exponent == 0 else '#ddd')
        picture.text(x(value), bottom + 16, tick_label(value), 'middle')
    picture.text(x(1) - 8, bottom + 36, '← Quo is faster', 'end')
    picture.text(x(1) + 8, bottom + 36, 'the other is faster →')
    for row, group in enumerate(groups):
        y = top + row * group_height
        picture.text(left - 8, y + bar * len(series) / 2 + 4, group, 'end')
        for numbers, color in zip(series.values(), COLORS):
            if ratio := numbers[row]:
                picture.rectangle(min(x(1), x(ratio)), y, abs(x(ratio) - x(1)), bar - 1, color)
            y += bar
    return picture.svg()


def growth_curves(title: str, sizes: Sequence[int], series: Mapping[str, Sequence[float | None]], unit: str) -> str:
    """A curve a series over the number of documents, both scales logarithmic."""
    values = [value for row in series.values() for value in row if value]
    low, high = math.floor(math.log10(min(values, default=1))), math.ceil(math.log10(max(values, default=10)))
    high = max(high, low + 1)
    left, top, width, height, side = 70, 40, 420, 340, 170
    picture = Picture(left + width + side, top + height + 50)
    first, last = math.log(sizes[0]), math.log(sizes[-1])

    def x(size: int) -> float:
        return left + (width * (math.log(size) - first) / (last - first) if last > first else 0)

    def y(value: float) -> float:
        return top + height * (high - math.log10(value)) / (high - low)

    picture.text(10, 20, title, weight='bold')
    for exponent in range(low, high + 1):
        picture.line(left, y(10.0 ** exponent), left + width, y(10.0 ** exponent))
        picture.text(left - 8, y(10.0 ** exponent) + 4, tick_label(10.0 ** exponent), 'end')
    for size in sizes:
        picture.line(x(size), top, x(size), top + height)
        picture.text(x(size), top + height + 18, f'{size:,}', 'middle')
    picture.text(left + width / 2, top + height + 38, f'documents; {unit}', 'middle')
    ends = []
    for number, (name, numbers) in enumerate(series.items()):
        points = [(x(size), y(value)) for size, value in zip(sizes, numbers, strict=True) if value]
        if points:
            picture.curve(points, COLORS[number % len(COLORS)])
            ends.append((points[-1][1], name, COLORS[number % len(COLORS)]))
    # Names stand at the ends of their curves, one below the other where these are close.
    previous = -math.inf
    for end, name, color in sorted(ends):
        previous = max(end, previous + 14)
        picture.text(left + width + 10, previous + 4, name, color=color)
    return picture.svg()
