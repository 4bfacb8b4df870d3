/** Texts about whom a run tests, what it ranks, and the comparison of two exported runs. */

import type { LabData } from '../../protocol/lab-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatErrorExactly } from '../kit/format.ts';

const people = (n: number) => plural(n, 'person', 'people');

export const tested = {
  title: 'Who is tested, and on what',
  all: 'Every film that a person has not rated is ranked, all of them, for everybody. Some tests rank a few dozen films drawn at random instead. That is faster, but it can put recommenders in the wrong order, so it is not done here.',
  ties: 'Where a recommender gives several films the same score, it does not say which comes first. Each figure is then the average over all orders. Somebody who gives all films the same score gets what chance gets.',
  newTitle: 'People with ratings to learn from, and new people',
  newHint:
    'New people have no rating in the part that is learnt from, so nothing is known about them. They are kept apart from all other figures.',
  newOnly:
    'Nobody who is tested has a rating in the part that is learnt from. All figures on this page are about new people.',
  known: 'Known',
  fresh: 'New',
  silentKnown: 'Nothing to say: known',
  silentNew: 'Nothing to say: new',
  silentHelp:
    '“Nothing to say” counts people for whom a recommender gives all films the same score. They count with what chance gets.',
};

/** One sentence for each thing that a reader may otherwise not know. */
export function testedTexts({ tested: of, users }: LabData, k: number, { one, many }: Words): string[] {
  const count = of.known + of.new;
  const lines = [
    `${people(count)} of ${formatCount(users)} ${count === 1 ? 'is' : 'are'} tested: ${formatCount(of.known)} with ratings to learn from, ${formatCount(of.new)} new.`,
  ];
  if (of.nothingLiked > 0)
    lines.push(
      `${people(of.nothingLiked)} did not like any ${one} that is hidden (4 stars or more), so there is nothing to find for them.`,
    );
  if (of.nothingHidden > 0) lines.push(`Of ${people(of.nothingHidden)} no rating is hidden.`);
  lines.push(
    of.relevantUnrated === 0
      ? `There are ${plural(of.relevant, one, many)} to find, counted person by person.`
      : `There are ${plural(of.relevant, one, many)} to find, counted person by person. ${formatCount(of.relevantUnrated)} of them have no rating at all in the part that is learnt from: most recommenders cannot find those, and they count as missed.`,
  );
  const { known, new: fresh } = of.chance;
  if (known !== null) lines.push(`A list in random order gets NDCG@${k} ${formatErrorExactly(known)}.`);
  if (fresh !== null) lines.push(`For new people a random order gets ${formatErrorExactly(fresh)}.`);
  return lines;
}

export const compareRuns = {
  title: 'Compare two saved runs',
  hint: 'Choose two files that were saved with “Everything (JSON)”. Both must have hidden the same ratings of the same data set. People who are in both are compared with themselves.',
  first: 'First run',
  second: 'Second run',
  measure: 'Compare by',
  chosen: (name: string, recommenders: number) =>
    `${name}: ${plural(recommenders, 'recommender', 'recommenders')}`,
  recommender: 'Recommender',
  difference: 'Second minus first',
  standardError: 'Standard error',
  people: 'People',
  populations: { known: 'Known people', new: 'New people' },
  none: 'No recommender was measured in both runs.',
  unknownError: 'unknown: it takes two people',
  otherSplit: (what: string, { many }: Words) =>
    `These two runs cannot be compared: ${what}. Choose two runs of the same data set with the same setting of what is hidden, seed and number of ${many} in a list.`,
  differs: {
    dataset: 'they are about different data sets',
    split: 'they hide different parts of the ratings',
    seed: 'they hide other ratings, because the seeds differ',
    k: 'their lists have different lengths',
    people: 'they do not test the same people',
  },
  noPeople: (name: string) =>
    `${name} holds no figures of single people: it was saved by an earlier version, or before anything was measured.`,
  again: 'Run it again and save it with “Everything (JSON)”.',
};
