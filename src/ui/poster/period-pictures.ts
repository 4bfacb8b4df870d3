/** Pictures in the manner of a time: posters of that time have them more often than others. */
import { box, type Composition, circle, ellipse, polygon, steps, WIDTH } from './shapes.ts';

const TURN = 2 * Math.PI;

/** Scales, one above the other, as between the wars. */
export const fan: Composition = {
  title: 'bottom',
  draw(random) {
    const r = random(34, 52);
    const shift = random(0, r);
    const top = random(-r, 0);
    const rings = [1, 0.74, 0.48, 0.22] as const;
    const inks = ['a', 'ground', 'b', 'c'] as const;
    return rings.map((part, n) => {
      let d = '';
      for (let row = 0; top + row * r * 0.9 < 214; row++)
        for (let x = -shift - (row % 2) * r; x < WIDTH + r; x += 2 * r)
          d += halfDisc(x + r, top + row * r * 0.9 + r, r * part);
      return { d, ink: inks[n] };
    });
  },
};

const halfDisc = (x: number, y: number, r: number): string =>
  `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 0 1 ${(2 * r).toFixed(1)} 0z`;

/** Paths around a nucleus, as in the fifties. */
export const atoms: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(80, 120);
    const y = random(88, 112);
    const r = random(66, 84);
    const turn = random(0, TURN);
    const orbits = steps(3).map((n) => tilted(x, y, r, r * 0.34, turn + (n * TURN) / 6));
    const electrons = steps(3).map((n) => {
      const at = turn + (n * TURN) / 6;
      const side = random(0, 1) < 0.5 ? 1 : -1;
      return circle(x + side * r * Math.cos(at), y + side * r * Math.sin(at), random(5, 9));
    });
    const stars = steps(5).map(() => starburst(random(14, 186), random(14, 190), random(5, 11)));
    return [
      { d: stars.join(''), ink: 'c' },
      { d: orbits.join(''), ink: 'b', stroke: 3 },
      { d: circle(x, y, random(16, 24)), ink: 'a' },
      { d: electrons.join(''), ink: 'a' },
    ];
  },
};

function tilted(x: number, y: number, rx: number, ry: number, turn: number): string {
  const points = steps(40).map((n): readonly [number, number] => {
    const at = (n / 40) * TURN;
    const [u, v] = [rx * Math.cos(at), ry * Math.sin(at)];
    return [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
  });
  return polygon(...points);
}

function starburst(x: number, y: number, r: number): string {
  return polygon(
    ...steps(8).map((n): readonly [number, number] => {
      const reach = n % 2 === 0 ? r : r * 0.26;
      return [x + reach * Math.sin((n * TURN) / 8), y - reach * Math.cos((n * TURN) / 8)];
    }),
  );
}

/** Broad bands that turn a corner, as on the walls of the seventies. */
export const bands: Composition = {
  title: 'bottom',
  draw(random) {
    const width = random(13, 19);
    const bend = random(60, 130);
    const across = random(50, 90);
    const flip = random(0, 1) < 0.5;
    const inks = ['a', 'b', 'c', 'a', 'b'] as const;
    const at = (x: number) => (flip ? WIDTH - x : x).toFixed(1);
    return inks.map((ink, n) => {
      const inset = n * width;
      const [x, y, r] = [bend - inset, across + inset, Math.max(6, 78 - inset)];
      const turned = flip ? 1 : 0;
      return {
        d: `M${at(x)} -10V${(y - r + 30).toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 0 ${turned} ${(flip ? -r : r).toFixed(1)} ${r.toFixed(1)}H${at(WIDTH + 10)}`,
        ink,
        stroke: width + 0.5,
      };
    });
  },
};

/** A plane of lines up to a low sun, as on the screens of the eighties. */
export const horizon: Composition = {
  title: 'top',
  draw(random) {
    const y = random(176, 198);
    const x = random(60, 140);
    const r = random(40, 56);
    const count = Math.round(random(9, 14));
    let rows = '';
    for (let n = 0, at = y; at < 300; n++, at += 4 + n * random(3.4, 4.6)) rows += box(0, at, WIDTH, 1.4);
    const columns = steps(count + 1).map((n) => {
      const foot = WIDTH * (0.5 + (n / count - 0.5) * 4);
      const head = x + (n / count - 0.5) * 120;
      return polygon([head - 0.4, y], [head + 0.4, y], [foot + 1.6, 300], [foot - 1.6, 300]);
    });
    const slats = steps(4).map((n) => box(x - r, y - r * 0.62 + n * r * 0.17, 2 * r, 1.5 + n));
    return [
      { d: circle(x, y - r * 0.36, r), ink: 'b' },
      { d: slats.join(''), ink: 'ground' },
      { d: box(0, y, WIDTH, 300 - y), ink: 'ground' },
      { d: `${rows}${columns.join('')}`, ink: 'a' },
    ];
  },
};

/** Squares that dissolve, as when pictures became files. */
export const pixels: Composition = {
  title: 'bottom',
  draw(random) {
    const paths = { a: '', b: '', c: '' };
    const side = 200 / 14;
    const lean = random(-0.5, 0.5);
    const middle = random(5, 9);
    const reach = random(4, 6.5);
    for (let row = 0; row < 14; row++)
      for (let column = 0; column < 14; column++) {
        const away = Math.hypot(column - 6.5 - lean * (row - 7), (row - middle) * 0.9) / reach;
        if (random(0, 1) < away * 0.8) continue;
        const ink = away < 0.45 ? 'a' : random(0, 1) < 0.6 ? 'b' : 'c';
        paths[ink] += box(column * side, row * side, side - 1.2, side - 1.2);
      }
    return (['c', 'b', 'a'] as const).map((ink) => ({ d: paths[ink], ink }));
  },
};

/** Sheets of paper that overlap, as in the pictures of today. */
export const folds: Composition = {
  title: 'top',
  draw(random) {
    const inks = ['c', 'a', 'b', 'c', 'a'] as const;
    let level = random(104, 128);
    return inks.map((ink) => {
      const [left, right, knee] = [level + random(-18, 34), level + random(-18, 34), random(40, 160)];
      const d = polygon([0, left], [knee, level + random(-34, -6)], [WIDTH, right], [WIDTH, 300], [0, 300]);
      level += random(26, 40);
      return { d, ink, opacity: 0.92 };
    });
  },
};

/** Glasses that look at something far away. */
export const crosshair: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(72, 128);
    const y = random(84, 112);
    const r = random(52, 70);
    const gap = random(8, 16);
    const lines = [
      box(x - r - 26, y - 1.5, r + 26 - gap, 3),
      box(x + gap, y - 1.5, r + 26 - gap, 3),
      box(x - 1.5, y - r - 26, 3, r + 26 - gap),
      box(x - 1.5, y + gap, 3, r + 26 - gap),
    ];
    return [
      { d: circle(x + random(-16, 16), y + random(-16, 16), r * random(0.45, 0.62)), ink: 'c' },
      { d: circle(x, y, r), ink: 'a', stroke: random(7, 11) },
      { d: lines.join(''), ink: 'b' },
      { d: circle(x, y, random(3.5, 6)), ink: 'b' },
    ];
  },
};

