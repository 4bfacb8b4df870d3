import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { inExperiment as texts } from '../movie/recommender-texts.ts';
import './experiment-note.css';

/** Stands above a list that interleaves two recommenders, where else the recommender is chosen. */
export function ExperimentNote() {
  return (
    <p className="experiment-note">
      <span>{texts.note}</span> <Link href={paths.experiment}>{texts.results}</Link>
    </p>
  );
}
