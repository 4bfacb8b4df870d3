import { Link } from 'wouter';
import { COMPARABLE, type TasteComparison } from '../../protocol/taste-messages.ts';
import { paths } from '../app/routes.ts';
import { FactList } from '../kit/fact-list.tsx';
import { formatCount, formatError } from '../kit/format.ts';
import { MovieLine } from '../movie/movie-line.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { useSelect } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { comparison as allTexts, formatCorrelation, likenessText } from './texts.ts';

interface Props {
  /** As the sender typed it. */
  readonly name: string;
  readonly comparison: TasteComparison;
}

/** The person's taste beside somebody else's. */
export function TwoTastes({ name, comparison }: Props) {
  const texts = useTexts(allTexts);
  const hasRated = useSelect((state) => state.person.ratings.length > 0);
  return (
    <section className="taste-comparison" aria-labelledby="two-tastes">
      <h2 id="two-tastes">{texts.title(name)}</h2>
      {hasRated ? (
        <Alike comparison={comparison} />
      ) : (
        <>
          <p>{texts.noneOfYours}</p>
          <Link className="button" href={paths.rateMovies}>
            {texts.rate}
          </Link>
        </>
      )}
      <div className="taste-comparison__lists">
        {comparison.inCommon > 0 && <Apart name={name} comparison={comparison} />}
        <Unseen name={name} comparison={comparison} />
      </div>
    </section>
  );
}

function Alike({ comparison }: Pick<Props, 'comparison'>) {
  const texts = useTexts(allTexts);
  const words = useWords();
  const { inCommon, likeness, meanDistance } = comparison;
  return (
    <>
      <p>
        {likeness !== null
          ? likenessText(likeness, words)
          : inCommon < COMPARABLE
            ? texts.tooFew(inCommon, COMPARABLE, words)
            : texts.noSpread}
      </p>
      <FactList
        facts={[
          { key: 'common', label: texts.inCommon, value: formatCount(inCommon) },
          ...(likeness === null
            ? []
            : [
                {
                  key: 'correlation',
                  label: texts.correlation,
                  value: formatCorrelation(likeness.correlation),
                },
                {
                  key: 'interval',
                  label: texts.interval,
                  value: texts.between(likeness.low, likeness.high),
                },
              ]),
          ...(meanDistance === null
            ? []
            : [{ key: 'distance', label: texts.distance, value: formatError(meanDistance) }]),
        ]}
      />
    </>
  );
}

function Apart({ name, comparison: { apart } }: Props) {
  const texts = useTexts(allTexts);
  return (
    <section className="panel" aria-labelledby="tastes-apart">
      <h3 id="tastes-apart">{texts.apart}</h3>
      {apart.length === 0 && <p className="muted">{texts.together}</p>}
      <ul className="taste-movies taste-movies--one">
        {apart.map(({ movie, yours, theirs }) => (
          <li key={movie.id}>
            <MovieLine movie={movie} about={texts.apartBy(yours, theirs, name)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unseen({ name, comparison: { unseen } }: Props) {
  const texts = useTexts(allTexts);
  return (
    <section className="panel" aria-labelledby="tastes-unseen">
      <h3 id="tastes-unseen">{texts.unseen(name)}</h3>
      {unseen.length === 0 && <p className="muted">{texts.allSeen}</p>}
      {unseen.some(({ card }) => card.predicted === null) && <p className="muted">{texts.notPredicted}</p>}
      <ul className="taste-movies taste-movies--one">
        {unseen.map(({ card, theirs }) => (
          <li key={card.movie.id}>
            <MovieLine movie={card.movie} about={texts.theirs(theirs, name)} />
            <PredictedRating card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}
