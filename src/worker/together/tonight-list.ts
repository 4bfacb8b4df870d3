import { createRandom } from '../../base/random.ts';
import type { MemberView, Tonight, TonightCard, TonightChoice } from '../../protocol/together-messages.ts';
import { groupScores, onOneScale } from '../../recommenders/lists/group-scores.ts';
import type { PosteriorSampler } from '../../recommenders/models/rating-predictor.ts';
import { topItems } from '../../recommenders/top-items.ts';
import { browseFilter } from '../recommendations/browse-filter.ts';
import { cardOf } from '../recommendations/movie-cards.ts';
import type { PersonalScores } from '../recommendations/personal-scores.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { Member } from './group.ts';

/** Movies to choose from. */
const LISTED = 10;

/**
 * The movies that fit a choice, the best for the group first.
 * @param members the person first
 * @param posterior null while no model has one
 */
export function tonightFor(
  catalogue: Catalogue,
  members: readonly Member[],
  choice: TonightChoice,
  posterior: PosteriorSampler | null,
): Tonight {
  const unfit = unfitFor(catalogue, members, choice);
  const totals = onOneScale(members.map(({ scores }) => scores.ranked().scores.total));
  const items = topItems(groupScores(totals, choice.misery), LISTED, unfit);
  return {
    cards: cardsOf(catalogue, members, items),
    passing: catalogue.counts.length - unfit.size,
    canDraw: posterior !== null,
  };
}

/**
 * The best movie for the group under one sample of the posterior: the same draw of the movie side for all, each member
 * drawn for themselves. @param seed equal seeds give equal movies
 */
export function drawnFor(
  catalogue: Catalogue,
  members: readonly Member[],
  choice: TonightChoice,
  posterior: PosteriorSampler,
  seed: number,
): TonightCard | null {
  const unfit = unfitFor(catalogue, members, choice);
  const item = drawnItem(
    members.map(({ scores }) => scores.person),
    { posterior, misery: choice.misery, unfit, seed },
  );
  return item === null ? null : cardsOf(catalogue, members, [item])[0];
}

/** The item of {@link drawnFor}; null where none fits. */
export function drawnItem(
  people: readonly PersonalScores['person'][],
  by: {
    readonly posterior: PosteriorSampler;
    readonly misery: number;
    readonly unfit: ReadonlySet<number>;
    readonly seed: number;
  },
): number | null {
  const random = createRandom(by.seed);
  const draw = random.integer(by.posterior.draws);
  const stars = people.map((person) => by.posterior.sample(person, draw, random));
  return topItems(groupScores(stars, by.misery), 1, by.unfit)[0] ?? null;
}

/** Items that are not for tonight. */
function unfitFor(
  catalogue: Catalogue,
  members: readonly Member[],
  { filters, from, hideSeen }: TonightChoice,
): ReadonlySet<number> {
  const [{ scores: own }] = members;
  const passes = browseFilter(catalogue, own.inputs.facts().details, filters);
  const listed = from === null ? null : new Set(itemsOf(catalogue, own, from));
  const unwanted = new Set(own.marked('notInterested'));
  if (hideSeen) for (const { scores } of members) for (const item of seenBy(scores)) unwanted.add(item);
  const unfit = new Set<number>();
  for (let item = 0; item < catalogue.counts.length; item++)
    if (unwanted.has(item) || (listed !== null && !listed.has(item)) || !passes(item)) unfit.add(item);
  return unfit;
}

function seenBy({ rated, marked }: PersonalScores): number[] {
  return [...rated.keys(), ...marked('seen', 'liked')];
}

function itemsOf(
  { indexOf }: Catalogue,
  { inputs, marked }: PersonalScores,
  from: NonNullable<TonightChoice['from']>,
): readonly number[] {
  if (from.kind === 'watchlist') return marked('watchlist');
  const movieIds = inputs.stored.namedLists.get(from.name)?.movieIds ?? [];
  return movieIds.flatMap((movieId) => indexOf.get(movieId) ?? []);
}

/** Member by member, because a model remembers only the last people that it was asked about. */
function cardsOf(catalogue: Catalogue, members: readonly Member[], items: readonly number[]): TonightCard[] {
  const views = members.map((member) => items.map((item) => viewOf(member, item)));
  const [{ scores }] = members;
  return items.map((item, n) => ({
    ...cardOf(catalogue, scores, item),
    reason: views[0][n].reason,
    members: members.length === 1 ? [] : views.map((of) => of[n]),
  }));
}

function viewOf({ id, name, scores }: Member, item: number): MemberView {
  return {
    id,
    name,
    predicted: scores.predicted(item),
    given: scores.rated.get(item) ?? null,
    isSeen: scores.rated.has(item) || scores.marked('seen', 'liked').includes(item),
    reason: scores.ranked().reason(item),
  };
}
