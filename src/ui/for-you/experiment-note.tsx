import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { inExperiment as texts } from '../movie/recommender-texts.ts';
import './experiment-note.css';

/** Appears above a list that interleaves two recommenders. Other lists show the choice of recommender there. */
export function ExperimentNote() {
  return (
    <p className="experiment-note">
      <span>{texts.note}</span> <Link href={paths.experiment}>{texts.results}</Link>
    </p>
  );
}
