import { Link } from 'wouter';
import type { Overview, RowStatistics, Tail } from '../../protocol/overview-messages.ts';
import { paths } from '../app/routes.ts';
import { BarList } from '../chart/bar-list.tsx';
import { formatCount, formatError } from '../kit/format.ts';
import { StatisticsTable } from '../kit/statistics-table.tsx';
import { RatingHistogram } from '../movie/rating-histogram.tsx';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { overview as texts } from './overview-texts.ts';
import { SuspiciousPanel } from './suspicious-panel.tsx';
import './dataset-overview.css';

/** The overview of the loaded data: how sparse, how uneven and how old it is, and what looks suspicious. */
export function DatasetOverview() {
  const { answer: overview } = useQuery({ type: 'overview' });
  return (
    <section className="dataset-overview" aria-labelledby="glance" aria-busy={overview === null}>
      <h2 id="glance">{texts.title}</h2>
      <p className="muted">{overview === null ? texts.waiting : texts.lead}</p>
      {overview !== null && <All overview={overview} />}
    </section>
  );
}

function All({ overview }: { readonly overview: Overview }) {
  const words = useWords();
  const { ratings, users, movies, movieStatistics, people, years } = overview;
  return (
    <>
      <p>
        <abbr title={texts.sparsityTerm(words)}>{texts.sparsity(ratings, users, movies.length, words)}</abbr>
      </p>
      <RatingHistogram title={texts.howRated} counts={overview.histogram} mean={overview.mean} />
      <div className="dataset-overview__pair">
        <BarList
          title={texts.popular(words)}
          hint={texts.popularHint(overview.popularTail.held[1], overview.popularTail.median, words)}
          bars={barsOf(overview.popularTail)}
          across={texts.ratingsFrom}
          counted={words.Many}
        />
        <BarList
          title={texts.active}
          hint={texts.activeHint(overview.activeTail.held[1], overview.activeTail.median)}
          bars={barsOf(overview.activeTail)}
          across={texts.ratingsFrom}
          counted={texts.people}
        />
      </div>
      {years.length > 0 && (
        <BarList
          title={texts.overTime}
          hint={texts.overTimeHint(overview.undated)}
          bars={years.map(({ year, ratings: count }) => ({ label: String(year), count }))}
          across={texts.year}
          counted={texts.ratings}
        />
      )}
      <StatisticsTable
        title={texts.movieTable(words)}
        rowHeading={words.One}
        counts={movieStatistics.count}
        columns={[
          ...columnsOf(movieStatistics),
          {
            name: texts.popularity,
            hint: texts.popularityHint,
            values: overview.popularity,
            format: formatError,
          },
        ]}
        nameOf={(item) => (
          <Link href={paths.movie(movies[item].id)}>
            <bdi>{movies[item].title}</bdi>
            {movies[item].year !== null && <span className="muted"> {movies[item].year}</span>}
          </Link>
        )}
      />
      <StatisticsTable
        title={texts.peopleTable}
        rowHeading={texts.person}
        counts={people.count}
        columns={columnsOf(people)}
        nameOf={(person) => <Link href={paths.user(person + 1)}>{texts.personName(person + 1)}</Link>}
      />
      <SuspiciousPanel suspicious={overview.suspicious} />
    </>
  );
}

const columnsOf = ({ count, mean, variance }: RowStatistics) => [
  { name: texts.ratings, hint: texts.ratingsHint, values: count, format: formatCount },
  { name: texts.mean, hint: texts.meanHint, values: mean, format: formatError },
  { name: texts.variance, hint: texts.varianceHint, values: variance, format: formatError },
];

const barsOf = ({ bins }: Tail) =>
  bins.map(({ from, to, rows }) => ({
    label: texts.range(from, to),
    shortLabel: formatCount(from),
    count: rows,
  }));
