import { expect, it } from 'vitest';
import { parseTitle, titleOfArticle } from '../../../src/dataset/title.ts';

it.each([
  ['Matrix, The (1999)', 'The Matrix', 1999, []],
  ['Toy Story (1995)', 'Toy Story', 1995, []],
  ["Bug's Life, A (1998)", "A Bug's Life", 1998, []],
  ['American Tail, An (1986)', 'An American Tail', 1986, []],
  ['Lord of the Rings: The Two Towers, The (2002)', 'The Lord of the Rings: The Two Towers', 2002, []],
  ["Atalante, L' (1934)", "L'Atalante", 1934, []],
  ['Misérables, Les (1995)', 'Les Misérables', 1995, []],
  ['Topo, El (1970)', 'El Topo', 1970, []],
  ['Divo, Il (2008)', 'Il Divo', 2008, []],
  ['Boot, Das (Boat, The) (1981)', 'Das Boot', 1981, ['The Boat']],
  [
    'Vitelloni, I (a.k.a. The Young and the Passionate) (1953)',
    'I Vitelloni',
    1953,
    ['The Young and the Passionate'],
  ],
  [
    'City of Lost Children, The (Cité des enfants perdus, La) (1995)',
    'The City of Lost Children',
    1995,
    ['La Cité des enfants perdus'],
  ],
  ['Trou, Le (Hole, The) (Night Watch, The) (1960)', 'Le Trou', 1960, ['The Hole', 'The Night Watch']],
  ['To Have, or Not (En avoir (ou pas)) (1995)', 'To Have, or Not', 1995, ['En avoir (ou pas)']],
  ['Seven (a.k.a. Se7en) (1995)', 'Seven', 1995, ['Se7en']],
  ['Justice League: Doom (2012) ', 'Justice League: Doom', 2012, []],
  ['Death Note: Desu nôto (2006–2007)', 'Death Note: Desu nôto', 2006, []],
  ['Fawlty Towers (1975-1979)', 'Fawlty Towers', 1975, []],
  ['Doctor Who (2005-)', 'Doctor Who', 2005, []],
  ['Land Before Time III (1995) (V)', 'Land Before Time III', 1995, []],
  ['Babylon 5', 'Babylon 5', null, []],
  ['unknown', 'unknown', null, []],
  ['(500) Days of Summer (2009)', '(500) Days of Summer', 2009, []],
  ['(2012)', '(2012)', null, []],
  ['1984 (1984)', '1984', 1984, []],
  ['Evangelion: 3.0 You Can (Not) Redo (2012)', 'Evangelion: 3.0 You Can (Not) Redo', 2012, []],
  [
    'Birdman: Or (The Unexpected Virtue of Ignorance) (2014)',
    'Birdman: Or (The Unexpected Virtue of Ignorance)',
    2014,
    [],
  ],
  ['Hotel Chevalier (Part 1 of 2) (2007)', 'Hotel Chevalier (Part 1 of 2)', 2007, []],
  ['Monsters, Inc. (2001)', 'Monsters, Inc.', 2001, []],
  ['Bye Bye, Love (1995)', 'Bye Bye, Love', 1995, []],
  ['', '', null, []],
])('%s', (raw, title, year, alsoKnownAs) => {
  expect(parseTitle(raw)).toEqual({ title, year, alsoKnownAs });
});

// Before titles had a limit, such ones took hours: what takes the square of the length runs into the time limit of the test.
it.each([
  ['blanks', `Alien${' '.repeat(1e6)}x`],
  ['line breaks', `8${'\n'.repeat(1e6)}8`],
  ['a year without an end', `(1984${' '.repeat(1e6)}x`],
  ['parentheses', `Alien ${'('.repeat(1e6)}`],
  ['other titles', `Alien${' (x)'.repeat(250_000)}`],
])('a hostile title of a million letters is left as it is: %s', (_, raw) => {
  expect(parseTitle(raw)).toEqual({ title: raw, year: null, alsoKnownAs: [] });
});

it.each([
  ['Kika_(1993_film)', 'Kika'],
  ['Avengers:_Infinity_War', 'Avengers: Infinity War'],
  // Moved by Wikipedia since.
  ['Untitled_Avengers_film', 'Avengers: Endgame'],
  [null, null],
])('reads the title of the article %s as %s', (page, title) => {
  expect(titleOfArticle(page)).toBe(title);
});
