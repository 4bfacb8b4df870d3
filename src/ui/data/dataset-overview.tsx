import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Glance, Tail } from '../../protocol/overview-messages.ts';
import { paths } from '../app/routes.ts';
import { BinBars } from '../kit/bar-list.tsx';
import { formatCount } from '../kit/format.ts';
import { Histogram } from '../kit/histogram.tsx';
import { StatisticsTable } from '../kit/statistics-table.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { glance as texts } from './overview-texts.ts';
import { OddPatterns } from './suspicious-panel.tsx';
import './dataset-overview.css';

/** What the loaded data is like: how empty, how uneven, how old, and what in it looks odd. */
export function DataGlance() {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const glance = useSelect((state) => state.lists.glance);
  useEffect(() => {
    if (openings > 0) store.send({ type: 'glance' });
  }, [openings, store]);
  return (
    <section className="glance" aria-labelledby="glance" aria-busy={glance === null}>
      <h2 id="glance">{texts.title}</h2>
      <p className="muted">{glance === null ? texts.waiting : texts.lead}</p>
      {glance !== null && <All glance={glance} />}
    </section>
  );
}

function All({ glance }: { readonly glance: Glance }) {
  const { ratings, users, movies, films, people, years } = glance;
  return (
    <>
      <p>
        <abbr title={texts.sparsityTerm}>{texts.sparsity(ratings, users, movies.length)}</abbr>
      </p>
      <Histogram title={texts.howRated} counts={glance.histogram} mean={glance.mean} />
      <div className="glance__pair">
        <BinBars
          title={texts.popular}
          hint={texts.popularHint(glance.popularTail.held[1], glance.popularTail.median)}
          bins={binsOf(glance.popularTail)}
          across={texts.ratingsFrom}
          counted={texts.films}
        />
        <BinBars
          title={texts.active}
          hint={texts.activeHint(glance.activeTail.held[1], glance.activeTail.median)}
          bins={binsOf(glance.activeTail)}
          across={texts.ratingsFrom}
          counted={texts.people}
        />
      </div>
      <BinBars
        title={texts.overTime}
        hint={texts.overTimeHint(glance.undated)}
        bins={years.map(({ year, ratings: count }) => ({ label: String(year), count }))}
        across={texts.year}
        counted={texts.ratings}
      />
      <StatisticsTable
        title={texts.filmTable}
        what={texts.film}
        rows={films}
        popularity={glance.popularity}
        nameOf={(film) => (
          <Link href={paths.movie(movies[film].id)}>
            {movies[film].title}
            {movies[film].year !== null && <span className="muted"> {movies[film].year}</span>}
          </Link>
        )}
      />
      <StatisticsTable
        title={texts.peopleTable}
        what={texts.person}
        rows={people}
        nameOf={(person) => <Link href={paths.user(person + 1)}>{texts.personName(person + 1)}</Link>}
      />
      <OddPatterns suspicious={glance.suspicious} />
    </>
  );
}

const binsOf = ({ bins }: Tail) =>
  bins.map(({ from, to, rows }) => ({ label: texts.range(from, to), mark: formatCount(from), count: rows }));