/** Flowers of round petals. */
export const blooms: Composition = {
  title: 'bottom',
  draw(random) {
    const paths = { a: '', b: '', c: '' };
    const places = [
      [random(48, 78), random(52, 74), random(30, 40)],
      [random(132, 160), random(34, 54), random(20, 28)],
      [random(118, 152), random(126, 150), random(32, 42)],
      [random(28, 52), random(152, 172), random(16, 24)],
    ] as const;
    places.forEach(([x, y, r], n) => {
      const petals = 5 + (n % 3);
      const turn = random(0, TURN);
      for (const p of steps(petals)) {
        const at = turn + (p * TURN) / petals;
        const ink = n % 2 === 0 ? 'a' : 'b';
        paths[ink] += circle(x + r * 0.62 * Math.cos(at), y + r * 0.62 * Math.sin(at), r * 0.42);
      }
      paths.c += circle(x, y, r * 0.32);
    });
    return (['a', 'b', 'c'] as const).map((ink) => ({ d: paths[ink], ink }));
  },
};

/** A strip of pictures. */
export const strip: Composition = {
  title: 'bottom',
  draw(random) {
    const lean = random(-26, 26);
    const x = random(44, 64);
    const width = random(88, 104);
    const start = random(-50, 0);
    const at = (left: number, top: number, w: number, h: number) => {
      const shift = (y: number) => ((y - 100) / 100) * lean;
      return polygon(
        [left + shift(top), top],
        [left + w + shift(top), top],
        [left + w + shift(top + h), top + h],
        [left + shift(top + h), top + h],
      );
    };
    const frames = steps(5).map((n) => at(x + 14, start + n * 62, width - 28, 52));
    const holes = steps(22).flatMap((n) => [
      at(x + 3.5, start + n * 13, 6, 7),
      at(x + width - 9.5, start + n * 13, 6, 7),
    ]);
    const sun = random(0, 62);
    return [
      { d: at(x, -10, width, 250), ink: 'c' },
      { d: frames.join(''), ink: 'a' },
      {
        d: steps(5)
          .map((n) =>
            ellipse(
              100 + lean * ((start + n * 62 - 74) / 100),
              start + n * 62 + 26,
              8 + ((sun + n * 9) % 16),
              8 + ((sun + n * 9) % 16),
            ),
          )
          .join(''),
        ink: 'b',
      },
      { d: holes.join(''), ink: 'ground' },
    ];
  },
};
