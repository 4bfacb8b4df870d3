import { parseCsv } from '../archive/csv.ts';
import { decodeText } from '../archive/decode-text.ts';
import type { SkippedRowsCounter } from '../archive/skipped-rows.ts';
import type { Subject } from '../subject.ts';
import { parseTitle } from '../title.ts';
import type { ItemRoles } from './mapping.ts';
import type { AnyTable } from './table-heads.ts';

/** An item as its table describes it. */
export interface TableItem {
  readonly externalId: string;
  readonly title: string;
  readonly alsoKnownAs?: readonly string[];
  readonly year: number | null;
  readonly genres: readonly string[];
}

/** Longer texts are no titles. */
const MAX_TITLE = 500;
/** More genres are tags: nobody picks among hundreds. The most common ones are used. */
const MAX_GENRES = 40;

/** Reads a table of items. Every row becomes an item or is counted. @param roles with the columns of id and title */
export function readItems(
  bytes: Uint8Array,
  { columns, hasHeader, separator }: AnyTable,
  roles: ItemRoles,
  subject: Subject,
  skippedRows: SkippedRowsCounter,
): TableItem[] {
  const items: TableItem[] = [];
  const known = new Set<string>();
  let isHeader = hasHeader;
  for (const { line, fields } of parseCsv(decodeText(bytes), separator)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const shown = () => `line ${line}: ${fields.join(separator).slice(0, 80)}`;
    const cell = (column: number | null) => (column === null ? '' : (fields.at(column) ?? '').trim());
    const externalId = cell(roles.id);
    const written = cell(roles.title);
    if (fields.length !== columns.length) skippedRows.add('Title rows with missing or extra columns', shown);
    else if (externalId === '') skippedRows.add('Title rows without an id', shown);
    else if (written === '') skippedRows.add('Title rows without a title', shown);
    else if (written.length > MAX_TITLE) skippedRows.add(`Titles with over ${MAX_TITLE} letters`, shown);
    else if (known.has(externalId)) skippedRows.add('Titles listed twice (the first is kept)', shown);
    else {
      known.add(externalId);
      items.push({
        externalId,
        ...titleOf(written, yearIn(cell(roles.year)), subject),
        genres: genresIn(cell(roles.genres)),
      });
    }
  }
  return withCommonGenres(items, skippedRows);
}

/** Titles of movies hold years and other titles in parentheses, as MovieLens writes them. Others are used as they are. */
function titleOf(
  written: string,
  year: number | null,
  subject: Subject,
): Pick<TableItem, 'title' | 'alsoKnownAs' | 'year'> {
  if (subject !== 'films') return { title: written, year };
  const { title, alsoKnownAs, year: own } = parseTitle(written);
  return { title, ...(alsoKnownAs.length > 0 && { alsoKnownAs }), year: year ?? own };
}

/** The first number of four digits that can be a year: "2008.0" and "2008-05-01" have one. */
function yearIn(written: string): number | null {
  const found = /(?:^|\D)(1\d{3}|20\d{2})(?:\D|$)/.exec(written);
  return found === null ? null : Number(found[1]);
}

function genresIn(written: string): string[] {
  const separator = ['|', ';', ','].find((one) => written.includes(one)) ?? '|';
  const genres = written.replace(/^\[|\]$/g, '').split(separator);
  return [...new Set(genres.map((genre) => genre.trim().replace(/^['"]|['"]$/g, '')))].filter(
    (genre) => genre !== '' && genre !== '(no genres listed)',
  );
}

function withCommonGenres(items: TableItem[], skippedRows: SkippedRowsCounter): TableItem[] {
  const counts = new Map<string, number>();
  for (const { genres } of items) for (const genre of genres) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  if (counts.size <= MAX_GENRES) return items;
  const common = new Set(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAX_GENRES)
      .map(([genre]) => genre),
  );
  for (const genre of counts.keys()) {
    if (!common.has(genre)) skippedRows.add(`Genres beyond the ${MAX_GENRES} most common`, () => genre);
  }
  return items.map((item) => ({ ...item, genres: item.genres.filter((genre) => common.has(genre)) }));
}
