import { Link } from 'wouter';
import type { Overview, Tail } from '../../protocol/overview-messages.ts';
import { paths } from '../app/routes.ts';
import { BinBars } from '../kit/bar-list.tsx';
import { formatCount } from '../kit/format.ts';
import { Histogram } from '../kit/histogram.tsx';
import { StatisticsTable } from '../kit/statistics-table.tsx';
import { useQuery } from '../state/use-query.ts';
import { overview as texts } from './overview-texts.ts';
import { OddPatterns } from './suspicious-panel.tsx';
import './dataset-overview.css';

/** What the loaded data is like: how empty, how uneven, how old, and what in it looks odd. */
export function DatasetOverview() {
  const { answer: overview } = useQuery({ type: 'overview' });
  return (
    <section className="glance" aria-labelledby="glance" aria-busy={overview === null}>
      <h2 id="glance">{texts.title}</h2>
      <p className="muted">{overview === null ? texts.waiting : texts.lead}</p>
      {overview !== null && <All overview={overview} />}
    </section>
  );
}

function All({ overview }: { readonly overview: Overview }) {
  const { ratings, users, movies, movieStatistics, people, years } = overview;
  return (
    <>
      <p>
        <abbr title={texts.sparsityTerm}>{texts.sparsity(ratings, users, movies.length)}</abbr>
      </p>
      <Histogram title={texts.howRated} counts={overview.histogram} mean={overview.mean} />
      <div className="glance__pair">
        <BinBars
          title={texts.popular}
          hint={texts.popularHint(overview.popularTail.held[1], overview.popularTail.median)}
          bins={binsOf(overview.popularTail)}
          across={texts.ratingsFrom}
          counted={texts.movies}
        />
        <BinBars
          title={texts.active}
          hint={texts.activeHint(overview.activeTail.held[1], overview.activeTail.median)}
          bins={binsOf(overview.activeTail)}
          across={texts.ratingsFrom}
          counted={texts.people}
        />
      </div>
      <BinBars
        title={texts.overTime}
        hint={texts.overTimeHint(overview.undated)}
        bins={years.map(({ year, ratings: count }) => ({ label: String(year), count }))}
        across={texts.year}
        counted={texts.ratings}
      />
      <StatisticsTable
        title={texts.movieTable}
        what={texts.movie}
        rows={movieStatistics}
        popularity={overview.popularity}
        nameOf={(item) => (
          <Link href={paths.movie(movies[item].id)}>
            {movies[item].title}
            {movies[item].year !== null && <span className="muted"> {movies[item].year}</span>}
          </Link>
        )}
      />
      <StatisticsTable
        title={texts.peopleTable}
        what={texts.person}
        rows={people}
        nameOf={(person) => <Link href={paths.user(person + 1)}>{texts.personName(person + 1)}</Link>}
      />
      <OddPatterns suspicious={overview.suspicious} />
    </>
  );
}

const binsOf = ({ bins }: Tail) =>
  bins.map(({ from, to, rows }) => ({ label: texts.range(from, to), mark: formatCount(from), count: rows }));
