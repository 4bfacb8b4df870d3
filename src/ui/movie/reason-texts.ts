/** Texts that explain a recommendation in one line under its card. */
import type {
  MovieCard,
  RatedMovie,
  Reason,
  StarsEvidence,
  WorldRatings,
} from '../../protocol/movie-card.ts';
import { type RecommenderId, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { plural, stars as starTexts } from '../app/texts.ts';
import { formatCount, formatGiven, formatNames, formatRoughly, formatStars } from '../kit/format.ts';

/** "Because you rated Heat and Fargo": the text names at most three movies. */
export function reasonText(reason: Reason, words: Words): string {
  switch (reason.kind) {
    case 'rated': {
      const titles = reason.because.slice(0, 3).map(({ movie }) => movie.title);
      return titles.length === 0 ? 'From your ratings' : `Because you rated ${formatNames(titles)}`;
    }
    case 'genres': {
      const list = formatNames(reason.genres.slice(0, 2));
      if (reason.genres.length === 0) return 'Matches your taste in genres';
      return reason.picked
        ? `Matches your ${list} ${reason.genres.length > 1 ? 'picks' : 'pick'}`
        : `You rate ${list} highly`;
    }
    case 'order':
      return `Comes next after your last ${words.many}: ${formatNames(reason.last.map(({ movie }) => movie.title))}`;
    case 'person':
      return personText(reason);
    case 'words':
      return `In common with ${reason.because.movie.title}, which you gave ${starTexts.given(reason.because.stars)}: ${reason.words.join(', ')}`;
    case 'predicted':
      return evidenceText(reason.evidence);
    case 'popular':
      return `A favourite of many: ${plural(reason.ratings, 'rating', 'ratings')}`;
    case 'elsewhere':
      return rareText(reason.world);
    case 'acclaimed':
      return reason.ratings === 0 ? 'Nobody has rated it, so it counts as average' : averageText(reason);
    case 'neighbours':
      return `Liked by ${formatCount(reason.liked)} of the ${plural(reason.of, 'person', 'people')} most like you`;
    case 'expected':
      return `${modelName(reason.by, words)} expects ${formatStars(reason.stars)} stars from you. ${evidenceText(reason.evidence)}`;
    case 'blind':
      return '';
    case 'none':
      return 'Not from your ratings or picks: it simply comes next';
  }
}

/** Says on the card of a movie that few here have rated what the many elsewhere gave it; empty for any other movie. */
export function rareLine({ isRareHere, world }: Rarity): string {
  return isRareHere && world !== null ? rareText(world) : '';
}

/** The same as a sentence, where there is room for one. */
export function rareSentence({ isRareHere, world }: Rarity): string {
  if (!isRareHere || world === null) return '';
  return `Few people have rated it here; about ${formatRoughly(world.count)} elsewhere gave it ${formatStars(world.mean)} stars on average.`;
}

type Rarity = Pick<MovieCard, 'isRareHere' | 'world'>;

/** Rounded, because those elsewhere may include the few here. */
function rareText({ count, mean }: WorldRatings): string {
  return `Few ratings here, ${formatStars(mean)}★ from ${formatRoughly(count)} elsewhere`;
}

/** What lies behind expected stars, without the number, which stands beside it. */
function evidenceText(evidence: StarsEvidence): string {
  switch (evidence.kind) {
    case 'rated':
      return liftedText(evidence.because);
    case 'person':
      return personText(evidence);
    case 'everyone':
      return averageText(evidence);
    case 'nobody':
      return 'Nobody has rated it yet, so this is only a guess';
  }
}

/** "Lifted by your 5 stars for Heat and 4.5 for Fargo" */
function liftedText([first, second]: readonly RatedMovie[]): string {
  const lifted = `Lifted by your ${starTexts.given(first.stars)} for ${first.movie.title}`;
  return second === undefined
    ? lifted
    : `${lifted} and ${formatGiven(second.stars)} for ${second.movie.title}`;
}

function personText({ name, role, because }: Extract<StarsEvidence, { kind: 'person' }>): string {
  const [title, given] = [because.movie.title, starTexts.given(because.stars)];
  return role === 'director'
    ? `Directed by ${name}, whose ${title} you gave ${given}`
    : `With ${name}, as in ${title}, which you gave ${given}`;
}

function averageText({ meanStars, ratings }: { meanStars: number; ratings: number }): string {
  return `${formatStars(meanStars)} stars on average from ${plural(ratings, 'rating', 'ratings')}`;
}

function modelName(id: RecommenderId, words: Words): string {
  const { name, expects } = inWords(recommenderInfo[id], words);
  return expects ?? `“${name}”`;
}
