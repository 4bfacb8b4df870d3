/** Texts for the rows of For you. */
import type { CarouselSubject, OccasionReason } from '../../protocol/carousel-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatNames, monthName, weekdayName } from '../kit/format.ts';

export const rows = {
  top: 'Top picks for you',
  topHint: 'Best first, each for its own reason',
  view: 'Show as',
  views: { rows: 'Rows', list: 'One list' },
  all: 'See everything as one list',
  earlier: (row: string, { many }: Words) => `Previous ${many} in ${row}`,
  further: (row: string, { many }: Words) => `Next ${many} in ${row}`,
};

/** The heading of a row, the reason for the row, and a tooltip that explains how the app found that reason. */
interface RowText {
  readonly title: string;
  readonly hint: string;
  readonly term: string;
}

export function rowText(subject: CarouselSubject, { one, many, Many }: Words): RowText {
  switch (subject.kind) {
    case 'seed':
      return {
        title: `Because you loved ${subject.movie.title}`,
        hint: `The ${many} that go with it in other people’s ratings`,
        term: `What this one rating adds to the score of each ${one}, by item-item regression (EASE)`,
      };
    case 'taste':
      return {
        title: 'People with your taste',
        hint: `What people who like your ${many} like too`,
        term: 'Ordered by implicit alternating least squares (iALS), one component of the hybrid',
      };
    case 'genre':
      return {
        title: subject.genre,
        hint: subject.picked ? 'You picked this genre' : 'You rate it above your average',
        term: `The ${many} of this genre in the order of your list`,
      };
    case 'recent':
      return {
        title: 'Recent years',
        hint: `The newest ${many} here, from ${subject.since} on`,
        term: `All ${many} of these years, however few have rated them, in the order of your list`,
      };
    case 'occasion':
      return {
        title: `For ${dayText(subject)}`,
        hint: 'Rated more at this time than usual. The dates say when people rated, not when they watched',
        term: 'By your score plus log-odds of the month and the weekday, shrunk by a Beta prior; only differences of at least three standard deviations count',
      };
    case 'gems':
      return {
        title: 'Hidden gems',
        hint: `Rated by at most ${formatCount(subject.most)} of ${plural(subject.people, 'person', 'people')}`,
        term: 'In the order of your list without what popularity adds to it',
      };
    case 'different':
      return {
        title: 'Something different',
        hint: subject.isDrawn
          ? `Other than ${formatNames(subject.from)}, drawn at random: the better a ${one} may turn out for you, the likelier`
          : `Other than ${formatNames(subject.from)}, in the order of your list until the thorough model is trained`,
        term: subject.isDrawn
          ? `Thompson sampling: each place goes to the ${one} that is best in one draw from the posterior of the Bayesian factorization, so that the less is known of a ${one}, the more often it gets a chance`
          : `${Many} with none of the genres you like most, in the order of your list; there is no posterior to draw from yet`,
      };
  }
}

type Occasion = Extract<CarouselSubject, { readonly kind: 'occasion' }>;

/** "late November", "a Sunday", "a Sunday in late November". */
function dayText({ day, month, weekday }: Occasion): string {
  const time = month === null ? null : `${partOfMonth(day)}${monthName(month)}`;
  if (weekday === null) return time ?? 'today';
  return `a ${weekdayName(weekday)}${time === null ? '' : ` in ${time}`}`;
}

/** The month in thirds: "early ", "mid-", "late ". */
function partOfMonth(day: number): string {
  if (day <= 10) return 'early ';
  return day <= 20 ? 'mid-' : 'late ';
}

/** The line under a card of the row of a day: "Rated more in November: War and Western". */
export function occasionText(
  reasons: readonly OccasionReason[],
  subject: Occasion,
  { one: movie }: Words,
): string {
  return reasons
    .slice(0, 2)
    .map(({ by, genres, isOwn }) => {
      const at =
        by === 'month' ? `in ${monthName(subject.month ?? 0)}` : `on ${weekdayName(subject.weekday ?? 0)}s`;
      const what = genres.length === 0 ? `this ${movie}` : formatNames(genres);
      return `${isOwn ? 'You rate more' : 'Rated more'} ${at}: ${what}`;
    })
    .join('. ');
}

/** Returns a key that identifies the row. */
export function rowKey(subject: CarouselSubject): string {
  switch (subject.kind) {
    case 'seed':
      return `loved ${subject.movie.id}`;
    case 'genre':
      return `genre ${subject.genre}`;
    default:
      return subject.kind;
  }
}
