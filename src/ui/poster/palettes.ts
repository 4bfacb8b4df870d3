/** Five inks of a poster. `ink` is readable on `ground` (at least 4.5:1, tested); a, b and c are for shapes. */
export interface Palette {
  readonly ground: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly ink: string;
}

const p = (ground: string, a: string, b: string, c: string, ink: string): Palette => ({
  ground,
  a,
  b,
  c,
  ink,
});

/** Palettes by genre; a movie's id picks one of those of its genre. */
export const genrePalettes: Readonly<Record<string, readonly Palette[]>> = {
  Action: [
    p('#1d1f2b', '#e8442e', '#f5a623', '#5b2430', '#fff3e0'),
    p('#b82c1a', '#2a1420', '#ff8f3f', '#ffd9a0', '#fff4ea'),
    p('#f2ede4', '#d3321d', '#1d1f2b', '#f5a623', '#1d1f2b'),
  ],
  Adventure: [
    p('#0f3b46', '#f2a65a', '#e9d8a6', '#1d6a72', '#fdf3dc'),
    p('#e9c46a', '#264653', '#2a9d8f', '#e76f51', '#1e2d36'),
    p('#134e6f', '#ff6150', '#f7c873', '#1aa6b7', '#fff6e4'),
  ],
  Animation: [
    p('#3d2c8d', '#ff7ac6', '#ffd166', '#6f5bd6', '#ffffff'),
    p('#ffd23f', '#ee4266', '#2bb89a', '#540d6e', '#34083f'),
    p('#0b5ea8', '#ffe066', '#ff7f6e', '#5cc8ff', '#ffffff'),
  ],
  Children: [
    p('#ffcf56', '#ff6b6b', '#2fa39a', '#fff1c9', '#3b2a12'),
    p('#14695f', '#ffd97d', '#ff9b85', '#9be58a', '#ffffff'),
  ],
  Comedy: [
    p('#f6b93b', '#e0472f', '#fff0c4', '#3f5fb5', '#2b1d05'),
    p('#f3e3cf', '#e4572e', '#17a8a5', '#ffc914', '#2e282a'),
    p('#b93a17', '#ffc914', '#fff1d6', '#76220e', '#fff6e6'),
    p('#1f5f8b', '#ffb4a2', '#ffe5b4', '#3f88b5', '#fff8ec'),
  ],
  Crime: [
    p('#17181c', '#c8a24a', '#7a2b2b', '#3a3d46', '#f4ecd8'),
    p('#2c2f33', '#d7263d', '#f2efe9', '#565b64', '#f2efe9'),
    p('#e6ddc8', '#1d1c1f', '#a8321f', '#b7a67c', '#1d1c1f'),
    p('#123a3c', '#e9a23b', '#d9d2c0', '#2b6163', '#f3eee0'),
    p('#7a1f2b', '#f0d9b5', '#1a1417', '#c2533f', '#f8ead6'),
  ],
  Documentary: [
    p('#e8e4da', '#3a5a78', '#c96f4a', '#b9b4a5', '#22303c'),
    p('#27414f', '#d9cfb8', '#d77b53', '#4d6b78', '#f4efe2'),
  ],
  Drama: [
    p('#5b2333', '#f2b8a0', '#d9705a', '#8a3a4c', '#fdeee6'),
    p('#22333b', '#c6ac8f', '#eae0d5', '#5e6b6f', '#f5eee6'),
    p('#ece2d8', '#7a3b3b', '#c98a5b', '#3b3a4a', '#33232b'),
    p('#2f3f63', '#e8b98a', '#a8b8d8', '#4a5d8a', '#f6efe6'),
    p('#d9c7ae', '#2f4a46', '#b65b3c', '#7d8c7a', '#1f2f2c'),
  ],
  Fantasy: [
    p('#1b1b4b', '#9a76e6', '#f0c3f5', '#4a3f9e', '#f6eefc'),
    p('#0f4c4a', '#b8e0a8', '#f4d58d', '#2a7f6f', '#f3f7e6'),
  ],
  'Film-Noir': [
    p('#0f0f12', '#d8d5cc', '#7c7a75', '#34333a', '#f2f0ea'),
    p('#e4e0d6', '#16161a', '#6d6a66', '#a8a49b', '#16161a'),
  ],
  Horror: [
    p('#140a0d', '#b3121d', '#4a0c12', '#e8d9c5', '#f5e3d7'),
    p('#0f1a14', '#6fa35b', '#284b33', '#d8e2b5', '#e9f1d8'),
    p('#e3dccb', '#8f1218', '#22181c', '#b9a98c', '#22181c'),
    p('#8f0f17', '#140a0d', '#e8d9c5', '#4a0c12', '#fbe9dc'),
  ],
  IMAX: [p('#04263d', '#2ec4f1', '#a8e8ff', '#0d557f', '#eafaff')],
  Musical: [
    p('#6a1346', '#ffb3c7', '#ffcf5c', '#b02a73', '#fff0f5'),
    p('#fbe3d4', '#d81159', '#8f2d56', '#ffbc42', '#3a1226'),
  ],
  Mystery: [
    p('#14213d', '#fca311', '#3d5a94', '#8fa6cc', '#f3ead6'),
    p('#2b2440', '#9fd3c7', '#6b5b95', '#e8e2f0', '#efeaf6'),
  ],
  Romance: [
    p('#f7d6d0', '#d64570', '#f2969f', '#8c2f4f', '#4d1730'),
    p('#8c2f4f', '#f7c5b5', '#f2849e', '#5e1a38', '#fff0ec'),
    p('#fae5cf', '#e0705a', '#f2b277', '#7b4b6b', '#45203a'),
  ],
  'Sci-Fi': [
    p('#0b1026', '#3ddbd9', '#7a5cff', '#22306b', '#e9f7ff'),
    p('#1a0b2e', '#ff4f9a', '#ffb347', '#4b1d78', '#ffeefa'),
    p('#d5e4e6', '#0f3040', '#ff6a3d', '#7fb2b8', '#0c2530'),
    p('#06323b', '#f2c14e', '#f78154', '#147a80', '#eefaf3'),
    p('#e9ecef', '#2b2d42', '#ef3e5b', '#9aa3b5', '#20223a'),
  ],
  Thriller: [
    p('#10202b', '#e0533d', '#2f5d73', '#9cc3cf', '#eef6f7'),
    p('#26150f', '#f08a24', '#7c3a16', '#ffd7a1', '#fff0dc'),
    p('#d9dde0', '#1a2a33', '#c8372d', '#8496a0', '#15222a'),
  ],
  War: [
    p('#3a3f2b', '#c9b684', '#a8452f', '#5f6748', '#f4eed8'),
    p('#d8c9a3', '#5b5a33', '#8f3b1f', '#a99a6b', '#2f2c18'),
  ],
  Western: [
    p('#6b2a12', '#f0a04b', '#f8d08a', '#97431c', '#fff0d6'),
    p('#f0c987', '#b5522b', '#6b2d1a', '#e08e45', '#43180b'),
  ],
};

const none = [p('#3b3a40', '#8b8894', '#c9c5cf', '#5a5763', '#f3f1f5')];

/** Rare genres say more about a movie than common ones: the first of these that a movie has decides its look. */
const TELLING = [
  'Film-Noir',
  'Western',
  'Animation',
  'Musical',
  'War',
  'Horror',
  'Sci-Fi',
  'Documentary',
  'Fantasy',
  'Mystery',
  'Children',
  'Crime',
  'Action',
  'Adventure',
  'Romance',
  'Thriller',
  'Comedy',
  'Drama',
  'IMAX',
];

/** The genre that decides a movie's look; null without a known genre. */
export function tellingGenre(genres: readonly string[]): string | null {
  return TELLING.find((genre) => genres.includes(genre)) ?? null;
}

export function palettesOf(genre: string | null): readonly Palette[] {
  return (genre === null ? undefined : genrePalettes[genre]) ?? none;
}

/** Every palette once, in a fixed order: the shared gradients are numbered by it. */
export const allPalettes: readonly Palette[] = [...Object.values(genrePalettes).flat(), ...none];
