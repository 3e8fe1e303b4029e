// Where the dots of a network stand: pushed apart by each other, pulled together by what joins them. They fill the box. The same network gives the same picture.
export function places(ids, links, width, height) {
  const at = new Map(ids.map((id, n) => [id, { x: width / 2 + (width / 3) * Math.cos(n * 2.4) * Math.sqrt((n + 1) / ids.length), y: height / 2 + (height / 3) * Math.sin(n * 2.4) * Math.sqrt((n + 1) / ids.length) }]));
  const ideal = 0.75 * Math.sqrt((width * height) / Math.max(1, ids.length)), dots = [...at.values()];
  const joined = [...new Map(links.map(([a, b]) => [[a, b].sort().join("\n"), [a, b]])).values()];
  for (let turn = 0; turn < 320; turn += 1) {
    const heat = (ideal / 2) * (1 - turn / 320);
    for (const dot of dots) { dot.dx = (width / 2 - dot.x) * (height / width); dot.dy = (height / 2 - dot.y) * (width / height); }
    for (let a = 0; a < dots.length; a += 1) for (let b = a + 1; b < dots.length; b += 1) {
      const x = dots[a].x - dots[b].x, y = dots[a].y - dots[b].y, far = Math.max(1, x * x + y * y), push = (ideal * ideal) / far;
      dots[a].dx += x * push; dots[a].dy += y * push; dots[b].dx -= x * push; dots[b].dy -= y * push;
    }
    for (const [from, to] of joined) {
      const a = at.get(from), b = at.get(to), x = a.x - b.x, y = a.y - b.y, pull = Math.hypot(x, y) / ideal / 2;
      a.dx -= x * pull; a.dy -= y * pull; b.dx += x * pull; b.dy += y * pull;
    }
    for (const dot of dots) {
      const far = Math.max(0.01, Math.hypot(dot.dx, dot.dy)), step = Math.min(far, heat);
      dot.x += (dot.dx / far) * step; dot.y += (dot.dy / far) * step;
    }
  }
  for (const [axis, size] of [["x", width], ["y", height]]) {
    const held = dots.map((dot) => dot[axis]), low = Math.min(...held), high = Math.max(...held);
    for (const dot of dots) dot[axis] = high > low ? ((dot[axis] - low) / (high - low)) * size : size / 2;
  }
  return at;
}
