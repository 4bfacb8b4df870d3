import { plainText } from './plain-text.ts';

/** The parts of a title. */
export interface ParsedTitle {
  readonly title: string;
  readonly alsoKnownAs: readonly string[];
  readonly year: number | null;
}

/** Titles with more letters are written by nobody, and the patterns below take the square of the length of a hostile one. */
const MOST_LETTERS = 1000;
/** "(1995)", also as a range: "(2006–2007)", "(1975-)". */
const YEAR = /\s*\((\d{4})(?:\s*[-–—]\s*(?:\d{4})?)?\s*\)$/;
/** Suffixes that IMDb once wrote after titles made for video or television. */
const MEDIUM = /\s*\((?:V|TV|VG|mini)\)$/;
const LAST_PARENTHESES = /^(.*[^\s(])\s*\(((?:[^()]|\([^()]*\))+)\)$/;
/** Parentheses that are part of the name: numbers, and a subtitle after a colon or "Or". */
const PART_OF_NAME = /^(?:part|vol|volume|chapter|episode|season|uncut|director)\b|^[IVX]+$|^[\d.]+$/i;
const UNFINISHED = /(?::|\bor)$/i;
const ARTICLE =
  /^(.+),\s(The|An?|Les?|Las?|L['’]|Un[ea]?|Des|El|Los|Il|Lo|Gli|I|Der|Die|Das|Den|Dem|Det|Ein|Eine|De|Het|Een|En|Ett|Os?|As|Da)$/;
const ALIAS = /^(?:a\.?\s?k\.?\s?a\.?|aka)\s+/i;

/**
 * Parses a MovieLens title: `City of Lost Children, The (Cité des enfants perdus, La) (1995)` is "The City of Lost
 * Children" of 1995, also known as "La Cité des enfants perdus". Of a range of years the first one counts. What is longer
 * than any title is left as it is.
 */
export function parseTitle(raw: string): ParsedTitle {
  const plain = plainText(raw).trim();
  if (plain.length > MOST_LETTERS) return { title: plain, alsoKnownAs: [], year: null };
  let rest = plain.replace(MEDIUM, '');
  const year = YEAR.exec(rest);
  if (year !== null && year.index > 0) rest = rest.slice(0, year.index);
  rest = rest.replace(MEDIUM, '').trim();

  const alsoKnownAs: string[] = [];
  for (;;) {
    const found = LAST_PARENTHESES.exec(rest);
    if (found === null || PART_OF_NAME.test(found[2]) || UNFINISHED.test(found[1])) break;
    rest = found[1];
    alsoKnownAs.unshift(articleFirst(found[2].trim().replace(ALIAS, '')));
  }
  return {
    title: articleFirst(rest),
    alsoKnownAs,
    year: year !== null && year.index > 0 ? Number(year[1]) : null,
  };
}

/** Articles that Wikipedia moved once their movie had a title, and that title: the details of the built-in data name the old article. */
const MOVED: ReadonlyMap<string, string> = new Map([['Untitled_Avengers_film', 'Avengers: Endgame']]);

/** The title of an article in Wikipedia as people write it: "Kika_(1993_film)" is "Kika". Null where there is none. */
export function titleOfArticle(page: string | null): string | null {
  if (page === null) return null;
  const moved = MOVED.get(page);
  if (moved !== undefined) return moved;
  return (
    page
      .replaceAll('_', ' ')
      .replace(/ \([^()]*\)$/, '')
      .trim() || null
  );
}

/** Turns "Matrix, The" into "The Matrix" and "Atalante, L'" into "L'Atalante". */
function articleFirst(title: string): string {
  const found = ARTICLE.exec(title);
  if (found === null) return title;
  const [, name, article] = found;
  return /['’]$/.test(article) ? article + name : `${article} ${name}`;
}
