/** Twelve ways in which services and spreadsheets spoil titles. Each returns null where it changes nothing. */
import type { Movie } from '../../src/dataset/dataset.ts';
import { titleOfArticle } from '../../src/dataset/title.ts';

/** A title and a year as a row of an export has them. */
export interface WrittenRow {
  readonly title: string;
  readonly year: number | null;
}

/** What is spoilt. */
export interface Spoilable {
  readonly movie: Movie;
  /** Title of its article in Wikipedia, null where it has none. */
  readonly article: string | null;
  /** A draw from 0 to 1. */
  readonly draw: number;
}

type Spoil = (spoilable: Spoilable) => WrittenRow | null;

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
const WRITTEN = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#039;',
  '"': '&quot;',
  é: '&eacute;',
  ü: '&#252;',
};
const PART = /\b(Vol\.|Volume|Part|Pt\.|Chapter|Episode)(?=\s)/;
const PART_FORMS: Readonly<Record<string, string>> = {
  'Vol.': 'Volume',
  Volume: 'Vol.',
  Part: 'Pt.',
  'Pt.': 'Part',
  Chapter: 'Chap.',
  Episode: 'Ep.',
};

/** The number in a title that may be written otherwise: not the first word, and not a part of a longer number. */
const NUMBER = /(?<=[\p{L}.:] )(?:[1-9]|10|II|III|IV|VI|VII|VIII|IX|Two|Three|Four|Five|Six)(?=$|[:,]| -)/u;

const retitled =
  (change: (title: string, spoilable: Spoilable) => string): Spoil =>
  (spoilable) => {
    const { title, year } = spoilable.movie;
    const changed = change(title, spoilable);
    return changed === title ? null : { title: changed, year };
  };

function numberAs(forms: readonly string[]): Spoil {
  return retitled((title) =>
    title.replace(NUMBER, (found) => {
      const [roman, written] = [ROMAN.indexOf(found), WRITTEN.indexOf(found)];
      const value = roman >= 0 ? roman + 1 : written >= 0 ? written + 1 : Number(found);
      return forms[value - 1];
    }),
  );
}

/** The ways by name. */
export const spoilers: Readonly<Record<string, Spoil>> = {
  'another case': retitled((title, { draw }) => (draw < 0.5 ? title.toUpperCase() : title.toLowerCase())),
  'no accents': retitled((title) => title.normalize('NFD').replace(/\p{M}/gu, '')),
  'article last': retitled((title) =>
    title.replace(/^(The|A|An|Le|La|Les|Der|Die|Das|El|Il) (.+)$/, '$2, $1'),
  ),
  'no punctuation': retitled((title) => title.replace(/[^\p{L}\p{N}\s]/gu, '')),
  entities: retitled((title) => title.replace(/[&'"éü]/g, (sign) => ENTITIES[sign])),
  'Roman numbers': numberAs(ROMAN),
  digits: numberAs(ROMAN.map((_, n) => String(n + 1))),
  'written numbers': numberAs(WRITTEN),
  'volume and part': retitled((title) => title.replace(PART, (word) => PART_FORMS[word])),
  'dash for colon': retitled((title) => title.replace(/: /, ' – ').replaceAll(' & ', ' and ')),
  'a year off, or in the title': ({ movie: { title, year }, draw }) => {
    if (year === null) return null;
    if (draw < 1 / 3) return { title: `${title} (${year})`, year: null };
    return { title, year: draw < 2 / 3 ? year - 1 : year + 1 };
  },
  'another title': ({ movie: { alsoKnownAs = [], year }, article, draw }) => {
    const article_ = titleOfArticle(article);
    const others = [...alsoKnownAs, ...(article_ === null ? [] : [article_])];
    return others.length === 0 ? null : { title: others[Math.floor(draw * others.length)], year };
  },
};
